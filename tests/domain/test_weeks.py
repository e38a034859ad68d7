"""Weeks compared: a climb calls for a lighter week (E5), pain that stays for an assessment (E6)."""

import pytest

from corecare_tui.domain.records import MorningAfter
from tests.domain.history_kit import at, pain, plan, rules, session, shown


def worst(n, score, **more):
    """A session whose worst score was its end."""
    return session(n, "core_restart", end=score, **more)


def advice(found, rule):
    return next((a for a in found.advice if a.rule == rule), None)


# --- E5 by sessions ----------------------------------------------------------------------------

CLIMB = (worst(0, 0), worst(2, 1), worst(4, 3))


@pytest.mark.parametrize(
    ("scores", "fires"),
    [
        ((0, 1, 3), True), ((1, 2, 3), True), ((0, 1, 2), True), ((4, 5, 6), True), ((0, 2, 2), False), ((2, 2, 4), False),
        ((0, 3, 2), False), ((3, 2, 4), False), ((None, 1, 3), False), ((0, None, 3), False), ((3, 1, 0), False),
    ],
)  # fmt: skip
def test_e5_when_the_worst_of_three_sessions_rises_each_time(scores, fires):
    found = plan(6, *(worst(2 * n, score, pre=None) for n, score in enumerate(scores)))
    assert (advice(found, "E5") is not None) == fires


def test_e5_names_the_sessions_and_their_scores():
    told = advice(plan(6, *CLIMB), "E5")
    assert "0 → 1 → 3 over 3 sessions" in told.sentence
    assert [(b.session, b.pain, b.what) for b in told.because] == [
        ("+000-08", 0, "check_in"),
        ("+002-08", 1, "end"),
        ("+004-08", 3, "end"),
    ]


@pytest.mark.parametrize(("on", "fires"), [(4, True), (10, True), (11, False)])
def test_e5_lasts_seven_days_from_the_last_climb(on, fires):
    assert (advice(plan(on, *CLIMB), "E5") is not None) == fires


def test_e5_takes_two_of_three_sets_and_then_a_step_off_strength_and_sets_off_the_rest():
    before = session(-2, plank={}, cat_cow={}, side_plank={})
    found = plan(6, before, *CLIMB)
    assert shown(found, "plank") == "plank 2 × 25 s"
    assert shown(found, "plank", usual=True) == "plank 3 × 30 s"
    assert rules(found, "plank") == ["E5", "E5"]
    assert rules(found, "cat_cow") == []  # one set, and no strength


def test_e5_raises_nothing_and_is_over_by_itself():
    clean = [session(n, plank={"dose": (3, None, 20)}) for n in (-4, -2)]
    assert rules(plan(0, *clean), "plank") == ["U1"]
    climb = [session(n, "gentle", end=e) for n, e in ((-3, 0), (-1, 1), (0, 3))]
    assert rules(plan(1, *clean, *climb), "plank") == ["U2", "E5", "E5"]
    assert shown(plan(1, *clean, *climb), "plank") == "plank 2 × 15 s"
    light = at(plan(1, *clean, *climb), "plank")
    done = session(1, plank={"dose": light.dose, "usual": light.usual})
    assert shown(plan(8, *clean, *climb, done), "plank") == "plank 3 × 20 s"
    assert rules(plan(8, *clean, *climb, done), "plank") == ["C3"]


def test_e5_the_second_week_running_sends_to_a_professional():
    again = (worst(7, 0), worst(9, 2), worst(11, 4))
    assert "second week" not in advice(plan(6, *CLIMB), "E5").sentence
    assert "second week" in advice(plan(12, *CLIMB, *again), "E5").sentence
    assert "second week" not in advice(plan(22, *(worst(15 + n, s) for n, s in ((0, 0), (2, 2), (4, 4)))), "E5").sentence


def test_e5_a_worse_early_rating_does_not_end_the_lighter_week_of_its_own_exercise():
    def climb(first):
        return (session(0, plank={"pain": first}), session(2, "gentle", end=1), session(4, "gentle", end=3))

    assert rules(plan(6, *climb(0)), "plank") == ["E5", "E5"]
    assert rules(plan(6, *climb(1)), "plank") == ["E5", "E5"]
    assert rules(plan(6, *climb(1)), "side_plank") == []


# --- E5 by means -------------------------------------------------------------------------------


def days(first, score, count=3):
    return tuple(pain(first + n, score) for n in range(count))


@pytest.mark.parametrize(("now", "fires"), [(2, False), (3, True)])
def test_e5_when_the_mean_of_the_week_is_two_above_the_week_before(now, fires):
    found = plan(14, pains=(*days(1, 1), *days(8, now)), experienced=False)
    assert (advice(found, "E5") is not None) == fires


def test_e5_by_means_needs_three_rated_days_in_both_weeks_and_lasts_a_week():
    assert advice(plan(14, pains=(*days(1, 0, 2), *days(8, 4)), experienced=False), "E5") is None
    assert advice(plan(14, pains=(*days(1, 0), *days(8, 4, 2)), experienced=False), "E5") is None
    pains = (*days(1, 0), *days(8, 4))
    assert advice(plan(10, pains=pains, experienced=False), "E5") is not None
    assert advice(plan(20, pains=pains, experienced=False), "E5") is not None
    assert advice(plan(21, pains=pains, experienced=False), "E5") is None


def test_e5_the_last_session_does_not_count_for_the_week_before():
    """Law L1: a worse end of it would else make the rise smaller."""
    last = session(3, "gentle", pre=None, end=9, morning=None)
    pains = (*days(0, 0), *days(8, 2))
    assert advice(plan(10, last, pains=pains, experienced=False), "E5") is not None


# --- E6 ----------------------------------------------------------------------------------------


def weeks(count, *scores):
    """Three rated days in each of so many weeks, ending on day 70."""
    return tuple(
        pain(70 - 7 * week - n, (scores[week] if week < len(scores) else scores[-1])) for week in range(count) for n in (0, 2, 4)
    )


@pytest.mark.parametrize(("count", "fires"), [(3, False), (4, True), (5, True)])
def test_e6_nudges_after_four_weeks_at_three_or_more(count, fires):
    found = plan(70, pains=weeks(count, 3), experienced=False)
    assert (advice(found, "E6") is not None) == fires
    assert "seen by" not in (advice(found, "E6").sentence if fires else "")


def test_e6_not_while_a_week_is_below_or_not_rated():
    assert advice(plan(70, pains=weeks(6, 4, 4, 2, 4), experienced=False), "E6") is None
    assert (
        advice(plan(70, pains=[p for p in weeks(6, 4) if (70 - (p.at.date() - day0()).days) // 7 != 2], experienced=False), "E6")
        is None
    )


def day0():
    from tests.domain.history_kit import MONDAY

    return MONDAY


@pytest.mark.parametrize(("count", "refers"), [(6, True), (7, False), (8, True), (9, False), (10, True)])
def test_e6_sends_to_a_professional_from_six_weeks_on_every_fortnight(count, refers):
    told = advice(plan(70, pains=weeks(count, 4), experienced=False), "E6")
    assert f"for {count} weeks" in told.sentence
    assert ("seen by" in told.sentence) == refers


@pytest.mark.parametrize(("now", "refers"), [(5, True), (4, False), (6, True)])
def test_e6_does_not_send_where_pain_really_fell(now, refers):
    told = advice(plan(70, pains=weeks(6, now, 6), experienced=False), "E6")
    assert ("seen by" in told.sentence) == refers


def test_e6_changes_no_exercise_and_raises_none():
    quiet = MorningAfter(None, True)
    clean = [session(n, pre=None, morning=quiet, plank={"dose": (3, None, 20)}) for n in (66, 68)]
    found = plan(70, *clean, pains=weeks(5, 4))
    assert advice(found, "E6") is not None
    assert rules(found, "plank") == ["U2"]
