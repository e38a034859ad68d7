"""Dots of ink: tapered limbs, ellipses and boxes filled row by row, in world units."""

import math
from collections.abc import Iterable
from enum import IntEnum

from corecare_tui.figure.declared import Point


class Ink(IntEnum):
    """What a dot belongs to; the palette gives each its colour."""

    NONE = 0
    FAR = 1
    TORSO = 2
    LEG = 3
    HEAD = 4
    MUSCLE = 5
    FLOOR = 6
    ARM = 7
    PROP = 8
    HAIR = 9


class Canvas:
    """`columns` × `rows` dots. World point (x, y) lies at dot (x·scale + left, bottom - y·scale / tall)."""

    def __init__(self, columns: int, rows: int, scale: float, left: float, bottom: float, tall: float) -> None:
        self.columns, self.rows = columns, rows
        self.scale, self.left, self.bottom = scale, left, bottom
        self.tall = tall
        """Height of a dot over its width."""
        self.dots = [bytearray(columns) for _ in range(rows)]

    def limb(self, a: Point, b: Point, ra: float, rb: float, ink: Ink, over: frozenset[Ink] | None = None) -> None:
        """A capsule from `a`, round with radius `ra`, to `b` with `rb`; only over those inks, if any are named."""
        long = math.hypot(b[0] - a[0], b[1] - a[1]) or 1e-9
        nx, ny = (a[1] - b[1]) / long, (b[0] - a[0]) / long
        corners = (
            (a[0] + nx * ra, a[1] + ny * ra),
            (b[0] + nx * rb, b[1] + ny * rb),
            (b[0] - nx * rb, b[1] - ny * rb),
            (a[0] - nx * ra, a[1] - ny * ra),
        )
        edges = tuple(zip(corners, (*corners[1:], corners[0]), strict=True))
        for row in self._between(max(a[1] + ra, b[1] + rb), min(a[1] - ra, b[1] - rb)):
            y = self._y(row)
            low, high = _cut(y, edges, a, ra, b, rb)
            if low <= high:
                self._fill(row, low, high, ink, over)

    def ellipse(self, middle: Point, rx: float, ry: float, angle: float, ink: Ink, over: frozenset[Ink] | None = None) -> None:
        """An ellipse turned by `angle` degrees."""
        c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        p = (c / rx) ** 2 + (s / ry) ** 2
        q = 2 * c * s * (1 / rx**2 - 1 / ry**2)
        r = (s / rx) ** 2 + (c / ry) ** 2
        tallest = max(rx, ry)
        for row in self._between(middle[1] + tallest, middle[1] - tallest):
            v = self._y(row) - middle[1]
            inside = (q * v) ** 2 - 4 * p * (r * v * v - 1)
            if inside >= 0:
                half = math.sqrt(inside)
                self._fill(row, middle[0] + (-q * v - half) / (2 * p), middle[0] + (-q * v + half) / (2 * p), ink, over)

    def box(self, x0: float, y0: float, x1: float, y1: float, ink: Ink) -> None:
        """An upright box."""
        for row in self._between(y1, y0):
            if y0 <= self._y(row) <= y1:
                self._fill(row, x0, x1, ink, None)

    def drop_specks(self, ink: Ink, fewer_than: int) -> None:
        """Erase islands of that ink smaller than so many dots: slivers of a far limb behind a near one."""
        left = {(x, y) for y, line in enumerate(self.dots) for x in _where(line, ink)}
        while left:
            island = _grown(left)
            if len(island) < fewer_than:
                for x, y in island:
                    self.dots[y][x] = Ink.NONE

    def mirror(self) -> None:
        """Left becomes right."""
        for line in self.dots:
            line.reverse()

    def _y(self, row: int) -> float:
        return (self.bottom - (row + 0.5)) * self.tall / self.scale

    def _between(self, top: float, low: float) -> range:
        """The rows that lie between two heights, one more at each end."""
        first = int(self.bottom - top * self.scale / self.tall) - 1
        last = int(self.bottom - low * self.scale / self.tall) + 1
        return range(max(0, first), min(self.rows - 1, last) + 1)

    def _fill(self, row: int, low: float, high: float, ink: Ink, over: frozenset[Ink] | None) -> None:
        first = max(0, math.ceil(low * self.scale + self.left - 0.5))
        last = min(self.columns - 1, math.floor(high * self.scale + self.left - 0.5))
        if first > last:
            return
        line = self.dots[row]
        if over is None:
            line[first : last + 1] = bytes((ink,)) * (last - first + 1)
        else:
            line[first : last + 1] = line[first : last + 1].translate(_only(ink, over))


_TABLES: dict[tuple[Ink, frozenset[Ink]], bytes] = {}


def _only(ink: Ink, over: frozenset[Ink]) -> bytes:
    """A translation that puts `ink` in the place of those inks and leaves the others."""
    if (ink, over) not in _TABLES:
        _TABLES[ink, over] = bytes(ink if each in over else each for each in range(256))
    return _TABLES[ink, over]


def _cut(y: float, edges: Iterable[tuple[Point, Point]], a: Point, ra: float, b: Point, rb: float) -> tuple[float, float]:
    """From where to where a capsule is filled at height `y`; the first greater than the second where it is not."""
    low, high = math.inf, -math.inf
    for (x, middle), radius in ((a, ra), (b, rb)):
        across = radius * radius - (y - middle) ** 2
        if across >= 0:
            half = math.sqrt(across)
            low, high = min(low, x - half), max(high, x + half)
    for (px, py), (qx, qy) in edges:
        if (py <= y < qy) or (qy <= y < py):
            x = px + (y - py) * (qx - px) / (qy - py)
            low, high = min(low, x), max(high, x)
    return low, high


def _where(line: bytearray, ink: Ink) -> Iterable[int]:
    at = line.find(ink)
    while at >= 0:
        yield at
        at = line.find(ink, at + 1)


def _grown(left: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """One island, taken out of the dots that are left."""
    island = [left.pop()]
    for x, y in island:
        for near in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if near in left:
                left.remove(near)
                island.append(near)
    return island
