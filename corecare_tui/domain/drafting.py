"""A routine while a person writes it: each edit takes a whole routine and gives another, so undoing is keeping the one before."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from itertools import count

from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.routine import Block, Day, Item, Routine

ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""The form of every id: it becomes a file name, an argument and a widget's id."""
LONGEST_ID = 40
_FOREIGN = re.compile(r"[^a-z0-9]+")
_Row = tuple[int, Item]
"""An item with the index of its block."""


def blank(id: str, name: str) -> Routine:
    """A routine of one day with nothing in it yet."""
    return Routine(id, name, (Day("day1", name, (Block("main", ()),)),), "my own")


def copied(routine: Routine, id: str, name: str) -> Routine:
    """The same days under another id; no rule composes it, its order is the person's."""
    return replace(renamed(routine, name), id=id, composed=False, source=f"copied from {routine.name}")


def renamed(routine: Routine, name: str) -> Routine:
    """Under that name; its only day bears it, too, if it bore the old one."""
    days = routine.days
    if len(days) == 1 and days[0].name == routine.name:
        days = (replace(days[0], name=name),)
    return replace(routine, name=name, days=days)


def added(routine: Routine, day: int, at: int, exercise_id: str) -> Routine:
    """With that exercise, at its own dose, after row `at` and in its block; -1 puts it first."""
    rows = _rows(routine.days[day])
    at = max(-1, min(at, len(rows) - 1))
    block = rows[max(at, 0)][0] if rows else 0
    return _with(routine, day, [*rows[: at + 1], (block, Item(exercise_id)), *rows[at + 1 :]])


def removed(routine: Routine, day: int, at: int) -> Routine:
    """Without row `at`."""
    rows = _rows(routine.days[day])
    del rows[at]
    return _with(routine, day, rows)


def moved(routine: Routine, day: int, at: int, by: int) -> Routine:
    """Row `at` goes `by` rows down (up, where negative), to the day's ends at most, into the block of the row it finds there."""
    rows = _rows(routine.days[day])
    to = max(0, min(at + by, len(rows) - 1))
    block = rows[to][0]
    _, item = rows.pop(at)
    rows.insert(to, (block, item))
    return _with(routine, day, rows)


def dosed(routine: Routine, day: int, at: int, dose: Dose | None) -> Routine:
    """Row `at` with that dose; None is the exercise's own."""
    rows = _rows(routine.days[day])
    block, item = rows[at]
    rows[at] = (block, replace(item, dose=dose))
    return _with(routine, day, rows)


def _rows(day: Day) -> list[_Row]:
    return [(number, item) for number, block in enumerate(day.blocks) for item in block.items]


def _with(routine: Routine, day: int, rows: list[_Row]) -> Routine:
    """The routine with those rows on that day. A block without any goes, but the last one stays: the next item needs a place."""
    old = routine.days[day].blocks or (Block("main", ()),)
    blocks = [replace(block, items=tuple(item for n, item in rows if n == number)) for number, block in enumerate(old)]
    kept = tuple(block for block in blocks if block.items) or (replace(old[0], items=()),)
    days = [replace(one, blocks=kept) if number == day else one for number, one in enumerate(routine.days)]
    return replace(routine, days=tuple(days))


def id_of(name: str, taken: Collection[str]) -> str:
    """A valid id made of any name, not among those taken: `Rücken, kurz` becomes `rucken_kurz`, the second `rucken_kurz_2`."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    stem = _FOREIGN.sub("_", plain).strip("_")
    stem = stem if stem[:1].isalpha() else f"routine_{stem}".strip("_")
    endings = ("" if number == 1 else f"_{number}" for number in count(1))
    return next(id for end in endings if (id := stem[: LONGEST_ID - len(end)].rstrip("_") + end) not in taken)
