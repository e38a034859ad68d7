"""Where a player stands in its steps, and what a screen asks of it: the running step, what is done, what is left and next."""

from enum import Enum, auto

from corecare_tui.domain.bouts import bouts
from corecare_tui.domain.plan import Step
from corecare_tui.domain.signals import Signal


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
        return elapsed if self._length is None else min(elapsed, self._length)

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
        return max(1, min([*due, (self.remaining_ms(now) or 0) % 1000 or 1000]))

    def share(self, item: int) -> float:
        """Done of that item so far, 0.0–1.0, every set and side counted alike."""
        own = [b for b in self._bouts if self.steps[b].item == item]
        return sum(self._shares.get(b, 0.0) for b in own) / len(own) if own else 0.0
