"""The things around a body: one small drawing each."""

from collections.abc import Callable

from corecare_tui.figure.canvas import Canvas, Ink
from corecare_tui.figure.declared import Point, Prop
from corecare_tui.figure.skeleton import Body


def _box(canvas: Canvas, at: Point, size: Point) -> None:
    canvas.box(at[0], at[1], at[0] + size[0], at[1] + size[1], Ink.PROP)


def _round(canvas: Canvas, at: Point, size: Point) -> None:
    canvas.ellipse(at, size[0] / 2, size[0] / 2, 0, Ink.PROP)


def _kettlebell(canvas: Canvas, at: Point, size: Point) -> None:
    """Hangs from `at`: a handle, and the bell below it."""
    half = size[0] / 2
    canvas.ellipse((at[0], at[1] - half * 0.7), half * 0.72, half * 0.8, 0, Ink.PROP)
    canvas.ellipse((at[0], at[1] - half * 0.6), half * 0.4, half * 0.45, 0, Ink.NONE)
    canvas.ellipse((at[0], at[1] - half * 1.9), half, half * 0.95, 0, Ink.PROP)


def _chair(canvas: Canvas, at: Point, size: Point) -> None:
    """Seat, two legs and, on the left, a back of the same height again."""
    (x, y), (wide, high) = at, size
    canvas.box(x, y + high - 4, x + wide, y + high, Ink.PROP)
    canvas.box(x, y, x + 3, y + 2 * high, Ink.PROP)
    canvas.box(x + wide - 3, y, x + wide, y + high, Ink.PROP)


PROPS: dict[str, Callable[[Canvas, Point, Point], None]] = {
    "box": _box,
    "wall": _box,
    "mat": _box,
    "ball": _round,
    "roller": _round,
    "kettlebell": _kettlebell,
    "chair": _chair,
}
"""How each kind is drawn; the files may name these."""


def draw(canvas: Canvas, prop: Prop, body: Body) -> None:
    """One thing where it stands, or where the joint that holds it is."""
    x, y = body.joint(prop.held) if prop.held else (0.0, 0.0)
    PROPS[prop.kind](canvas, (x + prop.at[0], y + prop.at[1]), prop.size)


def extent(prop: Prop, body: Body) -> tuple[float, float, float, float]:
    """Its box: left, low, right, top."""
    x, y = body.joint(prop.held) if prop.held else (0.0, 0.0)
    x, y = x + prop.at[0], y + prop.at[1]
    wide, high = prop.size
    if prop.kind in ("ball", "roller"):
        return x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2
    if prop.kind == "kettlebell":
        return x - wide / 2, y - wide * 1.45, x + wide / 2, y
    return x, y, x + wide, y + high * (2 if prop.kind == "chair" else 1)
