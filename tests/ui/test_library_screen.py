"""The library: found by words and by what it is, blocked and let back in, read whole, put into a routine of one's own."""

import pytest
from kit import NARROW, THURSDAY, WIDE, done, play
from textual.widgets import Input, Label

from corecare_tui.coach import NotKept
from corecare_tui.domain.profile import Chose, Profile
from corecare_tui.ui.widgets.lines import Lines
from tests.ui.test_settings_screen import told

BOTH = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["80x24", "60x20"])
ALL = 50


def listed(p):
    """The names in the list, in sight or not."""
    return [entry.exercise.name for entry in p.screen.listed.rows]


def page(p):
    """The lines about an exercise, in sight or not."""
    return " ".join(str(p.screen.query_one(Lines).content).split())


def count(p):
    return str(p.screen.query_one("#narrowed", Label).content)


def marked(p, name):
    """The sign at the end of the row of that exercise, which is on the screen."""
    (row,) = (row for row in p.rows if row[2:].startswith(name))
    return row[2:][37:38].strip()


async def find(p, words):
    await p.press("slash", *words, "enter")


async def tick(p, *rows):
    """In the filter, the rows that begin so."""
    await p.press("f")
    texts = [text for _, text in p.screen._rows]
    at = 0
    for row in rows:
        to = next(n for n, text in enumerate(texts) if text.startswith(row))
        await p.press(*["j" if to > at else "k"] * abs(to - at), "space")
        at = to
    await p.press("enter")


# --- finding ----------------------------------------------------------------------------------


@BOTH
def test_it_is_sought_while_it_is_typed(tmp_path, size):
    async def act(p):
        await p.press("3")
        assert count(p) == f"all   {ALL} of {ALL}"
        await p.press("slash", "p", "l", "a")
        some = listed(p)
        assert p.screen.listed.row.exercise.name in some and all("plank" in name.lower() for name in some[:3])
        await p.press("n", "k", " ", "k", "n")
        assert listed(p)[0] == "Modified plank on knees" and len(listed(p)) < len(some)
        assert p.reads("Modified plank on knees", f"of {ALL}")
        await p.press("enter")
        assert p.on == "LibraryScreen", "Enter leaves the field, and no more"
        await p.press("enter")
        assert p.on == "HowToScreen"
        await p.press("escape")
        assert p.on == "LibraryScreen" and p.reads("plank kn"), "what was sought still is"

    play(tmp_path, act, size)


def test_the_cursor_stays_on_its_exercise(tmp_path):
    async def act(p):
        await p.press("3", "end", "k")
        name = p.screen.entry.exercise.name
        await find(p, name.split()[0].lower())
        assert p.screen.entry.exercise.name == name
        await p.press("c")
        assert p.screen.entry.exercise.name == name and len(listed(p)) == ALL

    play(tmp_path, act)


@BOTH
def test_the_filter_combines(tmp_path, size):
    async def act(p):
        await p.press("3")
        await tick(p, "family: bridge", "family: plank")
        bridges = len(listed(p))
        assert count(p) == f"family: bridge, family: plank   {bridges} of {ALL}"
        assert {entry.exercise.family for entry in p.screen.listed.rows} == {"bridge", "plank"}, "of one kind, any"
        await tick(p, "difficulty: easy  (")
        assert 0 < len(listed(p)) < bridges, "of several kinds, all"
        assert {entry.exercise.difficulty for entry in p.screen.listed.rows} == {"easy"}
        await find(p, "plank")
        assert {entry.exercise.family for entry in p.screen.listed.rows} == {"plank"}, "and the words"
        await p.press("f")
        assert p.reads("[x] family: bridge"), "what is ticked is remembered"
        await p.press("j", "space", "escape")
        assert "family: bridge" in count(p), "and left as it was"
        await p.press("c")
        assert count(p) == f"all   {ALL} of {ALL}" and p.screen.query_one("#words", Input).value == ""

    play(tmp_path, act, size)


def test_what_is_in_the_plan_and_what_is_not_for_now(tmp_path):
    async def act(p):
        planned = {item.slot for item in p.screen.plan.items} | {item.exercise for item in p.screen.plan.items}
        await p.press("3")
        await tick(p, "in your plan")
        assert {entry.exercise.id for entry in p.screen.listed.rows} == planned
        await p.press("c")
        await tick(p, "not for me now")
        assert listed(p) and all(entry.not_now for entry in p.screen.listed.rows)

    play(tmp_path, act)


@BOTH
def test_an_empty_list_says_how_to_get_all_back(tmp_path, size):
    async def act(p):
        await p.press("3", "slash", *"zzz")
        assert listed(p) == [] and count(p) == f"all   0 of {ALL}"
        beside = page(p) if size is WIDE else str(p.screen.query_one("#marks", Label).content)
        assert p.reads("No exercise is like that.") and "Enter, then c, shows all of them again." in beside
        await p.press("enter")
        for key in ("enter", "a", "b", "j", "end"):
            await p.press(key)
            assert p.on == "LibraryScreen", "there is nothing to open, add or block"
        assert p.on_disk().profile().choices == ()
        await p.press("c")
        assert len(listed(p)) == ALL and "No exercise" not in p.shown

    play(tmp_path, act, size)


@BOTH
def test_escape_leaves_the_search_first(tmp_path, size):
    async def act(p):
        await p.press("3", "slash", *"plank", "1", "j", "b")
        assert p.on == "LibraryScreen" and p.screen.query_one("#words", Input).value == "plank1jb", "what is typed is typed"
        await p.press("escape", "c", "j")
        assert p.on == "LibraryScreen" and p.screen.listed.cursor == 1
        await p.press("escape")
        assert p.on == "TodayScreen"

    play(tmp_path, act, size)


def test_another_screen_is_one_click_away_from_the_search(tmp_path):
    async def act(p):
        await p.press("3", "slash", *"plank")
        await p.click(next(tab for tab in p.screen.query("Tab") if tab.number == 4))
        assert p.on == "RoutinesScreen"

    play(tmp_path, act)


# --- one exercise -----------------------------------------------------------------------------


@BOTH
def test_blocked_it_is_out_of_the_list_s_plan_and_today_s_and_undone_it_is_back(tmp_path, size):
    async def act(p):
        before = [item.exercise for item in p.screen.plan.items]
        assert "glute_bridge" in before
        await p.press("3")
        await find(p, "glute bridge")
        assert marked(p, "Glute bridge") == "✓"
        await p.press("b")
        assert marked(p, "Glute bridge") == "–"
        assert p.told == ["Glute bridge is left out of every session. b lets it back in."]
        assert "You left glute bridge out for good" in page(p)
        assert [(one.what, one.of) for one in p.on_disk().profile().choices] == [(Chose.BLOCK, "glute_bridge")]
        await p.press("1")
        assert "glute_bridge" not in [item.exercise for item in p.screen.plan.items]
        await p.press("3")
        await tick(p, "blocked")
        assert listed(p) == ["Glute bridge"]
        await p.press("b")
        assert p.told[-1] == "Glute bridge may be planned again."
        assert listed(p) == [], "it is no longer one of those that are blocked"
        await p.press("c", "1")
        assert [item.exercise for item in p.screen.plan.items] == before

    play(tmp_path, act, size)


def test_what_cannot_be_kept_is_told(tmp_path):
    async def act(p):
        def full(profile):
            raise NotKept(p.folder / "profile.json", "cannot be written (No space left on device)", "make room")

        await p.press("3")
        p.app.face.coach._journal.save_profile = full
        await p.press("b")
        assert any(told.startswith("Not kept") and "No space left" in told for told in p.told)
        assert marked(p, "Glute bridge") == "✓"

    play(tmp_path, act)


@BOTH
def test_the_page_says_where_one_stands_and_how_it_has_felt(tmp_path, size):
    async def act(p):
        await p.press("3")
        await find(p, "glute bridge")
        await p.press("enter")
        one = p.app.face.coach.library["glute_bridge"]
        assert p.on == "HowToScreen" and p.reads("Glute bridge how-to 1 of 3: the move")
        told = page(p)
        assert f"Dose {one.dose.text}, rest {one.dose.rest_s} s" in told
        assert f"Range {one.ladder.start.text} to {one.ladder.top.text}" in told
        assert "Needs mat" in told
        assert "Ladder bridge, easiest first" in told and "▶ Glute bridge you: " in told and "· Bridge march" in told
        assert "You 3×, usual pain 5, last 5 on 15 Nov 2026" in told
        assert "Hurt up to 5 of 10 lately, in 3 ratings" in told
        assert f"Source {one.source}" in told
        assert all(cue.say in told for cue in one.cues)
        await p.press(*["j"] * 60)
        assert p.reads("Source"), "its end can be scrolled to"
        await p.press("l")
        assert p.reads("2 of 3: a mistake", one.mistakes[0].fault)

    sessions = tuple(done(days, 5) for days in (8, 6, 4))
    play(tmp_path, act, size, sessions=sessions)


@BOTH
def test_what_hurt_lately_is_marked_and_found(tmp_path, size):
    async def act(p):
        await p.press("3")
        await tick(p, "hurt lately")
        assert listed(p) == ["Glute bridge"] and marked(p, "Glute bridge") in "!×"

    play(tmp_path, act, size, sessions=tuple(done(days, 4) for days in (8, 6, 4)))


@BOTH
def test_the_page_says_why_not_now(tmp_path, size):
    async def act(p):
        await p.press("3")
        await find(p, "single-leg bridge")
        assert marked(p, "Single-leg bridge") == "×"
        await p.press("enter")
        why = p.app.face.coach.catalogue()[3].not_now
        assert f"NOT FOR NOW {why.sentence} ({why.rule})" in page(p)
        assert "You not done yet" in page(p)

    play(tmp_path, act, size)


def test_what_is_beside_the_list_says_it_too(tmp_path):
    async def act(p):
        await p.press("3")
        assert p.reads("GLUTE BRIDGE", "Plan 1 × 10, hold 3 s", "You not done yet", "✗ NO")
        await p.press("j", "j", "j")
        assert p.reads("SINGLE-LEG BRIDGE", "NOT FOR NOW")

    play(tmp_path, act)


@BOTH
def test_a_click_goes_to_a_row_and_a_second_one_opens_it(tmp_path, size):
    async def act(p):
        await p.press("3")
        await p.click("#exercises", (5, 4))
        assert p.on == "LibraryScreen" and p.screen.listed.cursor == 4
        name = p.screen.entry.exercise.name
        await p.click("#exercises", (5, 4))
        assert p.on == "HowToScreen" and p.reads(name)

    play(tmp_path, act, size)


def test_a_click_below_the_last_row_is_none(tmp_path):
    async def act(p):
        await p.press("3")
        await find(p, "single-leg")
        await p.click("#exercises", (5, 10))
        assert p.on == "LibraryScreen" and p.screen.listed.cursor == 0

    play(tmp_path, act)


@BOTH
def test_the_ends_of_the_list(tmp_path, size):
    async def act(p):
        await p.press("3", "k")
        assert p.screen.listed.cursor == 0
        await p.press("G")
        assert p.screen.listed.cursor == ALL - 1 and p.reads(f"▶ {p.screen.entry.exercise.name[:20]}")
        await p.press("j")
        assert p.screen.listed.cursor == ALL - 1
        await p.press("home")
        assert p.screen.listed.cursor == 0

    play(tmp_path, act, size)


def test_what_was_felt_meanwhile_is_seen_on_coming_back(tmp_path):
    async def act(p):
        await p.press("3", "enter")
        p.app.face.coach.choose(Chose.BLOCK, "glute_bridge")
        await p.press("escape")
        assert marked(p, "Glute bridge") == "–"

    play(tmp_path, act)


@pytest.mark.parametrize("keys", ["31", "3453", "3131", "343434"])
def test_a_screen_that_is_left_before_its_list_came_harms_nobody(tmp_path, keys):
    async def act(p):
        for key in keys:
            await p.hit(key)
        await p.settle()
        assert p.on in ("TodayScreen", "LibraryScreen", "RoutinesScreen")

    play(tmp_path, act)


# --- into a routine of one's own --------------------------------------------------------------


@BOTH
def test_added_to_a_new_routine_it_is_its_first_exercise(tmp_path, size):
    async def act(p):
        await p.press("3")
        await find(p, "cat-cow")
        await p.press("c", "a")
        assert p.on == "PickScreen" and p.reads("a new routine")
        await p.press("enter", *"Mine", "enter")
        assert p.on == "DraftScreen" and p.reads("Mine", "not saved yet")
        await p.press("ctrl+s")
        assert p.on == "LibraryScreen"
        (own,) = p.app.face.coach.own_routines()
        assert [item.exercise for _, item in own.days[0].items] == [p.screen.entry.exercise.id]

    play(tmp_path / "journal", act, size, own=tmp_path / "own")


@BOTH
def test_added_to_one_that_is_there_it_comes_last(tmp_path, size):
    async def act(p):
        coach = p.app.face.coach
        coach.save_routine(coach.copied_routine("warm_up", "Before breakfast"))
        await p.press("3", "j", "a", *"break")
        assert p.reads("Before breakfast")
        await p.press("enter")
        assert p.on == "DraftScreen" and p.reads("Before breakfast", "4 exercises", "4 Bridge with knees", "not saved yet")
        await p.press("escape", "2")
        assert p.on == "LibraryScreen" and len(coach.routines["before_breakfast"].days[0].items) == 3, "left as it was"
        await p.press("a", "enter", "ctrl+s")
        assert [item.exercise for _, item in coach.routines["before_breakfast"].days[0].items][3:] == [p.screen.entry.exercise.id]

    play(tmp_path / "journal", act, size, own=tmp_path / "own")


def test_no_routine_after_all(tmp_path):
    async def act(p):
        await p.press("3", "a", "escape")
        assert p.on == "LibraryScreen" and p.app.face.coach.own_routines() == ()

    play(tmp_path / "journal", act, own=tmp_path / "own")


def test_without_a_folder_it_is_told_and_nothing_that_was_written_is_lost(tmp_path):
    async def act(p):
        await p.press("3", "a", "enter", *"Mine", "enter", "ctrl+s")
        assert p.on == "DraftScreen" and any("Not kept" in one for one in p.told)

    play(tmp_path, act)


def test_a_person_who_may_not_train_can_still_read(tmp_path):
    async def act(p):
        await p.press("3")
        assert len(listed(p)) == ALL
        await p.press("enter")
        assert p.on == "HowToScreen"

    told(tmp_path, Profile(screened=THURSDAY.date(), flags=("chest",)))
    play(tmp_path, act)
