"""The routines: each with its next session, the one that Today plans, and one's own made, changed, deleted, sent and taken in."""

from contextlib import nullcontext
from dataclasses import replace

import pytest
from kit import NARROW, SET_UP, THURSDAY, WIDE, choose, done, play
from textual.widgets import Checkbox, Input, Label, OptionList

from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.ladder import steps
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.settings import DAYS
from corecare_tui.ui.widgets.lines import Lines
from tests.adapters.library_kit import ROUTINE
from tests.ui.test_settings_screen import Kept, told

BOTH = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["80x24", "60x20"])


def mine(act, *, copies="warm_up", name="Mine"):
    """With a routine of one's own, called Mine, under the cursor of Routines."""

    async def acted(p):
        coach = p.app.face.coach
        coach.save_routine(coach.copied_routine(copies, name))
        await p.press("4")
        await to(p, "mine")
        await act(p)

    return acted


async def to(p, id):
    """The cursor onto that routine."""
    await p.press("home")
    while p.screen.chosen != id:
        await p.press("j")


async def answer(p, text):
    """Into the field that asks, and Enter."""
    p.screen.query_one("#answer", Input).value = text
    await p.press("enter")


def detail(p):
    """What stands beside the list, in sight or not."""
    return " ".join(str(p.screen.query_one(Lines).content).split())


def prompt(p, id):
    """The two lines of that routine in the list."""
    return str(p.screen.query_one(OptionList).get_option(id).prompt)


def head(p):
    """The first line of a routine that is being written."""
    return str(p.screen.query_one("#draft-head", Label).content)


def rows(p):
    """What it asks for, row by row."""
    return [str(option.prompt) for option in p.screen.query_one("#draft-rows", OptionList).options]


def ids(p):
    """The exercises of the day that is being written."""
    return [item.exercise for _, item in p.screen.day.items]


def wrong(p):
    return str(p.screen.query_one("#form-wrong", Label).content)


def own(tmp_path, act, size=WIDE, **world):
    """With a folder for routines of one's own."""
    play(tmp_path / "journal", act, size, own=tmp_path / "own", **world)


# --- what stands there ------------------------------------------------------------------------


@BOTH
def test_each_says_how_much_its_next_session_is(tmp_path, size):
    async def act(p):
        await p.press("4")
        coach = p.app.face.coach
        for id, routine in coach.routines.items():
            plan = coach.next_plan(id)
            name, said = prompt(p, id).split("\n")
            assert name.startswith(routine.name[:24]) and said.strip() == f"{len(plan.items)} ex   {coach.minutes(plan)} min"
        assert p.reads("Core restart ●", "6 ex 13 min", "Warm-up trio")

    play(tmp_path, act, size)


@BOTH
def test_where_there_is_no_session_now_each_says_so(tmp_path, size):
    async def act(p):
        await p.press("4")
        assert p.reads("not now") and "ex   " not in prompt(p, "gentle")
        assert "2 × " not in detail(p), "and none is offered"
        for key in ("enter", "w"):
            await p.press(key)
            assert p.on == "LockedScreen"
            await p.press("escape")
        await p.press("i")
        assert p.on == "RoutinesScreen" and p.told == ["There is no session of it now."]

    told(tmp_path, Profile(screened=THURSDAY.date(), flags=("chest",)))
    play(tmp_path, act, size)


def test_beside_the_list_stands_the_next_session_and_the_last_one(tmp_path):
    async def act(p):
        await p.press("4")
        coach = p.app.face.coach
        for routine in list(coach.routines.values()):
            await to(p, routine.id)
            assert detail(p).startswith(routine.name.upper())
            assert all(coach.library[item.exercise].name[:20] in detail(p) for item in coach.plan(routine.id).items)
        await to(p, "core_restart")
        assert "Needs mat" in detail(p) and "Last 15 Nov 2026, worst 2" in detail(p)
        await to(p, "gentle")
        assert "Last not done yet" in detail(p)

    play(tmp_path, act, sessions=(done(4, 2),))


@BOTH
def test_how_to_why_and_start(tmp_path, size):
    async def act(p):
        await p.press("4")
        await to(p, "gentle")
        plan = p.app.face.coach.plan("gentle")
        await p.press("i")
        assert p.on == "HowToScreen"
        assert {one.exercise.id for one in p.screen.pages} == {item.exercise for item in plan.items}
        await p.press("escape", "w")
        assert p.on == "WhyScreen" and p.reads(p.app.face.coach.library[plan.items[0].exercise].name)
        await p.press("escape", "enter")
        assert p.on == "CheckInScreen"
        await p.press("escape")
        assert p.on == "RoutinesScreen" and p.screen.chosen == "gentle", "the cursor is where it was"
        await p.start(0, "enter")
        assert p.session.plan.routine == "gentle"

    play(tmp_path, act, size)


@BOTH
def test_a_click_goes_to_a_routine_and_starts_it(tmp_path, size):
    async def act(p):
        await p.press("4")
        await p.click("#routine-list", (4, 2))
        assert p.on == "CheckInScreen"

    play(tmp_path, act, size)


# --- what Today plans -------------------------------------------------------------------------


@BOTH
def test_the_one_that_is_chosen_is_what_today_plans(tmp_path, size):
    kept = Kept()

    async def act(p):
        await p.press("4")
        await to(p, "gentle")
        await p.press("space")
        assert p.told == ["Gentle five is planned on Today from now on."]
        assert "●" in prompt(p, "gentle") and "●" not in prompt(p, "core_restart") and p.screen.chosen == "gentle"
        await p.press("1")
        assert p.screen.plan.routine == "gentle" and p.reads("Gentle five")

    play(tmp_path, act, size, save=kept)
    assert kept.pairs == [("routine", "gentle")]


@BOTH
def test_the_planned_days_are_kept_and_shown(tmp_path, size):
    kept = Kept()

    async def act(p):
        await p.press("4", "p")
        assert p.reads("DAYS", "[ ] Monday", "Any day: what was trained")
        await p.press("space", "j", "j", "space", "enter")
        assert p.told == ["Planned: Monday, Wednesday. The days between are rest, and count."]
        assert p.app.face.coach.own.days == ("mon", "wed")
        assert p.app.face.coach.next_plan().day is not None
        await p.press("p")
        assert p.reads("[x] Monday", "[ ] Tuesday", "[x] Wednesday")
        await p.press("j", "space", "escape", "5", "p")
        assert p.app.face.coach.own.days == ("mon", "wed"), "left as it was"
        await p.press("4", "p", "space", "j", "j", "space", "enter")
        assert p.told[-1].startswith("Any day: what was trained") and p.app.face.coach.own.days == ()

    play(tmp_path, act, size, save=kept)
    assert kept.pairs == [("days", ["mon", "wed"]), ("days", None)]


def test_today_says_which_day_is_the_next_of_those(tmp_path):
    async def act(p):
        await p.press("4", "p", *["j"] * 5, "space", "enter", "1")
        assert p.reads("Sat") or p.reads("Saturday"), "today is a Thursday"

    assert DAYS[5] == "sat"
    play(tmp_path, act)


def test_what_cannot_be_kept_holds_and_is_told(tmp_path):
    def full(key, value):
        raise OSError(28, "No space left on device")

    async def act(p):
        await p.press("4", "j", "space", "p", "space", "enter")
        assert sum("Holds until you quit" in one for one in p.told) == 2
        assert p.app.face.coach.active == p.screen.chosen and p.app.face.coach.own.days == ("mon",)

    play(tmp_path, act, save=full)


# --- one's own: made --------------------------------------------------------------------------


@BOTH
def test_a_new_one_from_its_name_to_its_session(tmp_path, size):
    async def act(p):
        await p.press("4", "n")
        assert p.on == "AskScreen" and p.reads("A NEW ROUTINE")
        await answer(p, " ")
        assert wrong(p) == "A name is needed."
        await answer(p, "Before breakfast")
        assert p.on == "DraftScreen" and head(p) == "Before breakfast   0 exercises, about 0 min   not saved yet"
        assert "Nothing in it yet: a adds an exercise." in detail(p)
        await p.press("ctrl+s")
        assert p.on == "DraftScreen" and p.told == ["A day without an exercise cannot be saved: a adds one."]
        await p.press("a", *"cat-cow", "enter")
        await p.press("a", *"for plank", "enter")
        await p.press("a", *"glute br", "enter")
        assert ids(p) == ["cat_cow", "plank", "glute_bridge"] and "3 exercises" in head(p)
        assert p.reads("1 Cat-cow", "2 Forearm plank", "3 Glute bridge")
        doses = [item.dose for _, item in p.screen.day.items]
        firsts = [steps(p.app.face.coach.library[id])[0] for id in ids(p)]
        assert doses == firsts, "who has not done it begins at the first step of its ladder"
        await p.press("ctrl+s")
        assert p.on == "RoutinesScreen" and p.screen.chosen == "before_breakfast"
        assert "✎" in prompt(p, "before_breakfast") and "3 ex" in prompt(p, "before_breakfast")
        assert [one.id for one in p.app.face.coach.own_routines()] == ["before_breakfast"]
        await p.start(0, "enter")
        assert p.session.plan.routine == "before_breakfast"

    own(tmp_path, act, size)
    assert 'name = "Before breakfast"' in (tmp_path / "own" / "before_breakfast.toml").read_text()


@BOTH
def test_an_exercise_is_picked_by_a_few_letters(tmp_path, size):
    async def act(p):
        await p.press("m", "a")
        assert p.on == "PickScreen" and p.reads("ADD an exercise")
        picked = p.screen.query_one("#picked", OptionList)
        every = picked.option_count
        await p.press(*"brid")
        assert 1 < picked.option_count < every and p.reads("Glute bridge", "Bridge march")
        await p.press("down", "down", "up")
        assert picked.highlighted == 1
        await p.press(*"zzz")
        assert picked.option_count == 0
        await p.press("enter")
        assert p.on == "PickScreen", "there is none to take"
        await p.press("escape")
        assert p.on == "DraftScreen" and len(ids(p)) == 3

    own(tmp_path, mine(act), size)


def test_what_is_added_comes_after_the_row_under_the_cursor(tmp_path):
    async def act(p):
        await p.press("m", "j", "a", *"cat-cow", "enter")
        assert ids(p).index("cat_cow") == 2 and p.screen.at == 2
        await p.press("a", *"superman", "enter")
        assert ids(p)[3] == "superman"

    own(tmp_path, mine(act, copies="lower_back"))


@BOTH
def test_a_dose_of_ones_own(tmp_path, size):
    async def act(p):
        await p.press("m", "a", *"glute br", "enter", "enter")
        assert p.on == "DoseScreen" and p.reads("DOSE Glute bridge", "[ ] its own: 3 × 12, hold 3 s", "Sets", "Reps", "Rest")
        p.screen.query_one("#own-dose", Checkbox).value = True
        await p.settle()
        p.screen.query_one("#sets", Input).value = "2"
        await p.settle()
        assert not p.screen.query_one("#own-dose", Checkbox).value, "another number is no longer its own"
        p.screen.query_one("#rest_s", Input).value = "45"
        await p.press("ctrl+s")
        assert p.on == "DraftScreen" and rows(p)[1].endswith("2 × 12, hold 3 s")
        assert p.screen.day.items[1][1].dose == Dose(2, 12, 3, 45)
        await p.press("ctrl+s", "m", "j", "enter")
        assert p.screen.query_one("#rest_s", Input).value == "45", "kept, and read again"
        p.screen.query_one("#own-dose", Checkbox).value = True
        await p.press("ctrl+s")
        assert p.screen.day.items[1][1].dose is None and rows(p)[1].endswith("3 × 12, hold 3 s *")
        assert "* the dose that the exercise has by itself" in detail(p)

    own(tmp_path, mine(act), size)


@BOTH
@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("sets", "50", "is outside the range of this exercise; the nearest is"),
        ("reps", "0", "reps must be a whole number from 1 to 200, not 0"),
        ("reps", "9" * 30, "reps must be a whole number from 1 to 200"),
        ("sets", "", "Sets and rest: a whole number; a rest of 0 is none."),
        ("rest_s", "", "Sets and rest: a whole number; a rest of 0 is none."),
        ("sets", "two", "Sets: a whole number, such as 3."),
        ("reps", "-3", "Reps: a whole number, such as 3."),
        ("hold_s", "1.5", "Seconds: a whole number, such as 3."),
    ],
)
def test_a_dose_that_is_none_of_this_exercise_is_refused_in_words(tmp_path, size, key, value, says):
    async def act(p):
        await p.press("m", "a", *"glute br", "enter", "enter")
        p.screen.query_one(f"#{key}", Input).value = value
        await p.press("ctrl+s")
        assert p.on == "DoseScreen" and says in wrong(p), wrong(p)
        assert p.screen.query_one(f"#{key}", Input).value == value, "nothing that was typed is lost"
        await p.press("escape")
        assert p.on == "DraftScreen" and p.screen.day.items[1][1].dose == Dose(2, 8, 3, 30)

    own(tmp_path, mine(act), size)


def test_a_rest_that_is_out_of_range_is_refused_before_it_is_saved(tmp_path):
    async def act(p):
        await p.press("m", "enter")
        p.screen.query_one("#rest_s", Input).value = "99999"
        await p.press("ctrl+s")
        assert p.on == "DoseScreen" and "must be a whole number" in wrong(p)

    own(tmp_path, mine(act))


@BOTH
def test_order_remove_and_undo(tmp_path, size):
    async def act(p):
        await p.press("m")
        first, second, third = ids(p)
        await p.press("J")
        assert ids(p) == [second, first, third] and p.screen.at == 1, "the cursor goes with it"
        await p.press("J", "J")
        assert ids(p) == [second, third, first] and p.screen.at == 2, "the last stays the last"
        await p.press("K", "K", "K")
        assert ids(p) == [first, second, third] and p.screen.at == 0
        await p.press("x")
        assert ids(p) == [second, third] and "not saved yet" in head(p)
        await p.press("u")
        assert ids(p) == [first, second, third]
        await p.press(*"uuuu", "u")
        assert ids(p) == [first, second, third] and "not saved yet" not in head(p), "before the first change there is none"
        await p.press("x", "delete", "x", "x")
        assert ids(p) == [] and p.reads("Nothing in it yet")
        for key in ("enter", "x", "J", "K", "j", "k"):
            await p.press(key)
            assert p.on == "DraftScreen"
        await p.press("u", "u", "u", "u")
        assert ids(p) == [first, second, third]
        await p.press("k")
        assert p.screen.at == 2, "round from the first to the last"

    own(tmp_path, mine(act), size)


@BOTH
def test_renamed_it_keeps_its_file(tmp_path, size):
    async def act(p):
        await p.press("m", "r")
        assert p.on == "AskScreen" and p.screen.query_one("#answer", Input).value == "Mine"
        await answer(p, "")
        assert wrong(p) == "A name is needed."
        await answer(p, "Ours [bold]")
        assert head(p).startswith("Ours [bold]   ")
        await p.press("ctrl+s")
        assert p.screen.chosen == "mine" and prompt(p, "mine").startswith("Ours [bold]")
        await p.press("m", "r", "escape")
        assert head(p).startswith("Ours [bold]   ")

    own(tmp_path, mine(act), size)
    assert [one.name for one in (tmp_path / "own").glob("*.toml")] == ["mine.toml"]


@BOTH
def test_the_days_of_a_routine_with_several(tmp_path, size):
    async def act(p):
        days = p.screen.routine.days
        await p.press("m")
        assert f"day 1 of {len(days)}: {days[0].name}" in head(p)
        await p.press("x", "right_square_bracket")
        assert f"day 2 of {len(days)}: {days[1].name}" in head(p)
        await p.press("a", *"cat-cow", "enter")
        assert ids(p)[1] == "cat_cow"
        await p.press("left_square_bracket", "left_square_bracket")
        assert f"day {len(days)} of {len(days)}" in head(p), "before the first the last"
        await p.press("ctrl+s")
        kept = p.app.face.coach.routines["mine"]
        assert [len(day.items) for day in kept.days] == [len(days[0].items) - 1, len(days[1].items) + 1, len(days[2].items)]

    own(tmp_path, mine(act, copies="three_day"), size)


def test_undo_shows_the_day_that_it_changes(tmp_path):
    async def act(p):
        await p.press("m")
        before = ids(p)
        await p.press("x", "right_square_bracket", "u", "left_square_bracket")
        assert ids(p) == before and "not saved yet" not in head(p)

    own(tmp_path, mine(act, copies="three_day"))


def test_a_place_that_takes_your_rung_has_no_dose_of_its_own(tmp_path):
    async def act(p):
        await p.press("m")
        await p.press(*["j"] * next(n for n, (_, item) in enumerate(p.screen.day.items) if item.exercise is None))
        assert "your rung of" in rows(p)[p.screen.at]
        await p.press("enter")
        assert p.on == "DraftScreen" and "the rung you have reached" in p.told[0]

    own(tmp_path, mine(act, copies="core_restart"))


@BOTH
def test_remarks_are_shown_while_it_is_written_and_beside_it(tmp_path, size):
    async def act(p):
        await p.press("4", "n")
        await answer(p, "Mine")
        await p.press("a", *"for plank", "enter")
        assert "begins with Forearm plank" in detail(p) and "nothing of the back" in detail(p)
        assert p.reads("nothing of the back"), "in sight at both sizes"
        await p.press("ctrl+s")
        assert "Remark: " in detail(p) and "begins with Forearm plank" in detail(p)
        await p.press("m", "a", *"cat-cow", "enter", "K", "a", *"glute br", "enter")
        assert "begins with" not in detail(p) and "nothing of the back" not in detail(p)

    own(tmp_path, act, size)


@BOTH
def test_to_leave_asks_where_something_would_be_lost(tmp_path, size):
    async def act(p):
        await p.press("m", "escape")
        assert p.on == "RoutinesScreen", "nothing was changed"
        await p.press("m", "x", "escape")
        assert p.on == "MenuScreen" and p.reads("NOT SAVED YET", "Mine was changed.")
        await p.press("0")
        assert p.on == "DraftScreen" and len(ids(p)) == 2, "gone on with"
        await p.press("escape")
        await choose(p, "leave it as it was")
        assert p.on == "RoutinesScreen" and len(p.screen.routine.days[0].items) == 3
        await p.press("m", "x", "escape")
        await choose(p, "save it")
        assert p.on == "RoutinesScreen" and len(p.screen.routine.days[0].items) == 2
        await p.press("m", "x", "u", "escape")
        assert p.on == "RoutinesScreen", "taken back, nothing was changed"

    own(tmp_path, mine(act), size)


def test_what_cannot_be_saved_is_told_and_nothing_is_lost(tmp_path):
    async def act(p):
        await p.press("4", "n")
        await answer(p, "Mine")
        await p.press("a", *"cat-cow", "enter", "ctrl+s")
        assert p.on == "DraftScreen" and any("Not kept" in one for one in p.told)
        assert ids(p) == ["cat_cow"]

    play(tmp_path, act)


@BOTH
def test_a_copy_of_one_that_came_with_us(tmp_path, size):
    async def act(p):
        await p.press("4")
        await to(p, "gentle")
        before = p.app.face.coach.routines["gentle"]
        await p.press("c")
        assert p.reads("A COPY") and p.screen.query_one("#answer", Input).value == "My gentle five"
        await p.press("enter")
        assert p.on == "DraftScreen" and "not saved yet" in head(p)
        await p.press("x", "ctrl+s")
        assert p.screen.chosen == "my_gentle_five" and "copied from Gentle five" in p.screen.routine.source
        assert len(p.screen.routine.days[0].items) == len(before.days[0].items) - 1
        assert p.app.face.coach.routines["gentle"] == before
        await p.press("c", "escape")
        assert p.on == "RoutinesScreen"

    own(tmp_path, act, size)


@BOTH
@pytest.mark.parametrize("key", ["m", "e", "d", "s"])
def test_what_came_with_us_stays_as_it_is_and_says_how(tmp_path, size, key):
    async def act(p):
        p.app.face.edit = lambda path: pytest.fail("nothing is opened")
        await p.press("4")
        for routine in list(p.app.face.coach.routines.values())[:2]:
            await to(p, routine.id)
            await p.press(key)
            says = f"{routine.name} came with CoreCare and stays as it is; c makes a copy of your own."
            assert p.on == "RoutinesScreen" and p.told[-1] == says

    own(tmp_path, act, size)
    assert not (tmp_path / "own").exists()


# --- deleted ----------------------------------------------------------------------------------


@BOTH
def test_deleted_it_is_gone_and_comes_back(tmp_path, size):
    async def act(p):
        coach = p.app.face.coach
        before = coach.routines["mine"]
        await p.press("u")
        assert p.told == ["Nothing was deleted since you started CoreCare."]
        await p.press("d")
        assert p.on == "MenuScreen" and p.reads("DELETE ?", "stays in your record", "u brings it back")
        await p.press("0")
        assert "mine" in coach.routines, "kept"
        await p.press("d")
        await choose(p, "delete Mine")
        assert p.on == "RoutinesScreen" and "mine" not in coach.routines and "✎" not in p.shown
        assert p.told[-1] == "Mine is deleted. u brings it back."
        await p.press("1", "4", "u")
        assert coach.routines["mine"] == before and "✎" in prompt(p, "mine")
        await p.press("u")
        assert p.told[-1] == "Nothing was deleted since you started CoreCare."

    own(tmp_path, mine(act), size)
    assert [one.name for one in (tmp_path / "own").glob("*.toml*")] == ["mine.toml"]


def test_where_the_deleted_one_was_on_today_the_usual_one_is(tmp_path):
    async def act(p):
        await p.press("space", "d")
        await choose(p, "delete Mine")
        assert "●" in prompt(p, "core_restart")
        await p.press("1")
        assert p.screen.plan.routine == "core_restart"
        await p.press("4", "u", "1")
        assert p.screen.plan.routine == "mine"

    own(tmp_path, mine(act))


def test_what_was_written_meanwhile_is_not_undone(tmp_path):
    async def act(p):
        await p.press("d")
        await choose(p, "delete Mine")
        (tmp_path / "own" / "mine.toml").write_text(ROUTINE)
        await p.press("u")
        assert any("has changed since" in one for one in p.told)

    own(tmp_path, mine(act))
    assert (tmp_path / "own" / "mine.toml").read_text() == ROUTINE


# --- sent and taken in ------------------------------------------------------------------------


@BOTH
def test_shared_it_is_a_file_that_another_person_takes_in(tmp_path, size):
    sent = tmp_path / "sent"
    sent.mkdir()

    async def share(p):
        p.app.face.coach.elsewhere = (sent,)
        await p.press("s")
        (path,) = sent.iterdir()
        assert f"Written: {path}." in p.told[0]
        await p.press("s")
        assert len(list(sent.iterdir())) == 2, "nothing is written over"

    async def take_in(p):
        path = min(sent.iterdir(), key=lambda path: len(path.name))
        await p.press("4", "t")
        assert p.on == "AskScreen" and p.reads("TAKE IN")
        await answer(p, str(path))
        assert p.on == "TellScreen" and p.reads("SENT TO YOU nothing is taken in yet", "Mine")
        assert not p.app.face.coach.own_routines()
        await p.press("escape")
        assert p.on == "RoutinesScreen" and not p.app.face.coach.own_routines(), "looked at, and left"
        await p.press("t")
        await answer(p, str(path))
        await p.press("enter")
        assert p.on == "RoutinesScreen" and p.screen.chosen == "mine" and "✎" in prompt(p, "mine")
        assert "ex " in prompt(p, "mine"), "it has a session at once"

    own(tmp_path, mine(share), size)
    play(tmp_path / "other", take_in, size, own=tmp_path / "theirs")
    assert (tmp_path / "theirs" / "mine.toml").exists()


@BOTH
def test_what_was_sent_is_shown_with_its_doses_remarks_and_what_is_closed(tmp_path, size):
    path = tmp_path / "sent.toml"
    path.write_text(ROUTINE.replace('plank", dose = { sets = 2, hold_s = 20, rest_s = 20 }', 'kettlebell_lift"'))

    async def act(p):
        await p.press("4", "t")
        await answer(p, str(path))
        seen = p.shown
        await p.press(*["j"] * 20)
        seen += p.shown
        for said in ("Mine (mine)", "From: me", "Short.", "1 Kettlebell low lift", "your rung of plank", "Remark: "):
            assert said in seen, said
        assert "Not for you now:" in seen

    own(tmp_path, act, size)


@BOTH
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("=", ":1"),
        (ROUTINE.replace('"plank"', '"plonk"'), ":11"),
        (ROUTINE.replace("sets = 2", "sets = 200"), ":11"),
        ("\x00", ":1"),
    ],
)
def test_a_wrong_file_is_told_with_its_line_and_not_taken_in(tmp_path, size, text, says):
    path = tmp_path / "sent.toml"
    path.write_text(text)

    async def act(p):
        await p.press("4", "t")
        await answer(p, str(path))
        assert p.on == "TellScreen" and p.reads("NOT TAKEN IN")
        assert f"sent.toml{says}" in p.says.replace(" ", ""), p.says
        await p.press("enter")
        assert p.on == "TellScreen", "there is nothing to go on with"
        await p.press("escape")
        assert p.on == "RoutinesScreen" and p.app.face.coach.own_routines() == ()

    own(tmp_path, act, size)


@BOTH
@pytest.mark.parametrize(
    ("name", "says"),
    [("", "The name of the file is needed."), ("/nowhere/it.toml", "There is no file"), ("/", "There is no file")],
)
def test_a_file_that_is_not_there_is_said_in_the_form(tmp_path, size, name, says):
    async def act(p):
        await p.press("4", "t")
        await answer(p, name)
        assert p.on == "AskScreen" and wrong(p).startswith(says)

    own(tmp_path, act, size)


@BOTH
def test_a_taken_id_comes_in_under_another(tmp_path, size):
    path = tmp_path / "mine.toml"
    path.write_text(ROUTINE.replace('name = "Mine"', 'name = "Yours"'))

    async def act(p):
        before = p.app.face.coach.routines["mine"]
        await p.press("t")
        await answer(p, str(path))
        assert p.on == "TellScreen" and p.reads("Its id is taken here: it comes in as mine_2.", "Yours (mine_2)")
        await p.press("enter")
        coach = p.app.face.coach
        assert p.screen.chosen == "mine_2" and coach.routines["mine_2"].name == "Yours" and coach.routines["mine"] == before

    own(tmp_path, mine(act), size)


# --- the editor -------------------------------------------------------------------------------


def editing(act, does):
    """With an editor that does that to the file; the terminal is not really handed over."""
    opened = []

    async def acted(p):
        def edit(path):
            opened.append(path)
            return does(path, len(opened))

        p.app.suspend, p.app.face.edit = nullcontext, edit
        await act(p, opened)

    return acted


def test_an_editors_work_counts_at_once(tmp_path):
    async def act(p, opened):
        await p.press("e")
        assert opened == [tmp_path / "own" / "mine.toml"]
        assert p.on == "RoutinesScreen" and prompt(p, "mine").startswith("Written by hand") and p.screen.chosen == "mine"

    def does(path, time):
        path.write_text(path.read_text().replace('name = "Mine"', 'name = "Written by hand"', 1))

    own(tmp_path, mine(editing(act, does)))


@BOTH
def test_a_mistake_comes_back_with_its_line_until_it_is_mended(tmp_path, size):
    async def act(p, opened):
        await p.press("e")
        assert p.on == "TellScreen" and p.reads("THE FILE HAS A MISTAKE") and "mine.toml:" in p.says.replace(" ", "")
        assert "mine" not in p.app.face.coach.routines
        await p.press("enter")
        assert len(opened) == 2 and p.on == "RoutinesScreen" and "mine" in p.app.face.coach.routines
        assert p.screen.chosen == "mine"

    def does(path, time):
        text = path.read_text()
        path.write_text(
            text.replace('exercise = "', 'exercise = "un') if time == 1 else text.replace('exercise = "un', 'exercise = "')
        )

    own(tmp_path, mine(editing(act, does)), size)


@BOTH
def test_a_file_left_with_a_mistake_stands_in_the_list_and_can_only_be_opened(tmp_path, size):
    async def act(p, opened):
        await p.press("e", "escape")
        path = tmp_path / "own" / "mine.toml"
        assert p.screen.chosen == str(path) and p.reads("✗ mine.toml", "has a mistake")
        assert "opens it in your editor" in detail(p)
        for key in ("enter", "space", "m", "c", "d", "s", "i", "w"):
            await p.press(key)
            assert p.on == "RoutinesScreen" and "has a mistake and is left out" in p.told[-1], key
        await p.press("e", "escape")
        assert opened == [path, path]
        await p.press("1")
        assert p.screen.plan.routine == "core_restart"

    own(tmp_path, mine(editing(act, lambda path, time: path.write_text("=") and None)), size)


def test_an_editor_that_failed_is_told(tmp_path):
    async def act(p, opened):
        await p.press("e")
        assert p.on == "TellScreen" and p.reads("THE EDITOR", "no editor was found: set EDITOR.")
        await p.press("escape")
        assert p.screen.chosen == "mine"

    own(tmp_path, mine(editing(act, lambda path, time: "no editor was found: set EDITOR")))


def test_a_terminal_that_cannot_be_handed_over_says_where_the_file_is(tmp_path):
    async def act(p):
        await p.press("e")
        assert p.on == "RoutinesScreen" and str(tmp_path / "own" / "mine.toml") in p.told[0]

    own(tmp_path, mine(act))


def test_the_settings_that_stand_are_shown(tmp_path):
    async def act(p):
        await p.press("4")
        assert "●" in prompt(p, "gentle")

    play(tmp_path, act, settings=replace(SET_UP, routine="gentle"))
