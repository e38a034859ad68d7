"""The player on its screen: what stands there at each moment of an exercise, what every key does, what a click does."""

import weakref
from datetime import timedelta

import pytest
from kit import advance, choose, play
from textual.widget import Widget

from corecare_tui.domain.ladder import Place, easier
from corecare_tui.domain.plan import Kind
from corecare_tui.domain.player import State
from corecare_tui.domain.records import Outcome
from corecare_tui.ui.sweeping import sweep
from corecare_tui.ui.widgets.key_bar import Key


async def into_effort(p):
    """Into the first hold (25 s, left side), 2 s done."""
    await p.start()
    await p.press("n")
    await p.wait(2)


async def into_reps(p):
    """Into the first rep of the second exercise, which has an easier form; nothing of the first is done."""
    await p.start()
    await p.press("n", "n", "n", "n", "n")
    assert p.reads("Donkey kick set 1 of 1")
    await p.press("n")
    assert p.big("phase") == "KICK"


async def at_the_foot(p):
    """Into an exercise that has no easier form and no lower dose: the second of the gentle set."""
    await p.start(5)
    await p.press("s", "4", "n")
    await p.wait(7)
    assert p.session.plan.items[p.player.step.item].exercise == "cat_cow_small"


def is_easier(p, hard, easy):
    """Is `easy` the next place down the ladder?"""
    place = easier(p.app.face.coach.library, Place(hard.exercise, hard.dose))
    return (place.exercise, place.dose.work) == (easy.exercise, easy.dose.work)


def test_a_hold_on_each_side_moment_by_moment(tmp_path):
    moments = [
        (0, "READY", "10", "left side"),
        (0.1, "READY", "10", "left side"),
        (9.9, "READY", "1", "left side"),
        (10, "HOLD", "25", "left side"),
        (22.5, "HOLD", "13", "left side"),
        (34.9, "HOLD", "1", "left side"),
        (35, "SWITCH", "8", "right side"),
        (42.9, "SWITCH", "1", "right side"),
        (43, "HOLD", "25", "right side"),
        (67.9, "HOLD", "1", "right side"),
    ]

    async def act(p):
        await p.start()
        at = 0.0
        for second, phase, clock, side in moments:
            await p.wait(second - at)
            at = second
            assert (p.big("phase"), p.big("clock")) == (phase, clock), second
            assert p.reads(f"Low-lunge hip-flexor stretch set 1 of 1 {side}", "1/6"), second
        await p.wait(0.1)
        assert p.on == "RatingScreen"
        assert (p.big("phase"), p.big("clock")) == ("REST", "20")

    play(tmp_path, act)


def test_words_and_colours_of_the_phases(tmp_path):
    async def act(p):
        await p.start()
        moment = p.screen.query_one("Moment")
        seen = []
        for _ in range(4):
            seen.append((p.big("phase"), moment.classes & {"ready", "effort", "switch", "rest", "paused"}))
            await p.press("n")
        assert seen == [("READY", {"ready"}), ("HOLD", {"effort"}), ("SWITCH", {"switch"}), ("HOLD", {"effort"})]
        assert (p.big("phase"), moment.has_class("rest")) == ("REST", True)
        assert p.on == "SessionScreen", "nothing was done, so nothing is asked"

    play(tmp_path, act)


def test_the_dose_is_told_before_and_what_comes_next_during_the_effort(tmp_path):
    async def act(p):
        await p.start()
        assert p.reads("25 seconds on each side", "◐○○○○○")
        await p.press("n")
        assert p.reads("Next: change sides")
        await p.press("n")
        assert p.big("cue") == "RIGHT SIDE NOW"
        assert p.reads("Turn over.")
        await p.press("n")
        assert p.reads("Next: rest 20 s, then Donkey kick (left)")
        await p.press("n")
        assert p.big("cue") == "DONKEY KICK"

    play(tmp_path, act)


def test_a_rep_counts_at_the_end_of_the_lowering(tmp_path):
    async def act(p):
        await into_reps(p)
        seen = []
        for _ in range(5):
            seen.append((p.big("phase"), p.big("clock")))
            await p.wait(1.9)
            assert (p.big("phase"), p.big("clock")) == seen[-1]
            await p.wait(0.1)
        assert seen == [("KICK", "0/8"), ("LOWER", "0/8"), ("KICK", "1/8"), ("LOWER", "1/8"), ("KICK", "2/8")]
        assert p.sounds.names[-4:] == ["up", "down", "up", "down"], "each phase in its own tone"

    play(tmp_path, act)


def test_space_pauses_and_counts_in(tmp_path):
    async def act(p):
        await into_effort(p)
        for key in ("space", "full_stop"):
            await p.press(key)
            assert p.big("phase") == "PAUSED"
            clock = p.big("clock")
            assert p.big("cue") == "SPACE = RESUME"
            await p.wait(30)
            assert p.big("clock") == clock
            await p.press(key)
            for n in "321":
                assert (p.big("phase"), p.big("clock")) == ("READY", n)
                await p.wait(1)
            assert (p.big("phase"), p.big("clock")) == ("HOLD", clock)

    play(tmp_path, act)


def test_a_get_ready_goes_on_without_a_count_in(tmp_path):
    async def act(p):
        await p.start()
        await p.wait(3)
        await p.press("space", "space")
        assert (p.big("phase"), p.big("clock")) == ("READY", "7")
        await p.wait(7)
        assert p.big("phase") == "HOLD"

    play(tmp_path, act)


def test_n_goes_on_and_b_undoes(tmp_path):
    async def act(p):
        await into_effort(p)
        await p.press("n")
        assert p.big("phase") == "SWITCH"
        assert p.told == ["Skipped. u undoes."]
        await p.press("b")
        assert (p.big("phase"), p.big("clock")) == ("READY", "10")
        await p.press("pagedown")
        assert p.big("phase") == "HOLD"
        await p.press("right")
        assert p.big("phase") == "SWITCH"
        await p.press("pageup")
        assert p.big("phase") == "READY"

    play(tmp_path, act)


def test_back_twice_goes_to_the_set_before(tmp_path):
    async def act(p):
        await into_reps(p)
        await p.press("b")
        assert p.reads("Donkey kick set 1 of 1")
        await p.press("left")
        assert p.reads("Low-lunge")
        await p.press("b")
        assert p.reads("Low-lunge"), "there is nothing before the first"

    play(tmp_path, act)


def test_plus_and_minus(tmp_path):
    async def act(p):
        await into_effort(p)
        for key, clock in (("plus", "28"), ("equals_sign", "33"), ("minus", "28"), ("minus", "23")):
            await p.press(key)
            assert p.big("clock") == clock
        for _ in range(10):
            await p.press("minus")
        assert p.big("phase") == "HOLD", "shorter never means skipped"
        await p.wait(1)
        assert p.big("phase") == "SWITCH"

    play(tmp_path, act)


def test_easier_is_played_next_and_the_other_kept_as_eased(tmp_path):
    async def act(p):
        await into_reps(p)
        await p.wait(9)
        await p.press("e")
        hard, easy = p.session.plan.items[1:3]
        assert is_easier(p, hard, easy)
        assert p.big("phase") == "READY"
        assert p.reads(p.app.face.coach.library[easy.exercise].name, "3/7")
        assert p.player.step.item == 2
        eased = p.kept[1]
        assert (eased.exercise, eased.outcome, eased.pain) == ("donkey_kick", Outcome.EASED, None)
        assert 0 < eased.done < 0.5

    play(tmp_path, act)


def test_easier_after_going_back_leaves_later_ratings_with_their_exercise(tmp_path):
    async def act(p):
        await p.start()
        await p.press("n")
        await p.wait(5)
        await p.press("n", "n", "n", "0", "2", "n", "n")
        await p.wait(9)
        await p.press("n", "n", "n", "4", "0", "3")
        assert [(r.exercise, r.pain) for r in p.kept] == [("low_lunge", 0), ("donkey_kick", 4)]
        await p.press("b", "b", "n")
        await p.wait(5)
        await p.press("e", "n")
        await p.wait(5)
        await p.press("n", "n", "n")
        assert ("donkey_kick", 4) in [(r.exercise, r.pain) for r in p.kept]
        assert ("low_lunge", 4) not in [(r.exercise, r.pain) for r in p.kept]

    play(tmp_path, act)


def test_at_the_foot_of_the_ladder_easier_says_so(tmp_path):
    async def act(p):
        await at_the_foot(p)
        await p.press("e")
        assert p.told[-1] == "There is no easier form of this one. n skips it."
        assert p.player.state is State.RUNNING

    play(tmp_path, act)


@pytest.mark.parametrize(
    ("row", "phase", "where"),
    [
        ("5", "READY", "3-2-1"),
        ("3", "REST", "the rest in which it is rated"),
        ("4", "", "the summary"),
        ("2", "SWITCH", "the other"),
    ],
)
def test_pain_stops_the_set_then_asks_how_to_go_on(tmp_path, row, phase, where):
    async def act(p):
        await into_effort(p)
        await p.press("p")
        assert p.player.state is State.AWAITING
        assert p.on == "RatingScreen"
        assert p.big("phase") == "STOP"
        await p.press("2")
        assert p.kept[0].pain == 2, "on disk before the next question"
        await p.wait(40)
        assert p.player.state is State.AWAITING, "nothing goes on by itself"
        await p.press("1")
        assert p.reads("1 it is sharp or shooting", "0 no, dull or an ache")
        await p.press("enter")
        assert p.reads("0 no, dull or an ache"), "sharp or not is not left out by a slip"
        await p.press("0")
        assert p.reads("1 it goes down the leg, or tingles")
        await p.press("0")
        assert p.on == "MenuScreen"
        assert p.reads(
            "HOW DO WE GO ON?", "1 an easier form now", "2 leave this side", "4 end here", "5 go on with this set (3-2-1)"
        )
        await p.press("escape")
        assert p.on == "MenuScreen", "this is answered"
        await p.press(row)
        if row == "4":
            assert p.on == "SummaryScreen"
        else:
            assert p.big("phase") == phase, where
        assert p.kept[0].pain == 2
        assert (p.kept[0].sharp, p.kept[0].leg) == (False, False)

    play(tmp_path, act)


def test_pain_then_an_easier_form(tmp_path):
    async def act(p):
        await into_reps(p)
        await p.wait(5)
        await p.press("p", "4", "0", "0", "0", "1")
        assert is_easier(p, *p.session.plan.items[1:3])
        assert p.player.state is State.RUNNING
        assert (p.kept[1].pain, p.kept[1].outcome) == (4, Outcome.EASED)

    play(tmp_path, act)


def test_pain_where_there_is_no_easier_form_still_offers_a_way_on(tmp_path):
    async def act(p):
        await at_the_foot(p)
        await p.press("p", "3", "0", "0", "0", "1")
        assert p.on == "MenuScreen", "no dead end at a STOP without a word"
        await choose(p, "leave this exercise out")
        assert p.big("phase") == "REST"

    play(tmp_path, act)


def test_pain_too_bad_to_go_on_with_is_asked_about_once(tmp_path):
    async def act(p):
        await into_effort(p)
        await p.press("p", "6", "1", "0", "0")
        assert p.reads("STOP THIS ONE")
        await choose(p, "go on without it")
        assert p.on == "SessionScreen", "it is rated already"
        await p.wait(60)
        assert p.reads("Donkey kick")
        assert p.on == "SessionScreen"

    play(tmp_path, act)


def test_the_stop_menu_pauses_and_escape_keeps_going(tmp_path):
    async def act(p):
        await into_effort(p)
        for key in ("s", "escape", "q"):
            await p.press(key)
            assert p.on == "MenuScreen"
            assert p.player.state is State.PAUSED
            assert p.reads("STOP HERE?", "Kept so far: 0 of 6 exercises.", "keep going (3-2-1)")
            await p.press("escape")
            assert (p.big("phase"), p.big("clock")) == ("READY", "3")

    play(tmp_path, act)


def test_stop_1_is_pain(tmp_path):
    async def act(p):
        await into_effort(p)
        await p.press("s", "1")
        assert p.on == "RatingScreen"
        assert p.player.state is State.AWAITING
        await p.press("2", "0", "0", "0")
        assert p.reads("HOW DO WE GO ON?")

    play(tmp_path, act)


@pytest.mark.parametrize("row", ["2", "3"])
def test_stop_2_and_3_end_and_keep(tmp_path, row):
    async def act(p):
        await into_effort(p)
        await p.press("s", row)
        assert p.on == "SummaryScreen"
        (kept,) = p.kept
        assert (kept.exercise, kept.outcome, kept.pain) == ("low_lunge", Outcome.PARTIAL, None)
        assert kept.done == pytest.approx(2 / 50, abs=0.01)

    play(tmp_path, act)


def test_stop_4_leaves_this_exercise_out(tmp_path):
    async def act(p):
        await p.start()
        await p.press("s", "4")
        assert p.reads("Donkey kick")
        assert p.kept[0].outcome is Outcome.SKIPPED
        assert p.kept[0].pain is None
        await p.press("n")
        await p.wait(5)
        await p.press("s", "4")
        assert p.on == "RatingScreen", "something of it was done, so it is rated"

    play(tmp_path, act)


@pytest.mark.parametrize(("key", "screen", "back"), [("i", "HowToScreen", "i"), ("question_mark", "HelpScreen", "escape")])
def test_reading_pauses(tmp_path, key, screen, back):
    async def act(p):
        await into_effort(p)
        await p.press(key)
        assert p.on == screen
        assert p.reads("Low-lunge hip-flexor stretch how-to" if key == "i" else "PAIN")
        await p.wait(30)
        await p.press(back)
        assert (p.big("phase"), p.big("clock")) == ("PAUSED", "23")

    play(tmp_path, act)


def test_r_says_the_cue_again_and_m_mutes(tmp_path):
    async def act(p):
        await into_effort(p)
        await p.press("r", "m")
        assert p.told == [str(p.screen.query_one("#say").content), "Sounds off."]
        assert p.sounds.muted
        await p.press("m")
        assert not p.sounds.muted
        assert p.player.state is State.RUNNING

    play(tmp_path, act)


def test_a_click_pauses_and_a_click_on_a_key_acts(tmp_path):
    async def act(p):
        await into_effort(p)
        for spot in ("#stage", "#panel", "#words"):
            await p.click(spot, (2, 1))
            assert p.player.state is State.PAUSED
            await p.click(spot, (2, 1))
            assert p.player.state is State.RUNNING
        await p.wait(4)
        await p.key("5s")
        assert p.player.state is State.RUNNING
        await p.key("next")
        assert (p.player.state, p.big("phase")) == (State.RUNNING, "SWITCH")
        await p.key("pause")
        assert p.player.state is State.PAUSED
        await p.key("pause")
        await p.key("stop")
        assert p.on == "MenuScreen"
        await p.click(".choice", (3, 0))
        assert p.on == "RatingScreen"

    play(tmp_path, act)


def test_a_sleep_pauses_with_a_notice(tmp_path):
    async def act(p):
        await into_effort(p)
        p.app.face.ticks.ms += 2000
        p.session.tick()
        assert p.player.state is State.RUNNING, "2 s may be a slow machine"
        p.app.face.ticks.ms += 65_000
        p.session.tick()
        assert p.player.state is State.PAUSED
        await p.settle()
        assert p.told == ["The machine slept for 1:05. Paused where you were."]
        assert p.big("clock") == "21"
        await p.press("space")
        assert p.big("phase") == "READY"

    play(tmp_path, act)


def test_a_key_right_after_a_sleep_does_not_race_on(tmp_path):
    async def act(p):
        await into_effort(p)
        p.app.face.ticks.ms += 65_000
        await p.press("b")
        assert p.reads("Low-lunge")
        assert p.player.step.item == 0

    play(tmp_path, act)


def test_a_session_played_to_its_end_by_time_alone(tmp_path):
    async def act(p):
        await p.press("o", "0", "enter")
        await advance(p.pilot, 281)
        assert p.on == "SummaryScreen"
        kept = p.kept
        assert [r.done for r in kept] == [1.0, 1.0, 1.0]
        assert [r.pain for r in kept] == [None] * 3, "not rated is not 0"
        assert p.wall.now - p.session_kept.started < timedelta(minutes=5)
        await p.press("enter", "escape", "enter")
        assert p.on == "TodayScreen"
        assert p.finished[0].outcome == "finished"

    play(tmp_path, act)


def test_nothing_holds_on_to_a_session_that_is_over(tmp_path):
    async def act(p):
        gone = []
        for _ in range(2):
            await p.start()
            gone += [weakref.ref(p.session), weakref.ref(p.session.query_one("#phase")._styles_cache)]
            await p.press("s", "2", "enter")
            assert p.on == "TodayScreen"
        sweep(p.screen)
        assert [one() for one in gone[:2]] == [None, None], "3 MB each; what Textual painted stays for 1,024 widgets"

    play(tmp_path, act)


def test_nothing_painted_lies_under_a_session_and_it_is_painted_anew_after_it(tmp_path):
    async def act(p):
        today = p.screen
        await p.start()
        painted = [one for one in today.walk_children(Widget) if one._styles_cache._cache]
        assert not painted, "700 lines of 2 kB"
        await p.press("s", "2", "enter")
        assert p.screen is today and p.reads("CoreCare", "NEXT SESSION", "THE SAME AS LAST TIME", "PAIN, LAST 14 DAYS")

    play(tmp_path, act)


def test_n_leads_through_every_kind_of_step_to_the_summary(tmp_path):
    async def act(p):
        await p.start()
        seen = set()
        while p.on == "SessionScreen" and p.player.step:
            seen.add(p.player.step.kind)
            await p.press("n")
        assert seen == {Kind.READY, Kind.HOLD, Kind.REP, Kind.SWITCH, Kind.REST}
        assert p.on == "SummaryScreen"
        assert {r.outcome for r in p.kept} == {Outcome.SKIPPED}

    play(tmp_path, act)


def test_the_command_palette_over_a_question_does_no_harm(tmp_path):
    async def act(p):
        await p.press("o", "0", "enter")
        await p.press("n")
        await p.wait(2)
        await p.press("n", "n", "n")
        assert p.on == "RatingScreen"
        await p.press("ctrl+p")
        assert p.on == "Palette"
        await p.wait(21)
        assert p.on == "SessionScreen"
        assert p.reads("Donkey kick")

    play(tmp_path, act)


def test_the_command_palette_over_the_last_rest_leads_to_the_summary(tmp_path):
    async def act(p):
        await p.press("o", "0", "enter")
        while p.session.player.step.item < 2 or p.big("phase") != "REST":
            await p.press("n")
        await p.press("ctrl+p")
        await p.wait(25)
        assert p.on == "SummaryScreen"
        await p.press("enter")
        assert p.on == "TodayScreen"

    play(tmp_path, act)


def test_the_keys_in_the_footer_at_80_columns(tmp_path):
    async def act(p):
        await p.start()
        shown = [key.word for key in p.app.screen.query(Key) if key.display]
        assert shown == ["pause", "next", "back", "ease", "PAIN", "stop", "undo", "form", "5s", "help"]
        await p.press("question_mark")
        assert p.reads("Say the cue again", "Every step", "Count this exercise", "How much the voice", "Only the clock"), (
            "what the footer has no room for stands in the help"
        )

    play(tmp_path, act)
