"""Writing a plan: the rotation, what is read, and what a plan is made of."""

from dataclasses import replace
from itertools import permutations, product

import pytest

from corecare_tui.domain.history import History
from corecare_tui.domain.records import MorningAfter, Outcome, SessionOutcome
from corecare_tui.domain.rules import plan_next
from tests.domain.history_kit import LIBRARY, PERSON, ROUTINES, day, pain, plan, rules, session, shown, veteran


def test_the_three_days_come_in_turn():
    done = [
        session(0, day_id="day1", plank={}),
        session(2, day_id="day2", superman={}),
        session(4, day_id="day3", seated_rotation={}),
    ]
    assert [plan(9, *done[:n], day_id=None).day for n in range(4)] == ["day1", "day2", "day3", "day1"]


def test_other_routines_and_unknown_days_do_not_turn_it():
    one = session(0, day_id="day1", plank={})
    others = [session(1, "warm_up", donkey_kick={}), session(2, day_id="day9", plank={}), session(3, None, None)]
    assert plan(9, one, *others, day_id=None).day == "day2"


def test_unknown_routine_and_day_raise():
    with pytest.raises(KeyError):
        plan(0, routine="nope", day_id=None)
    with pytest.raises(KeyError):
        plan(0, day_id="day9")


def test_the_documents_doses_come_first():
    first = plan(0)
    assert [f"{i.exercise} {i.dose.text}" for i in first.items] == ["cat_cow 1 × 120 s", "side_plank 3 × 20 s", "plank 3 × 30 s"]
    second = plan(0, day_id="day2")
    assert [f"{i.exercise} {i.dose.text}" for i in second.items][:2] == [
        "superman 3 × 10, hold 3 s",
        "glute_bridge 3 × 12, hold 3 s",
    ]
    assert (first.date, first.changes) == (day(0), ())


@pytest.mark.parametrize("on", [0, 3])
def test_nothing_after_its_date_is_read(on):
    # Day 3 has a session, and its morning after belongs to day 4.
    now = [session(0, plank={"pain": 3}), session(3, plank={"pain": 1}, morning=None)]
    later = [session(4, plank={"pain": 9}), session(40, plank={"pain": 6}, pre=8)]
    told = [now[0], replace(now[1], morning_after=MorningAfter(9, False))]
    expected = plan(on, *now)
    assert plan(on, *now, *later, pains=(pain(4, 9),)) == expected
    assert plan(on, *told) == expected


def test_a_session_that_an_import_left_open_counts_too():
    assert plan(1, session(0, plank={"pain": 9}, outcome=SessionOutcome.OPEN)).blocked.rule == "E4"


def test_the_order_of_the_records_does_not_matter():
    records = [
        session(0, plank={"pain": 4}),
        session(2, plank={"pain": 3}),
        session(2, "warm_up", hour=9, donkey_kick={}),
        session(5, pre=3, plank={}),
    ]
    pains = [pain(1, 3), pain(1, 4), pain(3, 2)]
    expected = plan(6, *records, pains=tuple(pains))
    for order, logged in product(permutations(records), permutations(pains)):
        assert plan(6, *order, pains=logged) == expected


def test_the_same_past_gives_the_same_plan_and_changes_nothing():
    past = History.of((*veteran(), session(0, plank={"pain": 5})))
    before = repr(past)
    plans = [plan_next(LIBRARY, ROUTINES, "three_day", past, PERSON, None, day(2)) for _ in range(2)]
    assert plans[0] == plans[1]
    assert repr(past) == before


@pytest.mark.parametrize("routine", ROUTINES)
def test_a_blocked_plan_has_no_items(routine):
    found = plan(0, routine=routine, day_id=None, pre=9)
    assert (found.items, found.left_out, found.changes) == ((), (), ())
    assert found.blocked.rule == "E4"


@pytest.mark.parametrize("routine", ROUTINES)
@pytest.mark.parametrize("pre", [None, 0, 3, 4, 5, 6])
@pytest.mark.parametrize("experienced", [True, False])
def test_no_exercise_comes_twice_and_every_sentence_is_whole(routine, pre, experienced):
    for asked in ROUTINES[routine].days:
        found = plan(0, routine=routine, day_id=asked.id, pre=pre, experienced=experienced)
        exercises = [item.exercise for item in found.items]
        assert len(exercises) == len(set(exercises))
        said = [*found.advice, *found.left_out, *(d for item in found.items for d in item.decisions)]
        assert not [one for one in said if "{" in one.sentence or "}" in one.sentence or "None" in one.sentence]


def test_c2_an_exercise_that_is_there_already_is_not_done_twice():
    eased = session(0, "lower_back", superman={"dose": (2, 6, 3), "pain": 5}, prone_leg_lift={})
    found = plan(2, eased, routine="lower_back")
    assert [(out.exercise, out.rule) for out in found.left_out if out.rule == "C2"] == [("superman", "C2")]
    assert [item.exercise for item in found.items].count("prone_leg_lift") == 1
    assert shown(found, "prone_leg_lift") == "prone_leg_lift 3 × 10, hold 2 s"


def test_a_smaller_dose_of_another_routine_is_taken_over_and_a_lower_rung_is():
    small = session(0, "five_good", plank={"dose": (3, None, 10)})
    assert shown(plan(2, small), "plank") == "plank 3 × 10 s"
    bigger = session(0, "five_good", plank={"dose": (3, None, 40)})
    assert shown(plan(2, bigger), "plank") == "plank 3 × 30 s"
    amber = session(3, "five_good", plank={"dose": (3, None, 10), "pain": 2})
    here = session(0, plank={})
    assert shown(plan(5, here, amber), "plank") == "plank 3 × 10 s"
    assert shown(plan(5, here, session(3, "five_good", plank={"dose": (3, None, 10)})), "plank") == "plank 3 × 30 s"
    lower = session(0, "five_good", knee_plank={"dose": (3, None, 15)})
    assert shown(plan(2, lower), "plank") == "knee_plank 3 × 15 s"


def test_a_record_out_of_range_is_brought_back_into_it():
    assert shown(plan(2, session(0, plank={"dose": (40, None, 900)})), "plank") == "plank 3 × 30 s"
    assert shown(plan(2, session(0, plank={"dose": (3, 12, None)})), "plank") == "plank 3 × 30 s"


def test_skipping_a_place_does_not_move_it_to_what_else_was_done():
    # A skipped donkey kick in the warm-up took over the bird dog of the main block, dose and all.
    kick = {"pain": None, "done": 0.0, "outcome": Outcome.SKIPPED}
    past = session(0, "core_restart", low_lunge={}, donkey_kick=kick, glute_bridge={}, bird_dog={"dose": (3, 10, 8)})
    assert shown(plan(2, past, routine="core_restart"), "donkey_kick") == "donkey_kick 1 × 8"


def test_an_unknown_exercise_in_the_record_is_passed_over():
    one = session(0, plank={"pain": 5})
    odd = replace(one, results=(replace(one.results[0], exercise="moon_walk"), *one.results))
    assert rules(plan(2, odd), "plank") == ["D1"]


def test_a_place_left_out_for_a_day_is_not_taken_by_the_ladder_of_another():
    # Superman, shut on one sore day, stood at the prone arm lift of the third place ever after.
    sore = session(2, day_id="day2", pre=3, glute_bridge={}, prone_arm_lift={"dose": (2, 6, 3)})
    first = session(0, day_id="day2", superman={}, glute_bridge={}, prone_arm_lift={"dose": (2, 6, 3)})
    assert shown(plan(4, first, sore, day_id="day2"), "superman") == "superman 3 × 10, hold 3 s"
