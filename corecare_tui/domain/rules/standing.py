"""Where the person stands: for each place of a routine the exercise and dose reached there, read off the record."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corecare_tui.domain.exercise import Dose, Exercise, Library
from corecare_tui.domain.ladder import Place, clamp, steps
from corecare_tui.domain.routine import Day, Item, Routine
from corecare_tui.domain.rules import gates
from corecare_tui.domain.rules import thresholds as t
from corecare_tui.domain.rules.compose import choose_ladder
from corecare_tui.domain.rules.exposures import Exposure, Past
from corecare_tui.domain.rules.zones import Zone


@dataclass(frozen=True)
class Standing:
    """One day of a routine, looked at through the record."""

    library: Library
    routine: Routine
    day: Day
    past: Past
    person: gates.Person

    @property
    def named(self) -> frozenset[str]:
        """Exercises this day asks for by name."""
        return frozenset(item.exercise for _, item in self.day.items if item.exercise)

    @property
    def named_families(self) -> list[str]:
        """Their families, each as often as it is asked for."""
        return [self.library[id].family for id in self.named]

    def of(self, item: Item, taken: frozenset[str]) -> tuple[str, Place]:
        """The exercise asked for at `item`, and the place reached there; `taken` are already in the session."""
        if item.rung_of:
            return self._own_rung(item.rung_of, taken)
        exercise = self.library[item.exercise or ""]
        if exercise.plays_as:
            return self._own_rung(exercise.plays_as, taken, in_order=True)
        return exercise.id, self._reached(exercise, item.dose or exercise.dose)

    def fresh(self, exposures: tuple[Exposure, ...]) -> Iterator[Exposure]:
        """Newest first, down to the one this routine last had; from other routines only the last 28 days."""
        for exposure in exposures:
            here = exposure.session.routine == self.routine.id
            if not here and (self.past.today - exposure.session.date).days > t.FORGETS_DAYS:
                return
            yield exposure
            if here:
                return

    def partner(self, exercise: str, taken: frozenset[str]) -> Place | None:
        """The first swap partner that is open, not in this session, and did not hurt the last time."""
        for id in self.library[exercise].swaps:
            if id not in taken | self.named and self._welcome(id):
                last = next(iter(self.past.of(id)), None)
                return self._recorded(last, None) if last else Place(id, steps(self.library[id])[0])
        return None

    def open_below(self, at: Place, taken: frozenset[str]) -> Place | None:
        """The nearest easier open rung at its start dose; None where this ladder is in the session anyway."""
        if self.named_families.count(self.library[at.exercise].family) > 1:
            return None
        exercise = self.library.get(self.library[at.exercise].easier or "")
        while exercise is not None:
            if exercise.id not in taken | self.named and self._welcome(exercise.id):
                return Place(exercise.id, steps(exercise)[0])
            exercise = self.library.get(exercise.easier or "")
        return None

    def _welcome(self, id: str) -> bool:
        last = next(iter(self.past.of(id)), None)
        return gates.shut(self.library[id], self.person) is None and (last is None or last.zone < Zone.AMBER_HIGH)

    def _reached(self, exercise: Exercise, asked: Dose) -> Place:
        """As this routine last had it; a lower rung reached in another routine counts here too, its dose does not."""
        here = self.past.in_slot(exercise.id, self.routine.id)
        elsewhere = None if here else self.past.in_slot(exercise.id, None)
        found = here or elsewhere
        if found is None or (found is elsewhere and found.result.exercise not in self._below(exercise)):
            return Place(exercise.id, clamp(exercise, asked))
        return self._recorded(found, asked)

    def _below(self, exercise: Exercise) -> set[str]:
        """The rungs under it."""
        found: set[str] = set()
        at = self.library.get(exercise.easier or "")
        while at is not None and at.id not in found:
            found.add(at.id)
            at = self.library.get(at.easier or "")
        return found

    def _recorded(self, exposure: Exposure, asked: Dose | None) -> Place:
        """The place of a recorded exposure; without a recorded dose what is asked of it, at most."""
        exercise = self.library[exposure.result.exercise]
        own = asked if asked is not None and exercise.id in self.named else steps(exercise)[0]
        dose = exposure.usual or own
        return Place(exercise.id, clamp(exercise, replace(dose, rest_s=(asked or exercise.dose).rest_s)))

    def _own_rung(self, entries: tuple[str, ...], taken: frozenset[str], in_order: bool = False) -> tuple[str, Place]:
        """The ladder of one of `entries` at the rung the person has reached on it."""
        places = {entry: self._rung(entry, taken | self.named) for entry in entries}
        free = {e: place for e, place in places.items() if place.exercise not in taken} or places
        entry = next(iter(free)) if in_order else choose_ladder(self.library, self.past, free, self.person, self.named)
        return free[entry].exercise, free[entry]

    def _rung(self, entry: str, taken: frozenset[str]) -> Place:
        """Read off this very routine: what another one had a person try tells no rung of theirs."""
        exercise = self.library[entry]
        for session in (s for s in reversed(self.past.history.sessions) if s.routine == self.routine.id):
            own = [r for r in session.results if self._of_ladder(r.slot, exercise) and r.exercise not in taken]
            done = [r for r in own if self._on_ladder(r.exercise, exercise)]
            if done:
                best = max(done, key=lambda r: self.library[r.exercise].rung or 0)
                return self._recorded(Exposure(session, best), None)
        return Place(entry, steps(exercise)[0])

    def _of_ladder(self, slot: str | None, entry: Exercise) -> bool:
        """Was it done for itself, or for a place of that ladder? What stood in for another's place tells nothing of this one."""
        return slot is None or (slot not in self.named and self._on_ladder(slot, entry))

    def _on_ladder(self, id: str, entry: Exercise) -> bool:
        found = self.library.get(id)
        return found is not None and found.family == entry.family and found.rung is not None
