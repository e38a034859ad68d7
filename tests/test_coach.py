"""The coach: what one person does over days, each thing on disk when its method returns."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from corecare_tui.adapters import export
from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.coach import Coach, NotKept
from corecare_tui.domain.ladder import Place, easier
from corecare_tui.domain.pain import Pain
from corecare_tui.domain.profile import QUESTIONS, Chose
from corecare_tui.domain.records import CheckIn, MorningAfter, Outcome, Session, SessionOutcome
from corecare_tui.domain.rules.during import Then

LIBRARY, ROUTINES, _ = load(shipped("routines"), shipped("nowhere"))
MORNING = datetime(2026, 11, 21, 8, tzinfo=timezone(timedelta(hours=1)))
WELL = CheckIn(2)


class Wall:
    """The clock on the wall, turned by hand."""

    def __init__(self):
        self.at = MORNING

    def now(self):
        return self.at

    def wait(self, **time):
        self.at += timedelta(**time)


@pytest.fixture
def wall():
    return Wall()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "journal"


@pytest.fixture
def journal(folder):
    with Journal(folder) as found:
        yield found


@pytest.fixture
def coach(journal, wall):
    one = Coach(LIBRARY, ROUTINES, journal, wall.now)
    one.screen(())
    return one


def played(coach, plan, session, *pains, outcome=SessionOutcome.FINISHED, end=2):
    """Rate the items of a plan with `pains` and finish; None = done, but not rated."""
    for index, pain in enumerate(pains):
        session = coach.keep(session, index, coach.rated(plan, index, 1.0, Pain(pain), 2))
    return coach.finish(session, outcome, end)


def test_a_session_is_on_disk_at_every_step(coach, journal, folder, wall):
    plan = coach.plan("three_day", WELL)
    session = coach.start(plan, WELL)
    assert (session.outcome, session.started, session.routine, session.day) == (SessionOutcome.OPEN, MORNING, "three_day", "day1")
    assert on_disk(folder).current() == session
    wall.wait(minutes=5)
    session = coach.keep(session, 0, coach.result(plan, 0, 1.0))
    assert on_disk(folder).current().results == session.results
    assert (session.results[0].at, session.results[0].outcome, session.results[0].pain) == (wall.at, Outcome.DONE, None)
    session = coach.keep(session, 0, coach.rated(plan, 0, 1.0, Pain(3, "low_back"), 2))
    (result,) = on_disk(folder).current().results
    assert (result.pain, result.place, result.effort, result.form_held) == (3, "low_back", 2, True)
    wall.wait(minutes=9)
    done = coach.finish(session, SessionOutcome.FINISHED, 2, 5)
    assert (on_disk(folder).current(), on_disk(folder).sessions()) == (None, (done,))
    assert (done.ended, done.end_pain, done.effort) == (wall.at, 2, 5)
    assert coach.took(done) == timedelta(minutes=14)


def on_disk(folder):
    return Journal(folder, write=False)


def test_a_blocked_or_empty_plan_starts_nothing(coach, folder):
    blocked = coach.plan("three_day", CheckIn(8))
    with pytest.raises(ValueError, match="8 out of 10"):
        coach.start(blocked, CheckIn(8))
    with pytest.raises(ValueError, match="no exercise"):
        coach.start(replace(coach.plan("three_day"), items=()), WELL)
    assert coach.open_session() is None


def test_a_second_session_waits_for_the_first(coach):
    plan = coach.plan("warm_up", WELL)
    coach.start(plan, WELL)
    with pytest.raises(NotKept, match="still open"):
        coach.start(plan, WELL)


@pytest.mark.parametrize(
    ("share", "outcome"), [(1.0, Outcome.DONE), (0.999, Outcome.PARTIAL), (0.5, Outcome.PARTIAL), (0.0, Outcome.SKIPPED)]
)
def test_what_was_done_names_the_outcome(coach, share, outcome):
    plan = coach.plan("warm_up", WELL)
    assert coach.result(plan, 0, share).outcome is outcome


@pytest.mark.parametrize(("effort", "held"), [(None, None), (1, True), (3, True), (4, False)])
def test_effort_4_is_form_lost_and_no_answer_is_no_answer(coach, effort, held):
    result = coach.rated(coach.plan("warm_up", WELL), 0, 1.0, Pain(2), effort)
    assert (result.effort, result.form_held) == (effort, held)


def test_not_rated_stays_null(coach, folder):
    plan = coach.plan("warm_up", WELL)
    session = coach.start(plan, WELL)
    coach.keep(session, 0, coach.rated(plan, 0, 1.0, Pain(None), None))
    assert on_disk(folder).current().results[0].pain is None


def test_a_later_result_keeps_what_was_said(coach):
    plan = coach.plan("warm_up", WELL)
    session = coach.start(plan, WELL)
    session = coach.keep(session, 0, coach.rated(plan, 0, 0.4, Pain(6, "leg", True, True), 4))
    session = coach.keep(session, 0, coach.result(plan, 0, 0.5))
    (result,) = session.results
    assert (result.pain, result.sharp, result.leg, result.effort, result.done) == (6, True, True, 4, 0.5)


def test_results_stand_in_the_order_of_the_plan(coach):
    plan = coach.plan("warm_up", WELL)
    session = coach.start(plan, WELL)
    for index in (2, 0, 1):
        session = coach.keep(session, index, coach.result(plan, index, 1.0))
    assert [r.exercise for r in session.results] == [item.exercise for item in plan.items]
    assert coach.kept(1).exercise == plan.items[1].exercise
    assert coach.kept(9) is None


def test_usual_is_kept_only_on_a_lightened_day(coach):
    sore, well = coach.plan("three_day", CheckIn(3)), coach.plan("three_day", WELL)
    plank = next(i for i, item in enumerate(sore.items) if item.exercise == "plank")
    lightened = coach.result(sore, plank, 1.0)
    assert (lightened.dose.sets, lightened.usual.sets) == (2, 3)
    assert coach.result(well, plank, 1.0).usual is None


# --- after a crash ------------------------------------------------------------------------------


def test_resume_gives_the_rest_of_the_plan(coach, folder, journal, wall):
    plan = coach.plan("three_day", WELL)
    session = coach.start(plan, WELL)
    session = coach.keep(session, 0, coach.rated(plan, 0, 1.0, Pain(2), 2))
    journal.close()
    wall.wait(minutes=30)
    with Journal(folder) as again:
        other = Coach(LIBRARY, ROUTINES, again, wall.now)
        held = other.open_session()
        assert held == session
        rest, first, _ = other.resume(held)
        assert (first, rest.day) == (1, "day1")
        assert [item.exercise for item in rest.items] == [item.exercise for item in plan.items]
        assert rest.items[1:] == plan.items[1:]
        held = other.keep(held, first, other.rated(rest, first, 1.0, Pain(3), 2))
        assert [r.exercise for r in held.results] == [item.exercise for item in plan.items[:2]]
        assert held.results[0].pain == 2


def test_resume_after_midnight_is_still_that_days_plan(coach, wall):
    plan = coach.plan("three_day", WELL)
    session = coach.start(plan, WELL)
    wall.wait(days=1)
    rest, first, _ = coach.resume(session)
    assert (rest.date, rest.items, first) == (plan.date, plan.items, 0)


def test_resume_of_a_whole_session_has_nothing_ahead(coach):
    plan = coach.plan("warm_up", WELL)
    session = coach.start(plan, WELL)
    for index in range(len(plan.items)):
        session = coach.keep(session, index, coach.result(plan, index, 1.0))
    rest, first, _ = coach.resume(session)
    assert first == len(rest.items) == len(plan.items)


def test_resume_of_a_gentle_day_stays_gentle(coach):
    sore = CheckIn(5)
    session = coach.start(coach.plan("three_day", sore), sore)
    assert session.routine == "gentle"
    rest, _, _ = coach.resume(session)
    assert rest.routine == "gentle"


def test_ratings_after_a_resume_count_with_those_before(coach, folder, journal, wall):
    plan = coach.plan("three_day", WELL)
    session = coach.start(plan, WELL)
    coach.keep(session, 0, coach.rated(plan, 0, 1.0, Pain(6), 2))
    journal.close()
    with Journal(folder) as again:
        other = Coach(LIBRARY, ROUTINES, again, wall.now)
        rest, first, _ = other.resume(other.open_session())
        assert other.turn(rest, first, Pain(6)).then is Then.END_STRENGTH


# --- the turn of a rating -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("felt", "then"),
    [
        (Pain(None), Then.GO_ON), (Pain(0), Then.GO_ON), (Pain(5), Then.GO_ON), (Pain(6), Then.STOP_EXERCISE),
        (Pain(2, sharp=True), Then.STOP_EXERCISE), (Pain(None, sharp=True), Then.STOP_EXERCISE), (Pain(7), Then.END_SESSION),
        (Pain(10, sharp=True), Then.END_SESSION),
    ],
)  # fmt: skip
def test_what_a_rating_means_now(coach, felt, then):
    plan = coach.plan("three_day", WELL)
    coach.start(plan, WELL)
    turn = coach.turn(plan, 0, felt)
    assert turn.then is then
    assert bool(turn.sentence) == (then is not Then.GO_ON)


def test_the_same_exercise_twice_is_not_a_second_one(coach):
    plan = coach.plan("three_day", WELL)
    session = coach.start(plan, WELL)
    coach.keep(session, 0, coach.rated(plan, 0, 0.5, Pain(6), 2))
    assert coach.turn(plan, 0, Pain(6)).then is Then.STOP_EXERCISE
    assert coach.turn(plan, 1, Pain(6)).then is Then.END_STRENGTH


def test_only_mobility_is_left_ahead(coach):
    plan = coach.plan("core_restart", WELL)
    left = coach.only_mobility(plan, 1)
    assert left.items[:2] == plan.items[:2]
    assert left.items[2:] and all(LIBRARY[item.exercise].kind == "mobility" for item in left.items[2:])


def test_an_eased_item_keeps_its_usual_sets(coach):
    plan = coach.plan("three_day", WELL)
    index = next(i for i, item in enumerate(plan.items) if item.exercise == "plank")
    new = coach.eased(plan, index, 1)
    assert new.items[: index + 1] == plan.items[: index + 1]
    assert new.items[index + 2 :] == plan.items[index + 1 :]
    one, below = new.items[index + 1], easier(LIBRARY, Place("plank", plan.items[index].dose))
    assert (one.exercise, one.dose.sets, one.usual.sets) == (below.exercise, 1, plan.items[index].usual.sets)
    assert replace(one.dose, sets=one.usual.sets) == one.usual


def test_at_the_foot_of_a_ladder_nothing_is_easier(coach):
    plan = coach.plan("three_day", WELL)
    foot = next(id for id, exercise in LIBRARY.items() if exercise.easier is None)
    item = replace(plan.items[0], exercise=foot, dose=LIBRARY[foot].ladder.start)
    assert coach.eased(replace(plan, items=(item,)), 0, 1) is None


def test_an_eased_exercise_goes_on_from_there(coach, wall):
    for day in range(3):
        plan = coach.plan("three_day", WELL)
        session = coach.start(plan, WELL)
        if day == 0:
            index = next(i for i, item in enumerate(plan.items) if item.exercise == "plank")
            eased = coach.result(plan, index, 0.3, Outcome.EASED)
            session = coach.keep(session, index, eased)
        coach.finish(session, SessionOutcome.FINISHED, 1)
        wall.wait(days=1)
    (decision,) = [d for d in coach.plan("three_day", WELL).changes if d.before.exercise == "plank"]
    assert decision.rule == "D4"


# --- the morning after --------------------------------------------------------------------------


def test_the_morning_is_asked_once_and_not_on_the_same_day(coach, wall):
    assert coach.unanswered_morning() is None
    plan = coach.plan("warm_up", WELL)
    done = played(coach, plan, coach.start(plan, WELL), 2)
    assert coach.unanswered_morning() is None
    wall.wait(days=1)
    assert coach.unanswered_morning() == done
    answered = coach.answer_morning(done, 1, True)
    assert answered.morning_after == MorningAfter(1, True)
    assert coach.unanswered_morning() is None
    assert coach.history().sessions == (answered,)


def test_only_the_last_session_is_asked_about(coach, wall):
    for _ in range(2):
        plan = coach.plan("warm_up", WELL)
        last = played(coach, plan, coach.start(plan, WELL), 2)
        wall.wait(days=1)
    assert coach.unanswered_morning() == last


def test_an_open_session_is_not_asked_about(coach, wall):
    coach.start(coach.plan("warm_up", WELL), WELL)
    wall.wait(days=1)
    assert coach.unanswered_morning() is None


def test_a_bad_morning_eases_what_was_amber(coach, wall):
    for day in range(3):
        plan = coach.plan("three_day", WELL)
        done = played(coach, plan, coach.start(plan, WELL), *([4] * len(plan.items)))
        wall.wait(days=1)
        if day == 2:
            coach.answer_morning(done, 5, False)
    assert "R3" in [advice.rule for advice in coach.plan("three_day", WELL).advice]


# --- safety -------------------------------------------------------------------------------------


def test_screening_is_kept_with_its_day(coach, folder):
    profile = coach.screen(("disc_or_surgery", "osteoporosis"))
    assert (profile.screened, profile.flags) == (MORNING.date(), ("disc_or_surgery", "osteoporosis"))
    assert on_disk(folder).profile() == profile
    assert coach.plan("warm_up").blocked.rule == "G1"


def test_screening_again_keeps_preferences_and_drops_what_is_no_longer_said(coach, journal):
    journal.save_profile(replace(coach.profile, flags=("wrist", "osteoporosis", "disc_or_surgery")))
    assert set(coach.screen(("disc_or_surgery",)).flags) == {"disc_or_surgery", "wrist"}


def test_clear_opens_what_a_professional_may_clear(coach):
    for question in QUESTIONS:
        coach.screen((question.id,))
        locked = coach.plan("warm_up").blocked
        coach.clear()
        still = coach.plan("warm_up").blocked
        assert (still is not None) == (question.id in ("pregnant", "under_18")), question.id
        assert locked is not None or still is None
        coach.screen(())


def test_a_cleared_flag_that_is_gone_and_comes_back_locks_again(coach):
    coach.screen(("disc_or_surgery",))
    coach.clear()
    coach.screen(())
    coach.screen(("disc_or_surgery",))
    assert coach.plan("warm_up").blocked is not None


@pytest.mark.parametrize("flag", ["saddle_numb", "leg_weak"])
def test_a_flag_said_again_is_no_longer_cleared(coach, flag):
    coach.screen((flag,))
    coach.clear()
    coach.screen((flag,))
    assert coach.plan("warm_up").blocked is not None


def test_a_new_sign_locks_again_after_it_was_cleared(coach):
    coach.report_signs(("saddle_numb",))
    coach.clear()
    assert coach.plan("warm_up").blocked is None
    coach.report_signs(("saddle_numb",))
    assert coach.plan("warm_up").blocked.rule == "E1"


def test_refuse_keeps_the_pain_and_the_flags(coach, folder):
    coach.refuse(CheckIn(8, ("saddle_numb", "one_leg", "fall")))
    (entry,) = coach.history().pains
    assert (entry.at, entry.pain) == (MORNING, 8)
    assert on_disk(folder).profile().flags == ("saddle_numb", "fall")
    assert coach.plan("warm_up").blocked.rule == "E1"


def test_refuse_with_nothing_said_keeps_nothing(coach):
    before = coach.profile
    coach.refuse(CheckIn())
    assert (coach.history().pains, coach.profile) == ((), before)


def test_a_7_rests_today_and_tomorrow(coach, wall):
    plan = coach.plan("three_day", WELL)
    played(coach, plan, coach.start(plan, WELL), 7, outcome=SessionOutcome.STOPPED)
    for blocked in (True, True, False):
        assert (coach.plan("three_day", WELL).blocked is not None) is blocked
        wall.wait(days=1)


# --- what comes next ----------------------------------------------------------------------------


def test_preview_is_the_plan_that_will_come(coach, wall):
    plan = coach.plan("warm_up", WELL)
    session = coach.start(plan, WELL)
    for index, pain in enumerate((2, 5, 3)):
        session = coach.keep(session, index, coach.rated(plan, index, 1.0, Pain(pain), 2))
    preview = coach.preview(session, 2, True)
    assert coach.open_session() == session
    assert coach.history().sessions == ()
    assert [d.rule for d in preview.changes] == ["D1"]
    assert preview.date == session.date + timedelta(days=2)
    coach.finish(session, SessionOutcome.FINISHED, 2)
    wall.wait(days=2)
    assert coach.plan("warm_up").items == preview.items


def test_preview_of_one_day_of_a_rotation_is_that_day_again(coach):
    plan = coach.plan("three_day", WELL)
    session = coach.start(plan, WELL)
    assert coach.preview(session, None, False).day == plan.day == "day1"


def test_a_rating_corrected_in_the_summary(coach, folder):
    plan = coach.plan("warm_up", WELL)
    session = coach.start(plan, WELL)
    session = coach.keep(session, 0, coach.rated(plan, 0, 1.0, Pain(2), 2))
    session = coach.correct(session, 0, Pain(5, "neck"), 4)
    (result,) = on_disk(folder).current().results
    assert (result.pain, result.place, result.effort, result.form_held) == (5, "neck", 4, False)
    assert coach.correct(session, 0, Pain(4), None).results[0].effort == 4


def test_the_last_rating_passes_over_what_was_not_rated(coach, wall):
    for pain in (4, None):
        plan = coach.plan("warm_up", WELL)
        played(coach, plan, coach.start(plan, WELL), pain)
        wall.wait(days=1)
    assert coach.last_rating(plan.items[0].exercise) == 4
    assert coach.last_rating("plank") is None


def test_how_long_it_took_is_never_less_than_nothing(coach):
    assert coach.took(Session("a", MORNING + timedelta(hours=1))) == timedelta(0)
    assert coach.took(Session("a", MORNING - timedelta(minutes=3))) == timedelta(minutes=3)


def test_pain_logged_at_any_hour(coach, folder):
    entry = coach.log_pain(4, "neck", "after the drive")
    assert on_disk(folder).pains() == (entry,)
    assert (entry.at, entry.pain, entry.place, entry.note) == (MORNING, 4, "neck", "after the drive")


def test_a_full_disk_is_told_and_the_session_goes_on_and_lies_elsewhere_at_its_end(coach, journal, folder):
    plan = coach.plan("warm_up", WELL)
    session = coach.start(plan, WELL)
    journal.close()
    later = coach.keep(session, 0, coach.result(plan, 0, 1.0))
    assert "open for reading only" in str(coach.not_kept)
    assert (len(later.results), coach.open_session()) == (1, session)
    coach.elsewhere = (folder / "missing", folder)
    with pytest.raises(NotKept) as caught:
        coach.finish(later, SessionOutcome.STOPPED, 3)
    assert caught.value.elsewhere == folder / "corecare-session-20261121-0800.json"
    (written,) = export.read(caught.value.elsewhere.read_bytes()).sessions
    assert (written.id, written.end_pain, len(written.results)) == (session.id, 3, 1)
    assert str(caught.value.elsewhere) in caught.value.told


def test_the_library_as_this_person_sees_it(coach, wall):
    coach.choose(Chose.BLOCK, "plank")
    found = {one.exercise.id: one for one in coach.catalogue("five_good")}
    assert list(found) == list(LIBRARY)
    assert (found["plank"].not_now.rule, found["plank"].planned.exercise) == ("X5", "knee_plank")
    assert found["crunch"].closed.rule == "G2"
    wall.wait(days=30)
    assert {one.exercise.id: one for one in coach.catalogue()}["plank"].blocked
    coach.choose(Chose.UNBLOCK, "plank")
    assert {one.exercise.id: one for one in coach.catalogue("five_good")}["plank"].planned.exercise == "plank"


def test_blocked_today_and_taken_back_leaves_nothing(coach):
    before = coach.profile
    coach.choose(Chose.BLOCK, "plank")
    assert coach.unchoose(Chose.BLOCK, "plank") == before == coach.profile


def test_in_a_session_it_is_not_eased_to_what_is_blocked(coach):
    plan = coach.plan("three_day")
    (index,) = (number for number, item in enumerate(plan.items) if item.exercise == "plank")
    foot = replace(plan.items[index], dose=replace(plan.items[index].dose, sets=1, hold_s=10))
    plan = replace(plan, items=(*plan.items[:index], foot, *plan.items[index + 1 :]))
    assert coach.eased(plan, index, 1).items[index + 1].exercise == "knee_plank"
    coach.choose(Chose.BLOCK, "knee_plank")
    assert coach.eased(plan, index, 1) is None


def test_in_a_session_it_is_not_eased_to_what_is_not_open(coach):
    """A sore wrist shuts the rung below; what stays on its own rung may still be less."""
    plan = coach.plan("three_day")
    (index,) = (number for number, item in enumerate(plan.items) if item.exercise == "plank")
    foot = replace(plan.items[index], dose=replace(plan.items[index].dose, sets=1, hold_s=10))
    at_foot = replace(plan, items=(*plan.items[:index], foot, *plan.items[index + 1 :]))
    coach.prefer(("knee",))
    assert coach.eased(at_foot, index, 1) is None
    assert coach.eased(plan, index, 1).items[index + 1].exercise == "plank"
