"""Files of an earlier CoreCare are brought up from a copy; of a later one they are refused."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB

from corecare_tui.adapters.journal import Damaged, Journal, JournalError, versions
from corecare_tui.domain.records import Session
from tests.adapters.journal_kit import GOOD, store

SESSION = Session("s9", datetime(2026, 11, 1, tzinfo=UTC))


def test_a_file_says_its_version_and_tinydb_still_reads_it(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.save_profile(journal.profile())
    with TinyDB(tmp_path / "profile.json") as stock:
        assert stock.table("corecare").all() == [{"version": versions.VERSION}]


def test_an_earlier_file_is_copied_before_it_is_changed(tmp_path: Path) -> None:
    file = store(tmp_path, "sessions-2026", GOOD)
    before = file.read_bytes()
    with Journal(tmp_path) as journal:
        (session,) = journal.sessions()
        assert file.read_bytes() == before, "reading changes nothing"
        journal.upsert(session)
        journal.upsert(session)
    copy = tmp_path / "sessions-2026.json.version-0"
    assert copy.read_bytes() == before
    assert copy.stat().st_mode & 0o777 == 0o600
    with Journal(tmp_path) as journal:
        assert journal.sessions() == (session,)
    assert sorted(path.name for path in tmp_path.glob("*version*")) == [copy.name]


def test_each_step_is_taken_once_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(old: str, new: str) -> object:
        return lambda tables: {new if name == old else name: table for name, table in tables.items()}

    monkeypatch.setattr(versions, "VERSION", 3)
    monkeypatch.setattr(versions, "STEPS", {0: renamed("a", "b"), 1: renamed("b", "c"), 2: renamed("c", "d")})
    stamp = {"1": {"version": 3}}
    assert versions.brought_up({"a": {}}) == {"corecare": stamp, "d": {}}
    assert versions.brought_up({"corecare": {"1": {"version": 2}}, "c": {}}) == {"corecare": stamp, "d": {}}
    assert versions.brought_up({"corecare": stamp, "a": {}}) == {"corecare": stamp, "a": {}}


@pytest.mark.parametrize("raw", [{}, {"sessions": {}}, {"profile": {}, "pains": {}}, {"tasks": {"1": {}}}, {"_default": {}}])
def test_a_file_of_another_program_is_not_an_empty_record(tmp_path: Path, raw: object) -> None:
    file = tmp_path / "profile.json"
    file.write_text(json.dumps(raw))
    with Journal(tmp_path) as journal, pytest.raises(Damaged, match="not what CoreCare keeps"):
        journal.profile()


@pytest.mark.parametrize("said", [-1, "1", 1.0, True, None])
def test_a_version_that_is_none_is_damage(tmp_path: Path, said: object) -> None:
    (tmp_path / "profile.json").write_text(json.dumps({"corecare": {"1": {"version": said}}, "profile": {}}))
    with Journal(tmp_path) as journal, pytest.raises(Damaged, match="no version that can be"):
        journal.profile()


@pytest.mark.parametrize("said", [versions.VERSION + 1, 10**6])
def test_a_later_version_is_refused_and_left(tmp_path: Path, said: object) -> None:
    file = tmp_path / "sessions-2026.json"
    file.write_text(json.dumps({"corecare": {"1": {"version": said}}, "sessions": {"1": GOOD}}))
    before = file.read_bytes()
    with Journal(tmp_path) as journal:
        with pytest.raises(JournalError, match="bring CoreCare up to date") as caught:
            journal.sessions()
        assert not isinstance(caught.value, Damaged), "nobody offers to set it aside"
        with pytest.raises(JournalError, match="bring CoreCare up to date"):
            journal.upsert(SESSION)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if "version" in path.name] == []
