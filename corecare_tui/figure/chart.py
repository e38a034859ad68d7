"""The pain chart as text: ○ before, ● after, the mean of the week, on a scale of 0–10 that never stretches to flatter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

LEAST = (24, 8)
"""The columns and rows below which there is no chart: axis 7 + words 11 + 6 columns; 6 rows of levels, floor, labels."""
_WORDS = {0: "none", 1: "mild", 4: "moderate", 7: "severe", 10: "worst"}
_LEFT = 7  # the column of the first day: ' 9–10 ┤' at its longest
_RIGHT = 11  # '┄ moderate' and a blank before it
_WIDEST = 6
"""Text columns from one column of the chart to the next, at most: four days across a screen would look like a trend."""


BEFORE, AFTER, OUTSIDE, BETWEEN, WORD, SELECTED, SOLID, THIN, FLOOR = "○●◇│┄▲━╌─"
_AXIS = {(False, False): "│", (True, False): "┤", (False, True): "║", (True, True): "╢"}
"""(does the row have a round number?, does it lie in the band?)"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a day, or some days."""

    label: str
    before: float | None = None
    """0–10; None = not said, which draws nothing."""
    after: float | None = None
    mean: float | None = None
    """Of the week that ends here."""
    solid: bool = True
    """Is the mean made of days enough?"""
    mark: str = ""
    """One sign for what happened, on the floor."""
    outside: float | None = None
    """Said outside sessions."""


def room(width: int) -> int:
    """The columns that a chart of that width has for days."""
    return max(1, width - _LEFT - _RIGHT)


def stride(count: int, width: int) -> int:
    """Text columns from one of `count` columns to the next."""
    return min(_WIDEST, max(1, room(width) // max(1, count)))


def place(index: int, count: int, width: int) -> int:
    """The text column where that column stands."""
    return _LEFT + stride(count, width) * index


def column_at(x: int, count: int, width: int) -> int | None:
    """The column of the chart that stands at text column `x`; None beside them."""
    index = (x - _LEFT) // stride(count, width)
    return index if x >= _LEFT and index < count else None


def level(score: float) -> int:
    """The level at which a score or a mean is drawn: the nearest, halves up."""
    return floor(score + 0.5)


def levels(columns: Iterable[Column], rows: int) -> list[tuple[int, ...]]:
    """The pain levels that each plot row stands for, top first, at most `rows` of them (6 or more).

    11 rows: one a level; 21 rows: a blank row () between. Fewer: 0–6 alone, unless a 7 or more was said. Then 0 keeps its own
    row, because none is not a little, and the rest share by twos: 9–10, 7–8, 5–6, 3–4, 1–2.
    """
    if rows >= 11:
        step = 2 if rows >= 21 else 1
        return [() if y % step else (10 - y // step,) for y in range(10 * step + 1)]
    scores = (score for c in columns for score in (c.before, c.after, c.mean, c.outside) if score is not None)
    if max(map(level, scores), default=0) <= 6 and rows >= 7:
        return [(one,) for one in range(6, -1, -1)]
    return [(9, 10), (7, 8), (5, 6), (3, 4), (1, 2), (0,)]


def banded(rows: Sequence[tuple[int, ...]], band: tuple[float, float] | None) -> list[bool]:
    """Which rows lie in the band from one score to another; a blank row does where the rows around it do."""
    inside = [bool(band and shown and any(band[0] <= one <= band[1] for one in shown)) for shown in rows]
    return [any(inside[y - 1 : y]) and any(inside[y + 1 : y + 2]) if not rows[y] else inside[y] for y in range(len(rows))]


def draw(
    columns: Sequence[Column],
    width: int,
    height: int,
    selected: int | None = None,
    band: tuple[float, float] | None = None,
) -> list[str]:
    """Draw the chart: at most `height` strings of exactly `width` columns.

    `columns`, oldest first, at most `room(width)`. `selected`, an index, gets a ▲ on the floor and always its label; the rows
    of `band` have a double axis. Below LEAST it is one line that says so. A score beyond 0–10 raises KeyError.
    """
    if width < LEAST[0] or height < LEAST[1]:
        return [f"The chart needs {LEAST[0]} x {LEAST[1]}"[:width].ljust(width)]
    rows = levels(columns, height - 2)
    grid = [_row(shown, double, width) for shown, double in zip(rows, banded(rows, band), strict=True)]
    row_of = {one: y for y, shown in enumerate(rows) for one in shown}
    for index, column in enumerate(columns):
        _mean(grid, row_of, column, range(place(index, len(columns), width), place(index + 1, len(columns), width)))
    for index, column in enumerate(columns):
        _dumbbell(grid, row_of, column, place(index, len(columns), width))
    floor = list(" " * (_LEFT - 2) + "└" + FLOOR * (width - _LEFT - _RIGHT + 1) + " " * _RIGHT)
    for index, column in enumerate(columns):
        floor[place(index, len(columns), width)] = column.mark or FLOOR
    if selected is not None:
        floor[place(selected, len(columns), width)] = SELECTED
    return ["".join(row) for row in [*grid, floor, _labels(columns, width, selected)]]


def _row(shown: tuple[int, ...], double: bool, width: int) -> list[str]:
    """An empty plot row: its numbers, the axis, and the word that starts at its level."""
    numbers = "–".join(map(str, shown))
    word = next((f"{WORD} {_WORDS[one]}" for one in shown if one in _WORDS), "")
    numbered = bool(shown) and shown[-1] % 5 == 0
    axis = _AXIS[numbered, double]
    return list(f"{numbers:>{_LEFT - 3}} {axis}".ljust(width - _RIGHT + 1) + word.ljust(_RIGHT - 1))


def _mean(grid: list[list[str]], row_of: dict[int, int], column: Column, across: range) -> None:
    """The mean of the week as a line as long as the column is wide."""
    if column.mean is not None:
        y = row_of[level(column.mean)]
        for x in across:
            grid[y][x] = SOLID if column.solid else THIN


def _dumbbell(grid: list[list[str]], row_of: dict[int, int], column: Column, x: int) -> None:
    """Before and after; where both fall on one row, the later one is seen. What was said outside gives way to both."""
    if column.outside is not None:
        grid[row_of[level(column.outside)]][x] = OUTSIDE
    scores = (column.before, BEFORE), (column.after, AFTER)
    ends = [row_of[level(score)] for score, _ in scores if score is not None]
    for y in range(min(ends, default=0) + 1, max(ends, default=0)):
        grid[y][x] = BETWEEN
    for score, sign in scores:
        if score is not None:
            grid[row_of[level(score)]][x] = sign


def _labels(columns: Sequence[Column], width: int, selected: int | None) -> list[str]:
    """The line of labels: every nth, counted back from the newest or the selected one, with n so that a blank stays between."""
    line = [" "] * width
    if not columns:
        return line
    longest = max(len(column.label) for column in columns)
    anchor = len(columns) - 1 if selected is None else selected
    every = -(-(longest + 1) // stride(len(columns), width))
    for index, column in enumerate(columns):
        if (index - anchor) % every == 0:
            text = column.label[:width]
            start = min(max(0, place(index, len(columns), width) - len(text) // 2), width - len(text))
            line[start : start + len(text)] = text
    return line
