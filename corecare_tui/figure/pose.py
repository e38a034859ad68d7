"""A whole posture, nothing left unsaid, and the one that lies between two of them."""

from dataclasses import dataclass, replace

from corecare_tui.figure.declared import Point, Scale

WHOLE = Scale()
"""Seen in full length."""
LIMBS = ("arm_n", "arm_f", "leg_n", "leg_f")


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg: the angles of its two long segments, or the place where its wrist or ankle is planted."""

    angles: Point = (-90.0, -90.0)
    """Degrees; nothing where it is planted."""
    planted: Point | None = None
    end: float | None = None
    """Degrees of the hand or foot; None: the hand along the forearm, the foot square to the shin."""
    scale: Scale = WHOLE


HANGING = Limb()
"""Straight down."""


@dataclass(frozen=True, slots=True)
class Pose:
    """One posture. Lengths in hundredths of the body's height, angles in degrees, as `declared.KeyPose` explains them."""

    pin: tuple[str, float, float] = ("hip", 0.0, 0.0)
    trunk: float = 90.0
    curl: Point = (0.0, 0.0)
    head: float | None = None
    spread: Point = (0.0, 0.0)
    arm_n: Limb = HANGING
    arm_f: Limb = HANGING
    leg_n: Limb = HANGING
    leg_f: Limb = HANGING

    def other_side(self) -> "Pose":
        """Left and right exchanged, in the same view: the march's other leg."""
        name, x, y = self.pin
        pinned = name.replace("_n", "_f") if name.endswith("_n") else name.replace("_f", "_n")
        return replace(self, pin=(pinned, x, y), arm_n=self.arm_f, arm_f=self.arm_n, leg_n=self.leg_f, leg_f=self.leg_n)


def ease(share: float) -> float:
    """A movement begins and ends slowly: 0 and 1 stay, the middle is fastest."""
    return share * share * (3 - 2 * share)


def between(a: float, b: float, share: float) -> float:
    """The number at `share` of the way."""
    return a + (b - a) * share


def points(a: Point, b: Point, share: float) -> Point:
    """The point at `share` of the way."""
    return between(a[0], b[0], share), between(a[1], b[1], share)


def scales(a: Scale, b: Scale, share: float) -> Scale:
    """The foreshortening at `share` of the way."""
    if a == b:
        return a
    return Scale(
        between(a.upper_arm, b.upper_arm, share),
        between(a.forearm, b.forearm, share),
        between(a.hand, b.hand, share),
        between(a.thigh, b.thigh, share),
        between(a.shin, b.shin, share),
        between(a.foot, b.foot, share),
    )
