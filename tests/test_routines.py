"""Each shipped routine is loaded, planned, unrolled and played to its end in virtual time; it takes as long as its steps."""

from datetime import date
from itertools import pairwise

import pytest

from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.domain.exercise import Sides
from corecare_tui.domain.history import History
from corecare_tui.domain.plan import Kind
from corecare_tui.domain.player import Player, State
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn
from corecare_tui.domain.rules import plan_next
from corecare_tui.domain.signals import Entered, ExerciseDone, Finished, Skip, Start, Tick
from corecare_tui.domain.timetable import SELF_PACED_REP_S, length_ms, unroll

LIBRARY, ROUTINES, PROBLEMS = load(shipped("routines"), None)
TODAY = date(2026, 11, 21)
DAYS = [(routine.id, day.id) for routine in ROUTINES.values() for day in routine.days]
EVERYTHING = Profile(screened=TODAY, equipment=("mat", "exercise_ball", "foam_roller", "kettlebell_or_dumbbell"))


def planned(routine, day, pain=0):
    return plan_next(LIBRARY, ROUTINES, routine, History(), EVERYTHING, CheckIn(pain), TODAY, day)


def play(steps, raster_ms):
    """Play to the end; returns (when it ended, every signal). A self-paced set is taken to need 6 s a rep."""
    player, now, heard, waited = Player(steps), 0, [], 0
    heard += player.handle(Start(), now)
    while player.state is not State.DONE:
        now += raster_ms
        if player.state is State.AWAITING:
            waited += raster_ms
            if waited >= player.step.rep_no * SELF_PACED_REP_S * 1000:
                heard += player.handle(Skip(), now)
                waited = 0
                continue
        heard += player.handle(Tick(), now)
    return now, heard


def test_nothing_is_wrong_with_the_shipped_files():
    assert PROBLEMS == ()
    assert len(LIBRARY) == 50
    assert set(ROUTINES) == {"core_restart", "warm_up", "three_day", "lower_back", "postpartum", "gentle", "five_good"}


@pytest.mark.parametrize(("routine", "day"), DAYS)
@pytest.mark.parametrize("raster_ms", [100, 1000, 1990])
def test_every_day_plays_to_its_end_in_the_time_of_its_steps(routine, day, raster_ms):
    plan = planned(routine, day)
    steps = unroll(plan, LIBRARY)
    ended, heard = play(steps, raster_ms)
    awaits = sum(step.ms is None for step in steps)
    assert isinstance(heard[-1], Finished)
    assert 0 <= ended - length_ms(steps) <= raster_ms * (1 + awaits)
    done = [signal for signal in heard if isinstance(signal, ExerciseDone)]
    assert [(signal.item, signal.share) for signal in done] == [(index, 1.0) for index in range(len(plan.items))]
    assert sum(isinstance(signal, Entered) for signal in heard) == len(steps)


@pytest.mark.parametrize(("routine", "day"), DAYS)
def test_every_effort_has_its_get_ready_and_each_side_its_own_full_set(routine, day):
    plan = planned(routine, day)
    steps = unroll(plan, LIBRARY)
    for before, step in pairwise(steps):
        if step.effort and not before.effort:
            assert before.kind in (Kind.READY, Kind.SWITCH)
    for index, item in enumerate(plan.items):
        if LIBRARY[item.exercise].sides is Sides.EACH:
            sides = [[s.ms for s in steps if s.item == index and s.effort and s.side == side] for side in ("left", "right")]
            assert sides[0] == sides[1] != []


def test_the_gentle_set_takes_at_most_ten_minutes():
    assert length_ms(unroll(planned("gentle", "day1"), LIBRARY)) <= 600_000


def test_the_composed_session_follows_its_rule():
    plan = planned("core_restart", "day1")
    ids = [item.exercise for item in plan.items]
    assert ids[:3] == ["low_lunge", "donkey_kick", "glute_bridge"]
    assert ids[-1] == "cat_cow"
    assert len(ids) <= 6
    families = {LIBRARY[id].family for id in ids[3:-1]}
    assert families & {"plank", "side_plank", "leg_lift", "curl"}
    assert families & {"quadruped", "prone_extension", "bridge"}
