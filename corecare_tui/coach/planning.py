"""What is next for this person, and what it is read from: the library, the journal, the settings, the hour."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from corecare_tui.adapters.journal import Journal
from corecare_tui.domain.exercise import Library
from corecare_tui.domain.history import History
from corecare_tui.domain.plan import Plan
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn, PainEntry, SessionOutcome
from corecare_tui.domain.routine import Routines
from corecare_tui.domain.rules import plan_next
from corecare_tui.domain.rules.past import Past
from corecare_tui.domain.settings import USUAL_CARE, Settings
from corecare_tui.domain.timetable import minutes

if TYPE_CHECKING:
    from corecare_tui.adapters.library.own import Own

MOMENT = timedelta(milliseconds=1)
DEFAULT = "core_restart"
"""What is played when nothing is named."""
WARM_UP = "warm_up"
APART = timedelta(2)
"""Muscles get 48 hours: after a session of today the next one is planned for then."""


class Planning:
    """What is next, and what it is read from."""

    elsewhere: tuple[Path, ...] = ()
    """Folders for a session that the journal's disk does not take, the first choice first."""

    def __init__(
        self,
        library: Library,
        routines: Routines,
        journal: Journal,
        now: Callable[[], datetime],
        settings: Settings = USUAL_CARE,
        ticks: Callable[[], int] | None = None,
        files: "Own | None" = None,
    ) -> None:
        """`now` gives the time with its offset; `ticks` milliseconds that only go forward, by which a session is timed.

        `files` is the folder of the person's own routines; without one there are none to write.
        """
        self.library, self.routines, self._set = library, routines, settings
        self._journal, self._clock, self._ticks, self._files = journal, now, ticks, files
        self._timed_from: tuple[datetime, int] | None = None
        """When the running session began, and the ticks at that moment."""

    def _now(self) -> datetime:
        """The hour on the wall, but never before what is written down already; in a session its beginning and what went by.

        A clock that was set back, by an hour or a year, changes no order and makes no duration negative.
        """
        if self._timed_from is not None and self._ticks is not None:
            begun, ticks = self._timed_from
            return begun + timedelta(milliseconds=self._ticks() - ticks)
        wall, newest = self._clock(), self._journal.newest()
        return wall if newest is None or wall > newest else newest.astimezone(wall.tzinfo) + MOMENT

    def _time_from(self, begun: datetime | None) -> None:
        self._timed_from = None if begun is None or self._ticks is None else (begun, self._ticks())

    @property
    def behind(self) -> timedelta:
        """How far the clock on the wall lies behind what is written down already; nothing where it does not."""
        newest = self._journal.newest()
        return max(timedelta(0), newest - self._clock()) if newest is not None else timedelta(0)

    @property
    def today(self) -> date:
        """The day on the person's own wall."""
        return self._now().date()

    @property
    def active(self) -> str:
        """The routine that is meant where none is named: the person's own choice, if it is still there."""
        return active(self._set, self.routines)

    def plan(self, routine: str | None = None, check_in: CheckIn | None = None, on: date | None = None) -> Plan:
        """The next session of `routine` (the active one) on that day (today, at this hour). Raises KeyError if it is unknown."""
        hour = self._now().time() if on is None else None
        return self._plan(routine or self.active, self.history(), check_in, on or self.today, None, hour)

    def next_plan(self, routine: str | None = None) -> Plan:
        """The plan for now; where today's session is done, or today is not planned, the one of the next day for it."""
        now, on = self.plan(routine), self._next_day()
        return now if now.blocked or on == self.today else self.plan(routine, on=on)

    def _next_day(self) -> date:
        """The first day, of those planned if any are, that lies 48 hours after a session of today; today without one."""
        first = self.today + APART if self._done_today() else self.today
        days = self._set.weekdays or range(7)
        return next(day for ahead in range(7) if (day := first + timedelta(ahead)).weekday() in days)

    def minutes(self, plan: Plan) -> int:
        """How long this person needs for it, as they are told beforehand."""
        return minutes(plan, self.library, self._set.pace)

    def _done_today(self) -> bool:
        """Was a session finished today? A warm-up alone is none: it trains nothing that has to rest."""
        of_today = (s for s in self.history().since(self.today).sessions if s.date == self.today)
        return any(s.outcome is SessionOutcome.FINISHED and s.routine != WARM_UP for s in of_today)

    def _plan(
        self, routine: str, history: History, check_in: CheckIn | None, on: date, day: str | None = None, hour: time | None = None
    ) -> Plan:
        return plan_next(self.library, self.routines, routine, history, self.profile, check_in, on, day, self._set, hour)

    @property
    def own(self) -> Settings:
        """The settings as the person has them by now: nobody else keeps them."""
        return self._set

    def use(self, settings: Settings) -> None:
        """Plan, and play, by these from now on."""
        self._set = settings

    @property
    def settings(self) -> Settings:
        """The settings, strict where the profile says so."""
        return self._set.with_stance(self.profile)

    def history(self) -> History:
        """Every finished session and logged pain."""
        return self._journal.history()

    @property
    def profile(self) -> Profile:
        """What the person told of themselves."""
        return self._journal.profile()

    def _past(self) -> Past:
        return Past(self.history(), self.today, self.library, self.routines, self._set.limits)

    def _save(self, profile: Profile) -> Profile:
        self._journal.save_profile(profile)
        return profile

    def log_pain(self, pain: int, place: str | None = None, note: str | None = None, flare: bool = False) -> PainEntry:
        """Keep a score felt outside a session; `flare`: the person calls it a flare-up."""
        entry = PainEntry(self._now(), pain, place, note, flare)
        self._journal.log(entry)
        return entry


def active(settings: Settings, routines: Routines) -> str:
    """The routine of the settings where there is such a one, else the usual one."""
    return settings.routine if settings.routine in routines else DEFAULT
