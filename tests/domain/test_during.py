"""Rules inside a session (E3, E4, S1, S2, S3)."""

import pytest

from corecare_tui.domain.pain import Pain
from corecare_tui.domain.rules.during import ROWS, Then, after_rating
from corecare_tui.domain.settings import USUAL_CARE, Settings
from corecare_tui.domain.thresholds import with_limits
from tests.domain.history_kit import result

FINE, RED, SHARP = result("cat_cow", pain=5), result("side_plank", pain=6), result("superman", pain=0, sharp=True)


@pytest.mark.parametrize(
    ("felt", "before", "then", "rule"),
    [
        (Pain(None), (), Then.GO_ON, None), (Pain(0), (), Then.GO_ON, None), (Pain(5), (RED, SHARP), Then.GO_ON, None),
        (Pain(6), (), Then.STOP_EXERCISE, "S1"), (Pain(6), (FINE,), Then.STOP_EXERCISE, "S1"),
        (Pain(6), (RED,), Then.END_STRENGTH, "S1"), (Pain(6), (SHARP,), Then.END_STRENGTH, "S1"),
        (Pain(1, sharp=True), (), Then.STOP_EXERCISE, "S1"), (Pain(None, sharp=True), (RED,), Then.END_STRENGTH, "S1"),
        (Pain(7), (), Then.END_SESSION, "E4"), (Pain(10, sharp=True), (RED,), Then.END_SESSION, "E4"),
    ],
)  # fmt: skip
def test_what_a_rating_means_for_the_rest(felt, before, then, rule):
    turn = after_rating("Plank", felt, before, USUAL_CARE)
    assert (turn.then, turn.rule) == (then, rule)
    assert bool(turn.sentence) == (rule is not None)
    assert "{" not in turn.sentence


def test_8_adds_the_advice_to_see_somebody():
    assert "looked at" not in after_rating("Plank", Pain(7), (), USUAL_CARE).sentence
    assert "looked at" in after_rating("Plank", Pain(8), (), USUAL_CARE).sentence
    assert "looked at" in after_rating("Plank", Pain(7), (), USUAL_CARE, again=True).sentence


def test_pain_down_a_leg_stops_the_exercise_whatever_its_number():
    turn = after_rating("Plank", Pain(1, "leg", leg=True), (), USUAL_CARE)
    assert (turn.then, turn.rule) == (Then.STOP_EXERCISE, "E3")
    assert after_rating("Plank", Pain(6, "leg", leg=True), (RED,), USUAL_CARE).then is Then.END_STRENGTH
    assert after_rating("Plank", Pain(7, "leg", leg=True), (), USUAL_CARE).then is Then.END_SESSION


@pytest.mark.parametrize(("pain", "then"), [(2, Then.GO_ON), (3, Then.STOP_EXERCISE), (5, Then.STOP_EXERCISE)])
def test_strict_leaves_out_what_reaches_3(pain, then):
    assert after_rating("Plank", Pain(pain), (), Settings(strict=True)).then is then
    assert after_rating("Plank", Pain(pain), (), USUAL_CARE).then is Then.GO_ON


def test_a_lower_limit_of_the_person_counts():
    mine = Settings(limits=with_limits({"red": 4, "severe": 5}))
    assert after_rating("Plank", Pain(4), (), mine).then is Then.STOP_EXERCISE
    assert after_rating("Plank", Pain(5), (), mine).then is Then.END_SESSION


def test_every_row_has_words_of_its_own():
    assert [row.id for row in ROWS] == ["S1", "S2", "S3"]
    assert "{" not in ROWS[1].say()
