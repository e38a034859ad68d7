"""The past as the rules see it: exposures of an exercise, who stood in for whom, what was trained, and the weeks' means."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from heapq import merge
from itertools import groupby, islice, pairwise, takewhile

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.exercise import Library
from corecare_tui.domain.history import History
from corecare_tui.domain.insight.days import WEEK, Days
from corecare_tui.domain.pain import Score, sound
from corecare_tui.domain.records import Result, Session, SessionOutcome
from corecare_tui.domain.routine import Item, Routines
from corecare_tui.domain.rules.exposure import Exposure, merged
from corecare_tui.domain.thresholds import STANDARD, Limits

MEANS_DAYS = 4 * WEEK + 1
"""Two weeks of means, each against the one before, and a day more: a morning after counts for the day after its session."""
EASY_BLOCKS = ("warm_up", "close", "gentle")
"""Blocks that prepare, close or soothe: they do not train a family."""


class Past:
    """Everything before and on one day, indexed once for one planning."""

    def __init__(self, history: History, today: date, library: Library, routines: Routines, limits: Limits = STANDARD) -> None:
        self.history = _known_on(today, history.until(today))
        self.today, self.limits, self._library, self._routines = today, limits, library, routines
        self._exposures: dict[str, list[Exposure]] = {}
        self._merged: dict[int, dict[str, Result]] = {}
        self._asked: dict[tuple[str | None, str | None], set[str]] = {}

    @cached_property
    def finished(self) -> int:
        """Finished sessions, counted as far as it matters."""
        done = (s for s in reversed(self.history.sessions) if s.outcome is SessionOutcome.FINISHED)
        return sum(1 for _ in islice(done, self.limits.beginner_sessions))

    @property
    def last(self) -> Session | None:
        """The latest session."""
        return self.history.sessions[-1] if self.history.sessions else None

    def trained_last(self, exercise: str) -> int:
        """The place in the history of the last session that has it; -1 = never."""
        return self.history.by_exercise.get(exercise, [-1])[-1]

    def of(self, exercise: str) -> list[Exposure]:
        """Exposures of that exercise, newest first: as many as any rule looks at."""
        if exercise not in self._exposures:
            numbers = dict.fromkeys(reversed(self.history.by_exercise.get(exercise, [])[-t.EXPOSURES_SEEN :]))
            found = ((self.history.sessions[n], self.merged(n).get(exercise)) for n in numbers)
            self._exposures[exercise] = [Exposure(session, result, self.limits) for session, result in found if result]
        return self._exposures[exercise]

    def merged(self, number: int) -> dict[str, Result]:
        """The results of that session by exercise; merged once for one planning."""
        if number not in self._merged:
            self._merged[number] = merged(self.history.sessions[number])
        return self._merged[number]

    def in_slot(self, slot: str, routine: str | None) -> Exposure | None:
        """The newest exposure of `slot` or of what stood in for it on its ladder, in `routine` (None = in any)."""
        ladder = self._ladder(slot)
        for number in self._newest_of(ladder, routine):
            result = self._stand_in(number, slot, ladder)
            if result is not None:
                return Exposure(self.history.sessions[number], result, self.limits)
        return None

    def newest_with(self, exercises: Iterable[str], routine: str) -> Iterator[Session]:
        """The sessions of that routine with any of the exercises, newest first."""
        return (self.history.sessions[n] for n in self._newest_of(exercises, routine))

    def _newest_of(self, ladder: Iterable[str], routine: str | None) -> Iterator[int]:
        """The sessions of that routine with a rung of the ladder, newest first; of all routines those of the last 12 weeks."""
        if routine is not None and routine not in self.history.by_routine:
            return iter(())
        rungs = (reversed(self.history.by_exercise.get(id, [])) for id in ladder)
        numbers = (number for number, _ in groupby(merge(*rungs, reverse=True)))
        if routine is None:
            return takewhile(lambda n: self._ago(n) <= t.ELSEWHERE_DAYS, numbers)
        return (n for n in numbers if self.history.outlines[n].routine == routine)

    def sessions(self, days: int) -> Iterator[Session]:
        """Those of the last so many days, today's among them, newest first."""
        return takewhile(lambda s: (self.today - s.date).days < days, reversed(self.history.sessions))

    def logged(self, days: int) -> Iterator[tuple[date, int]]:
        """(day, score) of pain logged outside sessions in the last so many days, newest first."""
        near = takewhile(lambda p: (self.today - p.at.date()).days < days, reversed(self.history.pains))
        return ((p.at.date(), pain) for p in near if (pain := sound(p.pain)) is not None)

    def gap_since(self, day: date) -> int:
        """The longest time without any session from `day` to today, in days."""
        days = [s.date for s in takewhile(lambda s: s.date >= day, reversed(self.history.sessions))]
        return max((newer - older).days for newer, older in pairwise((self.today, *days, day)))

    def trained(self, family: str) -> list[Session]:
        """The sessions of the last week that trained the family in earnest: a warm-up, a close, a gentle set do not."""
        return [s for s in self.sessions(WEEK) if any(self._trains(s, result, family) for result in s.results)]

    def _trains(self, session: Session, result: Result, family: str) -> bool:
        known = self._library.get(result.exercise)
        return (
            known is not None
            and known.family == family
            and bool(result.done is None or result.done)
            and (result.slot or result.exercise) not in self._prepares(session)
        )

    def prepared(self, exposure: Exposure) -> bool:
        """Did it warm up, close or soothe there, rather than train?"""
        return (exposure.result.slot or exposure.result.exercise) in self._prepares(exposure.session)

    def _prepares(self, session: Session) -> set[str]:
        """What its routine names in blocks that prepare, close or soothe."""
        return {
            item.exercise for block, item in self._items(session.routine, session.day) if block in EASY_BLOCKS and item.exercise
        }

    def asked_since(self, session: Session, slot: str) -> int:
        """Sessions after that one which asked for the exercise, or chose from its ladder, whatever took its place."""
        history, at = self.history, self.history.number(session)
        days = [numbers for day, numbers in history.by_day.items() if slot in self._named(*day)]
        asked = (*days, history.by_exercise.get(slot, []), history.by_slot.get(slot, []))
        return len({number for numbers in asked for number in numbers[bisect_right(numbers, at) :]})

    def last_here(self, slot: str, routine: str, day: str) -> tuple[Session, Result] | None:
        """What was asked at that place the last time this day of the routine was done, whatever took the place."""
        session = self.last_of(routine, day)
        found = (r for r in reversed(session.results) if slot in (r.slot, r.exercise)) if session else iter(())
        return next(((session, r) for r in found if session), None)

    def last_of(self, routine: str, day: str) -> Session | None:
        """The last session of that day of the routine."""
        last = [numbers[-1] for key in (day, None) if (numbers := self.history.by_day.get((routine, key)))]
        return self.history.last(sorted(last))

    def _ago(self, number: int) -> int:
        return (self.today - self.history.outlines[number].started.date()).days

    def _stand_in(self, number: int, slot: str, ladder: set[str]) -> Result | None:
        session, results = self.history.sessions[number], self.merged(number)
        told = next((r for r in results.values() if r.slot == slot and r.exercise in ladder), None)
        own = results.get(slot)
        if told is not None or (own is not None and own.slot in (None, slot)):
            return told or own
        named = self._named(session.routine, session.day)
        if slot not in named or any(r.exercise == slot or r.slot for r in session.results):
            return None  # Not asked for there, or skipped, or the record tells its stand-ins itself.
        return next((r for id, r in results.items() if id in ladder and id not in named), None)

    def _named(self, routine: str | None, day: str | None) -> set[str]:
        """The exercises which that day of the routine asks for by name, and those of the ladders it chooses from."""
        if (routine, day) not in self._asked:
            items = [item for _, item in self._items(routine, day)]
            rungs = {rung for item in items for entry in self._entries(item) for rung in self._ladder(entry)}
            self._asked[routine, day] = rungs | {item.exercise for item in items if item.exercise}
        return self._asked[routine, day]

    def by_name(self, session: Session) -> set[str]:
        """The exercises which the session's routine asks for by name alone."""
        return {item.exercise for _, item in self._items(session.routine, session.day) if item.exercise}

    def stands_in(self, exposure: Exposure) -> bool:
        """Was it done in the place of another exercise that the routine names?"""
        session, result = exposure.session, exposure.result
        return result.slot not in (None, result.exercise) or result.exercise not in self._named(session.routine, session.day)

    def _items(self, routine: str | None, day: str | None) -> list[tuple[str, Item]]:
        known = self._routines.get(routine or "")
        days = [d for d in known.days if d.id == day] or list(known.days) if known else []
        return [item for day in days for item in day.items]

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
        """Back pain day by day, over the weeks whose means are compared."""
        return Days(self._since(MEANS_DAYS), self.today)

    @cached_property
    def days_before_last(self) -> Days:
        """The same without what the last session said: what a week was before cannot be raised by it (law L1)."""
        near = self._since(MEANS_DAYS)
        return Days(History(near.sessions[1:], near.pains), self.today)

    def days_back(self, days: int) -> Days:
        """Back pain day by day, over that long."""
        return Days(self._since(days), self.today)

    def _since(self, days: int) -> History:
        first = self.today - timedelta(days)
        pains = takewhile(lambda p: p.at.date() >= first, reversed(self.history.pains))
        return History(tuple(self.sessions(days + 1)), tuple(pains))

    @property
    def mean7(self) -> float | None:
        """This week's mean."""
        return self.days.mean7(self.today)

    @property
    def worst7(self) -> Score:
        """The worst score said for the last seven days, exercise ratings left aside."""
        week = (score for n in range(WEEK) for score in self.days.said.get(self.today - timedelta(n), ()))
        return max(week, default=None)

    def mean_rise(self, day: date) -> tuple[float, float] | None:
        """(mean of the week before, mean of the week) to that day, where the second is really higher."""
        now, before = self.days.mean7(day), self.days_before_last.mean7(day - timedelta(WEEK))
        risen = now is not None and before is not None and now - before >= self.limits.mean_rise
        return (before, now) if risen and now is not None and before is not None else None


def _known_on(today: date, history: History) -> History:
    """Without the morning after a session of that very day: it is told the next day."""
    near = len(list(takewhile(lambda s: s.date >= today - timedelta(1), reversed(history.sessions))))
    first = len(history.sessions) - near
    last = history.sessions[first:]
    if not any(s.date >= today and s.morning_after for s in last):
        return history
    told = (replace(s, morning_after=None) if s.date >= today else s for s in last)
    return History(history.sessions[:first] + tuple(told), history.pains)
