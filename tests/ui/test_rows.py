"""The rows of Today: what a person decides about an exercise with one key, takes back with the same one, and is told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from kit import NARROW, THURSDAY, WIDE, _shipped, done, play

from corecare_tui.domain.plan import Advice
from corecare_tui.domain.profile import Chose
from corecare_tui.domain.records import MorningAfter, Result, Session
from corecare_tui.ui.rows import Kind
from corecare_tui.ui.screens.today import ROW_KEYS
from corecare_tui.ui.widgets.plan_list import PlanList
from corecare_tui.ui.words import change

ALL = ("low_lunge", "donkey_kick", "glute_bridge", "bird_dog", "knee_plank", "cat_cow")
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW, (120, 36)], ids=lambda size: "x".join(map(str, size)))


def whole(days_ago: int, **pains: int) -> Session:
    """A finished session of all six, green but for those pains, settled by the next morning."""
    session, library = done(days_ago), _shipped()[0]
    said = {"at": session.started, "done": 1.0, "effort": 2, "form_held": True}
    results = tuple(Result(id, dose=library[id].dose, pain=pains.get(id, 0), **said) for id in ALL)
    return replace(session, results=results, morning_after=MorningAfter(0, True) if days_ago else None)


READY = (whole(5), whole(2))
"""Two clean sessions: the hip-flexor stretch and the donkey kick are to get harder."""
CLIMBING = tuple(done(days, pain, pre=pain) for days, pain in ((8, 0), (6, 1), (4, 3), (2, 4)))
PARKED = tuple(whole(days, low_lunge=5) for days in (9, 6, 3))


async def go_to(p, of):
    """Move the cursor to the row about that exercise."""
    listed = p.screen.query_one(PlanList)
    at = next(n for n, row in enumerate(listed._shown) if row.of == of)
    by = at - listed.highlighted
    await p.press(*["j" if by > 0 else "k"] * abs(by))
    assert listed.row.of == of
    return listed.row


def row(p):
    return p.screen.query_one(PlanList).row


def words(p):
    """The line of keys for the row under the cursor."""
    return {key.key: key.word for key in p.screen.query("RowKeys Key") if key.display}


@SIZES
def test_the_cursor_walks_along_the_exercises(tmp_path, size):
    async def act(p):
        assert row(p).of == "low_lunge"
        await p.press("j", "down", "k")
        assert row(p).of == "donkey_kick"
        await p.press(*["j"] * 4)
        assert row(p).of == "cat_cow"
        assert p.reads("Cat-cow", "j/k move", "e easier", "x skip today", "w why")

    play(tmp_path, act, size)


def test_a_click_moves_the_cursor_and_a_click_on_a_key_presses_it(tmp_path):
    async def act(p):
        await p.click("#plan", (4, 3))
        assert row(p).of == "glute_bridge"
        key = next(k for k in p.screen.query("RowKeys Key") if k.key == "x")
        await p.click(key)
        assert row(p).of == "glute_bridge"
        assert row(p).kind is Kind.OUT

    play(tmp_path, act)


@SIZES
def test_e_eases_and_e_takes_it_back(tmp_path, size):
    async def act(p):
        before = p.screen.plan
        await go_to(p, "cat_cow")
        await p.press("e")
        item = p.screen.plan.items[-1]
        assert item.dose.work < before.items[-1].dose.work
        assert [d.rule for d in item.decisions][-1] == "D4"
        assert p.told == ["Cat-cow is easier from today on. e takes it back."]
        assert words(p)["e"] == "not easier"
        assert p.on_disk().profile().choices[0].what is Chose.EASE
        await p.press("e")
        assert p.screen.plan == before
        assert p.on_disk().profile().choices == ()
        assert words(p)["e"] == "easier"

    play(tmp_path, act, size)


def test_an_eased_exercise_begins_eased(tmp_path):
    async def act(p):
        await go_to(p, "cat_cow")
        await p.press("e")
        eased = p.screen.plan.items[-1].dose
        await p.start()
        assert p.session.plan.items[-1].dose == eased

    play(tmp_path, act)


def test_what_cannot_get_easier_is_said_and_not_kept(tmp_path):
    async def act(p):
        await go_to(p, "glute_bridge")
        await p.press("e")
        assert p.told == ["Glute bridge gets no easier than this today. x leaves it out."]
        assert p.on_disk().profile().choices == ()

    play(tmp_path, act, sessions=(whole(2, glute_bridge=5),))


@SIZES
def test_x_skips_today_and_x_takes_it_back(tmp_path, size):
    async def act(p):
        before = p.screen.plan
        await go_to(p, "donkey_kick")
        await p.press("x")
        assert "donkey_kick" not in [item.exercise for item in p.screen.plan.items]
        assert [out.rule for out in p.screen.plan.left_out] == ["X4"]
        assert (row(p).of, row(p).kind) == ("donkey_kick", Kind.OUT), "the cursor goes with it"
        assert words(p)["x"] == "take back"
        assert p.reads("– Donkey kick", "You left donkey kick out of today.")
        await p.press("x")
        assert p.screen.plan == before
        assert row(p).of == "donkey_kick"
        assert p.told[-1] == "Taken back: Donkey kick is in today."

    play(tmp_path, act, size)


def test_a_skipped_rung_can_be_taken_back_though_another_ladder_stands_there(tmp_path):
    async def act(p):
        before = p.screen.plan
        await go_to(p, "bird_dog")
        await p.press("x")
        assert "bird_dog" not in [item.exercise for item in p.screen.plan.items]
        assert (row(p).of, row(p).kind) == ("bird_dog", Kind.OUT)
        await p.press("x")
        assert p.screen.plan == before

    play(tmp_path, act)


def test_everything_skipped_leaves_nothing_to_start_and_all_to_take_back(tmp_path):
    async def act(p):
        for exercise in ("low_lunge", "donkey_kick", "glute_bridge", "cat_cow"):
            await go_to(p, exercise)
            await p.press("x")
        outs = [shown.of for shown in p.screen.query_one(PlanList)._shown if shown.kind is Kind.OUT]
        assert set(outs) >= {"low_lunge", "donkey_kick", "glute_bridge", "cat_cow"}
        await go_to(p, "cat_cow")
        await p.press("x")
        assert row(p).kind is Kind.ITEM

    play(tmp_path, act)


@SIZES
def test_d_declines_a_raise_and_d_takes_it_back(tmp_path, size):
    async def act(p):
        before = p.screen.plan
        raised = await go_to(p, "low_lunge")
        assert raised.rules == ("U1",)
        assert words(p)["d"] == "not yet"
        await p.press("d")
        (decision,) = p.screen.plan.items[0].decisions
        assert (decision.rule, decision.changes) == ("U2", False)
        assert p.reads("you said not yet") or "you said not yet" in row(p).why[0]
        assert p.told == ["Not yet: Low-lunge hip-flexor stretch stays as it is for a week. d takes it back."]
        assert words(p)["d"] == "raise it"
        await p.press("d")
        assert p.screen.plan == before

    play(tmp_path, act, size, sessions=READY)


def test_d_without_a_raise_says_so(tmp_path):
    async def act(p):
        assert "d" not in words(p)
        await p.press("d")
        assert p.told == ["Low-lunge hip-flexor stretch is not raised here: there is nothing to decline."]
        assert p.on_disk().profile().choices == ()

    play(tmp_path, act)


@SIZES
def test_x_brings_back_what_is_parked(tmp_path, size):
    async def act(p):
        parked = await go_to(p, "low_lunge")
        assert parked.rules == ("X3",)
        assert words(p)["x"] == "bring it back"
        await p.press("x")
        assert "low_lunge" in [item.exercise for item in p.screen.plan.items]
        assert p.told == ["Low-lunge hip-flexor stretch is no longer parked. If it goes on hurting, it is parked again."]
        assert row(p).kind is Kind.ITEM

    play(tmp_path, act, size, sessions=PARKED)


def test_what_a_rule_leaves_out_says_where_to_look(tmp_path):
    async def act(p):
        await go_to(p, "low_lunge")
        await p.press("e")
        assert p.told == ["Low-lunge hip-flexor stretch is left out: w says why, and what would undo it."]

    play(tmp_path, act, sessions=PARKED)


def test_keys_of_an_exercise_on_an_advice_say_so(tmp_path):
    async def act(p):
        await p.press("k", "e", "x", "d")
        assert set(p.told) == {"That is for an exercise: j/k go to one."}
        assert p.on_disk().profile().choices == ()

    play(tmp_path, act, sessions=CLIMBING)


def test_a_choice_goes_with_its_day(tmp_path):
    async def act(p):
        await go_to(p, "donkey_kick")
        await p.press("x", "2")
        p.wall.later(days=1)
        await p.press("1")
        assert "donkey_kick" in [item.exercise for item in p.screen.plan.items]

    play(tmp_path, act)


def test_an_advice_is_a_row_told_once(tmp_path):
    async def act(p):
        shown = p.screen.query_one(PlanList)._shown
        advice = next(one for one in shown if one.kind is Kind.ADVICE)
        assert isinstance(advice.advice, Advice)
        assert all(advice.advice.sentence not in one.why for one in shown)
        await p.press("k")
        assert row(p) == advice
        assert words(p) == {"j/k": "move", "w": "why"}

    play(tmp_path, act, sessions=CLIMBING)


def test_the_arrow_tells_the_way(tmp_path):
    async def act(p):
        library = p.app.face.coach.library
        ways = {item.slot: change(d, library)[0] for item in p.screen.plan.items for d in item.decisions if d.changes}
        assert ways["low_lunge"] == "↑"
        assert ways["glute_bridge"] == "↓"

    play(tmp_path, act, sessions=(whole(5), whole(2, glute_bridge=5)))


# --- after today's session ------------------------------------------------------------------------


@SIZES
def test_after_a_session_the_next_one_is_the_day_after_tomorrow(tmp_path, size):
    async def act(p):
        assert p.reads("NEXT SESSION, Saturday")
        assert p.screen.plan.date == (THURSDAY + timedelta(2)).date()
        await p.press("e")
        assert p.told == ["That is decided on the day itself: this is the plan of Saturday."]
        await p.press("enter")
        assert p.on == "CheckInScreen"
        await p.press("0", "enter")
        assert p.session.plan.date == THURSDAY.date(), "one more today is planned for now"

    play(tmp_path, act, size, sessions=(whole(2), whole(0)))


def test_two_days_later_it_is_today_again(tmp_path):
    async def act(p):
        p.wall.later(days=2)
        await p.press("2", "1")
        assert p.reads("NEXT SESSION")
        assert "NEXT SESSION," not in p.shown

    play(tmp_path, act, sessions=(whole(0),))


def test_a_warm_up_alone_leaves_todays_session(tmp_path):
    async def act(p):
        assert p.screen.plan.date == THURSDAY.date()

    play(tmp_path, act, sessions=(replace(whole(0), routine="warm_up"),))


def test_a_lock_of_today_is_not_passed_over_by_a_later_plan(tmp_path):
    async def act(p):
        assert p.big("start") == "REST"

    play(tmp_path, act, sessions=(whole(0, bird_dog=7),))


# --- the bad-back day -----------------------------------------------------------------------------


@SIZES
def test_g_is_a_bad_back_day(tmp_path, size):
    async def act(p):
        await p.press("g")
        assert p.on == "CheckInScreen"
        assert p.reads("Bad-back day: Gentle five", "made of what went well for you lately")
        await p.press("4", "enter")
        assert p.on == "SessionScreen"
        assert p.session.plan.routine == "gentle"
        assert p.session_kept.routine == "gentle"

    play(tmp_path, act, size)


def test_a_bad_back_day_is_closed_by_a_lock_too(tmp_path):
    async def act(p):
        await p.press("g")
        assert p.on == "CheckInScreen"
        await p.press("8", "enter")
        assert p.on == "LockedScreen"
        await p.press("escape", "g")
        assert p.on == "LockedScreen"

    play(tmp_path, act)


# --- why ------------------------------------------------------------------------------------------


@SIZES
def test_why_begins_with_the_row(tmp_path, size):
    async def act(p):
        await go_to(p, "cat_cow")
        await p.press("w")
        assert p.on == "WhyScreen"
        told = next(one for one in p.screen.query(".reasons") if one.name == "item:cat_cow")
        assert told.region.y < size[1] - 1, "it stands on the screen"
        assert p.reads("Cat-cow")

    play(tmp_path, act, size, sessions=READY)


def test_why_tells_the_ratings_their_days_and_what_would_undo_it(tmp_path):
    async def act(p):
        await p.press("w")
        assert p.reads(
            "↑ Low-lunge hip-flexor stretch 2 × 25 s → 2 × 30 s",
            "Because: rated 0 on Tue 17 Nov; rated 0 on Sat 14 Nov.",
            "What would undo it: Say no with d on Today",
        )

    play(tmp_path, act, size=(120, 36), sessions=READY)


def test_why_tells_what_is_left_out_and_the_advice(tmp_path):
    async def act(p):
        await go_to(p, "low_lunge")
        await p.press("w")
        assert p.reads("LEFT OUT", "(X3)", "What would undo it: Bring it back")

    async def advised(p):
        await p.press("k", "w")
        assert p.reads("ABOUT THE WHOLE SESSION", "(E5)", "Because: rated", "What would undo it: It ends")

    play(tmp_path / "a", act, sessions=PARKED)
    play(tmp_path / "b", advised, sessions=CLIMBING)


def test_help_lists_the_keys_of_a_row_once(tmp_path):
    async def act(p):
        await p.press("question_mark")
        for binding in ROW_KEYS:
            assert sum(binding.tooltip in str(label.content) for label in p.screen.query("Label")) == 1

    play(tmp_path, act, NARROW)
