"""Rating an exercise: one to three keys, each answer on disk at once, not rated never 0, and what a bad one does."""

import pytest
from kit import choose, done, play

from corecare_tui.domain.pain import PLACES
from corecare_tui.domain.player import State
from corecare_tui.domain.records import Outcome


async def to_rating(p):
    """The rest after the first exercise, of which a little was done."""
    await p.start(1)
    await p.press("n")
    await p.wait(3)
    while p.on == "SessionScreen":
        await p.press("n")
    assert p.on == "RatingScreen"


def said(p, index=0):
    """(pain, place, sharp, effort, form_held) on disk."""
    one = p.kept[index]
    return one.pain, one.place, one.sharp, one.effort, one.form_held


def test_it_asks_in_the_rest_with_the_values_before_beside_it(tmp_path):
    async def act(p):
        await to_rating(p)
        assert p.reads("Low-lunge hip-flexor stretch rest 20", "last time 2", "before this session 1", "never as 0")
        assert p.screen.query_one("PainScale").score is None
        assert p.screen.query_one("PainScale").cursor is None
        assert said(p) == (None, None, False, None, None)
        await p.wait(4)
        assert p.reads("rest 16")

    play(tmp_path, act, sessions=(done(3, 2, "low_lunge"),))


def test_0_asks_only_how_hard_it_was(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.press("0")
        assert said(p) == (0, None, False, None, None)
        assert p.big("question") == "HOW HARD ?"
        assert p.reads("1 easy", "2 good", "3 hard", "4 FORM BROKE DOWN", "0 skip")
        await p.press("2")
        assert p.on == "SessionScreen"
        assert said(p) == (0, None, False, 2, True)
        assert (p.player.state, p.big("phase")) == (State.RUNNING, "REST"), "the rest goes on"

    play(tmp_path, act)


def test_from_1_on_it_asks_where_each_answer_kept_at_once(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.press("3")
        assert p.big("question") == "WHERE ?"
        assert said(p) == (3, None, False, None, None)
        await p.press("9")
        assert p.big("question") == "WHERE ?"
        assert said(p) == (3, None, True, None, None)
        await p.press("3")
        assert p.big("question") == "HOW HARD ?"
        assert said(p) == (3, "leg", True, None, None)
        assert p.kept[0].leg is True
        await p.press("4")
        assert said(p) == (3, "leg", True, 4, False)

    play(tmp_path, act)


def test_sharp_is_seen_to_be_heard(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.press("3")
        before = p.rows
        await p.press("9")
        assert p.rows != before, "a key that is taken shows it"

    play(tmp_path, act)


@pytest.mark.parametrize("digit", [1, 8])
def test_a_place_has_its_digit(tmp_path, digit):
    async def act(p):
        await to_rating(p)
        await p.press("2", str(digit), "0")
        assert said(p) == (2, PLACES[digit - 1], False, None, None)

    play(tmp_path, act)


def test_form_that_broke_down_is_told_and_kept(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.press("0", "4")
        assert p.kept[0].form_held is False
        assert any("Stop when it sags" in note for note in p.told)

    play(tmp_path, act)


@pytest.mark.parametrize("key", ["t", "full_stop"])
def test_ten_has_a_key_of_its_own(tmp_path, key):
    async def act(p):
        await to_rating(p)
        await p.press(key)
        assert said(p)[0] == 10

    play(tmp_path, act)


def test_1_acts_at_once_and_a_digit_after_it_answers_the_next_question(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.press("1", "0")
        assert p.big("question") == "HOW HARD ?"
        assert said(p)[:2] == (1, None)

    play(tmp_path, act)


def test_the_arrows_stand_and_enter_takes(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.press("enter")
        assert p.screen.asking == "score", "Enter alone answers nothing"
        await p.press("right", "right", "right")
        assert said(p)[0] is None, "standing is not saying"
        await p.press("enter")
        assert said(p)[0] == 3
        await p.press("enter", "enter")
        assert p.on == "SessionScreen"
        assert said(p) == (3, None, False, None, None)

    play(tmp_path, act)


def test_clicks_answer(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.click("#scale", (8, 1))
        assert said(p)[0] == 1
        await p.click(p.screen.query("Answer")[3], (2, 0))
        assert said(p)[1] == "upper_back"
        await p.click(p.screen.query("Answer")[2], (2, 0))
        assert said(p)[3] == 3
        assert p.on == "SessionScreen"

    play(tmp_path, act)


def test_escape_is_not_rated_never_0(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.press("escape")
        assert p.on == "SessionScreen"
        assert said(p) == (None, None, False, None, None)
        await p.wait(21)
        assert p.reads("Donkey kick")

    play(tmp_path, act)


def test_a_rest_that_runs_out_closes_it_and_training_goes_on(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.press("4")
        await p.wait(20)
        assert p.on == "SessionScreen"
        assert (p.big("phase"), p.big("clock")) == ("READY", "5")
        assert said(p) == (4, None, False, None, None), "what was said by then stays"
        await p.press("n")
        await p.wait(6)
        await p.press("n", "n", "n")
        await p.wait(20)
        assert p.on == "SessionScreen"
        assert said(p, 1)[0] is None

    play(tmp_path, act)


def test_6_stops_this_one_and_the_rest_waits(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.press("6")
        await p.wait(60)
        assert p.on == "RatingScreen"
        await p.press("1", "2")
        assert p.reads("STOP THIS ONE", "go on without it", "end here, all is kept", "that was a slip: rate it again")
        clock = p.big("clock")
        await p.wait(60)
        assert (p.on, p.big("clock")) == ("MenuScreen", clock), "nothing goes on by itself"
        await choose(p, "go on without it")
        assert p.reads("Donkey kick")
        assert p.player.state is State.RUNNING

    play(tmp_path, act)


def test_a_second_6_leaves_only_mobility(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.press("6", "0", "0")
        await choose(p, "go on without it")
        await p.press("n")
        await p.wait(5)
        await p.press("n", "n", "n")
        assert p.on == "RatingScreen"
        await p.press("6", "0", "0")
        assert p.reads("1 only the easy mobility that is left")
        await p.press("1")
        assert [item.exercise for item in p.session.plan.items] == ["low_lunge", "donkey_kick", "cat_cow"]
        assert p.reads("Cat-cow", "3/3")
        assert [r.pain for r in p.kept] == [6, 6]
        await p.press("n")
        await p.wait(70)
        assert p.on in ("SummaryScreen", "RatingScreen")

    play(tmp_path, act)


def test_sharp_pain_stops_it_however_low_the_number(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.press("1", "9", "1")
        assert p.player.state is State.AWAITING
        await p.press("1")
        assert p.reads("STOP THIS ONE")

    play(tmp_path, act)


def test_7_ends_the_session_kindly(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.press("7")
        await p.wait(60)
        assert p.on == "RatingScreen", "the answers are waited for"
        await p.press("1", "3")
        assert p.on == "SummaryScreen"
        assert p.big("headline") == "SAVED"
        assert p.reads("7 out of 10", "rest, with easy walking")
        await p.press("enter")
        assert p.on == "TodayScreen"
        assert p.big("start") == "REST"
        (kept,) = p.finished
        assert (kept.outcome, kept.results[0].pain, kept.results[0].place) == ("stopped", 7, "low_back")
        p.wall.later(days=1)
        await p.press("2", "1")
        assert p.big("start") == "REST"
        p.wall.later(days=1)
        await p.press("2", "1")
        assert p.big("start") == "START"

    play(tmp_path, act)


def test_7_and_escape_end_it_too(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.press("7", "escape")
        assert p.on == "SummaryScreen"
        assert p.kept[0].pain == 7

    play(tmp_path, act)


def test_s_goes_to_the_stop_menu(tmp_path):
    async def act(p):
        await to_rating(p)
        await p.press("s")
        assert p.reads("STOP HERE?", "Kept so far: 1 of 6 exercises.")
        await p.press("escape")
        assert p.big("phase") == "REST"
        await p.press("s", "2")
        assert p.on == "SummaryScreen"

    play(tmp_path, act)


def test_rating_the_last_exercise_ends_the_session(tmp_path):
    async def act(p):
        await p.press("o", "0", "enter")
        while p.player.step.item < 2:
            await p.press("n")
        await p.press("n")
        await p.wait(15)
        await p.press("n", "2", "1", "2")
        assert p.on == "SummaryScreen"
        assert [r.outcome for r in p.kept] == [Outcome.SKIPPED, Outcome.SKIPPED, Outcome.PARTIAL]

    play(tmp_path, act)
