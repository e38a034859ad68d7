"""The body as dots: far limbs, trunk, head, near limbs, each with a thin seam where it crosses another."""

from dataclasses import dataclass
from itertools import pairwise

from corecare_tui.figure.canvas import Canvas, Ink
from corecare_tui.figure.declared import Point
from corecare_tui.figure.muscles import TRUNK_MUSCLES, paint
from corecare_tui.figure.pose import between, points
from corecare_tui.figure.skeleton import HEAD, RADII, Body, Chain, along, depth

NECK = (3.6, 3.2)
SEAM, SEAM_DOTS = 0.9, 1.2
"""Width of the dark gap around a limb that crosses the body, and how many dots it takes at least: of less nothing is seen."""
_FAR = frozenset({Ink.FAR})
_HEAD = frozenset({Ink.HEAD})


@dataclass(frozen=True, slots=True)
class Looks:
    """How a body is looked at."""

    muscles: tuple[str, ...]
    """What glows."""
    view: str
    """side | front | top"""
    behind: tuple[str, ...]
    """Limbs behind the trunk."""
    works: str
    """The side, n or f, whose leg glows."""


def draw(canvas: Canvas, body: Body, looks: Looks, least_island: int) -> None:
    """The whole body. From the side the far limbs are dim; seen from the front or above none is far."""
    view, behind, muscles = looks.view, looks.behind, looks.muscles
    far = {"leg": Ink.FAR, "arm": Ink.FAR} if view == "side" else {"leg": Ink.LEG, "arm": Ink.ARM}
    near = {"leg": Ink.LEG, "arm": Ink.ARM}
    for name in behind:
        _limb(canvas, body.limbs[name], name, (near if name.endswith("n") else far)[name[:3]])
    for name in ("leg_f", "arm_f"):
        if name not in behind:
            _limb(canvas, body.limbs[name], name, far[name[:3]])
    _trunk(canvas, body, view)
    _head(canvas, body, view)
    for muscle in muscles:
        if muscle in TRUNK_MUSCLES:  # before the near limbs: they stay in front
            paint(canvas, body, muscle, view, looks.works)
    for name in ("leg_n", "arm_n"):
        if name not in behind:
            _seam(canvas, body.limbs[name], name)
            _limb(canvas, body.limbs[name], name, near[name[:3]])
    for muscle in muscles:
        if muscle not in TRUNK_MUSCLES:
            paint(canvas, body, muscle, view, looks.works)
    canvas.drop_specks(Ink.FAR, least_island)


def _limb(canvas: Canvas, chain: Chain, name: str, ink: Ink, wider: float = 0.0) -> None:
    for index, (ra, rb) in enumerate(RADII[name[:3]]):
        canvas.limb(chain.joints[index], chain.joints[index + 1], ra + wider, rb + wider, ink)


def _gap(canvas: Canvas) -> float:
    return max(SEAM, SEAM_DOTS / canvas.scale)


def _seam(canvas: Canvas, chain: Chain, name: str) -> None:
    """A gap around a limb, but not where it joins the trunk."""
    gap = _gap(canvas)
    (r0, r1), second, third = RADII[name[:3]]
    root, joint, end, tip = chain.joints
    canvas.limb(points(root, joint, 0.42), joint, between(r0, r1, 0.42) + gap, r1 + gap, Ink.NONE)
    canvas.limb(joint, end, second[0] + gap, second[1] + gap, Ink.NONE)
    canvas.limb(end, tip, third[0] + gap, third[1] + gap, Ink.NONE)


def _trunk(canvas: Canvas, body: Body, view: str) -> None:
    gap, last = _gap(canvas), len(body.spine) - 1
    pieces = [(a, b, depth(index / last), depth((index + 1) / last)) for index, (a, b) in enumerate(pairwise(body.spine))]
    for a, b, ra, rb in pieces:
        canvas.limb(a, b, ra + gap, rb + gap, Ink.NONE, _FAR)
    canvas.limb(body.neck, body.head, HEAD * 0.8 + gap, HEAD * 0.8 + gap, Ink.NONE, _FAR)
    for a, b, ra, rb in pieces:
        canvas.limb(a, b, ra, rb, Ink.TORSO)
    if view == "side":
        canvas.ellipse(seat(body, 2.0), 6.3, 6.0, body.turns[0], Ink.TORSO)
    canvas.limb(body.shoulder, body.neck, *NECK, Ink.TORSO)


def seat(body: Body, back: float) -> Point:
    """A point `back` behind the hip."""
    return along(along(body.hip, body.turns[0] + 90, back), body.turns[0], -0.5)


def _head(canvas: Canvas, body: Body, view: str) -> None:
    """An ellipse; from the side with a nose and hair at the back, so that the gaze reads."""
    canvas.ellipse(body.head, HEAD, HEAD * 0.83, body.gaze, Ink.HEAD)
    if view != "side":
        canvas.ellipse(along(body.head, body.gaze, 4.6), 4.0, 5.4, body.gaze, Ink.HAIR, _HEAD)
        return
    face = body.gaze - 90
    canvas.ellipse(along(along(body.head, face, HEAD * 0.8), body.gaze, -0.8), 1.9, 1.6, face, Ink.HEAD)
    canvas.ellipse(along(along(body.head, face + 180, 3.6), body.gaze, 1.8), 5.8, 4.2, body.gaze + 12, Ink.HAIR, _HEAD)
