"""A running session behind its one door: what is kept, what is taken back, where it is picked up after a crash."""

import re
from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest

from corecare_tui.adapters.journal import Journal, JournalError
from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.coach import RATED, Coach, Training
from corecare_tui.domain.pain import Pain
from corecare_tui.domain.plan import Kind, ordered
from corecare_tui.domain.player import State
from corecare_tui.domain.records import CheckIn, Outcome
from corecare_tui.domain.signals import Back, Entered, ExerciseDone, Jump, Pause, Resume, Skip, SkipExercise, Stop, Tick
from corecare_tui.domain.signals import Pain as Hurts
from corecare_tui.domain.timetable import PACED, Pace

MORNING = datetime(2026, 11, 21, 8, 0, tzinfo=timezone(timedelta(hours=1)))
LIBRARY, ROUTINES, _ = load(shipped("routines"), None)


@pytest.fixture
def journal(tmp_path):
    with Journal(tmp_path / "journal") as found:
        yield found


@pytest.fixture
def coach(journal):
    one = Coach(LIBRARY, ROUTINES, journal, lambda: MORNING)
    one.screen(())
    return one


class At:
    """A training with a clock of its own."""

    def __init__(self, coach, routine="warm_up", pace=PACED, begin=True):
        plan = coach.plan(routine, CheckIn(1))
        self.now, self.failed, self.heard = 0, [], []
        self.one = Training(coach, plan, coach.start(plan, CheckIn(1)), pace, self.hear, self.failed.append)
        if begin:
            self.one.begin(0)

    def hear(self, event, signals):
        self.heard.append(signals)

    def do(self, event):
        return self.one.do(event, self.now)

    def wait(self, seconds):
        for _ in range(seconds * 10):
            self.now += 100
            self.do(Tick())

    @property
    def step(self):
        return self.one.player.step

    @property
    def left(self):
        return self.one.player.left_ms(self.now)


def test_an_exercise_that_ends_is_on_disk(coach, journal):
    at = At(coach)
    at.wait(10 + 25 + 8 + 25)
    assert [(r.exercise, r.done) for r in journal.current().results] == [("low_lunge", 1.0)]
    assert at.one.asks == 0


def test_a_tone_does_not_wait_for_the_disk(coach, journal, monkeypatch):
    order = []
    at = At(coach)
    at.one._heard = lambda event, signals: order.append("heard") if any(isinstance(s, ExerciseDone) for s in signals) else None
    monkeypatch.setattr(journal, "keep", lambda session: order.append("kept"))
    at.wait(10 + 25 + 8 + 25)
    assert order == ["heard", "kept"]


@pytest.mark.parametrize("event", [Skip(), SkipExercise(), Back(), Stop(), Jump(20)])
@pytest.mark.parametrize("second", [3, 20, 40, 60, 75])
def test_everything_is_taken_back_to_the_millisecond(coach, journal, event, second):
    at = At(coach)
    at.wait(second)
    spot, session = at.one.player.spot(at.now), journal.current()
    at.do(event)
    if at.one.player.state is not State.DONE:
        at.wait(2)
    at.one.undo(at.now)
    assert at.one.player.spot(at.now) == spot
    assert journal.current() == session == at.one.session
    assert at.one.player.state is State.PAUSED
    at.do(Resume())
    at.wait(4)
    assert at.one.player.spot(at.now) != spot, "it goes on"


def test_slips_are_taken_back_one_after_the_other(coach):
    at = At(coach)
    spots = []
    for event in (Skip(), Skip(), Back(), Jump(12), SkipExercise()):
        at.wait(2)
        spots.append(at.one.player.spot(at.now))
        at.do(event)
    while spots:
        at.one.undo(at.now)
        assert at.one.player.spot(at.now) == spots.pop()
    assert at.one.undo(at.now) == [] and at.one.last is None


def test_a_rating_is_no_step_back_but_is_unsaid(coach, journal):
    at = At(coach)
    at.wait(68)
    at.one.asking()
    at.one.rate(0, Pain(3), None, at.now)
    at.one.rate(0, Pain(3, "low_back"), 2, at.now)
    assert at.one.last == RATED
    spot = at.one.player.spot(at.now)
    assert at.one.undo(at.now) == []
    at.one.asking()
    at.one.rate(0, Pain(4), None, at.now)
    assert at.one.unrate_last() == 0
    assert at.one.player.spot(at.now) == spot
    assert journal.current().results[0].pain == 3, "what was said before that question"


def test_each_question_is_taken_back_by_itself(coach, journal):
    at = At(coach)
    at.wait(68)
    for score in (1, 5):
        at.one.asking()
        at.one.rate(0, Pain(score), 2, at.now)
    said = []
    while at.one.unrate_last() is not None:
        said.append(journal.current().results[0].pain)
    assert said == [1, None]


def test_easing_is_a_decision_like_any_other(coach):
    at = At(coach)
    at.wait(68 + 20 + 8)
    before = at.one.plan
    new, _ = at.one.ease(at.now)
    (decision,) = new.decisions
    assert (decision.rule, decision.before.exercise, decision.after.exercise) == ("D4", "donkey_kick", new.exercise)
    assert decision.sentence
    assert at.one.session.results[1].outcome is Outcome.EASED
    at.one.undo(at.now)
    assert at.one.plan == before
    assert [r.exercise for r in at.one.session.results] == ["low_lunge"]


def test_a_jump_forward_leaves_out_what_is_passed_and_keeps_what_is_done(coach, journal):
    at = At(coach)
    at.wait(10 + 12)
    last = next(n for n, step in enumerate(at.one.player.steps) if step.item == 2)
    at.do(Jump(last))
    kept = {r.exercise: (r.outcome, round(r.done, 2)) for r in journal.current().results}
    assert kept == {"low_lunge": (Outcome.PARTIAL, 0.24), "donkey_kick": (Outcome.SKIPPED, 0.0)}
    at.do(Jump(0))
    at.wait(68)
    assert journal.current().results[0].done == 1.0


def test_what_was_held_past_its_target_is_recorded(coach, journal):
    plan = coach.plan("three_day", CheckIn(0))
    at = At(coach, "three_day", Pace(hold_past=True))
    plank = next(n for n, item in enumerate(plan.items) if item.dose.timed and not LIBRARY[item.exercise].tempo)
    hold = next(n for n, s in enumerate(at.one.player.steps) if s.item == plank and s.kind is Kind.HOLD)
    at.do(Jump(hold))
    seconds = at.step.ms // 1000
    at.wait(seconds * 2)
    assert at.one.player.over_ms(at.now) == seconds * 1000
    at.do(SkipExercise())
    done = next(r.done for r in journal.current().results if r.exercise == plan.items[plank].exercise)
    bouts_of = sum(1 for s in at.one.player.steps if s.item == plank and s.kind is Kind.HOLD)
    assert done == pytest.approx(2.0 / bouts_of, abs=0.002)


# --- the pace -----------------------------------------------------------------------------------


def test_c_takes_over_the_count_and_gives_it_back(coach):
    at = At(coach)
    at.wait(68 + 20 + 8)
    assert at.one.count_myself(at.now) is True
    assert at.step.ms is None and at.step.item == 1
    assert at.one.player.state is State.AWAITING
    assert at.one.count_myself(at.now) is False
    assert at.step.ms is not None and at.one.player.state is State.RUNNING


def test_c_has_nothing_to_count_in_a_hold(coach):
    at = At(coach)
    at.wait(12)
    assert at.one.count_myself(at.now) is None


# --- after a crash ------------------------------------------------------------------------------


def picked_up(journal, now=0):
    """Another program over the same journal."""
    coach = Coach(LIBRARY, ROUTINES, journal, lambda: MORNING)
    held = coach.open_session()
    plan, first, mark = coach.resume(held)
    one = Training(coach, plan, held)
    one.begin(now, first, mark)
    return one


@pytest.mark.parametrize("second", [*range(1, 180, 7)])
def test_at_most_five_seconds_are_lost(coach, journal, second):
    at = At(coach)
    at.wait(second)
    again = picked_up(journal)
    assert 0 <= again.player.left_ms(0) - at.left <= 5000
    assert (again.player.step.item, again.player.step.set_no) == (at.step.item, at.step.set_no)
    assert again.player.state is State.PAUSED
    assert again.session == at.one.session


def test_what_was_eased_dropped_and_reordered_is_still_so(coach, journal):
    plan = ordered(
        coach.plan("core_restart", CheckIn(0)), tuple(i.slot for i in coach.plan("core_restart", CheckIn(0)).items[::-1])
    )
    one = Training(coach, plan, coach.start(plan, CheckIn(0)))
    one.begin(0)
    one.do(Skip(), 100)
    one.do(Tick(), 900)
    one.ease(1000)
    again = picked_up(journal)
    assert again.plan.items == one.plan.items
    assert again.player.steps == one.player.steps


def test_own_pace_is_still_so(coach, journal):
    at = At(coach)
    at.wait(68 + 20 + 8)
    at.one.count_myself(at.now)
    again = picked_up(journal)
    assert again.player.step.ms is None
    assert again.pace.own_for == {"donkey_kick"}


def test_ratings_after_a_crash_belong_to_their_exercise(coach, journal):
    at = At(coach)
    at.wait(68)
    at.one.rate(0, Pain(2), 2, at.now)
    again = picked_up(journal)
    assert again.coach.kept(0).pain == 2
    again.rate(0, Pain(4), 2, 0)
    assert [(r.exercise, r.pain) for r in journal.current().results] == [("low_lunge", 4)]


@pytest.mark.parametrize("harm", ["spot", "items", "gone"])
def test_a_mark_that_does_not_fit_goes_on_at_the_next_exercise(coach, journal, harm, tmp_path):
    at = At(coach)
    at.wait(68)
    file = tmp_path / "journal" / "current.json"
    text = file.read_text()
    far = re.sub(r'("spot": ?\{[^}]*?"at": ?)\d+', r"\g<1>9999", text)
    assert harm != "spot" or far != text
    bad = {"spot": far, "items": text.replace("donkey_kick", "no_such_thing"), "gone": text.replace('"mark"', '"other"')}[harm]
    journal.close()
    file.write_text(bad)
    with Journal(tmp_path / "journal") as again:
        if harm == "items":
            assert picked_up(again).player.step.kind is Kind.READY
        else:
            assert picked_up(again).player.step is not None


def test_a_discarded_session_leaves_what_was_felt(coach, journal):
    at = At(coach)
    at.wait(68)
    at.one.rate(0, Pain(5, "neck"), 2, at.now)
    coach.discard(at.one.session)
    assert (journal.current(), journal.sessions(), journal.marked()) == (None, (), None)
    assert [(p.pain, p.place) for p in journal.pains()] == [(5, "neck")]


# --- a disk that refuses ------------------------------------------------------------------------


def test_a_full_disk_is_told_and_the_session_goes_on(coach, journal, monkeypatch, tmp_path):
    at = At(coach)
    keep = journal.keep

    def refuse(session):
        raise JournalError(tmp_path, "is full", "make room")

    monkeypatch.setattr(journal, "keep", refuse)
    monkeypatch.setattr(journal, "mark", refuse)
    at.wait(70)
    assert at.failed and at.step.ends_item
    monkeypatch.setattr(journal, "keep", keep)
    at.one.rate(0, Pain(1), 2, at.now)
    assert journal.current().results[0].pain == 1, "the next thing that is kept brings it along"


def test_pain_then_the_other_side(coach):
    at = At(coach)
    at.wait(15)
    at.do(Hurts())
    assert at.one.other_side
    at.do(Skip())
    assert at.step.kind is Kind.SWITCH
    at.wait(10)
    at.do(Hurts())
    assert not at.one.other_side


def test_pain_in_the_middle_of_a_side_is_of_that_side(coach, journal):
    at = At(coach)
    at.wait(15)
    assert at.step.side == "left"
    at.do(Hurts())
    at.one.asking()
    at.one.rate(0, Pain(4, "knee_other"), None, at.now)
    assert journal.current().results[0].side == "left"
    at.one.unrate_last()
    assert journal.current().results[0].side is None


def test_marks_are_few(coach, journal, monkeypatch):
    at, marks = At(coach), []
    monkeypatch.setattr(journal, "mark", lambda mark: marks.append(at.now))
    at.wait(120)
    assert 120 / 4 <= len(marks) <= 120 / 4 + 12
    assert max(b - a for a, b in pairwise(marks)) <= 4100
    at.do(Pause())
    marks.clear()
    for _ in range(20):
        at.now += 1000
        at.do(Tick())
    assert len(marks) <= 5, "where nothing moves nothing is written"


def test_going_back_asks_nothing_twice(coach):
    at = At(coach)
    at.wait(68)
    at.one.rate(0, Pain(1), 2, at.now)
    at.do(Skip())
    signals = at.one.undo(at.now)
    assert [s.step.ends_item for s in signals if isinstance(s, Entered)] == [True]
    assert at.one.coach.kept(0).pain == 1
