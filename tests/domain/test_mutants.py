"""What the mutation check found untested: edges and references of the rules, each in a line or two of record."""

from dataclasses import replace

import pytest

from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.profile import Choice, Chose
from corecare_tui.domain.records import CheckIn, History
from corecare_tui.domain.routine import Block, Day, Item, Routine
from corecare_tui.domain.rules import plan_next
from tests.domain.history_kit import LIBRARY, PERSON, at, day, plan, rules, session, shown, veteran


def own(on, *sessions, pre=0, **blocks):
    """The plan of a routine of one's own: `main=(Item(...), ...)` is a block."""
    days = (Day("day1", "Own", tuple(Block(name, items) for name, items in blocks.items())),)
    routines = {"own": Routine("own", "Own", days, "test")}
    return plan_next(LIBRARY, routines, "own", History.of((*veteran(), *sessions)), PERSON, CheckIn(pre), day(on))


def because(found, slot, rule):
    """The sessions that a rule names at that place."""
    return [b.session for d in at(found, slot).decisions if d.rule == rule for b in d.because]


def chose(what, of, n, hour=7):
    return replace(PERSON, choices=(Choice(session(n, hour=hour).started, what, of),))


# --- what a decision refers to ------------------------------------------------------------------


def test_d2_names_the_two_amber_times_and_none_before():
    past = [session(2 * n, pre=2, plank={"dose": (3, None, 20), "pain": 3}) for n in range(3)]
    assert because(plan(6, *past), "plank", "D2") == [past[2].id, past[1].id]


def test_r5_of_48_hours_names_the_newest_session_alone():
    past = [session(n, "five_good", plank={}) for n in (0, 3)]
    assert because(plan(4, *past), "plank", "R5") == [past[1].id]


# --- choices ------------------------------------------------------------------------------------


@pytest.mark.parametrize("named", ["plank", "knee_plank"])
def test_a_choice_counts_for_the_place_by_either_of_its_names(named):
    lower = session(0, knee_plank={"slot": "plank", "dose": (3, None, 30)})
    found = plan(2, lower, profile=chose(Chose.EASE, named, 2))
    assert (shown(found, "plank"), rules(found, "plank")) == ("knee_plank 3 × 25 s", ["D4"])


# --- the places of a routine --------------------------------------------------------------------


def test_a_warm_up_climbs_from_the_lowest_rung_to_what_is_asked_and_no_further():
    asked = Item("donkey_kick", dose=Dose(1, 8))
    low = [session(n, "own", quadruped_brace={"slot": "donkey_kick", "dose": (1, 10, 5)}) for n in (0, 2)]
    assert shown(own(4, *low, warm_up=(asked,)), "donkey_kick") == "donkey_kick 1 × 6"
    foot = [session(n, "own", quadruped_brace={"dose": (1, 10, 5)}) for n in (0, 2)]
    found = own(4, *foot, warm_up=(Item("quadruped_brace", dose=Dose(1, 10, 5)),))
    assert shown(found, "quadruped_brace") == "quadruped_brace 1 × 10, hold 5 s"


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
