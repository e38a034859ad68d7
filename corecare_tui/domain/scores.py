"""Every pain score a person said, each with its moment: the one list from which charts, means and exports are made."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from corecare_tui.domain.history import History
from corecare_tui.domain.pain import Score, sound
from corecare_tui.domain.records import Session


class When(StrEnum):
    """On what occasion a score was said."""

    CHECK_IN = "check-in"
    EXERCISE = "exercise"
    END = "end"
    MORNING = "morning after"
    BETWEEN = "between"


class Said(NamedTuple):
    """One score."""

    when: When
    day: date
    """On the person's own wall."""
    at: datetime | None
    """With its offset; None where only the day is known."""
    score: int
    """0–10."""
    session: str | None = None
    """The id of its session."""
    exercise: str | None = None
    place: str | None = None

    @property
    def order(self) -> tuple[date, float]:
        """What to sort by: the day, then the instant; of a day, what has no hour comes first."""
        return self.day, self.at.timestamp() if self.at else 0.0


def felt(history: History) -> Iterator[Said]:
    """The back itself: before, after and on the morning after each session, then what was logged in between."""
    for session in history.sessions:
        yield from _one(When.CHECK_IN, session.date, session.started, session.pre, session.id)
        yield from _one(When.END, session.date, session.ended, session.end_pain, session.id)
        if session.morning_after:
            yield from _one(When.MORNING, session.date + timedelta(1), None, session.morning_after.pain, session.id)
    for entry in history.pains:
        yield from _one(When.BETWEEN, entry.at.date(), entry.at, entry.pain, place=entry.place)


def rated(history: History) -> Iterator[Said]:
    """The ratings of exercises, in the order of their sessions."""
    for session in history.sessions:
        yield from _ratings(session)


def last(history: History) -> Said | None:
    """The newest score of all; None where none was ever said."""
    return max(chain(felt(history), rated(history)), key=lambda said: said.order, default=None)


def _ratings(session: Session) -> Iterator[Said]:
    for result in session.results:
        yield from _one(When.EXERCISE, session.date, result.at, result.pain, session.id, result.exercise, result.place)


def _one(
    when: When,
    day: date,
    at: datetime | None,
    score: Score,
    session: str | None = None,
    exercise: str | None = None,
    place: str | None = None,
) -> Iterator[Said]:
    """Nothing where nothing was said: a missing score is never 0."""
    if (whole := sound(score)) is not None:
        yield Said(when, day, at, whole, session, exercise, place)
