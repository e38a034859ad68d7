"""`corecare remind`: a file for the calendar, a hint about days that follow each other, one line for a slip of the hand."""

import re
import stat
import sys
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.cli_kit import file, put

HEALTHY = {"screened": "2026-11-01"}


def event(told: str | Path):
    data = told.read_bytes() if isinstance(told, Path) else told.encode()
    assert b"\r\n" in data
    (found,) = Calendar.from_ical(data).walk("VEVENT")
    return found


@pytest.fixture
def screened(corecare, tmp_path):
    assert corecare("import", put(tmp_path / "told.json", file(profile=HEALTHY))).code == 0


def test_without_an_argument(corecare, screened):
    said = corecare("remind")
    assert (said.code, said.err) == (0, "")
    found = event(said.out)
    assert found["RRULE"]["BYDAY"] == ["MO", "WE", "FR"]
    assert f"{found.start:%Y-%m-%d %H:%M}" == "2026-11-23 07:30"
    assert str(found["SUMMARY"]) == "CoreCare: Core restart"


def test_it_lasts_as_long_as_the_next_session(corecare, screened):
    for routine in ("core_restart", "warm_up", "three_day"):
        found = event(corecare("remind", "--routine", routine).out)
        told = re.search(r"about (\d+) min", corecare("plan", routine).out)
        assert told is not None
        assert (found.end - found.start).total_seconds() == int(told[1]) * 60


def test_to_a_file(corecare, screened, tmp_path):
    to = tmp_path / "remind.ics"
    said = corecare("remind", to, "--days", "SUN, thu,tue,thu", "--at", "6:05", "--routine", "gentle")
    assert (said.code, said.out) == (0, "")
    assert said.err == f"tue, thu, sun at 06:05: open {to} with your calendar.\n"
    assert event(to)["RRULE"]["BYDAY"] == ["TU", "TH", "SU"]
    assert f"{event(to).start:%Y-%m-%d %H:%M}" == "2026-11-22 06:05"
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert b"\r\r" not in to.read_bytes()


@pytest.mark.parametrize(
    ("days", "near"),
    [
        ("mon,tue", "mon and tue"), ("sun,mon", "sun and mon"), ("mon,tue,wed", "mon and tue, tue and wed"),
        ("sat,sun,wed", "sat and sun"), ("mon,wed,fri", ""), ("mon", ""), ("tue,thu,sat", ""),
    ],
)  # fmt: skip
def test_days_that_follow_each_other_are_told_and_written(corecare, screened, days, near):
    said = corecare("remind", "--days", days)
    assert said.code == 0
    assert len(event(said.out)["RRULE"]["BYDAY"]) == days.count(",") + 1
    assert (f"One day apart: {near}. Muscles get 48 hours" in said.err) == bool(near)
    assert bool(said.err) == bool(near)
    assert corecare("remind", "--days", days, "--routine", "warm_up").err == ""


def test_nothing_of_what_was_said_is_in_it(corecare, tmp_path):
    own = {**HEALTHY, "flags": ["postpartum"]}
    pains = [{"at": "2026-11-20T21:00:00+01:00", "pain": 4, "place": "leg", "note": "my neighbour knows"}]
    bare = corecare("remind", "--routine", "warm_up").out
    assert corecare("import", put(tmp_path / "told.json", file(profile=own, pains=pains))).code == 0
    told = corecare("remind", "--routine", "warm_up").out
    lines = [set(re.sub(r"DURATION:PT\d+M", "", one).splitlines()) for one in (bare, told)]
    assert lines[0] == lines[1]


def test_a_lock_is_told_on_stderr_and_not_to_the_calendar(corecare, tmp_path):
    own = {**HEALTHY, "flags": ["fall"]}
    assert corecare("import", put(tmp_path / "told.json", file(profile=own))).code == 0
    said = corecare("remind")
    assert said.code == 0
    assert said.err.startswith("No session today: ")
    found = event(said.out)
    assert (found.end - found.start).total_seconds() == 300


def test_it_makes_no_folder(corecare, home):
    assert corecare("remind").code == 0
    assert not home.exists()


@pytest.mark.parametrize(
    "days", ["", ",", "mon,", "monday", "mon wed", "mo", "1", "mon,wed,fry", "x" * 10_000, "\x1b[2J", "mon;tue", "ｍｏｎ"]
)
def test_what_is_no_day(corecare, home, days):
    said = corecare("remind", "--days", days)
    assert (said.code, "mon, tue, wed, thu, fri, sat, sun" in said.line) == (2, True)
    assert said.line.startswith("--days: ") and len(said.line) < 200
    assert not home.exists()


@pytest.mark.parametrize(
    "at", ["", "24:00", "7", "7:5", "0730", "07:60", "07:30:00", "07:30Z", "7.30", "-1:00", "٠٧:٣٠", "x" * 999]
)
def test_what_is_no_time(corecare, home, at):
    said = corecare("remind", f"--at={at}")
    assert (said.code, "write it like 07:30" in said.line) == (2, True)
    assert said.line.startswith("--at: ") and len(said.line) < 200
    assert not home.exists()


def test_an_unknown_routine_names_the_nearest(corecare, tmp_path):
    said = corecare("remind", tmp_path / "a.ics", "--routine", "warmup")
    assert (said.code, "did you mean warm_up?" in said.line) == (2, True)
    assert not (tmp_path / "a.ics").exists()


def test_where_nothing_can_be_written(corecare, tmp_path):
    for to in (tmp_path, tmp_path / "no" / "out.ics", ""):
        said = corecare("remind", to)
        assert (said.code, "choose a file" in said.line) == (2, True)


def test_a_closed_stdout(corecare, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", None)
    said = corecare("remind")
    assert (said.code, "name a file" in said.err) == (2, True)


def test_bad_usage(corecare, home):
    for argv in (("a.ics", "b.ics"), ("--days",), ("--on", "mon"), ("--at",)):
        said = corecare("remind", *argv)
        assert (said.code, "--help`" in said.line) == (2, True)
    assert not home.exists()


def test_a_routine_of_ones_own_with_a_name_of_all_sorts(corecare, home):
    (home / "routines").mkdir(parents=True)
    name = "Rücken, Bauch; 100\\\\ 💪🏽 " + "sehr " * 30
    (home / "routines" / "mine.toml").write_text(
        f'id = "mine"\nname = "{name}"\nsource = "me"\n[[days]]\nid = "day1"\nname = "One"\n'
        '[[days.blocks]]\nname = "main"\nitems = [{ exercise = "plank" }]\n',
        encoding="utf-8",
    )
    said = corecare("remind", "--routine", "mine")
    assert (said.code, said.err) == (0, "")
    assert str(event(said.out)["SUMMARY"]) == f"CoreCare: {name}".replace("\\\\", "\\")
