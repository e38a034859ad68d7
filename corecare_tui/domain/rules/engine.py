"""The next session: readiness first, then each place of the routine is written (see writing)."""

from datetime import date, time

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.history import History
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.plan import Plan
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn
from corecare_tui.domain.routine import Day, Routine, Routines
from corecare_tui.domain.rules import gates
from corecare_tui.domain.rules.concerns import holding, known_on, leg_pain
from corecare_tui.domain.rules.past import Past
from corecare_tui.domain.rules.readiness import readiness
from corecare_tui.domain.rules.standing import Standing
from corecare_tui.domain.rules.writing import Writing
from corecare_tui.domain.settings import USUAL_CARE, Settings

GENTLE = "gentle"
"""The routine of a bad-back day (R1)."""


def plan_next(
    library: Library,
    routines: Routines,
    routine: str,
    history: History,
    profile: Profile,
    check_in: CheckIn | None,
    today: date,
    day_id: str | None = None,
    settings: Settings = USUAL_CARE,
    hour: time | None = None,
) -> Plan:
    """The next session of `routine` on `today`, from what happened before and on it. Pure; the same past gives the same plan.

    `day_id` asks for that day of a rotation instead of the next one; `hour` is the time of day, where it is known. Raises
    KeyError for an unknown routine or day.
    """
    settings = settings.with_stance(profile)
    past = Past(history, today, library, routines, settings.limits)
    person = person_on(past, profile, check_in, settings, hour)
    ready = readiness(past, person.profile, check_in, settings)
    chosen = routines[GENTLE if ready.gentle and GENTLE in routines else routine]
    day = chosen.day(day_id) if day_id and chosen.id == routine else next_day(chosen, past)
    if ready.blocked:
        return Plan(chosen.id, day.id, today, blocked=ready.blocked)
    return Writing(Standing(library, chosen, day, past, person), ready).write()


def person_on(
    past: Past, profile: Profile, check_in: CheckIn | None, settings: Settings, hour: time | None = None
) -> gates.Person:
    """What the gates look at on that day: the flags that hold then, the week's pain, the sessions so far."""
    held = holding(known_on(past.today, profile), past, check_in)
    ran_down = frozenset(b.exercise for b in leg_pain(held, past) if b.exercise)
    pre = check_in.pain if check_in else None
    return gates.Person(held, pre, past.mean7, past.finished, past.worst7, settings, hour, ran_down)


def next_day(routine: Routine, past: Past) -> Day:
    """The day of the rotation after the one last done."""
    ids = [day.id for day in routine.days]
    sessions = (past.history.outlines[n] for n in reversed(past.history.by_routine.get(routine.id, [])))
    done = next((s.day for s in sessions if s.day in ids), None)
    return routine.days[(ids.index(done) + 1) % len(ids)] if done else routine.days[0]


def standing_now(
    library: Library, routines: Routines, plan: Plan, history: History, profile: Profile, settings: Settings = USUAL_CARE
) -> Standing:
    """Where a person stands in a running session: what else they might do in it."""
    past = Past(history, plan.date, library, routines, settings.limits)
    person = person_on(past, profile, None, settings)
    routine = routines[plan.routine]
    return Standing(library, routine, routine.day(plan.day), past, person)


def partner_now(plan: Plan, exercise: str, now: Standing) -> Place | None:
    """A gentler partner for the rest of a running session (S1): open, and not in it; None without one."""
    return now.partner(exercise, frozenset(item.exercise for item in plan.items), frozenset())
