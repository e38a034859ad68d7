"""How steps are unrolled for one person: own pace, holds past their target, the breath; and the same place in another pace."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.domain.bouts import bouts
from corecare_tui.domain.exercise import Dose, Phase
from corecare_tui.domain.plan import Kind, Plan, Planned
from corecare_tui.domain.player import Player
from corecare_tui.domain.signals import GoTo, Resume, Spot, Tick
from corecare_tui.domain.timetable import PACED, Pace, day_named, directions, length_ms, minutes, moved, unroll

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


SIDES = (("side_plank", Dose(2, None, 20, 30)), ("plank", Dose(2, None, 30, 20)))


def waits(pace):
    found = steps(pace, SIDES)
    return {kind: [step.ms for step in found if step.kind is kind] for kind in (Kind.READY, Kind.SWITCH)}


def test_the_pauses_of_a_person():
    assert waits(PACED) == {Kind.READY: [10_000, 5_000, 5_000, 5_000], Kind.SWITCH: [8_000, 8_000]}
    assert waits(Pace(ready=60, ready_between=3, switch=30)) == {
        Kind.READY: [60_000, 3_000, 3_000, 3_000],
        Kind.SWITCH: [30_000, 30_000],
    }


@given(st.integers(3, 60), st.integers(3, 30), st.integers(5, 30))
def test_no_pause_is_taken_out_of_a_hold_or_a_rest(ready, between, switch):
    usual, own = steps(PACED, SIDES), steps(Pace(ready=ready, ready_between=between, switch=switch), SIDES)
    wait = (Kind.READY, Kind.SWITCH)
    assert [step for step in own if step.kind not in wait] == [step for step in usual if step.kind not in wait]
    plan = Plan("warm_up", "day1", None, tuple(Planned("main", id, dose, dose, id) for id, dose in SIDES))
    assert minutes(plan, LIBRARY, Pace(ready=ready, ready_between=between, switch=switch)) == round(length_ms(own) / 60_000)
    assert length_ms(own) - length_ms(usual) == 1000 * (ready - 10 + 3 * (between - 5) + 2 * (switch - 8))


@pytest.mark.parametrize("at", [0, 2])
def test_who_comes_back_to_a_wait_that_is_shorter_by_now_has_the_whole_hold(at):
    """A crash in it, then the settings, then the start: what it was longer is not taken out of the hold."""
    found = steps(Pace(ready=3, switch=5), SIDES)
    player = Player(found)
    player.handle(GoTo(Spot(at, 7_500, None)), 100_000)
    assert player.left_ms(100_000) == length_ms(found[at + 1 :])
    player.handle(Resume(), 100_000)
    player.handle(Tick(), 100_010)
    assert (player.at, player.elapsed_ms(100_010)) == (at + 1, 10)


def test_a_hold_past_its_target_comes_back_as_it_was():
    found = steps(Pace(hold_past=True), SIDES)
    at = next(n for n, step in enumerate(found) if step.past)
    player = Player(found)
    player.handle(GoTo(Spot(at, found[at].ms + 7_000, None)), 0)
    assert player.over_ms(0) == 7_000


@pytest.mark.parametrize(
    ("ahead", "named"), [(0, "today"), (1, "Sunday"), (6, "Friday"), (7, "Saturday 28 November"), (8, "Sunday 29 November")]
)
def test_a_day_has_the_name_of_no_nearer_one(ahead, named):
    today = date(2026, 11, 21)
    assert day_named(today + timedelta(ahead), today) == named


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
