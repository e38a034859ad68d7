"""What the rules would do over days of given ratings: each day planned, done, rated and remembered, from an empty record on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.history import History
from corecare_tui.domain.pain import Score, check_score
from corecare_tui.domain.plan import LeftOut, Plan, Planned
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn, MorningAfter, Outcome, PainEntry, Result, Session, SessionOutcome
from corecare_tui.domain.routine import Routines
from corecare_tui.domain.rules import plan_next
from corecare_tui.domain.settings import USUAL_CARE, Settings

EQUIPMENT = ("mat",)
CHECK_IN = 0
"""Where none is given: every rating counts in full as a rise over it, which is the most careful reading."""
GOOD_EFFORT = 2
NEXT_DAYS = 2
"""The plan that follows is for so many days after the last one: muscles get 48 hours."""
TRAINS_AT = time(8)
NOT_PLANNED, NOT_TRAINED = "not in that day's plan", "no session that day"


@dataclass(frozen=True, slots=True)
class Told:
    """One row of ratings: of one exercise on one day, and of that day."""

    day: date
    exercise: str
    pain: Score = None
    morning: Score = None
    """Of the morning after that day's session."""
    check_in: Score = None

    def __post_init__(self) -> None:
        for name in ("pain", "morning", "check_in"):
            check_score(name, getattr(self, name))


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A rating that rates nothing that was done."""

    exercise: str
    pain: int
    why: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """One day: what the rules planned, and what the record keeps of it."""

    plan: Plan
    session: Session | None
    """None = not trained: the plan is blocked or empty."""
    passed_over: tuple[PassedOver, ...] = ()
    before: Plan | None = None
    """The plan of the last time that this day of the routine was done."""

    @property
    def morning(self) -> Score:
        """What was said of the morning after."""
        return self.session.morning_after.pain if self.session and self.session.morning_after else None

    @property
    def changed(self) -> tuple[Planned, ...]:
        """Whose exercise or dose differs from the last time; the first time, from what the routine asks."""
        if self.before is None:
            return tuple(item for item in self.plan.items if any(d.changes for d in item.decisions))
        known = {(item.exercise, item.dose) for item in self.before.items}
        return tuple(item for item in self.plan.items if (item.exercise, item.dose) not in known)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What is left out that was not, or for another reason, the last time."""
        known = {(out.exercise, out.rule) for out in self.before.left_out} if self.before else set()
        return tuple(out for out in self.plan.left_out if (out.exercise, out.rule) not in known)


@dataclass(frozen=True, slots=True)
class Replay:
    """Every day in order, and the plan that follows."""

    days: tuple[Replayed, ...]
    next: Plan


def replay(
    library: Library,
    routines: Routines,
    routine: str,
    rows: Iterable[Told],
    settings: Settings = USUAL_CARE,
    days: int | None = None,
) -> Replay:
    """Each day of `rows` is one session of `routine`, done in full, in form and with good effort, by a screened person.

    `days` takes only so many calendar days from the first one. Pure. Raises ValueError without a row, KeyError for an
    unknown routine.
    """
    told = _by_day(rows, days)
    if not told:
        raise ValueError("there is no rating to go by")
    life = _Life(library, routines, routine, settings)
    found = tuple(life.live(day, said) for day, said in told.items())
    return Replay(found, life.plan(max(told) + timedelta(NEXT_DAYS), None))


@dataclass
class _Said:
    """Everything told of one day; of several answers to one question the worst."""

    ratings: dict[str, Score] = field(default_factory=dict)
    check_in: Score = None
    morning: Score = None

    def take(self, row: Told) -> None:
        self.ratings[row.exercise] = _worse(self.ratings.get(row.exercise), row.pain)
        self.check_in = _worse(self.check_in, row.check_in)
        self.morning = _worse(self.morning, row.morning)

    def of(self, item: Planned) -> str | None:
        """The exercise of the file that rates this item: its own, else what the routine asked for there."""
        return next((id for id in (item.exercise, item.slot) if self.ratings.get(id) is not None), None)

    def score(self, item: Planned) -> Score:
        """The rating of this item."""
        by = self.of(item)
        return self.ratings[by] if by else None


def _worse(one: Score, other: Score) -> Score:
    return max((score for score in (one, other) if score is not None), default=None)


def _by_day(rows: Iterable[Told], days: int | None) -> dict[date, _Said]:
    found: dict[date, _Said] = {}
    for row in sorted(rows, key=lambda row: row.day):
        if days is not None and found and (row.day - next(iter(found))).days >= days:
            break
        found.setdefault(row.day, _Said()).take(row)
    return found


@dataclass
class _Life:
    """The record so far."""

    library: Library
    routines: Routines
    routine: str
    settings: Settings
    sessions: list[Session] = field(default_factory=list)
    pains: list[PainEntry] = field(default_factory=list)
    done: dict[tuple[str, str], Plan] = field(default_factory=dict)
    """Routine and day → the plan of the last time it was done."""

    def plan(self, day: date, check_in: Score) -> Plan:
        """The plan of that day for a person whose safety questions are always answered anew in time, all with no."""
        person = Profile(screened=day, equipment=EQUIPMENT)
        said = CheckIn(CHECK_IN if check_in is None else check_in)
        past = History(tuple(self.sessions), tuple(self.pains))  # in order already
        return plan_next(self.library, self.routines, self.routine, past, person, said, day, settings=self.settings)

    def live(self, day: date, said: _Said) -> Replayed:
        """Plan that day, do it, and keep what is told of it."""
        plan = self.plan(day, said.check_in)
        before = self.done.get((plan.routine, plan.day))
        if plan.blocked or not plan.items:
            if plan.blocked and said.check_in is not None:  # a check-in that allows no session is kept, as the app keeps it
                self.pains.append(PainEntry(datetime.combine(day, TRAINS_AT, UTC), said.check_in))
            return Replayed(plan, None, _passed_over(said, set(), NOT_TRAINED), before)
        session = _session(plan, said)
        self.sessions.append(session)
        self.done[plan.routine, plan.day] = plan
        rated = {id for item in plan.items if (id := said.of(item))}
        return Replayed(plan, session, _passed_over(said, rated, NOT_PLANNED), before)


def _session(plan: Plan, said: _Said) -> Session:
    started = datetime.combine(plan.date, TRAINS_AT, UTC)
    check_in = CheckIn(CHECK_IN if said.check_in is None else said.check_in)
    morning = None if said.morning is None else MorningAfter(said.morning)
    results = tuple(result_of(item, said.score(item)) for item in plan.items)
    return Session(
        plan.date.isoformat(),
        started,
        plan.routine,
        plan.day,
        outcome=SessionOutcome.FINISHED,
        check_in=check_in,
        results=results,
        morning_after=morning,
    )


def result_of(item: Planned, pain: Score) -> Result:
    """That item done in full, in form and with good effort, as a session keeps it."""
    lighter = item.usual != item.dose or item.usual_exercise is not None
    return Result(
        item.exercise,
        dose=item.dose,
        usual=item.usual if lighter else None,
        done=1.0,
        outcome=Outcome.DONE,
        form_held=True,
        effort=GOOD_EFFORT,
        pain=pain,
        slot=item.slot if item.slot != item.exercise else None,
        usual_exercise=item.usual_exercise,
    )


def _passed_over(said: _Said, rated: set[str], why: str) -> tuple[PassedOver, ...]:
    left = ((id, pain) for id, pain in said.ratings.items() if id not in rated)
    return tuple(PassedOver(id, pain, why) for id, pain in left if pain is not None)
