"""What a person set for this machine: the rules' care beyond their own, waking time, whom to call; how it looks and sounds."""

from dataclasses import dataclass, replace
from datetime import time

from corecare_tui.domain.profile import Profile
from corecare_tui.domain.thresholds import STANDARD, Limits
from corecare_tui.domain.timetable import Pace
from corecare_tui.domain.wanted import LEVELS, Level, Sort, Wanted

FIGURES = ("smooth", "half", "ascii", "off")
"""How the body is drawn: blocks in two colours, half blocks, letters; the last: not at all."""
THEMES = ("dark", "light", "contrast")
VOLUMES = (100, 75, 50, 25)
STRICT = 3
"""The rating that skips an exercise in the strict setting (SR-10; SR-01)."""


def after(value: str, known: tuple[str, ...]) -> str:
    """The value that follows among those known; after the last the first."""
    return known[(known.index(value) + 1) % len(known)]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings file, as far as plans and safety words go."""

    strict: bool = False
    """The documents' own stance: any 3 skips the exercise. On, too, where the profile says so."""
    emergency_number: str | None = None
    """Shown wherever a sign may be an emergency; None = "your emergency number"."""
    wakes_at: time = time(7)
    """Forward bends wait two hours from here (gate no_early_morning; Snook 1998)."""
    limits: Limits = STANDARD
    """The thresholds, never less careful than the standard ones."""
    figure: str | None = None
    """One of FIGURES; None = nobody was asked yet, the terminal's kind decides."""
    theme: str = "dark"
    """One of THEMES."""
    sounds: bool = True
    """False: signals are only seen."""
    volume: int = 100
    """Per cent."""
    voice: str = "cues"
    """One of wanted.LEVELS; where there is no speech engine nothing is said."""
    off: frozenset[Sort] = frozenset({Sort.SECONDS})
    """Kinds of tones that are turned off."""
    own_pace: bool = False
    """Every set of reps waits until the person says that it is done."""
    own_pace_for: tuple[str, ...] = ()
    """Those of these exercises do."""
    hold_past: bool = False
    """A still hold goes on beyond its target until the person ends it."""
    flash: bool = True
    """The border lights up in the last three seconds, once a second; never with reduced motion."""
    awake: bool = True
    """Keep the screen on in a session."""

    @property
    def pace(self) -> Pace:
        """How steps are unrolled."""
        return Pace(self.own_pace, frozenset(self.own_pace_for), self.hold_past, Sort.SECONDS not in self.off)

    @property
    def wanted(self) -> Wanted:
        """What is heard."""
        return Wanted(Level(LEVELS.index(self.voice)), self.off)

    def with_stance(self, profile: Profile) -> "Settings":
        """Strict where either says so: the document's stance, any 3 is too much and eases the next time (SR-01, SR-10)."""
        if not (self.strict or profile.settings.strict):
            return self
        limits = replace(self.limits, amber_high=min(self.limits.amber_high, STRICT))
        return replace(self, strict=True, limits=limits)


USUAL_CARE = Settings()
"""What holds where nothing is set."""
