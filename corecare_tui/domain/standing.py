"""Where a player stands in its steps, and what a screen asks of it: the running step, what is done, what is left and next."""

from enum import Enum, auto

from corecare_tui.domain.bouts import bouts
from corecare_tui.domain.plan import Kind, Step
from corecare_tui.domain.signals import Signal, Spot

PAST_AT_MOST, LONGEST_MS = 10, 3_600_000
"""A hold beyond its target ends by itself at ten times of it (the most that a record can say), or after an hour."""


class State(Enum):
    """Where the player stands."""

    IDLE = auto()
    RUNNING = auto()
    PAUSED = auto()
    AWAITING = auto()
    """For the person: a self-paced set, or an answer about pain."""
    DONE = auto()


class Standing:
    """A place in a session. All times are whole milliseconds of one clock that only goes forward."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self.steps = steps
        self.state = State.IDLE
        self.at = 0
        """Index of the running step."""
        self._begun = 0
        """When the running step began, as if it had never been paused."""
        self._length: int | None = None
        self._due: list[tuple[int, Signal]] = []
        """The marks of the step that are still to come, soonest first."""
        self._seen = 0
        self._stood = 0
        """Elapsed in the step, while the clock is stopped."""
        self._lead = 0
        """When the count-in ends."""
        self._hurting = False
        """Is the answer awaited one about pain?"""
        self._shares: dict[int, float] = {}
        """Done of each bout, by the index of its first step."""
        self._learn(steps)

    def _learn(self, steps: tuple[Step, ...]) -> None:
        self.steps = steps
        self._bouts = bouts(steps)
        self._after = [0] * (len(steps) + 1)
        for index in range(len(steps) - 1, -1, -1):
            self._after[index] = self._after[index + 1] + (steps[index].ms or 0)

    # --- what a screen asks -------------------------------------------------------------------

    @property
    def step(self) -> Step | None:
        """The running step; None before the start and after the end."""
        return self.steps[self.at] if self.state not in (State.IDLE, State.DONE) else None

    def elapsed_ms(self, now: int) -> int:
        """Milliseconds of the running step that are done."""
        if self.state in (State.PAUSED, State.AWAITING) or now < self._lead:
            return self._stood
        elapsed = max(0, now - self._begun)
        return elapsed if self._limit is None else min(elapsed, self._limit)

    @property
    def _limit(self) -> int | None:
        """When the running step ends by itself, in ms from its beginning; None when it waits for the person."""
        if self._length is None or not self.steps[self.at].past:
            return self._length
        return min(self._length * PAST_AT_MOST, LONGEST_MS)

    def over_ms(self, now: int) -> int:
        """Milliseconds held beyond the target, in a hold that goes on."""
        past = self.step is not None and self.step.past and self._length is not None
        return max(0, self.elapsed_ms(now) - (self._length or 0)) if past else 0

    def remaining_ms(self, now: int) -> int | None:
        """Milliseconds left in the running step; None when it waits for the person."""
        return None if self._length is None else max(0, self._length - self.elapsed_ms(now))

    def left_ms(self, now: int) -> int:
        """Milliseconds left in the session."""
        return (self.remaining_ms(now) or 0) + self._after[self.at + 1] if self.step else 0

    def count_in(self, now: int) -> int | None:
        """Seconds until the effort goes on, while it is being counted in."""
        return -(-(self._lead - now) // 1000) if self.state is State.RUNNING and now < self._lead else None

    def next_ms(self, now: int) -> int:
        """Milliseconds until the next thing happens by itself: a cue, a step's end, another second on the clock. At most 1000."""
        if self.state is not State.RUNNING:
            return 1000
        if now < self._lead:
            return (self._lead - now) % 1000 or 1000
        elapsed = now - self._begun
        due = [self._due[0][0] - elapsed] if self._due else []
        return max(1, min([*due, (self._length - elapsed if self._length else 0) % 1000 or 1000]))

    def next_tone_ms(self, now: int) -> int | None:
        """Milliseconds until the next mark or the end of the step, each of which sounds; None = nothing is on its way."""
        if self.state is not State.RUNNING:
            return None
        if now < self._lead:
            return 0
        elapsed = now - self._begun
        if self._due:
            return max(0, self._due[0][0] - elapsed)
        return max(0, (self._limit or 0) - elapsed)

    def spot(self, now: int) -> Spot:
        """Where it stands, to come back to."""
        length = None if self._length == self.steps[self.at].ms else self._length
        return Spot(self.at, self.elapsed_ms(now), length, tuple(sorted(self._shares.items())))

    def sets(self) -> list[tuple[int, Step, float]]:
        """(index of the step that begins it, that step, what is done of it) of every set, and of its second side."""
        starts = [(at, step) for at, step in enumerate(self.steps) if step.kind in (Kind.READY, Kind.SWITCH)]
        return [(at, step, self._shares.get(at + 1, 0.0)) for at, step in starts]

    def share(self, item: int) -> float:
        """Done of that item so far, every set and side counted alike: 0.0–1.0, more where a hold went on beyond its target."""
        own = [b for b in self._bouts if self.steps[b].item == item]
        return sum(self._shares.get(b, 0.0) for b in own) / len(own) if own else 0.0
