"""One exercise as its library file declares it: what it is, its doses, its cues, and who may do it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from corecare_tui.figure.declared import Figure

MAX_SETS, MAX_REPS, MAX_SECONDS = 50, 200, 3600
"""Bounds of any dose, whoever wrote it: a hostile file asked for 10^9 sets and took 2.8 GB (reliability)."""
BIG_LETTERS = 15
"""A longer cue does not fit 80 columns in the big font."""


class Sides(StrEnum):
    """How an exercise uses the two sides of the body."""

    NONE = "none"
    EACH = "each"
    """The whole set on the left, a switch, the whole set on the right."""
    ALTERNATING = "alternating"
    """Left and right take turns inside one set."""


@dataclass(frozen=True, slots=True)
class Dose:
    """What the rules turn up and down. With `reps` None the set is one timed hold of `hold_s` seconds."""

    sets: int = 1
    """Number of sets, 1–50."""
    reps: int | None = None
    """Repetitions a set (a side, where the exercise counts per side), 1–200; None = a timed set."""
    hold_s: int | None = None
    """Seconds: of the whole set when `reps` is None, else held at the top of each rep."""
    rest_s: int = 30
    """Seconds of rest after each set, 0–600."""

    def __post_init__(self) -> None:
        """Raise ValueError, saying which number is out of its bounds."""
        _bound("sets", self.sets, 1, MAX_SETS)
        _bound("rest_s", self.rest_s, 0, 600)
        if self.reps is not None:
            _bound("reps", self.reps, 1, MAX_REPS)
        if self.hold_s is not None:
            _bound("hold_s", self.hold_s, 0 if self.reps is not None else 1, MAX_SECONDS)
        if self.reps is None and self.hold_s is None:
            raise ValueError("a dose needs reps or hold_s")

    @property
    def timed(self) -> bool:
        """Is each set one hold against the clock?"""
        return self.reps is None

    @property
    def work(self) -> int:
        """The volume the rules compare: reps, or seconds held, over all sets (one side)."""
        return self.sets * (self.reps if self.reps is not None else self.hold_s or 0)

    @property
    def text(self) -> str:
        """The dose as people write it: `3 × 10, hold 3 s` or `3 × 30 s`."""
        if self.reps is None:
            return f"{self.sets} × {self.hold_s} s"
        return f"{self.sets} × {self.reps}" + (f", hold {self.hold_s} s" if self.hold_s else "")


def _bound(name: str, value: int, low: int, high: int) -> None:
    if type(value) is not int or not low <= value <= high:
        raise ValueError(f"{name} must be a whole number from {low} to {high}, not {value!r}")


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a rep. A `HOLD` without seconds takes them from the dose."""

    word: str
    """The big word on screen: UP, HOLD, DOWN, IN, OUT, REACH, BACK …"""
    s: int | None = None
    """Seconds; None = the dose's `hold_s`."""
    breath: Literal["in", "out", "free"] | None = None
    """None = by rule: out with the effort, in on the way back. `free` = as it comes: a document's own word, or end ranges."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to say to the person, twice: as big letters and as a sentence."""

    big: str
    """At most 15 letters, for the far-away font."""
    say: str
    """The sentence under it, also what a voice would say."""
    muscle: str
    """The muscle it names, as the figure knows it: glutes, abs, core, low_back, …"""
    during: str = "work"
    """When it is said: ready, work, or the word of a rep phase in lower case (up, hold, down …)."""

    def __post_init__(self) -> None:
        """Raise ValueError when the big form cannot be read from the mat."""
        if not 0 < len(self.big) <= BIG_LETTERS:
            raise ValueError(f"big must have 1 to {BIG_LETTERS} letters, not {len(self.big)}: {self.big!r}")


@dataclass(frozen=True, slots=True)
class Mistake:
    """The common fault, and what mends it."""

    fault: str
    mend: str
    wrong: str | None = None
    """The pose of the figure that shows the fault; None = a picture could not show it."""
    right: str | None = None
    """The pose beside it; None = the one that stands for the exercise."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The range of an exercise's dose: where it begins and where the next rung is earned."""

    start: Dose
    top: Dose
    timed_s: tuple[int, int] | None = None
    """Seconds from–to, where a rep exercise may also be done against the clock (cat-cow for two minutes)."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise, whole."""

    id: str
    name: str
    family: str
    """The ladder it stands on: plank, bridge, quadruped …"""
    kind: str
    """strength or mobility: of the whole family."""
    position: str
    goal: tuple[str, ...]
    difficulty: str
    """easy | easy-medium | medium | medium-hard | hard"""
    difficulty_from: str
    """`document` when a source document says so, else `assigned`."""
    dose: Dose
    """The documents' dose, or ours where they give none (`dose_from`)."""
    dose_from: str
    """`document` or `added`."""
    ladder: Ladder
    source: str
    """Where it comes from: S0 … S4 and lines, or `added`."""
    rung: int | None = None
    """Its place there, 0 = easiest; None = not on a ladder."""
    sides: Sides = Sides.NONE
    count: str = "per_side"
    """What `reps` counts when the sides take part: per_side | total."""
    equipment: tuple[str, ...] = ()
    tempo: tuple[Phase, ...] = ()
    """The phases of one rep; empty for a still hold."""
    self_paced: bool = False
    """True: the person presses a key when a set of reps is done; no pacing."""
    cues: tuple[Cue, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    figure: Figure | None = None
    """How it is drawn; None where words say more than a picture could."""
    gates: tuple[str, ...] = ()
    """Tokens of domain.rules.gates; every one must be open."""
    easier: str | None = None
    harder: str | None = None
    swaps: tuple[str, ...] = ()
    """Neutral-spine partners, first choice first, while this one rests (evidence 6.5)."""
    plays_as: tuple[str, ...] = ()
    """For a name the documents leave undefined: the exercises whose ladders stand for it, first choice first."""
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueError when the doses contradict each other."""
        if self.dose.timed and self.ladder.timed_s is None and not self.ladder.start.timed:
            raise ValueError("dose is timed, but the ladder counts reps: give ladder.timed_s")
        if self.ladder.start.work > self.ladder.top.work:
            raise ValueError("ladder.start is more work than ladder.top")


Library = dict[str, Exercise]
"""All exercises by id."""
