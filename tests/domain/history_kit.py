"""Histories in a line each, and the plans they lead to, over the shipped library. A day is a number; 0 is a Monday."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.history import History
from corecare_tui.domain.plan import Plan, Planned
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn, MorningAfter, PainEntry, Result, Session, SessionOutcome
from corecare_tui.domain.rules import plan_next

LIBRARY, ROUTINES, PROBLEMS = load(shipped("routines"), None)
MONDAY = date(2026, 3, 2)
KIT = ("mat", "exercise_ball", "foam_roller", "kettlebell_or_dumbbell")
PERSON = Profile(screened=MONDAY, equipment=KIT)
"""Screened, no flags, everything at hand."""
SETTLED = MorningAfter(0, True)


def day(n: int) -> date:
    return MONDAY + timedelta(n)


def dose_of(given: Any) -> Dose | None:
    """(sets, reps, hold_s) or (sets, reps, hold_s, rest_s) as a Dose."""
    return Dose(*given) if isinstance(given, tuple) else given


def asked(routine: str | None, day_id: str | None, exercise: str) -> Dose:
    """What the routine's file asks of it, else the exercise's own dose."""
    days = [d for d in ROUTINES[routine].days if d.id == day_id] if routine in ROUTINES else []
    return next((i.dose for d in days for _, i in d.items if i.exercise == exercise and i.dose), LIBRARY[exercise].dose)


def result(exercise: str, *, form: bool | None = True, **said: Any) -> Result:
    """Done in full and form, with effort to spare; rated 0 unless told otherwise."""
    said = {"pain": 0, "done": 1.0, "effort": 2, **said, "dose": dose_of(said.get("dose")), "usual": dose_of(said.get("usual"))}
    return Result(exercise, form_held=form, **said)


def session(
    n: int,
    routine: str | None = "three_day",
    day_id: str | None = "day1",
    *,
    pre: int | None = 0,
    end: int | None = None,
    morning: MorningAfter | None = SETTLED,
    outcome: SessionOutcome = SessionOutcome.FINISHED,
    hour: int = 8,
    again: tuple[Result, ...] = (),
    **exercises: dict[str, Any] | None,
) -> Session:
    """A session of day `n`; `plank=dict(pain=5)` is a result, a dose not given is the routine's own, `again` adds results."""
    results = (result(e, **{"dose": asked(routine, day_id, e), **(said or {})}) for e, said in exercises.items())
    started = datetime(2026, 3, 2, hour, tzinfo=UTC) + timedelta(n)
    check_in = None if pre is None else CheckIn(pre)
    return Session(
        f"{n:+04d}-{hour:02d}", started, routine, day_id, None, outcome, check_in, (*results, *again), end, None, morning
    )


def veteran() -> tuple[Session, ...]:
    """Six finished sessions long ago: no beginner, and nothing else to learn from them."""
    return tuple(session(n, None, None, morning=None) for n in range(-106, -100))


def pain(n: int, score: int, hour: int = 20) -> PainEntry:
    return PainEntry(datetime(2026, 3, 2, hour, tzinfo=UTC) + timedelta(n), score)


def plan(
    on: int,
    *sessions: Session,
    routine: str = "three_day",
    day_id: str | None = "day1",
    pre: int | None = 0,
    signs: tuple[str, ...] = (),
    profile: Profile = PERSON,
    pains: tuple[PainEntry, ...] = (),
    experienced: bool = True,
) -> Plan:
    """The plan of day `on`."""
    past = History.of((*(veteran() if experienced else ()), *sessions), pains)
    return plan_next(LIBRARY, ROUTINES, routine, past, profile, CheckIn(pre, signs), day(on), day_id)


def at(found: Plan, slot: str) -> Planned | None:
    """What is planned at the place where the routine asks for `slot`."""
    return next((item for item in found.items if item.slot == slot), None)


def shown(found: Plan, slot: str, usual: bool = False) -> str | None:
    """`plank 3 × 30 s`, or None when it is not in the plan."""
    item = at(found, slot)
    return f"{item.exercise} {(item.usual if usual else item.dose).text}" if item else None


def rules(found: Plan, slot: str) -> list[str]:
    """The rules that decided that place, those that left it out included."""
    item = at(found, slot)
    return [d.rule for d in item.decisions] if item else [out.rule for out in found.left_out if out.exercise == slot]
