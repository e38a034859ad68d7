"""The log: every score with its occasion, newest session first, also those that were not said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge

from corecare_tui.domain.exercise import Dose, Library
from corecare_tui.domain.pain import PLACE_NAMES, Score
from corecare_tui.domain.records import Edit, History, PainEntry, Result, Session, SessionOutcome
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


def entries(history: History) -> tuple[Entry, ...]:
    """Every row, the newest session first, what belongs to a session in the order it was said."""
    sessions = (s for s in reversed(history.sessions) if s.outcome is not SessionOutcome.OPEN)
    logged = (Entry(When.BETWEEN, entry.at, entry) for entry in reversed(history.pains))
    parts = merge(((s.started, tuple(_of(s))) for s in sessions), ((e.at, (e,)) for e in logged), key=_moment, reverse=True)
    return tuple(entry for _, rows in parts for entry in rows)


def texts(rows: Iterable[Entry], library: Library) -> tuple[str, ...]:
    """What each row can be found by: day, name, place, note."""
    return tuple(_text(row, library) for row in rows)


def found(rows: Sequence[Entry], known: Sequence[str], words: str) -> Sequence[Entry]:
    """The rows whose text in `known` has every one of the words; all of them without words."""
    wanted = words.casefold().split()
    return [row for row, text in zip(rows, known, strict=True) if all(word in text for word in wanted)] if wanted else rows


def _of(session: Session) -> Iterator[Entry]:
    yield Entry(When.CHECK_IN, session.started, session)
    for index, result in enumerate(session.results):
        yield Entry(When.EXERCISE, result.at or session.started, session, index)
    yield Entry(When.END, session.ended or session.started, session)
    if session.morning_after is not None:
        yield Entry(When.MORNING, session.started + timedelta(1), session)


def _of_session(session: Session, when: When) -> Score:
    if when is When.CHECK_IN:
        return session.pre
    if when is When.END:
        return session.end_pain
    return session.morning_after.pain if session.morning_after else None


def _moment(part: tuple[datetime, tuple[Entry, ...]]) -> datetime:
    return part[0]


def _text(row: Entry, library: Library) -> str:
    parts = (f"{row.at:%d %b %Y %A}", row.name(library), PLACE_NAMES.get(row.place or "", ""), row.note or "")
    return " ".join(parts).casefold()
