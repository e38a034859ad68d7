"""Plays the steps of a session: events and the time go in, signals come out; it owns no clock and waits for nothing."""

from collections.abc import Callable, Iterator

from corecare_tui.domain.bouts import marks
from corecare_tui.domain.plan import Kind
from corecare_tui.domain.running import Running
from corecare_tui.domain.signals import (
    Back,
    Change,
    Entered,
    Event,
    ExerciseDone,
    Extend,
    Finished,
    GoTo,
    Jump,
    NoPlaceFor,
    Pain,
    Pause,
    Resume,
    Signal,
    Skip,
    SkipExercise,
    Start,
    Stop,
    Tick,
)
from corecare_tui.domain.standing import LONGEST_MS, State

__all__ = ["Player", "State"]
SLEPT_MS = 2000
"""A longer gap between two ticks means the machine slept or was stopped (reliability 9)."""
BACK_AGAIN_MS = 3000
"""Back within this time of a set's beginning goes to the set before."""


class Player(Running):
    """One session being played. All times are whole milliseconds of one clock that only goes forward."""

    # --- the one door -------------------------------------------------------------------------

    def handle(self, event: Event, now: int) -> list[Signal]:
        """Let `event` happen at `now` (ms). Raises NoPlaceFor, and changes nothing, where it has no place."""
        move = _MOVES.get((self.state, type(event)))
        if move is None:
            raise NoPlaceFor(f"{type(event).__name__} has no place while {self.state.name}")
        if self.state is State.RUNNING and now - self._seen > SLEPT_MS:
            return [*self._sleep(now), *_MOVES.get((State.PAUSED, type(event)), _nothing)(self, event, now)]
        return list(move(self, event, now))

    def _skip(self, event: Event, now: int) -> Iterator[Signal]:
        yield from self._cut(now, complete=self.steps[self.at].ms is None and not self._hurting)
        index = self.at + 1
        if self.steps[self.at].effort:
            while index < len(self.steps) and self.steps[index].effort:
                index += 1
        self._seen = now
        yield from self._enter(index, now)

    def _skip_exercise(self, event: Event, now: int) -> Iterator[Signal]:
        """To the rest in which it is rated, or, when nothing of it was done, straight to the next exercise."""
        yield from self._cut(now)
        item, index = self.steps[self.at].item, self.at + 1
        begun = self.share(item) > 0
        while index < len(self.steps) and self.steps[index].item == item and not (begun and self.steps[index].ends_item):
            index += 1
        if not begun and not self.steps[self.at].ends_item:
            yield ExerciseDone(item, 0.0)
        self._seen = now
        yield from self._enter(index, now)

    def _back(self, event: Event, now: int) -> Iterator[Signal]:
        yield from self._cut(now)
        starts = [i for i, s in enumerate(self.steps) if s.kind is Kind.READY and i <= self.at]
        if self.at == starts[-1] and self.elapsed_ms(now) < BACK_AGAIN_MS and len(starts) > 1:
            starts.pop()
        if self.steps[starts[-1]].item < self.steps[self.at].item:
            yield from self._so_far()
        self._seen = now
        yield from self._enter(starts[-1], now)

    def _jump(self, event: Jump, now: int) -> Iterator[Signal]:
        """Forward, what is passed over is told as it is, mostly not begun."""
        at = max(0, min(event.at, len(self.steps) - 1))
        yield from self._cut(now)
        yield from self._so_far()
        here = self.steps[self.at]
        for item in range(here.item + here.ends_item, self.steps[at].item):
            if self.share(item) == 0 or item != here.item:
                yield ExerciseDone(item, self.share(item))
        self._seen = now
        yield from self._enter(at, now)

    def _go_to(self, event: GoTo, now: int) -> Iterator[Signal]:
        """Like a pause that was made there."""
        spot = event.spot
        if event.steps is not None:
            self._learn(event.steps)
        self._shares = dict(spot.shares)
        self._hurting, self._lead, self._seen = False, now, now
        self.at = spot.at
        self._length = self.steps[self.at].ms if spot.length is None else spot.length
        # A wait that has become shorter since is over; what it lasts too long is not taken from what follows.
        self._stood = spot.elapsed if self._limit is None else min(spot.elapsed, self._limit)
        self._begun = now - self._stood
        self._due = [mark for mark in marks(self.steps[self.at], self._length) if mark[0] > self._stood]
        self.state = State.AWAITING if self._length is None else State.PAUSED
        yield Entered(self.steps[self.at])

    def _extend(self, event: Extend, now: int) -> Iterator[Signal]:
        yield from self._run_to(now) if self.state is State.RUNNING else ()
        if self._length is not None and self.state in (State.RUNNING, State.PAUSED):
            least = min(self._length, self.elapsed_ms(now) + 1000)
            self._length = max(least, min(self._length + event.ms, LONGEST_MS))
            elapsed = self.elapsed_ms(now)
            self._due = [mark for mark in marks(self.steps[self.at], self._length) if mark[0] > elapsed]

    def _pain(self, event: Event, now: int) -> Iterator[Signal]:
        yield from self._cut(now)
        self._freeze(now)
        self.state, self._hurting = State.AWAITING, True

    def _change(self, event: Change, now: int) -> Iterator[Signal]:
        """The steps of the items before `event.item` must be those played so far: their shares stay."""
        yield from self._cut(now)
        step = self.steps[self.at]
        if step.item < event.item and not step.ends_item:
            yield ExerciseDone(step.item, self.share(step.item))
        self._shares = {b: share for b, share in self._shares.items() if self.steps[b].item < event.item}
        self._learn(event.steps)
        self._seen = now
        yield from self._enter(self._first_of(event.item), now)

    def _stop(self, event: Event, now: int) -> Iterator[Signal]:
        yield from self._cut(now)
        step = self.steps[self.at]
        if not step.ends_item:
            yield ExerciseDone(step.item, self.share(step.item))
        self.state = State.DONE
        yield Finished()


def _nothing(player: Player, event: Event, now: int) -> Iterator[Signal]:
    return iter(())


_MOVES: dict[tuple[State, type[Event]], Callable[..., Iterator[Signal]]] = {
    (State.IDLE, Start): Player._start,
    **{(state, GoTo): Player._go_to for state in State},
    **{(state, Jump): Player._jump for state in (State.RUNNING, State.PAUSED, State.AWAITING)},
    (State.RUNNING, Tick): Player._tick,
    (State.RUNNING, Pause): Player._pause,
    (State.PAUSED, Resume): Player._resume,
    (State.AWAITING, Resume): Player._resume,
    (State.PAUSED, Tick): _nothing,
    (State.AWAITING, Tick): _nothing,
    (State.DONE, Tick): _nothing,
    **{(state, Skip): Player._skip for state in (State.RUNNING, State.PAUSED, State.AWAITING)},
    **{(state, SkipExercise): Player._skip_exercise for state in (State.RUNNING, State.PAUSED, State.AWAITING)},
    **{(state, Back): Player._back for state in (State.RUNNING, State.PAUSED, State.AWAITING)},
    **{(state, Extend): Player._extend for state in (State.RUNNING, State.PAUSED)},
    **{(state, Pain): Player._pain for state in (State.RUNNING, State.PAUSED, State.AWAITING)},
    **{(state, Change): Player._change for state in (State.RUNNING, State.PAUSED, State.AWAITING)},
    **{(state, Stop): Player._stop for state in (State.RUNNING, State.PAUSED, State.AWAITING)},
}
"""Every move a player knows; a pair that is not here raises NoPlaceFor."""
