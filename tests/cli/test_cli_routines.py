"""Routines of one's own at the shell: new, add, share, delete, and the remarks of check."""

import stat
from pathlib import Path

import pytest

from corecare_tui.adapters.library.example import EXAMPLE
from corecare_tui.cli import authoring
from tests.adapters.library_kit import FAMILY, ROUTINE
from tests.cli.cli_kit import put

ROOT = Path(__file__).parents[2]
LATE = ROUTINE.replace('{ rung_of = ["knee_plank", "heel_slide"] }', '{ exercise = "superman" }').replace(
    "hold_s = 20", "hold_s = 30"
)


@pytest.fixture
def sent(tmp_path):
    return put(tmp_path / "sent.toml", ROUTINE.encode())


def test_the_list_is_as_it_was(corecare):
    assert len(corecare("routines", "--json").json) == 7
    assert corecare("routines").out.startswith("core_restart")


def test_new_writes_the_example_and_never_over_anything(corecare, home):
    said = corecare("routines", "new", "My", "morning")
    path = home / "routines" / "my_morning.toml"
    assert (said.code, said.out) == (0, f"{path}\n") and "corecare check" in said.err
    assert path.read_text() == EXAMPLE and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (corecare("check", path).code, corecare("check", path).out) == (0, "")
    assert "my_morning" in corecare("routines").out
    again = corecare("routines", "new", "My morning")
    assert (again.code, "already; choose another name" in again.line) == (2, True)
    assert corecare("routines", "new", "Gentle").code == 2, "the id of a shipped one"
    assert path.read_text() == EXAMPLE


def test_a_new_one_can_be_planned(corecare):
    corecare("routines", "new", "Mine")
    assert [item["exercise"] for item in corecare("plan", "mine", "--json").json["items"]][:1] in ([], ["cat_cow"])


def test_add_shows_and_takes_nothing_without_a_terminal(corecare, home, sent):
    said = corecare("routines", "add", sent)
    assert said.code == 2 and said.err == "corecare: nothing was taken in; look at it above, then say --yes\n"
    assert "Mine (mine), from: me\n  Short.\n  Day, about " in said.out
    assert "    Forearm plank: 2 × 20 s\n    your rung of plank or leg lift\n" in said.out
    assert "  Remark: Day begins with Forearm plank;" in said.out
    assert "For you now" not in said.out
    assert not (home / "routines").exists()


def test_add_says_what_is_closed_for_this_person(corecare, tmp_path):
    heavy = put(tmp_path / "heavy.toml", LATE.replace('"superman"', '"kettlebell_lift"').encode())
    assert "  For you now: G" in corecare("routines", "add", heavy).out


@pytest.mark.parametrize(("answer", "taken"), [("y\n", True), ("\n", False), ("", False), ("no\n", False)])
def test_at_a_terminal_it_asks(corecare, home, sent, monkeypatch, answer, taken):
    import io

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(authoring.sys, "stdin", Terminal(answer))
    monkeypatch.setattr(authoring.sys, "stderr", Terminal())
    assert corecare("routines", "add", sent).code == 0
    assert (home / "routines" / "mine.toml").exists() is taken


def test_add_yes_takes_it_in_and_share_gives_it_back(corecare, home, sent, tmp_path):
    assert corecare("routines", "add", sent, "--yes").code == 0
    assert stat.S_IMODE((home / "routines" / "mine.toml").stat().st_mode) == 0o600
    assert corecare("routines", "share", "mine", tmp_path / "out.toml").code == 0
    assert (tmp_path / "out.toml").read_bytes() == sent.read_bytes()


def test_a_taken_id_says_how_to_take_it_in(corecare, home, sent):
    corecare("routines", "add", sent, "--yes")
    said = corecare("routines", "add", sent, "--yes")
    assert said.code == 2 and "--as ID" in said.err and "is taken by" in said.out
    assert corecare("routines", "add", sent, "--yes", "--as", "theirs").code == 0
    assert (home / "routines" / "theirs.toml").read_text() == ROUTINE.replace('id = "mine"', 'id = "theirs"')


def test_a_bad_file_is_told_line_by_line(corecare, home, tmp_path):
    bad = put(tmp_path / "bad.toml", ROUTINE.replace('"plank"', '"plonk"').replace("heel_slide", "heel").encode())
    said = corecare("routines", "add", bad, "--yes")
    assert said.code == 2 and len(said.out.splitlines()) == 2 and f"{bad}:11: " in said.out
    assert "nothing was taken in" in said.err and not (home / "routines").exists()


def test_what_it_needs_lies_beside_it(corecare, tmp_path):
    needs = ROUTINE.replace('"plank", dose = { sets = 2, hold_s = 20, rest_s = 20 }', '"cobra_long"')
    files = [put(tmp_path / "a.toml", needs.encode()), put(tmp_path / "b.toml", FAMILY.encode())]
    assert "New exercise: Long cobra (cobra_long)" in corecare("routines", "add", *files, "--yes").out
    said = corecare("routines", "share", "mine", tmp_path / "out.toml")
    assert (tmp_path / "out-yoga.toml").read_text() == FAMILY and "send both" in said.err


def test_delete_says_how_to_have_it_back(corecare, home, sent):
    corecare("routines", "add", sent, "--yes")
    said = corecare("routines", "delete", "mine")
    assert said.code == 0 and "mine.toml.deleted-2026" in said.out
    assert "mine" not in [one["id"] for one in corecare("routines", "--json").json]


@pytest.mark.parametrize(
    ("argv", "needle"),
    [
        (["nwe", "X"], "did you mean new?"),
        (["new"], "say which"),
        (["share", "gentle"], "make a copy"),
        (["share", "gone"], "lists them"),
        (["share", "a", "b", "c"], "a FILE"),
        (["delete", "gentle"], "not your own"),
        (["new", "X", "--json"], "leave it out"),
        (["new", "\x1b[2J"], "choose another"),
    ],
)
def test_what_is_not_meant_like_that(corecare, home, argv, needle):
    said = corecare("routines", *argv)
    assert said.code == 2 and needle in said.line
    assert not (home / "routines").exists()


def test_check_also_remarks(corecare, tmp_path):
    file = put(tmp_path / "late.toml", LATE.encode())
    said = corecare("check", file)
    assert said.code == 0 and said.out == (
        f"{file}:11: remark: Day begins with Forearm plank; a minute of something easy first, such as cat-cow, gets you ready.\n"
    )
    bad = put(tmp_path / "bad.toml", LATE.replace("superman", "super").encode())
    assert ": remark: " not in corecare("check", bad).out and corecare("check", bad).code == 2


def test_authoring_shows_the_very_example():
    assert f"```toml\n{EXAMPLE}```" in (ROOT / "docs/authoring.md").read_text(encoding="utf-8")
