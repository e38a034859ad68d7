"""No shipped posture, and nothing between two of them, does what a body cannot do; and the check sees it when one does."""

from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corecare_tui.figure.anatomy import warnings
from corecare_tui.figure.pose import Limb, Pose
from corecare_tui.figure.skeleton import mix, solve
from tests.figure.figures import library, motions, moves

STANDING = Pose(("hip", 0.0, 52.0))


@pytest.mark.parametrize("id", motions())
def test_no_key_pose_is_impossible(id):
    motion = motions()[id]
    side = motion.figure.view == "side"
    assert [f"{name}: {what}" for name, pose in motion.poses.items() for what in warnings(pose, side)] == []


@pytest.mark.parametrize("id", motions())
@settings(max_examples=25)
@given(share=st.floats(0, 1))
def test_nor_is_anything_between_two_of_them(id, share):
    motion = motions()[id]
    for a, b in moves(motion):
        assert list(warnings(mix(a, b, share), motion.figure.view == "side")) == []


@pytest.mark.parametrize("id", motions())
def test_feet_and_hands_on_the_floor_do_not_slide_in_a_rep(id):
    """A wrist or ankle that touches the floor before and after a move is at the same place all the way (2 of 100)."""
    motion = motions()[id]
    for a, b in moves(motion):
        first, last = solve(a), solve(b)
        for joint in ("ankle_n", "ankle_f", "wrist_n", "wrist_f"):
            begin, end = first.joint(joint), last.joint(joint)
            if dist(begin, end) < 0.5 and max(begin[1], end[1]) < 4 and motion.figure.view == "side":
                way = [solve(mix(a, b, n / 10)).joint(joint) for n in range(11)]
                assert max(dist(begin, at) for at in way) < 2, joint


def test_every_exercise_is_drawn_and_each_can_be_told_apart_by_its_pose():
    assert set(motions()) == set(library())
    stills = [motion.still for motion in motions().values()]
    assert len(set(stills)) == len(stills)


def test_most_mistakes_have_a_picture_and_every_one_has_two_sentences():
    mistakes = [mistake for one in library().values() for mistake in one.mistakes]
    assert all(mistake.fault and mistake.mend for mistake in mistakes)
    assert sum(mistake.wrong is not None for mistake in mistakes) / len(mistakes) > 0.6
    for id, motion in motions().items():
        for mistake in library()[id].mistakes:
            yes = motion.poses[mistake.right] if mistake.right else motion.still
            assert mistake.wrong is None or motion.poses[mistake.wrong] != yes, f"{id}: NO looks like YES"


@pytest.mark.parametrize(
    ("pose", "said"),
    [
        (Pose(("hip", 0.0, 52.0), leg_n=Limb((-90.0, -40.0))), "knee_n flexes -50"),
        (Pose(("hip", 0.0, 52.0), leg_f=Limb((60.0, -110.0))), "hip_f flexes 150"),
        (Pose(("hip", 0.0, 52.0), arm_n=Limb((-90.0, -120.0))), "elbow_n flexes -30"),
        (Pose(("hip", 0.0, 52.0), curl=(70.0, 0.0)), "the lower spine bends 70"),
        (Pose(("hip", 0.0, 52.0), curl=(0.0, -50.0)), "the upper spine bends -50"),
        (Pose(("hip", 0.0, 40.0)), "under the floor"),
        (Pose(("hip", 0.0, 52.0), leg_n=Limb(planted=(60.0, 2.8))), "ankle_n misses its place"),
        (Pose(("hip", 0.0, 52.0), head=-60.0), "the head is 150"),
    ],
)
def test_what_no_body_can_do_is_said(pose, said):
    assert any(what.startswith(said) or said in what for what in warnings(pose)), list(warnings(pose))


def test_an_upright_body_is_fine():
    assert list(warnings(STANDING)) == []
