"""What a person on the mat may do at any moment: take back, jump, count alone, listen, come back after a crash."""

from dataclasses import replace

import pytest
from kit import SET_UP, SLOWEST, WIDE, choose, play, text
from textual import events

from corecare_tui.domain.player import State
from corecare_tui.domain.saying import HOW_MUCH
from corecare_tui.ui.terminal import MOST_WRITES
from corecare_tui.ui.widgets.moment import Moment

WARM_UP = ("o", "0", "enter")
"""From Today into the warm-up: a lunge on each side, kicks on each side, bridges."""


INTO_KICKS = ("n",) * 6
"""From the first get-ready to the first kick, nothing done before it."""


async def begin(p, *keys):
    await p.press(*WARM_UP)
    assert p.on == "SessionScreen", text(p.app)
    await p.press(*keys)


# --- undo ---------------------------------------------------------------------------------------


def test_u_takes_a_skip_back_to_where_it_was_and_counts_in(tmp_path):
    async def act(p):
        await begin(p)
        await p.wait(18)
        await p.press("n")
        assert p.big("phase") == "SWITCH"
        await p.press("u")
        assert (p.big("phase"), p.big("clock")) == ("READY", "3")
        await p.wait(3)
        assert (p.big("phase"), p.big("clock")) == ("HOLD", "17"), "the eight seconds are still done"

    play(tmp_path, act)


def test_u_takes_a_stop_back_from_the_summary(tmp_path):
    async def act(p):
        await begin(p)
        await p.wait(18)
        await p.press("s", "2")
        assert p.on == "SummaryScreen"
        await p.press("3", "u")
        assert p.on == "SummaryScreen", "first the answer"
        await p.press("u")
        assert p.on == "SessionScreen"
        assert p.kept == ()
        await p.wait(3)
        assert (p.big("phase"), p.big("clock")) == ("HOLD", "17")

    play(tmp_path, act)


def test_a_stop_is_not_taken_back_once_a_row_was_rated(tmp_path):
    async def act(p):
        await begin(p)
        await p.wait(18)
        await p.press("s", "2", "r", "4", "0", "2", "u")
        assert p.on == "SummaryScreen"
        assert p.session_kept.results[0].pain == 4

    play(tmp_path, act)


def test_a_session_ended_by_a_rule_is_not_gone_on_with(tmp_path):
    async def act(p):
        await begin(p)
        await p.wait(18)
        await p.press("p", "8", "1", "0", "0")
        assert p.on == "SummaryScreen"
        await p.press("u")
        assert p.on == "SummaryScreen", "an 8 sends nobody back to the mat"

    play(tmp_path, act)


def test_u_in_the_question_takes_back_the_skip_that_led_to_it(tmp_path):
    async def act(p):
        await begin(p, "n")
        await p.wait(5)
        await p.press("n", "n")
        await p.wait(5)
        await p.press("n")
        assert p.on == "RatingScreen"
        await p.press("u")
        assert p.on == "SessionScreen"
        await p.wait(3)
        assert (p.big("phase"), p.big("clock")) == ("HOLD", "20")

    play(tmp_path, act)


def test_easing_is_taken_back(tmp_path):
    async def act(p):
        await begin(p, *INTO_KICKS)
        await p.wait(1)
        plan = p.session.plan
        await p.press("e")
        assert p.session.plan != plan
        await p.press("u")
        assert p.session.plan == plan
        assert p.told[-1] == "Taken back: changed."

    play(tmp_path, act)


# --- every set in a list ------------------------------------------------------------------------


def test_o_lists_every_set_and_enter_goes_there(tmp_path):
    async def act(p):
        await begin(p)
        await p.wait(18)
        await p.press("o")
        assert p.player.state is State.PAUSED
        assert p.reads("▶ Low-lunge", "Donkey kick", "Glute bridge", "set 1/1", "right")
        await p.press("j", "j", "j", "j", "enter")
        assert p.reads("Glute bridge set 1 of 1")
        assert [r.exercise for r in p.kept] == ["low_lunge", "donkey_kick"]
        await p.press("u")
        assert p.reads("Low-lunge hip-flexor stretch")
        assert p.kept == ()

    play(tmp_path, act)


def test_a_click_in_the_list_goes_there_and_esc_stays(tmp_path):
    async def act(p):
        await begin(p, "o", "escape")
        assert (p.on, p.player.state, p.player.at) == ("SessionScreen", State.PAUSED, 0)
        await p.press("o")
        row = next(n for n, line in enumerate(p.rows) if "Glute bridge" in line)
        await p.click_at(p.rows[row].index("Glute"), row)
        assert p.reads("Glute bridge set 1 of 1")

    play(tmp_path, act)


# --- one's own pace -----------------------------------------------------------------------------


def test_c_hands_the_count_over_and_remembers_it(tmp_path):
    saved = {}

    async def act(p):
        await begin(p, *INTO_KICKS)
        assert p.reads("Donkey kick")
        await p.press("c")
        assert p.player.state is State.AWAITING
        assert saved == {"own_pace_for": ["donkey_kick"]}
        await p.press("space")
        assert p.big("phase") == "SWITCH", "the set is done"
        await p.press("n", "c")
        assert saved == {"own_pace_for": []}

    play(tmp_path, act, save=lambda key, value: saved.update({key: value}))


def test_a_hold_past_its_target_counts_up_until_space(tmp_path):
    async def act(p):
        await begin(p, "n")
        await p.wait(25 + 7)
        assert p.big("clock") == "+7"
        assert p.big("cue") == "SPACE = DONE"
        await p.press("space")
        assert p.big("phase") == "SWITCH"
        await p.press("n")
        await p.wait(25 + 3)
        await p.press("space")
        assert p.kept[0].done == pytest.approx((32 + 28) / 50)

    play(tmp_path, act, settings=replace(SET_UP, hold_past=True))


def test_with_own_pace_set_every_set_of_reps_waits(tmp_path):
    async def act(p):
        await begin(p, *INTO_KICKS)
        assert (p.player.state, p.big("phase"), p.big("clock")) == (State.AWAITING, "REPS", "8")

    play(tmp_path, act, settings=replace(SET_UP, own_pace=True))


# --- heard and seen -----------------------------------------------------------------------------


def test_the_tempo_and_the_breath_are_shown_with_the_phase(tmp_path):
    async def act(p):
        await begin(p, *INTO_KICKS)
        assert p.reads("KICK 2 ▸ lower 2") and p.big("breath") == "EXHALE"
        await p.wait(2)
        assert p.reads("kick 2 ▸ LOWER 2") and p.big("breath") == "INHALE"

    play(tmp_path, act)


def test_a_voice_says_what_is_shown_in_the_same_event(tmp_path):
    async def act(p):
        p.sounds.speaks = True
        await begin(p)
        await p.wait(8)
        assert p.sounds.said[0] == "Low-lunge hip-flexor stretch, left side."
        await p.press("n")
        p.sounds.said.clear()
        await p.wait(3)
        assert p.sounds.said == [p.session.moment.say], "the cue that stands there"
        await p.wait(60)
        assert p.on == "RatingScreen" and HOW_MUCH in p.sounds.said

    play(tmp_path, act)


def test_the_count_is_said_when_it_changes(tmp_path):
    async def act(p):
        p.sounds.speaks = True
        await begin(p, *INTO_KICKS)
        await p.wait(4.5)
        assert p.big("clock") == "1/8"
        assert p.sounds.said[-1] == "1"

    play(tmp_path, act)


def test_v_says_more_and_less_and_keeps_it(tmp_path):
    saved = {}

    async def act(p):
        await begin(p, "v")
        assert saved == {"voice": "everything"}
        await p.press("v")
        assert saved == {"voice": "off"}
        p.sounds.speaks = True
        await p.wait(9)
        assert p.sounds.said == []

    play(tmp_path, act, save=lambda key, value: saved.update({key: value}))


def test_pain_and_a_rating_that_stops_are_safety_lines(tmp_path):
    async def act(p):
        p.sounds.speaks = True
        await begin(p, "n")
        await p.wait(4)
        await p.press("p")
        await p.wait(2)
        assert "Stopped. How much does it hurt? Zero to ten." in p.sounds.said
        await p.press("6", "1", "0", "0")
        await p.wait(8)
        assert any("That was too much for today" in line for line in p.sounds.said)

    play(tmp_path, act)


@pytest.mark.parametrize("flash", [True, False])
def test_the_last_three_seconds_light_up(tmp_path, flash):
    async def act(p):
        await begin(p)
        p.session.set_timer = lambda *_: None  # what lights up stays lit
        await p.wait(6.8)
        assert not p.session.has_class("alarm")
        await p.wait(0.4)
        assert p.session.has_class("alarm") is flash

    play(tmp_path, act, settings=replace(SET_UP, flash=flash))


def test_reduced_motion_has_no_alarm(tmp_path):
    async def act(p):
        await begin(p)
        p.session.set_timer = lambda *_: None
        await p.wait(9)
        assert not p.session.has_class("alarm")

    play(tmp_path, act, settings=replace(SET_UP, reduced_motion="on"))


@pytest.mark.parametrize("size", [WIDE, (60, 20), (120, 36), (40, 10)])
def test_z_leaves_phase_and_clock(tmp_path, size):
    async def act(p):
        await begin(p)
        await p.press("z")
        shown = {w.id for w in p.session.query_one(Moment).query("*") if w.region.area and w.id}
        assert {"phase", "clock"} <= shown and not {"stage", "cue", "title"} & shown
        await p.wait(12)
        assert p.player.step.effort, "the clock went on"
        await p.press("z")
        assert p.session.query_one("#cue").region.area or size[1] < 16

    play(tmp_path, act, size)


@pytest.mark.parametrize("size", [(39, 9), (20, 5), (10, 3), (1, 1)])
def test_below_40_by_10_the_clock_and_the_sounds_go_on(tmp_path, size):
    async def act(p):
        await begin(p)
        await p.resize(*size)
        await p.wait(10 + 25 + 8)
        assert "switch" in p.sounds.names
        assert p.big("phase") == "HOLD"
        for _ in range(SLOWEST):
            if p.session.query_one("#enlarge").display:
                break
            await p.pilot.pause(0.02)
        assert p.session.query_one("#enlarge").display
        assert p.session.query_one("#clock").region.area or size[1] < 5
        await p.resize(*WIDE)
        for _ in range(SLOWEST):  # a screen's parts learn their size one after the other
            if not p.session.query_one("#enlarge").display:
                break
            await p.pilot.pause(0.02)
        assert not p.session.query_one("#enlarge").display

    play(tmp_path, act)


def test_while_the_terminal_does_not_read_nothing_is_painted_and_the_cues_go_on(tmp_path):
    class Full:
        def qsize(self):
            return MOST_WRITES + 1

    async def act(p):
        await begin(p)
        shown = p.session.query_one(Moment).shown
        p.app._driver._writer_thread = type("Writer", (), {"_queue": Full()})()
        await p.wait(11)
        assert p.session.query_one(Moment).shown is shown
        assert "countdown" in p.sounds.names
        del p.app._driver._writer_thread
        await p.wait(0.2)
        assert p.big("phase") == "HOLD", "right again at once"

    play(tmp_path, act)


def test_the_screen_is_kept_awake_only_in_a_session(tmp_path):
    class Awake:
        held = False

        def hold(self):
            self.held = True

        def release(self):
            self.held = False

    async def act(p):
        p.app.face.awake = awake = Awake()
        await begin(p)
        assert awake.held
        await p.press("s", "2")
        assert not awake.held
        await p.press("u")
        assert awake.held
        await p.press("s", "2", "0", "1", "enter")
        while p.on == "RatingScreen":
            await p.press("escape", "enter")
        assert p.on == "TodayScreen" and not awake.held

    play(tmp_path, act)


# --- without a keyboard in reach ----------------------------------------------------------------


def test_a_digit_in_the_rest_rates_though_the_question_was_put_off(tmp_path):
    async def act(p):
        await begin(p)
        await p.wait(68)
        await p.press("escape")
        assert p.on == "SessionScreen"
        await p.press("3", "1", "2")
        assert (p.on, p.kept[0].pain, p.kept[0].place, p.kept[0].effort) == ("SessionScreen", 3, "low_back", 2)

    play(tmp_path, act)


def test_every_key_of_the_help_is_clicked_like_a_key(tmp_path):
    async def act(p):
        await begin(p, "question_mark")
        row = next(n for n, line in enumerate(p.rows) if "Only the clock" in line)
        await p.click_at(4, row)
        assert p.on == "SessionScreen"
        assert p.session.query_one(Moment).only_clock

    play(tmp_path, act)


def test_the_numbers_of_the_summary_are_clicked(tmp_path):
    async def act(p):
        await begin(p, "s", "2")
        for number in ("3", "10"):
            row = next(n for n, line in enumerate(p.rows) if line.split() == [str(n) for n in range(11)])
            await p.click_at(p.rows[row].index(f" {number} ") + 1 if number != "10" else p.rows[row].index("10"), row)
        assert (p.screen.end_pain, p.screen.effort) == (3, 10)

    play(tmp_path, act)


@pytest.mark.parametrize(
    ("ways", "keys"),
    [(("s",), ("4", "4")), (("p",), ("2", "1", "0", "0", "0")), (("p", "2", "1", "0", "0"), ("2", "2", "2"))],
)
def test_a_key_that_bounces_on_a_question_does_not_close_the_session(tmp_path, ways, keys):
    async def act(p):
        await begin(p, "n")
        await p.wait(3)
        await p.press(*ways)
        for key in keys:  # faster than the screen
            p.app._driver.send_message(events.Key(key, key))
        await p.settle()
        assert any(screen is not None and type(screen).__name__ == "SessionScreen" for screen in p.app.screen_stack)

    play(tmp_path, act)


def test_an_effort_pressed_twice_is_no_new_pain(tmp_path):
    async def act(p):
        await begin(p)
        await p.wait(68)
        await p.press("0", "3", "3")
        assert (p.on, p.kept[0].pain, p.kept[0].effort) == ("SessionScreen", 0, 3)
        await p.wait(1)
        await p.press("3")
        assert p.on == "RatingScreen", "a moment later it is meant"

    play(tmp_path, act)


def test_the_stop_menu_has_a_way_back_on_the_number_pad(tmp_path):
    async def act(p):
        await begin(p, "slash")
        assert p.reads("STOP HERE?", "0 keep going")
        await p.press("0")
        assert (p.on, p.player.state) == ("SessionScreen", State.RUNNING)

    play(tmp_path, act)


@pytest.mark.parametrize("number", [0, 2])
def test_a_clicker_walks_the_scale_of_the_check_in(tmp_path, number):
    async def act(p):
        await p.press("o", *["pagedown"] * (number + 1))
        assert p.reads(f"{number}? . takes it.")
        await p.press("full_stop", "full_stop")
        assert (p.on, p.session.session.pre) == ("SessionScreen", number)

    play(tmp_path, act)


# --- today --------------------------------------------------------------------------------------


def test_another_order_for_today_leaves_the_routine_alone(tmp_path):
    async def act(p):
        before = [item.slot for item in p.screen.plan.items]
        await p.press("J")
        assert [item.slot for item in p.screen.plan.items] == [before[1], before[0], *before[2:]]
        await p.press("J", "K", "5", "1")
        await p.start()
        assert p.session.plan.items[0].slot == before[1]
        assert p.app.face.coach.plan("core_restart").items[0].slot == before[0]

    play(tmp_path, act)


# --- after a crash ------------------------------------------------------------------------------


def crashed(tmp_path, seconds):
    async def act(p):
        await begin(p)
        await p.wait(seconds)

    play(tmp_path, act)


def test_it_goes_on_in_the_same_set(tmp_path):
    crashed(tmp_path, 10 + 15)

    async def act(p):
        assert p.reads("AN OPEN SESSION", "1 go on where it stood", "2 finish it with what is done", "3 discard it")
        await p.press("1")
        assert p.big("phase") == "PAUSED"
        await p.press("space")
        await p.wait(3)
        assert p.big("phase") == "HOLD"
        assert 10 <= int(p.big("clock")) <= 15, "at most five seconds lost"

    play(tmp_path, act)


def test_it_is_discarded_only_after_asking(tmp_path):
    crashed(tmp_path, 30)

    async def act(p):
        await p.press("3")
        assert p.reads("DISCARD IT?", "lost for good")
        await p.press("escape")
        assert p.reads("AN OPEN SESSION")
        await choose(p, "discard it")
        await choose(p, "discard it")
        assert p.on == "TodayScreen"
        assert p.on_disk().current() is None and p.finished == ()

    play(tmp_path, act)


def test_it_is_finished_with_what_is_done(tmp_path):
    crashed(tmp_path, 70)

    async def act(p):
        await choose(p, "finish it")
        assert [r.exercise for r in p.finished[0].results] == ["low_lunge"]

    play(tmp_path, act)
