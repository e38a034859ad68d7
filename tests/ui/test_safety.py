"""The safety questions again, what they hold back, and the one word that takes a line of it back."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from kit import NARROW, SET_UP, THURSDAY, WIDE, done, play

from corecare_tui.adapters.journal import Journal
from corecare_tui.domain.profile import QUESTIONS, Chose, Profile
from corecare_tui.ui.widgets.ticks import Ticks

ROWS = [question.id for question in QUESTIONS]
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW, (120, 36)], ids=lambda size: "x".join(map(str, size)))


def told(folder: Path, *flags: str, days_ago: int = 0, cleared: tuple[str, ...] = ()) -> None:
    """A profile screened that many days ago with these flags."""
    with Journal(folder) as journal:
        journal.save_profile(Profile((THURSDAY - timedelta(days_ago)).date(), flags, cleared))


# --- the questions again --------------------------------------------------------------------------


@SIZES
def test_after_ninety_days_they_come_first_and_say_why(tmp_path, size):
    async def act(p):
        assert p.on == "ScreeningScreen"
        assert p.reads("The safety questions are more than 90 days old: does any of these apply to you now?")
        await p.press("escape")
        assert p.on == "TodayScreen"
        for key in ("enter", "o", "g"):
            await p.press(key)
            assert p.on == "ScreeningScreen", key
            await p.press("escape")
        await p.press("4", "enter")
        assert p.on == "ScreeningScreen", "a routine is not started without them either"
        await p.press("escape", "1", "enter", "n")
        assert p.on == "CheckInScreen", "answered, the session that was asked for goes on"
        assert p.on_disk().profile().screened == THURSDAY.date()

    told(tmp_path, days_ago=90)
    play(tmp_path, act, size)


def test_a_long_break_asks_them_again(tmp_path):
    async def act(p):
        assert p.on == "ScreeningScreen"
        assert p.reads("from before a long break")
        await p.press("n")
        assert p.on == "TodayScreen"
        await p.press("enter")
        assert p.on == "CheckInScreen"

    told(tmp_path, days_ago=40)
    play(tmp_path, act, sessions=(done(28),))


def test_a_day_less_asks_nothing(tmp_path):
    async def act(p):
        assert p.on == "TodayScreen"
        await p.press("enter")
        assert p.on == "CheckInScreen"

    told(tmp_path, days_ago=89)
    play(tmp_path, act, sessions=(done(27),))


def test_they_come_before_a_session_left_open(tmp_path):
    async def leave(p):
        await p.start()

    async def act(p):
        p.app.face.coach._journal.save_profile(Profile((THURSDAY - timedelta(100)).date()))

    async def again(p):
        assert p.on == "ScreeningScreen"
        await p.press("n")
        assert p.on == "MenuScreen"
        assert p.reads("AN OPEN SESSION")

    play(tmp_path, leave)
    play(tmp_path, act)
    play(tmp_path, again)


def test_what_holds_is_ticked_and_enter_keeps_it(tmp_path):
    async def act(p):
        assert p.screen.query_one(Ticks).ticked == ("pregnant", "osteoporosis")
        assert p.reads("Ticked is what you said before.", "back surgery (checked)")
        await p.press("enter")
        assert p.on == "TodayScreen"
        assert set(p.on_disk().profile().flags) >= {"pregnant", "osteoporosis"}
        assert p.on_disk().profile().screened == THURSDAY.date()

    told(tmp_path, "osteoporosis", "pregnant", "disc_or_surgery", days_ago=95, cleared=("disc_or_surgery",))
    play(tmp_path, act)


def test_to_untick_what_was_said_is_asked_once_more(tmp_path):
    async def act(p):
        await p.press(*["j"] * ROWS.index("extension_sensitive"), "space", "n")
        assert p.on == "MenuScreen"
        assert p.reads("IS THAT OVER?", "You said before: Bending backwards makes it worse")
        await p.press("2")
        assert p.on == "ScreeningScreen"
        assert p.on_disk().profile().has("extension_sensitive")
        await p.press("n", "escape")
        assert p.on == "ScreeningScreen"
        await p.press("n", "1")
        assert p.on == "TodayScreen"
        assert not p.on_disk().profile().has("extension_sensitive")

    told(tmp_path, "extension_sensitive", days_ago=95)
    play(tmp_path, act)


@pytest.mark.parametrize("flag", ["saddle_numb", "leg_weak"])
def test_a_sign_that_locks_is_not_unticked_away(tmp_path, flag):
    async def act(p):
        await p.press(*["j"] * ROWS.index(flag), "space")
        assert p.screen.query_one(Ticks).ticked == (flag,)
        assert p.reads("This one stays until a professional has checked it")
        await p.press("n")
        assert p.on == "ScreeningScreen"
        await p.press("enter")
        assert p.on == "TodayScreen"
        assert p.big("start") == "LOCKED"

    told(tmp_path, flag, days_ago=95)
    play(tmp_path, act)


# --- what is held back ----------------------------------------------------------------------------


@SIZES
def test_the_safety_list_is_reached_from_today_and_empty_says_so(tmp_path, size):
    async def act(p):
        await p.press("S")
        assert p.on == "SafetyScreen"
        assert p.reads("Answered on Thursday 19 November.", "Nothing is held back", "no proof that all is well")
        await p.press("c")
        assert p.on == "SafetyScreen"
        await p.press("escape")
        assert p.on == "TodayScreen"

    play(tmp_path, act, size)


@SIZES
@pytest.mark.parametrize("flag", ["postpartum", "one_leg", "osteoporosis", "extension_sensitive", "disc_or_surgery", "leg_weak"])
def test_a_professional_has_checked_this(tmp_path, flag, size):
    async def act(p):
        await p.press("S")
        assert p.reads("some exercises wait") or p.reads("no sessions")
        await p.press("c", "2")
        assert p.on_disk().profile().has(flag), "no is no"
        await p.press("c", "escape")
        assert p.on_disk().profile().has(flag)
        await p.press("c", "1")
        profile = p.on_disk().profile()
        assert not profile.has(flag)
        assert (profile.choices[-1].what, profile.choices[-1].of) == (Chose.CLEAR, flag), "with its day"
        assert p.on == "SafetyScreen"
        assert p.reads("Checked by a professional:", "Nothing is held back")
        await p.press("escape")
        assert p.big("start") == "START"

    told(tmp_path, flag)
    play(tmp_path, act, size)


def test_after_a_birth_the_check_up_is_what_is_confirmed(tmp_path):
    async def act(p):
        await p.press("S", "c")
        assert p.reads("The check-up is done, and there is no doming, leaking or heaviness.")

    told(tmp_path, "postpartum")
    play(tmp_path, act)


def test_one_line_is_cleared_at_a_time(tmp_path):
    async def act(p):
        await p.press("S", "j")
        second = p.screen._chosen.id
        await p.press("c", "1")
        assert p.on_disk().profile().cleared == (second,)
        assert [question.id for question in p.screen._held] == [flag for flag in FLAGS if flag != second]

    told(tmp_path, *FLAGS)
    play(tmp_path, act)


FLAGS = ("osteoporosis", "extension_sensitive", "postpartum")


def test_pregnancy_is_not_offered_to_be_cleared(tmp_path):
    async def act(p):
        await p.press("S")
        assert p.reads("CoreCare is not made for: Pregnant now.")
        await p.press("c")
        assert p.on == "SafetyScreen"

    told(tmp_path, "pregnant")
    play(tmp_path, act)


def test_the_questions_are_answered_again_from_there(tmp_path):
    async def act(p):
        await p.press("S", "r")
        assert p.on == "ScreeningScreen"
        assert p.reads("The safety questions: does any of these apply to you now?")
        await p.press(*["j"] * ROWS.index("osteoporosis"), "space", "enter")
        assert p.on == "SafetyScreen"
        assert p.reads("Osteoporosis: some exercises wait")

    play(tmp_path, act)


def test_help_and_the_bar_tell_of_it(tmp_path):
    async def act(p):
        await p.press("question_mark")
        assert p.reads("safety", "bad-back day")

    play(tmp_path, act, NARROW)


# --- the lock -------------------------------------------------------------------------------------


def test_without_an_emergency_number_the_lock_says_where_to_set_it(tmp_path):
    async def act(p):
        await p.press("w")
        assert p.on == "LockedScreen"
        assert p.reads("your emergency number", "emergency_number in settings.toml", "corecare where")

    told(tmp_path, "chest")
    play(tmp_path, act)


def test_with_one_it_stands_in_the_sentence(tmp_path):
    async def act(p):
        await p.press("w")
        assert p.reads("call 112 or go")
        assert "settings.toml" not in p.shown

    told(tmp_path, "chest")
    play(tmp_path, act, settings=replace(SET_UP, emergency_number="112"))


def test_to_be_checked_is_kept_with_its_day(tmp_path):
    async def act(p):
        await p.press("w", "c", "1")
        assert p.on == "TodayScreen"
        assert [(c.what, c.of) for c in p.on_disk().profile().choices] == [(Chose.CLEAR, "chest")]
        assert p.big("start") == "START"

    told(tmp_path, "chest")
    play(tmp_path, act)


@SIZES
def test_a_pelvic_sign_is_not_today_and_nothing_to_confirm(tmp_path, size):
    async def act(p):
        await p.press("enter", *["j"] * (len(p.app.face.coach.signs) - 1), "space", "0", "enter")
        assert p.on == "LockedScreen"
        assert p.reads("NOT TODAY") or p.reads("stop for today")
        assert p.reads("it opens again by itself tomorrow")
        await p.press("c")
        assert p.on == "LockedScreen"
        await p.press("escape")
        p.wall.later(days=1)
        await p.press("2", "1")
        assert p.big("start") == "START"
        await p.press("S")
        assert p.reads("heavier bleeding: some exercises wait")

    told(tmp_path, "postpartum")
    play(tmp_path, act, size)
