"""A figure in time: phases begin where the last one ended, holds stand, loops come round; and what a file may say wrongly."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.figure.declared import Figure, KeyPose, Move, Prop
from corecare_tui.figure.motion import Motions, motion
from corecare_tui.figure.resolving import NoSuchPose, mistakes, pose
from tests.figure.figures import motions

DOWN, UP, HALF = KeyPose("down", trunk=178.0), KeyPose("up", like="down", trunk=203.0), KeyPose("half", like="down", trunk=190.0)
BRIDGE = Figure(
    (DOWN, UP, HALF),
    "down",
    (Move("half", 1, "UP"), Move("up", 1, "UP"), Move("up", 3, "HOLD"), Move("down", 2, "DOWN")),
)
PHASES = ("UP", "HOLD", "DOWN")


def bridge(figure: Figure = BRIDGE):
    return motion({"bridge": figure}, "bridge")


@given(st.floats(0, 1), st.booleans())
def test_a_rep_goes_from_phase_to_phase_without_a_jump(share, first):
    one = bridge()
    assert one.during("UP", 0, first) == one.poses["down"]
    for before, after in (("UP", "HOLD"), ("HOLD", "DOWN")):
        assert one.during(before, 1) == one.during(after, 0)
    assert one.during("HOLD", share) == one.poses["up"]
    assert 178 <= one.during("UP", share, first).trunk <= 203


def test_through_a_pose_between_it_goes_without_a_halt():
    one = bridge()
    before, at, after = (one.during("UP", share).trunk for share in (0.45, 0.5, 0.55))
    assert at == pytest.approx(190, abs=0.1)
    assert at - before > 1 and after - at > 1


def test_the_first_rep_comes_from_the_start_the_others_from_the_last_ones_end():
    one = bridge(replace(BRIDGE, start="half", loop=(Move("up", 1, "UP"), Move("down", 1, "DOWN"))))
    assert one.during("UP", 0, first=True) == one.poses["half"]
    assert one.during("UP", 0) == one.poses["down"]


def test_into_a_hold_it_goes_once_and_a_loop_comes_round():
    one = bridge(replace(BRIDGE, loop=(Move("up", 2),)))
    assert one.into(0) == one.start
    assert one.into(2000) == one.into(60_000) == one.poses["up"]
    assert bridge().at(0) == bridge().at(7000)
    assert bridge().loop_ms == 7000


def test_what_stands_for_it_is_said_or_where_the_longest_move_ends():
    assert bridge().still == bridge().poses["up"]
    assert bridge(replace(BRIDGE, shown_at="half")).still == bridge().poses["half"]
    assert bridge(replace(BRIDGE, loop=())).still == bridge().start


def test_a_phase_that_stands_still_is_known():
    one = bridge()
    assert [one.moves_in(word, rep=True) for word in PHASES] == [True, False, True]
    assert not bridge(replace(BRIDGE, loop=())).moves_in("HOLD", rep=False)


@pytest.mark.parametrize("id", motions())
def test_every_shipped_rep_ends_where_the_next_one_begins(id):
    one = motions()[id]
    words = list(dict.fromkeys(move.during for move in one.figure.loop if move.during))
    for before, after in pairwise(words):
        assert one.during(before, 1) == one.during(after, 0), (before, after)
    if words:
        assert one.during(words[-1], 1) == one.during(words[0], 0)


def test_motions_are_made_when_they_are_asked_for_and_none_for_what_is_not_drawn():
    every = Motions({"bridge": BRIDGE, "spoken": None})
    assert every["spoken"] is None and every["unknown"] is None
    assert every["bridge"] is every["bridge"]


def test_like_reaches_into_other_exercises():
    figures = {"bridge": BRIDGE, "march": Figure((KeyPose("lift", like="bridge.up", head=10.0),), "lift")}
    assert pose(figures, "march", "lift").trunk == 203
    assert pose(figures, "march", "lift").head == 10


@pytest.mark.parametrize(
    ("figure", "path", "what"),
    [
        (replace(BRIDGE, start="dwon"), ("start",), "none of its poses"),
        (replace(BRIDGE, loop=(Move("up", 0, "UP"),)), ("loop", 0, "s"), "from 0.1 to 60"),
        (replace(BRIDGE, loop=(Move("up", 1, "UP"),)), ("loop",), "no move during HOLD"),
        (replace(BRIDGE, loop=(*BRIDGE.loop, Move("up", 1))), ("loop", 4, "during"), "is missing"),
        (replace(BRIDGE, poses=(DOWN, UP, HALF, DOWN)), ("poses", 3, "name"), "an earlier pose"),
        (replace(BRIDGE, poses=(replace(DOWN, like="up"), UP, HALF)), ("poses", 0, "like"), "leads back"),
        (replace(BRIDGE, poses=(replace(DOWN, pin="nose"), UP, HALF)), ("poses", 0, "pin"), "must be one of"),
        (replace(BRIDGE, poses=(replace(DOWN, trunk=float("inf")), UP, HALF)), ("poses", 0, "trunk"), "must be numbers"),
        (replace(BRIDGE, poses=(replace(DOWN, leg=(1.0, 2.0), ankle=(3.0, 4.0)), UP, HALF)), ("poses", 0, "leg"), "keep one"),
        (replace(BRIDGE, poses=(replace(DOWN, pin="ankle_n", ankle=(3.0, 4.0)), UP, HALF)), ("poses", 0, "pin"), "pin another"),
        (replace(BRIDGE, view="back"), ("view",), "side, front or top"),
        (replace(BRIDGE, muscles=("biceps",)), ("muscles", 0), "must be one of"),
        (replace(BRIDGE, behind=("arm",)), ("behind", 0), "must be one of"),
        (replace(BRIDGE, props=(Prop("sofa", (0.0, 0.0)),)), ("props", 0, "kind"), "must be one of"),
        (replace(BRIDGE, props=(Prop("ball", (0.0, 0.0), (0.0, 1.0)),)), ("props", 0), "size from 0.5"),
        (replace(BRIDGE, props=(Prop("ball", (0.0, 0.0), (1e-200, 1.0)),)), ("props", 0), "size from 0.5"),
        (replace(BRIDGE, props=(Prop("ball", (0.0, 0.0), held="ear"),)), ("props", 0, "held"), "must be one of"),
    ],
)
def test_what_a_file_says_wrongly_is_named(figure, path, what):
    found = list(mistakes({"bridge": figure}, "bridge", PHASES))
    assert any(wrong.path == path and what in wrong.what for wrong in found), found


def test_what_is_right_is_not_named():
    assert list(mistakes({"bridge": BRIDGE}, "bridge", PHASES)) == []


def test_a_pose_that_is_not_there_is_an_error_of_its_own():
    with pytest.raises(NoSuchPose):
        pose({"bridge": BRIDGE}, "bridge", "side")
