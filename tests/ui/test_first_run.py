"""The first start: the safety questions, what a yes locks, and the one way that a lock opens."""

import pytest
from kit import play

from corecare_tui.domain.profile import QUESTIONS


async def tick(p, *flags):
    """Tick these statements of the screening and keep them."""
    rows = [question.id for question in QUESTIONS]
    at = 0
    for flag in sorted(flags, key=rows.index):
        await p.press(*["j"] * (rows.index(flag) - at), "space")
        at = rows.index(flag)
    await p.press("enter")


def test_the_questions_come_before_anything_else(tmp_path):
    async def act(p):
        assert p.on == "ScreeningScreen"
        assert p.reads("Before your first session", "no medical device", "Numbness".lower())
        assert "[x]" not in p.shown
        await p.press("n")
        assert p.on == "TodayScreen"
        assert p.reads("YOUR FIRST SESSION")
        assert p.on_disk().profile().screened == p.wall.now.date()
        assert p.on_disk().profile().flags == ()

    play(tmp_path, act, screened=False)


def test_every_statement_is_on_the_screen_at_once(tmp_path):
    async def act(p):
        assert p.reads(*(question.text for question in QUESTIONS))

    play(tmp_path, act, screened=False)


def test_the_reason_follows_the_cursor(tmp_path):
    async def act(p):
        await p.press("j")
        assert p.reads(QUESTIONS[1].why)
        await p.press("k", "question_mark")
        assert p.reads(QUESTIONS[0].why)

    play(tmp_path, act, screened=False)


def test_enter_alone_says_nothing_and_n_does_not_contradict_a_tick(tmp_path):
    async def act(p):
        await p.press("enter")
        assert p.on == "ScreeningScreen"
        assert p.reads("press n")
        await p.press("space", "n")
        assert p.on == "ScreeningScreen"
        assert p.reads("Something is ticked.")
        await p.press("space", "n")
        assert p.on == "TodayScreen"

    play(tmp_path, act, screened=False)


def test_later_leaves_sessions_unstarted_and_enter_asks_again(tmp_path):
    async def act(p):
        await p.press("escape")
        assert p.on == "TodayScreen"
        await p.press("enter")
        assert p.on == "ScreeningScreen"
        await p.press("escape", "o")
        assert p.on == "ScreeningScreen", "the warm-up is a session too"

    play(tmp_path, act, screened=False)


def test_no_way_leads_around_the_questions(tmp_path):
    async def act(p):
        await p.press("escape", "4", "enter")
        assert p.on == "ScreeningScreen", "a routine is not started unscreened"

    play(tmp_path, act, screened=False)


@pytest.mark.parametrize("flag", ["chest", "disc_or_surgery"])
def test_a_flag_locks_until_a_professional_has_looked(tmp_path, flag):
    async def act(p):
        await tick(p, flag)
        assert p.on == "TodayScreen"
        assert p.big("start") == "LOCKED"
        await p.press("enter")
        assert p.on == "LockedScreen"
        assert p.reads("Your history stays open.", "a professional has checked me")
        await p.press("c")
        assert p.on == "MenuScreen"
        await p.press("2")
        assert p.on_disk().profile().cleared == ()
        await p.press("c", "1")
        assert p.on == "TodayScreen"
        assert p.big("start") == "START"
        assert p.on_disk().profile().cleared == (flag,)

    play(tmp_path, act, screened=False)


def test_an_emergency_says_where_to_go_now(tmp_path):
    async def act(p):
        await tick(p, "saddle_numb")
        assert p.reads("call your emergency number")
        for key in ("enter", "o", "w"):
            await p.press(key)
            assert p.on == "LockedScreen", key
            assert p.reads("call your emergency number", "emergency department now")
            await p.press("escape")

    play(tmp_path, act, screened=False)


def test_a_lock_outlives_a_restart_and_leaves_history_open(tmp_path):
    async def first(p):
        await tick(p, "unwell", "disc_or_surgery")

    async def again(p):
        assert p.on == "TodayScreen"
        assert p.big("start") == "LOCKED"
        await p.press("2")
        assert p.on == "HistoryScreen"
        await p.press("4", "enter")
        assert p.on == "LockedScreen"

    play(tmp_path, first, screened=False)
    play(tmp_path, again, screened=False)


@pytest.mark.parametrize("flag", ["pregnant", "under_18"])
def test_what_the_program_is_not_made_for_cannot_be_cleared(tmp_path, flag):
    async def act(p):
        await tick(p, flag)
        await p.press("enter")
        assert p.on == "LockedScreen"
        await p.press("c", "1", "escape")
        assert p.on_disk().profile().cleared == ()
        while p.on != "TodayScreen":
            await p.press("escape")
        assert p.big("start") == "LOCKED"

    play(tmp_path, act, screened=False)


def test_what_cannot_be_cleared_is_not_offered_to_be(tmp_path):
    async def act(p):
        await tick(p, "pregnant")
        await p.press("enter")
        assert "a professional has checked me" not in p.shown
        assert "opens again by itself" not in p.shown

    play(tmp_path, act, screened=False)


def test_a_flag_that_closes_single_moves_locks_nothing(tmp_path):
    async def act(p):
        await tick(p, "osteoporosis")
        assert p.big("start") == "START"
        assert p.told == ["Kept. What you ticked changes what CoreCare offers."]

    play(tmp_path, act, screened=False)


def test_a_click_ticks(tmp_path):
    async def act(p):
        await p.click("#screening", (3, 2))
        assert "[x] Chest" in p.shown

    play(tmp_path, act, screened=False)
