"""The settings file on the command line: a mistake in it stops what would plan or play, with one line and exit 2."""

import pytest

from corecare_tui.cli import world
from corecare_tui.cli.run import Bad
from corecare_tui.domain.settings import Settings
from corecare_tui.domain.thresholds import Limits


def test_the_settings_are_this_persons(home):
    assert world.settings() == Settings()
    home.mkdir()
    (home / "settings.toml").write_text("strict = true\n[thresholds]\nred = 5\n")
    assert world.settings() == Settings(strict=True, limits=Limits(red=5))


def test_a_mistake_is_bad_input(home):
    home.mkdir()
    (home / "settings.toml").write_text("strict = 1\n")
    with pytest.raises(Bad, match=r"settings\.toml:1: strict: 1 is neither true nor false"):
        world.settings()


def test_a_mistake_stops_a_plan_and_leaves_no_journal(corecare, home):
    home.mkdir()
    (home / "settings.toml").write_text("[thresholds]\nred = 9\n")
    said = corecare("plan", "core_restart")
    assert said.code == 2
    assert said.line.startswith(f"{home / 'settings.toml'}:2: thresholds.red: 9 is not a whole number from 1 to 6; it may only")
    assert [path.name for path in home.iterdir()] == ["settings.toml"]


def test_where_and_check_work_beside_a_mistake(corecare, home):
    home.mkdir()
    (home / "settings.toml").write_text("strict = 1\n")
    assert str(home / "settings.toml") in corecare("where").out
    assert corecare("check", "--all").code == 0
