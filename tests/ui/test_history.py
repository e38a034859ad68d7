"""History: its four views, how one moves in them, and how what was said is set right."""

import gc
import weakref
from dataclasses import replace
from datetime import timedelta

from kit import NARROW, THURSDAY, done, play

from corecare_tui.domain.records import PainEntry, SessionOutcome
from corecare_tui.ui.widgets.dumbbell import Dumbbell
from corecare_tui.ui.widgets.looking.panel import Panel
from corecare_tui.ui.widgets.rows import Rows

RECORD = (
    done(12, 4, pre=3, end=4),
    done(9, None, "knee_plank", pre=None, end=None),
    done(5, 2, "bird_dog", pre=2, end=None),
    done(2, 0, pre=1, end=0),
)
LOGGED = PainEntry(THURSDAY - timedelta(1), 6, "leg", "on the stairs")


async def to_the_log(p):
    await p.press("2", "left_square_bracket")


def dumbbell(p):
    return p.screen.query_one(Dumbbell)


def views(p):
    """What each of the four holds on to."""
    return [panel._looked and panel._looked.view for panel in p.screen.query(Panel)]


# --- looking --------------------------------------------------------------------------------------


def test_an_empty_record_is_no_error(tmp_path):
    async def act(p):
        await p.press("2")
        assert p.reads("Nothing in these days yet.", "[Chart]", "Too few rated days")
        await p.press("left", "right", "less_than_sign", "greater_than_sign", "enter", "right_square_bracket")
        assert p.reads("[Per exercise]", "No exercise in these days yet.")
        await p.press("j", "enter", "o", "right_square_bracket")
        assert p.reads("[Calendar]", "Thu 19 Nov today", "0 sessions")
        await p.press("h", "k", "enter", "escape", "left_square_bracket", "right_square_bracket")
        assert p.reads("[Log]", "Every rating will stand here")
        await p.press("j", "e", "d", "u", "enter")
        assert p.on == "HistoryScreen" and p.told == ["There is nothing to take back."]

    play(tmp_path, act)


def test_the_chart_keeps_its_gaps(tmp_path):
    async def act(p):
        await p.press("2")
        said = [(c.label, c.before, c.after) for c in dumbbell(p).columns if (c.before, c.after) != (None, None)]
        assert said == [("7", 3, 4), ("14", 2, None), ("17", 1, 0)]
        rows = [strip.text for strip in map(dumbbell(p).render_line, range(dumbbell(p).size.height))]
        assert sum(row.count("○") for row in rows) == 3
        assert sum(row.count("●") for row in rows) == 2
        assert p.reads(
            "○ before ● after", "Hurts most: Glute bridge worst 4, mean 2.0 (2×)", "Mean before 2.0, worst 3 (3 said, 1 not)"
        )

    play(tmp_path, act, sessions=RECORD)


def test_the_days_are_held_once_for_every_view_of_them(tmp_path):
    async def act(p):
        await to_the_log(p)
        await p.press("right_square_bracket", "right_square_bracket")
        chart, exercises, _, log = views(p)
        assert chart is exercises is log, "the same days of the same record"
        await p.press("less_than_sign")
        assert [view is not None for view in views(p)] == [False, True, False, False], "no other one holds the days of before"
        await p.press("left_square_bracket")
        assert views(p)[0] is views(p)[1] is not None

    play(tmp_path, act, sessions=RECORD)


def test_a_correction_is_seen_in_every_view(tmp_path):
    async def act(p):
        await to_the_log(p)
        before = views(p)[3]
        await p.press("d", "right_square_bracket")
        assert views(p)[0] is not before and views(p)[0] is views(p)[3]

    play(tmp_path, act, sessions=RECORD)


def test_the_cursor_of_the_log_stays_while_other_days_are_looked_at(tmp_path):
    async def act(p):
        await to_the_log(p)
        await p.press("j", "j", "j")
        stood = p.screen.query_one(Rows).cursor
        await p.press("right_square_bracket", "greater_than_sign", "left_square_bracket")
        assert p.screen.query_one(Rows).cursor == stood == 3 and p.reads("▶")

    play(tmp_path, act, sessions=RECORD)


def test_nothing_is_held_and_all_is_as_usual_once_it_is_left(tmp_path):
    async def act(p):
        await to_the_log(p)
        await p.press("right_square_bracket")
        held = weakref.ref(views(p)[0])
        assert gc.get_threshold()[2] > 1000, "over ten years a whole collection waits for its moment"
        await p.press("1")
        assert p.on == "TodayScreen" and gc.get_threshold()[2] < 1000
        assert held() is None, "13 MB after ten years, without a collection"

    play(tmp_path, act, sessions=RECORD)


def test_walking_along_the_chart_tells_each_session(tmp_path):
    async def act(p):
        await p.press("2", "left")
        assert p.reads("Tue 17 Nov 2026 core restart", "before 1, after 0", "worst of all 1")
        await p.press("h", "h")
        assert p.reads("Tue 10 Nov", "before not said, after not said", "worst of all not said")
        await p.press("left", "left", "left")
        assert p.reads("Sat 07 Nov")
        await p.press("l", "right", "l", "l", "l")
        assert p.reads("Tue 17 Nov")
        await p.press("enter")
        assert p.reads("[Log]", "17 Nov 08:00 Glute bridge")
        assert "14 Nov" not in p.shown

    play(tmp_path, act, sessions=RECORD)


def test_a_column_is_chosen_by_the_mouse(tmp_path):
    async def act(p):
        await p.press("2")
        from corecare_tui.figure import chart

        index = next(n for n, column in enumerate(dumbbell(p).columns) if column.label == "14")
        await p.click(dumbbell(p), (chart.place(index, len(dumbbell(p).columns), dumbbell(p).size.width), 3))
        assert p.reads("Sat 14 Nov 2026", "before 2, after not said")

    play(tmp_path, act, sessions=RECORD)


def test_the_range_is_shortened_and_lengthened(tmp_path):
    async def act(p):
        await p.press("2")
        for key, words, before in (
            ("less", "14 days", 3),
            ("less", "14 days", 3),
            ("greater", "30 days", 3),
            ("greater", "90 days", 4),
        ):
            await p.press(f"{key}_than_sign")
            assert p.reads(f"< {words} >", f"({before} said, 1 not)")
        await p.press("greater_than_sign", "greater_than_sign", "greater_than_sign")
        assert p.reads("< all >", "(4 said, 1 not)")

    play(tmp_path, act, sessions=(done(60), *RECORD))


def test_each_exercise_with_its_ratings_and_where_it_stands(tmp_path):
    async def act(p):
        await p.press("2", "right_square_bracket")
        assert p.reads("Glute bridge 2", "pain, last 2: 4 0", "NOW AT", "2 rated")
        await p.press("j")
        assert p.reads("Bird dog 1 rated") or p.reads("Modified plank 0 rated, 1 not said")
        await p.press("o")
        assert p.on == "HowToScreen"
        await p.press("escape", "enter")
        assert p.reads("[Log]")
        assert len(p.screen.query_one(Rows).rows) == 1
        await p.press("escape")
        assert len(p.screen.query_one(Rows).rows) > 4

    play(tmp_path, act, sessions=RECORD)


def test_the_calendar_says_the_worst_of_each_day(tmp_path):
    async def act(p):
        await p.press("2", "right_square_bracket", "right_square_bracket")
        assert p.reads("▐4▌", "4 sessions", "Thu 19 Nov today")
        await p.press("k", "k")
        assert p.reads("Tue 17 Nov core restart before 1, after 0", "worst that day 1")
        await p.press("j")
        assert p.reads("Wed 18 Nov planned rest")
        await p.press("h")
        assert p.reads("Wed 11 Nov planned rest")
        await p.press("less_than_sign")
        assert p.reads("to 4 weeks ago")
        await p.press("greater_than_sign", "greater_than_sign")
        assert p.reads("to today")

    play(tmp_path, act, sessions=RECORD)


def test_the_calendar_by_the_mouse(tmp_path):
    async def act(p):
        await p.press("2", "right_square_bracket", "right_square_bracket")
        weeks = p.screen.query_one("#weeks")
        last = 5 + 5 * (len(weeks.weeks) - 1)
        await p.click(weeks, (last + 2, 3))
        assert p.reads("Tue 17 Nov core restart")
        await p.click(weeks, (last + 2, 8))
        assert p.reads("Tue 17 Nov core restart"), "a day that is still ahead"

    play(tmp_path, act, sessions=RECORD)


# --- the log --------------------------------------------------------------------------------------


def test_the_log_tells_every_rating_with_its_session(tmp_path):
    async def act(p):
        await to_the_log(p)
        assert p.reads(
            "Between sessions 6 down the…", "on the stairs", "Before the session 1", "After the session 0", "Glute bridge 0"
        )
        assert [row.pain for row in p.screen.query_one(Rows).rows] == [
            6, *(1, 0, 0, None), *(2, 2, None, None), *(None, None, None, None), *(3, 4, 4, None)
        ]  # fmt: skip

    play(tmp_path, act, sessions=RECORD, pains=(LOGGED,))


def test_the_log_finds_by_words(tmp_path):
    async def act(p):
        await to_the_log(p)
        await p.press("slash", *"bird")
        assert [row.pain for row in p.screen.query_one(Rows).rows] == [2]
        await p.press("space", *"xyz")
        assert p.reads("Nothing has these words.")
        await p.press("escape")
        assert p.on == "HistoryScreen" and len(p.screen.query_one(Rows).rows) == 17
        await p.press("slash", *"stairs", "enter", "e")
        assert p.on == "EditScreen" and p.reads("EDIT Between sessions")

    play(tmp_path, act, sessions=RECORD, pains=(LOGGED,))


def test_a_rating_is_corrected_the_plan_follows_and_undo_puts_it_back(tmp_path):
    async def act(p):
        before = p.on_disk().record()
        await to_the_log(p)
        await p.press("j")
        assert p.screen.query_one("#log").entry.result.exercise == "glute_bridge"
        await p.press("e", "8", "ctrl+s")
        assert p.told[-1].startswith("Corrected.")
        assert p.reads("8 (was 0)", "Was 0 until 19 Nov 2026.")
        (now,) = (s for s in p.on_disk().sessions() if s.date == (THURSDAY - timedelta(2)).date())
        assert (now.results[0].pain, now.results[0].edits[0].pain) == (8, 0)
        assert p.app.face.coach.plan().changes or p.app.face.coach.plan().blocked
        await p.press("u")
        assert p.on_disk().record() == before
        await p.press("u")
        assert p.told[-1] == "There is nothing to take back."

    play(tmp_path, act, sessions=RECORD)


def test_a_mistyped_score_loses_nothing(tmp_path):
    async def act(p):
        await to_the_log(p)
        await p.press("e", "1", "1", "enter")
        assert p.on == "EditScreen" and p.reads("a whole number from 0 to 10")
        await p.press("backspace", "enter")
        assert p.on == "HistoryScreen"
        assert [entry.pain for entry in p.on_disk().pains()] == [1]
        assert [entry.edits[0].pain for entry in p.on_disk().pains()] == [6]

    play(tmp_path, act, pains=(LOGGED,))


def test_a_deleted_score_counts_no_more_and_can_be_seen(tmp_path):
    async def act(p):
        await to_the_log(p)
        await p.press("d")
        assert p.reads("– (was 6)")
        assert [(entry.pain, entry.edits[0].note) for entry in p.on_disk().pains()] == [(None, "on the stairs")]
        await p.press("u")
        assert p.on_disk().pains() == (LOGGED,)

    play(tmp_path, act, pains=(LOGGED,))


def test_the_check_in_and_the_end_are_corrected_too(tmp_path):
    async def act(p):
        await to_the_log(p)
        await p.press("e", "5", "ctrl+s", "j", "j", "e", "6", "ctrl+s")
        (session,) = p.on_disk().sessions()
        assert (session.pre, session.end_pain) == (5, 6)
        assert [(edit.of, edit.pain) for edit in session.edits] == [("check-in", 1), ("end", 0)]

    play(tmp_path, act, sessions=RECORD[3:])


def test_a_forgotten_score_is_set_down(tmp_path):
    async def act(p):
        await to_the_log(p)
        await p.press("a")
        assert p.on == "AddScreen" and p.reads("A session is set down as its plan")
        p.screen.query_one("#pain").value = "4"
        await p.press("ctrl+s")
        (entry,) = p.on_disk().pains()
        assert (entry.pain, entry.at.date(), entry.added) == (4, (THURSDAY - timedelta(1)).date(), THURSDAY)
        assert p.reads("Set down on 19 Nov 2026, from memory.")
        await p.press("u")
        assert p.on_disk().pains() == ()

    play(tmp_path, act)


def test_a_forgotten_session_is_set_down_and_rated_afterwards(tmp_path):
    async def act(p):
        await p.press("2", "right_square_bracket", "right_square_bracket", "k", "k", "k", "a")
        p.screen.query_one("#what").value = "core_restart"
        p.screen.query_one("#pain").value = "2"
        await p.press("ctrl+s")
        assert p.reads("Mon 16 Nov core restart before 2")
        (session,) = p.on_disk().sessions()
        assert session.added == THURSDAY and len(session.results) == 6 and {r.pain for r in session.results} == {None}
        await p.press("right_square_bracket", "j", "e", "3", "enter")
        assert p.on_disk().sessions()[0].results[0].pain == 3

    play(tmp_path, act)


def test_a_day_that_is_none_or_ahead_is_told_in_the_form(tmp_path):
    async def act(p):
        await to_the_log(p)
        await p.press("a")
        for day, told in (("2026-13-40", "year, month and day"), ("2026-11-20", "still ahead")):
            p.screen.query_one("#day-field").value = day
            p.screen.query_one("#pain").value = "4"
            await p.press("ctrl+s")
            assert p.on == "AddScreen" and p.reads(told)
        p.screen.query_one("#day-field").value = "2026-11-18"
        p.screen.query_one("#pain").value = ""
        await p.press("ctrl+s")
        assert p.reads("a whole number from 0 to 10")
        await p.press("escape")
        assert p.on_disk().pains() == ()

    play(tmp_path, act)


def test_pain_is_logged_from_history_too(tmp_path):
    async def act(p):
        await p.press("2", "p", "4")
        assert p.on == "HistoryScreen"
        assert [entry.pain for entry in p.on_disk().pains()] == [2, 4]

    play(tmp_path, act, pains=(PainEntry(THURSDAY - timedelta(1), 2),))


def test_a_flare_up_is_what_the_person_calls_one(tmp_path):
    async def act(p):
        await p.press("2", "p", "f")
        assert p.reads("outside a session, a flare-up")
        await p.press("f", "f", "3")
        assert [(entry.pain, entry.flare) for entry in p.on_disk().pains()] == [(3, True)]
        await p.press("left")
        assert p.reads("flare-up")

    play(tmp_path, act)


def test_the_record_is_written_out_as_a_file(tmp_path):
    async def act(p):
        p.app.face.coach.elsewhere = (tmp_path,)
        await p.press("2", "x", "2")
        assert p.told[-1] == f"Written: {tmp_path / 'corecare-20261119-0800.csv'}"
        assert (tmp_path / "corecare-20261119-0800.csv").read_bytes().count(b"rating") == 4

    play(tmp_path, act, sessions=RECORD)


def test_a_view_left_by_its_key_leaves_no_key_behind(tmp_path):
    async def act(p):
        await p.press("2", "left_square_bracket", "right_square_bracket", "pagedown", "pageup", "end", "e", "d", "slash")
        assert p.reads("[Chart]") and p.on == "HistoryScreen"
        await p.press("left")
        assert dumbbell(p).selected is not None

    play(tmp_path, act, sessions=RECORD)


def test_the_keys_below_are_those_of_the_view(tmp_path):
    async def act(p):
        await p.press("2")
        assert {"view", "range", "log pain"} <= words(p) and "edit" not in words(p)
        await p.press("left_square_bracket")
        assert {"edit", "clear", "undo", "add", "find"} <= words(p)

    def words(p):
        return {key.word for key in p.screen.query("Key") if key.display}

    play(tmp_path, act, (120, 36), sessions=RECORD)


def test_narrow_rows_are_whole(tmp_path):
    async def act(p):
        await to_the_log(p)
        assert all(len(row) <= 60 for row in p.rows)
        assert p.reads("Between sessions 6 down the…")

    play(tmp_path, act, NARROW, sessions=RECORD, pains=(LOGGED,))


def test_what_an_import_left_open_was_said_all_the_same(tmp_path):
    async def act(p):
        await p.press("2")
        assert [column.before for column in dumbbell(p).columns if column.before is not None] == [3]

    play(tmp_path, act, sessions=(replace(RECORD[0], outcome=SessionOutcome.OPEN),))


def test_a_key_too_fast_for_the_look_up_loses_no_correction(tmp_path):
    async def act(p):
        await to_the_log(p)
        for key in ("j", "d", "j", "d"):
            await p.hit(key)
        await p.settle()
        (session,) = p.on_disk().sessions()
        assert (session.results[0].pain, session.end_pain) == (None, None)

    play(tmp_path, act, sessions=RECORD[:1])


def test_the_form_corrects_the_row_it_was_opened_for(tmp_path):
    async def act(p):
        await to_the_log(p)
        await p.press("j", "e")
        p.app.face.coach.log_pain(2)
        p.app.screen_stack[-2].look()
        await p.settle()
        await p.press("9", "ctrl+s")
        assert p.on_disk().sessions()[0].results[0].pain == 9

    play(tmp_path, act, sessions=RECORD[:1])


def test_a_day_further_back_is_opened_in_a_range_that_holds_it(tmp_path):
    async def act(p):
        await p.press("2", "right_square_bracket", "right_square_bracket", *["h"] * 8, "enter")
        assert p.reads("< 90 days >", "Glute bridge")
        assert len(p.screen.query_one(Rows).rows) == 3

    play(tmp_path, act, sessions=(done(56),))


def test_a_damaged_file_is_told_and_the_app_stands(tmp_path):
    async def act(p):
        await to_the_log(p)
        (tmp_path / "sessions-2026.json").write_bytes(b"{")
        await p.press("j", "d", "right_square_bracket")
        assert any("damaged" in told for told in p.told)
        assert p.on == "HistoryScreen"

    play(tmp_path, act, sessions=RECORD)


def test_a_session_set_down_by_mistake_can_go(tmp_path):
    async def act(p):
        await to_the_log(p)
        await p.press("a")
        p.screen.query_one("#what").value = "core_restart"
        await p.press("ctrl+s")
        assert not p.app.screen_stack[-1].query("#place") and len(p.on_disk().sessions()) == 1
        await p.press("d")
        assert p.on == "MenuScreen"
        await p.press("2")
        assert p.on_disk().sessions() == ()
        await p.press("u")
        assert len(p.on_disk().sessions()) == 1

    play(tmp_path, act)


def test_a_score_between_sessions_stands_in_the_chart(tmp_path):
    async def act(p):
        await p.press("2")
        rows = [strip.text for strip in map(dumbbell(p).render_line, range(dumbbell(p).size.height))]
        assert sum(row.count("◇") for row in rows) == 1
        await p.press("left")
        assert p.reads("worst of all 6, outside sessions 6")

    play(tmp_path, act, pains=(LOGGED,))


def test_a_form_saved_untouched_changes_nothing(tmp_path):
    async def act(p):
        before = p.on_disk().record()
        await to_the_log(p)
        await p.press("e", "ctrl+s")
        assert p.on_disk().record() == before

    play(tmp_path, act, pains=(replace(LOGGED, note=" padded "),))
