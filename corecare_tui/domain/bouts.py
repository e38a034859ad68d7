"""The pure counting behind the player: the bouts of a session, what their steps are worth, and the marks heard in a step."""

from collections.abc import Iterator

from corecare_tui.domain.plan import Kind, Step
from corecare_tui.domain.signals import Counted, Halfway, Signal

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


def part(step: Step, elapsed: int, length: int | None) -> float:
    """What of the worth of a step is done when it breaks off after `elapsed` ms: a hold by its time, a rep not at all."""
    return min(float(elapsed), worth(step)) if step.kind is Kind.HOLD and length else 0.0


def marks(step: Step, length: int | None) -> Iterator[tuple[int, Signal]]:
    """(ms into the step, signal): halfway, then 3-2-1."""
    if length is None or step.kind is Kind.REP:
        return
    if step.kind is Kind.HOLD and length >= HALFWAY_FROM_MS:
        yield length // 2, Halfway()
    for n in (3, 2, 1):
        if length > n * 1000:
            yield length - n * 1000, Counted(n)
