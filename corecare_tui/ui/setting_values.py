"""What each row of the Settings screen shows, what may be ticked in it, and the settings once it was changed."""

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Any

from corecare_tui.coach import DEFAULT
from corecare_tui.domain.profile import PREFERENCES
from corecare_tui.domain.settings import DAYS, USUAL_CARE, Settings
from corecare_tui.domain.text import many
from corecare_tui.domain.thresholds import STANDARD
from corecare_tui.domain.wanted import Sort
from corecare_tui.ui.face import Face, Value
from corecare_tui.ui.setting_rows import Kind, Setting
from corecare_tui.ui.words import WEEK

if TYPE_CHECKING:
    from corecare_tui.ui.app import CoreCareApp

FLAGS = {False: "off", True: "on"}
FIELDS = {"waking_time": "wakes_at"}
"""Fields of Settings with another name than their key."""
PROFILE = ("equipment", "careful")
"""Rows that the record keeps, not the file."""
PARTS = {"wrist": "wrists", "knee": "knees", "shoulder": "shoulders", "fall_risk": "balance: I might fall"}


def value(row: Setting, face: Face, app: "CoreCareApp") -> str:
    """What stands in its row."""
    coach, now = face.coach, face.settings
    if row.kind is Kind.TURN:
        return turned(row, face, app)
    if row.kind is Kind.TICKS:
        return _several(row, face)
    if row.kind is Kind.ROUTINE:
        return coach.routines[coach.active].name + ("" if coach.active != DEFAULT else "   (the usual one)")
    if row.kind is Kind.DOOR:
        return _behind(row, face)
    value = getattr(now, FIELDS.get(row.key, row.key))
    return "none" if value is None else f"{value:%H:%M}" if isinstance(value, time) else str(value)


def turned(row: Setting, face: Face, app: "CoreCareApp") -> str:
    """The value of a TURN as a word of the row."""
    now = face.settings
    if row.key == "figure":
        return app.figures_are
    if row.key == "theme":
        return app.theme_name
    if row.key == "sounds":
        return FLAGS[not face.sounds.muted]
    if row.key == "strict":
        return FLAGS[face.coach.settings.strict]
    if row.key.startswith("sound_"):
        return FLAGS[Sort(row.key.removeprefix("sound_")) not in now.off]
    value = getattr(now, row.key)
    return FLAGS[value] if isinstance(value, bool) else str(value)


def _several(row: Setting, face: Face) -> str:
    found = ticked(row, face)
    if row.key == "own_pace_for":
        return many(len(found), "exercise") if found else "none"
    return ", ".join(one.replace("_", " ") for one in found) or ("any day" if row.key == "days" else "none")


def _behind(row: Setting, face: Face) -> str:
    now = face.settings
    screened = face.coach.profile.screened
    return {
        "thresholds": "as they are" if now.limits == STANDARD else "more careful than usual",
        "keys": f"{many(len(now.keys), 'command')} changed" if now.keys else "as they are",
        "safety": f"answered {screened:%d %b %Y}" if screened else "not answered yet",
        "home": face.home,
    }.get(row.key, "…")


def choices(row: Setting, face: Face) -> list[tuple[str, str]]:
    """(word, text) of what may be ticked."""
    coach = face.coach
    return {
        "days": lambda: list(zip(DAYS, WEEK, strict=True)),
        "equipment": lambda: [(kit, kit.replace("_", " ")) for kit in dict.fromkeys((*coach.kit, *coach.profile.equipment))],
        "careful": lambda: [(flag, PARTS[flag]) for flag in PREFERENCES],
        "own_pace_for": lambda: [
            (id, coach.library[id].name if id in coach.library else id) for id in face.settings.own_pace_for
        ],
    }[row.key]()


def ticked(row: Setting, face: Face) -> tuple[str, ...]:
    """What is ticked now."""
    profile = face.coach.profile
    if row.key in PROFILE:
        return profile.equipment if row.key == "equipment" else tuple(flag for flag in PREFERENCES if flag in profile.flags)
    found: tuple[str, ...] = getattr(face.settings, row.key)
    return found


def changed(settings: Settings, key: str, value: Value | None) -> Settings:
    """The settings with that key; None = as at first."""
    if key.startswith("sound_"):
        sort = Sort(key.removeprefix("sound_"))
        on = sort not in USUAL_CARE.off if value is None else bool(value)
        return replace(settings, off=settings.off - {sort} if on else settings.off | {sort})
    field = FIELDS.get(key, key)
    if value is None:
        made: Any = getattr(USUAL_CARE, field)
    else:
        made = tuple(value) if isinstance(value, list) else time.fromisoformat(str(value)) if field == "wakes_at" else value
    change: dict[str, Any] = {field: made}
    return replace(settings, **change)


def hour(text: str) -> str:
    """A time of day as the file has it. Raises ValueError in words for the person."""
    try:
        return f"{time.fromisoformat(text.zfill(5)):%H:%M}"
    except ValueError:
        raise ValueError("Hours and minutes, such as 06:30.") from None


def number_to_call(text: str) -> str:
    """That, or nothing. Raises ValueError in words for the person."""
    if len(text) > 20 or any(letter not in "0123456789 +-()/" for letter in text) or (text and not any(map(str.isdigit, text))):
        raise ValueError("At most 20 digits, spaces and + - ( ) /; empty for none.")
    return text
