"""What happened besides ratings: an exercise made easier or harder, a session that was locked, a flare-up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.history import History
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.profile import BY_ID, Chose, Profile
from corecare_tui.domain.records import Result

FORGETS = timedelta(28)
"""After so long without an exercise the next dose is a new beginning, not a step (as the rules see it)."""


class Kind(StrEnum):
    """What it was."""

    EASED = "eased"
    RAISED = "raised"
    SWAPPED = "swapped"
    BLOCKED = "blocked"
    FLARE = "flare"


@dataclass(frozen=True, slots=True)
class Event:
    """One of them, on its day."""

    day: date
    kind: Kind
    of: str
    """The exercise of the routine, or the flag that locked; empty for a flare-up."""
    before: Place | None = None
    after: Place | None = None


def events(history: History, profile: Profile, library: Library, since: date) -> tuple[Event, ...]:
    """Those from `since` on, oldest first."""
    found = [*_steps(history.since(since - FORGETS), library), *_locks(profile), *_flares(history)]
    return tuple(sorted((event for event in found if event.day >= since), key=lambda event: event.day))


def way(before: Place, after: Place, library: Library) -> Kind | None:
    """Up or down the same ladder, the rung before the dose; across to another one; None where nothing changed or is known."""
    was, now = library.get(before.exercise), library.get(after.exercise)
    if was is None or now is None or before == after:
        return None
    if was.family != now.family:
        return Kind.SWAPPED
    place, place_before = (now.rung or 0, after.dose.work), (was.rung or 0, before.dose.work)
    return None if place == place_before else Kind.RAISED if place > place_before else Kind.EASED


def reached(result: Result) -> Place | None:
    """Where a person stood, one day's lightening left aside; None where no dose is known."""
    dose = result.usual or result.dose
    return Place(result.usual_exercise or result.exercise, dose) if dose else None


def _steps(history: History, library: Library) -> Iterator[Event]:
    """Each time of an exercise in a routine beside the time before it."""
    stood: dict[tuple[str | None, str], tuple[date, Place]] = {}
    for session in history.sessions:
        for result in session.results:
            slot, now = result.slot or result.exercise, reached(result)
            if now is None:
                continue
            before = stood.get((session.routine, slot))
            stood[session.routine, slot] = session.date, now
            if before is not None and session.date - before[0] <= FORGETS and (kind := way(before[1], now, library)):
                yield Event(session.date, kind, slot, before[1], now)


def _locks(profile: Profile) -> Iterator[Event]:
    return (Event(c.at.date(), Kind.BLOCKED, c.of) for c in profile.choices if c.what is Chose.SIGN and c.of in BY_ID)


def _flares(history: History) -> Iterator[Event]:
    return (Event(entry.at.date(), Kind.FLARE, "") for entry in history.pains if entry.flare)
