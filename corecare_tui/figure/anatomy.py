"""What a body can do: warnings about postures that no joint allows, limbs under the floor, feet that slide."""

from collections.abc import Iterator

from corecare_tui.figure.declared import Scale
from corecare_tui.figure.pose import Pose
from corecare_tui.figure.skeleton import Body, solve, turned

SLACK = 8.0
"""Degrees a drawing may overstep: segments are straight lines and joints are not points."""
RANGES = {"knee": (0.0, 150.0), "elbow": (0.0, 155.0), "hip": (-40.0, 135.0)}
"""Degrees of flexion (issue: knee 0–150, elbow 0–155, hip -40–135)."""
SPINE = {"lower": (-45.0, 60.0), "upper": (-35.0, 60.0)}
"""Degrees of bend over half the spine, - backwards: all of extension and flexion that a healthy adult has."""
NECK = (-80.0, 75.0)
"""Degrees of the head against the upper spine, - tipped back."""
UNDER = -3.0
"""How far a joint may be under the floor: a foot's sole is drawn 2.6 around its middle."""
SHORT = 1.0
"""A planted hand or foot may miss its place by this much; more, and it slides as the body moves."""


def warnings(pose: Pose, side_view: bool = True) -> Iterator[str]:
    """What is impossible in one posture. From the front or above no flexion is in the picture, so joints are not judged there."""
    body = solve(pose)
    if side_view:
        yield from _joints(pose, body)
    for name, bend in zip(("lower", "upper"), pose.curl, strict=True):
        low, high = SPINE[name]
        if not low <= bend <= high:
            yield f"the {name} spine bends {bend:.0f}°, {low:.0f} to {high:.0f} is possible"
    lowest = min(y for chain in body.limbs.values() for _, y in chain.joints)
    lowest = min(lowest, body.head[1], *(y for _, y in body.spine))
    if lowest < UNDER:
        yield f"something is {-lowest:.1f} under the floor"
    yield from _sliding(pose, body)


def _joints(pose: Pose, body: Body) -> Iterator[str]:
    for side in "nf":
        thigh, shin, _ = body.limbs[f"leg_{side}"].angles
        upper, fore, _ = body.limbs[f"arm_{side}"].angles
        leg, arm = getattr(pose, f"leg_{side}").scale, getattr(pose, f"arm_{side}").scale
        if _whole(leg):
            yield from _flexes("knee", side, thigh - shin)
            yield from _flexes("hip", side, thigh - body.turns[0] - 180)
        if _whole(arm):
            yield from _flexes("elbow", side, fore - upper)
    tipped = turned(body.turns[-1] - body.gaze)
    if not NECK[0] - SLACK <= tipped <= NECK[1] + SLACK:
        yield f"the head is {tipped:.0f}° from the spine, {NECK[0]:.0f} to {NECK[1]:.0f} is possible"


def _flexes(joint: str, side: str, angle: float) -> Iterator[str]:
    low, high = RANGES[joint]
    flexion = turned(angle)
    if not low - SLACK <= flexion <= high + SLACK:
        yield f"{joint}_{side} flexes {flexion:.0f}°, {low:.0f} to {high:.0f} is possible"


def _sliding(pose: Pose, body: Body) -> Iterator[str]:
    for name, end in (("arm_n", "wrist_n"), ("arm_f", "wrist_f"), ("leg_n", "ankle_n"), ("leg_f", "ankle_f")):
        planted = getattr(pose, name).planted
        if planted is None:
            continue
        x, y = body.limbs[name].joints[2]
        missed = ((x - planted[0]) ** 2 + (y - planted[1]) ** 2) ** 0.5
        if missed > SHORT:
            yield f"{end} misses its place by {missed:.1f}: the limb is too short or folded too far"


def _whole(scale: Scale) -> bool:
    """Does the limb lie in the plane of the picture? A foreshortened one says nothing about its joints."""
    return scale == Scale()
