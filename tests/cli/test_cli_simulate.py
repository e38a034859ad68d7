"""`corecare simulate`: days of ratings through the rules, in text and JSON, and nothing of the person's read or written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.cli_kit import RICH, file, put, session
from tests.cli.test_cli_process import LOADED, environ

HEAD = "date,exercise,pain,morning\n"
DAY1 = ("cat_cow", "side_plank", "plank")


def rows(*pains, apart=2, morning=0, exercises=DAY1):
    """`three_day`'s first day rated for every session, whatever the rotation is at."""
    days = [f"2026-11-{1 + apart * n:02}" for n in range(len(pains))]
    return "".join(f"{day},{id},{pain},{morning}\n" for day, pain in zip(days, pains, strict=True) for id in exercises)


@pytest.fixture
def simulate(corecare, tmp_path):
    """Write the file, run the command."""

    def run(content, *argv, head=HEAD):
        path = put(tmp_path / "r.csv", (head + content).encode() if isinstance(content, str) else content)
        return corecare("simulate", *argv, "--ratings", path)

    return run


def test_the_shape_of_its_json(simulate, corecare):
    said = simulate(rows(0, 0, 0), "three_day", "--json")
    assert (said.code, said.err) == (0, "")
    found = said.json
    assert list(found) == ["routine", "assumed", "days", "next"]
    assert found["routine"] == "three_day"
    assert found["assumed"]["equipment"] == ["mat"] and found["assumed"]["check_in"] == 0
    assert [day["plan"]["day"] for day in found["days"]] == ["day1", "day2", "day3"]
    first = found["days"][0]
    assert {"date", "played", "plan", "ratings", "passed_over", "morning"} <= set(first)
    assert (first["date"], first["played"], first["morning"], first["passed_over"]) == ("2026-11-01", True, 0, [])
    assert {r["exercise"]: r["pain"] for r in first["ratings"]} == dict.fromkeys(DAY1, 0)
    assert [out["exercise"] for out in found["days"][1]["passed_over"]] == list(DAY1)
    shape = corecare("plan", "three_day", "--json").json
    assert list(first["plan"]) == list(found["next"]) == list(shape)
    assert (found["next"]["date"], found["next"]["day"]) == ("2026-11-07", "day1")


def test_what_it_says_for_people(simulate):
    said = simulate(rows(0, 0, 0, 5), "three_day")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("From an empty record: a screened person with a mat and nothing else")
    assert "taken as 0" in said.out
    blocks = said.out.split("\n\n")
    assert blocks[1].splitlines()[0] == "2026-11-01  three_day, day1, 3 exercises, the first time"
    assert blocks[4].splitlines() == ["2026-11-07  three_day, day1, 3 exercises", "    no change"]
    assert blocks[5].startswith("What follows:\nthree_day, day2, 2026-11-09")
    assert "    Passed over, not in that day's plan: Cat-cow 0, " in blocks[2]


def test_every_change_says_its_rule_and_reason(simulate):
    said = simulate(rows(0, 0, 0, exercises=("low_lunge", "donkey_kick", "glute_bridge", "cat_cow")))
    third = said.out.split("\n\n")[3]
    assert "       U1: 1 × 25 s → 1 × 30 s. Two clean green sessions of low-lunge" in third
    eased = simulate(rows(0, 0, 0, 5, exercises=("low_lunge", "donkey_kick", "glute_bridge", "cat_cow"))).out
    assert "D1: 1 × 30 s → 1 × 25 s." in eased.split("What follows:")[1]


def test_a_day_without_a_session_is_told(simulate):
    said = simulate(rows(8, 1, 1, apart=1), "three_day")
    _, first, second, third, _ = said.out.split("\n\n")
    assert "no session" not in first and "no session" not in third
    assert second.splitlines()[0] == "2026-11-02  no session; what the file says of that day is passed over"
    assert "E4: 8 out of 10" in second and "Passed over, no session that day: Cat-cow 1" in second
    day = simulate(rows(8, 1, apart=1), "three_day", "--json").json["days"][1]
    assert (day["played"], day["ratings"], day["plan"]["blocked"]["rule"], day["plan"]["items"]) == (False, [], "E4", [])


def test_the_check_in_of_the_file(simulate):
    head = "Check_In;Morning;Pain;Exercise;Date\n"
    found = simulate("2;0;2;plank;2026-11-01\n6;0;2;plank;2026-11-03\n", "three_day", "--json", head=head).json
    assert [day["check_in"] for day in found["days"]] == [2, 6]
    assert [day["plan"]["routine"] for day in found["days"]] == ["three_day", "gentle"]


def test_only_the_first_days(simulate):
    assert len(simulate(rows(0, 0, 0), "--days", 3, "--json").json["days"]) == 2
    assert simulate(rows(0), "--days", 3650).code == 0


@pytest.mark.parametrize("days", ["0", "-1", "3651", "99999999999999999999"])
def test_days_out_of_range(simulate, days):
    said = simulate(rows(0), "--days", days)
    assert (said.code, said.line.startswith("--days: ")) == (2, True)


def test_unknown_columns_are_told_once_on_stderr(simulate, tmp_path):
    said = simulate("2026-11-01,plank,0,0,x,y\n" * 3, "--json", head="date,exercise,pain,morning,mood,n\x1b[2Jote\n")
    assert (said.code, said.json["routine"]) == (0, "core_restart")
    assert said.err == f"corecare: {tmp_path / 'r.csv'}: passed over columns it does not know: mood, n[2Jote\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("2026-11-01,plnk,1,0\n", ":2: exercise: there is no exercise 'plnk'; did you mean plank?"),
        ("2026-11-01,plank,11,0\n", ":2: pain: '11' is not on the scale"),
        ("2026-11-01,plank,sieben,0\n", ":2: pain: 'sieben' is not on the scale"),
        ("2026-11-01,plank,1,NaN\n", ":2: morning: 'NaN' is not on the scale"),
        ("2026-11-01,plank,1,0\n1.11.2026,plank,1,0\n", ":3: date: '1.11.2026' is no day"),
        ("2026-11-01,pl\x1b[31m\u202eank,1,0\n", ":2: exercise: there is no exercise"),
        ("", ":1: holds no rating"),
        (b"", ":1: is empty"),
        (bytes(range(256)), ":2: is not UTF-8 text"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(simulate, tmp_path, content, says):
    said = simulate(content)
    assert (said.code, said.line.startswith(f"{tmp_path / 'r.csv'}{says}")) == (2, True)


def test_usage(corecare, tmp_path):
    good = put(tmp_path / "r.csv", (HEAD + rows(0)).encode())
    for argv, says in (
        ((), "--ratings"),
        (("three_day", "--json"), "--ratings"),
        (("--ratings",), "--ratings"),
        (("thre_day", "--ratings", good), "did you mean three_day?"),
        (("--ratings", good, "--days", "ten"), "--days"),
        (("--ratings", tmp_path / "none.csv"), "none.csv: No such file"),
        (("--ratings", tmp_path), "Is a directory"),
    ):
        said = corecare("simulate", *argv)
        assert (said.code, says in said.line) == (2, True)


def test_nothing_of_the_person_is_read_or_written(simulate, corecare, home, tmp_path):
    before = simulate(rows(0, 0, 0), "three_day").out
    assert not home.exists()
    corecare("import", put(tmp_path / "f.json", file(**{**RICH, "sessions": [session("x", "2026-10-31T08:00:00Z")]})))
    kept = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert simulate(rows(0, 0, 0), "three_day").out == before
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == kept


def test_the_limits_of_the_settings_hold(simulate, home):
    content = "2026-11-01,plank,2,0\n" * 2
    assert "D1" not in simulate(content, "five_good").out
    home.mkdir()
    (home / "settings.toml").write_text("[thresholds]\namber_high = 2\n")
    assert "D1" in simulate(content, "five_good").out
    (home / "settings.toml").write_text("strict = 1\n")
    assert simulate(content).code == 2


def test_it_loads_no_screen_and_no_journal(tmp_path):
    path = put(tmp_path / "r.csv", (HEAD + rows(0)).encode())
    argv = [sys.executable, "-c", LOADED, "simulate", "--ratings", str(path)]
    found = subprocess.run(argv, capture_output=True, text=True, timeout=60, env=environ(tmp_path / "h"), check=False)
    assert found.returncode == 0
    assert not set(found.stderr.splitlines()) & {"textual", "playsound3", "rich"}
    assert not (tmp_path / "h").exists()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_file_without_end(corecare):
    said = corecare("simulate", "--ratings", os.devnull.replace("null", "zero"))
    assert (said.code, said.line) == (2, "/dev/zero: is larger than 16 MB; cut it into parts")
