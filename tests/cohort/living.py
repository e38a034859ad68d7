"""Twelve weeks of a person with CoreCare: screened, planned, trained, asked, remembered, as the coach does it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.domain.history import History
from corecare_tui.domain.pain import Pain
from corecare_tui.domain.plan import Plan
from corecare_tui.domain.profile import SIGNS, Choice, Chose, Closes, Profile
from corecare_tui.domain.records import CheckIn, Outcome, PainEntry, Result, Session, SessionOutcome
from corecare_tui.domain.rules import plan_next
from corecare_tui.domain.rules.during import Then, after_rating
from corecare_tui.domain.rules.readiness import SCREEN
from corecare_tui.domain.settings import USUAL_CARE
from tests.cohort.people import WEEKS, Kind, Person

LIBRARY, ROUTINES, _ = load(shipped("routines"), None)
MONDAY = date(2026, 3, 2)
CHECKED_AFTER = 7
"""Days until somebody has looked at what was ticked after a birth."""


@dataclass(frozen=True)
class Visit:
    """One time the person opened the app to train."""

    day: int
    plan: Plan
    session: Session | None
    """None = no session: blocked, or nothing in it."""
    ticked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Life:
    """One person's visits."""

    kind: Kind
    person: Person
    visits: tuple[Visit, ...]


def live(kind: Kind, number: int, weeks: int = WEEKS) -> Life:
    """All of it; the same kind and number live the same life."""
    one = _Living(Person(kind, number, weeks))
    visits = tuple(one.visit(day) for day in range(7 * weeks) if one.person.comes(day))
    return Life(kind, one.person, visits)


class _Living:
    """One person and their record."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.profile = Profile(screened=MONDAY, flags=person.kind.flags)
        self.sessions: list[Session] = []
        self.pains: list[PainEntry] = []
        self.ticked_on = 0

    def visit(self, day: int) -> Visit:
        """The morning after, the check-in, the plan, and the session where there is one."""
        self._answer_morning(day)
        self._get_checked(day)
        said = self.person.check_in(day)
        plan = self._plan(day, said)
        if plan.blocked:
            self._refused(day, said)
        session = self._train(day, plan, said) if plan.items and not plan.blocked else None
        if session is not None:
            self.sessions.append(session)
        return Visit(day, plan, session, said.new_signs)

    def _plan(self, day: int, said: CheckIn) -> Plan:
        on = MONDAY + timedelta(day)
        past = History(tuple(self.sessions), tuple(self.pains))
        routine = self.person.kind.routine
        plan = plan_next(LIBRARY, ROUTINES, routine, past, self.profile, said, on)
        if any(advice.rule == SCREEN.id for advice in plan.advice):  # the app asks the safety questions first
            self.profile = replace(self.profile, screened=on)
            plan = plan_next(LIBRARY, ROUTINES, routine, past, self.profile, said, on)
        return plan

    def _answer_morning(self, day: int) -> None:
        last = self.sessions[-1] if self.sessions else None
        if last is None or last.morning_after is not None:
            return
        trained = (last.date - MONDAY).days
        if trained < day:
            self.sessions[-1] = replace(last, morning_after=self.person.morning(trained, last, LIBRARY))

    def _refused(self, day: int, said: CheckIn) -> None:
        """What a check-in says that allows no session is kept: its number as logged pain, its signs as flags."""
        lasting = tuple(sign for sign in said.new_signs if SIGNS[sign].closes is not Closes.GATE)
        self.profile = replace(self.profile, flags=tuple(dict.fromkeys((*self.profile.flags, *lasting))))
        if said.pain is not None:
            self.pains.append(PainEntry(_at(day), said.pain))
        if lasting:
            self.ticked_on = day

    def _get_checked(self, day: int) -> None:
        """After a birth somebody looks at it a week later; who ticked a red flag is never cleared here."""
        if self.profile.has("pelvic") and day >= self.ticked_on + CHECKED_AFTER:
            chosen = (*self.profile.choices, Choice(_at(day), Chose.CLEAR, "pelvic"))
            self.profile = replace(self.profile, cleared=(*self.profile.cleared, "pelvic"), choices=chosen)

    # --- a session --------------------------------------------------------------------------------

    def _train(self, day: int, plan: Plan, said: CheckIn) -> Session:
        results: list[Result] = []
        then, ended = Then.GO_ON, SessionOutcome.FINISHED
        for item in plan.items:
            exercise = LIBRARY[item.exercise]
            if then is Then.END_STRENGTH and exercise.kind == "strength":
                continue
            result = self.person.result(item, day, LIBRARY)
            turn = after_rating(exercise.name, Pain(result.pain), results, USUAL_CARE)
            if turn.then is Then.END_STRENGTH:
                then = turn.then
            if turn.then is not Then.GO_ON:
                result = replace(result, outcome=Outcome.STOPPED, done=min(result.done or 0.0, 0.5))
            results.append(result)
            if turn.then is Then.END_SESSION:
                ended = SessionOutcome.STOPPED
                break
        pain, effort = self.person.end(day)
        return Session(
            f"{day:03d}",
            _at(day),
            plan.routine,
            plan.day,
            outcome=ended,
            check_in=said,
            results=tuple(results),
            end_pain=pain,
            effort=effort,
        )


def _at(day: int) -> datetime:
    return datetime(MONDAY.year, MONDAY.month, MONDAY.day, 8, tzinfo=UTC) + timedelta(day)
