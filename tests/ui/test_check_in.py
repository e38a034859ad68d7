"""The check-in: nothing is preselected, and what is said decides what session there is, if any."""

import pytest
from kit import NARROW, WIDE, done, play

from corecare_tui.domain.profile import NEW_SIGNS
from corecare_tui.ui.widgets.pain_scale import PainScale
from corecare_tui.ui.widgets.ticks import Ticks

SIGNS = [sign.id for sign in NEW_SIGNS if not sign.only_with]


def test_nothing_is_preselected_and_enter_alone_starts_nothing(tmp_path):
    async def act(p):
        await p.press("enter")
        scale = p.screen.query_one(PainScale)
        assert (scale.score, scale.cursor) == (None, None)
        assert p.screen.query_one(Ticks).ticked == ()
        await p.press("enter")
        assert p.on == "CheckInScreen"
        assert p.reads("A number first")
        assert p.on_disk().current() is None

    play(tmp_path, act, sessions=(done(2, 3, pre=4),))


def test_what_was_told_on_today_covers_no_sign_of_danger(tmp_path):
    async def act(p):
        p.app.notify("None of the safety questions applies. " * 3, timeout=60)
        await p.press("j")
        assert p.told
        await p.press("enter")
        assert p.on == "CheckInScreen" and not p.told
        assert p.reads("fever, feeling ill, or night pain that never eases", "a fall or a blow to the back")

    play(tmp_path, act)


@pytest.mark.parametrize("pain", [0, 4])
def test_a_digit_and_enter_start(tmp_path, pain):
    async def act(p):
        await p.start(pain)
        held = p.on_disk().current()
        assert held.check_in.pain == pain
        assert held.routine == "core_restart"
        assert p.big("phase") == "READY"

    play(tmp_path, act)


def test_a_second_digit_corrects_the_first(tmp_path):
    async def act(p):
        await p.press("enter", "3")
        assert p.reads("3 MILD", "fewer sets")
        await p.press("1")
        assert p.reads("1 MILD", "6 exercises, as planned")
        await p.press("enter")
        assert p.on_disk().current().check_in.pain == 1

    play(tmp_path, act)


def test_a_click_chooses_a_number_and_ticks_a_sign(tmp_path):
    async def act(p):
        await p.press("enter")
        await p.click("#scale", (15, 1))
        assert p.screen.query_one(PainScale).score == 2
        await p.click("#signs", (4, 4))
        assert p.screen.query_one(Ticks).ticked == (SIGNS[4],)
        await p.click("#signs", (4, 4))
        assert p.screen.query_one(Ticks).ticked == ()
        await p.key("go")
        assert p.on == "SessionScreen"

    play(tmp_path, act)


@pytest.mark.parametrize("pain", [5, 6])
def test_a_bad_back_gets_the_gentle_set(tmp_path, pain):
    async def act(p):
        await p.press("enter", str(pain))
        assert p.reads("gentle movement only")
        await p.press("enter")
        gentle = {item.exercise for _, item in p.app.face.coach.routines["gentle"].days[0].items}
        assert {item.slot for item in p.session.plan.items} <= gentle
        assert p.session.plan.items

    play(tmp_path, act)


@pytest.mark.parametrize(("key", "pain"), [("7", 7), ("t", 10), ("full_stop", 10)])
def test_severe_pain_starts_nothing_and_is_kept(tmp_path, key, pain):
    async def act(p):
        await p.press("enter", key, "enter")
        assert p.on == "LockedScreen"
        assert p.reads(f"{pain} out of 10")
        assert [entry.pain for entry in p.on_disk().pains()] == [pain]
        assert p.on_disk().current() is None
        await p.press("escape")
        assert p.on == "TodayScreen"
        assert p.big("start") == "REST"

    play(tmp_path, act)


@pytest.mark.parametrize("sign", ["saddle_numb", "leg_weak", "fall"])
def test_a_new_sign_locks_and_the_lock_outlives_a_restart(tmp_path, sign):
    async def act(p):
        await p.press("enter", *["j"] * SIGNS.index(sign), "space", "0", "enter")
        assert p.on == "LockedScreen"
        assert p.on_disk().current() is None

    async def again(p):
        assert p.big("start") == "LOCKED"
        await p.press("enter")
        assert p.on == "LockedScreen"

    play(tmp_path, act)
    play(tmp_path, again)


def test_a_lock_is_told_before_enter_too(tmp_path):
    async def act(p):
        await p.press("enter", "0", "space")
        assert p.reads("call your emergency number")

    play(tmp_path, act)


def test_escape_goes_back_and_keeps_nothing(tmp_path):
    async def act(p):
        await p.press("enter", "3", "space", "escape")
        assert p.on == "TodayScreen"
        assert p.on_disk().current() is None
        assert p.on_disk().pains() == ()
        assert p.on_disk().profile().flags == ()
        await p.press("enter")
        assert p.screen.query_one(PainScale).score is None, "what was not confirmed is not remembered"

    play(tmp_path, act)


@pytest.mark.parametrize("size", [WIDE, NARROW, (120, 36)], ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("flags", [(), ("bone_or_immune", "postpartum")], ids=["most", "all"])
def test_every_sign_can_be_seen_and_what_it_means_with_it(tmp_path, flags, size):
    async def act(p):
        p.app.face.coach.screen(flags)
        p.app.face.coach.clear()
        await p.press("enter")
        signs = p.app.face.coach.signs
        assert len(signs) == (9 if flags else 7)
        assert p.reads("New since last time? A numb groin, bladder or bowel; a leg weaker, both legs; fever, a fall.")
        for n, sign in enumerate(signs):
            await p.press(*["j"] * bool(n), "space")
            assert p.reads(f"[x] {sign.words}")
            blocked = p.app.face.coach.plan("core_restart", p.screen._said).blocked
            assert blocked is None or p.reads(blocked.sentence)
            await p.press("space")

    play(tmp_path, act, size)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: "x".join(map(str, size)))
def test_n_says_that_nothing_is_new(tmp_path, size):
    async def act(p):
        await p.press("enter", "n")
        assert p.reads("A number first")
        await p.press("1", "space", "n")
        assert p.on == "CheckInScreen"
        assert p.reads("Something is ticked.")
        await p.press("space", "n")
        assert p.on == "SessionScreen"
        assert p.session_kept.check_in.new_signs == ()

    play(tmp_path, act, size)


def test_the_line_of_keys_tells_of_the_digits(tmp_path):
    async def act(p):
        await p.press("enter")
        await p.key("pain")
        assert p.told == ["Press a digit, or click a number of the scale."]

    play(tmp_path, act)
