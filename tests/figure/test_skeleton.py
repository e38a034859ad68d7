"""From a posture to joints, and from one posture to another: lengths stay, what is planted stays, what is pinned stays."""

from dataclasses import replace
from math import dist, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.figure.declared import Scale
from corecare_tui.figure.pose import LIMBS, Limb, Pose, ease
from corecare_tui.figure.skeleton import JOINT_NAMES, SEGMENTS, TRUNK, VERTEBRAE, mix, solve

angles = st.floats(-360, 360)
bends = st.tuples(st.floats(-45, 60), st.floats(-35, 60))
shares = st.floats(0, 1)
limbs = st.builds(Limb, st.tuples(angles, angles), end=st.none() | angles)
poses = st.builds(
    Pose, st.just(("hip", 0.0, 30.0)), angles, bends, st.none() | angles, arm_n=limbs, arm_f=limbs, leg_n=limbs, leg_f=limbs
)


@given(poses)
def test_every_segment_keeps_its_length_however_the_body_bends(pose):
    body = solve(pose)
    pieces = [dist(a, b) for a, b in zip(body.spine, body.spine[1:], strict=False)]
    assert all(isclose(piece, TRUNK / VERTEBRAE, rel_tol=1e-9) for piece in pieces)
    for name, chain in body.limbs.items():
        lengths = [dist(a, b) for a, b in zip(chain.joints, chain.joints[1:], strict=False)]
        assert lengths == pytest.approx(SEGMENTS[name[:3]])


@given(poses, st.sampled_from(JOINT_NAMES), st.floats(-50, 50), st.floats(0, 60))
def test_the_pinned_joint_is_where_it_is_pinned(pose, joint, x, y):
    assert solve(replace(pose, pin=(joint, x, y))).joint(joint) == pytest.approx((x, y))


@given(bends, st.floats(-180, 180))
def test_the_chord_of_the_spine_points_where_the_trunk_points(curl, trunk):
    body = solve(Pose(trunk=trunk, curl=curl))
    straight = solve(Pose(trunk=trunk))
    far = dist(body.hip, body.shoulder)
    direction = [(b - a) / far for a, b in zip(body.hip, body.shoulder, strict=True)]
    assert direction == pytest.approx([(b - a) / TRUNK for a, b in zip(straight.hip, straight.shoulder, strict=True)], abs=1e-6)


@given(st.floats(9, 31), st.floats(-170, -10))
def test_a_planted_hand_is_reached_and_the_elbow_bends_its_own_way(far, angle):
    from corecare_tui.figure.skeleton import along

    shoulder = solve(Pose()).shoulder
    target = along(shoulder, angle, far)
    chain = solve(Pose(arm_n=Limb(planted=target))).limbs["arm_n"]
    assert chain.joints[2] == pytest.approx(target, abs=1e-6)
    assert 0 <= (chain.angles[1] - chain.angles[0] + 180) % 360 - 180 <= 155


def test_what_cannot_be_reached_is_drawn_straight_towards_it():
    chain = solve(Pose(leg_n=Limb(planted=(200.0, 0.0)))).limbs["leg_n"]
    assert chain.joints[2][0] == pytest.approx(49, abs=0.1)


@given(poses, poses, shares)
def test_between_two_postures_the_body_is_still_a_body(a, b, share):
    body = solve(mix(a, b, share))
    assert all(dist(p, q) == pytest.approx(TRUNK / VERTEBRAE) for p, q in zip(body.spine, body.spine[1:], strict=False))


@given(poses, poses)
def test_a_movement_begins_at_the_one_and_ends_at_the_other(a, b):
    assert mix(a, b, 0) == a
    assert mix(a, b, 1) == b


@given(shares)
def test_a_foot_planted_in_both_stays_all_the_way(share):
    low = Pose(("hip", 0.0, 30.0), leg_n=Limb(planted=(10.0, 2.8)))
    high = Pose(("hip", 5.0, 42.0), leg_n=Limb(planted=(10.0, 2.8)))
    assert solve(mix(low, high, share)).joint("ankle_n") == pytest.approx((10, 2.8), abs=1e-6)


@given(shares)
def test_from_planted_to_free_nothing_jumps(share):
    planted = Pose(("hip", 0.0, 30.0), 7, arm_n=Limb(planted=(33.0, 2.4)))
    free = Pose(("hip", 0.0, 30.0), 7, arm_n=Limb((12.0, 12.0)))
    here, later = (solve(mix(planted, free, min(1.0, share + d))).joint("wrist_n") for d in (0.0, 0.01))
    assert dist(here, later) < 1.5


def test_other_side_exchanges_near_and_far_and_what_is_pinned():
    one = Pose(("knee_n", 1.0, 2.0), arm_n=Limb((10.0, 10.0)), leg_f=Limb((20.0, 20.0)))
    other = one.other_side()
    assert other.pin == ("knee_f", 1.0, 2.0)
    assert (other.arm_f, other.leg_n) == (one.arm_n, one.leg_f)
    assert other.other_side() == one


def test_foreshortening_shortens_what_is_drawn():
    short = Pose(arm_n=Limb((0.0, 0.0), scale=Scale(forearm=0.5)))
    joints = solve(short).limbs["arm_n"].joints
    assert dist(joints[1], joints[2]) == pytest.approx(7.5)


def test_a_movement_starts_and_ends_slowly():
    assert (ease(0), ease(0.5), ease(1)) == (0, 0.5, 1)
    assert ease(0.1) < 0.05


def test_the_names_of_limbs_are_the_fields_of_a_posture():
    assert all(isinstance(getattr(Pose(), name), Limb) for name in LIMBS)
