"""What the tests of the page share: twelve weeks of a person, trained as the rules asked, and the story of a record."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from math import exp
from random import Random

from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.domain.history import History
from corecare_tui.domain.insight.story import Story, story
from corecare_tui.domain.insight.view import View
from corecare_tui.domain.plan import Plan
from corecare_tui.domain.profile import Choice, Chose, Profile
from corecare_tui.domain.records import CheckIn, Edit, MorningAfter, Outcome, PainEntry, Record, Result, Session, SessionOutcome
from corecare_tui.domain.rules import plan_next
from corecare_tui.domain.settings import USUAL_CARE, Settings

LIBRARY, ROUTINES, _ = load(shipped("routines"), None)
DAYS = 84
FLARE = 37
"""The day of a flare-up."""
NOTES = ("pulls on the left", "fine after a pause", "tight hip")
PLACES = ("low_back", "low_back", "buttock_hip", "knee_other")


def story_of(record: Record, until: date, days: int = 90, settings: Settings = USUAL_CARE) -> Story:
    """What the page is made of, as the coach makes it."""
    history = History.of(record.sessions, record.pains)
    view = View(history, record.profile, LIBRARY, until - timedelta(days - 1), until, until)
    plan = plan_next(LIBRARY, ROUTINES, "core_restart", history, record.profile, None, until, settings=settings)
    return story(view, ROUTINES, plan, settings.with_stance(record.profile))


def twelve_weeks(until: date) -> Record:
    """Three sessions a week up to the day before `until`: pain that falls, a flare-up, a sign, scores unsaid and corrected."""
    first, r = until - timedelta(DAYS), Random(12)
    profile = _profile(first, until)
    sessions: list[Session] = []
    for day in (day for day in range(DAYS) if day % 7 in (0, 2, 4)):
        on, back = first + timedelta(day), _back(day)
        check_in = CheckIn(_said(r, back), ("one_leg",) if day == 9 else ())
        plan = plan_next(LIBRARY, ROUTINES, "core_restart", History(tuple(sessions)), profile, check_in, on)
        if plan.items:
            sessions.append(_session(r, plan, check_in, on, back))
    return Record(profile, tuple(sessions), (PainEntry(_at(first, FLARE, 19), 8, "low_back", "after the garden", True),))


def _profile(first: date, until: date) -> Profile:
    told = (Choice(_at(first, 50, 8), Chose.SIGN, "leg_weak"), Choice(_at(first, 52, 6), Chose.CLEAR, "leg_weak"))
    flags = ("disc_or_surgery", "leg_weak", "shoulder")
    return Profile(until - timedelta(40), flags, flags[:2], ("mat", "foam_roller"), choices=told)


def _at(first: date, day: int, hour: int) -> datetime:
    return datetime.combine(first + timedelta(day), time(hour), UTC)


def _back(day: int) -> float:
    return 2.2 - day / 50 + (3.4 * exp(-(day - FLARE) / 6) if day >= FLARE else 0.0)


def _said(r: Random, felt: float) -> int | None:
    return None if r.random() < 0.03 else min(10, max(0, round(felt + r.gauss(0, 0.6))))


def _session(r: Random, plan: Plan, check_in: CheckIn, on: date, back: float) -> Session:
    """The plan, done and felt."""
    started = datetime.combine(on, time(7), UTC)
    results = tuple(_result(r, plan, number, started, back) for number in range(len(plan.items)))
    return Session(
        started.strftime("%Y%m%d"), started, plan.routine, plan.day, started + timedelta(minutes=16), SessionOutcome.FINISHED,
        check_in, results, _said(r, back + 0.3), r.choice((3, 4, 4, 5, 6)), MorningAfter(_said(r, back), r.random() < 0.95),
        added=started + timedelta(hours=9) if r.random() < 0.06 else None,
    )  # fmt: skip


def _result(r: Random, plan: Plan, number: int, started: datetime, back: float) -> Result:
    item, pain = plan.items[number], _said(r, max(0.0, back - 0.4))
    result = Result(
        item.exercise, started + timedelta(minutes=number + 1), item.dose, item.usual if item.usual != item.dose else None, 1.0,
        Outcome.DONE, True, r.choice((1, 1, 2, 2, 2, 2, 2, 3)), pain, r.choice(PLACES) if pain else None,
        note=r.choice(NOTES) if r.random() < 0.04 else None, slot=item.slot if item.slot != item.exercise else None,
    )  # fmt: skip
    chance = r.random()
    if chance < 0.03:
        return replace(result, edits=(Edit(started + timedelta(hours=3), min(10, (pain or 0) + 2)),))
    return replace(result, done=0.6, outcome=Outcome.PARTIAL, form_held=False, effort=4) if chance > 0.98 else result
