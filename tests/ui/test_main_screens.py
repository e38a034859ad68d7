"""The numbered screens: what stands there, how one moves, what opens; and the help of each."""

from dataclasses import replace

import pytest
from kit import NARROW, SET_UP, THURSDAY, WIDE, play

from corecare_tui.domain.records import PainEntry
from corecare_tui.ui.keys import ABOUT, SCREENS

BOTH = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["80x24", "60x20"])


def lines(p):
    """The commands that help shows."""
    return [line for line in p.screen.query("KeyLine") if line.display]


def test_the_library_explains_what_it_stands_on(tmp_path):
    async def act(p):
        await p.press("3")
        library = list(p.app.face.coach.library.values())
        assert [entry.exercise for entry in p.screen.listed.rows] == library
        assert p.reads(library[0].name.upper(), "✗ NO", "✓ YES")
        await p.press("j", "down", "k")
        assert p.screen.entry.exercise == library[1]
        assert p.reads(library[1].name.upper())
        await p.press("enter")
        assert p.on == "HowToScreen"
        assert p.reads(library[1].name, "1 of 2: the move", library[1].cues[0].say)
        await p.press("right")
        assert p.reads("2 of 2", library[1].mistakes[0].fault, library[1].mistakes[0].mend)
        await p.press("escape")
        assert p.on == "LibraryScreen"

    play(tmp_path, act)


def test_the_library_to_its_end_and_back(tmp_path):
    async def act(p):
        await p.press("3", "end")
        assert p.reads(list(p.app.face.coach.library.values())[-1].name.upper())
        await p.press("home")
        assert p.reads(next(iter(p.app.face.coach.library.values())).name.upper())

    play(tmp_path, act)


def test_routines_show_their_next_session_and_start(tmp_path):
    async def act(p):
        await p.press("4")
        listed = p.screen.query_one("#routine-list")
        assert listed.option_count == len(p.app.face.coach.routines)
        assert p.reads("CORE RESTART", "6 exercises 13 min", "1 Low-lunge hip-flexor")
        await p.press("w")
        assert p.on == "WhyScreen"
        await p.press("escape", "j")
        second = p.screen.chosen
        assert p.reads(p.app.face.coach.routines[second].name.upper())
        await p.press("enter")
        assert p.on == "CheckInScreen"
        await p.press("0", "enter")
        assert p.session.plan.routine == second
        await p.press("s", "2", "enter")
        assert p.on == "RoutinesScreen" and p.screen.chosen == second
        await p.press("escape")
        assert p.on == "TodayScreen"

    play(tmp_path, act)


def test_a_locked_routine_says_why(tmp_path):
    async def act(p):
        await p.press("4")
        assert p.reads("8 out of 10")
        await p.press("enter")
        assert p.on == "LockedScreen"
        await p.press("escape", "w")
        assert p.reads("8 out of 10"), "why is answered here too"

    play(tmp_path, act, pains=(PainEntry(THURSDAY, 8),))


# --- help -------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("number", "12345")
def test_help_says_what_a_screen_is_for_and_every_key_of_it(tmp_path, number, size):
    async def act(p):
        await p.press(number)
        room = p.on.removesuffix("Screen").lower()
        says = [row.says for row in SCREENS[room] + SCREENS["main"] + SCREENS["app"]]
        await p.press("question_mark")
        assert p.on == "HelpScreen" and p.reads(ABOUT[room])
        texts = [str(line.content) for line in lines(p)]
        assert all(any(text.endswith(one) for text in texts) for one in says) and len(texts) == len(says)
        await p.press(*["j"] * 60)
        assert p.reads("Ctrl+Q", "Ctrl+P", "All commands"), "its end can be scrolled to"
        await p.press(*["k"] * 60)
        assert p.reads(ABOUT[room])
        await p.press("question_mark")
        assert p.on != "HelpScreen"

    play(tmp_path, act, size)


@BOTH
def test_a_key_is_found_by_what_it_does(tmp_path, size):
    async def act(p):
        await p.press("4", "question_mark", "slash", *"your editor")
        assert [line.action for line in lines(p)] == ["edit"]
        assert p.reads("Open its file in your editor ($EDITOR)")
        p.screen.query_one("#find-key").value = ""
        await p.press(*"space")
        assert "choose" in [line.action for line in lines(p)], "a key is found by its name, too"
        await p.press(*"xyz")
        assert lines(p) == []
        await p.press("enter", "j", "k")
        assert p.screen.query_one("#find-key").value == "spacexyz", "Enter leaves the field"
        await p.press("escape")
        assert p.on == "RoutinesScreen"

    play(tmp_path, act, size)


def test_a_click_on_a_key_does_it_on_the_screen_below(tmp_path):
    async def act(p):
        await p.press("4", "question_mark")
        await p.click(next(line for line in lines(p) if line.action == "plan_days"))
        assert p.on == "ChooseScreen" and p.reads("DAYS")

    play(tmp_path, act)


def test_help_shows_the_keys_that_were_set(tmp_path):
    async def act(p):
        await p.press("3", "question_mark")
        block = next(line for line in lines(p) if line.action == "block")
        assert str(block.content).split()[:2] == ["y", "f7"]

    play(tmp_path, act, settings=replace(SET_UP, keys=(("library.block", "y,f7"),)))


def test_a_routine_being_written_has_a_help_of_its_own(tmp_path):
    async def act(p):
        await p.press("4", "c", "enter", "question_mark")
        assert p.on == "HelpScreen" and p.reads(ABOUT["draft"], "Take this exercise out")
        await p.press("escape")
        assert p.on == "DraftScreen"

    play(tmp_path / "journal", act, own=tmp_path / "own")
