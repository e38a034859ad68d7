"""Today: the plan and what changed in it, the morning after, logged pain, a session left open, the way to the other screens."""

from dataclasses import replace
from datetime import timedelta

import pytest
from kit import THURSDAY, done, play

from corecare_tui.domain.records import CheckIn, PainEntry, Result, Session, SessionOutcome
from corecare_tui.domain.rules import RULES
from corecare_tui.ui.screens.today import ROW_KEYS

UNDO = {rule.id: rule.undo for rule in RULES}


def test_the_plan_stands_there(tmp_path):
    async def act(p):
        assert p.on == "TodayScreen"
        assert p.reads(
            "NEXT SESSION", "Core restart", "6 exercises 13 min mat only", "YOUR FIRST SESSION", "6 Cat-cow", "Thu 19 Nov"
        )
        assert p.big("start") == "START"

    play(tmp_path, act)


def test_a_painful_record_shows_what_changed_and_why(tmp_path):
    async def act(p):
        assert p.reads("CHANGED SINCE LAST TIME", "↓ Glute bridge", "5 out of 10 in glute bridge")
        (decision,) = p.screen.plan.changes
        await p.press("w")
        assert p.on == "WhyScreen"
        assert p.reads(f"({decision.rule})", "Because: rated 5 on Tue 17 Nov.", f"What would undo it: {UNDO[decision.rule]}")
        await p.press("w")
        assert p.on == "TodayScreen"

    play(tmp_path, act, sessions=(done(2, 5),))


def test_why_names_a_rule_for_every_decision(tmp_path):
    async def act(p):
        await p.press("w")
        labels = [str(label.content) for label in p.screen.query("Label")]
        for item in p.app.screen_stack[-2].plan.items:
            for decision in item.decisions:
                assert any(f"({decision.rule}" in label for label in labels), decision

    play(tmp_path, act, sessions=(done(9, 5), done(2, 3)))


def test_pain_of_the_last_days_keeps_its_gaps(tmp_path):
    async def act(p):
        row = next(row for row in p.rows if "·" in row and any(block in row for block in "▁▂▃▄▅▆▇█"))
        assert row.split("·")[0].strip() == "" or "·" in row
        assert str(p.screen.query_one("#fortnight").content).splitlines()[1].rstrip().endswith("t     4")

    pains = (PainEntry(THURSDAY - timedelta(3), 10), PainEntry(THURSDAY, 4))
    play(tmp_path, act, pains=pains)


def test_the_morning_after_is_a_digit_and_y(tmp_path):
    async def act(p):
        assert p.reads("THE MORNING AFTER", "Wednesday", "Press m.")
        await p.press("m")
        assert p.on == "MorningScreen"
        assert p.reads("Wednesday 18 November")
        await p.press("3")
        assert p.finished[0].morning_after.pain == 3, "kept before the second question is answered"
        assert p.finished[0].morning_after.settled is None
        assert p.reads("y yes")
        await p.press("y")
        assert p.on == "TodayScreen"
        assert p.finished[0].morning_after.settled is True
        assert "THE MORNING AFTER" not in p.shown
        await p.press("m")
        assert p.on == "TodayScreen"
        assert p.told == ["There is no morning to ask about."]

    play(tmp_path, act, sessions=(done(1),))


@pytest.mark.parametrize(("keys", "pain", "settled"), [("t n", 10, False), (". y", 10, True), ("n", None, False)])
def test_other_mornings(tmp_path, keys, pain, settled):
    async def act(p):
        await p.press("m", *keys.replace(".", "full_stop").split())
        after = p.finished[0].morning_after
        assert (after.pain, after.settled) == (pain, settled)

    play(tmp_path, act, sessions=(done(1),))


def test_a_morning_put_off_is_asked_again(tmp_path):
    async def act(p):
        await p.press("m", "escape")
        assert p.finished[0].morning_after is None
        assert p.reads("Press m.")

    play(tmp_path, act, sessions=(done(1),))


@pytest.mark.parametrize(("key", "pain"), [("0", 0), ("6", 6), ("t", 10), ("full_stop", 10)])
def test_pain_is_logged_with_a_digit(tmp_path, key, pain):
    async def act(p):
        await p.press("p", key)
        assert p.on == "TodayScreen"
        assert [entry.pain for entry in p.on_disk().pains()] == [pain]
        assert p.told == [f"Kept: {pain} out of 10."]
        assert p.big("start") == ("REST" if pain == 10 else "START")

    play(tmp_path, act)


def test_pain_is_logged_with_a_click_and_not_by_leaving(tmp_path):
    async def act(p):
        await p.press("p", "escape")
        assert p.on_disk().pains() == ()
        await p.press("p")
        await p.click("#scale", (1, 1))
        assert [entry.pain for entry in p.on_disk().pains()] == [0]

    play(tmp_path, act)


def begun(results=2):
    """A session of today that was never finished."""
    said = {"at": THURSDAY, "done": 1.0, "effort": 2, "form_held": True}
    rated = [Result(id, pain=n, **said) for n, id in enumerate(("low_lunge", "donkey_kick"))]
    return Session("open", THURSDAY, "core_restart", "day1", None, SessionOutcome.OPEN, CheckIn(0), tuple(rated[:results]))


def leave_open(tmp_path, session):
    async def act(p):
        p.app.face.coach._journal.keep(session)

    play(tmp_path, act)


def test_an_open_session_goes_on_where_it_stood(tmp_path):
    async def act(p):
        assert p.on == "MenuScreen"
        assert p.reads("AN OPEN SESSION", "2 exercises done")
        await p.press("escape")
        assert p.on == "MenuScreen", "it is not passed over"
        await p.press("1")
        assert p.on == "SessionScreen"
        assert p.reads("Glute bridge set 1 of 1", "3/6")
        await p.press("s", "2")
        assert [r.pain for r in p.session_kept.results[:2]] == [0, 1]

    leave_open(tmp_path, begun())
    play(tmp_path, act)


def test_an_open_session_is_closed_and_keeps_what_was_rated(tmp_path):
    async def act(p):
        await p.press("2")
        assert p.on == "TodayScreen"
        assert p.big("start") == "START"
        (kept,) = p.finished
        assert kept.outcome is SessionOutcome.STOPPED
        assert [result.pain for result in kept.results] == [0]
        assert p.on_disk().current() is None

    leave_open(tmp_path, begun(1))
    play(tmp_path, act)


def test_an_open_session_with_nothing_left_goes_to_its_summary(tmp_path):
    async def act(p):
        await p.press("1")
        assert p.on == "SummaryScreen"
        await p.press("enter")
        assert p.on == "TodayScreen"

    exercises = ("low_lunge", "donkey_kick", "glute_bridge", "bird_dog", "knee_plank", "cat_cow")
    leave_open(tmp_path, replace(begun(), results=tuple(Result(id, at=THURSDAY, done=1.0, pain=0) for id in exercises)))
    play(tmp_path, act)


SCREENS = ("TodayScreen", "HistoryScreen", "LibraryScreen", "RoutinesScreen")


def test_the_four_screens_by_key(tmp_path):
    async def act(p):
        for number in "2132431421":
            await p.press(number)
            assert p.on == SCREENS[int(number) - 1]
        assert len(p.app.screen_stack) == 2, "screens take each other's place"
        for number in "234":
            await p.press(number, "escape")
            assert p.on == "TodayScreen"

    play(tmp_path, act)


def test_the_four_screens_by_a_click(tmp_path):
    async def act(p):
        for goal in (1, 2, 3, 0):
            await p.click(p.screen.query("Tab")[goal])
            assert p.on == SCREENS[goal]
            assert p.screen.query_one(".chosen").number == goal + 1

    play(tmp_path, act)


def test_every_key_of_the_bar_fits_80_columns_and_can_be_clicked(tmp_path):
    async def act(p):
        assert p.reads(
            "Enter start", "w why", "g bad-back day", "m morning", "o warm-up", "p pain", "S safety", "q quit", "? help"
        )
        await p.key("why")
        assert p.on == "WhyScreen"
        await p.key("close")
        await p.key("help")
        assert p.on == "HelpScreen"
        assert p.reads("KEYS ON THIS SCREEN", "A bad-back day", "safety answers", *(key.tooltip for key in ROW_KEYS[:6]))
        await p.press("escape")
        await p.key("start")
        assert p.on == "CheckInScreen"

    play(tmp_path, act)


def test_a_severe_rating_rests_today_and_tomorrow(tmp_path):
    async def act(p):
        for days, word in ((0, "REST"), (1, "REST"), (1, "START")):
            p.wall.later(days=days)
            await p.press("2", "1")
            assert p.big("start") == word
        await p.press("2", "1")

    play(tmp_path, act, pains=(PainEntry(THURSDAY, 7),))


def test_a_rest_day_shows_that_it_ends_by_itself(tmp_path):
    async def act(p):
        await p.press("enter")
        assert p.on == "LockedScreen"
        assert p.reads("7 out of 10", "opens again by itself")
        await p.press("c")
        assert p.on == "LockedScreen"

    play(tmp_path, act, pains=(PainEntry(THURSDAY, 7),))


def test_a_named_routine_opens_its_check_in_once(tmp_path):
    async def act(p):
        assert p.on == "CheckInScreen"
        assert p.reads("Check-in Warm-up trio") or p.reads("Check-in Warm")
        await p.press("escape")
        assert p.on == "TodayScreen"
        await p.press("2", "1")
        assert p.on == "TodayScreen", "to look at the history and come back starts nothing"

    play(tmp_path, act, routine="warm_up")


def test_a_named_routine_waits_for_the_questions(tmp_path):
    async def act(p):
        assert p.on == "ScreeningScreen"
        await p.press("n")
        assert p.on == "CheckInScreen"

    play(tmp_path, act, routine="warm_up", screened=False)


def test_q_and_ctrl_q_leave(tmp_path):
    async def act(p):
        await p.press("q")
        assert p.app._exit

    async def other(p):
        await p.press("p", "ctrl+q")
        assert p.app._exit

    play(tmp_path, act)
    play(tmp_path, other)
