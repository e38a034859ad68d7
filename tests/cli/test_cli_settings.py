"""The settings file on the command line: a mistake in it stops what would plan or play, with one line and exit 2."""

import re
import subprocess
import sys
from argparse import Namespace
from contextlib import ExitStack

import pytest
from icalendar import Calendar

from corecare_tui.cli import planning, playing, reminding, world
from corecare_tui.cli.run import Bad
from corecare_tui.domain.settings import Settings
from corecare_tui.domain.thresholds import Limits
from tests.cli.cli_kit import file, put


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


# --- the active routine, the planned days, what is gone ---------------------------------------------


def given(home, text):
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(text)


@pytest.fixture
def screened(corecare, tmp_path):
    assert corecare("import", put(tmp_path / "told.json", file(profile={"screened": "2026-11-01"}))).code == 0


def without_routine(what, **options):
    """A command as it is without a ROUTINE, whatever its row gives it then."""
    return what(Namespace(**{"routine": None, "json": False, "on": None, "pain": None, "plain": False, **options}))


def test_known_without_a_name_is_the_active_routine(home):
    _, routines, _ = world.library()
    assert world.known(routines, None) == "core_restart"
    assert world.known(routines, None, Settings(routine="three_day")) == "three_day"
    assert world.known(routines, "warm_up", Settings(routine="three_day")) == "warm_up"
    assert world.known(routines, None, Settings(routine="gone")) == "core_restart"
    with pytest.raises(Bad, match="there is no routine 'worm_up'; did you mean warm_up"):
        world.known(routines, "worm_up", Settings(routine="three_day"))


def test_plan_and_status_take_the_active_routine(corecare, home, screened, capsys):
    given(home, 'routine = "three_day"\n')
    assert corecare("status").out.startswith(f"next today: {world.library()[1]['three_day'].name}, ")
    capsys.readouterr()
    assert without_routine(planning.plan) == 0
    assert capsys.readouterr().out.startswith("three_day, day1, 2026-11-21: ")
    assert corecare("plan", "warm_up").out.startswith("warm_up, ")


def test_remind_takes_the_active_routine_and_the_planned_days(corecare, home, screened, capsys):
    given(home, 'routine = "three_day"\ndays = ["sun", "tue"]\n')
    told = {}
    for days in (None, "mon"):
        capsys.readouterr()
        assert without_routine(reminding.remind, days=days, at="07:30", file=None) == 0
        told[days] = capsys.readouterr().out
    assert "BYDAY=TU,SU" in told[None] and "BYDAY=MO" in told["mon"]
    assert "three_day" in told[None]
    given(home, "")
    capsys.readouterr()
    assert without_routine(reminding.remind, days=None, at="07:30", file=None) == 0
    assert "BYDAY=MO,WE,FR" in capsys.readouterr().out


def test_status_names_the_planned_day(corecare, home, screened):
    """Today is Saturday, the 21st."""
    for days, when in {'["sat"]': "today", '["sun"]': "Sunday", '["fri", "mon"]': "Monday", "[]": "today"}.items():
        given(home, f"days = {days}\n")
        assert corecare("status").out.startswith(f"next {when}: ")


def test_the_minutes_told_are_those_of_the_persons_pauses(corecare, home, screened):
    def told():
        plan, status = corecare("plan").out, corecare("status").out
        length = int(re.search(r"about (\d+) min", plan)[1])
        assert int(re.search(r"exercises, (\d+) min", status)[1]) == length
        (event,) = Calendar.from_ical(corecare("remind", "--routine", "core_restart").out).walk("VEVENT")
        assert (event.end - event.start).total_seconds() == 60 * length
        return length

    usual = told()
    given(home, "ready_between = 30\nswitch = 30\n")
    assert told() > usual + 2


GONE = "{file}: routine: there is no routine 'three_days'; did you mean three_day?; until then it is core_restart"


def test_a_routine_that_is_gone_is_told_in_one_line_and_stops_nothing(corecare, home, screened):
    given(home, 'routine = "three_days"\n')
    said = corecare("status")
    assert said.code == 0 and ": Core restart, " in said.out
    assert said.err == f"corecare: {GONE.format(file=home / 'settings.toml')}\n"
    assert list(world.remarks(world.settings(), world.library()[1])) == [GONE.format(file=home / "settings.toml")]


def test_a_theme_that_is_gone_is_told_in_one_line_and_stops_nothing(corecare, home, screened):
    given(home, 'volume = 50\ntheme = "sepia"\n')
    said = corecare("plan")
    assert said.code == 0 and said.out.startswith("core_restart, ")
    start = f"corecare: {home / 'settings.toml'}:2: theme: 'sepia' is none of "
    assert said.err.startswith(start) and said.err.endswith("until then it is dark\n") and said.err.count("\n") == 1


def test_doctor_says_it_too_and_needs_it_not(corecare, home, screened):
    given(home, 'theme = "sepia"\n')
    said = corecare("doctor")
    line = next(line for line in said.out.splitlines() if " settings " in line)
    assert line.startswith(f"–    settings   {home / 'settings.toml'}:1: theme: 'sepia' is none of ")
    assert not any("settings" in line for line in said.out.splitlines() if line.startswith("MEND"))


def test_the_app_is_told_of_both(home, monkeypatch):
    given(home, 'routine = "three_days"\ntheme = "sepia"\n')
    with ExitStack() as opened:
        monkeypatch.setattr(playing, "give_way", lambda: None)
        monkeypatch.setattr(playing, "_heard", lambda own, opened: (None, None))
        face = playing._world(opened, False, None)
        theme, routine = face.problems
    assert routine == GONE.format(file=home / "settings.toml") and "theme: 'sepia'" in theme
    assert (face.routine, face.settings.theme, face.coach.active) == (None, "dark", "core_restart")
    assert face.settings is face.coach.own


@pytest.mark.parametrize(
    ("plays", "named", "routine"), [(False, None, None), (True, None, "three_day"), (True, "warm_up", "warm_up")]
)
def test_play_without_a_routine_plays_the_active_one(home, monkeypatch, plays, named, routine):
    given(home, 'routine = "three_day"\n')
    with ExitStack() as opened:
        monkeypatch.setattr(playing, "give_way", lambda: None)
        monkeypatch.setattr(playing, "_heard", lambda own, opened: (None, None))
        assert playing._world(opened, plays, named).routine == routine


def test_the_keys_of_commands_are_judged(corecare, home, screened):
    given(home, '[keys]\n"today.start" = "enter,s"\n')
    assert corecare("status").code == 0
    given(home, 'strict = true\n[keys]\n"today.strat" = "s"\n')
    said = corecare("status")
    assert said.code == 2
    assert said.line.startswith(f"{home / 'settings.toml'}:3: keys.today.strat: ") and "today.start" in said.line


def test_who_sets_no_keys_reads_no_table_of_them():
    code = "import sys; from corecare_tui.cli import world; world.settings(); print('corecare_tui.ui.keymap' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
