"""Where a running session stood last, as it is kept beside the session: what a crash is taken back to."""

from dataclasses import dataclass
from datetime import datetime

from corecare_tui.domain.plan import Planned
from corecare_tui.domain.signals import Spot


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in one session, and the plan as the person had made it by then."""

    session: str
    """The session's id."""
    items: tuple[Planned, ...]
    """What is played: eased, swapped, reordered and dropped as it was."""
    spot: Spot
    own_for: tuple[str, ...] = ()
    """The exercises whose reps the person counts."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest moment that CoreCare itself wrote down: no later one lies before it, whatever the clock on the wall says."""

    at: datetime
