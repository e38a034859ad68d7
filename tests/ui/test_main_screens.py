"""Library and routines: what stands there, how one moves, what opens."""

from kit import THURSDAY, play

from corecare_tui.domain.records import PainEntry


def test_the_library_explains_what_it_stands_on(tmp_path):
    async def act(p):
        await p.press("3")
        library = list(p.app.face.coach.library.values())
        listed = p.screen.query_one("#exercises")
        assert listed.option_count == len(library)
        assert p.reads(library[0].name.upper(), "✗ NO", "✓ YES")
        await p.press("j", "down", "k")
        assert listed.highlighted == 1
        assert p.reads(library[1].name.upper())
        await p.press("enter")
        assert p.on == "HowToScreen"
        assert p.reads(library[1].name, "1 of 2: the move", library[1].cues[0].say)
        await p.press("right")
        assert p.reads("2 of 2", library[1].mistakes[0].fault, library[1].mistakes[0].mend)
        await p.press("escape")
        assert p.on == "LibraryScreen"
        await p.click(listed, (4, 5))
        assert p.on == "HowToScreen"

    play(tmp_path, act)


def test_the_library_to_its_end_and_back(tmp_path):
    async def act(p):
        await p.press("3", "end")
        assert p.reads(list(p.app.face.coach.library.values())[-1].name.upper())
        await p.press("pageup", "home")
        assert p.reads(next(iter(p.app.face.coach.library.values())).name.upper())

    play(tmp_path, act)


def test_routines_show_their_next_session_and_start(tmp_path):
    async def act(p):
        await p.press("4")
        listed = p.screen.query_one("#routine-list")
        assert listed.option_count == len(p.app.face.coach.routines)
        assert p.reads("CORE RESTART", "6 exercises 13 min", "1 Low-lunge hip-flexor stretch")
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
        assert p.on == "RoutinesScreen"
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


def test_help_lists_every_key_of_a_screen(tmp_path):
    async def act(p):
        for number in "1234":
            await p.press(number)
            words = [b.tooltip for b in p.screen.BINDINGS if b.show]
            await p.press("question_mark")
            assert p.on == "HelpScreen"
            texts = "\n".join(str(label.content) for label in p.screen.query("Label"))
            assert all(word in texts for word in [*words, "Ctrl+Q", "Ctrl+P"])
            await p.press("question_mark")
            assert p.on != "HelpScreen"

    play(tmp_path, act)
