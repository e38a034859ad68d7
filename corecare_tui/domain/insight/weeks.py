"""The calendar: which days were trained, which were rest, how many weeks were kept; no streak of days is counted."""

from collections import Counter
from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from corecare_tui.domain.history import History
from corecare_tui.domain.insight.days import WEEK, Days
from corecare_tui.domain.pain import Score
from corecare_tui.domain.records import Outcome, Session, SessionOutcome

KEPT_WITH = 3
"""Days trained that keep a week: three, with the 48 hours between that muscles get (catalogue: three days a week)."""


class Mark(Enum):
    """A day of the calendar."""

    DONE = "✓"
    REST = "–"
    TODAY = "▶"
    NONE = "·"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar."""

    day: date
    mark: Mark
    worst: Score
    """The worst score said for it, exercise ratings among them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How regular the training was, in weeks."""

    sessions: int
    weeks: int
    """Weeks of three days and more."""
    of: int
    """Weeks since the first session; the running one counts once it is kept."""
    longest_gap: int | None
    """Days without a session between two of them, at most; None with fewer than two."""


def trained(history: History) -> frozenset[date]:
    """The days with a session that was closed and in which something was done."""
    return frozenset(session.date for session in history.sessions if worked(session))


def worked(session: Session) -> bool:
    """Was it closed, and anything done in it?"""
    return session.outcome is not SessionOutcome.OPEN and any(r.outcome is not Outcome.SKIPPED for r in session.results)


def week(history: History, today: date) -> tuple[Mark, ...]:
    """Monday to Sunday of this week. A past day without a session is rest, and rest counts."""
    first = monday(today)
    done = trained(history.since(first))
    return tuple(_of_week(first + timedelta(n), today, done) for n in range(WEEK))


def _of_week(day: date, today: date, done: Set[date]) -> Mark:
    if day in done:
        return Mark.DONE
    return Mark.TODAY if day == today else Mark.REST if day < today else Mark.NONE


def sessions_this_week(history: History, today: date) -> int:
    """Days trained since Monday."""
    return sum(mark is Mark.DONE for mark in week(history, today))


def calendar(days: Days, since: date, today: date, planned: Set[int] = frozenset()) -> tuple[tuple[Day, ...], ...]:
    """Whole weeks, Monday to Sunday, from that of `since` to that of `days.until`.

    Rest that was planned: the day after a session, as muscles get 48 hours, and every day that is none of the `planned` days of
    the week, from the first session on. A planned day without a session has no mark.
    """
    first = monday(since)
    done = trained(days.history)
    rest = _rest(done, planned, today)
    count = (monday(days.until) - first).days // WEEK + 1
    marked = [_day(first + timedelta(n), days, done, rest, today) for n in range(WEEK * count)]
    return tuple(tuple(marked[WEEK * n : WEEK * (n + 1)]) for n in range(count))


def _rest(done: Set[date], planned: Set[int], today: date) -> Callable[[date], bool]:
    begun = min(done, default=today)

    def rest(day: date) -> bool:
        of_plan = bool(planned) and day > begun and day.weekday() not in planned
        return day < today and (of_plan or day - timedelta(1) in done)

    return rest


def _day(day: date, days: Days, done: Set[date], rest: Callable[[date], bool], today: date) -> Day:
    if day in done:
        mark = Mark.DONE
    elif day == today:
        mark = Mark.TODAY
    else:
        mark = Mark.REST if rest(day) else Mark.NONE
    return Day(day, mark, days.worst(day) if day <= days.until else None)


def kept(history: History, since: date, until: date) -> Kept:
    """From `since` to `until`. The first week counts as a whole, also where `since` lies within it."""
    whole = history.since(monday(since)).until(until)
    done = sorted(trained(whole))
    near = [day for day in done if day >= since]
    if not near:
        return Kept(0, 0, 0, None)
    this = monday(until)
    full = {first for first, days in Counter(monday(day) for day in done).items() if days >= KEPT_WITH}
    of = (this - monday(done[0])).days // WEEK + (this in full)
    gaps = [(later - day).days - 1 for day, later in pairwise(near)]
    return Kept(sum(worked(s) and s.date >= since for s in whole.sessions), len(full), of, max(gaps, default=None))


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(day.weekday())
