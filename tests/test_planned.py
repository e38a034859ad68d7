"""Settings that the coach plans by: the active routine, the planned days, the pauses, the kit; taken in while it runs."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.coach import DEFAULT, Coach
from corecare_tui.domain.profile import PREFERENCES, Profile
from corecare_tui.domain.records import CheckIn, SessionOutcome
from corecare_tui.domain.settings import DAYS, USUAL_CARE, Settings
from corecare_tui.domain.thresholds import Limits
from corecare_tui.domain.timetable import PACED, Pace, length_ms, unroll
from corecare_tui.ui.face import Face

LIBRARY, ROUTINES, _ = load(shipped("routines"), None)
MONDAY = datetime(2026, 11, 23, 8, tzinfo=timezone(timedelta(hours=1)))


class Wall:
    """The clock on the wall, turned by hand."""

    def __init__(self, at=MONDAY):
        self.at = at

    def __call__(self):
        return self.at


@pytest.fixture
def wall():
    return Wall()


@pytest.fixture
def coach(tmp_path, wall):
    with Journal(tmp_path / "journal") as journal:
        journal.save_profile(Profile(screened=MONDAY.date()))
        yield Coach(LIBRARY, ROUTINES, journal, wall)


def train(coach, routine=DEFAULT, pre=0):
    """A session of now, finished with nothing rated."""
    said = CheckIn(pre)
    session = coach.start(coach.plan(routine, said), said)
    coach.finish(session, SessionOutcome.FINISHED, 0)


def next_day(coach):
    return f"{coach.next_plan().date:%a %d}"


# --- planned days ---------------------------------------------------------------------------------


def test_today_stays_trained_on_the_way_over_the_date_line(coach, wall):
    auckland, los_angeles = timezone(timedelta(hours=12)), timezone(-timedelta(hours=7))
    wall.at = datetime(2026, 11, 24, 0, 30, tzinfo=auckland)
    train(coach)
    wall.at = datetime(2026, 11, 23, 20, tzinfo=los_angeles)
    train(coach)
    wall.at = datetime(2026, 11, 24, 10, tzinfo=los_angeles)
    assert next_day(coach) == "Thu 26", "of the 24th is the earlier one"


def test_without_days_it_is_today_and_after_a_session_the_day_after_tomorrow(coach):
    assert next_day(coach) == "Mon 23"
    train(coach)
    assert next_day(coach) == "Wed 25"


@pytest.mark.parametrize(
    ("days", "before", "after"),
    [
        (("mon", "wed", "fri"), "Mon 23", "Wed 25"),
        (("mon", "tue", "fri"), "Mon 23", "Fri 27"),  # Tuesday is not 48 hours away
        (("wed", "fri"), "Wed 25", "Wed 25"),
        (("sun",), "Sun 29", "Sun 29"),
        (("mon",), "Mon 23", "Mon 30"),
        (("tue",), "Tue 24", "Tue 01"),
        (DAYS, "Mon 23", "Wed 25"),
    ],
)
def test_it_is_the_next_planned_day(coach, days, before, after):
    coach.use(Settings(days=days))
    assert next_day(coach) == before
    train(coach)
    assert next_day(coach) == after


def test_a_planned_day_is_planned_however_soon_after_yesterday_it_comes(coach, wall):
    train(coach)
    wall.at += timedelta(1)
    coach.use(Settings(days=("tue", "fri")))
    assert next_day(coach) == "Tue 24"


def test_a_warm_up_alone_moves_no_day(coach):
    coach.use(Settings(days=("mon", "thu")))
    train(coach, "warm_up")
    assert next_day(coach) == "Mon 23"


def test_a_lock_is_told_today_whatever_is_planned(coach):
    coach.use(Settings(days=("fri",)))
    coach.screen(("chest",))
    plan = coach.next_plan()
    assert plan.blocked is not None and plan.date == coach.today


def test_a_session_can_be_had_on_any_day(coach):
    coach.use(Settings(days=("fri",)))
    assert coach.plan().date == coach.today and coach.plan().items
    train(coach)
    assert len(coach.history().sessions) == 1


@given(st.sets(st.sampled_from(DAYS), min_size=1), st.integers(0, 6), st.booleans())
def test_the_day_is_planned_near_and_never_within_48_hours(tmp_path_factory, days, on, trained):
    wall = Wall(MONDAY + timedelta(on))
    with Journal(tmp_path_factory.mktemp("journal")) as journal:
        journal.save_profile(Profile(screened=MONDAY.date()))
        one = Coach(LIBRARY, ROUTINES, journal, wall, Settings(days=tuple(days)))
        if trained:
            train(one)
        found = one.next_plan().date
    ahead = (found - wall.at.date()).days
    assert DAYS[found.weekday()] in days
    first = 2 if trained else 0
    assert first <= ahead < first + 7
    assert not any(DAYS[(wall.at + timedelta(n)).weekday()] in days for n in range(first, ahead))


def test_the_calendar_gets_the_planned_days(coach):
    coach.use(Settings(days=("mon", "thu")))
    assert coach.view(14).planned == coach.weeks(2).planned == {0, 3}
    coach.use(USUAL_CARE)
    assert coach.view(14).planned == frozenset()


# --- the active routine ---------------------------------------------------------------------------


def test_the_active_routine_is_planned_where_none_is_named(coach):
    assert (coach.active, coach.plan().routine, coach.next_plan().routine) == (DEFAULT,) * 3
    coach.use(Settings(routine="three_day"))
    assert (coach.active, coach.plan().routine, coach.next_plan().routine) == ("three_day",) * 3
    assert coach.plan("warm_up").routine == "warm_up"
    train(coach, None)
    assert coach.next_plan().routine == coach.history().sessions[-1].routine == "three_day"


def test_one_that_is_gone_gives_way_to_the_usual(coach):
    coach.use(Settings(routine="was_mine"))
    assert coach.active == coach.next_plan().routine == DEFAULT


# --- taken in while it runs -----------------------------------------------------------------------


def test_what_is_set_holds_from_then_on_and_stands_in_one_place(coach):
    face = Face(coach, None, lambda: 0)
    assert face.settings is coach.own is USUAL_CARE
    face.settings = replace(face.settings, limits=Limits(red=4), voice="off")
    assert coach.own.limits.red == coach.settings.limits.red == 4
    coach.use(replace(coach.own, volume=50))
    assert (face.settings.volume, face.settings.voice, face.settings.limits.red) == (50, "off", 4)


def test_the_stance_of_the_profile_is_not_written_into_the_settings(coach):
    coach.be_strict(True)
    assert (coach.settings.strict, coach.own.strict) == (True, False)
    coach.be_strict(False)
    assert not coach.settings.strict


def test_the_minutes_are_this_persons(coach):
    plan = coach.plan()
    usual = coach.minutes(plan)
    assert usual == round(length_ms(unroll(plan, LIBRARY)) / 60_000)
    coach.use(Settings(ready=60, ready_between=30, switch=30))
    more = length_ms(unroll(plan, LIBRARY, coach.own.pace)) - length_ms(unroll(plan, LIBRARY))
    assert coach.minutes(plan) == round((length_ms(unroll(plan, LIBRARY)) + more) / 60_000) > usual


def test_the_pauses_are_those_of_a_pace():
    assert Settings().pace == replace(PACED, every_second=False)
    assert Settings(ready=3, ready_between=4, switch=5, own_pace=True).pace == Pace(own=True, ready=3, ready_between=4, switch=5)


# --- kit and preferences --------------------------------------------------------------------------


def needing(kit):
    return {id for id, exercise in LIBRARY.items() if kit in exercise.equipment}


@pytest.mark.parametrize("kit", ["exercise_ball", "foam_roller", "kettlebell_or_dumbbell"])
def test_kit_at_hand_opens_what_needs_it(coach, kit):
    routines = [(id, day.id) for id, one in ROUTINES.items() for day in one.days if needing(kit) & named(day)]
    assert routines

    def closed():
        told = (coach._plan(routine, coach.history(), CheckIn(0), coach.today, day) for routine, day in routines)
        return {
            out.exercise
            for plan in told
            for out in plan.left_out
            if "not in your kit" in out.sentence and out.exercise in needing(kit)
        }

    without = closed()
    coach.equip(("mat", kit))
    assert coach.profile.equipment == ("mat", kit)
    assert without and not closed()
    coach.equip(())
    assert closed() == without


def named(day):
    return {id for _, item in day.items for id in (item.exercise, *item.rung_of) if id}


def test_the_kit_is_what_exercises_need_and_what_opens_comes_first(coach):
    needed = {kit for exercise in LIBRARY.values() for kit in exercise.equipment}
    assert set(coach.kit) == needed | {"kettlebell", "dumbbell"} and len(set(coach.kit)) == len(coach.kit)
    assert coach.kit[:5] == ("exercise_ball", "foam_roller", "kettlebell_or_dumbbell", "kettlebell", "dumbbell")


def test_unknown_kit_is_refused_and_what_the_record_names_may_stay(coach):
    with pytest.raises(ValueError, match="there is no kit 'trampoline'; there are exercise_ball"):
        coach.equip(("mat", "trampoline"))
    assert coach.profile.equipment == ("mat",)
    coach._journal.save_profile(replace(coach.profile, equipment=("mat", "trampoline")))
    assert coach.equip(("trampoline", "foam_roller", "foam_roller")).equipment == ("trampoline", "foam_roller")


SPARED = {
    "wrist": {"wrist_or_knee_kneeling"},
    "knee": {"wrist_or_knee_kneeling", "knee_kneeling"},
    "shoulder": {"shoulder"},
    "fall_risk": {"fall_risk"},
}
"""Of each preference the gates that it shuts; `fall_risk` also what is tagged unstable."""


@pytest.mark.parametrize("flag", PREFERENCES)
def test_a_preference_closes_what_asks_for_that_part_and_opens_it_again(coach, wall, flag):
    coach.equip(coach.kit)
    for _ in range(6):  # no beginner, and all kit: what may be spared is planned
        train(coach, "warm_up")
        wall.at += timedelta(1)
    asking = {id for id, e in LIBRARY.items() if SPARED[flag] & set(e.gates) or (flag == "fall_risk" and "unstable" in e.tags)}

    def planned():
        told = (coach._plan(id, coach.history(), CheckIn(0), coach.today, d.id) for id, one in ROUTINES.items() for d in one.days)
        return {item.exercise for plan in told for item in plan.items}

    before = planned()
    assert before & asking
    coach.prefer((flag,))
    assert coach.profile.has(flag) and not planned() & asking
    coach.prefer(())
    assert not coach.profile.has(flag) and planned() == before


def test_a_preference_leaves_every_other_flag_alone(coach):
    profile = replace(coach.profile, flags=("disc_or_surgery", "wrist"), cleared=("disc_or_surgery", "knee"))
    coach._journal.save_profile(profile)
    found = coach.prefer(("knee", "fall_risk", "knee"))
    assert found.flags == ("disc_or_surgery", "knee", "fall_risk") and found.cleared == ("disc_or_surgery",)
    assert found.has("knee")
    with pytest.raises(ValueError, match="there is no preference 'chest'"):
        coach.prefer(("wrist", "chest"))
    assert coach.profile == found


def test_the_screening_leaves_preferences_and_kit_alone(coach):
    coach.prefer(("wrist",))
    coach.equip(("mat", "foam_roller"))
    found = coach.screen(("osteoporosis",))
    assert found.has("wrist") and found.equipment == ("mat", "foam_roller") and found.screened == date(2026, 11, 23)
