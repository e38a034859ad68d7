"""A damaged or foreign file in the place of each file of a record: named, left as it is, brought back from a backup."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corecare_tui.adapters import export
from corecare_tui.adapters.backups import BY_HAND, Backups
from corecare_tui.adapters.journal import Journal
from corecare_tui.cli import main, world
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import PainEntry, Record, Result, Session, SessionOutcome
from tests.adapters.test_journal_damage import DAMAGED
from tests.cli.cli_kit import NOW, Said
from tests.end_to_end.terminal import ROOT, Terminal
from tests.end_to_end.test_manners import LEAVING, after_the_app
from tests.reliability.counts import many

CORPUS = DAMAGED | {
    "an export": b'{"format": "corecare", "version": 1, "sessions": [], "pains": []}',
    "a backup": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xabV*I,.V\xb2R0\xac\x05\x00",
    "sqlite": b"SQLite format 3\0" + b"\0" * 84,
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a page of a portal": b"<!DOCTYPE html><html><body>Sign in to this network</body></html>",
    "a settings file": b'figure = "smooth"\nsounds = true\n',
    "two versions in conflict": b'<<<<<<< HEAD\n{"sessions": {}}\n=======\n{"sessions": {"1": {}}}\n>>>>>>> laptop\n',
    "lines of records": b'{"id": "a"}\n{"id": "b"}\n',
    "a ratings table": b"date,exercise,pain,morning\n2026-11-01,plank,3,\n",
    "a shell's refusal": b"cat: current.json: No such file or directory\n",
}
"""What is no record whatever file it stands in for: 49."""
FOREIGN = {
    "nothing at all": b"{}",
    "another program's TinyDB": b'{"_default": {"1": {"title": "buy milk"}}}',
    "another program's settings": b'{"window": {}, "editor": {}}',
    "a version of letters": b'{"corecare": {"1": {"version": "x"}}}',
    "a version below nought": b'{"corecare": {"1": {"version": -1}}}',
}
"""Read without an error by whoever asks them for their own tables only; CoreCare has never written any of them."""
NAMES = ("current", "profile", "sessions-2026")
COMMANDS = ("plan", "history", "export", "pain 3")
NEEDLESS = {("profile", "history"), ("profile", "pain 3")}
"""What a command does not need it does not read: it goes on."""
KINDS = list(CORPUS)[:: many(8, 1)]
"""One in eight in every run."""
IN_THE_APP = [
    ("current", "truncated"), ("profile", "nuls"), ("sessions-2026", "empty"),
    *((name, kind) for name in NAMES for kind in ("an id twice", "utf-16")),
][: many(2, 9)]  # fmt: skip
ELSEWHERE = [(name, kind) for kind in ("deep nesting", "id of 5000 digits", "sqlite") for name in NAMES][: many(2, 9)]
"""The few that are tried in a process of their own: the others in this one, at a fiftieth of the time."""
OFFERED = "`corecare restore` sets it aside and brings back the backup of"

Run = Callable[[str], Said]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with something in each of its files, and a backup of it."""
    home = tmp_path_factory.mktemp("good")
    done = Session("s1", NOW.replace(day=18), "warm_up", "day1", NOW.replace(day=18, hour=10), SessionOutcome.FINISHED)
    with Journal(home / "journal") as journal:
        journal.save_profile(Profile(date(2026, 11, 1), ("wrist",)))
        journal.keep(replace(done, results=(Result("low_lunge", at=done.started, pain=2),), end_pain=2))
        journal.finish(replace(done, results=(Result("low_lunge", at=done.started, pain=2),), end_pain=2))
        journal.log(PainEntry(NOW.replace(day=19), 4, "low_back"))
        Backups(home / "backups").put(export.parts(journal.record()), NOW.astimezone(UTC), BY_HAND)
    (home / "settings.toml").write_text('figure = "smooth"\n')
    assert {path.stem for path in (home / "journal").glob("*.json")} == set(NAMES)
    return home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the tests' own record stands; nothing is there yet."""
    before = os.umask(0o022)
    monkeypatch.setenv("CORECARE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(world, "now", lambda: NOW)
    yield tmp_path / "home"
    os.umask(before)


@pytest.fixture
def corecare(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(line: str) -> Said:
        capsys.readouterr()
        code = main(line.split())
        return Said(code, *capsys.readouterr())

    return call


def spoilt(good: Path, home: Path, name: str, raw: bytes) -> Path:
    """A copy of the good home with these bytes in the place of one of its files; that file."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(good, home)
    file = home / "journal" / f"{name}.json"
    file.write_bytes(raw)
    return file


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the journal but the lock, and what is in it."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lock"}


def fault(said: Said, file: Path) -> str:
    """What is wrong with what a command said of a damaged file; empty when nothing is."""
    lines = said.err.splitlines()
    if said.code != 2 or said.out or len(lines) != 1:
        return f"exit {said.code}: {said.out[:60]!r} {said.err[:200]!r}"
    return "" if str(file) in lines[0] and OFFERED in lines[0] and lines[0].isprintable() else lines[0]


def doctors_fault(said: Said, file: Path) -> str:
    """The same of the doctor, who goes on after it."""
    lines = [line for line in said.out.splitlines() if line.startswith("MEND journal") and str(file) in line and OFFERED in line]
    return "" if said.code == 1 and len(lines) == 1 and not said.err else f"exit {said.code}: {said.out}{said.err[:200]!r}"


# --- at the shell -----------------------------------------------------------------------------


NEEDS = [(name, line) for name in NAMES for line in (*COMMANDS, "doctor") if (name, line) not in NEEDLESS]


@pytest.mark.parametrize(("name", "line"), NEEDS)
def test_a_damaged_file_is_named_with_its_backup_and_left_as_it_is(
    good: Path, home: Path, corecare: Run, name: str, line: str
) -> None:
    faults = {}
    for kind in KINDS:
        file = spoilt(good, home, name, CORPUS[kind])
        before = contents(file.parent)
        said = corecare(line)
        found = doctors_fault(said, file) if line == "doctor" else fault(said, file)
        if found or contents(file.parent) != before:
            faults[kind] = found or "a file was changed"
    assert not faults, f"{len(faults)} of {len(KINDS)}"


@pytest.mark.parametrize("name", NAMES)
def test_restore_sets_it_aside_and_brings_all_of_it_back(
    good: Path, home: Path, corecare: Run, name: str, record_property: Callable[..., None]
) -> None:
    shutil.copytree(good, home)
    whole = corecare("export").out
    for kind in KINDS:
        file = spoilt(good, home, name, CORPUS[kind])
        said = corecare("restore")
        assert said.code == 0, (kind, said.err)
        (aside,) = file.parent.glob("*.damaged-*")
        assert datetime.strptime(aside.name, f"{name}.json.damaged-%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) == NOW
        assert aside.read_bytes() == CORPUS[kind], kind
        assert str(aside) in said.err
        assert corecare("export").out == whole, kind
    record_property("figure", f"{name}.json: {len(KINDS)} of {len(KINDS)} set aside and brought back whole")


@pytest.mark.parametrize(("name", "kind"), ELSEWHERE)
def test_in_a_process_of_its_own_too(good: Path, tmp_path: Path, name: str, kind: str) -> None:
    file = spoilt(good, tmp_path / "home", name, CORPUS[kind])
    for line in ("plan", "export"):
        assert not fault(process(tmp_path / "home", line), file)
    assert file.read_bytes() == CORPUS[kind]
    assert process(tmp_path / "home", "restore").code == 0
    assert [path.read_bytes() for path in file.parent.glob("*.damaged-*")] == [CORPUS[kind]]


def process(home: Path, line: str) -> Said:
    environ = {**os.environ, "CORECARE_HOME": str(home), "PYTHONPATH": str(ROOT)}
    run = [sys.executable, "-m", "corecare_tui", *line.split()]
    done = subprocess.run(run, capture_output=True, text=True, timeout=30, env=environ, check=False)
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("name", NAMES)
def test_what_corecare_has_never_written_there_is_not_an_empty_record(good: Path, home: Path, corecare: Run, name: str) -> None:
    others = {f"{other}.json": (good / "journal" / f"{other}.json").read_bytes() for other in NAMES if other != name}
    faults = {}
    for kind, raw in (FOREIGN | others).items():
        file = spoilt(good, home, name, raw)
        found = fault(corecare("export"), file)
        if found or file.read_bytes() != raw:
            faults[kind] = found or "the file was changed"
    assert not faults, f"{len(faults)} of {len(FOREIGN | others)}"


# --- in the app -------------------------------------------------------------------------------


def record(home: Path) -> Record:
    with Journal(home / "journal", write=False) as journal:
        return journal.record()


@pytest.mark.parametrize(("name", "kind"), IN_THE_APP)
def test_in_the_app_one_brings_it_back_and_today_opens(good: Path, tmp_path: Path, name: str, kind: str) -> None:
    file = spoilt(good, tmp_path / "home", name, CORPUS[kind])
    with Terminal(tmp_path / "home") as terminal:
        terminal.until("A FILE OF YOUR RECORD CANNOT BE READ")
        terminal.until(file.name)
        assert file.read_bytes() == CORPUS[kind], "nothing is done before it was chosen"
        terminal.press("1")
        terminal.until("NEXT SESSION")
        terminal.press("q")
        assert terminal.until_end() == 0, after_the_app(terminal)
        assert terminal.cooked
    assert [path.read_bytes() for path in file.parent.glob(f"{name}.json.damaged-*")] == [CORPUS[kind]]
    assert record(tmp_path / "home") == record(good)


@pytest.mark.parametrize(("name", "kind"), IN_THE_APP)
def test_in_the_app_nought_leaves_all_as_it_is(good: Path, tmp_path: Path, name: str, kind: str) -> None:
    file = spoilt(good, tmp_path / "home", name, CORPUS[kind])
    before = contents(file.parent)
    with Terminal(tmp_path / "home") as terminal:
        terminal.until("A FILE OF YOUR RECORD CANNOT BE READ")
        terminal.press("0")
        assert terminal.until_end() == 2
        assert terminal.cooked
        assert all(mode in terminal.raw for mode in LEAVING)
        (line,) = after_the_app(terminal)
    assert str(file) in line and OFFERED in line
    assert contents(file.parent) == before
