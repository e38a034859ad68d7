"""Where a running session stood last, as it is kept beside the session: what a crash is taken back to."""

from dataclasses import dataclass

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
