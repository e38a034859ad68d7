"""`corecare report`: a file of one's own with the numbers of `history --json`, one line for a slip of the hand."""

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.cli_kit import RICH, Said, put

Corecare = Callable[..., Said]


@pytest.fixture
def rich(corecare: Corecare, tmp_path: Path) -> None:
    assert corecare("import", put(tmp_path / "rich.json", RICH)).code == 0


@pytest.mark.usefixtures("rich")
def test_it_writes_the_page_and_says_where(corecare: Corecare, tmp_path: Path) -> None:
    to = tmp_path / "page.html"
    said = corecare("report", to, "--days", 365)
    assert (said.code, said.out) == (0, "")
    assert said.err == f"The page is in {to}: open it with a browser, and print it from there.\n"
    assert to.read_bytes().startswith(b"<!DOCTYPE html>")
    assert stat.S_IMODE(to.stat().st_mode) == 0o600


@pytest.mark.usefixtures("rich")
def test_its_numbers_are_those_of_history(corecare: Corecare, tmp_path: Path) -> None:
    corecare("report", tmp_path / "page.html", "--days", 365)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    told = corecare("history", "--days", 365, "--json").json["numbers"]
    for name, kind in (("Before sessions", "before"), ("After sessions", "after"), ("Exercises", "ratings")):
        cells = "".join(f"<td>{told[kind][one]}</td>" for one in ("mean", "worst", "said", "unsaid"))
        assert f'<th scope="row">{name}</th>{cells}' in page
    assert told["trend"] in page


@pytest.mark.usefixtures("rich")
def test_it_looks_back_as_far_as_it_is_told(corecare: Corecare, tmp_path: Path) -> None:
    for days, found in ((30, 0), (90, 0), (365, 2)):
        assert corecare("report", tmp_path / "page.html", "--days", days).code == 0
        page = (tmp_path / "page.html").read_text(encoding="utf-8")
        assert len(re.findall("<circle", page)) == found
    assert corecare("report", tmp_path / "90.html").code == 0
    assert "24 August 2026 to 21 November 2026" in (tmp_path / "90.html").read_text(encoding="utf-8")


def test_a_record_without_anything_has_a_page_that_says_so(corecare: Corecare, tmp_path: Path) -> None:
    assert corecare("report", tmp_path / "page.html").code == 0
    assert "No session and no pain was recorded" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("days", ["0", "-1", "36501"])
def test_days_out_of_range(corecare: Corecare, tmp_path: Path, days: str) -> None:
    said = corecare("report", tmp_path / "page.html", f"--days={days}")
    assert (said.code, said.line) == (2, f"--days: {days} is out of range; give 1 to 36500")
    assert not (tmp_path / "page.html").exists()


def test_the_longest_time_there_is(corecare: Corecare, tmp_path: Path) -> None:
    assert corecare("report", tmp_path / "page.html", "--days", 36_500).code == 0


def test_a_file_is_named(corecare: Corecare) -> None:
    said = corecare("report")
    assert said.code == 2
    assert "FILE" in said.line


def test_a_place_that_takes_no_file(corecare: Corecare, tmp_path: Path) -> None:
    said = corecare("report", tmp_path / "nowhere" / "page.html")
    assert said.code == 2
    assert said.line.endswith("No such file or directory; choose a file in a folder you may write to")
