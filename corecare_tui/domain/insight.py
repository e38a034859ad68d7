"""What the record shows: pain day by day, the week, trends, the chart, the log. Gaps stay gaps; a worst never hides in a mean."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

from corecare_tui.domain.pain import Score
from corecare_tui.domain.records import History, Result, Session, SessionOutcome
from corecare_tui.domain.scores import Said, felt, rated
from corecare_tui.domain.thresholds import REAL_CHANGE, REAL_SHARE

WEEK = 7
LEAST_DAYS = 3
"""A 7-day mean with fewer rated days is not shown and not used (Broderick 2009)."""


@dataclass(frozen=True)
class Days:
    """Back pain day by day up to `until`: what was said at check-in, at the end, on the morning after, and in between."""

    history: History
    until: date

    @cached_property
    def said(self) -> dict[date, tuple[int, ...]]:
        """Day → every score said for it. A day without one is absent: never 0."""
        return _by_day(said for said in felt(self.history) if said.day <= self.until)

    def mean_of_day(self, day: date) -> float | None:
        """The mean of that day's scores."""
        scores = self.said.get(day)
        return sum(scores) / len(scores) if scores else None

    def mean7(self, ending: date) -> float | None:
        """The mean of the daily means of the 7 days up to and with `ending`; None with fewer than 3 rated days."""
        means = [m for n in range(WEEK) if (m := self.mean_of_day(ending - timedelta(n))) is not None]
        return sum(means) / len(means) if len(means) >= LEAST_DAYS else None

    def worst(self, day: date) -> Score:
        """The worst score said for that day, exercise ratings among them: a day with a 5 in a plank is no 0."""
        return max((*self.said.get(day, ()), *self._ratings.get(day, ())), default=None)

    @cached_property
    def _ratings(self) -> dict[date, tuple[int, ...]]:
        return _by_day(rated(self.history))

    def last(self, count: int) -> tuple[tuple[date, Score], ...]:
        """(day, worst score or None) of the last `count` days, oldest first."""
        days = [self.until - timedelta(n) for n in reversed(range(count))]
        return tuple((day, self.worst(day)) for day in days)

    def trend(self) -> str:
        """One sentence on this week against the week before, or that there is no clear change yet."""
        now, before = self.mean7(self.until), self.mean7(self.until - timedelta(WEEK))
        if now is None or before is None:
            return "Too few rated days for a trend yet."
        change = now - before
        if not real(before, now):
            return f"No clear change: {before:.1f} → {now:.1f}."
        return f"{'Falling' if change < 0 else 'Rising'}: {before:.1f} → {now:.1f} (2 points, or 30 %, is a real change)."


def _by_day(scores: Iterable[Said]) -> dict[date, tuple[int, ...]]:
    found: dict[date, tuple[int, ...]] = {}
    for said in scores:
        found[said.day] = (*found.get(said.day, ()), said.score)
    return found


def real(before: float, now: float) -> bool:
    """Is the difference of two weekly means more than noise: 2 points, or 30 % of the one before?"""
    change = abs(now - before)
    return change >= REAL_CHANGE or (before > 0 and change / before >= REAL_SHARE)


class Mark(Enum):
    """A day of the week strip."""

    DONE = "✓"
    REST = "–"
    TODAY = "▶"
    AHEAD = "·"


def week(history: History, today: date) -> tuple[Mark, ...]:
    """Monday to Sunday of this week. A past day without a session is rest, and rest counts."""
    monday = today - timedelta(today.weekday())
    done = {s.date for s in history.sessions if s.outcome is not SessionOutcome.OPEN and s.results}
    return tuple(_mark(monday + timedelta(n), today, done) for n in range(WEEK))


def _mark(day: date, today: date, done: set[date]) -> Mark:
    if day in done:
        return Mark.DONE
    return Mark.TODAY if day == today else Mark.REST if day < today else Mark.AHEAD


def sessions_this_week(history: History, today: date) -> int:
    """Days trained since Monday."""
    return sum(mark is Mark.DONE for mark in week(history, today))


def dumbbells(history: History, days: int, today: date) -> list[tuple[str, Score, Score]]:
    """(day of the month, pain before, pain after) of each session of the last `days`, oldest first."""
    kept = [s for s in history.sessions if (today - s.date).days < days and s.outcome is not SessionOutcome.OPEN]
    return [(str(s.date.day), s.pre, s.end_pain) for s in kept]


@dataclass(frozen=True, slots=True)
class Hurt:
    """How an exercise was rated over some time."""

    exercise: str
    mean: float
    worst: int
    times: int
    """Rated times; unrated ones are not counted."""


def most_painful(history: History, days: int, today: date) -> tuple[Hurt, ...]:
    """Exercises by their worst rating, then their mean, gravest first."""
    ratings: dict[str, list[int]] = {}
    for _, result in rows(history, days, today):
        if result.pain is not None:
            ratings.setdefault(result.exercise, []).append(result.pain)
    found = [Hurt(id, sum(r) / len(r), max(r), len(r)) for id, r in ratings.items()]
    return tuple(sorted(found, key=lambda h: (-h.worst, -h.mean, h.exercise)))


def rows(history: History, days: int, today: date) -> Iterator[tuple[Session, Result]]:
    """Every result of the last `days`, newest session first, in the order done."""
    for session in reversed(history.sessions):
        if (today - session.date).days < days:
            yield from ((session, result) for result in session.results)
