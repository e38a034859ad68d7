"""What is heard of a session, in order, and what is seen where nothing can be heard."""

import pytest
from kit import play

from corecare_tui.ui.screens.session import SessionScreen

TICKS = ["tick"] * 3


def test_one_exercise_in_its_sounds(tmp_path):
    async def act(p):
        await p.start()
        await p.wait(69)
        assert p.sounds.names == [
            *("ready", "countdown", "half", *TICKS),
            "switch",
            *("countdown", "half", *TICKS),
            "pain",
        ]
        await p.press("0", "1")
        await p.wait(20)
        assert p.sounds.names[-4:] == [*TICKS, "ready"], "the last seconds of the rest"

    play(tmp_path, act)


def test_sets_end_with_a_sound_of_their_own(tmp_path):
    async def act(p):
        await p.press("4")
        rows = p.screen.query_one("#routine-list")
        rows.highlighted = rows.get_option_index("three_day")
        await p.settle()
        await p.press("enter", "0", "enter", "s", "4", "s", "4")
        assert p.reads("set 1 of 3")
        p.sounds.names.clear()
        await p.until("REST")
        assert p.sounds.names == ["countdown", "half", *TICKS, "end"]

    play(tmp_path, act)


def test_a_count_in_sounds_as_one(tmp_path):
    async def act(p):
        await p.start()
        await p.press("n")
        p.sounds.names.clear()
        await p.press("space")
        assert p.sounds.names == ["pause"]
        await p.press("space")
        await p.wait(4)
        assert p.sounds.names == ["pause", "countdown"], "3-2-1 and go are one wav"

    play(tmp_path, act)


def test_an_effort_that_no_countdown_announced_has_a_start(tmp_path):
    async def act(p):
        await p.start()
        await p.press("n")
        assert p.sounds.names == ["ready", "start"]
        await p.press("b")
        await p.wait(7.5)
        assert p.sounds.names[-1] == "countdown"
        stops = p.sounds.stops
        await p.press("n")
        assert p.sounds.names[-1] == "start"
        assert p.sounds.stops > stops, "the countdown that meant nothing any more was ended"

    play(tmp_path, act)


def test_pain_has_its_sound_and_the_end_its_own(tmp_path):
    async def act(p):
        await p.start()
        await p.press("n")
        await p.wait(2)
        await p.press("p")
        assert p.sounds.names[-1] == "pain"
        await p.press("2", "0", "0", "0", "4")
        assert p.sounds.names[-1] == "end", "no fanfare for a stop"

    play(tmp_path, act)


@pytest.mark.parametrize("muted", [False, True])
def test_without_a_device_the_bell_rings_and_the_border_flashes(tmp_path, muted, monkeypatch):
    monkeypatch.setattr(SessionScreen, "set_timer", lambda *_: None)  # what flashes stays lit

    async def act(p):
        bells = []
        p.app.bell = lambda: bells.append(p.player.step.kind.value)
        await p.start()
        if muted:
            await p.press("m")
        await p.wait(9.9)
        assert p.session.has_class("flash"), "3-2-1 is seen"
        assert bells == [], "no bell for a tick"
        await p.wait(59)
        assert p.sounds.names == []
        assert bells == ([] if muted else ["hold", "hold", "switch", "hold", "hold", "rest"])

    play(tmp_path, act, device=False)


def test_unmuting_looks_for_a_device_again(tmp_path):
    async def act(p):
        await p.start()
        warmed = p.sounds.warmed
        await p.press("m", "m")
        assert p.sounds.warmed == warmed + 1
        assert warmed >= 1, "looked for at the start of the app"

    play(tmp_path, act)
