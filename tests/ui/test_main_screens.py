"""History, library and routines: what stands there, how one moves, what opens."""

from datetime import timedelta

from kit import THURSDAY, done, play

from corecare_tui.domain.records import PainEntry
from corecare_tui.ui.widgets.dumbbell import Dumbbell

RECORD = (
    done(12, 4, pre=3, end=4),
    done(9, None, "knee_plank", pre=None, end=None),
    done(5, 2, "bird_dog", pre=2, end=None),
    done(2, 0, pre=1, end=0),
)


def test_an_empty_record_is_no_error(tmp_path):
    async def act(p):
        await p.press("2")
        assert p.reads("No session in these days yet.", "Nothing hurt in these days.", "[Chart]")
        await p.press("left", "right", "less_than_sign", "greater_than_sign", "right_square_bracket")
        assert p.reads("[Log]", "Nothing yet. Your first session will stand here.")

    play(tmp_path, act)


def test_the_chart_keeps_its_gaps(tmp_path):
    async def act(p):
        await p.press("2")
        chart = p.screen.query_one(Dumbbell)
        assert chart.points == [("7", 3, 4), ("10", None, None), ("14", 2, None), ("17", 1, 0)]
        rows = [strip.text for strip in map(chart.render_line, range(chart.size.height))]
        assert sum(row.count("○") for row in rows) == 3
        assert sum(row.count("●") for row in rows) == 2
        assert p.reads("○ before ● after", "Hurt most: Glute bridge 4 (2×)")

    play(tmp_path, act, sessions=RECORD)


def test_walking_along_the_chart_tells_each_session(tmp_path):
    async def act(p):
        await p.press("2", "left")
        assert p.reads("Tue 17 Nov Core restart before 1 after 0 worst 1")
        await p.press("h", "h")
        assert p.reads("Tue 10 Nov", "before not said after not said worst not said")
        await p.press("left", "left", "left")
        assert p.screen.query_one(Dumbbell).selected == 0
        await p.press("l", "right")
        assert p.screen.query_one(Dumbbell).selected == 2

    play(tmp_path, act, sessions=RECORD)


def test_the_range_is_shortened_and_lengthened(tmp_path):
    async def act(p):
        await p.press("2")
        chart = p.screen.query_one(Dumbbell)
        for key, days, count in (("less", 7, 2), ("less", 7, 2), ("greater", 30, 4), ("greater", 90, 5)):
            await p.press(f"{key}_than_sign")
            assert p.reads(f"< {days} days >")
            assert len(chart.points) == count

    play(tmp_path, act, sessions=(done(60), *RECORD))


def test_the_log_tells_every_rating(tmp_path):
    async def act(p):
        await p.press("2", "right_square_bracket")
        rows = [row.split() for row in p.rows if "Nov" in row and ":" in row]
        assert [row[0] for row in rows] == ["17", "14", "10", "07"]
        assert p.reads("Modified plank", "not rated", "good")
        await p.press("left_square_bracket")
        assert p.reads("[Chart]")

    play(tmp_path, act, sessions=RECORD)


def test_pain_is_logged_from_history_too(tmp_path):
    async def act(p):
        await p.press("2", "p", "4")
        assert p.on == "HistoryScreen"
        assert [entry.pain for entry in p.on_disk().pains()] == [2, 4]

    play(tmp_path, act, pains=(PainEntry(THURSDAY - timedelta(1), 2),))


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
            words = [b.description for b in p.screen.BINDINGS if b.show]
            await p.press("question_mark")
            assert p.on == "HelpScreen"
            assert p.reads(*words, "ctrl+q")
            await p.press("question_mark")
            assert p.on != "HelpScreen"

    play(tmp_path, act)


def test_the_log_left_by_its_key_leaves_no_key_behind(tmp_path):
    async def act(p):
        await p.press("2", "right_square_bracket", "left_square_bracket", "pagedown", "pageup", "end")
        assert p.reads("[Chart]")
        await p.press("left")
        assert p.screen.query_one(Dumbbell).selected is not None

    play(tmp_path, act, sessions=RECORD)
