"""From what the files say to whole postures: `like` is followed, within an exercise and to others, and mistakes are named."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import isfinite

from corecare_tui.figure.declared import Figure, KeyPose, Point, Scale
from corecare_tui.figure.pose import LIMBS, Limb, Pose
from corecare_tui.figure.skeleton import JOINT_NAMES

Figures = Mapping[str, Figure]
"""What is declared, by exercise."""
MOST_POSES, LONGEST_LIKE = 40, 10
"""Of one figure, and of one chain of `like`: ours have 7 and 4. With 900 links a file took 12 s to check, 2,000 were a crash."""
SMALLEST = 0.5
"""Of a thing's sides; the square of 1e-200 is 0."""
FARTHEST = 720.0
"""Degrees or hundredths: twice round, or seven bodies away."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A mistake in a figure."""

    path: tuple[str | int, ...]
    """Below the figure's table: ("poses", 2, "like")."""
    what: str


class NoSuchPose(KeyError):
    """A pose is named that is not there; the files are checked, so a library that loaded raises this never."""


def find(figures: Figures, exercise: str, name: str) -> KeyPose:
    """The pose `name` of that exercise, or `other.pose` of another. Raises NoSuchPose."""
    home, _, own = name.rpartition(".")
    figure = figures.get(home or exercise)
    for pose in figure.poses if figure else ():
        if pose.name == own:
            return pose
    raise NoSuchPose(name)


def pose(figures: Figures, exercise: str, name: str, _seen: tuple[tuple[str, str], ...] = ()) -> Pose:
    """The posture that pose means, `like` followed to its end. Raises NoSuchPose, also where `like` leads round or too far."""
    home = name.rpartition(".")[0] or exercise
    said = find(figures, exercise, name)
    if (home, said.name) in _seen or len(_seen) >= LONGEST_LIKE:
        raise NoSuchPose(name)
    base = pose(figures, home, said.like, (*_seen, (home, said.name))) if said.like else Pose()
    return _over(base, said)


def _over(base: Pose, said: KeyPose) -> Pose:
    """`base` with what is said."""
    return Pose(
        pin=(said.pin or base.pin[0], *(said.at or base.pin[1:])),
        trunk=base.trunk if said.trunk is None else said.trunk,
        curl=base.curl if said.curl is None else said.curl,
        head=base.head if said.head is None else said.head,
        spread=base.spread if said.spread is None else said.spread,
        arm_n=_limb(base.arm_n, said, "arm", "wrist", "hand", "n"),
        arm_f=_limb(base.arm_f, said, "arm", "wrist", "hand", "f"),
        leg_n=_limb(base.leg_n, said, "leg", "ankle", "foot", "n"),
        leg_f=_limb(base.leg_f, said, "leg", "ankle", "foot", "f"),
    )


def _limb(base: Limb, said: KeyPose, kind: str, joint: str, end: str, side: str) -> Limb:
    """One limb: its own side's word before that for both, and a planted place or angles replace each other."""
    limb = base
    for suffix in ("", f"_{side}"):
        angles: Point | None = getattr(said, kind + suffix)
        planted: Point | None = getattr(said, joint + suffix)
        last: float | None = getattr(said, end + suffix)
        scale: Scale | None = getattr(said, f"scale{suffix}")
        if angles is not None:
            limb = replace(limb, angles=angles, planted=None)
        if planted is not None:
            limb = replace(limb, angles=(0.0, 0.0), planted=planted)
        if last is not None:
            limb = replace(limb, end=last)
        if scale is not None:
            limb = replace(limb, scale=scale)
    return limb


# --- what may be wrong ------------------------------------------------------------------------------


def mistakes(figures: Figures, exercise: str, words: tuple[str, ...]) -> Iterator[Wrong]:
    """Everything wrong with one figure; `words` are the rep phases its loop may name."""
    figure = figures[exercise]
    if len(figure.poses) > MOST_POSES:
        yield Wrong(("poses",), f"may be at most {MOST_POSES}, not {len(figure.poses)}")
        return
    names = [each.name for each in figure.poses]
    for index, each in enumerate(figure.poses):
        if each.name in names[:index]:
            yield Wrong(("poses", index, "name"), f"'{each.name}' is the name of an earlier pose; give each its own")
        yield from _of_pose(figures, exercise, index, each)
    yield from _of_loop(figure, names, words)
    yield from _of_things(figure)


def _of_loop(figure: Figure, names: list[str], words: tuple[str, ...]) -> Iterator[Wrong]:
    for key in ("start", "shown_at"):
        named = getattr(figure, key)
        if named is not None and named not in names:
            yield Wrong((key,), f"'{named}' is none of its poses ({', '.join(names)})")
    for index, move in enumerate(figure.loop):
        if move.to not in names:
            yield Wrong(("loop", index, "to"), f"'{move.to}' is none of its poses ({', '.join(names)})")
        if not 0.1 <= move.s <= 60:
            yield Wrong(("loop", index, "s"), f"must be from 0.1 to 60 seconds, not {move.s:g}")
        if move.during is not None and move.during not in words:
            known = ", ".join(words) or "none: it has no tempo"
            yield Wrong(("loop", index, "during"), f"must be a word of the tempo ({known}), not '{move.during}'")
        if words and move.during is None:
            yield Wrong(("loop", index, "during"), f"is missing: in which phase of the tempo ({', '.join(words)})?")
    for word in words:
        if figure.loop and word not in [move.during for move in figure.loop]:
            yield Wrong(("loop",), f"has no move during {word}")


def _of_pose(figures: Figures, exercise: str, index: int, said: KeyPose) -> Iterator[Wrong]:
    path = ("poses", index)
    if not said.name.isidentifier():
        yield Wrong((*path, "name"), f"must be one word of letters, digits and _, not '{said.name}'")
    if said.pin is not None and said.pin not in JOINT_NAMES:
        yield Wrong((*path, "pin"), f"must be one of {', '.join(JOINT_NAMES)}, not '{said.pin}'")
    for key in KeyPose.__dataclass_fields__:
        value = getattr(said, key)
        if isinstance(value, float | int | tuple) and not _sane(value):
            yield Wrong((*path, key), f"must be numbers from -{FARTHEST:.0f} to {FARTHEST:.0f}")
        if isinstance(value, Scale) and not all(0.1 <= getattr(value, part) <= 1 for part in Scale.__dataclass_fields__):
            yield Wrong((*path, key), "must be numbers from 0.1 to 1")
    for first, second in (("arm", "wrist"), ("leg", "ankle")):
        for side in ("", "_n", "_f"):
            if getattr(said, first + side) is not None and getattr(said, second + side) is not None:
                yield Wrong((*path, first + side), f"and {second + side} both place that limb; keep one")
    try:
        whole = pose(figures, exercise, said.name)
    except NoSuchPose as error:
        yield Wrong(
            (*path, "like"), f"'{error.args[0]}' is no pose, leads back to this one, or is more than {LONGEST_LIKE} likes away"
        )
        return
    if whole.pin[0] in JOINT_NAMES and _planted(whole, whole.pin[0]):
        yield Wrong((*path, "pin"), f"{whole.pin[0]} hangs on a limb that is planted elsewhere; pin another joint")


def _planted(whole: Pose, joint: str) -> bool:
    if "_" not in joint:
        return False
    part, side = joint.split("_")
    kind = "arm" if part in ("elbow", "wrist", "hand") else "leg"
    return getattr(whole, f"{kind}_{side}").planted is not None


def _sane(value: float | tuple[float, ...]) -> bool:
    numbers = value if isinstance(value, tuple) else (value,)
    return all(isfinite(number) and abs(number) <= FARTHEST for number in numbers)


def _of_things(figure: Figure) -> Iterator[Wrong]:
    from corecare_tui.figure.muscles import MUSCLES
    from corecare_tui.figure.props import PROPS

    if figure.view not in ("side", "front", "top"):
        yield Wrong(("view",), f"must be side, front or top, not '{figure.view}'")
    for key, known in (("muscles", tuple(MUSCLES)), ("behind", LIMBS)):
        for index, name in enumerate(getattr(figure, key)):
            if name not in known:
                yield Wrong((key, index), f"must be one of {', '.join(known)}, not '{name}'")
    for index, prop in enumerate(figure.props):
        if prop.kind not in PROPS:
            yield Wrong(("props", index, "kind"), f"must be one of {', '.join(PROPS)}, not '{prop.kind}'")
        if prop.held is not None and prop.held not in JOINT_NAMES:
            yield Wrong(("props", index, "held"), f"must be one of {', '.join(JOINT_NAMES)}, not '{prop.held}'")
        if not _sane(prop.at) or not all(SMALLEST <= side <= FARTHEST for side in prop.size):
            yield Wrong(
                ("props", index),
                f"at must lie within {FARTHEST:.0f}, size from {SMALLEST} to {FARTHEST:.0f}",
            )
