"""The pure counting behind the player: the bouts of a session, what their steps are worth, and the marks heard in a step."""

from collections.abc import Iterator

from corecare_tui.domain.plan import Kind, Step
from corecare_tui.domain.signals import Counted, Halfway, Reached, Second, Signal

HALFWAY_FROM_MS = 10_000
"""Shorter holds have no halfway cue: it would fall on the 3-2-1."""


def bouts(steps: tuple[Step, ...]) -> dict[int, float]:
    """First step index of every unbroken run of effort → what the run is worth."""
    found: dict[int, float] = {}
    for index, step in enumerate(steps):
        if step.effort:
            if index == 0 or not steps[index - 1].effort:
                first = index
                found[first] = 0.0
            found[first] += worth(step)
    return found


def worth(step: Step) -> float:
    """Reps for reps, milliseconds for holds: only compared within one bout."""
    return float(step.ends_rep) if step.kind is Kind.REP else float(step.ms or 0)


def part(step: Step, elapsed: int, complete: bool) -> float:
    """What of its worth is done when a step ends after `elapsed` ms: a hold by its time, a rep whole or not at all."""
    if step.kind is Kind.REP:
        return worth(step) * complete
    return float(elapsed) if step.past else min(float(elapsed), worth(step))


def marks(step: Step, length: int | None) -> list[tuple[int, Signal]]:
    """(ms into the step, signal), soonest first: halfway through the hold that was planned, 3-2-1 before the end of `length`."""
    return sorted(_marks(step, length), key=lambda mark: mark[0])


def _marks(step: Step, length: int | None) -> Iterator[tuple[int, Signal]]:
    if step.ms is None or length is None or step.kind is Kind.REP:
        return
    half = step.ms // 2
    has_half = step.kind is Kind.HOLD and step.ms >= HALFWAY_FROM_MS and half < length - 3000
    if step.every_second:
        yield from ((ms, Second()) for ms in range(1000, length - 3000, 1000) if not (has_half and ms == half))
    if has_half:
        yield half, Halfway()
    for n in (3, 2, 1):
        if length > n * 1000:
            yield length - n * 1000, Counted(n)
    if step.past:
        yield length, Reached()
