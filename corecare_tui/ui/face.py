"""What every screen is handed: the coach, the sounds and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from corecare_tui.coach import Coach


class Sounding(Protocol):
    """What a screen needs of the sounds; adapters.sounds.Sounds is one."""

    muted: bool

    @property
    def silent(self) -> bool:
        """Nothing will be heard."""

    def warm(self) -> None:
        """Look for a device."""

    def play(self, name: str) -> bool:
        """Start a cue; False when it will not be heard."""

    def stop(self) -> None:
        """End what sounds."""


@dataclass(frozen=True)
class Face:
    """The world as a face sees it."""

    coach: Coach
    sounds: Sounding
    ticks: Callable[[], int]
    """Milliseconds of a clock that only goes forward."""
    routine: str | None = None
    """Play this at once instead of opening Today."""
    problems: tuple[str, ...] = ()
    """What is wrong with the person's own files, a line each."""
