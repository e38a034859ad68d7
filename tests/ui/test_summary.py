"""The summary: what is not rated is asked again, the back now, the words for it, and what changes next time."""

from dataclasses import replace

import pytest
from kit import choose, done, play


async def to_summary(p, keys=("escape",)):
    """Stopped in the first rest, after answering with `keys`."""
    await p.start(1)
    await p.press("n")
    await p.wait(20)
    await p.press("n", "n")
    await p.wait(10)
    await p.press("n", *keys)
    if p.on == "SessionScreen":
        await p.press("s", "2")
    assert p.on == "SummaryScreen"


def test_what_is_not_rated_says_so_and_r_asks_again(tmp_path):
    async def act(p):
        await to_summary(p)
        assert p.reads("Session stopped Core restart", "not rated", "before 1", "worst not said", "now: press 0-9")
        await p.press("r")
        assert p.on == "RatingScreen"
        await p.press("2")
        assert p.kept[0].pain == 2
        await p.press("1", "2")
        assert p.on == "SummaryScreen"
        assert (p.kept[0].place, p.kept[0].effort, p.kept[0].form_held) == ("low_back", 2, True)
        assert "not rated" not in p.shown
        assert p.reads("good") and p.reads("worst 2")

    play(tmp_path, act)


def test_a_rating_is_corrected(tmp_path):
    async def act(p):
        await to_summary(p, ("5", "1", "3"))
        assert p.reads("5", "hard")
        await p.press("r", "1", "1", "1")
        assert (p.kept[0].pain, p.kept[0].effort) == (1, 1)
        await p.press("r", "escape")
        assert p.kept[0].pain == 1, "leaving changes nothing"

    play(tmp_path, act)


def test_a_digit_is_the_back_now_and_enter_saves(tmp_path):
    async def act(p):
        await to_summary(p)
        await p.press("3")
        assert p.reads("now: 3")
        await p.press("u", "t")
        assert p.reads("now: 10")
        await p.press("u", "2", "enter")
        assert p.on == "RatingScreen", "what is not rated is asked for once more"
        await p.press("escape", "enter")
        assert p.on == "TodayScreen"
        (kept,) = p.finished
        assert (kept.end_pain, kept.outcome, kept.check_in.pain) == (2, "stopped", 1)
        assert kept.ended is not None
        assert p.on_disk().current() is None
        assert p.reads("THIS WEEK 1 session")

    play(tmp_path, act)


def test_unsaid_stays_unsaid(tmp_path):
    async def act(p):
        await to_summary(p)
        await p.press("enter", "escape", "enter")
        (kept,) = p.finished
        assert kept.end_pain is None
        assert kept.results[0].pain is None

    play(tmp_path, act)


@pytest.mark.parametrize(("pain", "headline"), [("0", "WELL DONE"), ("5", "WELL DONE"), ("6", "SAVED")])
def test_no_praise_for_a_painful_session(tmp_path, pain, headline):
    async def act(p):
        await p.press("o", "0", "enter")
        while p.session.player.step.item < 2:
            await p.press("n")
        await p.press("n")
        await p.wait(15)
        await p.press("n", pain, *("1",) * (pain != "0"), "2")
        if pain == "6":
            await choose(p, "go on without it")
        assert p.on == "SummaryScreen"
        assert p.big("headline") == headline
        await p.press("6")
        assert p.big("headline") == "SAVED", "the back at the end counts too"

    play(tmp_path, act)


def test_what_changes_next_time_stands_there_with_its_reason(tmp_path):
    async def act(p):
        await p.start(0)
        for _ in range(5):
            await p.press("n")
        await p.press("n")
        await p.wait(32)
        await p.until("SWITCH")
        await p.press("n")
        await p.wait(32)
        await p.press("5", "1", "2", "s", "2")
        assert p.on == "SummaryScreen"
        (changed,) = {d.rule for d in p.screen._next().changes if d.before.exercise == "donkey_kick"}
        assert changed == "D1"
        assert p.reads("easier", "↓ Donkey kick", "5 out of 10 in donkey kick")
        await p.press("8")
        assert p.reads("8 out of 10"), "tomorrow is a rest day then"

    play(tmp_path, act)


def test_a_click_on_a_row_does_not_close_the_session(tmp_path):
    async def act(p):
        await to_summary(p)
        await p.click("#rows", (4, 0))
        assert p.finished == ()
        assert p.on == "RatingScreen", "the row that was clicked is rated"

    play(tmp_path, act)


def test_the_rows_are_walked(tmp_path):
    async def act(p):
        await p.start(0)
        await p.press("s", "4", "s", "4", "s", "4", "s", "2")
        rows = p.screen.query_one("#rows")
        assert rows.option_count == 4
        start = rows.highlighted
        await p.press("j", "j")
        assert rows.highlighted == start + 2
        await p.press("k", "down", "up")
        assert rows.highlighted == start + 1
        assert p.reads("skipped")

    play(tmp_path, act)


def test_a_session_that_was_not_saved_is_offered_at_the_next_start(tmp_path):
    async def act(p):
        await to_summary(p, ("2", "1", "2"))

    async def again(p):
        assert p.reads("AN OPEN SESSION", "1 exercise done")

    play(tmp_path, act)
    play(tmp_path, again)


# --- the effort of the session, the way to Why --------------------------------------------------


def test_after_the_pain_the_effort_of_the_session_is_asked(tmp_path):
    async def act(p):
        await to_summary(p, ("2", "1", "2"))
        assert "How hard was the whole session" not in p.shown
        await p.press("1")
        assert p.reads("How hard was the whole session? 0 rest … 10 the hardest you can imagine")
        assert p.screen.effort is None, "nothing is preselected"
        await p.press("full_stop")
        assert p.reads("Effort of the whole session: 10")
        await p.press("5")
        assert p.screen.effort == 10
        assert p.told[-1] == "Both are said. u takes the last one back."
        await p.press("u", "8", "enter")
        assert p.on == "TodayScreen"
        assert (p.finished[0].end_pain, p.finished[0].effort) == (1, 8)

    play(tmp_path, act)


@pytest.mark.parametrize(("keys", "kept"), [((), (None, None)), (("3",), (3, None)), (("3", "8", "u"), (3, None))])
def test_the_effort_may_be_left_unsaid(tmp_path, keys, kept):
    async def act(p):
        await to_summary(p, ("2", "1", "2"))
        await p.press(*keys, "enter")
        assert (p.finished[0].end_pain, p.finished[0].effort) == kept

    play(tmp_path, act)


def test_a_second_hard_session_is_told_before_it_is_closed(tmp_path):
    async def act(p):
        await to_summary(p, ("0", "2"))
        await p.press("0", "8")
        told = str(p.screen.query_one("#why-next").content)
        assert told.count("fewer sets this time") == 1, "a sentence once, however many exercises it changes"
        assert " → " in told

    play(tmp_path, act, sessions=(replace(done(2), effort=9),))


def test_w_opens_why_for_the_next_time(tmp_path):
    async def act(p):
        await to_summary(p, ("6", "1", "2", "1"))
        await p.press("s", "2", "w") if p.on == "SessionScreen" else await p.press("w")
        assert p.on == "WhyScreen"
        assert p.screen.plan == p.app.screen_stack[-2]._next()
        assert p.screen.plan.date > p.wall().date()
        await p.press("escape")
        assert p.on == "SummaryScreen"

    play(tmp_path, act)


def test_an_easing_of_ones_own_is_kept_and_told(tmp_path):
    async def act(p):
        await p.start()
        await p.press("n", "n", "n", "n", "n", "n")
        await p.wait(5)
        await p.press("e", "s", "2")
        assert p.kept[1].outcome == "eased"
        assert p.reads("% eased", "You eased donkey kick, so we go on from there.", "Donkey kick 1 × 8 → 1 × 7")
        await p.press("enter", "escape", "enter")
        assert p.finished[0].results[1].outcome == "eased"

    play(tmp_path, act)


def test_the_reasons_name_no_rule(tmp_path):
    async def act(p):
        await to_summary(p, ("5", "1", "2"))
        told = str(p.screen.query_one("#why-next").content)
        assert " → " in told and "5 out of 10" in told
        assert "D1" not in told

    play(tmp_path, act)
