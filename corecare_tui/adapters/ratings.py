"""A CSV file of ratings, read into plain rows: the first mistake is one line that says where it stands and how to mend it."""

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from io import StringIO
from pathlib import Path

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
_END = "\x04"
"""Stands alone in a row after the last one; where it does not, a quote was never closed."""


class RatingsRefused(ValueError):
    """FILE:LINE: column: what is wrong; how to mend it. Nothing was read."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """What the file says."""

    rows: tuple[Told, ...]
    passed_over: tuple[str, ...]
    """Its columns that mean nothing here."""


class _Wrong(Exception):
    """What is wrong, on which line and in which column, where it has them."""

    def __init__(self, what: str, line: int | None = None, column: str = "") -> None:
        self.what, self.line, self.column = what, line, column


def read(path: Path, exercises: Collection[str]) -> Ratings:
    """The ratings in that file, of these exercises. Raises RatingsRefused for the first mistake in it."""
    try:
        return _ratings(_text(_data(path)), exercises)
    except _Wrong as wrong:
        place = f"{path}:{wrong.line}" if wrong.line else str(path)
        raise RatingsRefused(": ".join(part for part in (place, wrong.column, wrong.what) if part)) from None


def _data(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)  # /dev/zero has no end
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        raise _Wrong(f"{getattr(error, 'strerror', None) or error}; name a CSV file of ratings") from None


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise _Wrong(f"is larger than {LARGEST // 1024**2} MB; cut it into parts")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _Wrong(f"is not UTF-8 text (byte 0x{data[error.start]:02x}); save it as CSV in UTF-8", line) from None
    at = next((text.index(letter) for letter in ("\0", _END) if letter in text), None)
    if at is not None:
        raise _Wrong(f"is not text (byte 0x{ord(text[at]):02x}); save it as CSV", text.count("\n", 0, at) + 1)
    return text


def _ratings(text: str, exercises: Collection[str]) -> Ratings:
    rows = _rows(text)
    line, names = next(rows, (1, []))
    if not names:
        raise _Wrong(f"is empty; its first line names the columns: {','.join(NEEDED)}", 1)
    columns = _columns(line, [name.lower() for name in names])
    found = tuple(_told(at, _cells(at, cells, names), columns, exercises) for at, cells in rows)
    if not found:
        raise _Wrong("holds no rating below the names of the columns; add a row such as 2026-11-21,plank,2,0", line)
    unknown = dict.fromkeys(name for name in names if name and name.lower() not in COLUMNS)
    return Ratings(found, tuple(unknown))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the line it begins on."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(StringIO(f"{text}\n{_END}", newline=""), delimiter=separator, skipinitialspace=True)
    line = 1
    try:
        for cells in reader:
            if cells == [_END]:
                return
            if any(_END in cell for cell in cells):
                raise _Wrong('a quote is opened here and never closed; close it with "', line)
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise _Wrong(f"{error}; is a quote opened here and never closed?", line) from None


def _columns(line: int, names: list[str]) -> dict[str, int]:
    """Column → its place."""
    for column in COLUMNS:
        if names.count(column) > 1:
            raise _Wrong("there are two columns of this name; keep one of them", line, column)
        if column in NEEDED and column not in names:
            raise _Wrong(f"there is no such column; the first line names the columns: {','.join(NEEDED)}", line, column)
    return {column: names.index(column) for column in COLUMNS if column in names}


def _cells(line: int, cells: list[str], names: list[str]) -> list[str]:
    """As many as there are columns; what a row leaves out at its end is empty."""
    if any(cells[len(names) :]):
        mend = "put a text that holds the separator in quotes, and write scores as whole numbers"
        raise _Wrong(f"has {len(cells)} cells where the header names {len(names)} columns; {mend}", line, "row")
    return cells + [""] * (len(names) - len(cells))


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
        raise _Wrong(f"{_short(cell)} is no day; write it like 2026-11-21", line, "date")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _Wrong(f"{day} is out of range; give a day from {FIRST_YEAR} to {LAST_YEAR}", line, "date")
    return day


def _exercise(line: int, cell: str, exercises: Collection[str]) -> str:
    for id in (cell, cell.lower()):
        if id in exercises:
            return id
    near = get_close_matches(cell[:80].lower().replace(" ", "_"), list(exercises), 1)
    hint = f"did you mean {near[0]}?" if near else "`corecare exercises` lists them"
    raise _Wrong(f"there is no exercise {_short(cell)}; {hint}", line, "exercise")


def _score(line: int, column: str, cell: str) -> Score:
    if cell and cell not in _SCORES:
        mend = "write a whole number from 0 to 10, or nothing where it was not said"
        raise _Wrong(f"{_short(cell)} is not on the scale; {mend}", line, column)
    return _SCORES.get(cell)


def _short(cell: str) -> str:
    return repr(cell if len(cell) <= 40 else cell[:39] + "…")
