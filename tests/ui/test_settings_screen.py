"""The settings screen, row by row: reached, explained, changed by Enter and by a click, kept under its key, and in force."""

from dataclasses import replace
from functools import partial

import pytest
from kit import NARROW, SET_UP, WIDE, play
from textual.widgets import OptionList

from corecare_tui.adapters.settings import load, save
from corecare_tui.domain.settings import Settings
from corecare_tui.domain.timetable import Pace
from corecare_tui.domain.wanted import Sort
from corecare_tui.figure.glyphs import Mode
from corecare_tui.ui.screens.settings import ROWS

BOTH = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["80x24", "60x20"])
OFF, ON = [False, True], [True, False]
VALUES = {
    "figure": ["smooth", "half", "ascii", "off"],
    "theme": ["dark", "light", "contrast"],
    "sounds": ON,
    "volume": [100, 75, 50, 25],
    "voice": ["cues", "everything", "off", "names"],
    "sound_phases": ON,
    "sound_countdown": ON,
    "sound_halfway": ON,
    "sound_count": ON,
    "sound_prompts": ON,
    "sound_seconds": OFF,
    "own_pace": OFF,
    "hold_past": OFF,
    "flash": ON,
    "awake": ON,
}
"""Of each row its values in turn, the one of a new person first."""


class Kept(list):
    """What was kept, in order."""

    def __call__(self, key, value):
        self.append((key, value, type(value)))


def shown(p, key):
    """The value that stands in the row of that key, which is on the screen."""
    name = ROWS[list(VALUES).index(key)].name
    (row,) = (line for line in p.rows if line.startswith(f" {name:<16} ") or line.strip().startswith(f"{name.strip():<{16}} "))
    return row.rstrip(" ▁▂▃▄▅▆▇█").split()[-1]  # without the scroll bar


def explained(p, row):
    """Whether the line about that row stands on the screen, wrapped or not."""
    return row.says in p.shown


def word(value):
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)


def of(settings, key):
    """The value of a row's key in settings that were read."""
    return Sort(key.removeprefix("sound_")) not in settings.off if key.startswith("sound_") else getattr(settings, key)


def turns(key):
    """The values that follow, once around."""
    return [*VALUES[key][1:], VALUES[key][0]]


def test_no_row_is_without_its_values_here():
    assert [row.key for row in ROWS] == list(VALUES)


@BOTH
def test_every_row_is_reached_explained_and_changed_by_enter(tmp_path, size):
    kept = Kept()

    async def act(p):
        await p.press("5")
        for row in ROWS:
            assert explained(p, row)
            assert shown(p, row.key) == word(VALUES[row.key][0])
            for value in turns(row.key):
                await p.press("enter")
                assert (row.key, shown(p, row.key)) == (row.key, word(value))
            await p.press("j")

    play(tmp_path, act, size, save=kept)
    assert kept == [(key, value, type(value)) for key in VALUES for value in turns(key)]


@BOTH
def test_every_row_is_explained_and_changed_by_a_click(tmp_path, size):
    kept = Kept()

    async def act(p):
        await p.press("5")
        for index, row in enumerate(ROWS):
            listed = p.screen.query_one(OptionList)
            if index >= listed.scroll_offset.y + listed.size.height:
                listed.scroll_to(y=index, animate=False)
                await p.settle()
            await p.click("#settings", (3, index - listed.scroll_offset.y))
            assert (row.key, shown(p, row.key)) == (row.key, word(VALUES[row.key][1]))
            assert explained(p, row) and p.screen.query_one(OptionList).highlighted == index

    play(tmp_path, act, size, save=kept)
    assert kept == [(key, values[1], type(values[1])) for key, values in VALUES.items()]


def test_every_value_is_one_that_the_file_takes_and_gives_back(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text("# mine\nstrict = true # careful\n[thresholds]\nred = 5\n")

    async def act(p):
        await p.press("5")
        for row in ROWS:
            for value in turns(row.key):
                await p.press("enter")
                assert (row.key, of(load(file), row.key)) == (row.key, value)
            await p.press("j")
        assert p.told == []

    play(tmp_path / "journal", act, save=partial(save, file))
    assert load(file) == replace(Settings(), strict=True, limits=load(file).limits, figure="smooth")
    assert file.read_text().endswith("# mine\nstrict = true # careful\n[thresholds]\nred = 5\n")


def test_what_is_changed_holds_at_once(tmp_path):
    async def act(p):
        face, fields = p.app.face, ("own_pace", "hold_past", "flash", "awake", "voice", "volume")
        await p.press("5")
        for _ in ROWS:
            await p.press("enter", "j")
        assert (p.app.figure_mode, p.app.theme) == (Mode.HALF, "corecare-light")
        assert (p.sounds.muted, p.sounds.volume) == (True, 75)
        assert [getattr(face.settings, field) for field in fields] == [True, True, False, False, "everything", 75]
        assert face.settings.off == {sort for sort in Sort if sort is not Sort.SECONDS}
        assert face.settings.pace == Pace(True, frozenset(), True, True)
        warmed, stops = p.sounds.warmed, p.sounds.stops
        await p.press("j", "j", "enter")
        assert (p.sounds.muted, p.sounds.warmed, p.sounds.stops) == (False, warmed + 1, stops), "it looks for a device"
        await p.press("enter")
        assert (p.sounds.muted, p.sounds.warmed, p.sounds.stops) == (True, warmed + 1, stops + 1), "it is quiet at once"

    play(tmp_path, act)


def test_it_shows_what_stands_in_the_file(tmp_path):
    stands = Settings(figure="half", theme="contrast", sounds=True, volume=25, voice="everything", off=frozenset(Sort))
    stands = replace(stands, own_pace=True, hold_past=True, flash=False, awake=False)

    async def act(p):
        await p.press("5")
        assert [shown(p, key) for key in VALUES] == [
            *("half", "contrast", "on", "25", "everything"),
            *["off"] * 6,
            *("on", "on", "off", "off"),
        ]

    play(tmp_path, act, settings=stands)


@pytest.mark.parametrize(("size", "stands"), [(WIDE, 33), (NARROW, 33), (WIDE, 0)])
def test_a_value_of_the_file_that_no_row_has_is_shown_and_left_for_the_first(tmp_path, size, stands):
    kept = Kept()

    async def act(p):
        await p.press("5", "j", "j", "j")
        assert shown(p, "volume") == str(stands)
        for value in (100, 75, 50, 25, 100):
            await p.press("enter")
            assert shown(p, "volume") == str(value) and p.sounds.volume == p.app.face.settings.volume == value

    play(tmp_path, act, size, save=kept, settings=replace(SET_UP, volume=stands))
    assert [(key, value) for key, value, _ in kept] == [("volume", value) for value in (100, 75, 50, 25, 100)]


@pytest.mark.parametrize("key", ["enter", "space", "right", "l"])
def test_each_of_the_keys_that_change(tmp_path, key):
    kept = Kept()

    async def act(p):
        await p.press("5", "down", "down", "down", "k", "up", "j", "j", key)

    play(tmp_path, act, save=kept)
    assert [one[:2] for one in kept] == [("volume", 75)]


def test_the_rows_go_round_and_the_key_bar_changes_too(tmp_path):
    kept = Kept()

    async def act(p):
        await p.press("5", "k")
        assert p.reads(ROWS[-1].says)
        await p.key("change")
        await p.press("j")
        assert p.reads(ROWS[0].says)

    play(tmp_path, act, save=kept)
    assert [one[:2] for one in kept] == [("awake", False)]


def test_what_cannot_be_kept_holds_until_the_end_and_is_told(tmp_path):
    def full(key, value):
        raise OSError(28, "No space left on device")

    async def act(p):
        await p.press("5", "j", "j", "j", "enter", "j", "enter")
        assert (p.app.face.settings.volume, p.app.face.settings.voice) == (75, "everything")
        assert (shown(p, "volume"), shown(p, "voice")) == ("75", "everything")
        assert any("Holds until you quit" in told and "No space left" in told for told in p.told)

    play(tmp_path, act, save=full)
