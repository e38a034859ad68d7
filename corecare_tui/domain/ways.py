"""The ways on that both faces offer when a rating stopped something, and what is left of a rating that is taken back."""

from dataclasses import replace

from corecare_tui.domain.records import Outcome, Result
from corecare_tui.domain.rules.during import S1, Then, Turn
from corecare_tui.domain.thresholds import STANDARD

Row = tuple[str, str]
"""A word for the program and its text for the person."""
END: Row = ("end", "end here, all is kept")
AGAIN: Row = ("again", "that was a slip: rate it again")


def ways_on(turn: Turn, partner: str, mobility: bool) -> tuple[Row, ...]:
    """The rows after a rating that was too much; `partner` offers a gentler exercise, empty = there is none."""
    if turn.then is Then.END_STRENGTH:
        return (*((("mobility", "only the easy mobility that is left"),) if mobility else ()), END, AGAIN)
    swap = (("swap", partner),) if partner and turn.rule == S1.id else ()
    return (*swap, ("skip", "go on without it"), END, AGAIN)


def pain_ways(kept: Result | None, other_side: bool) -> tuple[Row, ...]:
    """The rows after PAIN below the stop limits. To go on with the very set is offered only where it was green."""
    green = kept is not None and kept.pain is not None and kept.pain < STANDARD.amber
    return (
        ("ease", "an easier form now"),
        *((("side", "leave this side, the other side next"),) if other_side else ()),
        ("skip", "leave this exercise out"),
        END,
        *((("resume", "go on with this set (3-2-1)"),) if green else ()),
    )


def stopped(share: float) -> Outcome | None:
    """How an exercise that had to stop ended; None = nothing of it was left to stop."""
    return Outcome.STOPPED if share < 1 else None


def taken_back(kept: Result, before: Result | None) -> Result:
    """`kept` with only what was said `before` it was asked about; what was done stays done."""
    said = before or Result(kept.exercise)
    return replace(
        kept,
        pain=said.pain,
        place=said.place,
        sharp=said.sharp,
        leg=said.leg,
        side=said.side,
        effort=said.effort,
        form_held=said.form_held,
    )
