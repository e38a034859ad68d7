"""From dots to terminal cells: block elements with two colours, half blocks, ASCII, or plain text in one colour."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corecare_tui.figure.canvas import Canvas, Ink

Cell = tuple[str, Ink, Ink]
"""A glyph, what it is drawn in, what lies behind it."""
Frame = tuple[tuple[Cell, ...], ...]
"""Rows of cells."""


class Mode(StrEnum):
    """How a figure is drawn."""

    SMOOTH = "smooth"
    """Quadrants and eighth blocks, two colours a cell, matched to 4 × 8 dots."""
    HALF = "half"
    """▀ ▄ █ only: the Linux console, old fonts."""
    ASCII = "ascii"
    TEXT = "text"
    """One colour, for plain output: quadrants, ▒ for the muscle, ░ for what is far."""


DOTS = {Mode.SMOOTH: (4, 8), Mode.HALF: (1, 2), Mode.ASCII: (2, 4), Mode.TEXT: (2, 4)}
"""Columns and rows of dots in a cell."""
FLOOR = {Mode.SMOOTH: "▔", Mode.HALF: "▀", Mode.ASCII: "=", Mode.TEXT: "▔"}
_FRONT = {
    Ink.NONE: 0,
    Ink.FLOOR: 1,
    Ink.PROP: 2,
    Ink.FAR: 4,
    Ink.TORSO: 5,
    Ink.HEAD: 6,
    Ink.HAIR: 6,
    Ink.LEG: 6,
    Ink.ARM: 7,
    Ink.MUSCLE: 8,
}
"""What keeps a cell that several share: the greater."""
_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""Bit 0 upper left, 1 upper right, 2 lower left, 3 lower right."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    mask: int
    """32 dots, bit 4·row + column."""
    text: str


def _blocks() -> tuple[_Glyph, ...]:
    """Every block element that common fonts have; its inverse comes free by exchanging the two colours."""
    found: dict[int, str] = {}
    for bits, text in enumerate(_QUADRANTS):
        found[_mask({(x, y) for x in range(4) for y in range(8) if bits >> ((y >= 4) * 2 + (x >= 2)) & 1})] = text
    for eighths, text in enumerate("▁▂▃▄▅▆▇", 1):
        found.setdefault(_mask({(x, y) for x in range(4) for y in range(8 - eighths, 8)}), text)
    for quarters, text in ((1, "▎"), (2, "▌"), (3, "▊")):
        found.setdefault(_mask({(x, y) for x in range(quarters) for y in range(8)}), text)
    return tuple(_Glyph(mask, text) for mask, text in found.items())


def _mask(dots: set[tuple[int, int]]) -> int:
    return sum(1 << (y * 4 + x) for x, y in dots)


_BLOCKS = _blocks()
_ALL = (1 << 32) - 1


def encode(canvas: Canvas, mode: Mode) -> Frame:
    """The cells of a canvas whose dots are whole cells."""
    wide, high = DOTS[mode]
    draw = _DRAWN[mode]
    rows: list[tuple[Cell, ...]] = []
    for top in range(0, canvas.rows, high):
        lines = [bytes(line) for line in canvas.dots[top : top + high]]
        rows.append(
            tuple(draw(b"".join([line[left : left + wide] for line in lines])) for left in range(0, canvas.columns, wide))
        )
    return tuple(rows)


_BLANK: Cell = (" ", Ink.NONE, Ink.NONE)


@lru_cache(maxsize=1_000)
def _smooth(dots: bytes) -> Cell:
    """The nearest block glyph and two inks for 4 × 8 dots."""
    inks = set(dots)
    if len(inks) == 1:
        return " ", Ink.NONE, Ink(dots[0])  # a blank on a colour: glyphs leave seams of 1 px between xterm's cells
    two = sorted(inks, key=lambda ink: (-dots.count(ink), -_FRONT[Ink(ink)]))[:2]
    fore, back = sorted((Ink(ink) for ink in two), key=lambda ink: -_FRONT[ink])
    wanted = 0
    for index, each in enumerate(dots):
        ink = Ink(each)
        if ink == fore or (ink != back and (ink if back is Ink.NONE else _FRONT[ink] > _FRONT[back])):
            wanted |= 1 << index
    text, swapped = _nearest(wanted)
    return (text, back, fore) if swapped else (text, fore, back)


@lru_cache(maxsize=1_000)
def _nearest(wanted: int) -> tuple[str, bool]:
    """The block that differs in the fewest dots, and whether its two inks change places."""
    best = min(((block.mask ^ wanted).bit_count(), 0, block.text) for block in _BLOCKS)
    turned = min(((block.mask ^ wanted ^ _ALL).bit_count(), 1, block.text) for block in _BLOCKS)
    _, swapped, text = min(best, turned)
    return text, bool(swapped)


def _half(dots: bytes) -> Cell:
    top, low = Ink(dots[0]), Ink(dots[1])
    if top == low:
        return " ", Ink.NONE, top
    if top is Ink.NONE:
        return "▄", low, Ink.NONE
    return "▀", top, low


@lru_cache(maxsize=1_000)
def _ascii(dots: bytes) -> Cell:
    """`#` the body, `@` the muscle, `:` what is far, `%` a thing; `"` and `_` where only the upper or lower half is filled."""
    ink = _most(dots)
    if ink is Ink.NONE:
        return _BLANK
    top, low = sum(map(bool, dots[:4])), sum(map(bool, dots[4:]))
    if ink is Ink.FAR:
        return (":" if top + low > 3 else "."), ink, Ink.NONE
    if top + low < 2:
        return _BLANK
    if ink in (Ink.MUSCLE, Ink.PROP):
        return ("@" if ink is Ink.MUSCLE else "%"), ink, Ink.NONE
    if ink in (Ink.HEAD, Ink.HAIR) and top > 1 and low > 1:
        return "O", ink, Ink.NONE
    text = "#" if top > 1 and low > 1 else '"' if top >= low else "_"
    return text, ink, Ink.NONE


@lru_cache(maxsize=1_000)
def _text(dots: bytes) -> Cell:
    ink = _most(dots)
    if ink is Ink.NONE:
        return _BLANK
    if dots.count(0) <= 2 and ink in (Ink.FAR, Ink.MUSCLE, Ink.PROP):
        return {Ink.FAR: "░", Ink.MUSCLE: "▒", Ink.PROP: "▓"}[ink], ink, Ink.NONE
    quarters = (dots[0:1] + dots[2:3], dots[1:2] + dots[3:4], dots[4:5] + dots[6:7], dots[5:6] + dots[7:8])
    bits = sum(1 << index for index, quarter in enumerate(quarters) if all(quarter))
    if ink is Ink.FAR:
        return ("░" if bits.bit_count() >= 2 else " "), ink, Ink.NONE
    return _QUADRANTS[bits], ink, Ink.NONE


def _most(dots: bytes) -> Ink:
    """The ink that has most of a cell, the one in front where two have nearly as much."""
    inks = {Ink(each) for each in dots if each}
    return max(inks, key=lambda ink: dots.count(ink) + _FRONT[ink] * 0.35, default=Ink.NONE)


_DRAWN: dict[Mode, Callable[[bytes], Cell]] = {Mode.SMOOTH: _smooth, Mode.HALF: _half, Mode.ASCII: _ascii, Mode.TEXT: _text}
_MASKS = {block.text: block.mask for block in _BLOCKS} | {"▔": 0xF, "░": 0x5A5A5A5A, "▒": 0xA5A5A5A5, "▓": 0x7D7D7D7D}


def masked(glyph: str) -> int:
    """The 4 × 8 dots of a glyph, bit 4·row + column; of a letter, as a picture cannot spell, all of them."""
    return 0 if glyph == " " else _MASKS.get(glyph, _ALL)
