"""Weeks compared: a climb of pain that calls for a lighter week (E5), and pain that stays where it is (E6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise, takewhile

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.insight.days import WEEK
from corecare_tui.domain.pain import Score, sound
from corecare_tui.domain.plan import Because
from corecare_tui.domain.records import Session
from corecare_tui.domain.rules.past import Past

MOST_WEEKS = 26


@dataclass(frozen=True, slots=True)
class Climb:
    """Pain that rose, and whether it did so the week before, too."""

    words: str
    because: tuple[Because, ...]
    second_week: bool = False


def climb(past: Past) -> Climb | None:
    """E5: by sessions or by weekly means, within the days that a lighter week lasts."""
    found = _rising_sessions(past, 0) or _rising_mean(past, 0)
    if found is None:
        return None
    again = _rising_sessions(past, past.limits.deload_days) or _rising_mean(past, past.limits.deload_days)
    return Climb(found.words, found.because, again is not None)


def climb_but_for(past: Past, exercise: str) -> Climb | None:
    """The climb of sessions as it were with less pain in the last rating of that exercise.

    A worse rating early in a climb flattens it: it must not end the lighter week of that very exercise (law L1).
    """
    return _rising_sessions(past, 0, exercise)


def _rising_sessions(past: Past, ago: int, without: str | None = None) -> Climb | None:
    """Three sessions of which each was worse than the one before; the last in the week that ended `ago` days ago."""
    days = past.limits.deload_days
    seen = list(past.sessions(ago + days + 12 * WEEK))[:30]
    for at, session in enumerate(seen):
        if not ago <= (past.today - session.date).days < ago + days:
            continue
        run = seen[at : at + t.RISING_SESSIONS][::-1]
        if len(run) == t.RISING_SESSIONS and any(map(_rises, _readings(past, run, without))):
            scores = " → ".join(str(s.worst) for s in run)
            return Climb(f"{scores} over {len(run)} sessions", tuple(_worst(s) for s in run))
    return None


def _rises(worsts: Sequence[Score]) -> bool:
    known = [w for w in worsts if w is not None]
    rising = all(a < b for a, b in pairwise(known))
    return len(known) == len(worsts) and rising and known[-1] - known[0] >= t.RISING_TOTAL


def _readings(past: Past, run: list[Session], without: str | None) -> list[list[Score]]:
    """The worst scores as they were; and, for an exercise that was last done in the run, as they were with less pain in it."""
    worsts = [s.worst for s in run]
    newest = next(iter(past.of(without)), None) if without else None
    at = next((i for i, s in enumerate(run) if newest and s.id == newest.session.id), None)
    rating = sound(newest.result.pain) if newest else None
    if newest is None or at is None or rating is None:
        return [worsts]
    others = run[at].worst_but(newest.result.exercise)
    lower = [max(others if others is not None else -1, pain) for pain in range(rating)]
    return [worsts, *([*worsts[:at], less, *worsts[at + 1 :]] for less in (others, *lower))]


def _worst(session: Session) -> Because:
    """The reference to the worst score of a session."""
    result = next((r for r in session.results if r.pain == session.worst), None)
    what = "rating" if result else "check_in" if session.pre == session.worst else "end"
    return Because(session.id, result.exercise if result else None, session.worst, what)


def _rising_mean(past: Past, ago: int) -> Climb | None:
    """A week clearly above the one before, on any day of the lighter week."""
    for n in range(ago, ago + past.limits.deload_days):
        rise = past.mean_rise(past.today - timedelta(n)) if n < 2 * WEEK else None
        if rise is not None:
            before, now = rise
            return Climb(f"{before:.1f} → {now:.1f} from one week to the next", (Because(None, None, round(now), "week"),))
    return None


@dataclass(frozen=True, slots=True)
class StillUp:
    """A mean that stays at 3 or more."""

    weeks: int
    mean: float
    first: float
    """The mean of the first of these weeks, at most six back."""


def still_up(past: Past) -> StillUp | None:
    """E6: this week and at least the three before at 3 or more; None otherwise. Looks back at most half a year."""
    if past.mean7 is None or past.mean7 < past.limits.sore:
        return None
    days = past.days_back((MOST_WEEKS + 1) * WEEK)
    means = [days.mean7(past.today - timedelta(n * WEEK)) for n in range(MOST_WEEKS)]
    up = [m for m in takewhile(lambda m: m is not None and m >= past.limits.sore, means) if m is not None]
    if len(up) < t.NUDGE_WEEKS:
        return None
    return StillUp(len(up), up[0], up[min(len(up), t.REFER_WEEKS) - 1])
