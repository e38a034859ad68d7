"""The folder of a person's record: one open session, a file a year of finished ones, the profile, and the lock on them all."""

import os
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Self

from corecare_tui.adapters.journal.lock import lock
from corecare_tui.adapters.journal.shelf import Shelf
from corecare_tui.adapters.journal.storage import Damaged, JournalError, sweep
from corecare_tui.adapters.journal.years import Years, by_id, tables
from corecare_tui.domain.history import History
from corecare_tui.domain.mark import Mark, Newest
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import PainEntry, Record, Session, SessionOutcome


class StillOpen(JournalError):
    """A session was to begin while another one is not finished."""


DISCARDED = "of a session that was discarded"


class Journal:
    """A person's record on disk; what a method has written is there, power cut or not, when it returns.

    `current.json` holds the one open session, so that a rating costs the same after ten years (0.6 ms) as on the first day;
    `sessions-YYYY.json` what happened in a year; `profile.json` the person. All are plain TinyDB files. Every method raises
    JournalError when a file it needs is damaged or cannot be read or written; the file then is as it was.
    """

    def __init__(self, folder: Path, *, write: bool = True) -> None:
        """Open `folder`; unless `write` is False it is made if missing (0700), locked, swept and recovered.

        Years are read when asked for. Raises JournalError when another CoreCare has the folder open for writing.
        """
        self.folder = folder
        self._lock = lock(folder) if write else None
        self._years = Years(folder)
        current = tables(folder, "current", "sessions", "mark", "newest")
        self._current = Shelf(current, "sessions", Session, by_id)
        self._mark = Shelf(current, "mark", Mark, _only)
        self._newest = Shelf(current, "newest", Newest, _only)
        self._profile = Shelf(tables(folder, "profile", "profile"), "profile", Profile, _only)
        try:
            self._recover()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the lock; nothing waits to be written. A second call does nothing."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def current(self) -> Session | None:
        """The open session: begun, kept, not finished."""
        held = self._held()
        return None if held is None or self._finished(held) else held

    def keep(self, session: Session) -> None:
        """Write the open session; on return it is on disk. Raises JournalError while a different session is open."""
        self._check_writable()
        held = self._held()
        if held is None or held.id != session.id:
            self._begin(session)
        self._current.put(session)

    def mark(self, mark: Mark) -> None:
        """Write where the open session stands, in the place of what was there. Nothing else is touched or read."""
        if self._lock is not None:
            self._mark.put(mark)

    def marked(self) -> Mark | None:
        """Where the open session stood last; None where that is not known, or of another session."""
        held = self.current()
        try:
            mark = self._mark.get(_ONLY)
        except JournalError:  # written by another CoreCare, or by hand: it is a comfort, and the session goes on without it
            return None
        return mark if mark is not None and held is not None and mark.session == held.id else None

    def newest(self) -> datetime | None:
        """The newest moment that was written here by this program, imports left aside; None when there is none."""
        told, held = self._newest.get(_ONLY), self._held()
        moments = [] if held is None else [held.started, held.ended, *(result.at for result in held.results)]
        return max([moment for moment in (told and told.at, *moments) if moment], default=None)

    def discard(self, session: Session) -> None:
        """Drop the open session. The ratings said in it stay, as pain felt that day."""
        self._check_writable()
        for result in session.results:
            if result.pain is not None:
                self.log(PainEntry(result.at or session.started, result.pain, result.place, DISCARDED))
        self._clear_current()

    def finish(self, session: Session) -> None:
        """Put the session into its year and close it as the open one. After a failure or a crash, simply call it again."""
        self._check_writable()
        document = self._current.document(session.id)
        self._years.shelf_of(session).put(session, document)
        if document:
            self._clear_current(session)

    def session(self, id: str, year: int) -> Session | None:
        """The finished session of that id, which began in that year, as it is now."""
        return self._years.of(year).sessions.get(id)

    def upsert(self, session: Session) -> None:
        """Insert or replace a finished session by its id."""
        self._check_writable()
        self._years.shelf_of(session).put(session)

    def log(self, entry: PainEntry) -> None:
        """Write pain felt outside a session; the same entry twice is one."""
        self._check_writable()
        self._years.shelf_of(entry).put(entry)

    def exchange(self, before: Session | PainEntry | None, after: Session | PainEntry | None) -> None:
        """Put `after` into the place of `before`, which is a correction of it, in one write; None = nothing is or was there."""
        self._check_writable()
        one = after or before
        if one is not None:
            self._years.shelf_of(one).exchange(before, after)

    def take_in(self, record: Record) -> None:
        """Insert or replace all of a record, a write for each year; what is there and not in it stays."""
        self._check_writable()
        self._years.take_in(record)
        self.save_profile(record.profile)

    def profile(self) -> Profile:
        """The person; a new Profile when none was saved."""
        return self._profile.get(_ONLY) or Profile()

    def save_profile(self, profile: Profile) -> None:
        """Write the profile in place of the one before."""
        self._check_writable()
        self._profile.put(profile)

    def record(self) -> Record:
        """Everything, the open session with it. Raises JournalError at the first file that cannot be read."""
        past, held = self.history(), self.current()
        sessions = past.plus(held).sessions if held else past.sessions
        return Record(self.profile(), sessions, past.pains)

    def files(self) -> list[Path]:
        """The files of the record that are there."""
        return sorted(self.folder.glob("*.json"))

    def take_missing(self, record: Record) -> None:
        """Of a record only what is not here: a file was set aside, and what the others hold is newer."""
        self._check_writable()
        known = {session.id for session in self.sessions()} | {held.id for held in [self.current()] if held}
        for session in (session for session in record.sessions if session.id not in known):
            if session.outcome is SessionOutcome.OPEN and self.current() is None:
                self.keep(session)
            else:
                self.upsert(session)
        for entry in set(record.pains) - set(self.pains()):
            self.log(entry)
        if self.profile() == Profile():
            self.save_profile(record.profile)

    def become(self, record: Record) -> None:
        """Hold what the record holds, and nothing else. Interrupted, it is done again: twice is once."""
        self._check_writable()
        self._clear_current()
        self.take_in(replace(record, sessions=tuple(s for s in record.sessions if s.outcome is not SessionOutcome.OPEN)))
        self._years.keep_only(record)
        self.take_missing(record)

    def years(self) -> list[int]:
        """The years that have a file, oldest first."""
        return self._years.numbers()

    def history(self, years: Iterable[int] | None = None) -> History:
        """All finished sessions and logged pain of those years, oldest first; None = every year. A thread may ask."""
        if years is None and self._lock is not None:
            return self._years.history()
        return self._years.read(self.years() if years is None else years)

    def sessions(self, years: Iterable[int] | None = None) -> Sequence[Session]:
        """The finished sessions of those years, oldest first; None = every year."""
        return self.history(years).sessions

    def pains(self, years: Iterable[int] | None = None) -> tuple[PainEntry, ...]:
        """The pain logged outside sessions in those years, oldest first; None = every year."""
        return self.history(years).pains

    def _held(self) -> Session | None:
        """What current.json holds, finished or not."""
        held = self._current.all()
        if len(held) > 1:
            mend = "keep the one that is open in the file and move the others to their year"
            raise Damaged(self.folder / "current.json", f"holds {len(held)} open sessions", mend)
        return held[0] if held else None

    def _finished(self, session: Session) -> bool:
        return self._years.shelf_of(session).get(session.id) is not None

    def _begin(self, session: Session) -> None:
        """Make room for a new open session. Only here is a year's file looked at: damage to it must not stop a rating."""
        if (other := self.current()) is not None:
            raise StillOpen(self.folder, f"the session {other.id[:60]} is still open", "finish it first")
        if self._finished(session):
            raise JournalError(self.folder, f"the session {session.id[:60]} is finished", "correct it with upsert")
        if self._held() is not None:
            self._clear_current()

    def _clear_current(self, finished: Session | None = None) -> None:
        newest = self.newest()
        moments = [moment for moment in (newest, finished and finished.ended) if moment]
        if moments:
            self._newest.put_alone(Newest(max(moments)), ("sessions", "mark"))
        else:
            self._current.clear()
            self._mark.clear()

    def _recover(self) -> None:
        """Undo what a crash left: temp files, and the open session that had already reached its year's file."""
        if self._lock is None:
            return
        for folder in {self.folder, *(Path(os.path.realpath(path)).parent for path in self.folder.glob("*.json"))}:
            sweep(folder)
        if self._held() is not None and self.current() is None:
            self._clear_current()

    def _check_writable(self) -> None:
        if self._lock is None:
            mend = "make it yours, or make room on its disk, and start again"
            raise JournalError(self.folder, "is open for reading only", mend)


_ONLY = "profile"


def _only(_: Profile | Mark | Newest) -> Hashable:
    return _ONLY
