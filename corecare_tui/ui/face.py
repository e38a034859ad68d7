"""What every screen is handed: the coach, the sounds and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from corecare_tui.coach import Coach
from corecare_tui.domain.settings import USUAL_CARE, Settings
from corecare_tui.figure.motion import Motions


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
    settings: Settings = USUAL_CARE
    """As they were when the program started."""
    terminal_draws: str = "smooth"
    """How a figure is drawn here where nothing is set, one of domain.settings.FIGURES."""
    save_setting: Callable[[str, str | bool], None] = lambda key, value: None
    """Put one key into the settings file. Raises OSError or ValueError, and then nothing was written."""

    @cached_property
    def motions(self) -> Motions:
        """The figures of the library."""
        return Motions({exercise.id: exercise.figure for exercise in self.coach.library.values()})
