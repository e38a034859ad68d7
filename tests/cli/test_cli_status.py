"""`corecare status`: one line for a status bar, whatever stands."""

import re
from pathlib import Path

import pytest

from corecare_tui.adapters.journal import Journal
from corecare_tui.domain.records import Session, SessionOutcome
from tests.cli.cli_kit import NOW, PLANK, file, put, session

TODAY, YESTERDAY = "2026-11-21T08:00:00+01:00", "2026-11-20T08:00:00+01:00"
NEXT = r"next (?P<day>\w+): Core restart, \d exercises, \d+ min"


@pytest.fixture
def line(corecare, tmp_path):
    """What it says after an import of these."""

    def told(*sessions, **parts):
        parts = {"profile": {"screened": "2026-11-01"}, "sessions": sessions, **parts}
        assert corecare("import", put(tmp_path / "told.json", file(**parts))).code == 0
        said = corecare("status")
        assert (said.code, said.out.count("\n")) == (0, 1)
        return said.out.strip()

    return told


def done(id: str, at: str, pain: int | None = 0, **parts: object) -> dict[str, object]:
    results = [{**PLANK, "pain": pain, "at": at}]
    return session(id, at, routine="core_restart", outcome="finished", results=results, **parts)


def test_before_anything_was_said(line):
    assert re.fullmatch(NEXT + " · no pain said yet", line())


def test_a_session_of_today_is_followed_by_one_two_days_later(line):
    assert re.fullmatch(NEXT.replace(r"(?P<day>\w+)", "Monday") + " · last pain 2, today", line(done("a", TODAY, 2)))


def test_a_warm_up_is_none(line):
    assert line({**done("a", TODAY), "routine": "warm_up"}).startswith("next today: ")


def test_the_newest_score_of_any_kind(line):
    assert line(done("a", YESTERDAY, 1)).endswith("last pain 1, yesterday")
    assert line(done("a", YESTERDAY, 1, ended="2026-11-20T08:20:00+01:00", end_pain=3)).endswith("last pain 3, yesterday")
    assert line(pains=[{"at": "2026-11-18T21:00:00+01:00", "pain": 4}]).endswith("last pain 3, yesterday")
    assert line(done("a", YESTERDAY, 1, end_pain=3, morning_after={"pain": 0})).endswith("last pain 0, today")


def test_older_scores_by_their_day(line):
    assert line(done("a", "2026-11-17T08:00:00+01:00", 1)).endswith("last pain 1, Tue")
    assert line(done("a", "2026-10-17T08:00:00+02:00", 1)).endswith("last pain 1, 2026-10-17")


def test_a_lock_is_told_with_its_reason_and_no_exit_code(line):
    told = line(
        done("a", YESTERDAY, 0, check_in={"pain": 1, "new_signs": ["fall"]}),
        profile={"screened": "2026-11-01", "flags": ["fall"]},
    )
    assert told.startswith("no session today: ")


def test_a_session_that_is_open(line, corecare, home: Path):
    line()
    with Journal(home / "journal") as journal:
        journal.keep(Session("open", NOW, outcome=SessionOutcome.OPEN))
        assert corecare("status").out == "a session is open · no pain said yet\n"
