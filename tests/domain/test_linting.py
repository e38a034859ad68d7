"""Remarks: each is told where it holds, not where it does not, and what ships is told no nonsense."""

from dataclasses import replace

import pytest

from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.domain.exercise import Dose, Sides
from corecare_tui.domain.linting import KINDS, lint
from corecare_tui.domain.routine import Block, Day, Item, Routine
from tests.test_docs import NEVER

LIBRARY, ROUTINES, _ = load(shipped("routines"), None)
CAT_COW, PLANK, SUPERMAN = Item("cat_cow"), Item("plank"), Item("superman")


def day(*items: Item, block: str = "main", id: str = "day1") -> Day:
    return Day(id, id.capitalize(), (Block(block, items),))


def routine(*days: Day) -> Routine:
    return Routine("mine", "Mine", days, "me")


def told(*days: Day, library=LIBRARY) -> list[tuple[str, int | None, int | None]]:
    return [(one.id, one.day, one.row) for one in lint(routine(*days), library)]


def test_nothing_to_say():
    assert told(day(CAT_COW, PLANK, SUPERMAN)) == []


def test_no_warm_up():
    assert told(day(PLANK, SUPERMAN, CAT_COW)) == [("no_warm_up", 0, 0)]
    assert told(day(CAT_COW, PLANK, SUPERMAN), day(PLANK, id="day2")) == [("no_warm_up", 1, 0)]


@pytest.mark.parametrize("first", ["low_lunge", "pelvic_tilt", "quadruped_brace", "prone_lying"])
def test_mobility_and_what_only_activates_are_a_warm_up(first):
    assert told(day(Item(first), PLANK, SUPERMAN)) == []


def test_so_is_one_set_and_a_block_of_that_name():
    assert told(day(Item("donkey_kick", dose=Dose(1, 8)), PLANK, SUPERMAN)) == []
    assert told(day(Item("donkey_kick"), block="warm_up"), day(CAT_COW, PLANK, id="day2")) == []


def test_one_half_over_all_days():
    assert told(day(CAT_COW, SUPERMAN)) == told(day(CAT_COW, PLANK)) == [("one_half", None, None)]
    assert told(day(CAT_COW, SUPERMAN), day(CAT_COW, PLANK, id="day2")) == []
    assert "front; a plank" in lint(routine(day(CAT_COW, SUPERMAN)), LIBRARY)[0].sentence
    assert "back; a bird dog" in lint(routine(day(CAT_COW, PLANK)), LIBRARY)[0].sentence


def test_a_ladder_of_ones_own_may_train_either():
    library = LIBRARY | {"mine": replace(LIBRARY["superman"], id="mine", family="mine")}
    assert told(day(CAT_COW, PLANK, Item("mine")), library=library) == []


def test_every_ladder_of_a_place_counts():
    assert told(day(CAT_COW, Item(rung_of=("bird_dog", "knee_plank")))) == []


def test_one_side_more():
    nine, ten = Item("bridge_march", dose=Dose(2, 9)), Item("bridge_march", dose=Dose(2, 10))
    assert told(day(CAT_COW, nine, PLANK)) == [("one_side_more", 0, 1)]
    assert told(day(CAT_COW, ten, PLANK)) == []
    assert LIBRARY["heel_tap"].sides is Sides.ALTERNATING
    assert told(day(CAT_COW, Item("heel_tap", dose=Dose(2, 9)), SUPERMAN)) == [], "counted on each side"
    assert "5 on one side and 4 on the other" in lint(routine(day(CAT_COW, nine, PLANK)), LIBRARY)[0].sentence


def test_much_at_once_says_the_number():
    much, less = (Item("knee_plank", dose=Dose(3, None, s)) for s in (30, 29))
    assert told(day(CAT_COW, much, SUPERMAN)) == [("much_at_once", 0, 1)]
    assert told(day(CAT_COW, less, SUPERMAN)) == []
    assert "3 × 30 s" in (said := lint(routine(day(CAT_COW, much, SUPERMAN)), LIBRARY)[0].sentence)
    assert "2 times its usual 3 × 15 s" in said


def test_doses_of_two_kinds_are_not_compared():
    timed = Item("cat_cow", dose=Dose(1, None, 120))
    assert told(day(timed, PLANK, SUPERMAN), day(CAT_COW, id="day2")) == []


def test_uneven_days():
    low = Item("plank", dose=Dose(1, None, 30))
    assert told(day(CAT_COW, low, SUPERMAN), day(CAT_COW, PLANK, id="day2")) == [("uneven_days", 1, 1)]
    assert told(day(CAT_COW, low, PLANK, SUPERMAN)) == [], "of one day it is a way to warm up"
    said = lint(routine(day(CAT_COW, low, SUPERMAN), day(CAT_COW, PLANK, id="day2")), LIBRARY)[0].sentence
    assert "3 × 30 s here and 1 × 30 s on Day1, 3 times as much" in said


def test_nothing_easier_is_told_once():
    wall = Item("wall_plank")
    assert told(day(CAT_COW, wall, SUPERMAN, wall)) == [("nothing_easier", 0, 1)]


def test_over_an_hour():
    assert told(day(CAT_COW, *[PLANK, SUPERMAN] * 8)) == [("over_an_hour", 0, None)]


def test_what_the_library_does_not_know_is_passed_over():
    assert told(day(CAT_COW, Item("gone"), PLANK, SUPERMAN)) == []


def test_in_the_order_of_the_rows():
    found = told(day(PLANK, Item("wall_plank")))
    assert found == [("one_half", None, None), ("no_warm_up", 0, 0), ("nothing_easier", 0, 1)]


@pytest.mark.parametrize("id", ["core_restart", "five_good", "gentle", "warm_up"])
def test_what_ships_and_begins_gently_is_told_nothing(id):
    assert lint(ROUTINES[id], LIBRARY) == ()


@pytest.mark.parametrize(("id", "days"), [("lower_back", [0]), ("postpartum", [0]), ("three_day", [1])])
def test_what_ships_and_begins_at_once_is_told_so(id, days):
    assert [(one.id, one.day, one.row) for one in lint(ROUTINES[id], LIBRARY)] == [("no_warm_up", day, 0) for day in days]


def test_a_day_of_mobility_alone_is_told_nothing():
    ids = [one.id for one in LIBRARY.values() if one.kind == "mobility"]
    assert len(ids) > 8
    assert [one for id in ids for one in lint(routine(day(Item(id))), LIBRARY)] == []


def test_every_kind_is_told_by_one_of_these_and_frightens_nobody():
    low, much = Item("plank", dose=Dose(1, None, 20)), Item("bird_dog", dose=Dose(3, 10, 8))
    odd = Item("bridge_march", dose=Dose(2, 11))
    days = [day(PLANK, much, odd, Item("wall_plank"), *[SUPERMAN] * 14), day(CAT_COW, low, id="day2")]
    found = [*lint(routine(*days), LIBRARY), *lint(routine(day(PLANK)), LIBRARY)]
    assert {one.id for one in found} == {id for id, _ in KINDS}
    assert [one.sentence for one in found if NEVER.search(one.sentence) or not one.sentence.endswith(".")] == []
