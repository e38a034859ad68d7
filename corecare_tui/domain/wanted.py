"""What a person wants to hear: which kinds of tones, and how much of a voice."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Sort(StrEnum):
    """Kinds of tones; each may be turned off by itself."""

    PHASES = "phases"
    COUNTDOWN = "countdown"
    HALFWAY = "halfway"
    COUNT = "count"
    PROMPTS = "prompts"
    SECONDS = "seconds"


class Level(IntEnum):
    """How much is said."""

    OFF = 0
    NAMES = 1
    """Exercises, sets, sides, rests."""
    CUES = 2
    """Also the cues, and the count of the reps."""
    EVERYTHING = 3
    """Also the phases with the breath, the time that is left, the mistake to keep away from."""


LEVELS = ("off", "names", "cues", "everything")
"""As the settings file calls them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is heard of a session."""

    voice: Level = Level.CUES
    off: frozenset[Sort] = frozenset({Sort.SECONDS})
    """Kinds of tones that are turned off."""
