"""One frame of a figure: a posture, the things around it and the floor, in cells."""

from collections.abc import Iterable
from functools import lru_cache

from corecare_tui.figure import body as bodies
from corecare_tui.figure import props
from corecare_tui.figure.canvas import Canvas, Ink
from corecare_tui.figure.glyphs import DOTS, FLOOR, Frame, Mode, encode
from corecare_tui.figure.motion import Motion
from corecare_tui.figure.pose import Pose
from corecare_tui.figure.skeleton import HEAD, Body, solve, solved

Box = tuple[float, float, float, float]
"""Left, low, right, top."""
SMALLEST = (24, 6)
"""Columns and rows below which a body is a smudge."""
MARGIN = 2.0
LEAST_ISLAND = 1.6
"""Cells; smaller pieces of a far limb are specks."""
LEAST_HEIGHT = 10.0
"""Of a room: a body that a file put under the floor has less than none, and is not seen."""
CELL_TALL = 2.0
"""Height of a terminal's cell over its width."""


def frame(
    motion: Motion,
    pose: Pose,
    columns: int,
    rows: int,
    mode: Mode,
    muscles: tuple[str, ...] | None = None,
    mirrored: bool = False,
    beside: bool = False,
    far_works: bool = False,
) -> Frame:
    """`rows` rows of `columns` cells; the last one is the floor.

    The postures of a loop share one scale, so that nothing jumps; a picture that stands `beside` another also leaves room for
    what the mistakes do.
    """
    wide, high = DOTS[mode]
    tall = CELL_TALL / high * wide
    columns_of_dots, rows_of_dots = columns * wide, (rows - 1) * high
    fitted = _fitted(_room(motion, beside), motion.figure.view == "top", columns_of_dots, rows_of_dots, tall)
    canvas = Canvas(columns_of_dots, rows_of_dots, *fitted, tall)
    body = solve(pose)
    for prop in motion.figure.props:
        if not prop.held:
            props.draw(canvas, prop, body)
    glowing = motion.figure.muscles if muscles is None else muscles
    looks = bodies.Looks(glowing, motion.figure.view, motion.figure.behind, "f" if far_works else "n")
    bodies.draw(canvas, body, looks, int(LEAST_ISLAND * wide * high))
    for prop in motion.figure.props:
        if prop.held:
            props.draw(canvas, prop, body)
    if mirrored:
        canvas.mirror()
    floor = (" ", Ink.NONE, Ink.NONE) if motion.figure.view == "top" else (FLOOR[mode], Ink.FLOOR, Ink.NONE)
    return (*encode(canvas, mode), (floor,) * columns)


def text(cells: Frame) -> list[str]:
    """A frame as plain lines."""
    return ["".join(glyph for glyph, _, _ in row).rstrip() for row in cells]


@lru_cache(maxsize=64)
def _room(motion: Motion, beside: bool) -> Box:
    """What the body takes in its loop, or in any of its postures; things included."""
    postures = [solved(pose) for pose in (motion.poses.values() if beside else motion.own)]
    boxes = [_extent(body) for body in postures]
    boxes += [props.extent(prop, body) for prop in motion.figure.props for body in postures]
    return _around(boxes)


def _around(boxes: Iterable[Box]) -> Box:
    left, low, right, top = zip(*boxes, strict=True)
    return min(left), min(low), max(right), max(top)


def _extent(body: Body) -> Box:
    rounds = [(point, 7.2) for point in body.spine] + [(body.head, HEAD + 1.5)]
    rounds += [(point, 3.0) for chain in body.limbs.values() for point in chain.joints]
    return _around((x - r, y - r, x + r, y + r) for (x, y), r in rounds)


def _fitted(room: Box, floating: bool, columns: int, rows: int, tall: float) -> tuple[float, float, float]:
    """Dots a unit, and where world (0, 0) lies: the room fills the width or the height.

    It stands on the floor, y = 0; seen from above there is none, and a `floating` room is shown whole wherever it lies.
    """
    left, low, right, top = room
    floor = low - MARGIN if floating else 0.0
    across = (columns - 2) / (right - left + 2 * MARGIN)
    up = (rows - 1) * tall / max(LEAST_HEIGHT, top - floor + MARGIN + 1.0)
    scale = min(across, up)
    return scale, columns / 2 - scale * (left + right) / 2, rows - 1.0 + floor * scale / tall
