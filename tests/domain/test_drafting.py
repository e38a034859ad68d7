"""Edits of a routine: nothing but what was asked changes, in any order of edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.domain.drafting import ID, added, blank, copied, dosed, id_of, moved, removed, renamed
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.routine import Block, Day, Item, Routine

_, ROUTINES, _ = load(shipped("routines"), None)


def routine(*blocks: str) -> Routine:
    """`("ab", "c")`: a block of the items a and b, and one of c."""
    made = (Block(f"b{number}", tuple(Item(letter) for letter in names)) for number, names in enumerate(blocks))
    return Routine("mine", "Mine", (Day("day1", "Mine", tuple(made)), Day("day2", "Other", (Block("main", (Item("z"),)),))), "me")


def told(one: Routine) -> tuple[str, ...]:
    """The first day as `routine` takes it."""
    return tuple("".join(item.exercise or "" for item in block.items) for block in one.days[0].blocks)


def test_a_blank_one_has_a_day_a_block_and_nothing_in_it():
    one = blank("mine", "Mine")
    assert [block.name for block in one.days[0].blocks] == ["main"]
    assert one.days[0].items == ()
    assert told(added(one, 0, -1, "a")) == told(added(one, 0, 5, "a")) == ("a",)


def test_a_copy_is_the_persons_own():
    one = copied(ROUTINES["core_restart"], "mine", "Mine")
    assert (one.id, one.name, one.source, one.composed) == ("mine", "Mine", "copied from Core restart", False)
    assert [day.blocks for day in one.days] == [day.blocks for day in ROUTINES["core_restart"].days]
    assert copied(routine("a"), "b", "B").days == routine("a").days, "of several days each keeps its name"


def test_a_new_name_is_also_that_of_the_only_day():
    assert renamed(blank("mine", "Mine"), "New").days[0].name == "New"
    assert [day.name for day in renamed(routine("a"), "New").days] == ["Mine", "Other"]


@pytest.mark.parametrize(
    ("at", "then"), [(-1, ("xab", "c")), (0, ("axb", "c")), (1, ("abx", "c")), (2, ("ab", "cx")), (9, ("ab", "cx"))]
)
def test_added_behind_a_row_and_into_its_block(at, then):
    assert told(added(routine("ab", "c"), 0, at, "x")) == then


@pytest.mark.parametrize(("at", "then"), [(0, ("b", "c")), (1, ("a", "c")), (2, ("ab",))])
def test_removed_and_an_empty_block_goes(at, then):
    assert told(removed(routine("ab", "c"), 0, at)) == then


def test_the_last_row_leaves_its_block():
    one = removed(routine("a"), 0, 0)
    assert [block.name for block in one.days[0].blocks] == ["b0"] and one.days[0].items == ()


@pytest.mark.parametrize(
    ("at", "by", "then"),
    [
        (0, 1, ("ba", "cd")),
        (1, 1, ("a", "cbd")),
        (2, -1, ("acb", "d")),
        (0, 9, ("b", "cda")),
        (3, -9, ("dab", "c")),
        (1, 0, ("ab", "cd")),
    ],
)
def test_moved_also_over_the_border_of_a_block(at, by, then):
    assert told(moved(routine("ab", "cd"), 0, at, by)) == then


def test_a_block_that_is_moved_empty_goes():
    assert told(moved(routine("a", "b"), 0, 0, 1)) == ("ba",)


def test_a_dose_and_none_again():
    dose = Dose(2, 8)
    one = dosed(routine("ab", "c"), 0, 1, dose)
    assert [item.dose for _, item in one.days[0].items] == [None, dose, None]
    assert dosed(one, 0, 1, None) == routine("ab", "c")


def test_another_day_stays_as_it_is():
    one = routine("ab", "c")
    for edited in (added(one, 0, 0, "x"), removed(one, 0, 0), moved(one, 0, 0, 2), dosed(one, 0, 0, Dose(1, 1))):
        assert edited.days[1] is one.days[1]


@given(st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=4), st.integers(0, 11), st.integers(-12, 12))
def test_a_move_is_one_in_the_flat_list(blocks, at, by):
    flat = list("".join(blocks))
    at %= len(flat)
    one = moved(routine(*blocks), 0, at, by)
    flat.insert(max(0, min(at + by, len(flat) - 1)), flat.pop(at))
    assert "".join(told(one)) == "".join(flat)
    assert "" not in told(one)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("My morning", "my_morning"),
        ("Rücken, kurz", "rucken_kurz"),
        ("Straße", "strasse"),
        ("  5 min!  ", "routine_5_min"),
        ("日本", "routine"),
        ("", "routine"),
        ("x" * 80, "x" * 40),
    ],
)
def test_an_id_of_a_name(name, id):
    assert id_of(name, ()) == id


@given(st.text(max_size=60), st.integers(0, 30))
def test_an_id_is_valid_and_free(name, count):
    taken: list[str] = []
    for _ in range(count):
        taken.append(id_of(name, taken))
    assert len(set(taken)) == count
    assert all(ID.fullmatch(id) for id in taken)
