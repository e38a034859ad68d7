"""Copies of the record: made when something changed, thinned, read back."""

import errno
import gzip
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corecare_tui.adapters import export, whole
from corecare_tui.adapters.backups import BEFORE, BY_HAND, Backups, put_somewhere
from corecare_tui.adapters.journal import JournalError
from corecare_tui.domain.records import Record, Session

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
DATA = list(export.parts(Record(sessions=(Session("s1", AT),))))
OTHER = list(export.parts(Record(sessions=(Session("s2", AT),))))
WHOLE = b"".join(DATA)


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "backups")


def test_one_is_an_export_file_for_its_owner_alone(backups: Backups) -> None:
    made = backups.put(DATA, AT)
    assert made.path.name == "corecare-20261122T090000Z.json.gz"
    assert gzip.decompress(made.path.read_bytes()) == WHOLE
    assert export.read(made.path.read_bytes()) == export.read(WHOLE)
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert backups.folder.stat().st_mode & 0o777 == 0o700


def test_the_same_again_is_no_new_one(backups: Backups) -> None:
    first = backups.put(DATA, AT)
    assert backups.put(DATA, AT + timedelta(days=3)) == first
    assert backups.all() == [first]


def test_two_in_one_second_have_two_names(backups: Backups) -> None:
    first, second = backups.put(DATA, AT), backups.put(OTHER, AT, BY_HAND)
    assert {one.path for one in backups.all()} == {first.path, second.path}


def test_it_is_due_when_a_file_is_newer(backups: Backups, tmp_path: Path) -> None:
    file = tmp_path / "current.json"
    file.write_text("{}")
    assert backups.due([file])
    made = backups.put(DATA, AT)
    os.utime(made.path, (5, 5))
    os.utime(file, (4, 4))
    assert not backups.due([file])
    os.utime(file, (6, 6))
    assert backups.due([file])
    backups.put(DATA, AT)  # nothing changed after all
    assert not backups.due([file])


def test_automatic_ones_are_thinned_and_the_others_are_not(backups: Backups) -> None:
    by_hand = backups.put(DATA, AT - timedelta(days=400), BY_HAND)
    before = backups.put(OTHER, AT - timedelta(days=399), BEFORE)
    for day in range(30):
        backups.put(DATA if day % 2 else OTHER, AT + timedelta(days=day))
    left = backups.all()
    assert {by_hand, before} <= set(left)
    assert len([one for one in left if not one.kind]) == 7 + 2 + 1  # days; further weeks; the month before


def test_the_newest_good_one_is_found(backups: Backups) -> None:
    good = backups.put(DATA, AT)
    backups.put(OTHER, AT + timedelta(days=1)).path.write_bytes(b"\x1f\x8bnot gzip")
    backups.put(OTHER, AT + timedelta(days=2)).path.write_bytes(gzip.compress(b'{"format": "corecare", "version": 99}'))
    backups.put(OTHER, AT + timedelta(days=3), BEFORE)
    assert backups.newest_good(export.read) == good
    good.path.unlink()
    assert backups.newest_good(export.read) is None


def test_a_disk_that_refuses_leaves_no_half_file(backups: Backups, monkeypatch: pytest.MonkeyPatch) -> None:
    good = backups.put(DATA, AT)

    def full(file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        backups.put(OTHER, AT + timedelta(days=1))
    assert list(backups.folder.iterdir()) == [good.path]


def test_a_record_that_cannot_be_read_leaves_nothing_in_the_folder(backups: Backups) -> None:
    def broken() -> Iterator[bytes]:
        yield b"{"
        raise JournalError(Path("x"), "is damaged", "mend it")

    with pytest.raises(JournalError):
        backups.put(broken(), AT)
    assert not backups.folder.exists()


def test_the_same_again_needs_no_room(backups: Backups, monkeypatch: pytest.MonkeyPatch) -> None:
    made = backups.put(DATA, AT)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(whole, "put", full)
    assert backups.put(DATA, AT + timedelta(days=1)) == made


@pytest.mark.parametrize("other", [b"", b"x", WHOLE[:-1], WHOLE + b" "])
def test_what_differs_only_in_its_end_is_another_one(backups: Backups, other: bytes) -> None:
    assert backups.put([WHOLE], AT) != backups.put([other], AT + timedelta(days=1))


def test_the_newest_that_cannot_be_looked_at_is_none_that_holds_it(backups: Backups) -> None:
    first = backups.put(DATA, AT)
    first.path.unlink()
    first.path.mkdir()
    assert backups.put(DATA, AT + timedelta(days=1)) != first


def test_what_has_no_room_here_goes_to_the_first_folder_that_takes_it(tmp_path: Path) -> None:
    folders = (tmp_path / "missing", tmp_path)
    assert put_somewhere(WHOLE, folders, "one.json") == tmp_path / "one.json"
    assert put_somewhere(b"".join(OTHER), folders, "one.json") == tmp_path / "1-one.json"
    assert (tmp_path / "one.json").read_bytes() == WHOLE
    assert put_somewhere(WHOLE, (tmp_path / "missing",), "one.json") is None


def test_a_file_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "LARGEST", 1000)
    with pytest.raises(export.ImportRefused, match="larger than"):
        export.read(gzip.compress(b" " * 100_000))
    with pytest.raises(export.ImportRefused, match="damaged backup"):
        export.read(gzip.compress(WHOLE)[:-5])
