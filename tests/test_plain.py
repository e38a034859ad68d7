"""The line mode, played against a clock of its own that only moves when the program waits."""

import os
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.cli.clock import Clock
from corecare_tui.coach import Coach, Training
from corecare_tui.domain.pain import Pain
from corecare_tui.domain.profile import QUESTIONS
from corecare_tui.domain.records import CheckIn, MorningAfter, Outcome, SessionOutcome
from corecare_tui.domain.settings import Settings
from corecare_tui.domain.signals import Tick
from corecare_tui.domain.timetable import length_ms, unroll
from corecare_tui.plain import Plain
from corecare_tui.plain.asking import Asking

LIBRARY, ROUTINES, _ = load(shipped("routines"), shipped("nowhere"))
MORNING = datetime(2026, 11, 21, 8, tzinfo=timezone(timedelta(hours=1)))
THINKS_MS = 60_000
"""How long the person thinks about a question: the session must not run on."""
PATIENCE_MS = 300_000
"""After so long without a word they press Enter."""


class Silence:
    def __init__(self):
        self.played = []

    def warm(self):
        pass

    def play(self, name):
        self.played.append(name)
        return False

    def stop(self):
        pass

    def length_ms(self, name):
        return 300

    def spoken_ms(self, text):
        return None

    def say(self, text, safe):
        return None


class Person:
    """Answers questions by their beginning, types `at` virtual seconds, and is the clock."""

    def __init__(self, answers=None, at=None, ends_at=None):
        self.ms, self.lines = 0, []
        self.answers = {key: list(value) if isinstance(value, list) else value for key, value in (answers or {}).items()}
        self.typed = sorted((at or {}).items())
        self.ends_at = ends_at
        self.asked = []
        self.heard = 0, 0

    def now(self):
        return self.ms

    def line_within(self, ms):
        if self.ends_at is not None and self.ms >= self.ends_at * 1000:
            raise EOFError
        if ms is None:
            return self._answer()
        if self.typed and self.typed[0][0] * 1000 <= self.ms:
            return self.typed.pop(0)[1]
        self.ms += ms
        assert self.ms < 3_600_000, "this never ends"
        waited = self.ms - self.heard[1] > PATIENCE_MS
        if waited or self.heard[0] != len(self.lines):
            self.heard = len(self.lines), self.ms
        return "" if waited else None

    def _answer(self):
        question = self.lines[-1]
        self.asked.append(question)
        self.ms += THINKS_MS
        for beginning, answer in self.answers.items():
            if question.startswith(beginning):
                answer = answer.pop(0) if isinstance(answer, list) and answer else answer
                if answer is EOFError:
                    raise EOFError
                return answer or ""
        return ""


class Told(Asking):
    """Every line goes to the person, who answers the last one."""

    def tell(self, line):
        assert line and "\n" not in line
        self.clock.lines.append(line)


class Heard(Plain):
    """A session whose lines go to a person."""

    def __init__(self, coach, sounds, clock):
        super().__init__(coach, sounds, clock)
        self.asking = Told(clock)


@pytest.fixture
def journal(tmp_path):
    with Journal(tmp_path / "journal") as found:
        yield found


@pytest.fixture
def coach(journal):
    one = Coach(LIBRARY, ROUTINES, journal, lambda: MORNING)
    one.screen(())
    return one


def play(coach, routine="warm_up", **person):
    """(exit code, the person who heard it, the sounds)"""
    one, sounds = Person(**person), Silence()
    return Heard(coach, sounds, one).play(routine), one, sounds


WELL = {"Back pain now, 0 to 10?": "2", "Worst back pain": "3", "Where?": "1", "Effort?": "2", "Back pain now, at the end": "1"}


def test_the_warm_up_to_its_end(coach, journal):
    code, person, sounds = play(coach, answers=WELL)
    assert code == 0
    (session,) = journal.sessions()
    assert (session.outcome, session.routine, session.check_in, session.end_pain) == (
        SessionOutcome.FINISHED, "warm_up", CheckIn(2), 1,
    )  # fmt: skip
    plan = coach.plan("warm_up", CheckIn(2))
    assert (
        [r.exercise for r in session.results] == ["low_lunge", "donkey_kick", "glute_bridge"] == [i.exercise for i in plan.items]
    )
    for result in session.results:
        assert (result.done, result.outcome, result.pain, result.place, result.effort, result.form_held) == (
            1.0, Outcome.DONE, 3, "low_back", 2, True,
        )  # fmt: skip
    assert journal.current() is None
    assert person.lines[-1] == "Kept."
    assert "Done." in person.lines
    assert {"start", "pain", "switch", "done"} <= set(sounds.played)
    # Sixteen questions of a minute each have not moved the clock of the session.
    played_ms = person.ms - THINKS_MS * len(person.asked)
    assert abs(played_ms - length_ms(unroll(plan, LIBRARY))) < 5000


def test_every_exercise_is_announced_and_rated_once(coach):
    _, person, _ = play(coach, answers=WELL)
    for name in ("Low-lunge hip-flexor stretch", "Donkey kick", "Glute bridge"):
        assert sum(line.startswith(f"Get ready: {name}, set 1 of 1") for line in person.lines) == 1
        assert sum(line.startswith(f"Worst back pain during {name}") for line in person.lines) == 1
    assert [line for line in person.lines if line.startswith("Rep ")] == [
        f"Rep {n}." for n in (*range(1, 9), *range(1, 9), *range(1, 11))
    ]


def test_nothing_said_is_kept_as_not_said(coach, journal):
    assert play(coach)[0] == 0
    (session,) = journal.sessions()
    assert (session.check_in, session.end_pain, session.outcome) == (CheckIn(None), None, SessionOutcome.FINISHED)
    assert [(r.pain, r.effort, r.form_held, r.done) for r in session.results] == [(None, None, None, 1.0)] * 3


def test_screening_is_asked_first_and_only_once(journal):
    coach = Coach(LIBRARY, ROUTINES, journal, lambda: MORNING)
    _, person, _ = play(coach)
    assert person.lines[0].startswith("The safety questions are not answered yet")
    assert person.lines[1] == "Does any of these apply to you?"
    assert person.lines[2 : 2 + len(QUESTIONS)] == [f"{n}. {q.text}" for n, q in enumerate(QUESTIONS, 1)]
    assert (coach.profile.screened, coach.profile.flags) == (MORNING.date(), ())
    _, person, _ = play(coach)
    assert not any("Does any of these apply" in line for line in person.lines)


def test_old_safety_answers_are_asked_again_after_saying_why(journal):
    days = [MORNING]
    coach = Coach(LIBRARY, ROUTINES, journal, lambda: days[-1])
    coach.screen(())
    days.append(MORNING + timedelta(days=400))
    why = coach.screening_due().sentence
    _, person, _ = play(coach, answers=WELL)
    assert person.lines[:2] == [why, "Does any of these apply to you?"]
    assert coach.profile.screened == days[-1].date()


@pytest.mark.parametrize("flag", ["saddle_numb", "leg_weak", "disc_or_surgery", "pregnant"])
def test_a_yes_that_locks_ends_with_3_and_stays(journal, flag):
    coach = Coach(LIBRARY, ROUTINES, journal, lambda: MORNING)
    number = str([q.id for q in QUESTIONS].index(flag) + 1)
    for answers in ({"Numbers of what applies": number}, {}):
        code, person, _ = play(coach, answers=answers)
        assert code == 3
        assert person.lines[-1] == f"{coach.plan().blocked.rule}: {coach.plan().blocked.sentence}"
    assert (coach.profile.flags, journal.current(), journal.sessions()) == ((flag,), None, ())


@pytest.mark.parametrize("slip", ["yes", "17", "0", "1 x", "-1", "1.5", "²", "9" * 5000])
def test_a_slip_in_the_screening_is_no_no(journal, slip):
    coach = Coach(LIBRARY, ROUTINES, journal, lambda: MORNING)
    code, person, _ = play(coach, answers={"Numbers of what applies": [slip, "1"], "Numbers from 1": "1"})
    assert code == 3
    assert coach.profile.flags == ("saddle_numb",)
    assert "Numbers from 1 to 16 with spaces between them, or only Enter." in person.lines


@pytest.mark.parametrize("typed", ["1,12", "1 12", " 12 , 1 ", "1 1 12"])
def test_several_numbers_at_once(journal, typed):
    coach = Coach(LIBRARY, ROUTINES, journal, lambda: MORNING)
    play(coach, answers={"Numbers of what applies": typed})
    assert set(coach.profile.flags) == {QUESTIONS[0].id, QUESTIONS[11].id}


def test_new_signs_lock_and_are_kept(coach, journal):
    code, person, _ = play(coach, answers={"Back pain now, 0": "4", "Numbers of what is new": "1"})
    assert (code, person.lines[-1][:3]) == (3, "E1:")
    assert coach.profile.flags == ("saddle_numb",)
    assert [entry.pain for entry in journal.pains()] == [4]
    assert journal.sessions() == ()


@pytest.mark.parametrize("answer", ["11", "-1", "7.5", "seven", "true", "NaN", "²", "9" * 5000, "1e1"])
def test_what_is_no_score_is_asked_again(coach, journal, answer):
    _, person, _ = play(coach, answers={"Back pain now, 0": [answer, "2"]})
    assert "A whole number from 0, no pain, to 10, the worst you can imagine." in person.lines
    assert journal.sessions()[0].check_in == CheckIn(2)


def test_a_severe_check_in_is_refused_and_kept(coach, journal):
    code, person, _ = play(coach, answers={"Back pain now, 0": "8"})
    assert code == 3
    assert person.lines[-1].startswith("E4: 8 out of 10") and "physiotherapist" in person.lines[-1]
    assert [entry.pain for entry in journal.pains()] == [8]


def test_a_sore_day_plays_the_gentle_set(coach, journal):
    (why,) = coach.plan("warm_up", CheckIn(5)).advice
    _, person, _ = play(coach, answers={**WELL, "Back pain now, 0 to 10?": "5"})
    assert why.rule == "R1" and why.sentence in person.lines
    assert journal.sessions()[0].routine == "gentle"


def test_a_plan_of_nothing_is_told_and_kept(coach, journal, monkeypatch):
    whole = Coach.plan
    monkeypatch.setattr(Coach, "plan", lambda *args, **named: replace(whole(*args, **named), items=()))
    code, person, _ = play(coach, answers=WELL)
    assert (code, person.lines[-1]) == (0, "Nothing is left of this session today.")
    assert [entry.pain for entry in journal.pains()] == [2]
    assert journal.current() is None


# --- too much -----------------------------------------------------------------------------------


def test_a_7_ends_the_session_kindly(coach, journal):
    code, person, sounds = play(coach, answers={**WELL, "Worst back pain": ["3", "7"]})
    assert code == 0
    assert any(line.startswith("7 out of 10 is beyond what CoreCare trains through") for line in person.lines)
    assert "done" not in sounds.played and "Done." not in person.lines
    (session,) = journal.sessions()
    assert (session.outcome, [r.pain for r in session.results], session.end_pain) == (SessionOutcome.STOPPED, [3, 7], 1)
    assert coach.plan("warm_up", CheckIn(1)).blocked.rule == "E4"


def test_pain_in_mid_set_stops_it_and_is_kept_at_once(coach, journal):
    code, _, _ = play(coach, answers={**WELL, "Worst back pain": ["7"]}, at={150: "p"})
    assert code == 0
    (session,) = journal.sessions()
    (first, *more) = session.results
    assert (first.pain, first.outcome, more) == (7, Outcome.STOPPED, [])
    assert 0 < first.done < 1


def test_a_6_stops_the_exercise_and_the_next_one_is_announced(coach, journal):
    _, person, _ = play(coach, answers={**WELL, "Worst back pain": ["6", "2", "2"]}, at={150: "p"})
    (session,) = journal.sessions()
    assert [r.pain for r in session.results] == [6, 2, 2]
    assert session.results[0].done < 1.0 == session.results[1].done
    assert sum(line.startswith("Worst back pain during Low-lunge") for line in person.lines) == 1
    assert sum(line.startswith("Get ready: Donkey kick") for line in person.lines) == 1
    assert "That was too much for today. We stop Low-lunge hip-flexor stretch here." in person.lines


def test_a_6_before_anything_was_done_goes_to_the_next_and_says_so(coach, journal):
    _, person, _ = play(coach, answers={**WELL, "Worst back pain": ["6", "2", "2"]}, at={121: "p"})
    (session,) = journal.sessions()
    assert [(r.pain, r.done) for r in session.results] == [(6, 0.0), (2, 1.0), (2, 1.0)]
    assert sum(line.startswith("Get ready: Donkey kick") for line in person.lines) == 1


def test_after_a_6_in_the_rest_the_rest_goes_on(coach):
    _, calm, _ = play(coach, answers=WELL)
    _, hurt, _ = play(coach, answers={**WELL, "Worst back pain": ["6", "2", "2"]})
    questions = len(hurt.asked) - len(calm.asked)
    assert (questions, hurt.ms - calm.ms) == (1, THINKS_MS), "how to go on is asked, and the rest waits for it"
    assert sum(line.startswith("Get ready: Donkey kick") for line in hurt.lines) == 1


def test_a_second_6_ends_the_strength(coach, journal):
    _, person, _ = play(coach, routine="core_restart", answers={**WELL, "Worst back pain": "6"})
    (asked,) = (line for line in person.asked if "only the easy mobility" in line)
    assert asked.endswith("Empty = end here, all is kept.")
    assert (journal.sessions()[0].outcome, len(journal.sessions()[0].results)) == (SessionOutcome.STOPPED, 2)


def test_a_second_6_leaves_the_mobility_to_whoever_wants_it(coach, journal):
    pains = ["6", "6", "1"]
    _, person, _ = play(coach, routine="core_restart", answers={**WELL, "Worst back pain": pains, "How do we go on? 1 only": "1"})
    (session,) = journal.sessions()
    tried = [r.exercise for r in session.results if r.outcome is not Outcome.SKIPPED]
    assert [LIBRARY[id].kind for id in tried[2:]] == ["mobility"]
    ready = [line for line in person.lines if line.startswith("Get ready") and ", set 1 of" in line]
    assert len(ready) == 3 and LIBRARY[tried[2]].name in ready[2]
    assert [r.pain for r in session.results if r.exercise == tried[2]] == [1]


def test_a_6_offers_a_gentler_partner_and_plays_it(coach, journal):
    answers = {**WELL, "Worst back pain": ["2", "6", "1", "1"], "How do we go on?": "1"}
    _, person, _ = play(coach, answers=answers, at={400: "p"})
    (asked,) = (line for line in person.asked if line.startswith("How do we go on?"))
    assert asked == (
        "How do we go on? 1 Hands-and-knees brace instead, 1 × 6, hold 5 s; 2 go on without it; 3 end here, all is kept; "
        "4 that was a slip: rate it again. Empty = go on without it."
    )
    (session,) = journal.sessions()
    assert [(r.exercise, r.pain) for r in session.results] == [
        ("low_lunge", 2), ("donkey_kick", 6), ("quadruped_brace", 1), ("glute_bridge", 1),
    ]  # fmt: skip
    hurt, swapped = session.results[1:3]
    assert (hurt.outcome, swapped.slot, swapped.done) == (Outcome.STOPPED, "donkey_kick", 1.0)
    assert 0 < hurt.done < 1
    assert sum(line.startswith("Get ready: Hands-and-knees brace") for line in person.lines) == 1


@pytest.mark.parametrize(("answer", "tried"), [("", 3), ("2", 3), ("3", 1), (["7", "1 2", "3"], 1)])
def test_a_6_and_the_other_ways(coach, journal, answer, tried):
    play(coach, answers={**WELL, "Worst back pain": ["6", "2", "2"], "How do we go on?": answer}, at={150: "p"})
    (session,) = journal.sessions()
    assert len(session.results) == tried
    assert (session.results[0].outcome, session.results[0].pain) == (Outcome.STOPPED, 6)


def test_a_slip_of_6_is_asked_again(coach, journal):
    answers = {**WELL, "Worst back pain": ["6", "2", "2", "2"], "How do we go on?": "4"}
    _, person, _ = play(coach, answers=answers)
    assert [r.pain for r in journal.sessions()[0].results] == [2, 2, 2]
    assert sum(line.startswith("Worst back pain during Low-lunge") for line in person.asked) == 2


def test_sharp_pain_is_too_much_however_low_the_number(coach, journal):
    _, person, _ = play(coach, answers={**WELL, "Worst back pain": "1", "Where?": ["1 9", "1", "1"]})
    assert [r.sharp for r in journal.sessions()[0].results] == [True, False, False]
    assert any(line.startswith("How do we go on?") for line in person.asked)


def test_down_the_leg_offers_no_swap(coach, journal):
    _, person, _ = play(coach, answers={**WELL, "Worst back pain": "1", "Where?": ["3", "1", "1"]})
    (asked,) = (line for line in person.asked if line.startswith("How do we go on?"))
    assert "instead" not in asked
    assert any("down a leg is a stop sign" in line for line in person.lines)


def test_strict_leaves_it_out_from_3_without_a_question(journal):
    coach = Coach(LIBRARY, ROUTINES, journal, lambda: MORNING, Settings(strict=True))
    coach.screen(())
    _, person, _ = play(coach, answers={**WELL, "Worst back pain": ["3", "0", "0"]}, at={150: "p"})
    assert "Low-lunge hip-flexor stretch is at 3: it is left out, and we go on." in person.lines
    assert not any(line.startswith("How do we go on?") for line in person.asked)
    first, *others = journal.sessions()[0].results
    assert (first.outcome, [r.done for r in others]) == (Outcome.STOPPED, [1.0, 1.0])


def test_d_ends_the_set_in_which_form_broke_down(coach, journal):
    _, person, _ = play(coach, answers=WELL, at={150: "d"})
    assert "Stop when it sags, not when the clock ends. What you did counts." in person.lines
    first = journal.sessions()[0].results[0]
    assert (first.effort, first.form_held) == (4, False)
    assert 0.5 < first.done < 1
    assert sum(line.startswith("Effort?") for line in person.asked) == 2, "not asked where it is known"


def test_u_in_the_rest_asks_for_the_rating_again(coach, journal):
    pains = ["5", "1", "2", "2"]
    _, person, _ = play(coach, answers={**WELL, "Worst back pain": pains}, at={375: "u"})
    assert [r.pain for r in journal.sessions()[0].results] == [1, 2, 2]
    assert sum(line.startswith("Worst back pain during Low-lunge") for line in person.asked) == 2


def test_i_explains_and_the_clock_waits(coach):
    _, person, silence = play(coach, answers=WELL, at={20: "i", 40: ""})
    lunge = LIBRARY["low_lunge"]
    told = person.lines.index(lunge.cues[0].say)
    assert person.lines[told + len(lunge.cues)] == f"Not: {lunge.mistakes[0].fault} Instead: {lunge.mistakes[0].mend}"
    assert "Paused; Enter goes on." in person.lines[told:]
    assert silence.played[-1] == "done", "played to its end all the same"


def test_the_first_mistake_is_told_before_the_first_set_and_not_again(coach):
    _, person, _ = play(coach, answers=WELL)
    bridge = LIBRARY["glute_bridge"]
    told = [line for line in person.lines if f"Not: {bridge.mistakes[0].fault}" in line]
    assert len(told) == 1 and told[0].startswith("Get ready: Glute bridge, set 1 of")


# --- the end of it ------------------------------------------------------------------------------


def test_the_effort_of_the_session_is_asked_after_the_pain(coach, journal):
    _, person, _ = play(coach, answers={**WELL, "How hard was the whole session": ["11", "8"]})
    assert person.asked[-3].startswith("Back pain now, at the end")
    assert "A whole number from 0, rest, to 10, the hardest you can imagine." in person.lines
    assert journal.sessions()[0].effort == 8


def test_an_effort_that_is_not_said_is_none(coach, journal):
    play(coach, answers=WELL)
    assert journal.sessions()[0].effort is None


def test_next_time_says_what_takes_it_back_and_counts_the_session_once(coach):
    _, person, _ = play(coach, answers={**WELL, "Worst back pain": ["5", "3", "2"]})
    (told,) = (line for line in person.lines if line.startswith("Next time"))
    assert told.startswith("Next time: 5 out of 10 in low-lunge")
    assert told.endswith("What takes it back: Two clean sessions bring the step back.")


# --- hands on the session -----------------------------------------------------------------------


def test_enter_pauses_and_goes_on(coach):
    _, calm, _ = play(coach, answers=WELL)
    _, paused, _ = play(coach, answers=WELL, at={150: "", 350: ""})
    assert 200_000 <= paused.ms - calm.ms <= 205_000
    new = [line for line in paused.lines if line not in calm.lines]
    assert [line for line in new if not line.startswith("Next time")] == ["Paused; Enter goes on."]


def test_an_exercise_left_out_is_skipped_and_not_rated(coach, journal):
    play(coach, answers=WELL, at={121: "x"})
    (session,) = journal.sessions()
    assert [(r.outcome, r.pain) for r in session.results] == [(Outcome.SKIPPED, None), (Outcome.DONE, 3), (Outcome.DONE, 3)]


def test_s_stops_and_keeps_what_was_done(coach, journal):
    code, person, _ = play(coach, answers=WELL, at={150: "S"})
    (session,) = journal.sessions()
    assert (code, session.outcome, len(session.results)) == (0, SessionOutcome.STOPPED, 1)
    assert person.lines[-1] == "Kept."


def session_of(person):
    """The lines but for what comes next time, which a second session of the same day changes."""
    return [line for line in person.lines if not line.startswith("Next time")]


@pytest.mark.parametrize("typed", ["what", "help", "\x1b[A", "pp", "9" * 5000, "ü"])
def test_anything_else_changes_nothing(coach, typed):
    _, calm, _ = play(coach, answers=WELL)
    _, other, _ = play(coach, answers=WELL, at={150: typed})
    assert session_of(other) == session_of(calm)


@pytest.mark.parametrize("command", ["", "p", "n", "x", "s", "d", "u"])
@pytest.mark.parametrize("second", [120, 131, 150, 185, 200, 420, 600])
def test_every_command_at_every_moment_ends_well(coach, journal, command, second):
    at = {second: command, second + 0.2: command, second + 100: command, second + 400: command, second + 401: ""}
    assert play(coach, answers=WELL, at=at)[0] == 0
    assert journal.current() is None
    assert len(journal.sessions()) == 1


def test_a_self_paced_set_waits_for_enter(coach, journal, monkeypatch):
    own = next(id for id, exercise in LIBRARY.items() if exercise.self_paced and exercise.dose.reps)
    whole = Coach.plan

    def one_item(*args, **named):
        plan = whole(*args, **named)
        exercise = LIBRARY[own]
        dose = replace(exercise.dose, sets=1)
        return replace(plan, items=(replace(plan.items[0], exercise=own, slot=own, dose=dose, usual=dose),))

    monkeypatch.setattr(Coach, "plan", one_item)
    _, person, _ = play(coach, answers=WELL, at={400: ""})
    assert any(line.endswith("reps at your own pace; Enter when done.") for line in person.lines)
    assert journal.sessions()[0].results[0].done == 1.0


# --- the input ends -----------------------------------------------------------------------------


@pytest.mark.parametrize("second", [0, 61, 121, 135, 150, 200, 300, 420])
def test_the_end_of_the_input_keeps_what_was_done(coach, journal, second):
    code, person, _ = play(coach, answers=WELL, ends_at=second)
    assert (code, person.lines[-1]) == (0, "The input ended. What was done is kept.")
    assert journal.current() is None
    assert all(session.outcome is SessionOutcome.STOPPED for session in journal.sessions())
    assert len(journal.sessions()) == (second > 60)


def test_the_end_of_the_input_in_a_question_keeps_the_answers_before(coach, journal):
    play(coach, answers={**WELL, "Where?": EOFError})
    (session,) = journal.sessions()
    assert [(r.exercise, r.pain, r.place) for r in session.results] == [("low_lunge", 3, None)]


def test_the_end_of_the_input_in_the_screening_leaves_it_unscreened(journal):
    coach = Coach(LIBRARY, ROUTINES, journal, lambda: MORNING)
    assert play(coach, answers={"Numbers of what applies": EOFError})[0] == 0
    assert coach.profile.screened is None


# --- what was before ----------------------------------------------------------------------------


def test_an_open_session_is_closed_and_kept(coach, journal):
    plan = coach.plan("warm_up", CheckIn(1))
    held = coach.start(plan, CheckIn(1))
    coach.keep(held, 0, coach.result(plan, 0, 1.0))
    _, person, _ = play(coach, answers=WELL)
    assert person.lines[0] == "A session of Saturday 21 November, 08:00 was not finished."
    assert person.lines[1].startswith("How do we go on? 1 go on where it stood; 2 finish it with what is done; 3 discard it.")
    assert person.lines[2].startswith("A session that was not finished is closed now"), "Enter closes it"
    assert sorted(s.outcome for s in journal.sessions()) == [SessionOutcome.FINISHED, SessionOutcome.STOPPED]


def test_an_open_session_is_gone_on_with_where_it_stood(coach, journal):
    plan = coach.plan("warm_up", CheckIn(1))
    held = coach.start(plan, CheckIn(1))
    training = Training(coach, plan, held)
    training.begin(0)
    for now in range(0, 160_000, 1000):
        training.do(Tick(), now)
    stood = training.player.step
    _, person, _ = play(
        Coach(LIBRARY, ROUTINES, journal, lambda: MORNING), answers={**WELL, "How do we go on?": "1"}, at={200: ""}
    )
    (session,) = journal.sessions()
    assert (session.id, session.outcome) == (held.id, SessionOutcome.FINISHED)
    assert [r.done for r in session.results] == [1.0] * 3
    assert (stood.item, stood.set_no) == (1, 1)
    assert not any(line.startswith("Get ready: Low-lunge") for line in person.lines), "it goes on in mid-set"


def test_an_open_session_is_discarded_only_after_asking(coach, journal):
    plan = coach.plan("warm_up", CheckIn(1))
    coach.keep(coach.start(plan, CheckIn(1)), 0, coach.rated(plan, 0, 1.0, Pain(4, "neck"), 2))
    play(coach, answers={**WELL, "How do we go on?": "3", "Discard it": "y"})
    assert [s.outcome for s in journal.sessions()] == [SessionOutcome.FINISHED]
    assert [(p.pain, p.place) for p in journal.pains()] == [(4, "neck")], "what was felt stays"


def test_the_morning_after_is_asked_before_the_check_in(journal):
    days = [MORNING]
    coach = Coach(LIBRARY, ROUTINES, journal, lambda: days[-1])
    coach.screen(())
    play(coach, answers=WELL)
    days.append(MORNING + timedelta(days=1))
    _, person, _ = play(
        coach, answers={**WELL, "Your back on waking, the morning after Saturday 21 November": "1", "Back to its": "y"}
    )
    assert person.asked[0].startswith("Your back on waking") and person.asked[1].startswith("Back to its usual self")
    assert journal.sessions()[0].morning_after == MorningAfter(1, True)


def test_a_morning_that_is_not_told_stays_open(journal):
    days = [MORNING]
    coach = Coach(LIBRARY, ROUTINES, journal, lambda: days[-1])
    coach.screen(())
    play(coach, answers=WELL)
    days.append(MORNING + timedelta(days=1))
    play(coach, answers=WELL)
    assert journal.sessions()[0].morning_after is None


def test_what_changes_next_time_is_told(coach):
    _, person, _ = play(coach, answers={**WELL, "Worst back pain": ["5", "2", "2"]})
    assert [line for line in person.lines if line.startswith("Next time: 5 out of 10")]


def test_it_really_prints(coach, capsys):
    Plain(coach, Silence(), Person(ends_at=0)).play("warm_up")
    assert capsys.readouterr().out.splitlines()[-1] == "The input ended. What was done is kept."


# --- the real clock -----------------------------------------------------------------------------


@pytest.fixture
def pipe(monkeypatch):
    """Writes to what the clock reads as stdin; None closes it."""
    read, write = os.pipe()
    with os.fdopen(read, "rb", 0) as stdin, os.fdopen(write, "wb", 0) as typing:
        monkeypatch.setattr("sys.stdin", stdin)
        yield lambda data: typing.close() if data is None else typing.write(data)


def test_lines_that_come_together_are_all_heard(pipe):
    pipe(b"2\n\n 3 \nun")
    clock = Clock()
    assert [clock.line_within(0) for _ in range(4)] == ["2", "", "3", None]
    pipe(b"til\r\n")
    assert clock.line_within(None) == "until"
    assert clock.line_within(1) is None


def test_the_last_line_needs_no_end(pipe):
    pipe(b"a\nb")
    pipe(None)
    clock = Clock()
    assert [clock.line_within(None), clock.line_within(100)] == ["a", "b"]
    for _ in range(2):
        with pytest.raises(EOFError):
            clock.line_within(0)


def test_what_is_no_utf8_is_still_a_line(pipe):
    pipe(b"\xff\n\xc3\xbc\n")
    clock = Clock()
    assert [clock.line_within(0), clock.line_within(0)] == ["\ufffd", "ü"]


def test_a_closed_stdin_is_the_end(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(EOFError):
        Clock().line_within(None)


def test_the_clock_goes_forward():
    clock = Clock()
    assert clock.now() <= clock.now()
