"""The record seen over some days: the one place from which screens, report and `--json` take their numbers."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.history import History
from corecare_tui.domain.insight.chart import Point, Span, points, spans
from corecare_tui.domain.insight.days import WEEK, Days, Mean
from corecare_tui.domain.insight.events import FORGETS, Event, events
from corecare_tui.domain.insight.exercises import Trained, exercises, hurting
from corecare_tui.domain.insight.log import Log
from corecare_tui.domain.insight.numbers import Numbers, numbers
from corecare_tui.domain.insight.weeks import Day, calendar, kept
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.thresholds import STANDARD, Limits

RANGES: tuple[int | None, ...] = (14, 30, 90, 365, None)
"""Days that can be looked back over; None = all there are."""
NEAR = 20
"""Records among which the first day is: they stand by instant, and a day begins at another instant elsewhere."""
BEFORE = timedelta(2 * WEEK)
"""The 7-day mean of the first day shown, and the one a week before it, are made of the days before."""


@dataclass(frozen=True)
class View:
    """The record from `since` to `until`; what is asked of it is made once.

    All of it is pure, and safe in a thread: of ten years as a whole it takes tenths of a second.
    """

    history: History
    profile: Profile
    library: Library
    since: date
    until: date
    today: date
    limits: Limits = STANDARD
    """The person's own."""
    planned: frozenset[int] = frozenset()
    """The days of the week that are planned, Monday 0; none: no day is."""

    def same(self, other: "View") -> bool:
        """Does it show the same days of the same record? Then what is made of one needs not be made again."""
        return self.history is other.history and self._asked == other._asked

    @property
    def _asked(self) -> tuple[object, ...]:
        return self.profile, self.library, self.since, self.until, self.today, self.limits, self.planned

    @cached_property
    def wide(self) -> History:
        """What happened in these days and in the weeks before them that anything here is seen against."""
        return self.history.since(self.since - max(BEFORE, FORGETS)).until(self.until)

    @cached_property
    def near(self) -> History:
        """What happened in these days."""
        return self.wide.since(self.since)

    @cached_property
    def days(self) -> Days:
        """Back pain day by day, from two weeks before the first."""
        return Days(self.wide.since(self.since - BEFORE), self.until)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """A point a session."""
        return points(self.near)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What happened besides."""
        return tuple(e for e in events(self.wide, self.profile, self.library, self.since) if e.day <= self.until)

    @cached_property
    def exercises(self) -> tuple[Trained, ...]:
        """Each exercise, the one done most first."""
        return exercises(self.near)

    @cached_property
    def hurting(self) -> tuple[Trained, ...]:
        """What hurts, worst first."""
        return hurting(self.exercises)

    @cached_property
    def numbers(self) -> Numbers:
        """All in numbers."""
        return numbers(self.near, self.days, self.since, kept(self.wide, self.since, self.until), self.limits)

    @cached_property
    def log(self) -> Log:
        """Every score, newest session first."""
        return Log(self.near, self.today)

    @cached_property
    def log_texts(self) -> tuple[str, ...]:
        """What each row of the log can be found by."""
        return self.log.texts(self.library)

    @cached_property
    def first_mean(self) -> Mean | None:
        """The first 7-day mean of these days: what a change is seen against."""
        count = (self.until - self.since).days + 1
        return next((mean for n in range(count) if (mean := self.days.week(self.since + timedelta(n)))), None)

    @cached_property
    def weeks(self) -> tuple[tuple[Day, ...], ...]:
        """The calendar: the weeks of these days, Monday to Sunday each."""
        return calendar(self.days, self.since, self.today, self.planned)

    def spans(self, room: int) -> tuple[Span, ...]:
        """These days in at most `room` columns."""
        return spans(self.days, self.since, self.points, self.events, room)


def first_day(history: History, until: date) -> date:
    """The day of the first record, at the latest `until`."""
    first = [one.started.date() for one in history.outlines[:NEAR]] + [p.at.date() for p in history.pains[:NEAR]]
    return min((*first, until))


def longer(length: int | None, by: int) -> int | None:
    """The range `by` places on; at the ends it stays."""
    return RANGES[min(len(RANGES) - 1, max(0, RANGES.index(length) + by))]
