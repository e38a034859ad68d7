"""Setting up a machine, and the settings screen: what is asked, what is kept, what happens when it cannot be kept."""

import pytest

from corecare_tui.domain.settings import Settings
from corecare_tui.figure.glyphs import Mode
from corecare_tui.ui.widgets.figure import Figure
from tests.ui.kit import play

NEW = {"settings": Settings(), "screened": False}


class Kept:
    """A settings file in memory."""

    def __init__(self) -> None:
        self.keys: dict[str, str | bool] = {}

    def __call__(self, key: str, value: str | bool) -> None:
        self.keys[key] = value


def test_three_answers_and_the_safety_questions_follow(tmp_path):
    kept = Kept()

    async def act(p):
        assert p.reads("Set up", "1 of 3", "now 80 × 24", "Step back to your mat.")
        await p.press("y")
        assert p.reads("2 of 3", "a body moves there")
        assert p.screen.query_one(Figure).drawable
        await p.press("y")
        assert p.reads("3 of 3")
        assert p.sounds.names == ["start"]
        await p.press("y")
        assert p.on == "ScreeningScreen"

    play(tmp_path, act, save=kept, **NEW)
    assert kept.keys == {"figure": "smooth", "sounds": True}


@pytest.mark.parametrize(("noes", "mode"), [(1, "half"), (2, "ascii"), (3, "off")])
def test_boxes_lead_to_another_way_of_drawing(tmp_path, noes, mode):
    kept = Kept()

    async def act(p):
        await p.press("y", *"n" * noes)
        assert p.app.figure_mode == (None if mode == "off" else Mode(mode))
        await p.press(*("y" if mode != "off" else ""), "y")

    play(tmp_path, act, save=kept, **NEW)
    assert kept.keys["figure"] == mode


def test_what_is_not_heard_will_be_seen(tmp_path):
    kept = Kept()

    async def act(p):
        await p.press("y", "y", "s", "n")
        assert p.sounds.names == ["start", "start"]
        assert p.sounds.muted

    play(tmp_path, act, save=kept, **NEW)
    assert kept.keys["sounds"] is False


def test_without_a_device_it_says_so(tmp_path):
    async def act(p):
        await p.press("y", "y")
        assert p.reads("No sound device was found here: press y")

    play(tmp_path, act, device=False, **NEW)


def test_escape_leaves_it_as_it_is_and_asks_never_again(tmp_path):
    kept = Kept()

    async def act(p):
        await p.press("escape")
        assert p.on == "ScreeningScreen"

    play(tmp_path, act, save=kept, **NEW)
    assert kept.keys == {"figure": "smooth", "sounds": True}


def test_not_read_tells_how_to_enlarge_and_shows_the_size_that_is_tried(tmp_path):
    async def act(p):
        await p.press("n")
        assert p.reads("Larger letters")
        await p.resize(100, 30)
        await p.pilot.pause()
        await p.pilot.pause()
        assert p.reads("now 100 × 30", "1 of 3")

    play(tmp_path, act, **NEW)


def test_a_machine_that_is_set_up_is_not_asked(tmp_path):
    async def act(p):
        assert p.on == "TodayScreen"

    play(tmp_path, act, settings=Settings(figure="off"))


def test_what_cannot_be_kept_holds_until_the_end_and_is_told(tmp_path):
    def full(key: str, value: str | bool) -> None:
        raise OSError(28, "No space left on device")

    async def act(p):
        await p.press("y", "n", "y", "y")
        assert p.app.figure_mode is Mode.HALF
        assert any("Holds until you quit" in told and "No space left" in told for told in p.told)
        assert p.on == "ScreeningScreen"

    play(tmp_path, act, save=full, **NEW)


def test_the_settings_screen_changes_and_keeps(tmp_path):
    kept = Kept()

    async def act(p):
        await p.press("5")
        assert p.on == "SettingsScreen"
        assert p.reads("Sounds on", "Volume 100", "Figure smooth", "Theme dark", "shown by a flash")
        await p.press("enter")
        assert p.sounds.muted
        await p.press(*["j"] * 9, "enter")
        assert p.app.figure_mode is Mode.HALF
        await p.press("j", "enter")
        assert p.app.theme == "corecare-light"
        assert p.reads("Sounds off", "Figure half", "Theme light")

    play(tmp_path, act, save=kept)
    assert kept.keys == {"sounds": False, "figure": "half", "theme": "light"}


def test_every_screen_has_its_name_in_the_line_at_60_columns(tmp_path):
    async def act(p):
        assert all(name in p.rows[0] for name in ("1 Today", "2 History", "3 Library", "4 Routines", "5 Settings"))

    play(tmp_path, act, size=(60, 20))


def test_setting_up_can_be_done_again_from_there(tmp_path):
    kept = Kept()

    async def act(p):
        await p.press("5", "c")
        assert p.on == "CalibrationScreen"
        await p.press("y", "n", "y", "y")
        assert p.on == "SettingsScreen"
        assert p.reads("half")

    play(tmp_path, act, save=kept)
    assert kept.keys["figure"] == "half"


def test_the_settings_that_stand_hold_from_the_start(tmp_path):
    async def act(p):
        assert p.app.theme == "corecare-contrast"
        assert p.app.figure_mode is Mode.HALF

    play(tmp_path, act, settings=Settings(figure="half", theme="contrast"))


@pytest.mark.parametrize("chosen", ["half", "off"])
def test_leaving_it_leaves_what_was_chosen(tmp_path, chosen):
    kept = Kept()

    async def act(p):
        await p.press("5", "c", "y", "n", "escape")
        assert p.app.figures_are == chosen

    play(tmp_path, act, save=kept, settings=Settings(figure=chosen))
    assert kept.keys == {}
