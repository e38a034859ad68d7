"""The past as the rules see it: exposures of an exercise with their zones, who stood in for whom, and the week's means."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import islice, takewhile

from corecare_tui.domain.exercise import Dose, Library
from corecare_tui.domain.insight import WEEK, Days
from corecare_tui.domain.pain import Score
from corecare_tui.domain.plan import Because
from corecare_tui.domain.records import History, Outcome, Result, Session, SessionOutcome
from corecare_tui.domain.routine import Item, Routines
from corecare_tui.domain.rules import thresholds as t
from corecare_tui.domain.rules.zones import Zone, zone


@dataclass(frozen=True, slots=True)
class Exposure:
    """One exercise as one session had it; done twice in a session, the worse answer of each kind counts."""

    session: Session
    result: Result

    @property
    def zone(self) -> Zone:
        """Of its rating; sharp pain is at least RED (S1)."""
        found = zone(self.result.pain, self.session.pre)
        return max(found, Zone.RED) if self.result.sharp else found

    @property
    def usual(self) -> Dose | None:
        """The dose without that day's lightening."""
        return self.result.usual or self.result.dose

    @property
    def failed(self) -> bool:
        """Less than 80 % done, or form lost (D3)."""
        done = self.result.done
        return (done is not None and done < t.DONE_LEAST) or self.result.form_held is False

    def because(self, what: str = "rating") -> Because:
        """The reference a Decision carries."""
        return Because(self.session.id, self.result.exercise, self.result.pain, what)


def worse(a: Result, b: Result) -> Result:
    """Two results of one exercise in one session as one."""
    pains = [r.pain for r in (a, b)]
    dones = [r.done for r in (a, b) if r.done is not None]
    held = [r.form_held for r in (a, b)]
    efforts = [r.effort for r in (a, b)]
    return replace(
        b,
        pain=max((p for p in pains if p is not None), default=None) if None not in pains or max_of(pains) >= t.AMBER else None,
        done=min(dones, default=None),
        form_held=False if False in held else (None if None in held else True),
        effort=None if None in efforts else max(e for e in efforts if e is not None),
        sharp=a.sharp or b.sharp,
        leg=a.leg or b.leg,
    )


def max_of(scores: Iterable[Score]) -> int:
    """The greatest said score; -1 when nothing was said."""
    return max((s for s in scores if s is not None), default=-1)


class Past:
    """Everything before and on one day, indexed once for one planning."""

    def __init__(self, history: History, today: date, library: Library, routines: Routines) -> None:
        self.history = _known_on(today, history.until(today))
        self.today, self._library, self._routines = today, library, routines
        self._exposures: dict[str, list[Exposure]] = {}
        self._merged: dict[int, dict[str, Result]] = {}

    @cached_property
    def finished(self) -> int:
        """Finished sessions, counted as far as it matters."""
        done = (s for s in reversed(self.history.sessions) if s.outcome is SessionOutcome.FINISHED)
        return sum(1 for _ in islice(done, t.BEGINNER_SESSIONS))

    @property
    def last(self) -> Session | None:
        """The latest session."""
        return self.history.sessions[-1] if self.history.sessions else None

    def sessions_of(self, exercise: str) -> list[int]:
        """The places in the history of the sessions that have it, oldest first; the far past only for what is not in the near."""
        return self._near.get(exercise) or self._whole.get(exercise, [])

    def trained_last(self, exercise: str) -> int:
        """The place in the history of the last session that has it; -1 = not in the near past."""
        return self._near.get(exercise, [-1])[-1]

    @cached_property
    def _near(self) -> dict[str, list[int]]:
        return self._index(len(self.history.sessions) - t.SESSIONS_NEAR)

    @cached_property
    def _whole(self) -> dict[str, list[int]]:
        return self._near if len(self.history.sessions) <= t.SESSIONS_NEAR else self._index(0)

    def _index(self, first: int) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number in range(max(0, first), len(self.history.sessions)):
            for result in self.history.sessions[number].results:
                found.setdefault(result.exercise, []).append(number)
        return found

    @cached_property
    def _by_routine(self) -> dict[str | None, list[int]]:
        found: dict[str | None, list[int]] = {}
        for number, session in enumerate(self.history.sessions):
            found.setdefault(session.routine, []).append(number)
        return found

    def of(self, exercise: str) -> list[Exposure]:
        """Exposures of that exercise, newest first: as many as any rule looks at."""
        if exercise not in self._exposures:
            numbers = dict.fromkeys(reversed(self.sessions_of(exercise)[-t.EXPOSURES_SEEN :]))
            found = ((self.history.sessions[n], self.merged(n).get(exercise)) for n in numbers)
            self._exposures[exercise] = [Exposure(session, result) for session, result in found if result]
        return self._exposures[exercise]

    def merged(self, number: int) -> dict[str, Result]:
        """The results of that session by exercise; merged once for one planning."""
        if number not in self._merged:
            self._merged[number] = _merged(self.history.sessions[number])
        return self._merged[number]

    def in_slot(self, slot: str, routine: str | None) -> Exposure | None:
        """The newest exposure of `slot` or of what stood in for it on its ladder, in `routine` (None = in any)."""
        ladder = self._ladder(slot)
        for number in self._newest_of(routine):
            result = self._stand_in(number, slot, ladder)
            if result is not None:
                return Exposure(self.history.sessions[number], result)
        return None

    def _newest_of(self, routine: str | None) -> Iterator[int]:
        """The sessions of that routine, newest first; of all routines those of the last 12 weeks."""
        if routine is not None:
            return reversed(self._by_routine.get(routine, []))
        near = takewhile(lambda n: self._ago(n) <= t.ELSEWHERE_DAYS, reversed(range(len(self.history.sessions))))
        return iter(near)

    def _ago(self, number: int) -> int:
        return (self.today - self.history.sessions[number].date).days

    def _stand_in(self, number: int, slot: str, ladder: set[str]) -> Result | None:
        session, results = self.history.sessions[number], self.merged(number)
        told = next((r for r in results.values() if r.slot == slot and r.exercise in ladder), None)
        own = results.get(slot)
        if told is not None or (own is not None and own.slot in (None, slot)):
            return told or own
        named = self._named(session)
        if slot not in named or any(r.exercise == slot or r.slot for r in session.results):
            return None  # Not asked for there, or skipped, or the record tells its stand-ins itself.
        return next((r for id, r in results.items() if id in ladder and id not in named), None)

    def _named(self, session: Session) -> set[str]:
        """The exercises which the session's routine asks for by name, and those of the ladders it chooses from."""
        chosen = {rung for item in self._items(session) for entry in self._entries(item) for rung in self._ladder(entry)}
        return self.by_name(session) | chosen

    def by_name(self, session: Session) -> set[str]:
        """The exercises which the session's routine asks for by name alone."""
        return {item.exercise for item in self._items(session) if item.exercise}

    def stands_in(self, exposure: Exposure) -> bool:
        """Was it done in the place of another exercise that the routine names?"""
        result = exposure.result
        return result.slot not in (None, result.exercise) or result.exercise not in self._named(exposure.session)

    def _items(self, session: Session) -> list[Item]:
        routine = self._routines.get(session.routine or "")
        days = [d for d in routine.days if d.id == session.day] or list(routine.days) if routine else []
        return [item for day in days for _, item in day.items]

    def _entries(self, item: Item) -> tuple[str, ...]:
        known = self._library.get(item.exercise or "")
        return item.rung_of or (known.plays_as if known else ())

    def _ladder(self, slot: str) -> set[str]:
        """Every rung that can be reached from `slot` downwards, or upwards."""
        found: set[str] = set()
        for way in ("easier", "harder"):
            at = self._library.get(slot)
            while at is not None and at.id not in found - {slot}:
                found.add(at.id)
                at = self._library.get(getattr(at, way) or "")
        return found

    @cached_property
    def days(self) -> Days:
        """Back pain day by day, over the two weeks whose means are compared."""
        first = self.today - timedelta(2 * WEEK + 2)  # a morning after counts for the day after its session
        sessions = takewhile(lambda s: s.date >= first, reversed(self.history.sessions))
        pains = takewhile(lambda p: p.at.date() >= first, reversed(self.history.pains))
        return Days(History(tuple(sessions), tuple(pains)), self.today)

    @property
    def mean7(self) -> float | None:
        """This week's mean."""
        return self.days.mean7(self.today)

    @property
    def prev7(self) -> float | None:
        """The mean of the week before."""
        return self.days.mean7(self.today - timedelta(WEEK))


def _known_on(today: date, history: History) -> History:
    """Without the morning after a session of that very day: it is told the next day."""
    if not any(s.date >= today and s.morning_after for s in history.sessions):
        return history
    told = (replace(s, morning_after=None) if s.date >= today else s for s in history.sessions)
    return History(tuple(told), history.pains)


def _merged(session: Session) -> dict[str, Result]:
    """Exercise → its result, in the order done; what was skipped untried is no exposure."""
    found: dict[str, Result] = {}
    for result in session.results:
        if result.outcome is Outcome.SKIPPED and result.pain is None:
            continue
        before = found.get(result.exercise)
        found[result.exercise] = worse(before, result) if before else result
    return found
