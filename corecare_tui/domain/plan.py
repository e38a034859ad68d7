"""The next session as the rules write it, each change with its reason, and unrolled into the steps the player plays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corecare_tui.domain.exercise import Dose, Exercise, Library, Phase, Sides
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.pain import Score

FIRST_READY_S, READY_S, SWITCH_S = 10, 5, 8
"""Get-ready before the first effort, before the others, and the time to change sides (ux 1.5)."""
LEAST_RATING_REST_S = 20
"""The rest after an exercise's last set, in which pain is asked, is never shorter: a rating takes 1 to 3 keys."""


@dataclass(frozen=True, slots=True)
class Because:
    """A rating (or its absence) that fired a rule."""

    session: str | None
    """The session's id; None for pain logged outside one or said just now."""
    exercise: str | None
    pain: Score
    what: str = "rating"
    """rating, check_in, end, morning_after, logged, form, done, leg, effort, week, session, profile, or what was not said."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One change (or a hold, then `before` equals `after`) with its rule and its reason."""

    rule: str
    sentence: str
    before: Place | None = None
    after: Place | None = None
    because: tuple[Because, ...] = ()

    @property
    def changes(self) -> bool:
        """Does anything differ because of it?"""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Planned:
    """One exercise of the next session."""

    block: str
    exercise: str
    dose: Dose
    usual: Dose
    """The dose without this one day's lightening."""
    slot: str
    """The exercise the routine asks for here; differs from `exercise` when a rule put another in its place."""
    decisions: tuple[Decision, ...] = ()
    usual_exercise: str | None = None
    """The exercise reached here, where an easier one takes its place for this day; None = this one."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence for the person that changes no exercise by itself, or the reason for a block."""

    rule: str
    sentence: str
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise that the routine asks for and the rules keep out."""

    exercise: str
    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The next session of a routine, or why there is none."""

    routine: str
    day: str
    date: date
    items: tuple[Planned, ...] = ()
    blocked: Advice | None = None
    advice: tuple[Advice, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def changes(self) -> tuple[Decision, ...]:
        """The decisions that change something, in the order of the session."""
        return tuple(d for item in self.items for d in item.decisions if d.changes)


class Kind(StrEnum):
    """What a step is for."""

    READY = "ready"
    HOLD = "hold"
    """A still hold, or a timed movement."""
    REP = "rep"
    """One phase of a rep, or a whole self-paced set."""
    SWITCH = "switch"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of a session with one word on the screen."""

    kind: Kind
    item: int
    """Index into the plan's items."""
    ms: int | None
    """Its length in milliseconds; None = waits for the person."""
    set_no: int
    """1 …"""
    rep_no: int = 0
    """1 … in a rep phase, else 0."""
    side: str | None = None
    """left | right | None."""
    phase: str = ""
    """The big word: READY, HOLD, MOVE, UP, DOWN, REST, SWITCH …"""
    ends_rep: bool = False
    """The rep counts when this step ends: at the end of the lowering."""
    ends_item: bool = False
    """The rest in which the exercise just done is rated."""

    @property
    def effort(self) -> bool:
        """Is the person working?"""
        return self.kind in (Kind.HOLD, Kind.REP)


def unroll(plan: Plan, library: Library) -> tuple[Step, ...]:
    """Sets, reps, tempo phases, sides and rests flattened into one run of steps."""
    found: list[Step] = []
    for index, planned in enumerate(plan.items):
        found += _item(index, planned.dose, library[planned.exercise], first=not found)
    return tuple(found)


def _item(index: int, dose: Dose, exercise: Exercise, first: bool) -> Iterator[Step]:
    for set_no in range(1, dose.sets + 1):
        ready_s = FIRST_READY_S if first and set_no == 1 else READY_S
        sides: tuple[str | None, ...] = ("left", "right") if exercise.sides is Sides.EACH else (None,)
        for side in sides:
            if side == "right":
                yield Step(Kind.SWITCH, index, SWITCH_S * 1000, set_no, side=side, phase="SWITCH")
            else:
                yield Step(Kind.READY, index, ready_s * 1000, set_no, side=side, phase="READY")
            yield from _effort(index, dose, exercise, set_no, side)
        last = set_no == dose.sets
        rest_s = max(dose.rest_s, LEAST_RATING_REST_S) if last else dose.rest_s
        if rest_s:
            yield Step(Kind.REST, index, rest_s * 1000, set_no, phase="REST", ends_item=last)


def _effort(index: int, dose: Dose, exercise: Exercise, set_no: int, side: str | None) -> Iterator[Step]:
    if dose.reps is None:
        word = "MOVE" if exercise.tempo else "HOLD"
        yield Step(Kind.HOLD, index, (dose.hold_s or 1) * 1000, set_no, side=side, phase=word)
    elif exercise.self_paced or not exercise.tempo:
        yield Step(Kind.REP, index, None, set_no, dose.reps, side, "REPS", ends_rep=True)
    else:
        for rep_no in range(1, reps_in_set(exercise, dose) + 1):
            yield from _rep(index, dose, exercise, set_no, rep_no, side or _turn(exercise, rep_no))


def _turn(exercise: Exercise, rep_no: int) -> str | None:
    if exercise.sides is not Sides.ALTERNATING:
        return None
    return "left" if rep_no % 2 else "right"


def reps_in_set(exercise: Exercise, dose: Dose) -> int:
    """Reps one set really has: alternating sides counted per side take twice as many."""
    twice = exercise.sides is Sides.ALTERNATING and exercise.count == "per_side"
    return (dose.reps or 0) * (2 if twice else 1)


def _rep(index: int, dose: Dose, exercise: Exercise, set_no: int, rep_no: int, side: str | None) -> Iterator[Step]:
    phases = [(phase.word, seconds) for phase in exercise.tempo if (seconds := _seconds(phase, dose))]
    for number, (word, seconds) in enumerate(phases, 1):
        yield Step(Kind.REP, index, seconds * 1000, set_no, rep_no, side, word, ends_rep=number == len(phases))


def _seconds(phase: Phase, dose: Dose) -> int:
    return phase.s if phase.s is not None else dose.hold_s or 0


SELF_PACED_REP_S = 6
"""What a self-paced rep is counted as when the length of a session is told in advance."""


def length_ms(steps: tuple[Step, ...]) -> int:
    """How long the steps take, a self-paced set counted at 6 s a rep."""
    return sum(step.ms if step.ms is not None else step.rep_no * SELF_PACED_REP_S * 1000 for step in steps)
