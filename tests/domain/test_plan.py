"""A plan unrolled: what the person is asked to do, second by second."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.domain.exercise import Dose, Phase, Sides
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.plan import Decision, Kind, Plan, Planned
from corecare_tui.domain.timetable import LEAST_RATING_REST_S, length_ms, reps_in_set, unroll
from tests.domain.make import TEMPO, exercise, plan, steps

KINDS = {Kind.READY: "r", Kind.HOLD: "H", Kind.REP: "R", Kind.SWITCH: "s", Kind.REST: "-"}


def shape(run):
    return "".join(KINDS[step.kind] for step in run)


def of(run, kind):
    return [step for step in run if step.kind is kind]


def test_one_hold_is_ready_hold_and_the_rest_in_which_it_is_rated():
    ready, hold, rest = steps(exercise(dose=Dose(1, None, 30, 40)))
    assert (ready.kind, ready.ms, ready.phase) == (Kind.READY, 10_000, "READY")
    assert (hold.kind, hold.ms, hold.set_no, hold.rep_no, hold.side, hold.phase) == (Kind.HOLD, 30_000, 1, 0, None, "HOLD")
    assert (rest.kind, rest.ms, rest.ends_item, rest.phase) == (Kind.REST, 40_000, True, "REST")


def test_get_ready_takes_10_s_once_and_5_s_after():
    run = steps(exercise(dose=Dose(2, None, 20)), exercise("bird_dog", Dose(3, None, 10)))
    assert [step.ms for step in of(run, Kind.READY)] == [10_000, 5000, 5000, 5000, 5000]
    assert [step.item for step in of(run, Kind.READY)] == [0, 0, 1, 1, 1]


def test_each_side_holds_in_full_and_the_switch_takes_from_neither():
    run = steps(exercise("side_plank", Dose(2, None, 20, 30), sides=Sides.EACH))
    assert shape(run) == "rHsH-rHsH-"
    assert [(step.side, step.ms) for step in of(run, Kind.HOLD)] == [("left", 20_000), ("right", 20_000)] * 2
    assert [(step.side, step.ms) for step in of(run, Kind.SWITCH)] == [("right", 8000)] * 2
    assert [step.side for step in of(run, Kind.READY)] == ["left", "left"]


def test_each_side_has_all_its_reps():
    run = of(steps(exercise("kick", Dose(1, 3, 1), sides=Sides.EACH, tempo=TEMPO)), Kind.REP)
    assert [(step.side, step.rep_no) for step in run if step.ends_rep] == [
        ("left", 1), ("left", 2), ("left", 3), ("right", 1), ("right", 2), ("right", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(("rest_s", "between", "last"), [(45, [45], 45), (20, [20], 20), (5, [5], 20), (0, [], 20)])
def test_rests_are_the_doses_but_the_one_for_rating_is_never_short(rest_s, between, last):
    rests = of(steps(exercise(dose=Dose(2, None, 10, rest_s))), Kind.REST)
    assert [step.ms // 1000 for step in rests] == [*between, last]
    assert [step.ends_item for step in rests] == [False] * len(between) + [True]


def test_a_rep_follows_its_tempo_and_takes_the_hold_from_the_dose():
    run = of(steps(exercise("bridge", Dose(1, 2, 3), tempo=TEMPO)), Kind.REP)
    once = [("UP", 2000, False), ("HOLD", 3000, False), ("DOWN", 2000, True)]
    assert [(step.phase, step.ms, step.ends_rep) for step in run] == once * 2
    assert [step.rep_no for step in run] == [1, 1, 1, 2, 2, 2]


def test_a_phase_without_time_is_left_out_and_the_last_one_left_ends_the_rep():
    tempo = (Phase("UP", 2), Phase("DOWN", 2), Phase("HOLD"))
    run = of(steps(exercise("bridge", Dose(1, 1), tempo=tempo)), Kind.REP)
    assert [(step.phase, step.ends_rep) for step in run] == [("UP", False), ("DOWN", True)]


@pytest.mark.parametrize(("count", "reps", "turns"), [("per_side", 2, "lrlr"), ("total", 4, "lrlr"), ("total", 3, "lrl")])
def test_alternating_sides_take_turns_as_counted(count, reps, turns):
    march = exercise("march", Dose(1, reps), sides=Sides.ALTERNATING, count=count, tempo=(Phase("UP", 1), Phase("DOWN", 1)))
    run = [step for step in steps(march) if step.ends_rep]
    assert "".join(step.side[0] for step in run) == turns
    assert [step.rep_no for step in run] == list(range(1, len(turns) + 1))
    assert reps_in_set(march, march.dose) == len(turns)


def test_a_timed_movement_is_one_stretch_that_says_move():
    (move,) = of(steps(exercise("cat_cow", Dose(1, None, 120), tempo=TEMPO)), Kind.HOLD)
    assert (move.phase, move.ms) == ("MOVE", 120_000)


@pytest.mark.parametrize("paced", [{"self_paced": True, "tempo": TEMPO}, {}])
def test_a_self_paced_set_waits_for_the_person(paced):
    (own,) = of(steps(exercise("crunch", Dose(1, 12), **paced)), Kind.REP)
    assert (own.ms, own.rep_no, own.ends_rep, own.phase, own.effort) == (None, 12, True, "REPS", True)


def test_length_is_the_sum_and_counts_6_s_for_a_self_paced_rep():
    assert length_ms(steps(exercise(dose=Dose(2, None, 30, 30)))) == (10 + 30 + 30 + 5 + 30 + 30) * 1000
    assert length_ms(steps(exercise("crunch", Dose(1, 12, None, 30)))) == (10 + 12 * 6 + 30) * 1000
    assert length_ms(()) == 0


def test_an_empty_plan_has_no_steps():
    assert unroll(plan(), {}) == ()


def test_only_decisions_that_change_something_count_as_changes():
    kept, eased = Place("plank", Dose(1, None, 30)), Place("plank", Dose(1, None, 25))
    hold, ease = Decision("H1", "Same.", kept, kept), Decision("D1", "Easier.", kept, eased)
    item = Planned("main", "plank", eased.dose, eased.dose, "plank", (hold, ease))
    assert Plan("test", "day1", plan().date, (item,)).changes == (ease,)


doses = st.one_of(
    st.builds(Dose, st.integers(1, 4), st.integers(1, 12), st.none() | st.integers(0, 8), st.integers(0, 60)),
    st.builds(Dose, st.integers(1, 4), st.none(), st.integers(1, 90), st.integers(0, 60)),
)
any_exercise = st.builds(
    exercise,
    st.just("any"),
    doses,
    sides=st.sampled_from(Sides),
    count=st.sampled_from(["per_side", "total"]),
    tempo=st.sampled_from([(), TEMPO]),
    self_paced=st.booleans(),
)


@given(st.lists(any_exercise, min_size=1, max_size=3))
def test_any_plan_unrolls_to_sets_that_can_be_played(wanted):
    named = [
        exercise(f"e{n}", e.dose, sides=e.sides, count=e.count, tempo=e.tempo, self_paced=e.self_paced)
        for n, e in enumerate(wanted)
    ]
    run = steps(*named)
    assert [step.item for step in run] == sorted(step.item for step in run)
    for before, after in pairwise(run):
        assert not after.effort or before.effort or before.kind in (Kind.READY, Kind.SWITCH), "no effort without a warning"
    for index, e in enumerate(named):
        own = [step for step in run if step.item == index]
        assert [step.ends_item for step in own] == [False] * (len(own) - 1) + [True]
        assert own[-1].ms >= LEAST_RATING_REST_S * 1000
        assert len(of(own, Kind.READY)) == e.dose.sets == max(step.set_no for step in own)
        assert len(of(own, Kind.SWITCH)) == (e.dose.sets if e.sides is Sides.EACH else 0)
        assert all(step.ms is None or step.ms > 0 for step in own)
    assert length_ms(run) == sum(step.ms or step.rep_no * 6000 for step in run)
