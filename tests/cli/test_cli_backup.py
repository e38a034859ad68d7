"""backup, restore, and what every command says of a file that cannot be read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corecare_tui.adapters.journal import Journal
from tests.cli.cli_kit import RICH, Said, file, put, session

Run = Callable[..., Said]
LATER = file(sessions=[session("z9", "2026-11-20T18:00:00+01:00", outcome="finished")])


@pytest.fixture
def rich(home: Path, corecare: Run, tmp_path: Path) -> bytes:
    """A full record; the bytes of its export."""
    assert corecare("import", str(put(tmp_path / "rich.json", RICH))).code == 0
    return exported(corecare)


def exported(corecare: Run) -> bytes:
    return corecare("export").out.encode()


def backed_up(corecare: Run) -> Path:
    said = corecare("backup")
    assert said.code == 0
    return Path(said.out.strip())


def test_a_backup_comes_back_to_the_byte(home: Path, corecare: Run, rich: bytes, tmp_path: Path) -> None:
    made = backed_up(corecare)
    corecare("import", str(put(tmp_path / "later.json", LATER)))
    corecare("pain", "4")
    changed = exported(corecare)
    assert changed != rich
    said = corecare("restore", str(made))
    assert (said.code, said.err) == (0, "")
    assert exported(corecare) == rich
    before = Path(said.out.split(" is in ")[-1].strip().removesuffix("."))
    assert corecare("restore", str(before)).code == 0
    assert exported(corecare) == changed, "what was replaced can be had back"


def test_into_an_empty_home(home: Path, corecare: Run, rich: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = backed_up(corecare)
    monkeypatch.setenv("CORECARE_HOME", str(tmp_path / "new"))
    assert corecare("restore", str(made)).code == 0
    assert exported(corecare) == rich


def test_an_export_is_a_backup_too_and_the_newest_is_taken_where_none_is_named(
    home: Path, corecare: Run, rich: bytes, tmp_path: Path
) -> None:
    (tmp_path / "out.json").write_bytes(rich)
    assert corecare("restore", str(tmp_path / "out.json")).code == 0
    backed_up(corecare)
    corecare("pain", "4")
    assert corecare("restore").code == 0
    assert exported(corecare) == rich
    assert corecare("restore").code == 0, "twice is once"
    assert exported(corecare) == rich


def test_without_a_backup_it_says_so(home: Path, corecare: Run) -> None:
    assert corecare("restore").code == 2
    assert "no backup that can be read" in corecare("restore").line
    assert "name a file" in corecare("restore", "/nowhere").line


@pytest.mark.parametrize(
    "raw", [b"", b"\x1f\x8b", b"\x1f\x8b" + b"x" * 40, b"{}", b"[]", b'{"format": "corecare", "version": 2}']
)
def test_what_is_no_backup_changes_nothing(home: Path, corecare: Run, rich: bytes, tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "bad.json.gz").write_bytes(raw)
    said = corecare("restore", str(tmp_path / "bad.json.gz"))
    assert said.code == 2 and "bad.json.gz" in said.line
    assert exported(corecare) == rich


NEEDED_BY = {
    "current": ("plan", "export", "pain 3", "backup"),
    "profile": ("plan", "export", "backup"),
    "sessions-2025": ("plan", "history", "export", "backup"),
    "sessions-2026": ("plan", "history", "export", "pain 3", "backup"),
}
"""The commands that need a file; the others work without it."""


@pytest.mark.parametrize("name", NEEDED_BY)
def test_a_damaged_file_is_set_aside_and_what_it_held_comes_back(home: Path, corecare: Run, rich: bytes, name: str) -> None:
    with Journal(home / "journal") as journal:
        journal.keep(journal.sessions()[-1].__class__("open", journal.sessions()[-1].started))
    whole = exported(corecare)
    backed_up(corecare)
    wrong = home / "journal" / f"{name}.json"
    wrong.write_bytes(b'{"sessions": {"1": {"id": "a", "sta')
    for command in NEEDED_BY[name]:
        said = corecare(*command.split())
        assert said.code == 2
        assert f"{name}.json: is damaged" in said.line
        assert "`corecare restore` sets it aside and brings back the backup of" in said.line
    assert wrong.read_bytes() == b'{"sessions": {"1": {"id": "a", "sta', "nobody touched it"
    said = corecare("restore")
    assert said.code == 0, said.err
    (aside,) = (home / "journal").glob("*.damaged-*")
    assert aside.name.startswith(f"{name}.json.damaged-2") and aside.read_bytes() == b'{"sessions": {"1": {"id": "a", "sta'
    assert str(aside) in said.err
    assert exported(corecare) == whole


def test_all_of_them_damaged_and_no_backup(home: Path, corecare: Run, rich: bytes) -> None:
    for name in NEEDED_BY:
        (home / "journal" / f"{name}.json").write_bytes(b"\0" * 64)
    assert "there is no backup of it" in corecare("plan").line
    assert corecare("restore").code == 0
    assert len(list((home / "journal").glob("*.damaged-*"))) == len(NEEDED_BY)
    assert json.loads(exported(corecare))["sessions"] == []


def test_what_was_kept_after_the_backup_stays_when_another_file_is_mended(home: Path, corecare: Run, rich: bytes) -> None:
    backed_up(corecare)
    corecare("pain", "4")
    after = exported(corecare)
    (home / "journal" / "sessions-2025.json").write_bytes(b"")
    assert corecare("restore").code == 0
    assert exported(corecare) == after
