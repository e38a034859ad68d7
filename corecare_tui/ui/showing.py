"""What the figure does at one moment of a session: which posture, which way round, what glows; by the player's own clock."""

from dataclasses import dataclass

from corecare_tui.domain.exercise import Exercise, Sides
from corecare_tui.domain.plan import Kind, Step
from corecare_tui.domain.player import Player, State
from corecare_tui.figure.motion import Motion
from corecare_tui.figure.pose import Pose

FRAMES = 6
"""Postures a second, on a raster that every second begins anew: the second rep finds every frame of the first one drawn, and the
clock's second is painted with a posture, not between two. Ten took 20 kB/s and 9 times the processor of a clock alone (goals: 12
and 8); over the two seconds of a phase these look as smooth."""
FRAME_MS = -(-1000 // FRAMES)
"""The longest time from one to the next."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One posture of one exercise on the stage."""

    motion: Motion
    pose: Pose
    mirrored: bool = False
    """Facing the other way."""
    far_works: bool = False
    """Does the limb on the far side do the work, and its muscle glow?"""
    beside: bool = False
    """Is it one of two pictures, NO and YES? Then both have one scale."""
    muscles: tuple[str, ...] | None = None
    """What glows; None = what the figure itself says, () = nothing."""


def still(motion: Motion) -> Shown:
    """The pose that stands for the exercise."""
    return Shown(motion, motion.still)


def judged(motion: Motion, name: str | None) -> Shown:
    """A pose of a teaching page, by its name or the one that stands for the exercise."""
    return Shown(motion, motion.poses[name] if name else motion.still, beside=True)


def moving(motion: Motion, ms: int, key_poses: bool) -> Shown:
    """The loop at its own pace, for a page about the exercise; or the pose that stands for it."""
    return still(motion) if key_poses else Shown(motion, motion.at(_framed(ms)))


def getting_ready(motion: Motion, side: str | None, muscle: str | None = None) -> Shown:
    """The starting pose: in READY and SWITCH, and of what comes next in a rest."""
    return Shown(motion, motion.start, _mirrored(motion, side), muscles=(muscle,) if muscle else ())


def training(motion: Motion, exercise: Exercise, player: Player, step: Step, now: int, muscle: str, key_poses: bool) -> Shown:
    """The posture of an effort at `now` (ms); `key_poses`: only those the phases end in, nothing moves."""
    alternating = exercise.sides is Sides.ALTERNATING
    pose = _key_pose(motion, step) if key_poses else _pose(motion, player, step, now, alternating)
    if alternating:
        left = step.side == "left"
        return Shown(motion, pose.other_side() if left else pose, far_works=left, muscles=(muscle,))
    return Shown(motion, pose, _mirrored(motion, step.side), muscles=(muscle,))


def _mirrored(motion: Motion, side: str | None) -> bool:
    """Near limbs are a body's right ones, since upright it faces right; seen from the front the arm below is its left one."""
    return side == ("right" if motion.figure.view == "front" else "left")


def next_frame_ms(shown: Shown | None, player: Player, step: Step, now: int) -> int | None:
    """Milliseconds until the next posture of an effort; None while nothing moves: in a pause, a count-in, a hold."""
    if shown is None or not step.effort or not shown.motion.moves_in(step.phase, step.kind is Kind.REP):
        return None
    if step.ms is None and player.state is State.AWAITING:
        return _to_next(now)
    if player.state is not State.RUNNING or player.count_in(now):
        return None
    elapsed = player.elapsed_ms(now)
    arrived = step.kind is Kind.HOLD and step.phase != "MOVE" and elapsed >= shown.motion.loop_ms
    return None if arrived else _to_next(elapsed)


def _framed(ms: int) -> int:
    """The moment of the frame that stands at `ms`."""
    return ms * FRAMES // 1000 * 1000 // FRAMES


def _to_next(ms: int) -> int:
    """Milliseconds from `ms` until another frame stands."""
    following = ms * FRAMES // 1000 + 1
    return -(-following * 1000 // FRAMES) - ms


def _pose(motion: Motion, player: Player, step: Step, now: int, alternating: bool) -> Pose:
    elapsed = player.elapsed_ms(now)
    if step.ms is None:
        return motion.at(_framed(now))  # a self-paced set: shown how, at the file's pace
    if step.kind is Kind.REP:
        whole = elapsed + (player.remaining_ms(now) or 0)
        first = step.rep_no == 1 or alternating
        return motion.during(step.phase, _framed(elapsed) / max(1, whole), first)
    shown = _framed(elapsed)
    return motion.at(shown) if step.phase == "MOVE" else motion.into(shown)


def _key_pose(motion: Motion, step: Step) -> Pose:
    return motion.reached(step.phase) if step.kind is Kind.REP and step.ms is not None else motion.held
