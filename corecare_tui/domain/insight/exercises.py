"""What each exercise was like: its ratings old to new, the doses, where it stood on its ladder; what hurts most."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.history import History
from corecare_tui.domain.insight.events import reached
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.pain import SIDES, Score
from corecare_tui.domain.records import Outcome, Result, Session

Times = tuple[tuple[Session, ...], tuple[Result, ...]]
"""Session and result of each time, oldest first."""
TWICE = 2
"""Nothing is said to hurt by one rating alone."""


@dataclass(frozen=True, slots=True)
class Time:
    """One time of an exercise."""

    day: date
    pain: Score
    dose: Dose | None
    """What was asked."""
    done: float | None
    form_held: bool | None
    edited: bool
    place: str | None
    """Where it hurt."""


@dataclass(frozen=True)
class Trained:
    """One exercise over some time."""

    exercise: str
    done: Times
    ladder: tuple[tuple[date, Place], ...]
    """Since when it was done at which dose, one day's lightening left aside; oldest first."""

    def __len__(self) -> int:
        """How often it was done."""
        return len(self.done[1])

    def lately(self, count: int) -> tuple[Time, ...]:
        """The last times, at most so many, oldest first."""
        return tuple(_time(session, result) for session, result in zip(*(part[-count:] for part in self.done), strict=True))

    @property
    def times(self) -> tuple[Time, ...]:
        """Every time, oldest first."""
        return self.lately(len(self))

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """What was said, oldest first; what was not said is not there."""
        return tuple(result.pain for result in self.done[1] if result.pain is not None)

    @property
    def unsaid(self) -> int:
        """Times without a rating."""
        return len(self) - len(self.scores)

    @cached_property
    def worst(self) -> Score:
        """The worst rating."""
        return max(self.scores, default=None)

    @cached_property
    def mean(self) -> float | None:
        """The mean of the ratings, to a tenth."""
        return round(sum(self.scores) / len(self.scores), 1) if self.scores else None

    @cached_property
    def usual(self) -> float | None:
        """The rating in the middle, or halfway between two."""
        middle = sorted(self.scores)[(len(self.scores) - 1) // 2 : len(self.scores) // 2 + 1]
        return sum(middle) / len(middle) if middle else None

    @cached_property
    def form_lost(self) -> int:
        """Times in which form broke down."""
        return sum(result.form_held is False for result in self.done[1])

    @cached_property
    def sides(self) -> tuple[tuple[str, int, int], ...]:
        """Of PAIN in the middle of a set: (side, times, worst) of each side that had it, left first."""
        told = {side: [r.pain for r in self.done[1] if r.side == side and r.pain] for side in SIDES}
        return tuple((side, len(scores), max(scores)) for side, scores in told.items() if scores)

    @property
    def last_lost(self) -> date | None:
        """The last day of those; None without any."""
        days = (s.date for s, r in zip(*(reversed(part) for part in self.done), strict=True) if r.form_held is False)
        return next(days, None)


def exercises(history: History) -> tuple[Trained, ...]:
    """Every exercise done in the sessions of `history`, the one done most first."""
    found = (Trained(id, times, tuple(_steps(id, *times))) for id, times in done(history).items())
    return tuple(sorted(found, key=lambda one: (-len(one), one.exercise)))


def done(history: History) -> dict[str, Times]:
    """Exercise → its times; a tenth of the work of `exercises`."""
    found: dict[str, tuple[list[Session], list[Result]]] = {}
    for session, result in results(history.sessions):
        sessions, told = found.setdefault(result.exercise, ([], []))
        sessions.append(session)
        told.append(result)
    return {id: (tuple(sessions), tuple(told)) for id, (sessions, told) in found.items()}


def _steps(id: str, sessions: Iterable[Session], told: Iterable[Result]) -> Iterator[tuple[date, Place]]:
    """Since when it was done at which dose."""
    last: Place | None = None
    for session, result in zip(sessions, told, strict=True):
        here = reached(result)
        if here is not None and here.exercise == id and (last is None or last.dose != here.dose):
            yield session.date, here
            last = here


def hurting(trained: Iterable[Trained]) -> tuple[Trained, ...]:
    """Those that hurt, by their worst rating, then by their mean; never by one rating alone."""
    found = [one for one in trained if len(one.scores) >= TWICE and one.worst]
    return tuple(sorted(found, key=lambda one: (-(one.worst or 0), -(one.mean or 0), one.exercise)))


def results(sessions: Iterable[Session]) -> Iterator[tuple[Session, Result]]:
    """Every result, in order; what was skipped was not done, so there is nothing to rate."""
    every = ((session, result) for session in sessions for result in session.results)
    return ((session, result) for session, result in every if result.outcome is not Outcome.SKIPPED)


def _time(session: Session, result: Result) -> Time:
    return Time(session.date, result.pain, result.dose, result.done, result.form_held, bool(result.edits), result.place)
