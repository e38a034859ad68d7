"""What a person set for this machine: the rules' care beyond their own, whom to call, when to train; how it looks and sounds."""

from dataclasses import dataclass, field, replace
from datetime import time

from corecare_tui.domain.profile import Profile
from corecare_tui.domain.thresholds import STANDARD, Limits
from corecare_tui.domain.timetable import FIRST_READY_S, READY_S, SWITCH_S, Pace
from corecare_tui.domain.wanted import LEVELS, Level, Sort, Wanted

FIGURES = ("smooth", "half", "ascii", "off")
"""How the body is drawn: blocks in two colours, half blocks, letters; the last: not at all."""
THEMES = ("dark", "light", "contrast")
VOLUMES = (100, 75, 50, 25)
MOTIONS = ("auto", "on", "off")
"""Reduced motion: as the terminal says (TEXTUAL_ANIMATIONS), yes, no."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The week, by the number that `date.weekday` gives a day."""
SPANS = {"volume": (0, 100), "ready": (3, 60), "ready_between": (3, 30), "switch": (5, 30)}
"""Of the keys that are a whole number: the least and the most."""
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
    ready: int = FIRST_READY_S
    """Seconds of get-ready before the first set of a session."""
    ready_between: int = READY_S
    """Seconds of get-ready before every other set."""
    switch: int = SWITCH_S
    """Seconds to change sides; no hold gets shorter by them."""
    reduced_motion: str = "auto"
    """One of MOTIONS; on: key poses only, nothing flashes."""
    routine: str | None = None
    """What is planned where none is named; None = the usual one. Whether it is still there, the coach knows."""
    days: tuple[str, ...] = ()
    """Those of DAYS that are planned for training, in the order of the week; none: whenever 48 hours went by."""
    keys: tuple[tuple[str, str], ...] = ()
    """(id of a command, the keys it has instead of its own)."""
    remarks: tuple[str, ...] = field(default=(), compare=False)
    """What the file says and cannot be followed, a line each; what stands here then is the usual."""

    @property
    def pace(self) -> Pace:
        """How steps are unrolled."""
        waits = self.ready, self.ready_between, self.switch
        return Pace(self.own_pace, frozenset(self.own_pace_for), self.hold_past, Sort.SECONDS not in self.off, *waits)

    @property
    def weekdays(self) -> frozenset[int]:
        """The planned days as `date.weekday` counts them; none: not planned."""
        return frozenset(map(DAYS.index, self.days))

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
