"""One file of the journal: the old one or the new one whatever fails and whoever else writes."""

import errno
import json
import os
import stat
import threading
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from corecare_tui.adapters.journal import JournalError, storage
from corecare_tui.adapters.journal.storage import AtomicStorage, sweep
from tests.adapters.journal_kit import FailingOs


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "current.json"


def opened(file: Path) -> TinyDB:
    return TinyDB(file, storage=AtomicStorage)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_missing_file_is_an_empty_record_and_reading_makes_none(file: Path) -> None:
    assert AtomicStorage(file).read() is None
    assert not file.exists()


def test_a_folder_in_its_place_is_said(file: Path) -> None:
    file.mkdir()
    with pytest.raises(JournalError, match="could not be read"):
        AtomicStorage(file).read()


def test_stock_tinydb_reads_and_writes_the_same_file(file: Path) -> None:
    opened(file).insert({"note": "Rücken ✓"})
    with TinyDB(file, encoding="utf-8") as stock:
        assert stock.all() == [{"note": "Rücken ✓"}]
        stock.insert({"pain": 3})
    assert opened(file).all() == [{"note": "Rücken ✓"}, {"pain": 3}]


@pytest.mark.parametrize("mask", [0, 0o022, 0o077])
def test_the_file_is_private_from_birth(file: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        opened(file).insert({"pain": 3})
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_shrinking_write_leaves_no_tail(file: Path) -> None:
    db = opened(file)
    db.insert({"note": "x" * 10_000})
    db.update({"note": None})
    assert json.loads(file.read_bytes()) == {"_default": {"1": {"note": None}}}


def test_a_linked_file_stays_a_link(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "mine.json"
    target.parent.mkdir()
    target.write_bytes(b"{}")
    file.symlink_to(target)
    opened(file).insert({"pain": 3})
    assert file.is_symlink()
    assert json.loads(target.read_bytes()) == {"_default": {"1": {"pain": 3}}}


def test_the_file_is_read_once_while_it_is_untouched(file: Path) -> None:
    db = opened(file)
    for n in range(5):
        db.insert({"n": n})
    assert len(db) == 5
    assert db.storage.loads == 1


def test_a_change_from_outside_is_read_before_the_next_write(file: Path) -> None:
    db = opened(file)
    db.insert({"n": 1})
    file.write_bytes(b'{"_default":{"1":{"n":1},"7":{"n":7}}}')
    db.update({"seen": True})
    assert json.loads(file.read_bytes()) == {"_default": {"1": {"n": 1, "seen": True}, "7": {"n": 7, "seen": True}}}


def test_a_change_between_read_and_write_is_refused(file: Path) -> None:
    db = opened(file)
    db.insert({"n": 1})

    def someone_else_writes(document: dict[str, Any]) -> None:
        document["n"] = 2
        file.write_bytes(b'{"theirs":{}}')

    with pytest.raises(JournalError, match="changed by another program"):
        db.update(someone_else_writes)
    assert file.read_bytes() == b'{"theirs":{}}'
    assert db.tables() == {"theirs"}


def test_inside_held_nothing_new_is_taken_in(file: Path) -> None:
    db = opened(file)
    db.insert({"n": 1})
    with db.storage.held():
        file.write_bytes(b'{"theirs":{}}')
        assert db.tables() == {"_default"}
        with pytest.raises(JournalError, match="changed by another program"):
            db.insert({"n": 2})
    assert file.read_bytes() == b'{"theirs":{}}'


def test_a_removed_file_is_said_and_not_written_anew(file: Path) -> None:
    db = opened(file)
    db.insert({"n": 1})
    file.unlink()
    with pytest.raises(JournalError, match="was removed"):
        db.insert({"n": 2})
    assert not file.exists()


def test_what_json_cannot_hold_changes_nothing(file: Path) -> None:
    db = opened(file)
    db.insert({"n": 1})
    before = file.read_bytes()
    for value in ("\ud800", object()):
        with pytest.raises(JournalError, match="could not be written"):
            db.insert({"n": value})
    assert file.read_bytes() == before
    assert db.all() == [{"n": 1}]


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EMFILE], ids=errno.errorcode.get)
def test_whatever_call_fails_it_is_old_or_new(file: Path, monkeypatch: pytest.MonkeyPatch, code: int, lasting: bool) -> None:
    old, new = {"note": "old" * 50}, {"note": "new"}
    for at in range(1, 100):
        file.unlink(missing_ok=True)
        opened(file).insert(old)
        failing = FailingOs(at, code, lasting)
        monkeypatch.setattr(storage, "os", failing)
        db = opened(file)
        try:
            db.update(new)
        except JournalError:
            failed = True
        else:
            failed = False
        monkeypatch.setattr(storage, "os", os)
        assert failed == (len(failing.calls) >= at), f"call {at} failed unheard"
        assert opened(file).all() in ([old], [new])
        db.update({"after": 1})  # the same handle goes on as soon as the disk does
        assert opened(file).all() in ([old | {"after": 1}], [new | {"after": 1}])
        if lasting:  # then even the removal of the temp file failed
            sweep(file.parent)
        assert names(file.parent) == {file.name}
        if not failed:
            return
    pytest.fail("the sweep never came to its end")


def test_the_bytes_are_hard_before_the_name_is_and_then_the_name(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = opened(file)
    db.insert({"n": 1})
    seen = FailingOs(0, 0, False)
    monkeypatch.setattr(storage, "os", seen)
    db.insert({"n": 2})
    order = [name for name, _ in groupby(name for name in seen.calls if name in ("open", "write", "fsync", "replace"))]
    assert order == ["open", "write", "fsync", "replace", "open", "fsync"]


def test_held_keeps_other_threads_out(file: Path) -> None:
    db, entered = opened(file), threading.Event()

    def enter() -> None:
        with db.storage.held():
            entered.set()

    other = threading.Thread(target=enter)
    with db.storage.held():
        other.start()
        assert not entered.wait(0.02)
    other.join()
    assert entered.is_set()


def test_short_writes_are_finished(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class ShortOs(FailingOs):
        def _failing(self, name: str, real: Any) -> Any:
            return (lambda fd, data: os.write(fd, data[:7])) if name == "write" else real

    monkeypatch.setattr(storage, "os", ShortOs(0, 0, False))
    opened(file).insert({"note": "x" * 1000})
    assert opened(file).all() == [{"note": "x" * 1000}]


def test_a_file_system_without_folder_fsync_is_no_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(fd: int) -> None:
        if stat.S_ISDIR(os.fstat(fd).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(storage.os, "fsync", fsync)
    opened(file).insert({"n": 1})
    assert opened(file).all() == [{"n": 1}]


def test_the_sweep_takes_our_strays_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".current.json.0a1b2c3d.corecare").write_text("half")
    kept = {"current.json", ".hidden", "notes.corecare", ".current.json.mine.corecare"}
    for name in kept:
        (tmp_path / name).write_text("{}")
    sweep(tmp_path)
    assert names(tmp_path) == kept
    sweep(tmp_path / "missing")
