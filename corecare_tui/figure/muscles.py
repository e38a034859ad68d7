"""Where a muscle lies: one row each, painted over what the body already covers, so that no outline changes."""

from dataclasses import dataclass

from corecare_tui.figure.canvas import Canvas, Ink
from corecare_tui.figure.pose import points
from corecare_tui.figure.skeleton import RADII, Body, along, depth

_ON = frozenset({Ink.TORSO, Ink.LEG, Ink.MUSCLE})
_ON_FAR = frozenset({Ink.FAR, Ink.MUSCLE})
_ON_ARM = frozenset({Ink.TORSO, Ink.ARM, Ink.MUSCLE})


@dataclass(frozen=True, slots=True)
class Band:
    """A strip along the trunk: from and to as shares of the spine, and in depth from -1 (back) to +1 (belly)."""

    first: float
    last: float
    back: float
    front: float


@dataclass(frozen=True, slots=True)
class Along:
    """A strip along a segment of the near leg: which one, from and to, on its front (+1) or back (-1)."""

    segment: int
    first: float
    last: float
    side: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A disc at the hip or the shoulder, moved towards the front (+) or back (-) of the trunk, and down the near thigh."""

    joint: str
    forward: float
    down: float
    size: tuple[float, float]


Region = Band | Along | Spot

MUSCLES: dict[str, Region] = {
    "glutes": Spot("hip", -3.0, 0.0, (6.2, 5.6)),
    "abs": Band(0.14, 0.72, 0.10, 1.05),
    "core": Band(0.14, 0.66, -1.05, 1.05),
    "low_back": Band(0.08, 0.52, -1.05, -0.15),
    "back": Band(0.08, 0.95, -1.05, -0.15),
    "upper_back": Band(0.55, 0.97, -1.05, -0.05),
    "obliques": Band(0.12, 0.66, -0.6, 0.6),
    "side_down": Band(0.05, 0.72, 0.15, 1.05),
    "chest": Band(0.62, 0.95, 0.15, 1.05),
    "hip_flexors": Spot("hip", 3.2, 0.12, (6.0, 4.2)),
    "hamstrings": Along(0, 0.15, 0.9, -1),
    "quads": Along(0, 0.2, 0.95, 1),
    "calves": Along(1, 0.05, 0.6, -1),
    "shoulders": Spot("shoulder", 0.0, 0.0, (5.2, 5.2)),
}
"""As a body is seen from the side; `side_down` is the lower flank of a side plank, seen from the front."""
TRUNK_MUSCLES = frozenset(name for name, region in MUSCLES.items() if isinstance(region, Band))


def paint(canvas: Canvas, body: Body, muscle: str, view: str, works: str) -> None:
    """Let one muscle glow; of the legs that of the side which `works`, n or f."""
    if view == "top" and muscle == "glutes":
        for name in ("leg_n", "leg_f"):  # from above: both buttocks at the roots of the thighs
            canvas.ellipse(body.limbs[name].joints[0], 5.2, 4.4, 0, Ink.MUSCLE, _ON)
        return
    match MUSCLES[muscle]:
        case Band() as band:
            _band(canvas, body, band)
        case Along() as strip:
            _strip(canvas, body, strip, works)
        case Spot() as spot:
            _spot(canvas, body, spot, works)


def _band(canvas: Canvas, body: Body, band: Band) -> None:
    last = len(body.spine) - 1
    for index in range(last):
        share = index / last
        if band.first <= share <= band.last:
            deep = depth(share) + 0.6
            middle, half = (band.back + band.front) / 2 * deep, (band.front - band.back) / 2 * deep
            a = along(body.spine[index], body.turns[index] - 90, middle)
            b = along(body.spine[index + 1], body.turns[index + 1] - 90, middle)
            canvas.limb(a, b, half, half, Ink.MUSCLE, _ON)


def _strip(canvas: Canvas, body: Body, strip: Along, works: str) -> None:
    chain = body.limbs[f"leg_{works}"]
    a, b = chain.joints[strip.segment], chain.joints[strip.segment + 1]
    side = chain.angles[strip.segment] + strip.side * 90  # a quarter turn on is the front of a thigh
    ra, rb = RADII["leg"][strip.segment]
    first = along(points(a, b, strip.first), side, ra * 0.45)
    last = along(points(a, b, strip.last), side, rb * 0.45)
    canvas.limb(first, last, ra * 0.75, rb * 0.75, Ink.MUSCLE, _ON if works == "n" else _ON_FAR)


def _spot(canvas: Canvas, body: Body, spot: Spot, works: str) -> None:
    if spot.joint == "shoulder":
        canvas.ellipse(body.shoulder, *spot.size, 0, Ink.MUSCLE, _ON_ARM)
        return
    chain = body.limbs[f"leg_{works}"]
    if not spot.down:
        middle = along(along(body.hip, body.turns[0] - 90, spot.forward), body.turns[0], -0.6)
        canvas.ellipse(middle, *spot.size, body.turns[0], Ink.MUSCLE, _ON)
        return
    middle = along(points(body.hip, chain.joints[1], spot.down), chain.angles[0] + 90, spot.forward)
    canvas.ellipse(middle, *spot.size, chain.angles[0], Ink.MUSCLE, _ON if works == "n" else _ON | _ON_FAR)
