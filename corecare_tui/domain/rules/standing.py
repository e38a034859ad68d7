"""Where the person stands: for each place of a routine the exercise and dose reached there, read off the record."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.exercise import Dose, Exercise, Library
from corecare_tui.domain.ladder import Place, clamp, steps
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import Result
from corecare_tui.domain.routine import Day, Item, Routine
from corecare_tui.domain.rules import gates
from corecare_tui.domain.rules.compose import choose_ladder
from corecare_tui.domain.rules.exposure import Exposure
from corecare_tui.domain.rules.past import Past
from corecare_tui.domain.rules.resting import blocked, out, out_for_a_while
from corecare_tui.domain.rules.zones import Zone


@dataclass(frozen=True, slots=True)
class Stand:
    """One place of a routine: what it asks for, what was reached, and the exposure that tells it."""

    slot: str
    at: Place
    last: Exposure | None = None
    """The last time this routine had that place; None = never."""


@dataclass(frozen=True)
class Standing:
    """One day of a routine, looked at through the record."""

    library: Library
    routine: Routine
    day: Day
    past: Past
    person: gates.Person

    @property
    def profile(self) -> Profile:
        """The person, with the flags that hold today."""
        return self.person.profile

    @property
    def named(self) -> frozenset[str]:
        """Exercises this day asks for by name."""
        return frozenset(item.exercise for _, item in self.day.items if item.exercise)

    @property
    def named_families(self) -> list[str]:
        """Their families, each as often as it is asked for."""
        return [self.library[id].family for id in self.named]

    def of(self, item: Item, taken: frozenset[str], resting: frozenset[str]) -> Stand:
        """The place of `item`; `taken` are already in the session, ladders of `resting` families are not chosen."""
        if item.rung_of:
            return self._own_rung(item.rung_of, taken, resting)
        exercise = self.library[item.exercise or ""]
        if exercise.plays_as:
            return self._own_rung(exercise.plays_as, taken, resting, in_order=True)
        return self._reached(exercise, item.dose or exercise.dose)

    def fresh(self, exposures: tuple[Exposure, ...], last: Exposure | None) -> Iterator[Exposure]:
        """Newest first, down to when this routine last had the place; without such a time, those of the last 28 days."""
        for exposure in exposures:
            before = last is not None and exposure.session.started < last.session.started
            if before or (last is None and (self.past.today - exposure.session.date).days > t.FORGETS_DAYS):
                return
            yield exposure

    def partner(self, exercise: str, taken: frozenset[str], resting: frozenset[str]) -> Place | None:
        """The first open swap partner of no resting family, not in this session, unless a gentler one of its family hurt."""
        own = self.library[exercise]
        hurt = {(own.family, own.rung)} if own.rung is not None else set()
        for id in self.library[exercise].swaps:
            one = self.library[id]
            last = next(iter(self.past.of(id)), None)
            if last is not None and last.too_much:
                hurt.add((one.family, one.rung or 0))
            above = any(family == one.family and (one.rung or 0) >= rung for family, rung in hurt)
            if id not in taken | self.named and not above and one.family not in resting and self.welcome(id):
                at = self._recorded(last, None) if last else None
                return at if at is not None and at.exercise == id else Place(id, steps(one)[0])
        return None

    def open_below(self, at: Place, taken: frozenset[str]) -> Place | None:
        """The nearest easier open rung at its start dose; None where this ladder is in the session anyway."""
        if self.named_families.count(self.library[at.exercise].family) > 1:
            return None
        exercise = self.library.get(self.library[at.exercise].easier or "")
        while exercise is not None:
            if exercise.id not in taken | self.named and self.welcome(exercise.id):
                return Place(exercise.id, steps(exercise)[0])
            exercise = self.library.get(exercise.easier or "")
        return None

    def welcome(self, id: str) -> bool:
        """Is it open, not out for a while, and was it not too much the last time?"""
        last = next(iter(self.past.of(id)), None)
        return self.free(id) and (last is None or not last.too_much)

    def open(self, id: str) -> bool:
        """Are its gates open?"""
        return gates.shut(self.library[id], self.person) is None

    def free(self, id: str) -> bool:
        """Is it open, and not out for a while?"""
        return self.open(id) and not out(id, self.library, self.past, self.profile)

    def _reached(self, exercise: Exercise, asked: Dose) -> Stand:
        """As this routine last had it; a lower rung reached in another routine counts here too, its dose does not."""
        here = self.past.in_slot(exercise.id, self.routine.id)
        if here is not None:
            return Stand(exercise.id, self._no_more_than_lately(self._recorded(here, asked), here), here)
        elsewhere = self.past.in_slot(exercise.id, None)
        if elsewhere is not None and elsewhere.result.exercise in self.below(exercise):
            return Stand(exercise.id, self._recorded(elsewhere, asked))
        return Stand(exercise.id, self._no_more_than_lately(Place(exercise.id, clamp(exercise, asked)), None))

    def _no_more_than_lately(self, at: Place, here: Exposure | None) -> Place:
        """What was done of it elsewhere since, and was less: the whole of it where it was never done here, else if not green."""
        newest = next((e for e in self.past.of(at.exercise) if not self.past.prepared(e)), None)
        dose = newest.usual if newest else None
        if newest is None or dose is None or (self.past.today - newest.session.date).days > t.FORGETS_DAYS:
            return at
        since = here is None or (newest.session.started > here.session.started and newest.zone is not Zone.GREEN)
        less = since and dose.timed == at.dose.timed and dose.work < at.dose.work
        return Place(at.exercise, clamp(self.library[at.exercise], dose)) if less else at

    def below(self, exercise: Exercise) -> set[str]:
        """The rungs under it."""
        found: set[str] = set()
        at = self.library.get(exercise.easier or "")
        while at is not None and at.id not in found:
            found.add(at.id)
            at = self.library.get(at.easier or "")
        return found

    def _recorded(self, exposure: Exposure, asked: Dose | None) -> Place:
        """The place of a recorded exposure: what was usual, unless the lighter form of that day was more than fine."""
        result = exposure.result
        back = exposure.fine or (result.usual is None and result.usual_exercise is None)
        known = result.usual_exercise if back and result.usual_exercise in self.library else result.exercise
        exercise = self.library[known or result.exercise]
        own = asked if asked is not None and exercise.id in self.named else steps(exercise)[0]
        dose = (result.usual if back else None) or result.dose or own
        return Place(exercise.id, clamp(exercise, dose))

    def _own_rung(
        self, entries: tuple[str, ...], taken: frozenset[str], resting: frozenset[str], in_order: bool = False
    ) -> Stand:
        """The ladder of one of `entries` at the rung the person has reached on it."""
        found = {entry: self._rung(entry, taken | self.named) for entry in entries}
        free = {e: stand for e, stand in found.items() if stand.at.exercise not in taken} or found
        ready = [e for e, stand in free.items() if self._may_train(stand.at, taken, resting)]
        if in_order:
            return free[next(iter(ready or free))]
        return free[choose_ladder(self.library, self.past, ready or list(free), self.named)]

    def _may_train(self, at: Place, taken: frozenset[str], resting: frozenset[str]) -> bool:
        """Family rested, gates open, not out for a while; what was skipped is left out, not swapped for another ladder."""
        ready = self.library[at.exercise].family not in resting and self.open(at.exercise)
        return ready and not self._out_here(at, taken)

    def _out_here(self, at: Place, taken: frozenset[str]) -> bool:
        """Is it out for a while, or blocked with nothing under it? With a partner in its place it would always have its turn."""
        stuck = blocked(at.exercise, self.profile) and self.open_below(at, taken) is None
        return stuck or out_for_a_while(at.exercise, self.library, self.past, self.profile)

    def passed_over(self, item: Item, chosen: str) -> Iterator[Stand]:
        """The ladders of that place which are out for a while or blocked, but for the chosen one."""
        entries = item.rung_of or self.library[item.exercise or ""].plays_as
        for entry in entries:
            stand = self._rung(entry, self.named)
            if self._out_here(stand.at, frozenset()) and self.library[entry].family != self.library[chosen].family:
                yield stand

    def _rung(self, entry: str, taken: frozenset[str]) -> Stand:
        """Read off this very routine: what another one had a person try tells no rung of theirs."""
        exercise = self.library[entry]
        ladder = [id for id, one in self.library.items() if self._on_ladder(id, exercise)]
        for session in self.past.newest_with(ladder, self.routine.id):
            own = [r for r in session.results if self._of_ladder(r, exercise, taken)]
            done = [r for r in own if self._on_ladder(r.exercise, exercise)]
            if done:
                best = max(done, key=lambda r: self.library[r.exercise].rung or 0)
                last = Exposure(session, best, self.past.limits)
                at = self._recorded(last, None)
                return Stand(entry if at.exercise in self.named else at.exercise, at, last)
        return Stand(entry, Place(entry, steps(exercise)[0]))

    def _of_ladder(self, result: Result, entry: Exercise, taken: frozenset[str]) -> bool:
        """Was it done for a place of that ladder, or for itself? What stood in for another's place tells nothing of this one."""
        if result.slot is None:
            return result.exercise not in taken
        return result.slot not in self.named and self._on_ladder(result.slot, entry)

    def _on_ladder(self, id: str, entry: Exercise) -> bool:
        found = self.library.get(id)
        return found is not None and found.family == entry.family and found.rung is not None


def rested(place: Place, slot: str, asked: Dose | None, library: Library) -> Place:
    """With the rest between sets that this place has every time: the routine's for what it asks for, else the exercise's own."""
    dose = asked if asked is not None and place.exercise == slot else library[place.exercise].dose
    return Place(place.exercise, replace(place.dose, rest_s=dose.rest_s))
