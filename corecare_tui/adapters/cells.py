"""A CSV file as rows of cells, each with its line: what the readers of tables share."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

_END = "\x04"
"""Stands alone in a row after the last one; where it does not, a quote was never closed."""


class Wrong(Exception):
    """What is wrong and how to mend it, on which line and in which column, where it has them."""

    def __init__(self, what: str, line: int | None = None, column: str = "") -> None:
        super().__init__(what)
        self.what, self.line, self.column = what, line, column

    def told(self, file: object) -> str:
        """FILE:LINE: column: what is wrong; how to mend it."""
        place = f"{file}:{self.line}" if self.line else str(file)
        return ": ".join(part for part in (place, self.column, self.what) if part)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the line and the names of its header, and its rows, each as long as the header."""

    line: int
    names: list[str]
    rows: Iterator[tuple[int, list[str]]]


def sheet(data: bytes, largest: int, loose: bool = True) -> Sheet:
    """The table in `data`, at most `largest` bytes. Raises Wrong, for its rows while they are read; an empty file has no names.

    `loose`: blanks around a cell are no part of it.
    """
    rows = _rows(_text(data, largest), loose)
    line, names = next(rows, (1, []))
    names = [name.strip() for name in names]
    return Sheet(line, names, ((at, _filled(at, cells, names)) for at, cells in rows))


def _text(data: bytes, largest: int) -> str:
    if len(data) > largest:
        raise Wrong(f"is larger than {largest // 1024**2} MB; cut it into parts")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Wrong(f"is not UTF-8 text (byte 0x{data[error.start]:02x}); save it as CSV in UTF-8", line) from None
    at = next((text.index(letter) for letter in ("\0", _END) if letter in text), None)
    if at is not None:
        raise Wrong(f"is not text (byte 0x{ord(text[at]):02x}); save it as CSV", text.count("\n", 0, at) + 1)
    return text


def _rows(text: str, loose: bool) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the line it begins on."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(StringIO(f"{text}\n{_END}", newline=""), delimiter=separator, skipinitialspace=loose)
    line = 1
    try:
        for cells in reader:
            if cells == [_END]:
                return
            if any(_END in cell for cell in cells):
                raise Wrong('a quote is opened here and never closed; close it with "', line)
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells] if loose else cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise Wrong(f"{error}; is a quote opened here and never closed?", line) from None


def _filled(line: int, cells: list[str], names: list[str]) -> list[str]:
    """As many as there are columns; what a row leaves out at its end is empty."""
    if any(cell.strip() for cell in cells[len(names) :]):
        mend = "put a text that holds the separator in quotes, and write scores as whole numbers"
        raise Wrong(f"has {len(cells)} cells where the header names {len(names)} columns; {mend}", line, "row")
    return cells[: len(names)] + [""] * (len(names) - len(cells))
