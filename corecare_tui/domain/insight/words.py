"""The numbers in words, the same on screens, in the report and at the shell: a mean never without its worst and its count."""

from collections.abc import Sequence

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.insight.days import Mean
from corecare_tui.domain.insight.events import Event, Kind
from corecare_tui.domain.insight.exercises import Trained
from corecare_tui.domain.insight.numbers import HIGH, Numbers, Scores
from corecare_tui.domain.insight.weeks import KEPT_WITH, Kept
from corecare_tui.domain.pain import PLACE_NAMES, Score
from corecare_tui.domain.profile import BY_ID
from corecare_tui.domain.records import Edit, Outcome, Result
from corecare_tui.domain.text import many
from corecare_tui.domain.thresholds import REAL_CHANGE

SIGNS = {Kind.BLOCKED: "✗", Kind.FLARE: "!", Kind.EASED: "↓", Kind.RAISED: "↑", Kind.SWAPPED: "⇄"}
"""What happened, as one sign; where several did on one day, the first of these is seen."""
HAPPENED = {
    Kind.RAISED: "harder",
    Kind.EASED: "easier",
    Kind.SWAPPED: "another exercise",
    Kind.BLOCKED: "no session allowed",
    Kind.FLARE: "flare-up",
}


def tenth(mean: float | None) -> str:
    """`3.2`; a dash where there is none."""
    return "–" if mean is None else f"{mean:.1f}"


def plain(score: float | None) -> str:
    """A score as it was said, a mean of several to a tenth: `3`, `3.5`."""
    return "not said" if score is None else str(int(score)) if score == int(score) else f"{score:.1f}"


def scores(told: Scores) -> str:
    """`3.2, worst 6 (12 said, 2 not)`; a dash for the mean where nothing was said."""
    counted = f"{told.said} said" + (f", {told.unsaid} not" if told.unsaid else "")
    return f"{tenth(told.mean)}, worst {told.worst} ({counted})" if told.said else f"– ({counted})"


def change(by: float | None) -> str:
    """What a session did: `pain −0.8 on average`; that it is not known, where before and after were never both said."""
    return "no change known" if by is None else f"pain {by:+.1f} on average".replace("-", "−")


def hurts(trained: Trained, library: Library) -> str:
    """`Superman worst 4, mean 3.5 (4×)`."""
    return f"{called(trained.exercise, library)} worst {trained.worst}, mean {tenth(trained.mean)} ({len(trained.scores)}×)"


def sides(trained: Trained) -> str:
    """`left 3×, worst 5; right 1×, worst 2`; empty where no side was told."""
    return "; ".join(f"{side} {times}×, worst {worst}" for side, times, worst in trained.sides)


def high_days(numbers: Numbers) -> str:
    """`4 or more on 6 of 20 rated days`."""
    return f"{HIGH} or more on {numbers.high_days} of {many(numbers.rated_days, 'rated day')}"


def mornings(numbers: Numbers) -> str:
    """`settled by the next morning 9 of 10 times`; that nothing was said, where it was not."""
    if not numbers.mornings:
        return "no morning after was told of"
    return f"settled by the next morning {numbers.settled} of {many(numbers.mornings, 'time')}"


def kept(told: Kept) -> str:
    """`33 sessions   11 of 13 weeks with 3 days or more   longest gap 5 days`."""
    parts = [many(told.sessions, "session")]
    if told.of:
        parts.append(f"{told.weeks} of {many(told.of, 'week')} with {KEPT_WITH} days or more")
    if told.longest_gap is not None:
        parts.append(f"longest gap {many(told.longest_gap, 'day')}")
    return "   ".join(parts)


def places(numbers: Numbers) -> str:
    """`low back 71 %, buttock / hip 18 %`, of the times that a place was said; empty without any."""
    whole = sum(count for _, count in numbers.places)
    return ", ".join(f"{PLACE_NAMES[place]} {count * 100 / whole:.0f} %" for place, count in numbers.places)


def band(mean: Mean | None) -> tuple[float, float] | None:
    """From and to where a week is no real change from that mean."""
    return (mean.value - REAL_CHANGE, mean.value + REAL_CHANGE) if mean else None


def happened(events: Sequence[Event], library: Library) -> str:
    """`harder: Plank 3 × 20 s → 3 × 25 s; flare-up`."""
    return "; ".join(_happened(event, library) for event in events)


def _happened(event: Event, library: Library) -> str:
    word = HAPPENED[event.kind]
    if event.kind is Kind.BLOCKED:
        return f"{word}: {BY_ID[event.of].text}"
    if event.before is None or event.after is None:
        return word
    before, after = (called(place.exercise, library) for place in (event.before, event.after))
    return f"{word}: {before} {event.before.dose.text} → {'' if after == before else after + ' '}{event.after.dose.text}"


def sign(events: Sequence[Event]) -> str:
    """The gravest of them as one sign; empty without any."""
    kinds = {event.kind for event in events}
    return next((SIGNS[kind] for kind in SIGNS if kind in kinds), "")


def called(id: str, library: Library) -> str:
    """The name of an exercise, also of one that is no longer in the library."""
    return library[id].name if id in library else id


def done(result: Result, dose: str) -> str:
    """`3 × 20 s`, `40 % of 3 × 20 s`, `skipped`: what was done of what was asked."""
    if result.outcome is Outcome.SKIPPED:
        return "skipped"
    return dose if result.done is None or result.done >= 1 else f"{result.done * 100:.0f} % of {dose}".rstrip()


def was(now: Score, edits: Sequence[Edit]) -> str:
    """` (was 6)`, every other score that was said there; ` (edited)` where only something else was; nothing without edits."""
    before = dict.fromkeys(edit.pain for edit in edits if edit.pain != now)
    return f" (was {', '.join(map(rated, before))})" if before else " (edited)" if edits else ""


def rated(score: Score) -> str:
    """The score, or that it was not said."""
    return "not said" if score is None else str(score)
