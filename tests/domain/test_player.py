"""The player: one door, deadlines that do not drift, shares that are what was done. Time is a number handed in."""

from copy import deepcopy
from itertools import accumulate, cycle, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from corecare_tui.domain.exercise import Dose, Sides
from corecare_tui.domain.plan import Kind
from corecare_tui.domain.player import Player, State
from corecare_tui.domain.signals import (
    Back,
    Change,
    Counted,
    Entered,
    ExerciseDone,
    Extend,
    Finished,
    Halfway,
    NoPlaceFor,
    Pain,
    Pause,
    RepDone,
    Resume,
    Skip,
    SkipExercise,
    Slept,
    Start,
    Stop,
    Tick,
)
from corecare_tui.domain.timetable import length_ms
from tests.domain.make import TEMPO, exercise, steps

PLANK = exercise("plank", Dose(3, None, 30, 30))
SIDE = exercise("side_plank", Dose(1, None, 12, 30), sides=Sides.EACH)
BRIDGE = exercise("bridge", Dose(2, 4, 3, 30), tempo=TEMPO)
CRUNCH = exercise("crunch", Dose(2, 8, None, 30))
READY, HOLD, REP, SWITCH, REST = Kind.READY, Kind.HOLD, Kind.REP, Kind.SWITCH, Kind.REST


def begun(*exercises, now=0):
    """A player that has just started."""
    player = Player(steps(*exercises))
    player.handle(Start(), now)
    return player


def tick(player, now, until, gap=100):
    """Tick from `now` to `until`; what was heard, with its time."""
    heard = []
    while now < until:
        now = min(now + gap, until)
        heard += [(now, signal) for signal in player.handle(Tick(), now)]
    return heard


def only(kind, signals):
    return [s for s in signals if isinstance(s, kind)]


def counts(heard, count_in=False):
    return [s.n for _, s in heard if isinstance(s, Counted) and s.count_in is count_in]


def where(player):
    return player.step.kind, player.step.item, player.step.set_no


def in_hold(at=10_000):
    """The first hold of the plank, `at` ms done; the session began at 0, so now is 10 s more."""
    player = begun(PLANK)
    tick(player, 0, 10_000 + at)
    assert where(player) == (HOLD, 0, 1)
    return player, 10_000 + at


# --- one table --------------------------------------------------------------------------------

EVENTS = (
    Start(),
    Tick(),
    Pause(),
    Resume(),
    Skip(),
    SkipExercise(),
    Back(),
    Extend(5000),
    Pain(),
    Stop(),
    Change(steps(PLANK), 0),
)
ANYWHERE = {Tick, Skip, SkipExercise, Back, Pain, Stop, Change}
PLACES = {
    "idle": {Start},
    "running": ANYWHERE | {Pause, Extend},
    "counted in": ANYWHERE | {Pause, Extend},
    "paused": ANYWHERE | {Resume, Extend},
    "self-paced": ANYWHERE | {Resume},
    "in pain": ANYWHERE | {Resume},
    "done": {Tick},
}


def standing(place):
    if place == "idle":
        return Player(steps(PLANK)), 0
    if place == "self-paced":
        player = begun(CRUNCH)
        player.handle(Skip(), 100)
        return player, 100
    player, now = in_hold()
    before = {"paused": [Pause()], "in pain": [Pain()], "done": [Stop()], "counted in": [Pause(), Resume()]}
    for event in before.get(place, []):
        player.handle(event, now)
    return player, now


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("event", EVENTS, ids=lambda e: type(e).__name__)
def test_an_event_without_a_place_is_refused_and_changes_nothing(place, event):
    player, now = standing(place)
    before = deepcopy(vars(player))
    if type(event) in PLACES[place]:
        player.handle(event, now + 50)
        return
    with pytest.raises(NoPlaceFor, match=f"{type(event).__name__} has no place while {player.state.name}"):
        player.handle(event, now + 5000)
    assert vars(player) == before


def test_a_tick_where_nothing_runs_changes_nothing():
    for place in ("paused", "self-paced", "in pain", "done"):
        player, now = standing(place)
        before = deepcopy(vars(player))
        assert player.handle(Tick(), now + 3_600_000) == []
        assert vars(player) == before


def test_before_and_after_a_session_there_is_no_step_and_nothing_left():
    for place in ("idle", "done"):
        player, now = standing(place)
        assert (player.step, player.left_ms(now), player.count_in(now)) == (None, 0, None)


def test_starts_at_any_item_and_without_steps_is_finished_at_once():
    player = Player(steps(PLANK, BRIDGE))
    assert player.handle(Start(1), 5) == [Entered(player.steps[9])]
    assert where(player) == (READY, 1, 1)
    empty = Player(())
    assert [type(s) for s in empty.handle(Start(), 0)] == [Finished]
    assert empty.state is State.DONE


# --- time -------------------------------------------------------------------------------------


def test_a_late_tick_goes_on_from_the_deadline():
    player = begun(PLANK)
    tick(player, 0, 9800)
    assert player.handle(Tick(), 10_900)[-1] == Entered(player.steps[1])
    assert player.elapsed_ms(10_900) == 900
    assert player.remaining_ms(10_900) == 29_100


def test_one_late_tick_may_pass_more_than_one_step():
    player = begun(exercise("hundred", Dose(1, 3, 0), tempo=TEMPO[:1] + TEMPO[2:]))
    tick(player, 0, 10_000)
    heard = player.handle(Tick(), 12_000) + player.handle(Tick(), 14_000)
    assert [type(s) for s in heard] == [Entered, RepDone, Entered]


gaps = st.lists(st.integers(10, 2000), min_size=1, max_size=40)


@settings(deadline=None)
@given(gaps, st.integers(0, 10**9))
def test_a_session_takes_the_sum_of_its_steps_whatever_the_ticks(gaps, begin):
    player, now, before = begun(SIDE, BRIDGE, now=begin), begin, begin
    pace, entered = cycle(gaps), []
    while player.state is not State.DONE:
        before, now = now, now + next(pace)
        entered += [s.step for s in only(Entered, player.handle(Tick(), now))]
    assert before < begin + length_ms(player.steps) <= now
    assert entered == list(player.steps[1:])
    assert (player.share(0), player.share(1)) == (1.0, 1.0)


def signs(player):
    """Every cue of a session with the moment it is due."""
    begins = accumulate((step.ms for step in player.steps), initial=0)
    for begin, step in zip(begins, player.steps, strict=False):
        if step.kind is HOLD and step.ms >= 10_000:
            yield begin + step.ms // 2, Halfway
        if step.kind is not REP:
            yield from ((begin + step.ms - n * 1000, Counted(n)) for n in (3, 2, 1) if step.ms > n * 1000)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 1900), st.integers(0, 5000))
def test_every_cue_is_heard_once_and_on_time_whatever_the_raster(raster, begin):
    player = begun(SIDE, exercise("short", Dose(2, None, 9, 20)), exercise("hundred", Dose(1, 2, 3), tempo=TEMPO), now=begin)
    heard = tick(player, begin, begin + length_ms(player.steps), raster)
    cues = [(t - begin, s) for t, s in heard if isinstance(s, Counted | Halfway)]
    due = sorted(signs(player), key=lambda d: d[0])
    assert [s if isinstance(s, Counted) else type(s) for _, s in cues] == [s for _, s in due]
    assert all(0 <= t - d < raster for (t, _), (d, _) in zip(cues, due, strict=True))


@given(st.integers(0, 5000), st.integers(1, 60))
def test_woken_when_something_is_next_no_cue_is_late_by_a_millisecond(begin, hold):
    player = begun(SIDE, exercise("short", Dose(2, None, hold, 20)), exercise("paced", Dose(1, 2, 3), tempo=TEMPO), now=begin)
    heard, now = [], begin
    while player.state is State.RUNNING:
        now += player.next_ms(now)
        heard += [(now - begin, signal) for signal in player.handle(Tick(), now)]
    cues = [(t, s if isinstance(s, Counted) else type(s)) for t, s in heard if isinstance(s, Counted | Halfway)]
    assert cues == sorted(signs(player), key=lambda due: due[0])
    assert now - begin == length_ms(player.steps)


@settings(deadline=None)
@given(gaps)
def test_the_time_left_only_shrinks_and_never_jumps(gaps):
    player, now, pace = begun(SIDE, BRIDGE), 0, cycle(gaps)
    left = player.left_ms(0)
    assert left == length_ms(player.steps)
    while player.state is not State.DONE:
        gap = next(pace)
        now += gap
        player.handle(Tick(), now)
        assert player.left_ms(now) == max(0, left - gap)
        left = player.left_ms(now)


def test_a_self_paced_set_waits_as_long_as_it_takes():
    player = begun(CRUNCH)
    tick(player, 0, 60_000)
    assert player.state is State.AWAITING
    assert (player.remaining_ms(60_000), player.elapsed_ms(60_000)) == (None, 0)
    assert player.left_ms(60_000) == player.left_ms(90_000)


# --- pause and sleep --------------------------------------------------------------------------


def test_a_pause_keeps_what_remains_and_a_hold_is_counted_in():
    player, now = in_hold(10_000)
    assert player.handle(Pause(), now + 40) == []
    assert player.remaining_ms(now + 40) == player.remaining_ms(now + 99_000) == 19_960
    now += 99_000
    assert player.handle(Resume(), now) == [Counted(3, count_in=True)]
    assert [player.count_in(now + ms) for ms in (0, 1, 1000, 2000, 2999, 3000)] == [3, 3, 2, 1, 1, None]
    assert counts(tick(player, now, now + 3000), count_in=True) == [2, 1]
    assert player.remaining_ms(now + 3000) == 19_960
    tick(player, now + 3000, now + 3000 + 19_959)
    assert where(player) == (HOLD, 0, 1)
    player.handle(Tick(), now + 3000 + 19_960)
    assert where(player) == (REST, 0, 1)


def test_a_wait_goes_on_without_a_count_in():
    player = begun(PLANK)
    tick(player, 0, 4000)
    player.handle(Pause(), 4000)
    assert player.handle(Resume(), 9000) == []
    assert player.count_in(9000) is None
    assert player.remaining_ms(9000) == 6000
    assert counts(tick(player, 9000, 12_500), count_in=True) == []
    assert player.remaining_ms(12_500) == 2500


@settings(deadline=None)
@given(st.integers(100, 29_900), st.integers(0, 9000), st.integers(1, 1900), st.integers(0, 1900))
def test_a_count_in_is_heard_once_whatever_the_raster(at, stood, raster, first):
    player, now = in_hold(at)
    player.handle(Pause(), now)
    begin = now + stood
    heard = [(begin, s) for s in player.handle(Resume(), begin)]
    heard += tick(player, begin, begin + first) + tick(player, begin + first, begin + 5000, raster)
    assert counts(heard, count_in=True) == [3, 2, 1]
    assert all(0 <= t - (begin + (3 - s.n) * 1000) < max(raster, 101) for t, s in heard if isinstance(s, Counted) and s.count_in)


def test_a_second_pause_inside_the_count_in_loses_nothing():
    player, now = in_hold(10_000)
    for _ in range(3):
        player.handle(Pause(), now)
        player.handle(Resume(), now + 500)
        tick(player, now + 500, now + 2700)
        now += 2700
    assert player.elapsed_ms(now) == 10_000


def test_counts_heard_before_a_pause_are_not_heard_again():
    player = begun(PLANK)
    heard = tick(player, 0, 8500)
    player.handle(Pause(), 8500)
    player.handle(Resume(), 20_000)
    heard += tick(player, 20_000, 21_600)
    assert counts(heard) == [3, 2, 1]


def test_after_a_sleep_it_stands_where_it_was_last_seen():
    player, now = in_hold(10_000)
    assert player.handle(Tick(), now + 3_600_000) == [Slept(3_600_000)]
    assert player.state is State.PAUSED
    now += 3_600_000
    assert player.elapsed_ms(now) == 10_000
    assert counts([(now, s) for s in player.handle(Resume(), now)] + tick(player, now, now + 3000), count_in=True) == [3, 2, 1]
    assert player.elapsed_ms(now + 3000) == 10_000


def test_two_seconds_are_late_and_a_moment_more_is_a_sleep():
    player, now = in_hold(10_000)
    assert only(Slept, player.handle(Tick(), now + 2000)) == []
    assert player.handle(Tick(), now + 4001) == [Slept(2001)]


def test_a_sleep_inside_the_count_in_counts_in_again():
    player, now = in_hold(10_000)
    player.handle(Pause(), now)
    player.handle(Resume(), now)
    player.handle(Tick(), now + 500)
    assert player.handle(Tick(), now + 9000) == [Slept(8500)]
    assert player.elapsed_ms(now + 9000) == 10_000
    assert player.handle(Resume(), now + 9500) == [Counted(3, count_in=True)]


@pytest.mark.parametrize(
    "event", [Pause(), Extend(5000), Skip(), SkipExercise(), Back(), Pain(), Stop()], ids=lambda e: type(e).__name__
)
def test_a_key_pressed_before_the_first_tick_after_a_sleep_races_nothing_on(event):
    player, now = in_hold(10_000)
    heard = player.handle(event, now + 3_600_000)
    assert heard[0] == Slept(3_600_000)
    assert RepDone not in map(type, heard)
    assert player.share(0) <= 1 / 9 + 1e-9, "asleep is not trained"
    if isinstance(event, Pause | Extend):
        assert (player.state, player.elapsed_ms(now + 3_600_000)) == (State.PAUSED, 10_000)


def test_a_pause_that_comes_after_the_deadline_stands_in_the_next_step():
    player = begun(PLANK)
    tick(player, 0, 9900)
    heard = player.handle(Pause(), 10_050)
    assert heard[-1] == Entered(player.steps[1])
    assert (player.state, player.elapsed_ms(99_000)) == (State.PAUSED, 50)


def test_a_pause_that_comes_when_a_self_paced_set_is_due_leaves_it_waiting():
    player = begun(CRUNCH)
    tick(player, 0, 9900)
    player.handle(Pause(), 10_050)
    assert player.state is State.AWAITING


# --- to and fro -------------------------------------------------------------------------------


def test_skip_in_a_wait_goes_to_the_effort_and_in_an_effort_to_what_follows_it():
    player, now = begun(SIDE, BRIDGE), 0
    seen = []
    while player.state is not State.DONE:
        seen.append(player.step.kind)
        now += 700
        player.handle(Skip(), now)
    assert seen == [READY, HOLD, SWITCH, HOLD, REST, READY, REP, REST, READY, REP, REST]


def test_skip_works_while_paused_and_in_the_count_in():
    player, now = in_hold()
    player.handle(Pause(), now)
    player.handle(Resume(), now + 1000)
    player.handle(Skip(), now + 2000)
    assert (where(player), player.state, player.count_in(now + 2000)) == ((REST, 0, 1), State.RUNNING, None)
    player.handle(Pause(), now + 3000)
    player.handle(Skip(), now + 9000)
    assert (where(player), player.state, player.remaining_ms(now + 9000)) == ((READY, 0, 2), State.RUNNING, 5000)


def test_a_whole_exercise_skipped_goes_to_its_rating_when_something_was_done():
    player = begun(PLANK, BRIDGE)
    tick(player, 0, 25_000)
    heard = player.handle(SkipExercise(), 25_000)
    assert heard == [ExerciseDone(0, pytest.approx(1 / 6)), Entered(player.step)]
    assert player.step.ends_item
    assert where(player) == (REST, 0, 3)
    assert player.handle(SkipExercise(), 26_000) == [Entered(player.step)]
    assert where(player) == (READY, 1, 1)


def test_a_whole_exercise_skipped_untouched_is_done_with_nothing():
    player = begun(PLANK, BRIDGE)
    assert player.handle(SkipExercise(), 1900) == [ExerciseDone(0, 0.0), Entered(player.step)]
    assert where(player) == (READY, 1, 1)
    last = player.handle(SkipExercise(), 2500)
    assert last[0] == ExerciseDone(1, 0.0)
    assert [type(s) for s in last[1:]] == [Finished]
    assert player.state is State.DONE


def test_back_restarts_the_set_and_again_goes_to_the_set_before():
    player = begun(PLANK)
    tick(player, 0, 90_000)
    assert where(player) == (HOLD, 0, 2)
    player.handle(Back(), 90_000)
    assert (where(player), player.remaining_ms(90_000)) == ((READY, 0, 2), 5000)
    tick(player, 90_000, 92_900)
    player.handle(Back(), 92_999)
    assert where(player) == (READY, 0, 1)
    player.handle(Back(), 93_000)
    assert where(player) == (READY, 0, 1), "nothing is before the first set"


def test_back_late_in_get_ready_begins_only_that_again():
    player = begun(PLANK)
    tick(player, 0, 73_000)
    assert where(player) == (READY, 0, 2)
    player.handle(Back(), 73_000)
    assert (where(player), player.remaining_ms(73_000)) == ((READY, 0, 2), 5000)


def test_back_from_the_second_side_or_the_rest_goes_to_the_whole_set():
    player = begun(SIDE)
    tick(player, 0, 10_000 + 12_000 + 8000 + 5000)
    assert player.step.side == "right"
    player.handle(Back(), 35_000)
    assert (where(player), player.step.side) == ((READY, 0, 1), "left")


def test_back_after_skip_undoes_it():
    player, now = in_hold()
    player.handle(Skip(), now)
    player.handle(Back(), now + 500)
    assert where(player) == (READY, 0, 1)
    player.handle(Skip(), now + 1000)
    assert where(player) == (HOLD, 0, 1)
    player.handle(Back(), now + 1200)
    assert where(player) == (READY, 0, 1)


def test_back_crosses_to_the_exercise_before():
    player = begun(PLANK, BRIDGE)
    player.handle(SkipExercise(), 100)
    player.handle(Back(), 200)
    assert where(player) == (READY, 0, 3)


# --- longer and shorter -----------------------------------------------------------------------


def test_five_seconds_more_and_less():
    player, now = in_hold()
    left = player.left_ms(now)
    player.handle(Extend(5000), now)
    assert (player.remaining_ms(now), player.left_ms(now)) == (25_000, left + 5000)
    player.handle(Extend(-5000), now)
    player.handle(Extend(-5000), now)
    assert (player.remaining_ms(now), player.elapsed_ms(now)) == (15_000, 10_000)


def test_never_below_one_second_left_and_less_is_never_more():
    player, now = in_hold(27_000)
    player.handle(Extend(-5000), now)
    assert player.remaining_ms(now) == 1000
    player.handle(Tick(), now + 600)
    player.handle(Extend(-5000), now + 600)
    assert player.remaining_ms(now + 600) == 400


def test_three_two_one_is_heard_again_after_an_extension():
    player, now = in_hold(27_500)
    player.handle(Extend(5000), now)
    heard = tick(player, now, now + 7500)
    assert counts(heard) == [3, 2, 1]
    assert [t - now for t, s in heard if isinstance(s, Counted)] == [4500, 5500, 6500]


def test_halfway_is_not_heard_again_after_an_extension():
    player = begun(PLANK)
    heard = tick(player, 0, 26_000)
    player.handle(Extend(5000), 26_000)
    heard += tick(player, 26_000, 46_000)
    assert [t for t, s in heard if isinstance(s, Halfway)] == [25_000]


def test_a_hold_cut_to_its_half_has_no_halfway():
    player = begun(exercise(dose=Dose(1, None, 10)))
    heard = tick(player, 0, 10_500)
    player.handle(Extend(-5000), 10_500)
    heard += tick(player, 10_500, 16_000)
    assert player.step.kind is REST
    assert not any(isinstance(s, Halfway) for _, s in heard)


def test_a_paused_step_is_extended_too_and_a_waiting_one_has_no_length():
    player, now = in_hold()
    player.handle(Pause(), now)
    player.handle(Extend(5000), now + 9000)
    assert player.remaining_ms(now + 9000) == 25_000
    waiting, now = standing("self-paced")
    with pytest.raises(NoPlaceFor):
        waiting.handle(Extend(5000), now)


def test_an_hour_is_the_longest_step():
    player, now = in_hold()
    player.handle(Extend(10**12), now)
    assert player.remaining_ms(now) == 3_600_000 - 10_000


def test_a_hold_made_shorter_is_done_in_part_and_made_longer_is_done_once():
    player, now = in_hold()
    player.handle(Extend(-5000), now)
    tick(player, now, now + 15_000)
    assert where(player) == (REST, 0, 1)
    assert player.share(0) == pytest.approx(25 / 30 / 3)
    longer, now = in_hold()
    longer.handle(Extend(5000), now)
    tick(longer, now, now + 25_000)
    assert longer.share(0) == pytest.approx(1 / 3)


# --- pain, shares, the end --------------------------------------------------------------------


def test_pain_stops_the_set_keeps_its_part_and_waits():
    player, now = in_hold(15_000)
    assert player.handle(Pain(), now) == []
    assert player.state is State.AWAITING
    assert player.share(0) == pytest.approx(1 / 6)
    assert tick(player, now, now + 60_000) == []
    now += 60_000
    assert player.elapsed_ms(now) == 15_000
    heard = [(now, s) for s in player.handle(Resume(), now)]
    assert player.state is State.RUNNING
    heard += tick(player, now, now + 3000)
    assert counts(heard, count_in=True) == [3, 2, 1]
    assert player.elapsed_ms(now + 3000) == 15_000


def test_pain_while_paused_or_in_a_rest_waits_too():
    for place, kind in (("paused", HOLD), ("running", HOLD)):
        player, now = standing(place)
        player.handle(Pain(), now)
        assert (player.state, player.step.kind, player.elapsed_ms(now + 5000)) == (State.AWAITING, kind, 10_000)
    player, now = in_hold()
    player.handle(Skip(), now)
    player.handle(Pain(), now + 1000)
    assert player.handle(Resume(), now + 9000) == [], "no count-in before a rest"
    assert player.remaining_ms(now + 9000) == 29_000


def test_pain_a_moment_after_the_deadline_never_counts_more_than_the_step():
    player, now = in_hold(29_900)
    player.handle(Pain(), now + 1500)
    assert (player.elapsed_ms(now + 1500), player.share(0)) == (30_000, pytest.approx(1 / 3))


def test_after_pain_skip_goes_to_the_rest_and_the_set_is_not_whole():
    player, now = in_hold(15_000)
    player.handle(Pain(), now)
    player.handle(Skip(), now + 8000)
    assert where(player) == (REST, 0, 1)
    assert player.share(0) == pytest.approx(1 / 6)


def test_a_self_paced_set_is_done_by_skip_and_not_when_it_hurt():
    player, now = standing("self-paced")
    assert player.handle(Skip(), now) == [RepDone(8), Entered(player.step)]
    assert (where(player), player.share(0)) == ((REST, 0, 1), 0.5)
    player.handle(Skip(), now)
    player.handle(Skip(), now)
    assert where(player) == (REP, 0, 2)
    player.handle(Pain(), now)
    assert only(RepDone, player.handle(Skip(), now)) == []
    assert player.share(0) == 0.5


def test_pain_before_a_set_is_not_pain_in_it():
    player = begun(CRUNCH)
    player.handle(Pain(), 500)
    player.handle(Skip(), 9000)
    assert player.handle(Skip(), 60_000)[0] == RepDone(8)


def test_a_self_paced_set_that_goes_on_after_pain_may_still_be_done():
    player, now = standing("self-paced")
    player.handle(Pain(), now)
    assert player.handle(Resume(), now) == []
    assert player.state is State.AWAITING
    player.handle(Skip(), now)
    assert player.share(0) == 0.5


def test_two_of_three_sets_are_two_thirds():
    player = begun(PLANK)
    tick(player, 0, length_ms(player.steps[:7]))
    player.handle(Skip(), 135_000)
    assert player.share(0) == pytest.approx(2 / 3)


def test_half_of_one_side_is_half_of_its_bout():
    player = begun(SIDE)
    tick(player, 0, 16_000)
    player.handle(Skip(), 16_000)
    assert player.share(0) == pytest.approx(1 / 4)


def test_reps_count_one_by_one_and_a_broken_one_does_not():
    player = begun(BRIDGE)
    tick(player, 0, 10_000 + 2 * 7000 + 6900)
    player.handle(Skip(), 30_950)
    assert player.share(0) == pytest.approx(2 / 8)


def test_doing_a_set_again_never_lowers_its_share():
    player, now = in_hold(20_000)
    player.handle(Back(), now)
    tick(player, now, now + 20_000)
    assert player.step.kind is HOLD
    player.handle(Skip(), now + 10_000)
    assert player.share(0) == pytest.approx(2 / 9)


def test_a_rep_counts_when_the_next_one_is_entered():
    player = begun(BRIDGE)
    now, seen = 0, []
    while player.state is not State.DONE:
        now += 90
        heard = player.handle(Tick(), now)
        for before, after in pairwise([*heard, None]):
            if isinstance(before, RepDone):
                assert isinstance(after, Entered | ExerciseDone)
                assert isinstance(heard[-1], Entered)
                assert heard[-1].step.phase in ("UP", "REST")
                seen.append(before.n)
    assert seen == [1, 2, 3, 4, 1, 2, 3, 4]


def test_an_exercise_is_done_before_its_rating_rest_is_entered():
    player = begun(SIDE)
    heard = [s for _, s in tick(player, 0, length_ms(player.steps))]
    at = heard.index(ExerciseDone(0, 1.0))
    assert heard[at + 1] == Entered(player.steps[-1])
    assert isinstance(heard[-1], Finished)
    assert len(only(ExerciseDone, heard)) == len(only(Finished, heard)) == 1


def test_stop_says_what_was_done_and_finishes():
    player, now = in_hold(15_000)
    done, finished = player.handle(Stop(), now)
    assert done == ExerciseDone(0, pytest.approx(1 / 6))
    assert isinstance(finished, Finished)
    assert player.handle(Tick(), now + 100) == []


def test_stop_in_the_rating_rest_does_not_say_it_twice():
    player, now = in_hold(15_000)
    player.handle(SkipExercise(), now)
    assert [type(s) for s in player.handle(Stop(), now + 1000)] == [Finished]


def test_a_change_to_easier_keeps_what_was_done_before_it():
    player = begun(SIDE, PLANK)
    tick(player, 0, length_ms(player.steps[:6]) + 15_000)
    assert where(player) == (HOLD, 1, 1)
    easy = steps(SIDE, exercise("knee_plank", Dose(1, None, 10)))
    now = length_ms(player.steps[:6]) + 15_000
    assert player.handle(Change(easy, 1), now) == [Entered(easy[5])]
    assert (player.share(0), player.share(1)) == (1.0, 0.0)
    assert player.left_ms(now) == length_ms(easy[5:])
    tick(player, now, now + length_ms(easy[5:]))
    assert (player.state, player.share(1)) == (State.DONE, 1.0)


def test_a_change_of_what_comes_next_ends_this_exercise_with_its_share():
    player, now = in_hold(15_000)
    more = steps(PLANK, BRIDGE)
    assert player.handle(Change(more, 1), now) == [ExerciseDone(0, pytest.approx(1 / 6)), Entered(more[9])]
    assert player.share(0) == pytest.approx(1 / 6)


def test_a_change_in_the_rating_rest_does_not_end_the_exercise_twice():
    player, now = in_hold(15_000)
    player.handle(SkipExercise(), now)
    assert player.handle(Change(steps(PLANK, BRIDGE), 1), now + 1000) == [Entered(player.step)]


def test_a_change_that_leaves_nothing_to_play_finishes():
    player, now = in_hold()
    assert [type(s) for s in player.handle(Change(player.steps, 1), now)] == [ExerciseDone, Finished]


# --- anything, in any order -------------------------------------------------------------------


class Session(RuleBasedStateMachine):
    """Any events at any moments: nothing crashes, and what the player says stays true."""

    @initialize(item=st.integers(0, 2))
    def start(self, item):
        self.sizes = [12, 3, 6]
        self.player = Player(self.unrolled())
        self.now, self.finished = 1000, 0
        self.listen(self.player.handle(Start(item), self.now))

    def unrolled(self):
        hold, reps, own = self.sizes
        return steps(
            exercise("side", Dose(2, None, hold, 15), sides=Sides.EACH),
            exercise("bridge", Dose(2, reps, 2, 0), tempo=TEMPO),
            exercise("crunch", Dose(2, own, None, 20)),
        )

    def listen(self, signals):
        self.finished += len(only(Finished, signals))
        assert all(0.0 <= s.share <= 1.0 for s in only(ExerciseDone, signals))
        entered = only(Entered, signals)
        assert not entered or self.player.state is State.DONE or entered[-1].step == self.player.step
        for before, after in pairwise([*signals, None]):
            assert not isinstance(before, RepDone) or isinstance(after, Entered | ExerciseDone | Finished)

    def send(self, event, wait=0):
        self.now += wait
        shares = [self.player.share(item) for item in range(3)]
        before, state = deepcopy(vars(self.player)), self.player.state
        try:
            signals = self.player.handle(event, self.now)
        except NoPlaceFor:
            assert vars(self.player) == before
            return []
        self.listen(signals)
        if state is State.DONE:
            assert signals == []
        if not isinstance(event, Change):
            assert all(self.player.share(item) >= share for item, share in enumerate(shares))
        return signals

    @rule(gap=st.integers(0, 2500), times=st.integers(1, 12))
    def ticks(self, gap, times):
        for _ in range(times):
            self.send(Tick(), gap)

    @rule(wait=st.integers(0, 3000), event=st.sampled_from([e for e in EVENTS if not isinstance(e, Change | Stop | Extend)]))
    def press(self, wait, event):
        self.send(event, wait)

    @rule(wait=st.integers(0, 300), ms=st.sampled_from([5000, -5000]))
    def extend(self, wait, ms):
        left = self.player.left_ms(self.now + wait)
        slept = only(Slept, self.send(Extend(ms), wait))
        assert ms > 0 or slept or self.player.left_ms(self.now) <= left

    @precondition(lambda self: self.player.step is not None)
    @rule(wait=st.integers(0, 300))
    def ease(self, wait):
        item = self.player.step.item
        self.sizes[item] = max(1, self.sizes[item] - 2)
        self.send(Change(self.unrolled(), item), wait)

    @rule(wait=st.integers(0, 300), really=st.integers(0, 9))
    def stop(self, wait, really):
        if not really:
            self.send(Stop(), wait)

    @invariant()
    def shares_and_times_are_inside_their_bounds(self):
        player = self.player
        assert all(0.0 <= player.share(item) <= 1.0 for item in range(3))
        assert self.finished == (player.state is State.DONE)
        if player.step is None:
            return
        for now in (self.now, self.now + 150):
            elapsed, remaining = player.elapsed_ms(now), player.remaining_ms(now)
            assert elapsed >= 0
            assert remaining is None or (remaining >= 0 and elapsed + remaining == player._length)
            assert player.left_ms(now) >= (remaining or 0)
            assert player.count_in(now) in (None, 1, 2, 3)
        assert (player.step.ms is None) == (player.remaining_ms(self.now) is None)


Session.TestCase.settings = settings(deadline=None, max_examples=60, stateful_step_count=40)
test_any_events_in_any_order = Session.TestCase
