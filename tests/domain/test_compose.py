"""The composed session (C1)."""

from dataclasses import replace
from itertools import product

import pytest

from corecare_tui.domain.rules import thresholds
from tests.domain.history_kit import LIBRARY, PERSON, plan, session

TRIO = ["low_lunge", "donkey_kick", "glute_bridge"]
BACK = {"quadruped", "prone_extension", "bridge"}
FRONT = {"plank", "side_plank", "leg_lift", "curl"}


def restart(n, *sessions, **given):
    return plan(n, *sessions, routine="core_restart", **given)


def families(found):
    return [LIBRARY[item.exercise].family for item in found.items if item.block == "main"]


@pytest.mark.parametrize(("pre", "experienced"), [*product([None, 0, 2, 3, 4], [True, False])])
def test_trio_first_one_back_one_front_cat_cow_last_six_at_most(pre, experienced):
    found = restart(0, pre=pre, experienced=experienced)
    exercises = [item.exercise for item in found.items]
    assert exercises[:3] == TRIO
    assert exercises[-1] == "cat_cow"
    assert len(exercises) <= thresholds.MOST_EXERCISES
    back, front = families(found)
    assert back in BACK
    assert front in FRONT


def done(n, back, front):
    return session(n, "core_restart", low_lunge={}, donkey_kick={}, glute_bridge={}, **{back: {}}, **{front: {}}, cat_cow={})


def test_the_ladder_trained_longest_ago_is_next():
    past = []
    for n, expected in enumerate([("bird_dog", "knee_plank"), ("prone_arm_lift", "side_plank_knees"), ("bird_dog", "heel_slide"), ("prone_arm_lift", "knee_plank")]):  # fmt: skip
        found = restart(2 * n, *past)
        assert tuple(item.exercise for item in found.items if item.block == "main") == expected
        past.append(done(2 * n, *expected))


def test_training_a_ladder_in_another_routine_counts():
    other = session(0, "three_day", "day1", plank={}, side_plank={})
    assert families(restart(2, other))[1] == "leg_lift"


def test_doing_what_the_session_names_anyway_does_not_count_as_training_its_ladder():
    assert families(restart(2, session(0, "warm_up", donkey_kick={}, glute_bridge={})))[0] == "quadruped"


def test_a_shut_ladder_comes_after_the_open_ones():
    kneeling = replace(PERSON, flags=("wrist",))
    assert families(restart(0, profile=kneeling)) == ["prone_extension", "side_plank"]


def test_the_rung_is_the_one_reached():
    past = [done(0, "bird_dog", "elevated_plank"), done(2, "prone_arm_lift", "side_plank_knees"), done(4, "bird_dog", "heel_slide")]
    assert restart(6, *past).items[4].exercise == "elevated_plank"


def test_day_two_of_the_three_days_plays_a_ladder_for_the_undefined_name():
    found = plan(0, day_id="day2")
    assert found.items[2].exercise == "prone_arm_lift"
    # Where the first of them is in the session already, the other ladder is taken.
    eased = session(0, day_id="day2", prone_arm_lift={"dose": (2, 6, 3)})
    exercises = [item.exercise for item in plan(2, eased, day_id="day2").items]
    assert sorted(exercises) == ["bird_dog", "glute_bridge", "prone_arm_lift"]


# Not so yet (see the report): a ladder whose exercise is left out (X2) or would come twice (C2: bird dog eased to the donkey kick of
# the warm-up) is chosen again and again, since it stays the one trained longest ago, and the session lacks its back or its front.
