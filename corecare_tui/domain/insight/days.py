"""Back pain day by day: the mean of a week, the worst of a day, and whether a change is more than noise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from corecare_tui.domain.history import History
from corecare_tui.domain.pain import Score
from corecare_tui.domain.scores import Said, When, felt, rated
from corecare_tui.domain.thresholds import REAL_CHANGE, REAL_SHARE

WEEK = 7
LEAST_DAYS = 3
"""A 7-day mean with fewer rated days is not shown and not used (Broderick 2009)."""
SOLID_DAYS = 5
"""From so many rated days on a 7-day mean is a good measure of the week (PMC6196118); below, it is drawn thin."""


class Mean(NamedTuple):
    """The mean of a week."""

    value: float
    days: int
    """Rated days it is made of, 3–7."""

    @property
    def solid(self) -> bool:
        """Are there enough of them?"""
        return self.days >= SOLID_DAYS


class Trend(NamedTuple):
    """This week's mean beside that of the week before; None = fewer than 3 rated days, so none is stated."""

    before: float | None
    now: float | None

    @property
    def told(self) -> str:
        """One sentence: a direction only where the change is more than noise."""
        if self.now is None or self.before is None:
            return "Too few rated days for a trend yet."
        before, now = f"{self.before:.1f}", f"{self.now:.1f}"
        clear = real(self.before, self.now) and before != now
        way = "No clear change" if not clear else "Falling" if self.now < self.before else "Rising"
        return f"{way}: mean {now} over the last 7 days, {before} over the 7 before."


@dataclass(frozen=True)
class Days:
    """Back pain day by day up to `until`: what was said at check-in, at the end, on the morning after, and in between."""

    history: History
    until: date

    @cached_property
    def said(self) -> dict[date, tuple[int, ...]]:
        """Day → every score said for it. A day without one is absent: never 0."""
        return _by_day(said for said in felt(self.history) if said.day <= self.until)

    @cached_property
    def between(self) -> dict[date, tuple[int, ...]]:
        """Day → what of it was said outside sessions."""
        outside = (When.MORNING, When.BETWEEN)
        return _by_day(said for said in felt(self.history) if said.when in outside and said.day <= self.until)

    def mean_of_day(self, day: date) -> float | None:
        """The mean of that day's scores."""
        scores = self.said.get(day)
        return sum(scores) / len(scores) if scores else None

    def week(self, ending: date) -> Mean | None:
        """The mean of the daily means of the 7 days up to and with `ending`; None with fewer than 3 rated days."""
        means = [m for n in range(WEEK) if (m := self.mean_of_day(ending - timedelta(n))) is not None]
        return Mean(sum(means) / len(means), len(means)) if len(means) >= LEAST_DAYS else None

    def mean7(self, ending: date) -> float | None:
        """The value of that mean."""
        week = self.week(ending)
        return week.value if week else None

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

    def trend(self) -> Trend:
        """This week beside the week before."""
        return Trend(self.mean7(self.until - timedelta(WEEK)), self.mean7(self.until))


def _by_day(scores: Iterable[Said]) -> dict[date, tuple[int, ...]]:
    found: dict[date, tuple[int, ...]] = {}
    for said in scores:
        found[said.day] = (*found.get(said.day, ()), said.score)
    return found


def real(before: float, now: float) -> bool:
    """Is the difference of two weekly means more than noise: 2 points, or 30 % of the one before?"""
    change = round(abs(now - before), 9)  # 8.2 − 6.2 is 1.9999999999999991
    return change >= REAL_CHANGE or (before > 0 and round(change / before, 9) >= REAL_SHARE)
