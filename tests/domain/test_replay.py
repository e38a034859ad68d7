"""Days of ratings through the rules: planned, done, rated, remembered, from an empty record on."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corecare_tui.domain.history import History
from corecare_tui.domain.plan import Plan
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn, MorningAfter
from corecare_tui.domain.replay import NOT_PLANNED, NOT_TRAINED, Replay, Told, replay
from corecare_tui.domain.rules import plan_next
from corecare_tui.domain.settings import Settings
from tests.domain.history_kit import LIBRARY, MONDAY, ROUTINES


def told(n: int, exercise: str, pain: int | None = 0, morning: int | None = 0, check_in: int | None = None) -> Told:
    return Told(MONDAY + timedelta(n), exercise, pain, morning, check_in)


def run(*rows: Told, routine: str = "five_good", **rest) -> Replay:
    return replay(LIBRARY, ROUTINES, routine, rows, **rest)


def every(n: int, pain: int | None = 0, morning: int | None = 0, routine: str = "five_good") -> list[Told]:
    """All of the first day of a routine, rated alike."""
    return [told(n, item.exercise, pain, morning) for _, item in ROUTINES[routine].days[0].items if item.exercise]


def rated(found: Replay, n: int) -> dict[str, int | None]:
    return {result.exercise: result.pain for result in found.days[n].session.results}


def rules(plan: Plan, exercise: str) -> list[str]:
    return [d.rule for item in plan.items if item.exercise == exercise for d in item.decisions]


def test_a_day_is_planned_done_and_rated_as_told():
    found = run(told(0, "plank", 1, 2), told(2, "plank", 0, None))
    first, second = found.days
    assert first.plan.date == MONDAY and first.session.check_in == CheckIn(0)
    assert rated(found, 0)["plank"] == 1 and set(rated(found, 0).values()) == {1, None}
    assert all((r.done, r.form_held, r.effort) == (1.0, True, 2) for r in first.session.results)
    assert (first.session.morning_after, first.morning) == (MorningAfter(2, None), 2)
    assert (second.session.morning_after, second.morning) == (None, None)
    assert found.next.date == MONDAY + timedelta(4)


def test_of_several_answers_the_worst_and_order_is_nothing():
    rows = [told(0, "plank", 1, None, 1), told(0, "plank", None, 3), told(0, "plank", 2, 1, 2), told(2, "cat_cow", 0)]
    found = run(*rows)
    assert (rated(found, 0)["plank"], found.days[0].morning, found.days[0].session.pre) == (2, 3, 2)
    assert run(*reversed(rows)) == found


def test_a_place_is_rated_by_what_the_routine_asked_for():
    found = run(told(0, "superman", 1), told(2, "superman", 1), told(2, "prone_leg_lift", 3), told(2, "bird_dog", 2))
    first, second = ({r.slot: r for r in day.session.results}["superman"] for day in found.days)
    assert (first.exercise, first.pain, found.days[0].passed_over) == ("prone_leg_lift", 1, ())  # a beginner has no superman
    assert second.pain == 3  # what was done is rated by its own name first
    assert [(out.exercise, out.pain) for out in found.days[1].passed_over] == [("superman", 1), ("bird_dog", 2)]
    assert {out.why for out in found.days[1].passed_over} == {NOT_PLANNED}


def test_what_was_not_said_passes_nothing_over():
    found = run(told(0, "superman", None))
    assert found.days[0].passed_over == ()


def test_the_days_of_a_rotation_take_turns():
    found = run(*(told(n, "plank") for n in (0, 2, 4, 6)), routine="three_day")
    assert [day.plan.day for day in found.days] == ["day1", "day2", "day3", "day1"]
    assert [day.before and day.before.date for day in found.days] == [None, None, None, MONDAY]
    assert found.next.day == "day2"


def test_a_blocked_day_is_not_trained():
    found = run(*every(0), told(2, "plank", 8), told(3, "plank", 1, 1), *every(4, None, None))
    blocked = found.days[2]
    assert (blocked.plan.blocked.rule, blocked.session, blocked.morning) == ("E4", None, None)
    assert [(out.exercise, out.why) for out in blocked.passed_over] == [("plank", NOT_TRAINED)]
    assert found.days[3].session is not None


def test_a_check_in_that_blocks_is_kept_as_the_app_keeps_it():
    found = run(*every(0), told(2, "plank", 0, 0, check_in=8), *every(3))
    assert [day.session is None for day in found.days] == [False, True, True]
    assert "8 out of 10" in found.days[2].plan.blocked.sentence


def test_clean_days_raise_and_a_5_eases():
    good = run(*every(0), *every(2), *every(4))
    raised = [item.exercise for item in good.days[2].plan.items if any(d.rule == "U1" for d in item.decisions)]
    assert 0 < len(raised) <= 2 and [item.exercise for item in good.days[2].changed] == raised
    sore = run(*every(0), *every(2), *every(4), told(8, raised[0], 5))
    assert "D1" in rules(sore.next, raised[0])


def test_without_a_morning_or_a_rating_nothing_is_raised():
    for pain, morning in ((0, None), (None, 0)):
        found = run(*(row for n in (0, 2, 4, 6) for row in every(n, pain, morning)))
        assert not any(d.rule == "U1" for day in (*found.days[1:],) for d in day.plan.changes)


def test_only_the_first_days():
    rows = [row for n in (0, 1, 6, 7, 30) for row in every(n)]
    assert [len(run(*rows, days=days).days) for days in (1, 2, 7, 8, 31, 3650)] == [1, 2, 3, 4, 5, 5]
    assert run(*rows, days=7).next.date == MONDAY + timedelta(8)


def test_the_person_is_screened_all_along_and_limits_are_theirs():
    found = run(*every(0), *every(200))
    assert [a.rule for a in found.days[1].plan.advice] == ["R6"]
    strict = [d.rule for d in run(*every(0, 3, 0), settings=Settings(strict=True)).next.changes]
    assert "D1" in strict and "D1" in [d.rule for d in run(*every(0, 3, 0)).next.changes]  # a rise of 3 over the check-in of 0
    sore = [told(0, row.exercise, 3, 0, check_in=2) for row in every(0)]
    assert "D1" in [d.rule for d in run(*sore, settings=Settings(strict=True)).next.changes]
    assert "D1" not in [d.rule for d in run(*sore).next.changes]


def test_no_rating_and_no_such_routine():
    with pytest.raises(ValueError):
        run()
    with pytest.raises(KeyError):
        run(told(0, "plank"), routine="none")
    with pytest.raises(ValueError):
        Told(MONDAY, "plank", 11)


def test_both_ends_of_the_calendar():
    rows = (Told(date(1900, 1, 1), "plank", 1), Told(date(2999, 12, 31), "plank", 2))
    assert [day.plan.date.year for day in run(*rows).days] == [1900, 2999]


@given(
    st.lists(
        st.builds(told, st.integers(0, 30), st.sampled_from(list(LIBRARY)), *[st.none() | st.integers(0, 10)] * 3), min_size=1
    )
)
@settings(max_examples=40, deadline=None)
def test_every_plan_is_that_of_the_record_so_far(rows):
    found = run(*rows, routine="core_restart")
    sessions = tuple(day.session for day in found.days if day.session)
    assert [day.plan.date for day in found.days] == sorted({row.day for row in rows})
    assert len({(out.exercise, day.plan.date) for day in found.days for out in day.passed_over}) <= len(rows)
    for day in found.days:
        if day.session is not None and not any(d.plan.blocked for d in found.days):
            past = History(tuple(s for s in sessions if s.date < day.plan.date))
            person = Profile(screened=day.plan.date)
            assert day.plan == plan_next(LIBRARY, ROUTINES, "core_restart", past, person, day.session.check_in, day.plan.date)
