"""A CSV file of ratings, read into plain rows: the first mistake is one line that says where it stands and how to mend it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from corecare_tui.adapters.cells import Sheet, Wrong, sheet
from corecare_tui.domain.pain import Score
from corecare_tui.domain.replay import Told

LARGEST = 16 * 1024 * 1024
"""Bytes of a file."""
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""A day outside these is a mistake."""
NEEDED = ("date", "exercise", "pain", "morning")
COLUMNS = (*NEEDED, "check_in")
_SCORES = {str(score): score for score in range(11)}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class RatingsRefused(ValueError):
    """FILE:LINE: column: what is wrong; how to mend it. Nothing was read."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """What the file says."""

    rows: tuple[Told, ...]
    passed_over: tuple[str, ...]
    """Its columns that mean nothing here."""


def read(path: Path, exercises: Collection[str]) -> Ratings:
    """The ratings in that file, of these exercises. Raises RatingsRefused for the first mistake in it."""
    try:
        return _ratings(sheet(_data(path), LARGEST), exercises)
    except Wrong as wrong:
        raise RatingsRefused(wrong.told(path)) from None


def _data(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)  # /dev/zero has no end
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        raise Wrong(f"{getattr(error, 'strerror', None) or error}; name a CSV file of ratings") from None


def _ratings(file: Sheet, exercises: Collection[str]) -> Ratings:
    if not file.names:
        raise Wrong(f"is empty; its first line names the columns: {','.join(NEEDED)}", 1)
    columns = _columns(file.line, [name.lower() for name in file.names])
    found = tuple(_told(at, cells, columns, exercises) for at, cells in file.rows)
    if not found:
        raise Wrong("holds no rating below the names of the columns; add a row such as 2026-11-21,plank,2,0", file.line)
    unknown = dict.fromkeys(name for name in file.names if name and name.lower() not in COLUMNS)
    return Ratings(found, tuple(unknown))


def _columns(line: int, names: list[str]) -> dict[str, int]:
    """Column → its place."""
    for column in COLUMNS:
        if names.count(column) > 1:
            raise Wrong("there are two columns of this name; keep one of them", line, column)
        if column in NEEDED and column not in names:
            raise Wrong(f"there is no such column; the first line names the columns: {','.join(NEEDED)}", line, column)
    return {column: names.index(column) for column in COLUMNS if column in names}


def _told(line: int, cells: list[str], columns: dict[str, int], exercises: Collection[str]) -> Told:
    found = {column: cells[at] for column, at in columns.items()}
    return Told(
        _day(line, found["date"]),
        _exercise(line, found["exercise"], exercises),
        *(_score(line, column, found.get(column, "")) for column in ("pain", "morning", "check_in")),
    )


def _day(line: int, cell: str) -> date:
    try:
        day = date.fromisoformat(cell) if _DAY.fullmatch(cell) else None
    except ValueError:
        day = None
    if day is None:
        raise Wrong(f"{_short(cell)} is no day; write it like 2026-11-21", line, "date")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Wrong(f"{day} is out of range; give a day from {FIRST_YEAR} to {LAST_YEAR}", line, "date")
    return day


def _exercise(line: int, cell: str, exercises: Collection[str]) -> str:
    for id in (cell, cell.lower()):
        if id in exercises:
            return id
    near = get_close_matches(cell[:80].lower().replace(" ", "_"), list(exercises), 1)
    hint = f"did you mean {near[0]}?" if near else "`corecare exercises` lists them"
    raise Wrong(f"there is no exercise {_short(cell)}; {hint}", line, "exercise")


def _score(line: int, column: str, cell: str) -> Score:
    if cell and cell not in _SCORES:
        mend = "write a whole number from 0 to 10, or nothing where it was not said"
        raise Wrong(f"{_short(cell)} is not on the scale; {mend}", line, column)
    return _SCORES.get(cell)


def _short(cell: str) -> str:
    return repr(cell if len(cell) <= 40 else cell[:39] + "…")
