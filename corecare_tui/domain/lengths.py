"""How long a routine takes by arithmetic alone, as `timetable.unroll` lays it out: 10^9 sets unrolled into steps took 2.8 GB."""

from collections.abc import Iterable

from corecare_tui.domain.exercise import Dose, Exercise, Library, Sides
from corecare_tui.domain.routine import Day, Item
from corecare_tui.domain.timetable import FIRST_READY_S, LEAST_RATING_REST_S, READY_S, SELF_PACED_REP_S, SWITCH_S, reps_in_set


def day_s(day: Day, library: Library) -> int:
    """Seconds of a session as the file asks for it; what the library does not know counts nothing."""
    return FIRST_READY_S - READY_S + sum(_item_s(item, library) for _, item in day.items)


def _item_s(item: Item, library: Library) -> int:
    choices: Iterable[str] = item.rung_of or (item.exercise or "",)
    known = [library[id] for id in choices if id in library]
    return max((length_s(item.dose or exercise.dose, exercise) for exercise in known), default=0)


def length_s(dose: Dose, exercise: Exercise) -> int:
    """Seconds of one exercise at that dose with its rests, after the first of a session."""
    sides = 2 if exercise.sides is Sides.EACH else 1
    one_set = READY_S + (sides - 1) * SWITCH_S + sides * _effort_s(dose, exercise)
    return dose.sets * (one_set + dose.rest_s) + max(0, LEAST_RATING_REST_S - dose.rest_s)


def _effort_s(dose: Dose, exercise: Exercise) -> int:
    if dose.reps is None:
        return dose.hold_s or 0
    if exercise.self_paced or not exercise.tempo:
        return dose.reps * SELF_PACED_REP_S
    return reps_in_set(exercise, dose) * sum(phase.s if phase.s is not None else dose.hold_s or 0 for phase in exercise.tempo)
