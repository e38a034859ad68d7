"""The pain chart as text: one column a session, ○ before and ● after, on a scale of 0–10 that never stretches to flatter."""

from collections.abc import Sequence

Point = tuple[str, int | None, int | None]
"""A session: its label (such as the day, '21'), pain before, pain after; 0–10, None = not said, which draws nothing."""

LEAST = (24, 8)
"""The columns and rows below which there is no chart: axis 7 + words 11 + 3 points; 6 rows of levels, floor, labels."""

_WORDS = {0: "none", 1: "mild", 4: "moderate", 7: "severe", 10: "worst"}
_LEFT = 7  # the column of the first point: ' 9–10 ┤' at its longest
_RIGHT = 11  # '┄ moderate' and a blank before it
_SIGNS = {False: "○●│┄▲", True: "o*|-^"}  # before, after, between, word, selected
_AXIS = {False: "┤│└─", True: "+|+-"}  # numbered row, other row, corner, floor


def levels(points: Sequence[Point], rows: int) -> list[tuple[int, ...]]:
    """The pain levels that each plot row stands for, top first, at most `rows` of them (6 or more).

    11 rows: one a level; 21 rows: a blank row () between. Fewer: 0–6 alone, unless a 7 or more was said. Then 0 keeps its own
    row, because none is not a little, and the rest share by twos: 9–10, 7–8, 5–6, 3–4, 1–2.
    """
    if rows >= 11:
        step = 2 if rows >= 21 else 1
        return [() if y % step else (10 - y // step,) for y in range(10 * step + 1)]
    worst = max((score for _, *scores in points for score in scores if score is not None), default=0)
    if worst <= 6 and rows >= 7:
        return [(level,) for level in range(6, -1, -1)]
    return [(9, 10), (7, 8), (5, 6), (3, 4), (1, 2), (0,)]


def columns(points: Sequence[Point], width: int, selected: int | None = None) -> dict[int, int]:
    """The text column of every point that fits `width` columns, by its index in `points`, oldest first.

    Points stand 2 to 6 columns apart, as many as there is room for. Too many: the newest stay, but the window moves back as far
    as `selected` (an index).
    """
    room = width - _LEFT - _RIGHT
    stride = min(6, max(2, room // max(1, len(points))))
    fits = max(1, room // stride)
    first = max(0, len(points) - fits)
    if selected is not None:
        first = max(0, min(first, selected))
    return {index: _LEFT + stride * n for n, index in enumerate(range(first, min(len(points), first + fits)))}


def draw(points: Sequence[Point], width: int, height: int, selected: int | None = None, ascii: bool = False) -> list[str]:
    """Draw the chart: at most `height` strings of exactly `width` columns.

    `points`, oldest first, hold scores from 0 to 10 or None. `selected`, an index in `points`, gets a ▲ on the floor
    and always its label. `ascii` draws with o * | ^ only. Below LEAST it is one line that says so. Other scores raise KeyError.
    """
    if width < LEAST[0] or height < LEAST[1]:
        return [f"The chart needs {LEAST[0]} x {LEAST[1]}"[:width].ljust(width)]
    rows = levels(points, height - 2)
    across = columns(points, width, selected)
    grid = [_row(shown, width, ascii) for shown in rows]
    for index, x in across.items():
        _dumbbell(grid, rows, x, points[index][1:], _SIGNS[ascii])
    floor = list(" " * (_LEFT - 2) + _AXIS[ascii][2] + _AXIS[ascii][3] * (width - _LEFT - _RIGHT + 1) + " " * _RIGHT)
    if selected in across:
        floor[across[selected]] = _SIGNS[ascii][4]
    return ["".join(row) for row in [*grid, floor, _labels(points, across, width, selected)]]


def _row(shown: tuple[int, ...], width: int, ascii: bool) -> list[str]:
    """An empty plot row: its numbers, the axis, and the word that starts at its level."""
    numbers = ("-" if ascii else "–").join(map(str, shown))
    word = next((f"{_SIGNS[ascii][3]} {_WORDS[level]}" for level in shown if level in _WORDS), "")
    axis = _AXIS[ascii][0 if shown and shown[-1] % 5 == 0 else 1]
    return list(f"{numbers:>{_LEFT - 3}} {axis}".ljust(width - _RIGHT + 1) + word.ljust(_RIGHT - 1))


def _dumbbell(grid: list[list[str]], rows: list[tuple[int, ...]], x: int, scores: Sequence[int | None], signs: str) -> None:
    """Put one session into the grid; where both scores fall on one row, the later one is seen."""
    row_of = {level: y for y, shown in enumerate(rows) for level in shown}
    ends = [row_of[score] for score in scores if score is not None]
    for y in range(min(ends, default=0) + 1, max(ends, default=0)):
        grid[y][x] = signs[2]
    for score, sign in zip(scores, signs, strict=False):
        if score is not None:
            grid[row_of[score]][x] = sign


def _labels(points: Sequence[Point], across: dict[int, int], width: int, selected: int | None) -> list[str]:
    """The line of labels: every nth, counted back from the newest or the selected one, with n so that a blank stays between."""
    line = [" "] * width
    if not across:
        return line
    longest = max(len(points[index][0]) for index in across)
    known = list(across)
    stride = across[known[1]] - across[known[0]] if len(known) > 1 else 1
    anchor = selected if selected in across else known[-1]
    every = -(-(longest + 1) // stride)
    for index in known:
        if (index - anchor) % every == 0:
            text = points[index][0][:width]
            start = min(max(0, across[index] - len(text) // 2), width - len(text))
            line[start : start + len(text)] = text
    return line
