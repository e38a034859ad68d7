"""What a physiotherapist is told: the person's answers, each session with what was asked, done and felt, and why it was asked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.insight.view import View
from corecare_tui.domain.plan import Decision, Plan
from corecare_tui.domain.profile import BY_ID, Choice, Profile, Question
from corecare_tui.domain.records import Session
from corecare_tui.domain.routine import Routines
from corecare_tui.domain.rules import plan_next
from corecare_tui.domain.settings import Settings

MOST_SESSIONS = 40
"""Sessions told one by one, the newest: three a week over twelve weeks, which fill two A4 sheets."""


@dataclass(frozen=True)
class Told:
    """One session, with the decisions by which it differed from the one before."""

    session: Session
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class Story:
    """Everything of the page."""

    view: View
    profile: Profile
    routines: Routines
    plan: Plan
    """The next session."""
    sessions: tuple[Told, ...]
    """The newest ones, oldest first."""
    settings: Settings

    @property
    def library(self) -> Library:
        """The exercises."""
        return self.view.library

    @property
    def flags(self) -> tuple[tuple[Question, bool], ...]:
        """The answers to safety questions that were yes, each with whether a professional has cleared it."""
        told = (BY_ID[flag] for flag in self.profile.flags if flag in BY_ID)
        return tuple((question, question.id in self.profile.cleared) for question in told)

    @property
    def signs(self) -> tuple[Choice, ...]:
        """Signs told at a check-in that allowed no session, and what a professional cleared, in these days."""
        days = (self.view.since, self.view.until)
        return tuple(c for c in self.profile.choices if c.of in BY_ID and days[0] <= c.at.date() <= days[1])

    @property
    def more(self) -> int:
        """Sessions of these days that are not told one by one."""
        return len(self.view.points) - len(self.sessions)


def story(view: View, routines: Routines, plan: Plan, settings: Settings) -> Story:
    """The story of those days. Why a session was as it was is read off the record as it stands today, corrections included."""
    return Story(view, view.profile, routines, plan, tuple(_told(view, routines, settings)), settings)


def _told(view: View, routines: Routines, settings: Settings) -> Iterator[Told]:
    for session in view.near.sessions[-MOST_SESSIONS:]:
        yield Told(session, _decisions(session, view, routines, settings))


def _decisions(session: Session, view: View, routines: Routines, settings: Settings) -> tuple[Decision, ...]:
    """What the rules changed for it, as far as the session itself bears it out: kit, spared parts and settings may have been
    others then. Nothing where its routine is gone."""
    routine = routines.get(session.routine or "")
    if routine is None or session.day not in (None, *(day.id for day in routine.days)):
        return ()
    before = view.history.before(session.started)
    plan = plan_next(
        view.library, routines, routine.id, before, _then(view.profile), session.check_in, session.date, session.day, settings
    )
    done = {(result.exercise, result.dose) for result in session.results}
    return tuple(d for d in plan.changes if d.after is not None and (d.after.exercise, d.after.dose) in done)


def _then(profile: Profile) -> Profile:
    """The person without what closes sessions now: this session was held, so nothing closed it then."""
    closing = {question.id for question in profile.closing}
    return replace(profile, flags=tuple(flag for flag in profile.flags if flag not in closing))
