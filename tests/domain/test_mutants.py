"""What the mutation check found untested: edges and references of the rules, each in a line or two of record."""

from dataclasses import replace
from datetime import time

import pytest

from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.history import History
from corecare_tui.domain.ladder import Place, easier, easier_dose
from corecare_tui.domain.profile import BY_ID, Choice, Chose
from corecare_tui.domain.records import CheckIn, MorningAfter, Outcome
from corecare_tui.domain.routine import Block, Day, Item, Routine
from corecare_tui.domain.rules import gates, plan_next
from corecare_tui.domain.rules.exposure import Exposure
from corecare_tui.domain.settings import Settings
from tests.domain.history_kit import LIBRARY, PERSON, at, day, plan, result, rules, session, shown, veteran


def own(on, *sessions, pre=0, routine="own", **blocks):
    """The plan of a routine of one's own: `main=(Item(...), ...)` is a block."""
    days = (Day("day1", "Own", tuple(Block(name, items) for name, items in blocks.items())),)
    routines = {routine: Routine(routine, "Own", days, "test")}
    return plan_next(LIBRARY, routines, routine, History.of((*veteran(), *sessions)), PERSON, CheckIn(pre), day(on))


def because(found, slot, rule):
    """The sessions that a rule names at that place."""
    return [b.session for d in at(found, slot).decisions if d.rule == rule for b in d.because]


def chose(*made):
    """A person who made those choices: (what, of which exercise, on which day)."""
    return replace(PERSON, choices=tuple(Choice(session(n, hour=7).started, what, of) for what, of, n in made))


# --- what a decision refers to ------------------------------------------------------------------


def test_d2_names_the_two_amber_times_and_none_before():
    past = [session(2 * n, pre=2, plank={"dose": (3, None, 20), "pain": 3}) for n in range(3)]
    assert because(plan(6, *past), "plank", "D2") == [past[2].id, past[1].id]


def test_r5_of_48_hours_names_the_newest_session_alone():
    past = [session(n, "five_good", plank={}) for n in (0, 3)]
    assert because(plan(4, *past), "plank", "R5") == [past[1].id]


def test_d3_says_of_each_time_whether_it_was_the_form_or_the_amount():
    past = [session(0, plank={"form": False}), session(2, plank={"done": 0.5})]
    (decision,) = at(plan(4, *past), "plank").decisions
    assert [b.what for b in decision.because] == ["done", "form"]


def test_g1_says_the_question_inside_its_sentence():
    question = BY_ID["pregnant"].text
    assert question[0].lower() + question[1:] in plan(0, profile=replace(PERSON, flags=("pregnant",))).blocked.sentence


# --- choices ------------------------------------------------------------------------------------


@pytest.mark.parametrize("named", ["plank", "knee_plank"])
def test_a_choice_counts_for_the_place_by_either_of_its_names(named):
    lower = session(0, knee_plank={"slot": "plank", "dose": (3, None, 30)})
    found = plan(2, lower, profile=chose((Chose.EASE, named, 2)))
    assert (shown(found, "plank"), rules(found, "plank")) == ("knee_plank 3 × 25 s", ["D4"])


def test_bringing_back_counts_from_the_latest_time_by_either_name():
    low = [session(3 * n, knee_plank={"slot": "plank", "dose": (3, None, 20), "pain": 5}) for n in range(3)]
    assert rules(plan(10, *low), "plank") == ["X3"]
    back = chose((Chose.ENABLE, "plank", -1), (Chose.ENABLE, "knee_plank", 8))
    assert "X3" not in rules(plan(10, *low, profile=back), "plank")


def test_a_pelvic_sign_closes_the_rest_of_its_day_unless_it_was_cleared_after():
    told = chose((Chose.CLEAR, "pelvic", -1), (Chose.SIGN, "pelvic", 0))
    assert [plan(n, profile=told).blocked is not None for n in (0, 1)] == [True, False]
    assert plan(0, profile=chose((Chose.SIGN, "pelvic", 0))).blocked.rule == "E7"
    later = Choice(session(0, hour=9).started, Chose.CLEAR, "pelvic")
    assert plan(0, profile=replace(told, choices=(*told.choices, later))).blocked is None


@pytest.mark.parametrize(("on", "expected"), [(10, "U2"), (11, "U1")])
def test_a_rung_begun_from_it_in_another_place_counts_as_its_raise_for_a_week(on, expected):
    here = [session(n, plank={"dose": (3, None, 30)}) for n in (0, 2)]
    march = session(4, plank_march={"slot": "plank", "dose": (3, 6, None)})
    there = [session(n, "five_good", plank={"dose": (3, None, 30)}) for n in (5, 7)]
    assert rules(plan(on, *here, march, *there, routine="five_good"), "plank")[0] == expected


def test_of_two_places_on_one_rung_a_session_raises_one():
    places = ((0, "elevated_plank", 20), (2, None, 30), (4, None, 30))
    past = [session(n, "own", "day1", knee_plank={"slot": slot, "dose": (3, None, s)}) for n, slot, s in places]
    found = own(10, *past, main=(Item(rung_of=("knee_plank",)), Item("elevated_plank")))
    assert [(item.exercise, item.decisions[0].rule) for item in found.items] == [("plank", "U1"), ("knee_plank", "U2")]


@pytest.mark.parametrize(("beside", "expected"), [(0, ["U2"]), (2, ["U1"])])
def test_the_rung_below_in_the_session_before_makes_it_a_new_rung_in_its_own_session_not(beside, expected):
    same = {"dose": (3, None, 20)}
    past = [session(n, plank=same, **({"knee_plank": same} if n == beside else {})) for n in (0, 2)]
    assert rules(plan(4, *past), "plank") == expected


# --- the places of a routine --------------------------------------------------------------------


def test_a_warm_up_climbs_from_the_lowest_rung_to_what_is_asked_and_no_further():
    asked = Item("donkey_kick", dose=Dose(1, 8))
    low = [session(n, "own", quadruped_brace={"slot": "donkey_kick", "dose": (1, 10, 5)}) for n in (0, 2)]
    assert shown(own(4, *low, warm_up=(asked,)), "donkey_kick") == "donkey_kick 1 × 6"
    foot = [session(n, "own", quadruped_brace={"dose": (1, 10, 5)}) for n in (0, 2)]
    found = own(4, *foot, warm_up=(Item("quadruped_brace", dose=Dose(1, 10, 5)),))
    assert shown(found, "quadruped_brace") == "quadruped_brace 1 × 10, hold 5 s"


@pytest.mark.parametrize(
    ("at_top", "expected"), [("elevated_plank", "elevated_plank 3 × 30 s"), ("wall_plank", "elevated_plank 3 × 10 s")]
)
def test_the_daily_set_climbs_only_to_rungs_that_may_be_daily(at_top, expected):
    top = [session(n, "postpartum", **{at_top: {"slot": "elevated_plank", "dose": (3, None, 30)}}) for n in (0, 2)]
    assert shown(plan(4, *top, routine="postpartum"), "elevated_plank") == expected


def test_on_the_day_between_the_daily_set_goes_down_to_a_rung_that_may_be_daily():
    found = own(1, session(0, "postpartum", bridge_march={}), routine="postpartum", main=(Item("bridge_march"),))
    assert (shown(found, "bridge_march"), rules(found, "bridge_march")) == ("glute_bridge 2 × 8, hold 3 s", ["R5"])


def test_what_another_routine_had_besides_its_own_is_no_place_of_this_one():
    beside = session(0, "postpartum", elevated_plank={}, knee_plank={})
    assert shown(plan(2, beside), "plank") == "plank 3 × 30 s"


# --- C4 -----------------------------------------------------------------------------------------


def test_c4_takes_nothing_that_was_amber_even_once():
    sore = session(0, "gentle", pre=1, cat_cow_small={"pain": 3})
    other = [session(n, "core_restart", heel_slide={"pain": score}) for n, score in ((1, 4), (3, 0))]
    well = session(2, "core_restart", prone_lying={})
    assert at(plan(6, sore, *other, well, routine="gentle"), "cat_cow_small").exercise == "prone_lying"


# --- where a person stands ----------------------------------------------------------------------


def test_a_lighter_form_that_was_amber_is_where_it_goes_on_from():
    light = session(0, pre=1, side_plank={"dose": (2, None, 20), "usual": (3, None, 20), "pain": 3})
    assert (shown(plan(2, light), "side_plank"), rules(plan(2, light), "side_plank")) == ("side_plank 2 × 20 s", ["H1"])


def test_a_swap_of_the_day_that_was_green_is_over_with_it():
    low = session(
        0, pre=4, knee_plank={"slot": "plank", "dose": (2, None, 10), "usual": (3, None, 25), "usual_exercise": "plank"}
    )
    assert (shown(plan(2, low), "plank"), rules(plan(2, low), "plank")) == ("plank 3 × 25 s", ["C3"])


def test_a_swap_of_the_day_that_was_amber_or_of_an_unknown_exercise_stays():
    swap = {"slot": "plank", "dose": (2, None, 10), "usual": (3, None, 25)}
    for more in ({"usual_exercise": "plank", "pain": 4}, {"usual_exercise": "moon_walk", "usual": None}):
        assert at(plan(2, session(0, pre=2, knee_plank={**swap, **more})), "plank").exercise == "knee_plank"


@pytest.mark.parametrize(("on", "expected"), [(84, "knee_plank 3 × 15 s"), (85, "plank 3 × 30 s")])
def test_a_lower_rung_in_another_routine_is_looked_for_over_84_days(on, expected):
    lower = session(0, "five_good", knee_plank={"dose": (3, None, 15)})
    between = [session(n, "gentle", low_lunge={}) for n in range(10, 84, 10)]
    assert shown(plan(on, lower, *between), "plank") == expected


@pytest.mark.parametrize(
    "besides",
    [{"plank": {"pain": None, "done": 0.0, "outcome": Outcome.SKIPPED}}, {"cat_cow": {"slot": "cat_cow"}}],
)
def test_a_rung_done_besides_takes_no_place_that_was_skipped_nor_one_in_a_record_that_tells_its_places(besides):
    past = session(0, "five_good", **besides, knee_plank={})
    assert shown(plan(2, past, routine="five_good"), "plank") == "plank 3 × 30 s"


@pytest.mark.parametrize(("on", "expected"), [(28, ["D1"]), (29, [])])
def test_a_rating_in_another_routine_is_forgotten_after_28_days(on, expected):
    between = [session(n, "gentle", low_lunge={}) for n in range(5, 28, 5)]
    assert rules(plan(on, session(0, "five_good", plank={"pain": 5}), *between), "plank") == expected


MOON = result("moon_walk", slot="plank", dose=(1, 9, None))


@pytest.mark.parametrize("odd", [{"plank": {"dose": None}}, {"again": (MOON,)}])
def test_a_record_that_does_not_tell_the_place_is_compared_with_nothing(odd):
    assert rules(plan(2, session(0, **odd)), "plank") == []


def test_the_ladder_of_the_last_time_is_not_what_the_routine_names_nor_what_nobody_knows():
    trio = {"low_lunge": {}, "donkey_kick": {}, "glute_bridge": {}}
    last = session(0, "core_restart", **trio, prone_arm_lift={}, side_plank_knees={}, again=(replace(MOON, slot=None),))
    assert rules(plan(2, last, routine="core_restart"), "bird_dog") == ["C1"]


def test_what_rests_for_a_day_comes_back_as_it_was():
    item = at(plan(1, session(0, "five_good", plank={})), "plank")
    assert (item.exercise, item.usual_exercise, item.usual.text) == ("bird_dog", "plank", "3 × 30 s")


def test_the_usual_dose_is_that_of_the_exercise_itself():
    light = result("knee_plank", dose=(2, None, 10), usual=(3, None, 25))
    one = session(0, plank={})
    assert Exposure(one, light).usual == light.usual
    assert Exposure(one, replace(light, usual_exercise="plank")).usual == light.dose


# --- gates and rest -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wakes", "hour", "up"),
    [
        ((6, 30), (6, 29), False), ((6, 30), (6, 30), True), ((6, 30), (8, 29), True), ((6, 30), (8, 30), False),
        ((23, 0), (0, 59), True), ((23, 0), (1, 0), False),
    ],
)  # fmt: skip
def test_the_first_two_hours_after_waking_to_the_minute(wakes, hour, up):
    person = gates.Person(PERSON, 0, None, 6, settings=Settings(wakes_at=time(*wakes)), hour=time(*hour))
    assert person.just_up == up


def test_in_the_daily_set_a_rung_that_hurt_takes_no_place():
    hurt = session(-1, "gentle", glute_bridge={"pain": 5})
    done = session(0, "postpartum", bridge_abd_add={}, bridge_march={}, donkey_kick={}, elevated_plank={})
    assert "glute_bridge" in {item.exercise for item in plan(1, done, routine="postpartum").items}
    assert "glute_bridge" not in {item.exercise for item in plan(1, hurt, done, routine="postpartum").items}


def test_what_is_said_at_the_moment_of_a_clearing_is_not_cleared_by_it():
    told = replace(session(1, "gentle", hour=7), check_in=CheckIn(0, ("chest",)))
    assert plan(2, told, profile=chose((Chose.CLEAR, "chest", 1))).blocked.rule == "E1"


@pytest.mark.parametrize(("on", "fires"), [(11, True), (12, False)])
def test_r4_of_a_morning_read_off_the_next_check_in_ends_a_week_after_that(on, fires):
    days = [session(0, "gentle", morning=MorningAfter(4, False)), session(4, "gentle", pre=2)]
    assert ("R4" in [a.rule for a in plan(on, *days, experienced=False).advice]) == fires


def test_r6_looks_at_other_routines_where_this_one_never_had_the_place():
    found = plan(14, session(0, "five_good", plank={}), experienced=False)
    assert (shown(found, "plank"), rules(found, "plank")) == ("plank 3 × 25 s", ["R6"])


def test_the_morning_after_a_session_of_today_is_not_known_yet_whatever_there_was_yesterday():
    bad = MorningAfter(9, False)
    yesterday, today = session(2, "gentle", morning=None), session(3, plank={"pain": 3}, morning=bad)
    assert plan(3, yesterday, today) == plan(3, yesterday, replace(today, morning_after=None))


def test_of_two_ratings_the_one_that_leads_a_rung_down_decides():
    days = [session(0, "postpartum", elevated_plank={"dose": (3, None, 20), "pain": 5})]
    days += [session(1, "core_restart", elevated_plank={"dose": (3, None, 10), "pain": 5})]
    found = plan(3, *days, routine="postpartum")
    assert (shown(found, "elevated_plank"), rules(found, "elevated_plank")) == ("wall_plank 3 × 20 s", ["D1"])


# --- weeks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "climbs"),
    [({"pre": None, "plank": {"pain": 1}}, True), ({"end": 1, "plank": {"pain": 2}}, False)],
)
def test_less_pain_in_one_exercise_is_never_less_than_what_else_was_said(first, climbs):
    days = [session(0, **first), session(2, "gentle", end=1), session(4, "gentle", end=3)]
    assert ("E5" in rules(plan(6, *days), "plank")) == climbs


# --- steps --------------------------------------------------------------------------------------


def test_between_the_first_two_steps_of_a_rung_the_step_less_is_the_first():
    assert easier_dose(LIBRARY["plank"], Dose(3, None, 12)) == Dose(3, None, 10)


def test_the_rung_below_is_done_for_no_more_sets():
    place = easier(LIBRARY, Place("plank", Dose(1, None, 10)))
    assert (place.exercise, place.dose.sets) == ("knee_plank", 1)
