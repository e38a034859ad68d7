"""Which safety flags hold today: those of the profile, those ticked at check-ins, and pain down a leg in the record."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.plan import Because
from corecare_tui.domain.profile import LOCKS, SIGNS, Choice, Chose, Profile
from corecare_tui.domain.records import CheckIn, Result, Session
from corecare_tui.domain.rules.past import Past

LEG = "one_leg"


def known_on(today: date, profile: Profile) -> Profile:
    """The profile as it was on that day: without later choices, and without a screening that was still to come."""
    choices = tuple(c for c in profile.choices if c.at.date() <= today)
    screened = profile.screened if profile.screened is None or profile.screened <= today else None
    return replace(profile, choices=choices, screened=screened)


def holding(profile: Profile, past: Past, check_in: CheckIn | None) -> Profile:
    """The profile with every sign that the record or this check-in tells and nobody has cleared since."""
    said = [sign for session in _near(past) for sign in _signs(session) if not _over(profile, session, sign)]
    said += [LEG for _ in leg_pain(profile, past)]
    said += [told.of for told in standing_signs(profile)]
    now = [sign for sign in (check_in.new_signs if check_in else ()) if sign in SIGNS]
    found = tuple(dict.fromkeys((*said, *now)))
    if not found:
        return profile
    cleared = tuple(flag for flag in profile.cleared if flag not in found)
    return replace(profile, flags=tuple(dict.fromkeys((*profile.flags, *found))), cleared=cleared)


def standing_signs(profile: Profile) -> Iterator[Choice]:
    """Signs told at a check-in that allowed no session, and not cleared after it. Of one moment, the later entry counts."""
    for number, told in enumerate(profile.choices):
        if told.what is not Chose.SIGN or told.of not in SIGNS:
            continue  # of 500 choices hardly one is a sign: to look behind each took 60 ms
        if not any(c.what is Chose.CLEAR and c.of == told.of for c in profile.choices[number + 1 :]):
            yield told


def leg_pain(profile: Profile, past: Past) -> Iterator[Because]:
    """The ratings of pain down a leg that nobody has looked at since (E3)."""
    for session in _near(past):
        if not _over(profile, session, LEG):
            yield from (Because(session.id, r.exercise, r.pain, "leg") for r in session.results if runs_down(r))


def runs_down(result: Result) -> bool:
    """Was it felt down a leg?"""
    return result.leg or (result.place == "leg" and bool(result.pain))


def _near(past: Past) -> Iterator[Session]:
    """The last 90 days, and the last session however old it is."""
    near = list(past.sessions(t.LEG_DAYS))
    yield from near or ([past.last] if past.last else [])


def _signs(session: Session) -> tuple[str, ...]:
    return tuple(sign for sign in (session.check_in.new_signs if session.check_in else ()) if sign in SIGNS)


def _over(profile: Profile, session: Session, sign: str) -> bool:
    """Was it cleared after that session, or, where it locks nothing, answered anew by a later screening?"""
    at = profile.chose(Chose.CLEAR, sign)
    if at is not None:
        return at > session.started
    # Without a date, a clearing and the answers of a screening stand for what was said before the screening.
    answered = profile.screened is not None and session.date < profile.screened
    return answered and (SIGNS[sign].closes not in LOCKS or sign in profile.cleared)
