"""The tables of a file against the domain's types: every fault with its path, in words for people."""

import datetime
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from corecare_tui.adapters.library.lines import KeyPath
from corecare_tui.adapters.library.reading import Fault
from corecare_tui.domain.exercise import Exercise
from corecare_tui.domain.text import clean, drawable

MOST = 100
"""Faults told of one file: 10,000 unknown keys, each with a search for the one meant, took 12 s."""
T = TypeVar("T")

_WANTED = {int: "a whole number", float: "a number", str: "text in quotes", bool: "true or false"}
_GOT: dict[type, str] = {
    list: "a list",
    dict: "a table",
    datetime.datetime: "a date and time",
    datetime.date: "a date",
    datetime.time: "a time of day",
}


@dataclass(frozen=True, slots=True)
class Family:
    """A file of `exercises/`: what its exercises share, and they themselves."""

    family: str
    kind: str
    exercise: tuple[Exercise, ...]


def build(tables: Mapping[str, Any], kind: type[T]) -> T | list[Fault]:
    """The `kind` that the tables of a file describe, or all that is wrong with them (the first 100 faults)."""
    whole = _shared(tables) if kind is Family else tables
    try:
        made = msgspec.convert(whole, kind)
        if _familiar(whole, kind):  # with this short way the shipped files take 5 ms, and 25 without
            return made
    except msgspec.ValidationError:
        pass  # it knows the first fault only
    return list(islice(_faults(whole, kind, ()), MOST))


def meant(word: str, known: Iterable[str]) -> str:
    """`; did you mean “x”?` for the nearest known word, or nothing."""
    near = get_close_matches(clean(word), known, n=1)
    return f"; did you mean “{near[0]}”?" if near else ""


def shown(value: object) -> str:
    """A value of a file, short enough to repeat in a sentence: 'ten', true, 1.5, a list."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{clean(value, 40)}'" if isinstance(value, str) else _GOT.get(type(value)) or clean(repr(value), 40)


def _shared(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of a family file with its family and kind in every exercise; what is wrong with those two is told once."""
    shared = {key: tables[key] if isinstance(tables.get(key), str) else "" for key in ("family", "kind")}
    exercises = tables.get("exercise")
    if not isinstance(exercises, list):
        return dict(tables)
    return {**tables, "exercise": [shared | each if isinstance(each, dict) else each for each in exercises]}


def _familiar(value: object, kind: Any) -> bool:
    """Of a value that msgspec takes: are all keys known, which it does not ask, and all texts drawable?"""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        hints, _ = _keys(_given(kind))
        return value.keys() <= hints.keys() and all(_familiar(each, hints[key]) for key, each in value.items())
    return not isinstance(value, list) or all(_familiar(each, get_args(_given(kind))[0]) for each in value)


def _given(kind: Any) -> Any:
    """X of `X | None`: TOML has no null, so what is given is an X."""
    return get_args(kind)[0] if isinstance(kind, types.UnionType) else kind


def _faults(value: object, kind: Any, path: KeyPath) -> Iterator[Fault]:
    kind = _given(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        yield from _table(value, kind, path)
    elif get_origin(kind) is tuple:
        yield from _list(value, get_args(kind), path)
    else:
        yield from _leaf(value, kind, path)


def _leaf(value: object, kind: Any, path: KeyPath) -> Iterator[Fault]:
    if isinstance(value, str) and not drawable(value):
        yield Fault(path, f"has control, invisible or stacked characters: {shown(value)}")
        return
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        if issubclass(kind, StrEnum):
            hint = meant(value, kind) if isinstance(value, str) else ""
            yield Fault(path, f"must be one of {', '.join(kind)}, not {shown(value)}{hint}")
        else:
            yield Fault(path, f"must be {_WANTED[kind]}, not {shown(value)}")


def _list(value: object, kinds: tuple[Any, ...], path: KeyPath) -> Iterator[Fault]:
    """`kinds` are (X, ...) or as many as the list must have."""
    if not isinstance(value, list):
        wanted = "a list of tables, each under its own [[ ]]" if isinstance(value, dict) else "a list in [ ]"
        yield Fault(path, f"must be {wanted}, not {shown(value)}")
    elif kinds[-1] is not ... and len(value) != len(kinds):
        yield Fault(path, f"must have {len(kinds)} values, not {len(value)}")
    else:
        for index, each in enumerate(value):
            yield from _faults(each, kinds[0], (*path, index))


@cache
def _keys(kind: type) -> tuple[dict[str, Any], frozenset[str]]:
    """The types of a dataclass's fields, and the names of those without a default."""
    needed = (f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)
    return get_type_hints(kind), frozenset(needed)


def _table(value: object, kind: type, path: KeyPath) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(path, f"must be a table, not {shown(value)}")
        return
    hints, needed = _keys(kind)
    sound = True
    for fault in _within(value, hints, needed, path):
        sound = False
        yield fault
    if sound:
        yield from _contradictions(value, kind, path)


def _within(value: dict[str, Any], hints: dict[str, Any], needed: frozenset[str], path: KeyPath) -> Iterator[Fault]:
    for key, each in value.items():
        if key in hints:
            yield from _faults(each, hints[key], (*path, key))
        else:
            yield Fault((*path, key), f"is not a known key{meant(key, hints)}")
    for key in sorted(needed - value.keys()):
        yield Fault((*path, key), "is missing")


def _contradictions(value: dict[str, Any], kind: type, path: KeyPath) -> Iterator[Fault]:
    """What `__post_init__` says; it stops at its first fault, so a number out of bounds is set to 1 and it is asked again."""
    value, again = dict(value), False
    while True:
        try:
            msgspec.convert(value, kind)
            return
        except msgspec.ValidationError as error:
            names, what = _subject(str(error), kind)
        if names or not again:
            yield Fault((*path, *names), what)
        if len(names) != 1 or type(value.get(names[0])) is not int:
            return
        value[names[0]], again = 1, True


def _subject(message: str, kind: type) -> tuple[tuple[str, ...], str]:
    """A message such as `sets must be …` split into the field it begins with, if it does, and the rest."""
    first, _, rest = clean(message, 200).partition(" ")
    names = tuple(first.split("."))
    return (names, rest) if names[0] in _keys(kind)[0] else ((), clean(message, 200))
