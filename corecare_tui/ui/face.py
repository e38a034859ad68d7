"""What every screen is handed: the coach, the sounds and the clock."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corecare_tui.coach import Coach
from corecare_tui.domain.correcting import Correction
from corecare_tui.domain.exercise import Library
from corecare_tui.domain.hearing import Sounding as Hearable
from corecare_tui.domain.settings import Settings
from corecare_tui.figure.motion import Motions

if TYPE_CHECKING:
    from corecare_tui.coach import Change

Value = str | bool | int | list[str]
"""Of one setting."""
Kept = Callable[[str | tuple[str, str], Value | None], None]
"""Puts a key, or (table, key), into the settings file; None takes it out. Raises OSError or ValueError: nothing was written."""


class Sounding(Hearable, Protocol):
    """What a screen needs of the sounds; adapters.sounds.Sounds is one."""

    muted: bool
    volume: int

    @property
    def silent(self) -> bool:
        """Nothing will be heard."""

    def warm(self) -> None:
        """Look for a device."""

    def hush(self) -> None:
        """End everything that sounds, safety lines too."""


class Speaking(Protocol):
    """What a screen needs of the voice; adapters.voice.Voice is one."""

    def prepare(self, texts: Iterable[str]) -> None:
        """Have these rendered, soonest first."""


class Staying(Protocol):
    """What keeps the screen on; adapters.awake.Awake is one."""

    def hold(self) -> None:
        """From here on."""

    def release(self) -> None:
        """It may sleep again."""


class Nothing:
    """No voice, and nothing that keeps the screen on."""

    def prepare(self, texts: Iterable[str]) -> None:
        """Nobody speaks."""

    def hold(self) -> None:
        """Nothing holds."""

    def release(self) -> None:
        """Nothing held."""


NOTHING = Nothing()


@dataclass
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
    terminal_draws: str = "smooth"
    """How a figure is drawn here where nothing is set, one of domain.settings.FIGURES."""
    save_setting: Kept = lambda key, value: None
    voice: Speaking = NOTHING
    awake: Staying = NOTHING
    back_up: Callable[[], None] = lambda: None
    """Make a backup if something changed since the last one; takes a second after ten years, so not in the loop's own turn."""
    orders: dict[tuple[str, date], tuple[str, ...]] = field(default_factory=dict)
    """(routine, day) → its slots as the person put them for that day; the routine stays as it is."""

    edit: Callable[[Path], str | None] = lambda path: "there is no editor here"
    """Open a file in the person's editor and wait for its end; what went wrong, or None. The terminal is its own meanwhile."""
    home: str = ""
    """Where everything of the person lies, as it is told."""
    changes: "list[Change]" = field(default_factory=list)
    """Routines that were deleted since the program began, the newest last."""
    _drawn: tuple[Library, Motions] | None = None
    corrections: list[Correction] = field(default_factory=list)
    """What was corrected in the record since the program began, the newest last: what an undo takes back."""

    @property
    def settings(self) -> Settings:
        """As they are by now; the coach has them, and what is set here it plans by."""
        return self.coach.own

    @settings.setter
    def settings(self, settings: Settings) -> None:
        self.coach.use(settings)

    @property
    def planned(self) -> str:
        """The routine of Today: the one the program was started with, while it can be read, else the one of the settings."""
        return self.routine if self.routine in self.coach.routines else self.coach.active

    def plan_from_now_on(self, routine: str) -> None:
        """Today, History and Library speak of that one from now on."""
        self.routine = None
        self.settings = replace(self.settings, routine=routine)

    @property
    def motions(self) -> Motions:
        """The figures of the library as it is by now: an exercise that was taken in has one, too."""
        if self._drawn is None or self._drawn[0] is not self.coach.library:
            library = self.coach.library
            self._drawn = library, Motions({exercise.id: exercise.figure for exercise in library.values()})
        return self._drawn[1]
