"""Rules inside a session (E4, S1)."""

import pytest

from corecare_tui.domain.pain import Pain
from corecare_tui.domain.rules.during import ROWS, Then, after_rating
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
    turn = after_rating("Plank", felt, before)
    assert (turn.then, turn.rule) == (then, rule)
    assert bool(turn.sentence) == (rule is not None)
    assert "{" not in turn.sentence


def test_8_adds_the_advice_to_see_somebody():
    # A second 7 within a week adds it only in the next plan: a rating in the session does not know the days before.
    assert "looked at" not in after_rating("Plank", Pain(7), ()).sentence
    assert "looked at" in after_rating("Plank", Pain(8), ()).sentence


def test_every_row_has_words_of_its_own():
    assert [row.id for row in ROWS] == ["S1", "S2"]
    assert "{" not in ROWS[1].say()
