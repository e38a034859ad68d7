"""The settings file, read: every mistake is one line that says where it stands and how to mend it."""

import re
import stat
import tomllib
from collections.abc import Callable
from dataclasses import asdict
from datetime import time
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from corecare_tui.adapters.settings.lines import line_of, seen, short, written
from corecare_tui.domain.settings import FIGURES, THEMES, Settings
from corecare_tui.domain.thresholds import LOWER, STANDARD, Careless, Limits, with_limits
from corecare_tui.domain.wanted import LEVELS, Sort

LARGEST = 64 * 1024
"""Bytes of a file."""
LONGEST = 500
"""Letters of a line that is no comment: in 20 kB of dotted key tomllib takes a second and 400 MB."""
_THRESHOLDS = asdict(STANDARD)
_CALL = re.compile(r"(?=.*[0-9])[0-9+ ()/-]{1,20}")
_HOUR = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_TWICE = re.compile("overwrite|twice|duplicate|mutate|redefine", re.IGNORECASE)


class SettingsError(ValueError):
    """PATH:LINE: key: what is wrong; how to mend it."""


class _Wrong(Exception):
    """What is wrong, of which key or on which line; neither of them where it is the whole file."""

    def __init__(self, what: str, key: tuple[str, ...] = (), line: int | None = None) -> None:
        self.what, self.key, self.line = what, key, line


def load(path: Path) -> Settings:
    """The settings in that file; the defaults where there is no file. Raises SettingsError for the first mistake in it."""
    text = ""
    try:
        text = _text(_data(path))
        return _settings(_tables(text))
    except _Wrong as wrong:
        line = wrong.line or line_of(text, wrong.key)
        place = f"{path}:{line}" if line else str(path)
        parts = (place, ".".join(short(name) for name in wrong.key), wrong.what)
        raise SettingsError(seen(": ".join(part for part in parts if part))) from None


# --- from disk to tables --------------------------------------------------------------------------


def _data(path: Path) -> bytes:
    """What the file holds, as far as anybody wants to know; nothing where there is none."""
    try:
        mode = path.stat().st_mode  # asked before opening: a named pipe would hold us for ever
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
            raise _Wrong(f"is {kind}, not a file; move it away")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        if path.is_symlink():  # someone's settings stood there: to go on without them would be less careful
            raise _Wrong("is a link to a file that is not there; put the file back or remove the link") from None
        return b""
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        why = getattr(error, "strerror", None) or error
        raise _Wrong(f"cannot be read ({why}); make it readable for you, or move it away") from None


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise _Wrong(f"is larger than {LARGEST // 1024} KB; keep only the keys that you change")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _Wrong(f"is not UTF-8 text (byte 0x{data[error.start]:02x}); save it as UTF-8", line=line) from None
    for line, row in enumerate(text.split("\n"), 1):
        if len(row) > LONGEST and not row.lstrip().startswith("#"):
            raise _Wrong(f"the line is longer than {LONGEST} letters; shorten it", line=line)
    return text


def _tables(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise _syntax(text, str(error)) from None
    except (RecursionError, MemoryError, OverflowError):
        raise _Wrong("is nested too deep; no key here needs brackets inside brackets") from None


def _syntax(text: str, said: str) -> _Wrong:
    """tomllib says the line only in its words; at the end of the document it is the last one."""
    at, what = _AT.search(said), _AT.sub("", said)
    line = None if at is None else int(at[1] or text.rstrip().count("\n") + 1)
    if _TWICE.search(what):
        return _Wrong("this key or table stood further up already; keep one of the two", line=line)
    return _Wrong(f'is not TOML ({short(what, 80)}); write key = value, one a line, text in "quotes"', line=line)


# --- from tables to settings ----------------------------------------------------------------------


def _settings(tables: dict[str, Any]) -> Settings:
    found: dict[str, Any] = {}
    for key, value in tables.items():
        if key not in _KEYS:
            raise _unknown((key,))
        field, read = _KEYS[key]
        found[field] = read(value)
    sorts = {sort: found.pop(_sort(sort), sort is not Sort.SECONDS) for sort in Sort}
    return Settings(**found, off=frozenset(sort for sort, on in sorts.items() if not on))


def _sort(sort: Sort) -> str:
    """The key of one kind of tones."""
    return f"sound_{sort}"


def _switch(key: str, likely: bool = False) -> Callable[[object], bool]:
    """A reader of a key that is on or off; `likely` is what a person writes who changes it."""

    def read(value: object) -> bool:
        if not isinstance(value, bool):
            raise _Wrong(f"{written(value)} is neither true nor false; write {key} = {written(likely)}, without quotes", (key,))
        return value

    return read


def _volume(value: object) -> int:
    if type(value) is not int or not 0 <= value <= 100:
        raise _Wrong(f"{written(value)} is no whole number from 0 to 100; write volume = 50, without quotes", ("volume",))
    return value


def _exercises(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.isidentifier() for one in value):
        mend = 'write ids of exercises in brackets, such as own_pace_for = ["glute_bridge"]; `corecare exercises` lists them'
        raise _Wrong(f"{written(value)} is no list of exercises; {mend}", ("own_pace_for",))
    return tuple(dict.fromkeys(value))


def _one_of(key: str, known: tuple[str, ...]) -> Callable[[object], str]:
    """A reader of a key that takes one of a few words."""

    def read(value: object) -> str:
        if value not in known:
            near = get_close_matches(str(value), known, 1) or known
            raise _Wrong(f'{written(value)} is none of {", ".join(known)}; write {key} = "{near[0]}", in quotes', (key,))
        return str(value)

    return read


def _emergency_number(value: object) -> str:
    key = ("emergency_number",)
    if not isinstance(value, str):
        raise _Wrong(f'{written(value)} is not text; put it in quotes, such as emergency_number = "112"', key)
    if not _CALL.fullmatch(value):
        mend = "write at most 20 digits, spaces and + - ( ) /, or leave the key out"
        raise _Wrong(f"{written(value)} is no number to call; {mend}", key)
    return value


def _waking_time(value: object) -> time:
    """Text, or a local time of TOML's own (07:00:00)."""
    if isinstance(value, time):
        return value
    if isinstance(value, str) and (match := _HOUR.fullmatch(value)):
        return time(int(match[1]), int(match[2]))
    mend = 'write hours and minutes from 00:00 to 23:59, such as waking_time = "07:00"'
    raise _Wrong(f"{written(value)} is no time of day; {mend}", ("waking_time",))


def _limits(table: object) -> Limits:
    if not isinstance(table, dict):
        mend = "write [thresholds] on a line of its own, and its keys below it"
        raise _Wrong(f"{written(table)} is no table; {mend}", ("thresholds",))
    for name, value in table.items():
        _limit(name, value)
    return with_limits(table)


def _limit(name: str, value: object) -> None:
    key = ("thresholds", name)
    if name not in _THRESHOLDS:
        raise _unknown(key)
    if type(value) is not int:  # true is an int, too
        mend = f"write {_THRESHOLDS[name]} or {'lower' if name in LOWER else 'higher'}, without quotes"
        raise _Wrong(f"{written(value)} is not a whole number; {mend}: it may only be made more careful", key)
    try:
        with_limits({name: value})
    except Careless as error:
        what = str(error).removeprefix(f"{name}: ").replace(repr(value), written(value), 1)
        raise _Wrong(what, key) from None


_KEYS: dict[str, tuple[str, Callable[[object], Any]]] = {
    "strict": ("strict", _switch("strict", True)),
    "emergency_number": ("emergency_number", _emergency_number),
    "waking_time": ("wakes_at", _waking_time),
    "figure": ("figure", _one_of("figure", FIGURES)),
    "theme": ("theme", _one_of("theme", THEMES)),
    "sounds": ("sounds", _switch("sounds")),
    "volume": ("volume", _volume),
    "voice": ("voice", _one_of("voice", LEVELS)),
    **{_sort(sort): (_sort(sort), _switch(_sort(sort))) for sort in Sort},
    "own_pace": ("own_pace", _switch("own_pace", True)),
    "own_pace_for": ("own_pace_for", _exercises),
    "hold_past": ("hold_past", _switch("hold_past", True)),
    "flash": ("flash", _switch("flash")),
    "awake": ("awake", _switch("awake")),
    "thresholds": ("limits", _limits),
}
"""Of each key: its field of Settings, and who reads it."""


def _unknown(key: tuple[str, ...]) -> _Wrong:
    """A key that is not known there, with the nearest one that is, and its place if it is another one."""
    near = get_close_matches(key[-1].lower(), (*_KEYS, *_THRESHOLDS), 1)
    if not near:
        known = f"there are {short(', '.join(_KEYS), 100)}; " if len(key) == 1 else ""
        return _Wrong(f"there is no such key; {known}docs/settings.md lists all", key)
    name = "[thresholds]" if near[0] == "thresholds" else near[0]
    inside = near[0] in _THRESHOLDS
    place = "" if inside == (len(key) == 2) else f", {'below' if inside else 'above'} the line [thresholds]"
    return _Wrong(f"there is no such key here; did you mean {name}{place}?", key)
