"""The settings screen, row by row: reached, explained, changed, kept under its key, in force at once, and reset."""

from dataclasses import replace
from datetime import time
from functools import partial

import pytest
from kit import NARROW, SET_UP, THURSDAY, WIDE, play
from textual.widgets import Input, OptionList

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.settings import load, save
from corecare_tui.domain.profile import Profile, Stance
from corecare_tui.domain.settings import SPANS, Settings
from corecare_tui.domain.thresholds import STANDARD
from corecare_tui.domain.timetable import Pace
from corecare_tui.domain.wanted import Sort
from corecare_tui.figure.glyphs import Mode
from corecare_tui.ui.setting_rows import GROUPS, ROWS, Kind

BOTH = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["80x24", "60x20"])
OFF, ON = [False, True], [True, False]
TURNS = {
    "sounds": ON,
    "volume": [100, 75, 50, 25],
    "voice": ["cues", "everything", "off", "names"],
    "sound_phases": ON,
    "sound_countdown": ON,
    "sound_halfway": ON,
    "sound_count": ON,
    "sound_prompts": ON,
    "sound_seconds": OFF,
    "figure": ["smooth", "half", "ascii", "off"],
    "theme": ["dark", "light", "contrast"],
    "reduced_motion": ["auto", "on", "off"],
    "flash": ON,
    "awake": ON,
    "own_pace": OFF,
    "hold_past": OFF,
    "strict": OFF,
}
"""Of each row that turns its values, the one of a new person first."""
NUMBERS = {"ready": (10, 5), "ready_between": (5, 1), "switch": (8, 1)}
"""Of each number what a new person has, and a step of it."""
MINE = '# mine\nfigure = "smooth" # blocks\n\n[thresholds] # my doctor\nred = 5\n'
"""A settings file, partly written by hand."""


class Kept(list):
    """What was kept, in order."""

    def __call__(self, key, value):
        self.append((key, value, type(value)))

    @property
    def pairs(self):
        return [(key, value) for key, value, _ in self]


def shown(p, key):
    """The value that stands in the row of that key, which is on the screen."""
    start = f"   {ROWS[key].name:<18}"
    (row,) = (line for line in p.rows if line.startswith(start))
    return row[len(start) :].split("   ")[0].rstrip(" ▁▂▃▄▅▆▇█")  # without the scroll bar


def word(value):
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)


def of(settings, key):
    """The value of a key in settings that were read."""
    if key.startswith("sound_"):
        return Sort(key.removeprefix("sound_")) not in settings.off
    return getattr(settings, {"waking_time": "wakes_at"}.get(key, key))


def round_once(values):
    return [*values[1:], *values[:1]]


async def go(p, key):
    """The cursor onto the row of that key."""
    if p.on != "SettingsScreen":
        await p.press("5")
    await p.press("home")
    while p.screen.setting.key != key:
        await p.press("j")


async def say(p, text):
    """Instead of what the field has."""
    p.screen.query_one("#answer", Input).value = ""
    await p.press(*text, "enter")


def told(folder, profile):
    """A person who said so before."""
    with Journal(folder) as journal:
        journal.save_profile(profile)


def test_no_row_is_without_its_values_here():
    assert [key for key, row in ROWS.items() if row.kind is Kind.TURN] == list(TURNS)
    assert [key for key, row in ROWS.items() if row.kind is Kind.NUMBER] == list(NUMBERS) == list(SPANS)[1:]


# --- each row ---------------------------------------------------------------------------------


@BOTH
def test_every_row_is_reached_and_explained_below_its_group(tmp_path, size):
    async def act(p):
        await p.press("5")
        for heading, rows in GROUPS.items():
            for n, row in enumerate(rows):
                assert p.screen.setting is row
                assert p.reads(row.explained) and shown(p, row.key) != ""
                assert n or p.reads(heading)
                await p.press("j")
        assert p.screen.setting.key == "sounds", "after the last the first"
        await p.press("k")
        assert p.screen.setting.key == "home"

    play(tmp_path, home(act), size)


def home(act):
    """With a place where everything lies."""

    async def acted(p):
        p.app.face.home = "/home/me/corecare"
        await act(p)

    return acted


@BOTH
@pytest.mark.parametrize("by", ["enter", "space", "right", "l"])
def test_a_row_turns_through_its_values(tmp_path, size, by):
    kept = Kept()

    async def act(p):
        await p.press("5")
        for key in ROWS:
            for value in round_once(TURNS.get(key, [])):
                await p.press(by)
                assert (key, shown(p, key)) == (key, word(value))
            await p.press("down" if by == "l" else "j")
        assert p.told == []

    play(tmp_path, act, size, save=kept)
    assert kept == [(key, value, type(value)) for key, values in TURNS.items() for value in round_once(values)]


@pytest.mark.parametrize("by", ["left", "h"])
def test_and_back_again(tmp_path, by):
    kept = Kept()

    async def act(p):
        await p.press("5")
        for key in ROWS:
            for value in reversed(TURNS.get(key, [])):
                await p.press(by)
                assert (key, shown(p, key)) == (key, word(value))
            await p.press(*[by] * (key not in TURNS and key not in NUMBERS))
            assert (key, p.on) == (key, "SettingsScreen"), "nothing is asked by the key that goes back"
            await p.press("j")
        assert p.told == []

    play(tmp_path, act, save=kept)
    assert kept.pairs == [(key, value) for key, values in TURNS.items() for value in reversed(values)]


@BOTH
def test_a_click_on_a_row_turns_it(tmp_path, size):
    kept = Kept()

    async def act(p):
        await p.press("5")
        listed = p.screen.query_one(OptionList)
        for key in TURNS:
            index = listed.get_option_index(key)
            if not 0 <= index - listed.scroll_offset.y < listed.size.height:
                listed.scroll_to(y=index, animate=False)
                await p.settle()
            await p.click("#settings", (5, index - listed.scroll_offset.y))
            assert (key, shown(p, key)) == (key, word(TURNS[key][1]))
            assert p.screen.setting.key == key and p.reads(ROWS[key].explained)

    play(tmp_path, act, size, save=kept)
    assert kept.pairs == [(key, values[1]) for key, values in TURNS.items()]


@BOTH
@pytest.mark.parametrize("key", NUMBERS)
def test_a_number_goes_in_steps_and_stays_in_its_span(tmp_path, size, key):
    kept, (stands, step), (low, high) = Kept(), NUMBERS[key], SPANS[key]

    async def act(p):
        await go(p, key)
        assert shown(p, key) == f"{stands} s"
        await p.press("right")
        assert shown(p, key) == f"{stands + step} s" and of(p.app.face.settings, key) == stands + step
        await p.press(*["right"] * (high // step))
        assert shown(p, key) == f"{high} s"
        await p.press(*["left"] * (high // step + 1))
        assert shown(p, key) == f"{low} s"

    play(tmp_path, act, size, save=kept)
    assert kept[0] == (key, stands + step, int)
    assert all(low <= value <= high for _, value in kept.pairs)


@BOTH
@pytest.mark.parametrize("key", NUMBERS)
def test_a_number_can_be_typed_and_what_is_none_is_refused_in_words(tmp_path, size, key):
    kept, (low, high) = Kept(), SPANS[key]

    async def act(p):
        await go(p, key)
        await p.press("enter")
        assert p.on == "AskScreen" and p.reads(ROWS[key].name.upper(), ROWS[key].explained)
        for wrong in (str(low - 1), str(high + 1), "", "1.5", "ten", "-9", "9" * 30):
            await say(p, wrong)
            assert p.reads(f"A whole number of seconds from {low} to {high}.")
            assert p.screen.query_one("#answer", Input).value == wrong, "it is not lost"
        await p.press("escape")
        assert kept == []
        await p.press("enter")
        await say(p, str(high))
        assert shown(p, key) == f"{high} s" and of(p.app.face.settings, key) == high

    play(tmp_path, act, size, save=kept)
    assert kept == [(key, high, int)]


@BOTH
def test_the_waking_time(tmp_path, size):
    kept = Kept()

    async def act(p):
        await go(p, "waking_time")
        assert shown(p, "waking_time") == "07:00"
        await p.press("enter")
        for wrong in ("25:00", "half past six", "", "7"):
            await say(p, wrong)
            assert p.reads("Hours and minutes, such as 06:30.")
        await say(p, "5:45")
        assert shown(p, "waking_time") == "05:45"
        assert p.app.face.coach.own.wakes_at == time(5, 45)

    play(tmp_path, act, size, save=kept)
    assert kept.pairs == [("waking_time", "05:45")]


@BOTH
def test_the_emergency_number(tmp_path, size):
    kept = Kept()

    async def act(p):
        await go(p, "emergency_number")
        assert shown(p, "emergency_number") == "none"
        await p.press("enter")
        for wrong in ("mother", "+", "1" * 21):
            await say(p, wrong)
            assert p.reads("At most 20 digits, spaces and + - ( ) /; empty for none.")
        await say(p, "+49 (112)")
        assert shown(p, "emergency_number") == "+49 (112)"
        assert p.app.face.coach.own.emergency_number == "+49 (112)"
        await p.press("enter")
        assert p.screen.query_one("#answer", Input).value == "+49 (112)"
        await say(p, "")
        assert shown(p, "emergency_number") == "none"

    play(tmp_path, act, size, save=kept)
    assert kept.pairs == [("emergency_number", "+49 (112)"), ("emergency_number", None)]


@BOTH
def test_the_days_are_ticked_and_today_plans_by_them(tmp_path, size):
    kept = Kept()

    async def act(p):
        await go(p, "days")
        assert shown(p, "days") == "any day"
        await p.press("enter")
        assert p.on == "ChooseScreen" and p.reads("DAYS", "[ ] Monday", "[ ] Sunday")
        await p.press("space", "j", "j", "x", "j", "j", "space", "k", "space", "space", "enter")
        assert shown(p, "days") == "mon, wed, fri" and p.app.face.coach.own.days == ("mon", "wed", "fri")
        await p.press("enter", "j", "j", "space", "escape")
        assert shown(p, "days") == "mon, wed, fri", "left as it was"
        await p.press("enter", "space", "j", "j", "space", "j", "j", "space", "enter")
        assert shown(p, "days") == "any day"

    play(tmp_path, act, size, save=kept)
    assert kept.pairs == [("days", ["mon", "wed", "fri"]), ("days", None)]


@BOTH
def test_the_routine_is_picked_by_a_few_letters_and_today_plans_it(tmp_path, size):
    kept = Kept()

    async def act(p):
        await go(p, "routine")
        assert shown(p, "routine") == "Core restart" and (size is NARROW or p.reads("(the usual one)"))
        await p.press("enter")
        assert p.on == "PickScreen"
        await p.press("escape", "enter", *"gentle", "enter")
        assert shown(p, "routine") == "Gentle five"
        await p.press("1")
        assert p.reads("Gentle five") and p.screen.plan.routine == "gentle"

    play(tmp_path, act, size, save=kept)
    assert kept.pairs == [("routine", "gentle")]


@BOTH
def test_exercises_that_wait_are_taken_off_the_list(tmp_path, size):
    kept, waiting = Kept(), ("bird_dog", "gone", "glute_bridge")

    async def act(p):
        await go(p, "own_pace_for")
        assert shown(p, "own_pace_for") == "3 exercises"
        await p.press("enter")
        assert p.reads("[x] Bird dog", "[x] gone", "[x] Glute bridge")
        await p.press("space", "enter")
        assert shown(p, "own_pace_for") == "2 exercises"
        assert p.app.face.settings.pace.own_for == {"gone", "glute_bridge"}

    play(tmp_path, act, size, save=kept, settings=replace(SET_UP, own_pace_for=waiting))
    assert kept.pairs == [("own_pace_for", ["gone", "glute_bridge"])]


def test_where_none_wait_it_says_how_one_gets_there(tmp_path):
    async def act(p):
        await go(p, "own_pace_for")
        await p.press("enter")
        assert p.on == "SettingsScreen" and p.told == ["None yet: c in a session puts an exercise here."]

    play(tmp_path, act)


# --- the profile ------------------------------------------------------------------------------


@BOTH
def test_kit_that_is_at_hand_is_kept_in_the_profile(tmp_path, size):
    kept = Kept()

    async def act(p):
        await go(p, "equipment")
        before = p.app.face.coach.profile.equipment
        await p.press("enter")
        assert p.on == "ChooseScreen" and p.reads("KIT AT HAND", "[x] mat", "[ ] exercise ball")
        ball = [word for word, _ in p.screen._rows].index("exercise_ball")
        await p.press(*["j"] * ball, "space", "enter")
        assert "exercise ball" in shown(p, "equipment")
        assert set(p.on_disk().profile().equipment) == {*before, "exercise_ball"}
        await p.press("r")
        assert p.told == ["There is nothing to set back here."]

    play(tmp_path, act, size, save=kept)
    assert kept == [], "the profile is no part of the settings file"


def test_kit_that_nothing_here_needs_is_not_forgotten(tmp_path):
    async def act(p):
        await go(p, "equipment")
        await p.press("enter")
        assert p.reads("[x] old towel")
        await p.press("space", "enter")
        assert "old_towel" in p.on_disk().profile().equipment

    told(tmp_path, Profile(screened=THURSDAY.date(), equipment=("mat", "old_towel")))
    play(tmp_path, act)


@BOTH
def test_parts_to_go_easy_on(tmp_path, size):
    async def act(p):
        await go(p, "careful")
        assert shown(p, "careful") == "none"
        await p.press("enter")
        assert p.reads("GO EASY ON", "[ ] wrists", "[ ] balance: I might fall")
        await p.press("space", "enter")
        assert shown(p, "careful") == "wrist"
        assert p.on_disk().profile().flags == ("leg_numbness", "wrist")
        await p.press("enter", "space", "enter")
        assert shown(p, "careful") == "none"
        assert p.on_disk().profile().flags == ("leg_numbness",), "what was said of safety stays"

    told(tmp_path, Profile(screened=THURSDAY.date(), flags=("leg_numbness",)))
    play(tmp_path, act, size)


@BOTH
def test_strict_of_the_profile_is_shown_and_can_be_turned_off(tmp_path, size):
    async def act(p):
        await go(p, "strict")
        assert shown(p, "strict") == "on"
        await p.press("enter")
        assert shown(p, "strict") == "off" and not p.app.face.coach.settings.strict
        assert not p.on_disk().profile().settings.strict
        await p.press("enter")
        assert shown(p, "strict") == "on" and p.app.face.coach.settings.limits.amber_high == 3

    told(tmp_path, Profile(screened=THURSDAY.date(), settings=Stance(strict=True)))
    play(tmp_path, act, size)


# --- in force ---------------------------------------------------------------------------------


def test_what_is_changed_holds_at_once(tmp_path):
    async def act(p):
        face = p.app.face
        await p.press("5")
        for row in ROWS.values():
            await p.press(*["right"] * (row.kind in (Kind.TURN, Kind.NUMBER)), "j")
        now = face.coach.own
        assert (p.app.figure_mode, p.app.theme, p.app.animation_level) == (Mode.HALF, "corecare-light", "none")
        assert (p.sounds.muted, p.sounds.volume) == (True, 75)
        assert (now.voice, now.flash, now.awake, now.strict) == ("everything", False, False, True)
        assert now.off == {sort for sort in Sort if sort is not Sort.SECONDS}
        assert now.pace == Pace(True, frozenset(), True, True, 15, 6, 9)
        assert face.settings is now, "the coach has them, and nobody else"
        await go(p, "sounds")
        warmed, stops = p.sounds.warmed, p.sounds.stops
        await p.press("enter")
        assert (p.sounds.muted, p.sounds.warmed, p.sounds.stops) == (False, warmed + 1, stops), "it looks for a device"
        await p.press("enter")
        assert (p.sounds.muted, p.sounds.warmed, p.sounds.stops) == (True, warmed + 1, stops + 1), "it is quiet at once"

    play(tmp_path, act)


def test_a_session_begins_with_the_seconds_that_were_set(tmp_path):
    async def act(p):
        await go(p, "ready")
        await p.press("right", "1")
        await p.start()
        assert (p.big("clock"), p.big("phase")) == ("15", "READY")

    play(tmp_path, act)


def test_it_shows_what_stands_in_the_file(tmp_path):
    stands = Settings(figure="half", theme="contrast", volume=25, voice="everything", off=frozenset(Sort), reduced_motion="off")
    stands = replace(stands, own_pace=True, hold_past=True, flash=False, awake=False, strict=True, ready=20, switch=5)
    stands = replace(stands, ready_between=30, emergency_number="112", wakes_at=time(6, 30), days=("tue",), routine="gentle")
    stands = replace(stands, keys=(("today.why", "y"),), limits=replace(STANDARD, red=5))
    values = {
        "sounds": "on", "volume": "25", "voice": "everything", **{f"sound_{sort}": "off" for sort in Sort},
        "figure": "half", "theme": "contrast", "reduced_motion": "off", "flash": "off", "awake": "off", "calibrate": "…",
        "ready": "20 s", "ready_between": "30 s", "switch": "5 s", "own_pace": "on", "own_pace_for": "none", "hold_past": "on",
        "routine": "Gentle five", "days": "tue", "waking_time": "06:30", "strict": "on", "thresholds": "more careful than usual",
        "equipment": "mat", "careful": "none", "emergency_number": "112", "safety": "answered 19 Nov 2026",
        "keys": "1 command changed", "home": "/home/me/corecare",
    }  # fmt: skip

    async def act(p):
        await p.press("5")
        found = {}
        for key in ROWS:
            found[key] = shown(p, key)
            await p.press("j")
        assert found == values

    play(tmp_path, home(act), settings=stands)


@BOTH
@pytest.mark.parametrize("stands", [33, 0])
@pytest.mark.parametrize(("by", "then"), [("right", [100, 75]), ("left", [25, 50])])
def test_a_value_of_the_file_that_no_row_has_is_shown_and_left_for_one_that_it_has(tmp_path, size, stands, by, then):
    kept = Kept()

    async def act(p):
        await go(p, "volume")
        assert shown(p, "volume") == str(stands)
        for value in then:
            await p.press(by)
            assert shown(p, "volume") == str(value) and p.sounds.volume == p.app.face.settings.volume == value

    play(tmp_path, act, size, save=kept, settings=replace(SET_UP, volume=stands))
    assert kept.pairs == [("volume", value) for value in then]


def test_a_routine_that_is_gone_is_the_usual_one(tmp_path):
    async def act(p):
        await go(p, "routine")
        assert shown(p, "routine") == "Core restart"

    play(tmp_path, act, settings=replace(SET_UP, routine="gone"))


# --- the file ---------------------------------------------------------------------------------


def test_every_value_is_one_that_the_file_takes_and_its_comments_stay(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text(MINE)

    async def act(p):
        await p.press("5")
        for key in ROWS:
            for value in round_once(TURNS.get(key, [])):
                await p.press("enter")
                assert (key, of(load(file), key)) == (key, value)
            await p.press(*["right"] * (key in NUMBERS))
            assert key not in NUMBERS or of(load(file), key) == sum(NUMBERS[key])
            await p.press("j")
        assert p.told == []

    play(tmp_path / "journal", act, save=partial(save, file), settings=load(file))
    assert file.read_text().endswith(MINE)


def test_reset_takes_the_key_out_of_the_file(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text(MINE)
    typed = {"waking_time": "06:30", "emergency_number": "112"}
    others = {"days": ("space", "enter"), "routine": ("down", "enter")}
    reset = [key for key in ROWS if key in TURNS or key in NUMBERS or key in typed or key in others]

    async def act(p):
        await p.press("5")
        for key in ROWS:
            if key in reset and key != "figure":
                usual = shown(p, key)
                await p.press("right", *others.get(key, ()))
                if key in typed:
                    await say(p, typed[key])
                assert shown(p, key) != usual and file.read_text() != MINE, key
                await p.press("r")
                assert (shown(p, key), file.read_text()) == (usual, MINE), key
                assert of(p.app.face.settings, key) == of(Settings(), key)
            await p.press("j")
        assert p.told == []
        await go(p, "figure")
        await p.press("enter", "r")
        assert "figure" not in file.read_text() and shown(p, "figure") == "smooth", "as the terminal draws"

    play(tmp_path / "journal", act, save=partial(save, file), settings=load(file))
    assert file.read_text().startswith("# mine\n") and file.read_text().endswith("\n[thresholds] # my doctor\nred = 5\n")


@BOTH
def test_what_cannot_be_kept_holds_until_the_end_and_is_told(tmp_path, size):
    def full(key, value):
        raise OSError(28, "No space left on device")

    async def act(p):
        await go(p, "volume")
        await p.press("enter", "j", "enter")
        assert (p.app.face.settings.volume, p.app.face.settings.voice) == (75, "everything")
        assert (shown(p, "volume"), shown(p, "voice")) == ("75", "everything")
        assert all("Holds until you quit" in told and "No space left" in told for told in p.told) and len(p.told) == 2
        await p.press("1", "5", "j")
        assert shown(p, "volume") == "75", "until the end"

    play(tmp_path, act, size, save=full)


def test_a_file_with_a_mistake_is_told_with_its_line_and_left_as_it_is(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text("theme = \n")

    async def act(p):
        await go(p, "volume")
        await p.press("enter")
        assert any("Holds until you quit" in told and "settings.toml:1: " in told for told in p.told)
        assert p.sounds.volume == 75

    play(tmp_path / "journal", act, save=partial(save, file))
    assert file.read_text() == "theme = \n"


# --- doors and keys ---------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    ("row", "key", "screen"), [("calibrate", "c", "CalibrationScreen"), ("safety", "S", "SafetyScreen")], ids=["c", "S"]
)
def test_a_door_opens_by_its_row_and_by_its_key(tmp_path, size, row, key, screen):
    async def act(p):
        await p.press("5", key)
        assert p.on == screen
        await p.press("escape")
        for way in ("enter", "right"):
            await go(p, row)
            await p.press(way)
            assert p.on == screen
            await p.press("escape")
            assert p.on == "SettingsScreen" and p.screen.setting.key == row

    play(tmp_path, act, size)


@pytest.mark.parametrize("key", ["thresholds", "keys", "home"])
def test_a_door_without_a_screen_tells_where_it_is_done(tmp_path, key):
    async def act(p):
        await go(p, key)
        await p.press("enter")
        assert p.on == "SettingsScreen" and p.told == [ROWS[key].explained]
        await p.press("r")
        assert p.told[1:] == ["There is nothing to set back here."]

    play(tmp_path, act)


def test_a_tone_is_played_as_loud_as_it_was_set(tmp_path):
    async def act(p):
        await go(p, "volume")
        await p.press("right", "t")
        assert p.sounds.names == ["start"] and p.sounds.volume == 75 and p.told == []

    play(tmp_path, act)


@pytest.mark.parametrize("world", [{"device": False}, {"settings": replace(SET_UP, sounds=False)}], ids=["no device", "off"])
def test_where_nothing_can_be_heard_the_tone_says_why(tmp_path, world):
    async def act(p):
        p.sounds.muted = not p.app.face.settings.sounds
        await p.press("5", "t")
        assert p.sounds.names == [] and any("corecare doctor" in told for told in p.told)

    play(tmp_path, act, **world)


@BOTH
def test_the_key_bar_changes_too_and_the_ends_are_near(tmp_path, size):
    kept = Kept()

    async def act(p):
        await p.press("5", "end")
        assert p.screen.setting.key == "home"
        await p.press("home")
        assert p.screen.setting.key == "sounds"
        await p.press("G", "j")
        await p.key("change")
        await p.press("escape")
        assert p.on == "TodayScreen"

    play(tmp_path, act, size, save=kept)
    assert kept.pairs == [("sounds", False)]
