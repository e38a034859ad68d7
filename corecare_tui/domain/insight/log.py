"""The log: every score with its occasion, newest session first, also those that were not said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import merge
from typing import overload

from corecare_tui.domain.exercise import Dose, Library
from corecare_tui.domain.history import History
from corecare_tui.domain.pain import PLACE_NAMES, Score
from corecare_tui.domain.records import Edit, PainEntry, Result, Session
from corecare_tui.domain.scores import When

NAMES = {
    When.CHECK_IN: "Before the session",
    When.END: "After the session",
    When.MORNING: "The morning after",
    When.BETWEEN: "Between sessions",
}
"""What a score is called that is none of an exercise."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log."""

    when: When
    at: datetime
    record: Session | PainEntry
    """What it is part of."""
    index: int = 0
    """Of an exercise: its place in the session's results."""

    @property
    def result(self) -> Result | None:
        """What was done, where it is the rating of an exercise."""
        return self.record.results[self.index] if isinstance(self.record, Session) and self.when is When.EXERCISE else None

    @property
    def pain(self) -> Score:
        """The score; None = not said."""
        if isinstance(self.record, PainEntry):
            return self.record.pain
        if self.result is not None:
            return self.result.pain
        return _of_session(self.record, self.when)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Its corrections, oldest first."""
        if isinstance(self.record, Session) and self.result is None:
            return tuple(edit for edit in self.record.edits if edit.of == self.when)
        return self.result.edits if self.result else self.record.edits

    @property
    def place(self) -> str | None:
        """Where it hurt."""
        told = self.result or self.record
        return None if isinstance(told, Session) else told.place

    @property
    def note(self) -> str | None:
        """A few words of the person."""
        told = self.result or self.record
        return None if isinstance(told, Session) else told.note

    @property
    def dose(self) -> Dose | None:
        """What was asked."""
        return self.result.dose if self.result else None

    def name(self, library: Library) -> str:
        """The exercise, or the occasion."""
        if self.result is None:
            return NAMES[self.when]
        known = library.get(self.result.exercise)
        return known.name if known else self.result.exercise


class Log(Sequence[Entry]):
    """Every row, the newest session first, what belongs to a session in the order it was said.

    A row is made when it is looked at: 47,000 of ten years kept as objects made every collection of garbage 90 ms long.
    """

    def __init__(self, history: History, today: date, keys: Sequence[int] | None = None) -> None:
        """`keys`: some rows of it only."""
        self._history, self._today = history, today
        self._keys = tuple(_keys(history, today)) if keys is None else tuple(keys)

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> Entry: ...

    @overload
    def __getitem__(self, at: slice) -> "Log": ...

    def __getitem__(self, at: int | slice) -> "Entry | Log":
        if isinstance(at, slice):
            return Log(self._history, self._today, self._keys[at])
        return _entry(self._keys[at], self._history)

    def texts(self, library: Library) -> tuple[str, ...]:
        """What each row can be found by: day, name, place, note."""
        return tuple(_text(row, library) for row in self)

    def found(self, texts: Sequence[str], words: str, exercise: str | None = None) -> "Log":
        """The rows whose text has every one of the words, a number whole and a word from its beginning; or of one exercise."""
        wanted = [f" {word} " if word.isdigit() else f" {word}" for word in _words(words)]
        if not wanted and exercise is None:
            return self
        of = "" if exercise is None else f"{exercise.casefold()}\n"
        rows = zip(self._keys, texts, strict=True)
        kept = (key for key, text in rows if text.startswith(of) and all(word in text for word in wanted))
        return Log(self._history, self._today, tuple(kept))


_ROOM = 1 << 20
"""A key is the place of a session times this, plus the place of the row in it; of pain logged in between -1 minus its place."""
_END, _MORNING = _ROOM - 2, _ROOM - 1


def _keys(history: History, today: date) -> Iterator[int]:
    sessions = ((s.started, n) for n, s in reversed(tuple(enumerate(history.sessions))))
    logged = ((p.at, -1 - n) for n, p in reversed(tuple(enumerate(history.pains))))
    for _, number in merge(sessions, logged, key=_moment, reverse=True):
        yield from (number,) if number < 0 else _of(history.sessions[number], number * _ROOM, today)


def _of(session: Session, first: int, today: date) -> Iterator[int]:
    yield from range(first, first + 1 + len(session.results))
    yield first + _END
    if session.morning_after is not None or session.date < today:
        yield first + _MORNING


def _entry(key: int, history: History) -> Entry:
    if key < 0:
        entry = history.pains[-1 - key]
        return Entry(When.BETWEEN, entry.at, entry)
    session, place = history.sessions[key // _ROOM], key % _ROOM
    if place == 0:
        return Entry(When.CHECK_IN, session.started, session)
    if place == _END:
        return Entry(When.END, session.ended or session.started, session)
    if place == _MORNING:
        return Entry(When.MORNING, session.started + timedelta(1), session)
    return Entry(When.EXERCISE, session.results[place - 1].at or session.started, session, place - 1)


def _of_session(session: Session, when: When) -> Score:
    if when is When.CHECK_IN:
        return session.pre
    if when is When.END:
        return session.end_pain
    return session.morning_after.pain if session.morning_after else None


def _moment(part: tuple[datetime, int]) -> datetime:
    return part[0]


def _text(row: Entry, library: Library) -> str:
    parts = [f"{row.at:%d %b %Y %A %Y-%m-%d}", row.name(library), PLACE_NAMES.get(row.place or "", ""), row.note or ""]
    if row.result is not None:
        parts.append(str(row.result.outcome or ""))
    of = row.result.exercise.casefold() if row.result else ""
    return f"{of}\n {' '.join(_words(' '.join(parts)))} "


def _words(text: str) -> list[str]:
    """A day without its leading nought: `2 Nov` is meant where `02 Nov` stands."""
    return [word.lstrip("0") or "0" if word.isdigit() else word for word in text.casefold().split()]
