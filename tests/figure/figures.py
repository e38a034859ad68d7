"""The shipped figures in a test's hands, and the golden frames: `python -m tests.figure.figures` writes them anew."""

from functools import cache
from itertools import chain, pairwise
from pathlib import Path

from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.domain.exercise import Library
from corecare_tui.figure.glyphs import Mode
from corecare_tui.figure.motion import Motion, Motions
from corecare_tui.figure.picture import frame, text
from corecare_tui.figure.pose import Pose

GOLDEN = Path(__file__).parent / "golden"
SIZE = (44, 13)


@cache
def library() -> Library:
    exercises, _, problems = load(shipped("routines"), None)
    assert not problems
    return exercises


@cache
def motions() -> dict[str, Motion]:
    every = Motions({id: one.figure for id, one in library().items()})
    return {id: motion for id in library() if (motion := every[id])}


def moves(motion: Motion) -> list[tuple[Pose, Pose]]:
    """From where to where the body goes: into the first rep, along the loop, from its end into the next rep."""
    ends = [motion.start, *(motion.poses[move.to] for move in motion.figure.loop)]
    again = [(ends[-1], ends[1])] if len(ends) > 1 else []
    return [*pairwise(ends), *again]


def golden(id: str) -> str:
    """Every key pose of an exercise in ASCII, as its golden file holds it."""
    motion = motions()[id]
    pages = ((f"-- {name}", *text(frame(motion, pose, *SIZE, Mode.ASCII, beside=True))) for name, pose in motion.poses.items())
    return "\n".join(chain.from_iterable(pages)) + "\n"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.txt"):
        old.unlink()
    for id in motions():
        (GOLDEN / f"{id}.txt").write_text(golden(id))
