"""The numbers of a time: what was said and what was not, means beside their worst, the mornings, the trend."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from corecare_tui.domain.history import History
from corecare_tui.domain.insight.days import Days
from corecare_tui.domain.insight.exercises import results
from corecare_tui.domain.insight.weeks import Kept
from corecare_tui.domain.pain import PLACE_NAMES, Score
from corecare_tui.domain.records import Session
from corecare_tui.domain.rules.mornings import settled
from corecare_tui.domain.thresholds import Limits

HIGH = 4
"""Pain is moderate from here on (Boonstra 2016); its days are counted: patients rank time in high pain first (Stone 2020)."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one kind: a mean is never told without its worst, nor without how many there are."""

    said: int
    unsaid: int
    mean: float | None
    """To a tenth."""
    worst: Score


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the days from `since` to `until` come to."""

    since: date
    until: date
    sessions: int
    """In which something was done."""
    before: Scores
    """Back pain at the check-ins."""
    after: Scores
    """Back pain at the ends."""
    change: float | None
    """What a session did to it: the mean of after minus before, to a tenth, where both were said."""
    ratings: Scores
    """Of exercises."""
    rated_days: int
    """Days for which anything was said."""
    high_days: int
    """Of those, the ones with a 4 or more."""
    mornings: int
    """Mornings after of which it is known whether the back had settled (as R3 sees it)."""
    settled: int
    """Of those, the ones on which it had."""
    week_before: float | None
    """The 7-day mean a week before `until`, to a tenth."""
    week: float | None
    """The 7-day mean at `until`."""
    trend: str
    kept: Kept
    places: tuple[tuple[str, int], ...]
    """Where it hurt, and how often that was said; the most often first."""


def numbers(near: History, days: Days, since: date, regular: Kept, limits: Limits) -> Numbers:
    """Of the sessions and scores of `near`, which begins at `since`; `days` reaches back far enough for the weeks' means."""
    trend = days.trend()
    worst = [w for n in range((days.until - since).days + 1) if (w := days.worst(days.until - timedelta(n))) is not None]
    return Numbers(
        since=since,
        until=days.until,
        sessions=regular.sessions,
        before=scores(s.pre for s in near.sessions),
        after=scores(s.end_pain for s in near.sessions),
        change=_change(near.sessions),
        ratings=scores(result.pain for _, result in results(near.sessions)),
        rated_days=len(worst),
        high_days=sum(score >= HIGH for score in worst),
        **_mornings(near, limits),
        week_before=_tenth(trend.before),
        week=_tenth(trend.now),
        trend=trend.told,
        kept=regular,
        places=_places(near),
    )


def scores(told: Iterable[Score]) -> Scores:
    """What those come to."""
    every = list(told)
    said = [score for score in every if score is not None]
    return Scores(len(said), len(every) - len(said), _tenth(sum(said) / len(said)) if said else None, max(said, default=None))


def _change(sessions: Iterable[Session]) -> float | None:
    by = [s.end_pain - s.pre for s in sessions if s.end_pain is not None and s.pre is not None]
    return round(sum(by) / len(by), 1) + 0.0 if by else None  # + 0.0: never "−0.0"


def _mornings(near: History, limits: Limits) -> dict[str, int]:
    told = [quiet for s in near.sessions if (quiet := settled(s, limits.morning_rise)) is not None]
    return {"mornings": len(told), "settled": sum(told)}


def _tenth(mean: float | None) -> float | None:
    return None if mean is None else round(mean, 1)


def _places(near: History) -> tuple[tuple[str, int], ...]:
    said = [r.place for _, r in results(near.sessions) if r.place and r.pain] + [
        p.place for p in near.pains if p.place and p.pain
    ]
    counted = {place: said.count(place) for place in PLACE_NAMES if place in said}
    return tuple(sorted(counted.items(), key=lambda one: -one[1]))
