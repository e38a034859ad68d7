"""Dose arithmetic (evidence 6.3): a step is small, easier is less, and harder never jumps."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.ladder import HOLD_STEP_S, Place, clamp, easier, easier_dose, harder, harder_dose, steps, two_easier
from tests.domain.make import exercise


def reps(text, rest_s=30):
    sets, many = text.split("x")
    return Dose(int(sets), int(many), None, rest_s)


def secs(text, rest_s=30):
    sets, seconds = text.split("x")
    return Dose(int(sets), None, int(seconds), rest_s)


KNEE = exercise("knee_plank", secs("3x15"), secs("3x10"), secs("3x30"), harder="plank")
PLANK = exercise("plank", secs("3x30"), secs("3x10"), secs("3x30"), easier="knee_plank", harder="plank_march")
MARCH = exercise("plank_march", reps("3x6", 45), reps("3x6"), reps("3x10"), easier="plank")
BRIDGE = exercise("bridge", reps("3x12"), reps("2x8"), reps("3x12"))
HINGE = exercise("hinge", reps("3x15"), reps("2x8"), reps("3x15"))
CAT_COW = exercise("cat_cow", reps("3x10"), reps("1x6"), reps("3x10"), timed_s=(60, 120))
LIBRARY = {e.id: e for e in (KNEE, PLANK, MARCH, BRIDGE, HINGE, CAT_COW)}


def short(dose):
    return f"{dose.sets}x{dose.reps if dose.reps is not None else dose.hold_s}"


@pytest.mark.parametrize(
    ("on", "dose", "after"),
    [
        (PLANK, secs("3x30"), "3x25"),
        (PLANK, secs("3x15"), "3x10"),
        (BRIDGE, reps("3x12"), "3x10"),
        (BRIDGE, reps("3x10"), "3x9"),
        (BRIDGE, reps("2x9"), "2x8"),
        (BRIDGE, reps("3x8"), "2x8"),
        (HINGE, reps("3x15"), "3x13"),
        (CAT_COW, secs("1x120"), "1x115"),
    ],
)
def test_easier_is_one_rep_two_above_ten_or_five_seconds(on, dose, after):
    assert short(easier_dose(on, dose)) == after


@pytest.mark.parametrize(
    ("on", "dose", "after"),
    [
        (PLANK, secs("3x25"), "3x30"),
        (BRIDGE, reps("2x8"), "2x9"),
        (BRIDGE, reps("2x9"), "2x10"),
        (BRIDGE, reps("3x10"), "3x12"),
        (BRIDGE, reps("2x12"), "3x9"),
        (HINGE, reps("3x14"), "3x15"),
        (CAT_COW, secs("1x60"), "1x65"),
    ],
)
def test_harder_is_one_rep_two_from_ten_or_five_seconds_and_then_a_set(on, dose, after):
    assert short(harder_dose(on, dose)) == after


def test_the_ends_of_a_rung_have_no_further_step():
    assert easier_dose(PLANK, secs("3x10")) is None
    assert harder_dose(PLANK, secs("3x30")) is None
    assert easier_dose(BRIDGE, reps("2x8")) is None
    assert harder_dose(BRIDGE, reps("3x12")) is None


def test_the_steps_of_a_rung_in_order():
    assert [short(s) for s in steps(PLANK)] == ["3x10", "3x15", "3x20", "3x25", "3x30"]
    assert [short(s) for s in steps(BRIDGE)] == ["2x8", "2x9", "2x10", "2x12", "3x9", "3x10", "3x12"]
    assert [short(s) for s in steps(HINGE)][-2:] == ["3x13", "3x15"]
    assert [short(s) for s in steps(CAT_COW, secs("1x90"))] == [f"1x{s}" for s in range(60, 121, 5)]


def test_from_a_first_step_the_lower_rung_at_its_mid_dose():
    assert easier(LIBRARY, Place("plank", secs("3x10"))) == Place("knee_plank", secs("3x20"))
    assert easier(LIBRARY, Place("plank", secs("3x30"))) == Place("plank", secs("3x25"))
    assert easier(LIBRARY, Place("knee_plank", secs("3x10"))) is None
    even = exercise("knee_plank", secs("3x10"), secs("3x10"), secs("3x25"))
    assert easier(LIBRARY | {"knee_plank": even}, Place("plank", secs("3x10"))) == Place("knee_plank", secs("3x15")), "the easier"


def test_two_easier_is_the_lower_rung_at_its_start_or_the_start_of_this_one():
    assert two_easier(LIBRARY, Place("plank", secs("3x30"))) == Place("knee_plank", secs("3x10"))
    assert two_easier(LIBRARY, Place("knee_plank", secs("3x25"))) == Place("knee_plank", secs("3x10"))
    assert two_easier(LIBRARY, Place("knee_plank", secs("3x10"))) is None


def test_from_the_top_the_next_rung_at_its_start():
    assert harder(LIBRARY, Place("plank", secs("3x30"))) == Place("plank_march", reps("3x6", 45))
    assert harder(LIBRARY, Place("plank", secs("3x25"))) == Place("plank", secs("3x30"))
    assert harder(LIBRARY, Place("plank_march", reps("3x10"))) is None


def test_a_rung_is_left_only_from_its_top():
    steps_up, place = ["hinge 2 × 8"], Place("hinge", reps("2x8"))
    while (place := harder(LIBRARY, place)) is not None:
        steps_up.append(place.text)
    assert steps_up[-1] == "hinge 3 × 15"


def test_a_neighbour_that_is_not_in_the_library_is_no_neighbour():
    alone = {"plank": PLANK}
    assert easier(alone, Place("plank", secs("3x10"))) is None
    assert harder(alone, Place("plank", secs("3x30"))) is None
    assert two_easier(alone, Place("plank", secs("3x20"))) == Place("plank", secs("3x10"))


@pytest.mark.parametrize(
    ("on", "dose", "inside"),
    [
        (PLANK, secs("5x90"), "3x30"),
        (PLANK, secs("3x5"), "3x10"),
        (PLANK, secs("2x20"), "2x20"),
        (PLANK, reps("3x10"), "3x30"),
        (BRIDGE, secs("3x30"), "3x12"),
        (BRIDGE, reps("9x200"), "3x12"),
        (CAT_COW, secs("3x300"), "1x120"),
    ],
)
def test_clamp_brings_any_dose_into_the_range(on, dose, inside):
    assert short(clamp(on, dose)) == inside


def test_clamp_and_steps_keep_the_rest_and_take_the_hold_of_the_ladder():
    held = exercise("bird_dog", Dose(3, 4, 8), Dose(2, 4, 8), Dose(3, 10, 8))
    assert clamp(held, Dose(3, 20, 60, 45)) == Dose(3, 10, 8, 45)
    assert {s.rest_s for s in steps(held, Dose(3, 4, 8, 45))} == {45}


# --- over ladders nobody wrote ----------------------------------------------------------------


@st.composite
def ladders(draw):
    """An exercise with any ladder whose start is no more than its top."""
    low_sets, high_sets = sorted(draw(st.tuples(st.integers(1, 4), st.integers(1, 4))))
    low, high = sorted(draw(st.tuples(st.integers(1, 40), st.integers(1, 40))))
    if draw(st.booleans()):
        start, top = Dose(low_sets, None, low), Dose(high_sets, None, high)
    else:
        hold_s = draw(st.none() | st.integers(1, 10))
        start, top = Dose(low_sets, low, hold_s), Dose(high_sets, high, hold_s)
    return exercise("any", top, start, top)


def size(dose):
    return dose.reps if dose.reps is not None else dose.hold_s


@st.composite
def standing(draw):
    """An exercise and a dose inside its range."""
    on = draw(ladders())
    start, top = on.ladder.start, on.ladder.top
    sets, many = draw(st.integers(start.sets, top.sets)), draw(st.integers(size(start), size(top)))
    return on, replace(top, sets=sets, reps=many) if top.reps is not None else replace(top, sets=sets, hold_s=many)


@given(ladders())
def test_every_step_is_more_work_from_the_start_to_the_top(on):
    run = steps(on)
    assert (run[0], run[-1]) == (on.ladder.start, on.ladder.top)
    assert all(before.work < after.work for before, after in pairwise(run))
    assert all(s.sets <= on.ladder.top.sets and size(s) <= size(on.ladder.top) for s in run)


@given(standing())
def test_easier_on_the_same_rung_is_always_less_work(at):
    on, dose = at
    less = easier_dose(on, dose)
    assert less is None or less.work < dose.work
    assert less is not None or dose.sets == on.ladder.start.sets or dose.work <= on.ladder.start.work


@given(standing())
def test_harder_is_more_work_and_never_over_the_top(at):
    on, dose = at
    more = harder_dose(on, dose)
    if more is None:
        assert dose == on.ladder.top
    else:
        assert more.work > dose.work
        assert more.sets <= on.ladder.top.sets
        assert size(more) <= size(on.ladder.top)


@given(standing())
def test_harder_then_easier_never_ends_above_the_start(at):
    on, dose = at
    start, top = on.ladder.start, on.ladder.top
    assume(dose in steps(on) or size(top) - size(start) >= (HOLD_STEP_S if top.timed else 2))
    more = harder_dose(on, dose)
    assume(more is not None)
    back = easier_dose(on, more)
    assert back is None or back.work <= dose.work


@given(ladders(), st.integers(1, 50), st.integers(1, 200), st.booleans())
def test_clamp_is_always_inside_and_once_is_enough(on, sets, many, timed):
    inside = clamp(on, Dose(sets, None, many) if timed else Dose(sets, many))
    assert inside.timed == on.ladder.top.timed
    assert 1 <= inside.sets <= on.ladder.top.sets
    assert size(on.ladder.start) <= size(inside) <= size(on.ladder.top)
    assert clamp(on, inside) == inside


@given(ladders())
def test_going_down_ends_and_so_does_going_up(on):
    for move, begin in ((easier_dose, on.ladder.top), (harder_dose, on.ladder.start)):
        count, dose = 0, begin
        while (dose := move(on, dose)) is not None:
            count += 1
            assert count <= 200
