"""The next session as the rules write it, each change with its reason, and the steps that a player plays of it."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.pain import Score
from corecare_tui.domain.records import Result


@dataclass(frozen=True, slots=True)
class Because:
    """A rating (or its absence) that fired a rule."""

    session: str | None
    """The session's id; None for pain logged outside one or said just now."""
    exercise: str | None
    pain: Score
    what: str = "rating"
    """rating, check_in, end, morning_after, logged, form, done, leg, effort, week, session, profile, choice,
    or what was not said."""


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


def asked(item: Planned, result: Result) -> Result:
    """`result` with what that item asks for: the usual dose where the day was lighter, the slot where another exercise stood."""
    lighter = item.usual != item.dose or item.usual_exercise is not None
    return replace(
        result,
        exercise=item.exercise,
        slot=item.slot if item.slot != item.exercise else None,
        dose=item.dose,
        usual=item.usual if lighter else None,
        usual_exercise=item.usual_exercise,
    )


def ordered(plan: Plan, slots: tuple[str, ...]) -> Plan:
    """The plan with its items in that order of slots, for this one day.

    What `slots` does not name stays behind what stood before it; a slot that is not in the plan is passed over.
    """
    place = {slot: number for number, slot in enumerate(slots)}
    at, keys = -1.0, {}
    for number, item in enumerate(plan.items):
        at = place.get(item.slot, at)
        keys[number] = (at, number)
    return replace(plan, items=tuple(plan.items[number] for number in sorted(keys, key=keys.__getitem__)))


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
    move: str = ""
    """Of a rep's phase: up | stay | down, as its tone says: away, still, back."""
    breath: str = ""
    """in | out | empty: as it comes."""
    past: bool = False
    """A hold that goes on beyond its length until the person ends it."""
    every_second: bool = False
    """Each second of it is heard."""

    @property
    def effort(self) -> bool:
        """Is the person working?"""
        return self.kind in (Kind.HOLD, Kind.REP)
