"""The rows of the Settings screen: which settings there are, in which order, and how each is changed."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from corecare_tui.domain.explained import EXPLAINED
from corecare_tui.domain.settings import FIGURES, MOTIONS, SPANS, THEMES, VOLUMES
from corecare_tui.domain.wanted import LEVELS, Sort

ON_OFF = ("on", "off")


class Kind(Enum):
    """How a setting is changed."""

    TURN = auto()
    """Its values in turn."""
    NUMBER = auto()
    """A step more or less, or typed."""
    TEXT = auto()
    """Typed."""
    TICKS = auto()
    """Any of a list."""
    ROUTINE = auto()
    """One of the routines."""
    DOOR = auto()
    """Opens another screen, or only tells."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One row."""

    key: str
    """In the settings file; of a TICKS of the profile its field, of a DOOR what it opens."""
    name: str
    kind: Kind = Kind.TURN
    values: tuple[str, ...] = ON_OFF
    """Of a TURN."""
    says: str = ""
    """Where no key of the file says it."""

    @property
    def explained(self) -> str:
        """What it is for, in a line."""
        return self.says or _on_screen(EXPLAINED[self.key])


def _on_screen(text: str) -> str:
    """A line about a key of the file in the words of the screen: on and off, without quotes."""
    text = re.sub(r"\bfalse\b", "off", re.sub(r"\btrue\b", "on", text.replace('"', "").replace("`", "")))
    return text[0].upper() + text[1:] + "."


GROUPS: dict[str, tuple[Setting, ...]] = {
    "SOUND & VOICE": (
        Setting("sounds", "Sounds"),
        Setting("volume", "Volume", values=tuple(map(str, VOLUMES))),
        Setting("voice", "Voice", values=LEVELS),
        *(Setting(f"sound_{sort}", f"  {sort}") for sort in Sort),
    ),
    "VIEW": (
        Setting("figure", "Figure", values=FIGURES),
        Setting("theme", "Theme", values=THEMES),
        Setting("reduced_motion", "Reduced motion", values=MOTIONS),
        Setting("flash", "Flash"),
        Setting("awake", "Keep awake"),
        Setting("calibrate", "Set up again", Kind.DOOR, says="The questions of the first start: size, figure, sound."),
    ),
    "TIMING": (
        Setting("ready", "Get ready, first", Kind.NUMBER),
        Setting("ready_between", "Get ready, later", Kind.NUMBER),
        Setting("switch", "Change sides", Kind.NUMBER),
        Setting("own_pace", "I count myself"),
        Setting("own_pace_for", "… only these", Kind.TICKS),
        Setting("hold_past", "Hold past"),
    ),
    "PLAN": (
        Setting("routine", "Routine", Kind.ROUTINE),
        Setting("days", "Days", Kind.TICKS),
        Setting("waking_time", "Waking time", Kind.TEXT),
        Setting("strict", "Strict"),
        Setting("thresholds", "Thresholds", Kind.DOOR, says="The numbers of the rules: in the settings file, only more careful."),
    ),
    "YOU": (
        Setting("equipment", "Kit at hand", Kind.TICKS, says="What is not at hand leaves out the exercises that need it."),
        Setting("careful", "Go easy on", Kind.TICKS, says="Exercises that ask much of that part are left out."),
        Setting(
            "emergency_number",
            "Emergency number",
            Kind.TEXT,
            says="Shown where a sign calls for help at once: digits, spaces and + - ( ) /.",
        ),
        Setting("safety", "Safety answers", Kind.DOOR, says="What they hold back, and the questions once more."),
    ),
    "FILES": (
        Setting(
            "keys", "Keys", Kind.DOOR, says="Other keys for a command: [keys] in the settings file; corecare keys lists the ids."
        ),
        Setting(
            "home",
            "Your data",
            Kind.DOOR,
            says="Everything of yours. x in History writes it out; corecare import and backup do the rest.",
        ),
    ),
}
ROWS = {row.key: row for rows in GROUPS.values() for row in rows}
STEPS = dict.fromkeys(SPANS, 1) | {"ready": 5}
"""How far a number goes at once."""
