"""The journal: what was kept is there, whoever pulls the plug, and what it does not understand it neither loses nor guesses."""

import errno
import json
import os
import shutil
import stat
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from corecare_tui.adapters.journal import Journal, JournalError, storage
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.folded import Folded
from corecare_tui.domain.profile import Profile, Stance
from corecare_tui.domain.records import CheckIn, Edit, MorningAfter, Outcome, PainEntry, Record, Result, Session, SessionOutcome
from tests.adapters.journal_kit import GOOD, store

BERLIN = timezone(timedelta(hours=1))
START = datetime(2026, 11, 1, 8, 0, 0, 250_000, tzinfo=BERLIN)
PLANK = Result("plank", START + timedelta(minutes=5), Dose(3, None, 30, 30), None, 1.0, Outcome.DONE, True, 2, 3, "low_back")
OPEN = Session("s1", START, "three_day", "day1", None, SessionOutcome.OPEN, CheckIn(2, ("fall",)), (PLANK,))
END = START + timedelta(minutes=14)
DONE = replace(OPEN, ended=END, outcome=SessionOutcome.FINISHED, end_pain=2, effort=5, morning_after=MorningAfter(1, True))
LOGGED = PainEntry(datetime(2026, 11, 2, 21, tzinfo=BERLIN), 2, "low_back", "after gardening")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "corecare"


def stored(folder: Path, name: str, table: str = "sessions") -> dict[str, Any]:
    return json.loads((folder / f"{name}.json").read_bytes())[table]


def test_a_session_from_first_rating_to_history(folder: Path) -> None:
    with Journal(folder) as journal:
        assert journal.current() is None
        journal.keep(replace(OPEN, results=()))
        journal.keep(OPEN)
    with Journal(folder) as journal:
        assert journal.current() == OPEN
        assert journal.sessions() == ()
        journal.finish(DONE)
        journal.log(LOGGED)
        assert (journal.current(), journal.sessions(), journal.pains()) == (None, (DONE,), (LOGGED,))
    with Journal(folder) as journal:
        assert (journal.current(), journal.sessions(), journal.pains()) == (None, (DONE,), (LOGGED,))
        assert journal.years() == [2026]


def test_an_offset_and_microseconds_stay_as_given(folder: Path) -> None:
    with Journal(folder) as journal:
        journal.finish(DONE)
    assert stored(folder, "sessions-2026")["1"]["started"] == "2026-11-01T08:00:00.250000+01:00"
    with Journal(folder, write=False) as journal:
        assert journal.sessions()[0].started.utcoffset() == timedelta(hours=1)


def test_a_naive_time_is_this_machines_wall_clock(folder: Path) -> None:
    wall = datetime(2026, 11, 1, 8)
    with Journal(folder) as journal:
        journal.upsert(Session("s", wall, ended=wall, results=(Result("plank", wall),)))
        journal.log(PainEntry(wall, 1))
    store(folder, "sessions-2025", {"id": "t", "started": "2025-11-01T08:00:00"})
    with Journal(folder) as journal:
        first, second = journal.sessions()
        assert first.started.tzinfo and (first.date, first.started.hour) == (date(2025, 11, 1), 8)
        assert second == Session("s", wall.astimezone(), ended=wall.astimezone(), results=(Result("plank", wall.astimezone()),))
        assert journal.pains() == (PainEntry(wall.astimezone(), 1),)


def test_the_profile(folder: Path) -> None:
    profile = Profile(date(2026, 11, 1), ("one_leg", "wrist"), ("one_leg",), ("mat", "ball"), Stance(strict=True))
    with Journal(folder) as journal:
        assert journal.profile() == Profile()
        journal.save_profile(Profile())
        journal.save_profile(profile)
        assert journal.profile() == profile
    with Journal(folder, write=False) as journal:
        assert journal.profile() == profile


def test_years_have_files_of_their_own_and_history_is_in_order(folder: Path) -> None:
    days = [datetime(2026, 1, 1, tzinfo=BERLIN), datetime(2024, 12, 31, 23, 59, tzinfo=BERLIN), datetime(2025, 6, 1, tzinfo=UTC)]
    with Journal(folder) as journal:
        for day in days:
            journal.upsert(Session(f"s{day.year}", day))
            journal.log(PainEntry(day, 1))
        (folder / "sessions-2026 (conflicted copy).json").write_text("not ours")
        assert journal.years() == [2024, 2025, 2026]
        assert [s.id for s in journal.sessions()] == ["s2024", "s2025", "s2026"]
        assert [s.id for s in journal.sessions([2025, 1999])] == ["s2025"]
        assert [p.at.year for p in journal.pains([2024])] == [2024]
        assert not (folder / "sessions-1999.json").exists()


def test_a_damaged_year_does_not_stop_who_asks_for_others(folder: Path) -> None:
    with Journal(folder) as journal:
        for day in (date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1)):
            journal.upsert(Session(day.isoformat(), datetime(day.year, day.month, day.day, 7, tzinfo=BERLIN)))
        journal.log(LOGGED)
    (folder / "sessions-2024.json").write_text("damaged")
    with Journal(folder, write=False) as journal:
        late = journal.history([2025, 2026])
        assert [s.id for s in late.sessions] == ["2025-12-30", "2025-12-31", "2026-01-01"] and late.pains == (LOGGED,)
        assert journal.history([2027]).sessions == ()


def test_upsert_replaces_by_id(folder: Path) -> None:
    with Journal(folder) as journal:
        for session in (DONE, replace(DONE, id="s2"), replace(DONE, end_pain=7)):
            journal.upsert(session)
        assert [(s.id, s.end_pain) for s in journal.sessions()] == [("s1", 7), ("s2", 2)]
    assert set(stored(folder, "sessions-2026")) == {"1", "2"}


def test_the_same_pain_twice_is_one(folder: Path) -> None:
    with Journal(folder) as journal:
        journal.log(LOGGED)
        journal.log(LOGGED)
        journal.log(replace(LOGGED, pain=None))
        assert len(journal.pains()) == 2


def test_only_one_session_is_open_and_a_finished_one_is_not_kept(folder: Path) -> None:
    with Journal(folder) as journal:
        journal.keep(OPEN)
        with pytest.raises(JournalError, match="s1 is still open"):
            journal.keep(replace(OPEN, id="s2"))
        journal.finish(DONE)
        with pytest.raises(JournalError, match="s1 is finished"):
            journal.keep(OPEN)
        journal.keep(replace(OPEN, id="s2"))
        journal.finish(DONE)
        assert journal.current() == replace(OPEN, id="s2")


def test_a_crash_between_the_two_writes_of_finish_is_mended_at_open(folder: Path) -> None:
    with Journal(folder) as journal:
        journal.keep(OPEN)
        shutil.copy(folder / "current.json", folder / "then")
        journal.finish(DONE)
    (folder / "then").replace(folder / "current.json")
    (folder / ".current.json.0a1b2c3d.corecare").write_text("half")
    with Journal(folder, write=False) as reader:
        assert (reader.current(), reader.sessions()) == (None, (DONE,))
    assert stored(folder, "current")
    with Journal(folder) as journal:
        assert (journal.current(), journal.sessions()) == (None, (DONE,))
    assert stored(folder, "current") == {}
    assert {path.name for path in folder.iterdir()} == {"current.json", "lock", "sessions-2026.json"}


def test_a_finish_that_failed_half_way_makes_room_for_the_next_session(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Journal(folder) as journal:
        journal.upsert(replace(DONE, id="s0"))
        journal.keep(OPEN)
        replaced: list[object] = []
        real = os.replace

        def second_replace_fails(source: Path, target: Path) -> None:
            replaced.append(target)
            if len(replaced) == 2:
                raise OSError(errno.ENOSPC, "No space left on device")
            real(source, target)

        with monkeypatch.context() as patch, pytest.raises(JournalError, match=r"current\.json: could not be written \(No space"):
            patch.setattr(storage.os, "replace", second_replace_fails)
            journal.finish(DONE)
        assert (journal.current(), len(journal.sessions())) == (None, 2)
        journal.keep(replace(OPEN, id="s2"))
        assert journal.current() == replace(OPEN, id="s2")
    assert len(stored(folder, "current")) == 1


def test_a_new_document_takes_an_id_that_is_free(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "sessions-2026.json").write_text(json.dumps({"sessions": {"2": GOOD}}))
    with Journal(folder) as journal:
        journal.upsert(replace(DONE, id="s2"))
    assert set(stored(folder, "sessions-2026")) == {"2", "3"}


def test_what_this_version_does_not_know_survives(folder: Path) -> None:
    filmed = [{"exercise": name, "video": n} for n, name in enumerate(("plank", "bridge", "plank"), 1)]
    store(folder, "current", GOOD | {"mood": "good", "check_in": {"pain": 2, "sleep_h": 7}, "results": filmed})
    with Journal(folder) as journal:
        journal.keep(replace(OPEN, results=(Result("bridge"), PLANK, PLANK, Result("plank"))))
        journal.finish(replace(DONE, results=(Result("bridge"), PLANK, PLANK, Result("plank"))))
        journal.upsert(replace(DONE, end_pain=4, results=(PLANK, Result("bridge"), PLANK)))
    document = stored(folder, "sessions-2026")["1"]
    assert (document["mood"], document["check_in"]["sleep_h"], document["end_pain"]) == ("good", 7, 4)
    assert [result.get("video") for result in document["results"]] == [1, 2, 3]


def test_an_unknown_table_survives(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "sessions-2026.json").write_text('{"sessions": {}, "steps": {"1": {"count": 9000}}}')
    with Journal(folder) as journal:
        journal.upsert(DONE)
    assert stored(folder, "sessions-2026", "steps") == {"1": {"count": 9000}}


def test_folder_and_files_are_private(folder: Path) -> None:
    before = os.umask(0)
    try:
        with Journal(folder) as journal:
            journal.keep(OPEN)
            journal.finish(DONE)
            journal.save_profile(Profile())
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {(file.name, stat.S_IMODE(file.stat().st_mode)) for file in folder.iterdir()} == {
        (name, 0o600) for name in ("lock", "current.json", "profile.json", "sessions-2026.json")
    }


def test_stock_tinydb_can_read_it(folder: Path) -> None:
    with Journal(folder) as journal:
        journal.finish(DONE)
        journal.log(LOGGED)
    with TinyDB(folder / "sessions-2026.json", encoding="utf-8") as stock:
        assert stock.table("sessions").all()[0]["results"][0]["pain"] == 3
        assert stock.table("pains").all()[0]["at"] == "2026-11-02T21:00:00+01:00"


def test_a_reader_makes_nothing_writes_nothing_and_follows_the_writer(folder: Path) -> None:
    reader = Journal(folder, write=False)
    assert (reader.current(), reader.years(), reader.profile()) == (None, [], Profile())
    assert not folder.exists()
    with Journal(folder) as journal:
        journal.keep(OPEN)
        assert reader.current() == OPEN
        journal.finish(DONE)
        assert (reader.current(), reader.sessions()) == (None, (DONE,))
    for shut in (reader, journal):
        for write, record in ((shut.keep, OPEN), (shut.finish, DONE), (shut.log, LOGGED), (shut.save_profile, Profile())):
            with pytest.raises(JournalError, match="is open for reading only"):
                write(record)


def test_years_that_are_past_are_told_as_they_were_said(folder: Path) -> None:
    edited = replace(PLANK, edits=(Edit(END, 5, "hip"),), note="Ü \\ \u2028", usual=Dose(2, None, 30, 30), side="left")
    said = [replace(DONE, id=f"s{n}", started=START - timedelta(n), results=(edited, PLANK)) for n in range(500)]
    with Journal(folder) as journal:
        journal.take_in(Record(Profile(), tuple(said), (replace(LOGGED, at=LOGGED.at - timedelta(400)), LOGGED)))
        first = journal.history()
        assert first.sessions == tuple(reversed(said)) and isinstance(first.sessions, Folded)
        assert first.sessions[0].started.isoformat() == said[-1].started.isoformat(), "its offset with it"
        assert journal.history() is first, "put together once"
        journal.exchange(said[-1], replace(said[-1], end_pain=7))
        journal.log(replace(LOGGED, at=LOGGED.at - timedelta(390)))
        now = journal.history()
        assert (now.sessions[0].end_pain, len(now.pains)) == (7, 3)
        assert (first.sessions[0].end_pain, len(first.pains)) == (2, 2), "who looks at it still sees what there was"
        assert journal.session("s499", now.sessions[0].started.year) == now.sessions[0]
        assert journal.record().sessions == now.sessions
    with Journal(folder, write=False) as journal:
        assert journal.history() == now


def test_a_new_years_eve_on_the_way_from_one_zone_to_another(folder: Path) -> None:
    auckland, honolulu = timezone(timedelta(hours=13)), timezone(timedelta(hours=-10))
    here = Session("in 2025", datetime(2025, 1, 1, 9, tzinfo=auckland))
    there = Session("in 2024 again", datetime(2024, 12, 31, 12, tzinfo=honolulu))
    with Journal(folder) as journal:
        for session in (there, here, Session("since", datetime(2026, 1, 1, tzinfo=UTC))):
            journal.upsert(session)
        assert [s.id for s in journal.history().sessions] == ["in 2025", "in 2024 again", "since"]
        assert journal.years() == [2024, 2025, 2026]


def test_another_hands_change_of_a_past_year_is_seen_at_the_next_write(folder: Path) -> None:
    with Journal(folder) as journal:
        for year in (2024, 2025, 2026):
            journal.upsert(Session(f"s{year}", datetime(year, 6, 1, tzinfo=UTC)))
        assert len(journal.history().sessions) == 3
        file = folder / "sessions-2024.json"
        file.write_text(file.read_text().replace('"end_pain":null', '"end_pain":4'))
        journal.upsert(Session("another", datetime(2026, 7, 1, tzinfo=UTC)))
        assert [s.end_pain for s in journal.history().sessions] == [4, None, None, None]


def test_of_two_sessions_at_one_instant_the_id_tells_which_comes_first(folder: Path) -> None:
    west, east = datetime(2024, 12, 31, 23, 30, tzinfo=timezone(-timedelta(hours=1))), datetime(2025, 1, 1, 0, 30, tzinfo=UTC)
    with Journal(folder) as journal:
        journal.upsert(Session("z", west))
        journal.upsert(Session("a", east))
        assert [s.id for s in journal.history().sessions] == ["a", "z"]
