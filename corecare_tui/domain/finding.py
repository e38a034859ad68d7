"""Exercises found: by words, and by facets that combine."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from corecare_tui.domain.catalogue import Entry
from corecare_tui.domain.exercise import Exercise

DIFFICULTIES = ("easy", "easy-medium", "medium", "medium-hard", "hard")
NO_KIT = "nothing"
"""What stands for the equipment of an exercise that needs none."""


class Facet(StrEnum):
    """What exercises can be narrowed by; the last four are true of an exercise or not."""

    FAMILY = "family"
    GOAL = "goal"
    DIFFICULTY = "difficulty"
    EQUIPMENT = "equipment"
    IN_PLAN = "in your plan"
    NOT_NOW = "not for me now"
    HURT = "hurt lately"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Only:
    """Only exercises with that value of the facet."""

    facet: Facet
    value: str = ""
    """Of the last four facets nothing."""


VALUES: Mapping[Facet, Callable[[Entry], tuple[str, ...]]] = {
    Facet.FAMILY: lambda one: (one.exercise.family,),
    Facet.GOAL: lambda one: one.exercise.goal,
    Facet.DIFFICULTY: lambda one: (one.exercise.difficulty,),
    Facet.EQUIPMENT: lambda one: one.exercise.equipment or (NO_KIT,),
    Facet.IN_PLAN: lambda one: ("",) * one.in_plan,
    Facet.NOT_NOW: lambda one: ("",) * (one.not_now is not None),
    Facet.HURT: lambda one: ("",) * (one.hurt is not None),
    Facet.BLOCKED: lambda one: ("",) * (one.blocked is not None),
}


def facets(entries: Iterable[Entry]) -> tuple[tuple[Only, int], ...]:
    """What there is to narrow these by, and how many would be left; values in the order of the library, difficulty by itself."""
    found = Counter(Only(facet, value) for one in entries for facet, values in VALUES.items() for value in values(one))
    return tuple(sorted(found.items(), key=lambda pair: (tuple(Facet).index(pair[0].facet), _hardness(pair[0]))))


def _hardness(only: Only) -> int:
    hard = only.facet is Facet.DIFFICULTY and only.value in DIFFICULTIES
    return DIFFICULTIES.index(only.value) if hard else 0


def narrowed(entries: Iterable[Entry], by: Iterable[Only]) -> tuple[Entry, ...]:
    """Those with every facet that is asked for; of one facet, with any of the values."""
    asked: dict[Facet, set[str]] = {}
    for only in by:
        asked.setdefault(only.facet, set()).add(only.value)
    return tuple(one for one in entries if all(values.intersection(VALUES[facet](one)) for facet, values in asked.items()))


def matching(entries: Iterable[Entry], text: str) -> tuple[Entry, ...]:
    """Those with a word for each word of `text`, from its beginning, in name, family, muscles or goal; case and accents aside.

    A name that begins so comes first, then a name that has all of it; else the order stays.
    """
    words = _folded(text).split()
    if not words:
        return tuple(entries)
    begins = f" {' '.join(words)}"
    found = []
    for one in entries:
        name = _spelled(one.exercise.name)
        every = name + _rest(one.exercise)
        if all(f" {word}" in every for word in words):
            found.append((0 if name.startswith(begins) else 1 if all(f" {word}" in name for word in words) else 2, one))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _rest(exercise: Exercise) -> str:
    """What it can be found by besides its name."""
    muscles = (cue.muscle for cue in exercise.cues)
    return _spelled(" ".join(dict.fromkeys((exercise.family, *muscles, *exercise.goal))))


def _spelled(text: str) -> str:
    """Folded, with a space before each word; `sit-up` is found as two words and as one."""
    joined = " ".join(word for word in text.split() if "-" in word).replace("-", "")
    return f" {_folded(text)} {_folded(joined)}" if joined else f" {_folded(text)}"


def _folded(text: str) -> str:
    """Words in small letters without accents, parted by one space."""
    plain = text if text.isascii() else "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))
