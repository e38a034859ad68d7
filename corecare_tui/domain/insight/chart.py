"""The chart: pain before and after each session over time, the mean of the week, what happened; gaps stay gaps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from corecare_tui.domain.history import History
from corecare_tui.domain.insight.days import Days
from corecare_tui.domain.insight.events import Event
from corecare_tui.domain.pain import Score

T = TypeVar("T", "Point", Event)


@dataclass(frozen=True, slots=True)
class Point:
    """One session of the chart."""

    day: date
    session: str
    routine: str | None
    before: Score
    after: Score
    worst: Score
    """Of all that was said in it."""


@dataclass(frozen=True, slots=True)
class Span:
    """One column of the chart: the days from `first` to `last`; most often one."""

    first: date
    last: date
    points: tuple[Point, ...]
    mean: float | None
    """The 7-day mean at its end, to a tenth; None with fewer than 3 rated days."""
    solid: bool
    """Is that mean made of 5 rated days or more?"""
    events: tuple[Event, ...]
    between: Score
    """The worst score that was said outside sessions: logged, or on a morning after."""
    worst: Score
    """The worst of all that was said for these days, exercises too."""

    @property
    def before(self) -> float | None:
        """Before its sessions: the mean of what was said, to a tenth; of one session its score."""
        return _mean(point.before for point in self.points)

    @property
    def after(self) -> float | None:
        """After its sessions, likewise."""
        return _mean(point.after for point in self.points)


def points(history: History) -> tuple[Point, ...]:
    """One for each session, also one that an import left open: what was said in it counts."""
    return tuple(Point(s.date, s.id, s.routine, s.pre, s.end_pain, s.worst) for s in history.sessions)


def spans(days: Days, since: date, told: Sequence[Point], happened: Sequence[Event], room: int) -> tuple[Span, ...]:
    """The days from `since` to `days.until` in at most `room` columns of equal length, oldest first."""
    count = (days.until - since).days + 1
    long = max(1, -(-count // room))
    ends = [days.until - timedelta(long * n) for n in reversed(range(-(-count // long)))]
    sessions, events = _filed(told, ends, long), _filed(happened, ends, long)
    columns = ((max(since, end - timedelta(long - 1)), end) for end in ends)
    return tuple(
        Span(
            first,
            end,
            tuple(sessions.get(end, ())),
            *_week(days, first, end),
            tuple(events.get(end, ())),
            *_worst(days, first, end),
        )
        for first, end in columns
    )


def _filed(found: Sequence[T], ends: Sequence[date], long: int) -> dict[date, list[T]]:
    """Each under the end of its column."""
    filed: dict[date, list[T]] = {}
    for one in found:
        if one.day <= ends[-1]:
            filed.setdefault(ends[-1] - timedelta((ends[-1] - one.day).days // long * long), []).append(one)
    return filed


def _week(days: Days, first: date, last: date) -> tuple[float | None, bool]:
    """The newest 7-day mean of those days."""
    back = (days.week(last - timedelta(n)) for n in range((last - first).days + 1))
    mean = next((mean for mean in back if mean is not None), None)
    return (round(mean.value, 1), mean.solid) if mean else (None, False)


def _worst(days: Days, first: date, last: date) -> tuple[Score, Score]:
    """(outside sessions, of all) that was said for those days."""
    every = [first + timedelta(n) for n in range((last - first).days + 1)]
    between = (score for day in every for score in days.between.get(day, ()))
    whole = (score for day in every if (score := days.worst(day)) is not None)
    return max(between, default=None), max(whole, default=None)


def _mean(scores: Iterator[Score]) -> float | None:
    said = [score for score in scores if score is not None]
    return round(sum(said) / len(said), 1) if said else None
