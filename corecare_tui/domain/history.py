"""What happened so far, oldest first, and where in it to look."""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import TypeVar

from corecare_tui.domain.folded import Folded, Outline, Sessions, outline
from corecare_tui.domain.records import PainEntry, Session

K = TypeVar("K")
R = TypeVar("R")
S = TypeVar("S", Sessions, tuple[PainEntry, ...])
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class History:
    """Everything said so far, oldest first; indexed once, however many plans are made of it."""

    sessions: Sessions = ()
    pains: tuple[PainEntry, ...] = ()

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """One a session: who looks for some of many asks these, and unfolds only what is found."""
        return self.sessions.outlines if isinstance(self.sessions, Folded) else tuple(map(outline, self.sessions))

    @cached_property
    def by_exercise(self) -> dict[str, Sequence[int]]:
        """Exercise → the places in `sessions` of those that have it, oldest first."""
        return _places((exercise, number) for number, one in enumerate(self.outlines) for exercise in one.exercises)

    @cached_property
    def by_routine(self) -> dict[str | None, Sequence[int]]:
        """Routine → the places in `sessions` of its sessions, oldest first."""
        return _places((one.routine, number) for number, one in enumerate(self.outlines))

    @cached_property
    def by_day(self) -> dict[tuple[str | None, str | None], Sequence[int]]:
        """(routine, day) → the places in `sessions` of its sessions, oldest first."""
        return _places(((one.routine, one.day), number) for number, one in enumerate(self.outlines))

    @cached_property
    def by_slot(self) -> dict[str, Sequence[int]]:
        """Exercise → the places in `sessions` of those in which another one took its place, oldest first."""
        return _places((slot, number) for number, one in enumerate(self.outlines) for slot in one.slots)

    @cached_property
    def started(self) -> dict[str, datetime]:
        """The id of a session → when it began."""
        return {one.id: one.started for one in self.outlines}

    @classmethod
    def of(cls, sessions: Iterable[Session], pains: Iterable[PainEntry] = ()) -> "History":
        """Sorted by time and id, so that the order in which records arrive changes nothing."""
        return cls(sessions if isinstance(sessions, Folded) else in_order(sessions), tuple(sorted(pains, key=_order)))

    def plus(self, session: Session) -> "History":
        """With one more."""
        late = (session,)
        if self.outlines and self.outlines[-1][:2] > _when(session):
            return History.of(tuple(self.sessions) + late, self.pains)
        return History(self.sessions + late, self.pains)

    def last(self, places: Sequence[int]) -> Session | None:
        """The session at the last of these places; None where there is none."""
        return self.sessions[places[-1]] if places else None

    def number(self, session: Session) -> int:
        """Its place in `sessions`."""
        return bisect_left(self.outlines, _when(session), key=lambda one: one[:2])

    def before(self, moment: datetime) -> "History":
        """What began before that moment."""
        stop = bisect_left(self.outlines, moment, key=lambda one: one.started)
        return History(self.sessions[:stop], self.pains[: bisect_left(self.pains, moment, key=lambda entry: entry.at)])

    def until(self, day: date) -> "History":
        """What happened before and on `day`, nothing later. One that an import left open counts: its ratings were said."""
        sessions = _until(self.sessions, self._began, day)
        pains = _until(self.pains, self._logged, day)
        return self if sessions is self.sessions and pains is self.pains else History(sessions, pains)

    def since(self, day: date) -> "History":
        """What happened on `day` and after it; nothing of it is folded."""
        return History(_since(self.sessions, self._began, day), _since(self.pains, self._logged, day))

    @cached_property
    def _began(self) -> list[datetime]:
        return [one.started for one in self.outlines]

    @cached_property
    def _logged(self) -> list[datetime]:
        return [entry.at for entry in self.pains]


def in_order(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """By time and id."""
    return tuple(sorted(sessions, key=_when))


def _places(found: Iterable[tuple[K, int]]) -> dict[K, Sequence[int]]:
    """Key → numbers, as C integers: Python's of ten years are 0.7 MB, and at a finish two histories stand side by side."""
    places: defaultdict[K, array[int]] = defaultdict(lambda: array("I"))
    for key, number in found:
        places[key].append(number)
    return dict(places)


def _when(session: Session) -> tuple[datetime, str]:
    return session.started, session.id


def _order(entry: PainEntry) -> tuple[object, ...]:
    pain = -1 if entry.pain is None else entry.pain
    return entry.at, pain, entry.place or "", entry.note or "", entry.flare, len(entry.edits), repr(entry)


def _since(records: Sequence[R], moments: list[datetime], day: date) -> tuple[R, ...]:
    """Those from `day` on. They stand by instant: what lies more than a day before its beginning needs no look."""
    sure = bisect_right(moments, datetime.combine(day, time.min, UTC) - _DAY)
    return tuple(record for record, at in zip(records[sure:], moments[sure:], strict=True) if at.date() >= day)


def _until(records: S, moments: list[datetime], day: date) -> S:
    """Those up to `day`. They stand by instant, so only what lies within a day of the end of `day` needs a look."""
    end = datetime.combine(day, time.max, UTC)
    sure, last = (bisect_right(moments, moment) for moment in (end - _DAY, end + _DAY))
    near = tuple(records[number] for number in range(sure, last) if moments[number].date() <= day)
    return records if sure + len(near) == len(moments) else records[:sure] + near
