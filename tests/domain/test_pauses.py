"""Rest between sessions: mornings that do not settle (R4), the 48 hours (R5), a long break (R6), two hard sessions (R7)."""

from dataclasses import replace

import pytest

from corecare_tui.domain.records import MorningAfter
from tests.domain.history_kit import LIBRARY, PERSON, at, day, pain, plan, rules, session, shown
from tests.domain.test_weeks import advice

BAD = MorningAfter(4, False)


# --- R4 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("second", "on", "fires"), [(2, 3, True), (2, 9, True), (2, 10, False), (13, 15, True), (14, 16, False)])
def test_r4_two_bad_mornings_within_a_fortnight_are_a_lighter_week(second, on, fires):
    days = [session(n, "gentle", morning=BAD) for n in (0, second)]
    assert (advice(plan(on, *days, experienced=False), "R4") is not None) == fires


def test_r4_lightens_as_e5_does_and_sends_to_a_professional():
    days = [session(0, morning=BAD, plank={}), session(2, "gentle", morning=BAD)]
    found = plan(5, *days, experienced=False)
    assert "physiotherapist or doctor" in advice(found, "R4").sentence
    assert (shown(found, "plank"), rules(found, "plank")) == ("plank 2 × 25 s", ["R4", "R4"])


@pytest.mark.parametrize(("on", "pre", "fires"), [(2, 2, False), (3, 1, False), (3, 2, True), (5, 4, True), (3, None, False)])
def test_r4_still_two_above_after_three_days(on, pre, fires):
    found = plan(on, session(0, "gentle", pre=0, morning=BAD), pre=pre, experienced=False)
    assert (advice(found, "R4") is not None) == fires


def test_r4_reads_the_three_days_off_logged_pain_and_off_the_next_check_in_too():
    bad = session(0, "gentle", morning=BAD)
    assert advice(plan(4, bad, pre=None, pains=(pain(3, 2),), experienced=False), "R4")
    assert not advice(plan(4, bad, pre=None, pains=(pain(2, 9),), experienced=False), "R4")
    following = session(3, "gentle", pre=2)
    assert advice(plan(5, bad, following, pre=0, experienced=False), "R4")
    assert not advice(plan(5, bad, session(2, "gentle", pre=2), pre=0, experienced=False), "R4")


# --- R5 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("on", "rests"), [(0, True), (1, True), (2, False)])
def test_r5_a_strength_family_gets_48_hours(on, rests):
    found = plan(on, session(0, "five_good", plank={}))
    item = at(found, "plank")
    assert (rules(found, "plank") == ["R5"]) == rests
    assert (LIBRARY[item.exercise].family == "quadruped") == rests  # bird dog, its partner of another family


def test_r5_of_a_lower_rung_counts_for_the_family():
    assert rules(plan(1, session(0, "core_restart", wall_plank={})), "plank") == ["R5"]


@pytest.mark.parametrize(("days", "rests"), [((1, 3, 5), True), ((0, 3, 5), False), ((3, 5), False)])
def test_r5_at_most_three_times_in_seven_days(days, rests):
    found = plan(7, *(session(n, plank={}) for n in days))
    assert ("R5" in rules(found, "plank")) == rests


def test_r5_leaves_mobility_and_what_prepares_alone():
    found = plan(1, session(0, "core_restart", low_lunge={}, donkey_kick={}, glute_bridge={}, cat_cow={}), routine="core_restart")
    assert [i.exercise for i in found.items][:3] == ["low_lunge", "donkey_kick", "glute_bridge"]
    assert found.items[-1].exercise == "cat_cow"
    assert "R5" not in {d.rule for i in found.items for d in i.decisions}


def test_r5_a_warm_up_does_not_train_its_family():
    warm = session(0, "warm_up", glute_bridge={})
    assert rules(plan(1, warm, routine="three_day", day_id="day2"), "glute_bridge") == []


def test_r5_the_composed_session_takes_the_other_ladder():
    found = plan(1, session(0, "core_restart", bird_dog={}, knee_plank={}), routine="core_restart")
    assert {"prone_arm_lift", "side_plank_knees"} <= {i.exercise for i in found.items}


def test_r5_the_easy_rungs_of_the_postpartum_set_may_be_daily():
    done = session(0, "postpartum", bridge_abd_add={}, bridge_march={}, donkey_kick={}, elevated_plank={})
    found = plan(1, done, routine="postpartum")
    assert {"donkey_kick", "elevated_plank"} <= {i.exercise for i in found.items}
    assert "R5" in {o.rule for o in found.left_out} | {d.rule for i in found.items for d in i.decisions}


def test_r5_nothing_is_raised_while_it_rests_and_the_place_comes_back():
    clean = [session(n, plank={"dose": (3, None, 20)}) for n in (0, 2)]
    rested = plan(3, *clean)
    assert rules(rested, "plank") == ["U2", "R5"]
    item = at(rested, "plank")
    done = session(3, **{item.exercise: {"slot": "plank", "dose": item.dose}})
    assert (shown(plan(7, *clean, done), "plank"), rules(plan(7, *clean, done), "plank")) == ("plank 3 × 25 s", ["U1"])


# --- R6 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "expected", "why"),
    [
        (13, "plank 3 × 30 s", []), (14, "plank 3 × 25 s", ["R6"]), (27, "plank 3 × 25 s", ["R6"]),
        (28, "knee_plank 3 × 10 s", ["R6"]), (400, "knee_plank 3 × 10 s", ["R6"]),
    ],
)  # fmt: skip
def test_r6_a_step_lower_after_two_weeks_and_a_rung_after_four(on, expected, why):
    found = plan(on, session(0, plank={}), experienced=False)
    assert (shown(found, "plank"), rules(found, "plank")) == (expected, why)
    assert bool(advice(found, "R6")) == bool(why)
    assert (advice(found, "G0") is not None) == (on >= 28)


def test_r6_once_for_each_place_also_when_its_day_comes_later():
    first, back = session(0, plank={}), session(0, "three_day", "day2", glute_bridge={})
    again = session(20, plank={"dose": (3, None, 25)})
    assert rules(plan(22, first, back, again, day_id="day2"), "glute_bridge") == ["R6"]
    assert rules(plan(22, first, again, experienced=False), "plank") == []


def test_r6_the_easier_of_two_reasons_wins():
    assert rules(plan(14, session(0, plank={"pain": 5})), "plank") == ["R6"]
    assert rules(plan(14, session(0, plank={"pain": 6})), "plank") == ["X1"]
    assert shown(plan(28, session(0, plank={"pain": 5})), "plank") == "knee_plank 3 × 10 s"


# --- R7 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("efforts", "fires"), [((8, 8), True), ((10, 9), True), ((7, 9), False), ((8, None), False), ((8,), False)]
)
def test_r7_two_hard_sessions_running_take_sets_off_the_next(efforts, fires):
    days = [replace(session(2 * n, "gentle"), effort=effort) for n, effort in enumerate(efforts)]
    found = plan(5, *days, experienced=False)
    assert shown(found, "plank") == ("plank 2 × 30 s" if fires else "plank 3 × 30 s")
    assert rules(found, "plank") == (["R7"] if fires else [])


def test_a_day_lightened_twice_over_is_lightened_once():
    days = [replace(session(n, "gentle"), effort=9) for n in (0, 2)]
    assert shown(plan(5, *days, pre=3, experienced=False), "plank") == "plank 2 × 30 s"


# --- the questions again -----------------------------------------------------------------------


@pytest.mark.parametrize(("on", "due"), [(89, False), (90, True)])
def test_the_safety_questions_are_asked_again_after_90_days(on, due):
    lately = session(on - 3, "gentle")
    assert (advice(plan(on, lately, experienced=False, profile=PERSON), "G0") is not None) == due
    assert PERSON.screened == day(0)
