"""What each key of the settings file may hold; what it may not is told with its mend."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import time
from difflib import get_close_matches
from typing import Any

from corecare_tui.adapters.settings.lines import short, written
from corecare_tui.domain.settings import DAYS, FIGURES, MOTIONS, SPANS, THEMES, USUAL_CARE, Settings
from corecare_tui.domain.thresholds import LOWER, STANDARD, Careless, Limits, with_limits
from corecare_tui.domain.wanted import LEVELS, Sort

Path = tuple[str, ...]
"""A key, or a table and a key of it."""
Judge = Callable[[Mapping[str, str]], tuple[str, str] | None]
"""Says of the keys that commands are given which id is wrong, and what is wrong with its mend; None: nothing is."""
_THRESHOLDS = asdict(STANDARD)
_CALL = re.compile(r"(?=.*[0-9])[0-9+ ()/-]{1,20}")
_HOUR = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
TWICE = "this key or table stood further up already; keep one of the two"


class Wrong(Exception):
    """What is wrong, of which key or on which line; neither of them where it is the whole file."""

    def __init__(self, what: str, key: Path = (), line: int | None = None) -> None:
        self.what, self.key, self.line = what, key, line


class Gone(Wrong):
    """What is wrong and asks for no care: the usual stands in for it."""


def settings(tables: dict[str, Any], judge: Judge | None = None) -> tuple[Settings, tuple[Gone, ...]]:
    """The settings that a file holds, and what of it cannot be followed. Raises Wrong for the first mistake."""
    found: dict[str, Any] = {}
    gone: list[Gone] = []
    for key, value in tables.items():
        if key not in KEYS:
            raise _unknown((key,))
        field, read = KEYS[key]
        try:
            found[field] = read(value)
        except Gone as told:
            gone.append(told)
    sorts = {sort: found.pop(_sort(sort), sort is not Sort.SECONDS) for sort in Sort}
    _judged(tables, judge)
    return Settings(**found, off=frozenset(sort for sort, on in sorts.items() if not on)), tuple(gone)


def _judged(tables: dict[str, Any], judge: Judge | None) -> None:
    if judge is not None and (places := dict(_commands(tables.get("keys", {})))):
        wrong = judge({id: value for id, (_, value) in places.items()})
        if wrong is not None:
            raise Wrong(wrong[1], places[wrong[0]][0] if wrong[0] in places else ("keys", wrong[0]))


def _sort(sort: Sort) -> str:
    """The key of one kind of tones."""
    return f"sound_{sort}"


def _switch(key: str, likely: bool = False) -> Callable[[object], bool]:
    """A reader of a key that is on or off; `likely` is what a person writes who changes it."""

    def read(value: object) -> bool:
        if not isinstance(value, bool):
            raise Wrong(f"{written(value)} is neither true nor false; write {key} = {written(likely)}, without quotes", (key,))
        return value

    return read


def _whole(key: str, such: int) -> Callable[[object], int]:
    """A reader of a whole number in its span."""
    least, most = SPANS[key]

    def read(value: object) -> int:
        if type(value) is not int or not least <= value <= most:
            what = f"{written(value)} is no whole number from {least} to {most}"
            raise Wrong(f"{what}; write {key} = {such}, without quotes", (key,))
        return value

    return read


def _exercises(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.isidentifier() for one in value):
        mend = 'write ids of exercises in brackets, such as own_pace_for = ["glute_bridge"]; `corecare exercises` lists them'
        raise Wrong(f"{written(value)} is no list of exercises; {mend}", ("own_pace_for",))
    return tuple(dict.fromkeys(value))


def _routine(value: object) -> str:
    """An id; whether there is such a routine is not known here."""
    if not isinstance(value, str) or not value.isidentifier():
        mend = 'write one in quotes, such as routine = "core_restart"; `corecare routines` lists them'
        raise Wrong(f"{written(value)} is no id of a routine; {mend}", ("routine",))
    return value


def _days(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(day, str) and day in DAYS for day in value):
        mend = f'write some of {", ".join(DAYS)} in brackets, such as days = ["mon", "wed", "fri"]'
        raise Wrong(f"{written(value)} is no list of days; {mend}", ("days",))
    return tuple(day for day in DAYS if day in value)


def _one_of(key: str, known: tuple[str, ...]) -> Callable[[object], str]:
    """A reader of a key that takes one of a few words."""

    def read(value: object) -> str:
        if value not in known:
            near = get_close_matches(str(value), known, 1) or known
            raise Wrong(f'{written(value)} is none of {", ".join(known)}; write {key} = "{near[0]}", in quotes', (key,))
        return str(value)

    return read


def _theme(value: object) -> str:
    """One that there is; a name that there is not was one yesterday, and nobody is to be kept from training by it."""
    try:
        return _one_of("theme", THEMES)(value)
    except Wrong as wrong:
        if not isinstance(value, str):
            raise
        raise Gone(f"{wrong.what}; until then it is {USUAL_CARE.theme}", wrong.key) from None


def _emergency_number(value: object) -> str:
    key = ("emergency_number",)
    if not isinstance(value, str):
        raise Wrong(f'{written(value)} is not text; put it in quotes, such as emergency_number = "112"', key)
    if not _CALL.fullmatch(value):
        mend = "write at most 20 digits, spaces and + - ( ) /, or leave the key out"
        raise Wrong(f"{written(value)} is no number to call; {mend}", key)
    return value


def _waking_time(value: object) -> time:
    """Text, or a local time of TOML's own (07:00:00)."""
    if isinstance(value, time):
        return value
    if isinstance(value, str) and (match := _HOUR.fullmatch(value)):
        return time(int(match[1]), int(match[2]))
    mend = 'write hours and minutes from 00:00 to 23:59, such as waking_time = "07:00"'
    raise Wrong(f"{written(value)} is no time of day; {mend}", ("waking_time",))


# --- tables ---------------------------------------------------------------------------------------


def _table(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Wrong(f"{written(value)} is no table; write [{name}] on a line of its own, and its keys below it", (name,))
    return value


def _limits(value: object) -> Limits:
    table = _table(value, "thresholds")
    for name, one in table.items():
        _limit(name, one)
    return with_limits(table)


def _limit(name: str, value: object) -> None:
    key = ("thresholds", name)
    if name not in _THRESHOLDS:
        raise _unknown(key)
    if type(value) is not int:  # true is an int, too
        mend = f"write {_THRESHOLDS[name]} or {'lower' if name in LOWER else 'higher'}, without quotes"
        raise Wrong(f"{written(value)} is not a whole number; {mend}: it may only be made more careful", key)
    try:
        with_limits({name: value})
    except Careless as error:
        what = str(error).removeprefix(f"{name}: ").replace(repr(value), written(value), 1)
        raise Wrong(what, key) from None


def _remap(value: object) -> tuple[tuple[str, str], ...]:
    """(id, keys) of each command; a key of another place that slipped in here is told its own."""
    found: dict[str, str] = {}
    for id, (key, keys) in _commands(_table(value, "keys")):
        if id in KEYS or id in _THRESHOLDS:
            raise _unknown(("keys", id))
        if not isinstance(keys, str):
            raise Wrong(f'{written(keys)} is not text; write "{short(id)}" = "enter", in quotes, several with commas', key)
        if id in found:
            raise Wrong(TWICE, key)
        found[id] = keys
    return tuple(found.items())


def _commands(table: dict[str, Any]) -> Iterator[tuple[str, tuple[Path, Any]]]:
    """Each id with its place and its value: "today.start", and today.start without quotes, which TOML takes for a table."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{verb}", (("keys", name, verb), keys)) for verb, keys in value.items())
        else:
            yield name, (("keys", name), value)


KEYS: dict[str, tuple[str, Callable[[object], Any]]] = {
    "strict": ("strict", _switch("strict", True)),
    "emergency_number": ("emergency_number", _emergency_number),
    "waking_time": ("wakes_at", _waking_time),
    "routine": ("routine", _routine),
    "days": ("days", _days),
    "figure": ("figure", _one_of("figure", FIGURES)),
    "theme": ("theme", _theme),
    "reduced_motion": ("reduced_motion", _one_of("reduced_motion", MOTIONS)),
    "sounds": ("sounds", _switch("sounds")),
    "volume": ("volume", _whole("volume", 50)),
    "voice": ("voice", _one_of("voice", LEVELS)),
    **{_sort(sort): (_sort(sort), _switch(_sort(sort))) for sort in Sort},
    **{key: (key, _whole(key, getattr(USUAL_CARE, key))) for key in ("ready", "ready_between", "switch")},
    "own_pace": ("own_pace", _switch("own_pace", True)),
    "own_pace_for": ("own_pace_for", _exercises),
    "hold_past": ("hold_past", _switch("hold_past", True)),
    "flash": ("flash", _switch("flash")),
    "awake": ("awake", _switch("awake")),
    "thresholds": ("limits", _limits),
    "keys": ("keys", _remap),
}
"""Of each key: its field of Settings, and who reads it."""
TABLES = ("thresholds", "keys")


def _unknown(key: Path) -> Wrong:
    """A key that is not known there, with the nearest one that is, and its place if it is another one."""
    near = get_close_matches(key[-1].lower(), (*KEYS, *_THRESHOLDS), 1)
    if not near:
        known = f"there are {short(', '.join(KEYS), 100)}; " if len(key) == 1 else ""
        return Wrong(f"there is no such key; {known}docs/settings.md lists all", key)
    name = f"[{near[0]}]" if near[0] in TABLES else near[0]
    here, home = "" if len(key) == 1 else key[0], "thresholds" if near[0] in _THRESHOLDS else ""
    place = "" if here == home else f", below the line [{home}]" if home else f", above the line [{here}]"
    return Wrong(f"there is no such key here; did you mean {name}{place}?", key)
