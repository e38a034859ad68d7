"""A contact sheet: many captioned frames beside each other, as plain lines or as dots for a picture file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corecare_tui.figure import letters
from corecare_tui.figure.canvas import Ink
from corecare_tui.figure.glyphs import Frame, masked
from corecare_tui.figure.picture import text

GAP = 12
"""Dots between the pictures of a sheet."""
_CELL = (4, 8)


@dataclass(frozen=True, slots=True)
class Captioned:
    """One picture of a sheet."""

    caption: str
    cells: Frame


def lines(pictures: Iterable[Captioned]) -> list[str]:
    """The sheet as plain text, one picture under the other."""
    return [line for each in pictures for line in (f"── {each.caption}", *text(each.cells), "")]


def dots(pictures: Sequence[Captioned], across: int) -> list[bytearray]:
    """The sheet as rows of inks, `across` pictures wide, all pictures of one size; 4 × 8 dots a cell."""
    made = [_picture(each) for each in pictures]
    wide, high = len(made[0][0]) + GAP, len(made[0]) + GAP
    rows = -(-len(made) // across)
    sheet = [bytearray(across * wide + GAP) for _ in range(rows * high + GAP)]
    for index, picture in enumerate(made):
        left, top = GAP + index % across * wide, GAP + index // across * high
        for y, line in enumerate(picture):
            sheet[top + y][left : left + len(line)] = line
    return sheet


def _picture(each: Captioned) -> list[bytearray]:
    """A caption in letters of two dots a pixel, and the frame under it."""
    wide = len(each.cells[0]) * _CELL[0]
    caption = letters.pixels(each.caption)
    picture = [bytearray(wide) for _ in range(2 * len(caption) + 4)]
    for y, line in enumerate(caption):
        for x, on in enumerate(line[: wide // 2 - 1]):
            if on:
                for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
                    picture[2 * y + dy][2 * x + dx] = Ink.ARM
    return [*picture, *(line for row in each.cells for line in _row(row))]


def _row(row: Sequence[tuple[str, Ink, Ink]]) -> list[bytearray]:
    found = [bytearray() for _ in range(_CELL[1])]
    for glyph, fore, back in row:
        mask = masked(glyph)
        for y, line in enumerate(found):
            line += bytes(fore if mask >> (y * 4 + x) & 1 else back for x in range(_CELL[0]))
    return found
