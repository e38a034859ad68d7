"""What an exercise's own file says of its figure: key poses, the loop of one rep, what glows, what stands around."""

from dataclasses import dataclass

Point = tuple[float, float]
"""x to the right, y up, in hundredths of the body's height; the floor is y = 0."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Foreshortening: how much of each segment's length is seen, 0.1–1. For limbs that point at the eye."""

    upper_arm: float = 1.0
    forearm: float = 1.0
    hand: float = 1.0
    thigh: float = 1.0
    shin: float = 1.0
    foot: float = 1.0


@dataclass(frozen=True, slots=True)
class KeyPose:
    """One posture of the body, in degrees and hundredths of its height. What is not said comes from `like`, or hangs.

    Angles: 0 points right, 90 up, 180 left, -90 down. The front of the body is a quarter turn clockwise of hip → shoulder:
    upright it faces right, on the back the head lies left, on the belly right. `arm` and `leg` set both sides, `_n` the near
    one, `_f` the far one. A limb is given by the angles of its two long segments, or by where its `wrist` or `ankle` is planted.
    """

    name: str
    like: str | None = None
    """Another pose of this figure, or `exercise.pose` of another one: all that is not said here is taken from it."""
    pin: str | None = None
    """The joint that stays at `at`: hip, shoulder, head; knee_n, ankle_f, toe_n, elbow_n, wrist_f … of a limb given by angles."""
    at: Point | None = None
    trunk: float | None = None
    """From hip to shoulder."""
    curl: Point | None = None
    """Bend of the lower and the upper spine: + rounds forward, - hollows."""
    head: float | None = None
    """From neck to crown; as the spine goes if nothing is said."""
    arm: Point | None = None
    arm_n: Point | None = None
    arm_f: Point | None = None
    wrist: Point | None = None
    wrist_n: Point | None = None
    wrist_f: Point | None = None
    hand: float | None = None
    hand_n: float | None = None
    hand_f: float | None = None
    leg: Point | None = None
    leg_n: Point | None = None
    leg_f: Point | None = None
    ankle: Point | None = None
    ankle_n: Point | None = None
    ankle_f: Point | None = None
    foot: float | None = None
    foot_n: float | None = None
    foot_f: float | None = None
    scale: Scale | None = None
    scale_n: Scale | None = None
    scale_f: Scale | None = None
    spread: Point | None = None
    """Half the width of shoulders and hips, for a body seen from the front or from above."""


@dataclass(frozen=True, slots=True)
class Move:
    """One leg of the loop: from the pose before it to `to`."""

    to: str
    s: float
    """Seconds, where no tempo says otherwise."""
    during: str | None = None
    """The word of the rep phase in which it happens; several moves of one phase share its time as their seconds do."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture. `size` is width and height; of ball and roller the first is the diameter."""

    kind: str
    """box | ball | roller | kettlebell | wall | chair | mat"""
    at: Point
    """Its lower left corner, or the centre of what is round; from the joint it is `held` by, if any."""
    size: Point = (10.0, 10.0)
    held: str | None = None
    """wrist_n, hand_f …: it moves with that joint."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How one exercise is shown. Without a loop it is a still."""

    poses: tuple[KeyPose, ...]
    start: str
    """The pose of getting ready, from which the first rep begins."""
    loop: tuple[Move, ...] = ()
    """One rep; or, where nothing is repeated, the way into the hold, which then stays."""
    view: str = "side"
    """side | front | top"""
    muscles: tuple[str, ...] = ()
    """What glows when no cue names a muscle."""
    props: tuple[Prop, ...] = ()
    behind: tuple[str, ...] = ()
    """Limbs drawn behind the trunk though they are near or seen from the front: arm_n …"""
    note: str = ""
    """What the picture cannot show, in a sentence."""
    shown_at: str | None = None
    """The pose that stands for the exercise in a still; the one the longest part of the loop ends in, if nothing is said."""
