"""The finished sessions and the pain logged in between: a file a year, each read when it is asked for."""

import re
import threading
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from corecare_tui.adapters.journal.shelf import Shelf
from corecare_tui.adapters.journal.versions import VersionedStorage
from corecare_tui.domain.records import History, PainEntry, Record, Session

_YEAR = re.compile(r"sessions-(\d{4})\.json")
_Versions = tuple[tuple[int, tuple[int, int]], ...]


class Year:
    """One year's file and its two tables."""

    def __init__(self, folder: Path, year: int) -> None:
        file = tables(folder, f"sessions-{year:04d}", "sessions", "pains")
        self.sessions = Shelf(file, "sessions", Session, by_id)
        self.pains = Shelf(file, "pains", PainEntry, _itself)

    def forget(self) -> None:
        """Keep the records, not the documents they came from."""
        self.sessions.forget()


class Years:
    """All of them. Safe between threads; every method raises JournalError for a file that cannot be read or written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opening = threading.Lock()
        self._open: dict[int, Year] = {}
        self._whole: tuple[_Versions, History] | None = None
        """All of it, as it was put together when the files were of those versions."""

    def numbers(self) -> list[int]:
        """The years that have a file, oldest first."""
        names = (_YEAR.fullmatch(path.name) for path in self._folder.glob("sessions-*.json"))
        return sorted(int(name[1]) for name in names if name)

    def of(self, year: int) -> Year:
        """That year, which may have no file yet."""
        with self._opening:
            if year not in self._open:
                self._open[year] = Year(self._folder, year)
            return self._open[year]

    def shelf_of(self, record: Session | PainEntry) -> Shelf[Any]:
        """Where that record stands."""
        if isinstance(record, Session):
            return self.of(record.started.year).sessions
        return self.of(record.at.year).pains

    def history(self) -> History:
        """All of it, oldest first, put together once for as long as nothing is written here: a plan reads it many times."""
        while self._whole is None or self._whole[0] != self._versions():
            versions = self._versions()  # from before it is read: what is written meanwhile shows, and it is read again
            self._whole = versions, self.read(self.numbers())
        return self._whole[1]

    def read(self, years: Iterable[int]) -> History:
        """Those years, oldest first, from their files."""
        sessions: list[Session] = []
        pains: list[PainEntry] = []
        newest = max(self.numbers(), default=0)
        for year in sorted(years, reverse=True):  # the newest stays whole: side by side in memory it is written in half the time
            one = self.of(year)
            sessions += one.sessions.all()
            pains += one.pains.all()
            if year < newest:  # where nothing is written any more, but for a correction
                one.forget()
        return History.of(sessions, pains)

    def take_in(self, record: Record) -> None:
        """Insert or replace what the record holds, a write for each year."""
        pains = self._uncorrected(record.pains)
        for year in sorted({s.started.year for s in record.sessions} | {p.at.year for p in pains}):
            self.of(year).sessions.put_all([s for s in record.sessions if s.started.year == year])
            self.of(year).pains.put_all([p for p in pains if p.at.year == year])
        for year in self.numbers():  # a session whose year was corrected stands in its old year too
            self.of(year).sessions.drop({s.id for s in record.sessions if s.started.year != year})

    def keep_only(self, record: Record) -> None:
        """Drop what is not in the record."""
        ids, pains = {session.id for session in record.sessions}, set(record.pains)
        for one in map(self.of, self.numbers()):
            one.sessions.drop({session.id for session in one.sessions.all()} - ids)
            one.pains.drop(set(one.pains.all()) - pains)

    def _uncorrected(self, pains: Iterable[PainEntry]) -> list[PainEntry]:
        """Without those that were corrected here since: a logged score has no id, and its old self would stand beside it."""
        here = (entry for year in self.numbers() for entry in self.of(year).pains.all())
        was = {(entry.at, edit.pain, edit.place, edit.note) for entry in here for edit in entry.edits}
        return [p for p in pains if p.edits or (p.at, p.pain, p.place, p.note) not in was]

    def _versions(self) -> _Versions:
        return tuple(sorted((year, one.sessions.version) for year, one in tuple(self._open.items())))


def tables(folder: Path, name: str, *own: str) -> TinyDB:
    """A file of the journal with the tables that it may hold."""
    return TinyDB(folder / f"{name}.json", storage=VersionedStorage, own=own)


def by_id(session: Session) -> Hashable:
    """The key of a session."""
    return session.id


def _itself(entry: PainEntry) -> Hashable:
    return entry
