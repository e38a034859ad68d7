"""The journal under kill -9, failing disks, a second opener, sync tools, threads and whatever hypothesis thinks of."""

import errno
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corecare_tui.adapters.journal import Journal, JournalError, storage
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.pain import PLACES
from corecare_tui.domain.records import CheckIn, MorningAfter, Outcome, PainEntry, Result, Session, SessionOutcome
from tests.adapters.journal_kit import FailingOs

KILLS = max(200, int(os.environ["CORECARE_MANY"])) if os.environ.get("CORECARE_MANY") else 10
"""10 by default; CORECARE_MANY=1 asks for the full 200, a larger number for as many."""
START = datetime(2026, 11, 1, 8, tzinfo=timezone(timedelta(hours=1)))
RATINGS = 4
"""Ratings a session, in the kill test."""
ROOT = Path(__file__).parents[2]
OPEN_IT = "import sys, pathlib; from corecare_tui.adapters.journal import Journal"
OPENER = (sys.executable, "-c", f"{OPEN_IT}; Journal(pathlib.Path(sys.argv[1]), write=bool(sys.argv[2]))")
WRITER = f"""
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from corecare_tui.adapters.journal import Journal
from corecare_tui.domain.records import Result, Session

journal = Journal(Path(sys.argv[1]))
print("open", flush=True)
while True:
    at = len(journal.sessions())
    session = journal.current() or Session(f"s{{at}}", datetime.fromisoformat("{START.isoformat()}") + timedelta(minutes=at))
    while len(session.results) < {RATINGS}:
        note = "x" * (5000 if len(session.results) % 2 else 0)
        session = replace(session, results=(*session.results, Result("plank", pain=3)), routine=note)
        journal.keep(session)
        print(session.id, len(session.results), flush=True)
    journal.finish(session)
    print(session.id, {RATINGS}, flush=True)
"""


def rated(journal: Journal) -> dict[str, int]:
    """Ratings on disk by session."""
    current = journal.current()
    sessions = journal.sessions() + ((current,) if current else ())
    assert len({session.id for session in sessions}) == len(sessions), "a session stands twice"
    return {session.id: len(session.results) for session in sessions}


def killed_writer(folder: Path, after_s: float) -> list[str]:
    """What a writer had acknowledged when it was killed `after_s` seconds into its work."""
    with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        timer = threading.Timer(after_s, writer.kill)
        timer.start()
        lines = writer.stdout.readlines()
    timer.join()
    return [line for line in lines if line.endswith("\n")]


def test_kill_9_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    chance, acknowledged = random.Random(11), 0
    for _ in range(KILLS):
        lines = killed_writer(tmp_path, chance.uniform(0, 0.06))
        acknowledged += len(lines)
        with Journal(tmp_path) as journal:
            on_disk = rated(journal)
        for line in lines:
            session, count = line.split()
            assert on_disk.get(session, 0) >= int(count)
    assert acknowledged > KILLS


@pytest.fixture
def before() -> Session:
    return Session("s1", START, results=(Result("plank", pain=2),))


Act = Callable[[Journal, Session], None]
ACTS: dict[str, Act] = {
    "keep": lambda journal, session: journal.keep(session),
    "finish": lambda journal, session: journal.finish(session),
    "upsert": lambda journal, session: journal.upsert(replace(session, id="s0")),
    "log": lambda journal, session: journal.log(PainEntry(START, 3)),
    "correct": lambda journal, session: journal.exchange(replace(session, id="s0"), replace(session, id="s0", end_pain=9)),
    "correct a score": lambda journal, session: journal.exchange(PainEntry(START, 7), PainEntry(START, 2)),
    "take back": lambda journal, session: journal.exchange(PainEntry(START, 7), None),
}


def state(folder: Path) -> tuple[object, ...]:
    with Journal(folder, write=False) as journal:
        return journal.current(), journal.sessions(), journal.pains()


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_whatever_call_fails_the_record_is_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: Session, act: Act, lasting: bool
) -> None:
    later = replace(before, results=(*before.results, Result("bridge", pain=4)))
    for at in range(1, 200):
        folder = tmp_path / str(at)
        with Journal(folder) as journal:
            journal.upsert(replace(before, id="s0"))
            journal.log(PainEntry(START, 7))
            journal.keep(before)
            old, failing, failed = state(folder), FailingOs(at, errno.ENOSPC, lasting), False
            monkeypatch.setattr(storage, "os", failing)
            try:
                act(journal, later)
            except JournalError:
                failed = True
            monkeypatch.setattr(storage, "os", os)
            seen = state(folder)
            act(journal, later)  # trying again is always right
            new = state(folder)
        assert seen == new or (failed and seen == old)
        assert failed == (len(failing.calls) >= at), f"call {at} failed unheard"
        if not failed:
            return
    pytest.fail("the sweep never came to its end")


def test_a_fault_while_recovering_changes_nothing_that_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: Session
) -> None:
    with Journal(tmp_path) as journal:
        journal.keep(before)
        left_over = (tmp_path / "current.json").read_bytes()
        journal.finish(before)
    for at in range(1, 100):
        (tmp_path / "current.json").write_bytes(left_over)
        failing = FailingOs(at, errno.EIO, lasting=True)
        monkeypatch.setattr(storage, "os", failing)
        try:
            Journal(tmp_path).close()
        except JournalError:
            monkeypatch.setattr(storage, "os", os)
            assert state(tmp_path) == (None, (before,), ())
            continue
        assert len(failing.calls) < at
        return
    pytest.fail("the sweep never came to its end")


def test_a_second_opener_is_refused_at_once_and_a_reader_is_not(tmp_path: Path, before: Session) -> None:
    with Journal(tmp_path) as journal:
        for _ in range(100):
            with pytest.raises(JournalError, match="CoreCare is already open"):
                Journal(tmp_path)
        other = subprocess.run([*OPENER, str(tmp_path), "write"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert other.returncode == 1 and "CoreCare is already open" in other.stderr
        subprocess.run([*OPENER, str(tmp_path), ""], cwd=ROOT, check=True)
        journal.keep(before)
    with Journal(tmp_path) as journal:
        assert journal.current() == before
        journal.close()
        journal.close()
        Journal(tmp_path).close()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError, match="cannot be opened for writing"):
        Journal(tmp_path / "file" / "corecare")


def test_what_a_sync_tool_brings_is_taken_in(tmp_path: Path, before: Session) -> None:
    with Journal(tmp_path / "theirs") as theirs, Journal(tmp_path / "ours") as ours:
        for name in ("s1", "s2", "s3"):
            theirs.upsert(replace(before, id=name))
        ours.upsert(replace(before, id="s3"))
        (tmp_path / "theirs" / "sessions-2026.json").replace(tmp_path / "ours" / "sessions-2026.json")
        ours.upsert(replace(before, id="s4"))
        ours.upsert(replace(before, id="s3", end_pain=1))
        assert [(s.id, s.end_pain) for s in ours.sessions()] == [("s1", None), ("s2", None), ("s3", 1), ("s4", None)]


def test_a_rating_is_kept_while_the_years_file_is_damaged(tmp_path: Path, before: Session) -> None:
    with Journal(tmp_path) as journal:
        journal.upsert(replace(before, id="s0"))
        journal.keep(before)
        (tmp_path / "sessions-2026.json").write_text("damaged")
        journal.keep(replace(before, end_pain=3))
        with pytest.raises(JournalError, match="damaged"):
            journal.finish(before)
    assert '"end_pain":3' in (tmp_path / "current.json").read_text()


def test_years_load_in_a_thread_while_ratings_are_kept(tmp_path: Path, before: Session) -> None:
    with Journal(tmp_path) as journal:
        for year in range(2000, 2026):
            journal.upsert(replace(before, id=f"s{year}", started=START.replace(year=year)))
    with Journal(tmp_path) as journal:
        seen: list[int] = []
        threads = [threading.Thread(target=lambda: seen.append(len(journal.history().sessions))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for n in range(1, 20):
            journal.keep(replace(before, results=before.results * n))
        for thread in threads:
            thread.join()
        assert seen == [26] * 4
        assert (now := journal.current()) is not None and len(now.results) == 19


def maybe(what: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | what


text, yes_no, scores, places = st.text(), st.booleans(), maybe(st.integers(0, 10)), maybe(st.sampled_from(PLACES))
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(timezones=offsets)
doses = maybe(st.builds(Dose, st.integers(1, 50), st.integers(1, 200), maybe(st.integers(0, 3600)), st.integers(0, 600)))
outcomes, efforts = maybe(st.sampled_from(Outcome)), maybe(st.integers(1, 4))
results = st.builds(
    Result,
    text,
    maybe(times),
    doses,
    doses,
    maybe(st.floats(0, 10)),
    outcomes,
    maybe(yes_no),
    efforts,
    scores,
    places,
    yes_no,
    yes_no,
    maybe(text),
)
check_ins = st.builds(CheckIn, scores, st.lists(text).map(tuple))
sessions = st.builds(
    Session,
    text,
    times,
    maybe(text),
    maybe(text),
    maybe(times),
    maybe(st.sampled_from(SessionOutcome)),
    maybe(check_ins),
    st.lists(results, max_size=5).map(tuple),
    scores,
    scores,
    maybe(st.builds(MorningAfter, scores, maybe(yes_no))),
)


@settings(deadline=None)
@given(sessions, st.none() | st.text())
def test_a_session_comes_back_as_it_went(session: Session, note: str | None) -> None:
    entry = PainEntry(session.started, session.end_pain, None, note)
    with TemporaryDirectory() as folder, Journal(Path(folder)) as journal:
        journal.keep(session)
        assert state(Path(folder)) == (session, (), ())
        journal.finish(session)
        journal.log(entry)
        assert state(Path(folder)) == (None, (session,), (entry,))
        assert journal.sessions()[0].started.utcoffset() == session.started.utcoffset()
