"""From a posture to joints: a spine of fixed length, two-bone limbs, and one pinned joint that places the whole."""

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corecare_tui.figure.declared import Point, Scale
from corecare_tui.figure.pose import LIMBS, Limb, Pose, between, points, scales

TRUNK, NECK, HEAD = 31.0, 5.0, 7.0
"""Hip to shoulder, shoulder to skull, half the skull: of a body 100 high."""
SEGMENTS = {"arm": (17.5, 15.0, 6.0), "leg": (25.0, 24.0, 10.0)}
"""Upper arm, forearm, hand; thigh, shin, foot."""
RADII = {
    "leg": ((6.1, 4.3), (4.1, 2.5), (2.6, 1.6)),
    "arm": ((3.9, 3.0), (3.0, 2.1), (2.1, 1.5)),
}
"""Of each segment at its near and its far end."""
DEPTHS = ((0.0, 6.9), (0.12, 7.0), (0.38, 5.7), (0.62, 6.6), (0.82, 6.8), (1.0, 5.2))
"""Half the trunk's depth at shares of the spine: pelvis, waist, ribs, shoulders."""
VERTEBRAE = 16
"""Pieces the spine is drawn in: at 8 a rounded back shows corners."""
JOINTS = {
    "elbow": ("arm", 1),
    "wrist": ("arm", 2),
    "hand": ("arm", 3),
    "knee": ("leg", 1),
    "ankle": ("leg", 2),
    "toe": ("leg", 3),
}
JOINT_NAMES = ("hip", "shoulder", "head", *(f"{joint}_{side}" for joint in JOINTS for side in "nf"))


@dataclass(frozen=True, slots=True)
class Chain:
    """One limb, solved: four joints from the trunk outwards and the angles of the three segments between them."""

    joints: tuple[Point, Point, Point, Point]
    angles: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Body:
    """A posture, solved: every joint where it is, in hundredths of the body's height."""

    spine: tuple[Point, ...]
    """From hip to shoulder."""
    turns: tuple[float, ...]
    """The spine's direction at each of its points, degrees."""
    neck: Point
    head: Point
    """The middle of the skull."""
    gaze: float
    """From neck to crown, degrees."""
    limbs: dict[str, Chain]

    @property
    def hip(self) -> Point:
        """Where the spine begins."""
        return self.spine[0]

    @property
    def shoulder(self) -> Point:
        """Where it ends."""
        return self.spine[-1]

    def joint(self, name: str) -> Point:
        """A joint by its name, one of JOINT_NAMES."""
        if name in ("hip", "shoulder", "head"):
            return {"hip": self.hip, "shoulder": self.shoulder, "head": self.head}[name]
        joint, side = name.split("_")
        kind, index = JOINTS[joint]
        return self.limbs[f"{kind}_{side}"].joints[index]


def along(start: Point, angle: float, length: float) -> Point:
    """The point `length` away in the direction of `angle`."""
    turn = math.radians(angle)
    return start[0] + math.cos(turn) * length, start[1] + math.sin(turn) * length


def depth(share: float) -> float:
    """Half the trunk's depth at a share of the spine, 0 hip – 1 shoulder."""
    for (s0, r0), (s1, r1) in pairwise(DEPTHS):
        if share <= s1:
            return between(r0, r1, (share - s0) / (s1 - s0))
    return DEPTHS[-1][1]


def turned(angle: float) -> float:
    """The same direction, from -180 to 180."""
    return (angle + 180) % 360 - 180


def solve(pose: Pose) -> Body:
    """Every joint of a posture. A planted limb that cannot reach its place is drawn straight towards it."""
    spine, turns = _spine(pose.trunk, pose.curl)
    hip, shoulder = spine[0], spine[-1]
    gaze = turns[-1] if pose.head is None else pose.head
    neck = along(shoulder, (turns[-1] + gaze) / 2, NECK)
    head = along(neck, gaze, HEAD * 0.86)
    name, x, y = pose.pin
    joint = _unplaced(pose, name, spine, turns, head)
    dx, dy = x - joint[0], y - joint[1]
    spine = tuple((px + dx, py + dy) for px, py in spine)
    hip, shoulder = spine[0], spine[-1]
    limbs = {name: _chain(pose, name, hip, shoulder, turns) for name in LIMBS}
    return Body(spine, turns, (neck[0] + dx, neck[1] + dy), (head[0] + dx, head[1] + dy), gaze, limbs)


def _spine(trunk: float, curl: Point) -> tuple[tuple[Point, ...], tuple[float, ...]]:
    """Points from (0, 0) along the chord `trunk`, and the direction at each; bending forward turns it clockwise."""
    lower, upper = curl
    shares = [index / VERTEBRAE for index in range(VERTEBRAE + 1)]
    turns = [-(lower * min(share / 0.5, 1.0) + upper * max((share - 0.5) / 0.5, 0.0)) for share in shares]
    spine = [(0.0, 0.0)]
    for a, b in pairwise(turns):
        spine.append(along(spine[-1], (a + b) / 2, TRUNK / VERTEBRAE))
    tilt = trunk - math.degrees(math.atan2(spine[-1][1], spine[-1][0]))
    c, s = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    return tuple((x * c - y * s, x * s + y * c) for x, y in spine), tuple(turn + tilt for turn in turns)


def _unplaced(pose: Pose, name: str, spine: tuple[Point, ...], turns: tuple[float, ...], head: Point) -> Point:
    """Where the pinned joint lies while the hip is at (0, 0)."""
    if name in ("hip", "shoulder", "head"):
        return {"hip": spine[0], "shoulder": spine[-1], "head": head}[name]
    joint, side = name.split("_")
    kind, index = JOINTS[joint]
    return _chain(pose, f"{kind}_{side}", spine[0], spine[-1], turns).joints[index]


def _chain(pose: Pose, name: str, hip: Point, shoulder: Point, turns: tuple[float, ...]) -> Chain:
    limb: Limb = getattr(pose, name)
    kind, side = name.split("_")
    apart = pose.spread[kind == "leg"] * (1 if side == "n" else -1)
    root = along(hip, turns[0] + 90, apart) if kind == "leg" else along(shoulder, turns[-1] + 90, apart)
    upper, lower, end = _lengths(kind, limb.scale)
    angles = limb.angles if limb.planted is None else _reach(root, limb.planted, upper, lower, bend=-1 if kind == "leg" else 1)
    last = limb.end if limb.end is not None else angles[1] + (90 if kind == "leg" else 0)
    first = along(root, angles[0], upper)
    second = along(first, angles[1], lower)
    return Chain((root, first, second, along(second, last, end)), (*angles, last))


def _lengths(kind: str, scale: Scale) -> tuple[float, float, float]:
    upper, lower, end = SEGMENTS[kind]
    if kind == "leg":
        return upper * scale.thigh, lower * scale.shin, end * scale.foot
    return upper * scale.upper_arm, lower * scale.forearm, end * scale.hand


def _reach(root: Point, target: Point, upper: float, lower: float, bend: int) -> Point:
    """The angles of two bones from `root` to `target` by the law of cosines; `bend` +1 is an elbow, -1 a knee."""
    dx, dy = target[0] - root[0], target[1] - root[1]
    far = min(max(math.hypot(dx, dy), abs(upper - lower) + 1e-3), upper + lower - 1e-3)
    cosine = (upper * upper + far * far - lower * lower) / (2 * upper * far)
    first = math.degrees(math.atan2(dy, dx)) - bend * math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    joint = along(root, first, upper)
    return first, math.degrees(math.atan2(target[1] - joint[1], target[0] - joint[0]))


@lru_cache(maxsize=512)
def solved(pose: Pose) -> Body:
    """`solve`, remembered: for the key poses that a movement lies between."""
    return solve(pose)


def mix(a: Pose, b: Pose, share: float) -> Pose:
    """The posture at `share` (0–1) of the way: what is planted in both stays or glides, the other joints turn the short way."""
    if a == b or share <= 0:
        return a
    if share >= 1:
        return b
    if a.pin[0] == b.pin[0]:
        pin = (a.pin[0], between(a.pin[1], b.pin[1], share), between(a.pin[2], b.pin[2], share))
    else:
        pin = ("hip", *points(solved(a).hip, solved(b).hip, share))
    head = None if a.head is None and b.head is None else between(solved(a).gaze, _near(solved(b).gaze, solved(a).gaze), share)
    arm_n, arm_f, leg_n, leg_f = (_mix_limb(a, b, name, share) for name in LIMBS)
    return Pose(
        pin,
        between(a.trunk, b.trunk, share),
        points(a.curl, b.curl, share),
        head,
        points(a.spread, b.spread, share),
        arm_n,
        arm_f,
        leg_n,
        leg_f,
    )


def _mix_limb(a: Pose, b: Pose, name: str, share: float) -> Limb:
    one, two = getattr(a, name), getattr(b, name)
    if one == two:
        return one  # type: ignore[no-any-return]
    scale = scales(one.scale, two.scale, share)
    was, will = solved(a).limbs[name].angles, solved(b).limbs[name].angles
    free = one.end is None and two.end is None
    end = None if free else between(was[2], _near(will[2], was[2]), share)
    if one.planted is not None and two.planted is not None:
        return Limb(planted=points(one.planted, two.planted, share), end=end, scale=scale)
    if one.planted is None and two.planted is None:
        return Limb(points(one.angles, two.angles, share), end=end, scale=scale)
    first = between(was[0], _near(will[0], was[0]), share)
    # The inner joint turns by its own bend, not by the shin's direction: a knee never passes through straight to the wrong side.
    bend = between(turned(was[1] - was[0]), turned(will[1] - will[0]), share)
    return Limb((first, first + bend), end=end, scale=scale)


def _near(angle: float, other: float) -> float:
    """The same direction, within half a turn of `other`."""
    return other + turned(angle - other)
