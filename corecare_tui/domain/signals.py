"""What may happen to a player (events, imperative) and what has happened in it (signals, past facts)."""

from dataclasses import dataclass

from corecare_tui.domain.plan import Step


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a session that one can come back to, whatever happened since."""

    at: int
    """Index of the step."""
    elapsed: int = 0
    """Milliseconds of it that are done."""
    length: int | None = None
    """Milliseconds of it as they were changed by hand; None = as planned."""
    shares: tuple[tuple[int, float], ...] = ()
    """(first step of a bout, done of it)."""


class Event:
    """What may happen to a player."""


@dataclass(frozen=True, slots=True)
class Start(Event):
    """Begin, at the first step of `item`."""

    item: int = 0


@dataclass(frozen=True, slots=True)
class GoTo(Event):
    """Stand again where one stood: after a slip, after a crash, in other `steps` if need be. The player waits for `Resume`."""

    spot: Spot
    steps: tuple[Step, ...] | None = None


@dataclass(frozen=True, slots=True)
class Jump(Event):
    """To the step of that index; what was done stays done, what is passed over is left out."""

    at: int


@dataclass(frozen=True, slots=True)
class Tick(Event):
    """Time went by."""


@dataclass(frozen=True, slots=True)
class Pause(Event):
    """Stop the clock where it stands."""


@dataclass(frozen=True, slots=True)
class Resume(Event):
    """Go on, an effort after a 3-2-1."""


@dataclass(frozen=True, slots=True)
class Skip(Event):
    """End this wait, or this set; in a self-paced set: it is done."""


@dataclass(frozen=True, slots=True)
class SkipExercise(Event):
    """Leave the rest of this exercise out."""


@dataclass(frozen=True, slots=True)
class Back(Event):
    """The set again; at its beginning the set before."""


@dataclass(frozen=True, slots=True)
class Extend(Event):
    """Lengthen (or shorten) the running step by `ms`."""

    ms: int


@dataclass(frozen=True, slots=True)
class Pain(Event):
    """It hurts: the set stops here and the player waits for an answer."""


@dataclass(frozen=True, slots=True)
class Stop(Event):
    """End the session here."""


@dataclass(frozen=True, slots=True)
class Change(Event):
    """Play these steps instead, from the first step of `item`."""

    steps: tuple[Step, ...]
    item: int


class Signal:
    """What has happened."""


@dataclass(frozen=True, slots=True)
class Entered(Signal):
    """A step began."""

    step: Step


@dataclass(frozen=True, slots=True)
class Counted(Signal):
    """`n` seconds are left, 3 … 1; `count_in` when an effort is about to go on."""

    n: int
    count_in: bool = False


@dataclass(frozen=True, slots=True)
class Second(Signal):
    """One more second of a hold went by; only where a step asks for it."""


@dataclass(frozen=True, slots=True)
class Reached(Signal):
    """The target of a hold that goes on beyond it."""


@dataclass(frozen=True, slots=True)
class Halfway(Signal):
    """Half of a hold is done."""


@dataclass(frozen=True, slots=True)
class RepDone(Signal):
    """Rep `n` of this set counts."""

    n: int


@dataclass(frozen=True, slots=True)
class ExerciseDone(Signal):
    """An exercise ended with `share` of it done, 0.0–1.0."""

    item: int
    share: float


@dataclass(frozen=True, slots=True)
class Slept(Signal):
    """The clock stood still for `ms`; the player has paused."""

    ms: int


@dataclass(frozen=True, slots=True)
class Finished(Signal):
    """Nothing is left to play."""


class NoPlaceFor(ValueError):
    """This event has no place in this state; nothing was changed."""
