"""What is out: exercises that rest (X1), families at their foot (X2), what is parked (X3), skipped (X4) or blocked (X5)."""

from datetime import date

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.exercise import Exercise, Library
from corecare_tui.domain.pain import sound
from corecare_tui.domain.profile import Chose, Profile
from corecare_tui.domain.rules.exposure import Exposure
from corecare_tui.domain.rules.past import Past
from corecare_tui.domain.rules.zones import Zone


def still_rests(red: Exposure, slot: str, past: Past) -> bool:
    """Are the days of its rest not over, or the sessions that asked for it since (X1)?"""
    if (past.today - red.session.date).days < past.limits.swap_days:
        return True
    return past.asked_since(red.session, slot) < past.limits.swap_exposures


def hurt_at_foot(family: str, library: Library, past: Past) -> Exposure | None:
    """X2: a rating of 5 or more at the foot of that ladder, for the days that follow."""
    feet = (one for one in library.values() if one.family == family and _foot(one))
    newest = (e for one in feet for e in past.of(one.id) if _within(past, e, past.limits.skip_days))
    return next((e for e in newest if (sound(e.result.pain) or 0) >= past.limits.amber_high and e.too_much), None)


def _foot(exercise: Exercise) -> bool:
    return exercise.rung == 0


def _within(past: Past, exposure: Exposure, days: int) -> bool:
    return (past.today - exposure.session.date).days < days


def parked(id: str, past: Past, profile: Profile, slot: str | None = None) -> tuple[Exposure, ...]:
    """X3: the exposures that were too much, where that happened too often; empty = it is not parked.

    `slot` is the place it stands in: bringing back what the routine names brings back what is done of it.
    """
    enabled = max((when for one in {id, slot or id} if (when := profile.chose(Chose.ENABLE, one))), default=None)
    seen = [e for e in past.of(id) if enabled is None or e.session.started > enabled]
    hurt = sum(e.too_much for e in seen)
    for at, newest in enumerate(seen if hurt >= past.limits.park_after else ()):
        window = [e for e in seen[at : at + t.PARK_OF] if (newest.session.date - e.session.date).days <= t.PARK_DAYS]
        found = tuple(e for e in window if e.too_much)
        if len(found) >= past.limits.park_after:
            return found
    return ()


def skipped(id: str, today: date, profile: Profile) -> bool:
    """Did the person leave it out of today (X4)?"""
    at = profile.chose(Chose.SKIP, id)
    return at is not None and at.date() == today


def blocked(id: str, profile: Profile) -> bool:
    """Did the person leave it out for good (X5)? The newest word counts; of one moment, the later entry."""
    said = [c for c in profile.choices if c.of == id and c.what in (Chose.BLOCK, Chose.UNBLOCK)]
    return bool(said) and max(reversed(said), key=lambda c: c.at).what is Chose.BLOCK


def out(id: str, library: Library, past: Past, profile: Profile) -> bool:
    """Is it out today by any of these?"""
    return skipped(id, past.today, profile) or blocked(id, profile) or out_for_a_while(id, library, past, profile)


def out_for_a_while(id: str, library: Library, past: Past, profile: Profile) -> bool:
    """Is it out by X1, X2 or X3?"""
    newest = next(iter(past.of(id)), None)
    red = newest is not None and newest.zone >= Zone.RED and still_rests(newest, id, past)
    foot = hurt_at_foot(library[id].family, library, past) is not None
    return red or foot or bool(parked(id, past, profile))
