"""The finished sessions and the pain logged in between: a file a year, each read when it is asked for."""

import re
import threading
from collections.abc import Hashable, Iterable
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, cast

from tinydb import TinyDB

from corecare_tui.adapters.journal.folding import fold
from corecare_tui.adapters.journal.shelf import Shelf, Version
from corecare_tui.adapters.journal.versions import VersionedStorage
from corecare_tui.domain.folded import Folded, Leaf
from corecare_tui.domain.history import History, in_order
from corecare_tui.domain.records import PainEntry, Record, Session

_YEAR = re.compile(r"sessions-(\d{4})\.json")
_Versions = tuple[tuple[int, Version], ...]


class Year:
    """One year's file and its two tables."""

    def __init__(self, folder: Path, year: int) -> None:
        file = tables(folder, f"sessions-{year:04d}", "sessions", "pains", keep=False)
        self._storage = cast(VersionedStorage, file.storage)
        self.sessions = Shelf(file, "sessions", Session, by_id)
        self.pains = Shelf(file, "pains", PainEntry, _itself)

    @property
    def version(self) -> Version:
        """Another one as soon as what stands in the file was seen to be something else."""
        return self.sessions.version

    def look(self) -> Version:
        """Its version after a look at the file, which another program may have changed."""
        with self._storage.held():
            return self.version

    def all(self) -> tuple[Version, list[Session], list[PainEntry]]:
        """Every record, in no order that means anything, and the version they are of."""
        with self._storage.held():
            sessions, pains = self.sessions.all(), self.pains.all()
            return self.version, sessions, pains

    def let_go(self) -> None:
        """Keep no record; the file is read again when one is asked for."""
        with self._storage.held():
            self.sessions.let_go()
            self.pains.let_go()


class FoldedYear(NamedTuple):
    """A year in which nothing is written any more, but for a correction."""

    version: Version
    leaves: tuple[Leaf, ...]
    pains: tuple[PainEntry, ...]


class Years:
    """All of them. Safe between threads; every method raises JournalError for a file that cannot be read or written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opening = threading.Lock()
        self._open: dict[int, Year] = {}
        self._past: dict[int, FoldedYear] = {}
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
            self._whole = versions, self._put_together()
        return self._whole[1]

    def _put_together(self) -> History:
        """The newest year as it is, the years before it folded up."""
        *before, newest = self.numbers() or [datetime.min.year]
        late = self.read([newest])  # first: side by side in memory it is written in half the time
        past = [self._folded(year) for year in before]
        sessions = Folded(tuple(leaf for year in past for leaf in year.leaves), cast(tuple[Session, ...], late.sessions))
        pains = [entry for year in past for entry in year.pains]
        ordered = all(one[:2] <= then[:2] for one, then in pairwise(sessions.outlines))
        # Not so after a New Year's Eve on the way from one zone to another: a file holds the year that was on the person's wall.
        return History.of(sessions if ordered else tuple(sessions), (*pains, *late.pains))

    def _folded(self, year: int) -> FoldedYear:
        one, known = self.of(year), self._past.get(year)
        if known is None or known.version != one.look():
            version, sessions, pains = one.all()
            self._past[year] = known = FoldedYear(version, fold(in_order(sessions)), tuple(pains))
            one.let_go()
        return known

    def read(self, years: Iterable[int]) -> History:
        """Those years, oldest first, from their files."""
        read = [self.of(year).all() for year in years]
        sessions = (session for _, of_year, _ in read for session in of_year)
        return History.of(sessions, (entry for _, _, logged in read for entry in logged))

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
        return tuple(sorted((year, one.version) for year, one in tuple(self._open.items())))


def tables(folder: Path, name: str, *own: str, keep: bool = True) -> TinyDB:
    """A file of the journal with the tables that it may hold; `keep` them at hand?"""
    return TinyDB(folder / f"{name}.json", storage=VersionedStorage, own=own, keep=keep)


def by_id(session: Session) -> Hashable:
    """The key of a session."""
    return session.id


def _itself(entry: PainEntry) -> Hashable:
    return entry
