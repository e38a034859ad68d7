"""How a session runs: steps that begin at the deadline of the one before, marks, pauses, sleep, and what a step was worth."""

from collections.abc import Iterator

from corecare_tui.domain.bouts import marks, part, worth
from corecare_tui.domain.signals import Counted, Entered, Event, ExerciseDone, Finished, RepDone, Signal, Slept, Start
from corecare_tui.domain.standing import PAST_AT_MOST, Standing, State

COUNT_IN_MS = 3000
"""3-2-1 before an effort goes on after a pause."""


class Running(Standing):
    """A session that runs, stands or sleeps. All times are whole milliseconds of one clock that only goes forward."""

    def _start(self, event: Start, now: int) -> Iterator[Signal]:
        self._seen = now
        yield from self._enter(self._first_of(event.item), now)

    def _tick(self, event: Event, now: int) -> Iterator[Signal]:
        yield from self._run_to(now)

    def _sleep(self, now: int) -> Iterator[Signal]:
        """Whatever the first event after a sleep is, it finds the player paused where it was last seen."""
        self._freeze(self._seen)
        yield Slept(now - self._seen)
        self._seen = now

    def _run_to(self, now: int) -> Iterator[Signal]:
        """Everything due until `now`, each step beginning at the deadline of the one before, so that no lateness adds up."""
        yield from self._count_in_marks(now)
        while self.state is State.RUNNING and now >= self._lead:
            limit = self._limit
            yield from self._marks(now - self._begun)
            if limit is None or now < (end := self._begun + limit):
                break
            yield from self._leave(complete=True, elapsed=limit)
            yield from self._enter(self.at + 1, end)
        self._seen = max(self._seen, now)

    def _count_in_marks(self, now: int) -> Iterator[Signal]:
        for n in (3, 2, 1) if self._seen < self._lead else ():
            if self._seen < self._lead - n * 1000 <= now:
                yield Counted(n, count_in=True)

    def _marks(self, elapsed: int) -> Iterator[Signal]:
        while self._due and self._due[0][0] <= elapsed:
            yield self._due.pop(0)[1]

    def _enter(self, index: int, now: int) -> Iterator[Signal]:
        if index >= len(self.steps):
            self.state = State.DONE
            yield Finished()
            return
        self.at, self._begun, self._stood = index, now, 0
        self._lead = now
        self._hurting = False
        self._length = self.steps[index].ms
        self._due = marks(self.steps[index], self._length)
        self.state = State.AWAITING if self._length is None else State.RUNNING
        if self.steps[index].ends_item:
            yield ExerciseDone(self.steps[index].item, self.share(self.steps[index].item))
        yield Entered(self.steps[index])

    def _leave(self, complete: bool, elapsed: int) -> Iterator[Signal]:
        """Count what the step that ends was worth."""
        step = self.steps[self.at]
        if not step.effort:
            return
        bout = max(b for b in self._bouts if b <= self.at)
        done = sum(worth(s) for s in self.steps[bout : self.at])
        done += part(step, elapsed, complete)
        most = PAST_AT_MOST if step.past else 1.0
        self._shares[bout] = max(self._shares.get(bout, 0.0), min(most, done / self._bouts[bout]))
        if complete and step.ends_rep:
            yield RepDone(step.rep_no)

    def _freeze(self, now: int) -> None:
        self._stood = self.elapsed_ms(now)
        self.state = State.PAUSED

    def _pause(self, event: Event, now: int) -> Iterator[Signal]:
        yield from self._run_to(now)
        if self.state is State.RUNNING:
            self._freeze(now)

    def _resume(self, event: Event, now: int) -> Iterator[Signal]:
        self._lead = now + (COUNT_IN_MS if self.steps[self.at].effort else 0)
        self._begun = self._lead - self._stood
        self._seen, self._hurting = now, False
        if self._length is None:
            self.state = State.AWAITING
            return
        self.state = State.RUNNING
        if self._lead > now:
            yield Counted(3, count_in=True)

    def _cut(self, now: int, complete: bool = False) -> Iterator[Signal]:
        yield from self._leave(complete, self.elapsed_ms(now))

    def _so_far(self) -> Iterator[Signal]:
        """What is done of an exercise that is left for another one."""
        step = self.steps[self.at]
        if not step.ends_item and self.share(step.item) > 0:
            yield ExerciseDone(step.item, self.share(step.item))

    def _first_of(self, item: int) -> int:
        return next((i for i, step in enumerate(self.steps) if step.item == item), len(self.steps))
