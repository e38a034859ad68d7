"""Dose arithmetic: the steps of a rung, one step easier or harder, and the way to the neighbouring rung (evidence 6.3)."""

from dataclasses import dataclass, replace

from corecare_tui.domain.exercise import Dose, Exercise, Library

HOLD_STEP_S = 5
"""Seconds a hold changes by in one step (evidence 3.2, 6.3)."""
SMALL_REPS = 10
"""Up to here one rep a step, above it two (evidence 6.3)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands on a ladder: the exercise and its dose."""

    exercise: str
    dose: Dose

    @property
    def text(self) -> str:
        """For logs and tests."""
        return f"{self.exercise} {self.dose.text}"


def steps(exercise: Exercise, like: Dose | None = None) -> tuple[Dose, ...]:
    """The doses of this rung from start to top, each more work than the one before.

    `like` chooses the timed steps of an exercise that is usually counted, and gives the rest.
    """
    start, top = _range(exercise, like)
    found = [start]
    while (dose := _next(found[-1], start, top)) is not None:
        found.append(dose)
    return tuple(found)


def _range(exercise: Exercise, like: Dose | None) -> tuple[Dose, Dose]:
    start, top = exercise.ladder.start, exercise.ladder.top
    rest_s = (like or exercise.dose).rest_s
    if like is not None and like.timed and not start.timed and exercise.ladder.timed_s is not None:
        low, high = exercise.ladder.timed_s
        return Dose(1, None, low, rest_s), Dose(1, None, high, rest_s)
    return replace(start, rest_s=rest_s), replace(top, rest_s=rest_s)


def _next(dose: Dose, start: Dose, top: Dose) -> Dose | None:
    """One step harder inside the rung: more reps or seconds, to the top's; then one more set, with just more work than so far."""
    size = dose.reps if dose.reps is not None else dose.hold_s or 0
    least, most = (start.reps, top.reps) if dose.reps is not None else (start.hold_s, top.hold_s)
    least, most = least or 0, most or 0
    if size < most:
        bigger = size + (_rep_step(size) if dose.reps is not None else HOLD_STEP_S)
        return _sized(dose, dose.sets, min(bigger, most))
    if dose.sets >= top.sets:
        return None
    fewer = dose.work // (dose.sets + 1) + 1
    if dose.reps is None:
        fewer = -(-fewer // HOLD_STEP_S) * HOLD_STEP_S
    return _sized(dose, dose.sets + 1, min(max(fewer, least), most))


def _rep_step(reps: int) -> int:
    return 1 if reps < SMALL_REPS else 2


def _sized(dose: Dose, sets: int, size: int) -> Dose:
    return replace(dose, sets=sets, reps=size) if dose.reps is not None else replace(dose, sets=sets, hold_s=size)


def easier_dose(exercise: Exercise, dose: Dose) -> Dose | None:
    """One step less on the same rung: reps −1 (−2 above 10) or hold −5 s, then a set less of the same; None at the first step."""
    start, _ = _range(exercise, dose)
    least = (start.reps if not dose.timed else start.hold_s) or 1
    size = (dose.reps if dose.reps is not None else dose.hold_s) or 0
    step = HOLD_STEP_S if dose.timed else (1 if size <= SMALL_REPS else 2)
    if size - step >= least:
        return _sized(dose, dose.sets, size - step)
    sets = exercise.ladder.start.sets if not dose.timed or exercise.ladder.start.timed else 1
    if dose.sets > sets:
        return _sized(dose, dose.sets - 1, size)
    return _sized(dose, dose.sets, least) if size > least else None


def harder_dose(exercise: Exercise, dose: Dose, most_sets: int | None = None) -> Dose | None:
    """One step more on the same rung, never over its top nor over `most_sets`; None at the top."""
    start, top = _range(exercise, dose)
    return _next(dose, start, top if most_sets is None else replace(top, sets=min(top.sets, most_sets)))


def clamp(exercise: Exercise, dose: Dose) -> Dose:
    """`dose` brought inside the exercise's range (law L5); of the wrong kind, the exercise's own dose."""
    start, top = _range(exercise, dose)
    if dose.timed != top.timed:
        return exercise.dose
    size = (dose.reps if dose.reps is not None else dose.hold_s) or 0
    low, high = (start.reps, top.reps) if dose.reps is not None else (start.hold_s, top.hold_s)
    inside = _sized(dose, min(dose.sets, top.sets), min(max(size, low or 1), high or 1))
    return inside if dose.timed else replace(inside, hold_s=top.hold_s)


def easier(library: Library, place: Place) -> Place | None:
    """One step easier: the step before, or from a rung's first step the rung below at its mid dose; None at the foot."""
    exercise = library[place.exercise]
    dose = easier_dose(exercise, place.dose)
    if dose is not None:
        return Place(place.exercise, dose)
    below = library.get(exercise.easier or "")
    if below is None:
        return None
    rungs = steps(below)
    mid = rungs[(len(rungs) - 1) // 2]
    return Place(below.id, replace(mid, sets=min(mid.sets, place.dose.sets)))


def two_easier(library: Library, place: Place) -> Place | None:
    """Two steps easier: the rung below at its start dose; without one, the start dose of this rung; None if already there."""
    exercise = library[place.exercise]
    below = library.get(exercise.easier or "")
    if below is not None:
        start = steps(below)[0]
        return Place(below.id, replace(start, sets=min(start.sets, place.dose.sets)))
    start = steps(exercise, place.dose)[0]
    return Place(exercise.id, start) if start.work < place.dose.work else None


def harder(library: Library, place: Place, most_sets: int | None = None, climb: bool = True) -> Place | None:
    """One step harder: the next step, or from the top dose the next rung at its start dose; None at the very top.

    `most_sets` is the routine's own number of sets (6.3: sets only up to the document's); without `climb` the rung stays.
    """
    exercise = library[place.exercise]
    dose = harder_dose(exercise, place.dose, most_sets)
    if dose is not None:
        return Place(place.exercise, dose)
    return begin(library, exercise.harder, most_sets) if climb and exercise.harder in library else None


def begin(library: Library, id: str, most_sets: int | None = None) -> Place:
    """A rung at its start dose, in at most so many sets."""
    start = steps(library[id])[0]
    return Place(id, replace(start, sets=min(start.sets, most_sets or start.sets)))


def way_up(library: Library, at: str, to: str) -> str | None:
    """The rung that follows `at` on the way to `to`, which lies above it; where it does not, the rung above `at`.

    Two ladders may share a foot: pelvic tilt leads up to the curl-up, and back to the glute bridge that was eased to it.
    """
    above, seen = library.get(to), set()
    while above is not None and above.id not in seen:
        if above.easier == at:
            return above.id
        seen.add(above.id)
        above = library.get(above.easier or "")
    return library[at].harder
