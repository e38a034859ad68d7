"""The composed session (C1)."""

from dataclasses import replace
from itertools import product

import pytest

from corecare_tui.domain.rules.compose import MOST_EXERCISES
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
    assert len(exercises) <= MOST_EXERCISES
    back, front = families(found)
    assert back in BACK
    assert front in FRONT


def done(n, back, front):
    return session(n, "core_restart", low_lunge={}, donkey_kick={}, glute_bridge={}, **{back: {}}, **{front: {}}, cat_cow={})


def test_the_ladder_trained_longest_ago_is_next():
    past = []
    fronts = ("knee_plank", "side_plank_knees", "heel_slide", "knee_plank")
    for n, expected in enumerate(zip(("bird_dog", "prone_arm_lift") * 2, fronts, strict=True)):
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
    past = [
        done(0, "bird_dog", "elevated_plank"),
        done(2, "prone_arm_lift", "side_plank_knees"),
        done(4, "bird_dog", "heel_slide"),
    ]
    assert restart(6, *past).items[4].exercise == "elevated_plank"


def others(n):
    return [done(n, "prone_arm_lift", "side_plank_knees"), done(n + 1, "bird_dog", "heel_slide")]


def knee(n, exercise="knee_plank", **said):
    """A session whose place for the knee plank was done with `exercise`, its own slot told in the record."""
    slot = None if exercise == "knee_plank" else "knee_plank"
    return session(n, "core_restart", **{exercise: {"slot": slot, **said}})


def front(found):
    return next(
        (f"{i.exercise} {i.dose.text}", [d.rule for d in i.decisions])
        for i in found.items
        if LIBRARY[i.exercise].family == "plank"
    )


def test_an_eased_ladder_goes_on_from_the_rung_it_was_eased_to():
    past = [*others(-2), knee(0, dose=(3, None, 10), pain=5), *others(1)]
    assert front(restart(4, *past)) == ("elevated_plank 3 × 20 s", ["C1", "D1"])
    past += [knee(4, "elevated_plank", dose=(3, None, 20)), *others(5)]
    assert front(restart(8, *past)) == ("elevated_plank 3 × 20 s", ["C1"])
    past += [knee(8, "elevated_plank", dose=(3, None, 20)), *others(9)]
    assert front(restart(12, *past)) == ("elevated_plank 3 × 25 s", ["C1", "U1"])


def test_a_raised_ladder_goes_on_from_the_new_rung_and_pain_there_eases():
    top = [*others(-2), knee(0, dose=(3, None, 30)), *others(1), knee(4, dose=(3, None, 30)), *others(5)]
    assert front(restart(8, *top)) == ("plank 3 × 10 s", ["C1", "U1"])
    hurt = knee(8, "plank", dose=(3, None, 10), pain=5)
    assert front(restart(20, *top, hurt, *others(9))) == ("knee_plank 3 × 20 s", ["C1", "D1"])


def test_what_stood_in_for_a_place_of_another_ladder_moves_no_ladder():
    partner = session(0, "lower_back", knee_plank={"slot": "kettlebell_lift", "dose": (3, None, 10)})
    past = [knee(-4, dose=(3, None, 25)), partner, *others(1)]
    assert front(restart(4, *past))[0] == "knee_plank 3 × 25 s"


def test_day_two_of_the_three_days_plays_a_ladder_for_the_undefined_name():
    found = plan(0, day_id="day2")
    assert found.items[2].exercise == "prone_arm_lift"
    # Where the first of them is in the session already, the other ladder is taken.
    eased = session(0, day_id="day2", prone_arm_lift={"slot": "superman", "dose": (2, 6, 3)})
    exercises = [item.exercise for item in plan(2, eased, day_id="day2").items]
    assert sorted(exercises) == ["bird_dog", "glute_bridge", "prone_arm_lift"]


# Not so yet (see the report): a ladder whose exercise is left out (X2) or would come twice (C2: bird dog eased to the donkey kick
# of the warm-up), stays the one trained longest ago and so is chosen every time: the session lacks its back or its front.
