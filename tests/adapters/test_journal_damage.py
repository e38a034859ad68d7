"""Files and records that cannot be trusted: each is named and refused, and the file stays as it was."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from tinydb import TinyDB

from corecare_tui.adapters.journal import Journal, JournalError
from corecare_tui.adapters.journal.storage import AtomicStorage, Damaged
from corecare_tui.domain.records import Session
from tests.adapters.journal_kit import GOOD, store

OPEN = Session("s1", datetime(2026, 11, 1, 8, tzinfo=timezone(timedelta(hours=1))))

DAMAGED = {
    "empty": b"",
    "blank": b" \n\t ",
    "null": b"null",
    "true": b"true",
    "number": b"7",
    "string": b'"sessions"',
    "list": b"[]",
    "list of documents": b'[{"id": "a"}]',
    "truncated": b'{"sessions": {"1": {"id": "a", "started": "2026-11-',
    "torn at the end": b'{"sessions": {"1": {"id": "a"}}',
    "extra data": b'{"sessions": {}}}}',
    "two roots": b'{"sessions": {}}{"sessions": {}}',
    "nuls": b"\0" * 512,
    "nuls at the end": b'{"sessions": {}}' + b"\0" * 8,
    "byte order mark": b'\xef\xbb\xbf{"sessions": {}}',
    "utf-16": '{"sessions": {}}'.encode("utf-16"),
    "latin-1": b'{"sessions": {"1": {"note": "R\xfccken"}}}',
    "lone surrogate": b'{"sessions": {"1": {"note": "\\ud800"}}}',
    "table null": b'{"sessions": null}',
    "table list": b'{"sessions": [{}]}',
    "document number": b'{"sessions": {"1": 3}}',
    "document null": b'{"sessions": {"1": null}}',
    "id of letters": b'{"sessions": {"abc": {}}}',
    "id with a point": b'{"sessions": {"1.5": {}}}',
    "id negative": b'{"sessions": {"-1": {}}}',
    "id with a nought": b'{"sessions": {"01": {}}}',
    "id with a newline": b'{"sessions": {"1\\n": {}}}',
    "id of 5000 digits": b'{"sessions": {"' + b"9" * 5000 + b'": {}}}',
    "nan": b'{"sessions": {"1": {"pain": NaN}}}',
    "infinity": b'{"sessions": {"1": {"pain": -Infinity}}}',
    "out of range": b'{"sessions": {"1": {"pain": 1e999}}}',
    "a table twice": b'{"sessions": {"1": {"id": "a"}}, "sessions": {}}',
    "an id twice": b'{"sessions": {"1": {"id": "a"}, "1": {"id": "b"}}}',
    "a field twice": b'{"sessions": {"1": {"pain": 8, "pain": 1}}}',
    "a deep field twice": b'{"sessions": {"1": {"check_in": {"pain": 8, "pain": 1}}}}',
    "deep nesting": b'{"sessions": {"1": {"x": ' + b"[" * 100_000,
    "single quotes": b"{'sessions': {}}",
    "comment": b'{"sessions": {}} // mine',
    "trailing comma": b'{"sessions": {},}',
}
WRONG = [("end_pain", value) for value in (True, 7.0, "7", 11, -1, [3])] + [
    ("started", "yesterday"),
    ("started", None),
    ("started", 5),
    ("started", "0001-01-01T00:00:00"),
    ("outcome", "won"),
    ("results", {}),
    ("results", [{"pain": 3}]),
    ("results", [{"exercise": "plank", "pain": "7"}]),
    ("id", 7),
    ("results", [{"exercise": "plank", "pain": True}]),
    ("results", [{"exercise": "plank", "place": "soul"}]),
    ("results", [{"exercise": "plank", "dose": {"sets": 10**9, "reps": 1}}]),
    ("check_in", {"pain": 1e2}),
    ("morning_after", {"settled": 1}),
]


@pytest.mark.parametrize("raw", DAMAGED.values(), ids=DAMAGED.keys())
def test_damage_is_said_and_left_as_it_is(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "current.json"
    file.write_bytes(raw)
    for attempt in (lambda db: db.insert({"a": 1}), lambda db: db.all(), lambda db: db.storage.write({})):
        with pytest.raises(JournalError, match=r"current\.json: .+; .+") as caught:
            attempt(TinyDB(file, storage=AtomicStorage))
        assert caught.value.path == file.resolve()
    assert file.read_bytes() == raw
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(("field", "value"), WRONG, ids=str)
def test_a_wrong_value_is_named_and_left_as_it_is(tmp_path: Path, field: str, value: object) -> None:
    file = store(tmp_path, "sessions-2026", GOOD, GOOD | {"id": "s2"} | {field: value})
    before = file.read_bytes()
    wrong = rf"sessions-2026\.json: sessions: record (s2|7): .*({field}|without an offset)"
    with Journal(tmp_path) as journal, pytest.raises(JournalError, match=wrong):
        journal.finish(OPEN)
    assert file.read_bytes() == before


def test_a_session_that_stands_twice_is_said(tmp_path: Path) -> None:
    store(tmp_path, "sessions-2026", GOOD, GOOD)
    pain = {"at": "2025-11-01T08:00:00Z", "pain": 3}
    (tmp_path / "sessions-2025.json").write_text(json.dumps({"pains": {"1": pain, "2": pain}}))
    with Journal(tmp_path) as journal:
        assert len(journal.pains([2025])) == 1
        with pytest.raises(JournalError, match="record s1: it stands twice"):
            journal.sessions()


def test_two_open_sessions_and_a_damaged_one_are_said_at_open_and_the_lock_let_go(tmp_path: Path) -> None:
    file = store(tmp_path, "current", GOOD, GOOD | {"id": "s2"})
    with pytest.raises(JournalError, match="holds 2 open sessions"):
        Journal(tmp_path)
    file.write_bytes(b"")
    with pytest.raises(JournalError, match=r"current\.json: is damaged \(it is empty\)"):
        Journal(tmp_path)
    file.unlink()
    Journal(tmp_path).close()


def test_what_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.keep(OPEN)
        for wrong in (replace(OPEN, routine="\ud800"), replace(OPEN, outcome="won"), replace(OPEN, day=object())):  # type: ignore[arg-type]
            with pytest.raises(JournalError, match="record s1"):
                journal.keep(wrong)
        assert journal.current() == OPEN
    with Journal(tmp_path) as journal:
        assert journal.current() == OPEN


@pytest.mark.parametrize(
    "text",
    [
        '{"corecare":{"1":5},"sessions":{},"pains":{}}',
        '{"corecare":{"1":{"version":7,"version":1}},"sessions":{},"pains":{}}',
        '{"sessions":{"1":5}}',
        '{"sessions":{},"steps":{"1":3}}',
        '{"sessions":{"1":{"id":"a","started":"2024-03-01T10:00:00+01:00","effort":3,"effort":4}},"pains":{}}',
        '{"sessions":{"1":{"id":"a","started":"2024-03-01T10:00:00+01:00","x":1e999}},"pains":{}}',
        '{"corecare":{"1":{"version":1}},"sessions":{"1":{"id":"a","started":"2024-03-01T10:00:00+01:00","x":1e999}}}',
        '{"corecare":{"1":{"version":1}},"sessions":{"1":{"id":"a","started":"2024-03-01T10:00:00+01:00","x":{"y":1,"y":2}}}}',
    ],
)
def test_a_year_whose_documents_are_damaged_is_told_and_left(tmp_path: Path, text: str) -> None:
    file = tmp_path / "sessions-2024.json"
    file.write_text(text)
    later = Session("b", datetime(2024, 6, 1, tzinfo=UTC))
    with Journal(tmp_path) as journal:
        for act in (journal.history, lambda: journal.upsert(later), lambda: journal.exchange(None, later), journal.record):
            with pytest.raises(Damaged):
                act()
    assert file.read_text() == text
