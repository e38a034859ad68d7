"""How steps are unrolled for one person: own pace, holds past their target, the breath; and the same place in another pace."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.domain.bouts import bouts
from corecare_tui.domain.exercise import Dose, Phase
from corecare_tui.domain.plan import Kind, Plan, Planned
from corecare_tui.domain.signals import Spot
from corecare_tui.domain.timetable import PACED, Pace, directions, moved, unroll

LIBRARY = load(shipped("routines"), None)[0]
THREE = (("glute_bridge", Dose(2, 5, 3, 20)), ("plank", Dose(2, None, 30, 20)), ("donkey_kick", Dose(1, 4, 0, 20)))


def steps(pace=PACED, items=THREE):
    return unroll(Plan("warm_up", "day1", None, tuple(Planned("main", id, dose, dose, id) for id, dose in items)), LIBRARY, pace)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("UP HOLD DOWN", "up stay down"),
        ("UP REACH BACK DOWN", "up up down down"),
        ("DOWN UP", "down up"),
        ("BACK UP", "down up"),
        ("HOLLOW ROUND", "up down"),
        ("IN HOLD EASE", "up stay down"),
        ("REACH TUCK", "up down"),
        ("", ""),
    ],
)
def test_the_direction_of_each_phase(words, expected):
    assert directions(tuple(Phase(word, 2) for word in words.split())) == tuple(expected.split())


def test_out_with_the_effort_in_on_the_way_back_and_it_flows_in_a_hold():
    phases = {step.phase: (step.move, step.breath) for step in steps() if step.kind is Kind.REP}
    assert phases["UP"] == ("up", "out")
    assert phases["HOLD"] == ("stay", "")
    assert phases["DOWN"] == ("down", "in")


def test_a_file_may_say_another_breath():
    """Cat-cow: out to round (catalogue C10)."""
    found = steps(items=(("cat_cow", Dose(1, 3, 0, 20)),))
    assert {step.phase: step.breath for step in found if step.kind is Kind.REP} == {"HOLLOW": "in", "ROUND": "out"}


def test_own_pace_of_all_and_of_one():
    waits = [{s.item for s in steps(pace) if s.kind is Kind.REP and s.ms is None} for pace in (Pace(), Pace(own=True))]
    assert waits == [set(), {0, 2}]
    assert {s.item for s in steps(Pace(own_for=frozenset({"donkey_kick"}))) if s.ms is None} == {2}


def test_only_still_holds_go_past_their_target():
    past = {step.item for step in steps(Pace(hold_past=True)) if step.past}
    assert past == {1}
    assert not [step for step in steps(items=(("cat_cow", Dose(1, None, 60, 20)),), pace=Pace(hold_past=True)) if step.past]


def test_seconds_are_of_holds_and_only_where_wanted():
    assert not any(step.every_second for step in steps())
    assert {step.kind for step in steps(Pace(every_second=True)) if step.every_second} == {Kind.HOLD}


@settings(max_examples=60, deadline=None)
@given(st.data(), st.booleans())
def test_the_same_place_in_another_pace(data, own):
    """Shares stay with their sets, a wait stays that wait, a set that runs begins anew; and there and back is where it was."""
    old, new = steps(Pace(own=own)), steps(Pace(own=not own))
    at = data.draw(st.integers(0, len(old) - 1))
    shares = tuple((bout, data.draw(st.floats(0, 1))) for bout in bouts(old) if bout < at)
    there = moved(Spot(at, 500, None, shares), old, new)
    assert [share for _, share in there.shares] == [share for _, share in shares]
    was, now = old[at], new[there.at]
    assert (was.item, was.set_no, was.kind, was.side) == (now.item, now.set_no, now.kind, now.side) or was.side != now.side
    assert there.elapsed == (0 if was.effort else 500)
    back = moved(there, new, old)
    assert back.shares == shares
    assert back.at == at if not was.effort else back.at in bouts(old)
