"""What a physiotherapist would remark on a routine: nothing is wrong with it, something may be better."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corecare_tui.domain.exercise import Dose, Exercise, Library, Sides
from corecare_tui.domain.lengths import day_s
from corecare_tui.domain.routine import Day, Item, Routine

BACK = frozenset({"prone_extension", "bridge", "quadruped", "hinge"})
FRONT = frozenset({"plank", "side_plank", "curl", "leg_lift"})
"""Ladders that train either; of a family that is in neither nobody can say which it trains."""
EASY = frozenset({"activation", "relax", "skill", "warmup", "warmup_glutes"})
"""Goals of what prepares; an exercise with no other goal trains nothing."""
JUMP = 2
"""Times the work of a usual dose, or of another day's, from which it is told."""
LONG_S = 3600
"""The longest of the documents takes 53 minutes."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to think about; the routine may be played as it is."""

    id: str
    """Of the row in KINDS."""
    day: int | None
    """Index of the day; None = the routine as a whole."""
    row: int | None
    """Index in `Day.items`; None = the day as a whole."""
    sentence: str
    """To the person, calm and plain."""


Place = tuple[int | None, int | None]
"""The day and the row of a remark."""
Found = Iterator[tuple[Place, str]]


def lint(routine: Routine, library: Library) -> tuple[Remark, ...]:
    """Every remark, from the first row to the last, those on a whole day before its rows. Unknown exercises are passed over."""
    found = (Remark(id, *place, sentence) for id, kind in KINDS for place, sentence in kind(routine, library))
    return tuple(sorted(found, key=lambda remark: (_number(remark.day), _number(remark.row))))


def _number(index: int | None) -> int:
    return -1 if index is None else index


def _entries(day: Day, library: Library) -> Iterator[tuple[int, Item, Exercise]]:
    """(row, item, its exercise) of what is named; where a ladder is asked for, the first of its entries stands for it."""
    for row, (_, item) in enumerate(day.items):
        exercise = library.get(item.exercise or item.rung_of[0])
        if exercise is not None:
            yield row, item, exercise


def _trained(day: Day, library: Library) -> Iterator[tuple[int, Item, Exercise]]:
    """What trains: strength, and more than one easy set, for one set each is how a warm-up or a gentle day is written."""
    for row, item, exercise in _entries(day, library):
        if (
            exercise.kind == "strength"
            and not EASY.issuperset(exercise.goal or ("strengthen",))
            and _dose(item, exercise).sets > 1
        ):
            yield row, item, exercise


def _dose(item: Item, exercise: Exercise) -> Dose:
    return item.dose or exercise.dose


def _no_warm_up(routine: Routine, library: Library) -> Found:
    """A day that begins with what trains: no mobility, no easy set, no block of that name before it."""
    for number, day in enumerate(routine.days):
        first = next(_trained(day, library), None)
        if first is not None and first[0] == 0 and day.items[0][0] != "warm_up":
            name = first[2].name
            yield (
                (number, 0),
                f"{day.name} begins with {name}; a minute of something easy first, such as cat-cow, gets you ready.",
            )


def _one_half(routine: Routine, library: Library) -> Found:
    """The back without the front, or the front without the back, over all days together."""
    trained = {exercise.family for day in routine.days for _, _, exercise in _all_of(day, library)}
    if not trained or not trained <= BACK | FRONT:
        return
    if not trained & FRONT:
        yield (None, None), "You train the back here and nothing of the front; a plank or a heel slide would share the work."
    elif not trained & BACK:
        yield (None, None), "You train the front here and nothing of the back; a bird dog or a glute bridge would share the work."


def _all_of(day: Day, library: Library) -> Iterator[tuple[int, Item, Exercise]]:
    """What trains, with every ladder of a place that may take one of several."""
    for row, item, exercise in _trained(day, library):
        yield row, item, exercise
        yield from ((row, item, library[id]) for id in item.rung_of[1:] if id in library)


def _one_side_more(routine: Routine, library: Library) -> Found:
    """Sides that take turns, counted in all, by an odd number; every other exercise does both sides by itself."""
    for place, item, exercise in _everywhere(routine, library):
        reps = _dose(item, exercise).reps
        if exercise.sides is Sides.ALTERNATING and exercise.count == "total" and reps is not None and reps % 2:
            more, less = reps // 2 + 1, reps // 2
            yield (
                place,
                f"{reps} of {exercise.name} in all are {more} on one side and {less} on the other; {reps + 1} would be even.",
            )


def _everywhere(routine: Routine, library: Library) -> Iterator[tuple[Place, Item, Exercise]]:
    for number, day in enumerate(routine.days):
        for row, item, exercise in _entries(day, library):
            yield (number, row), item, exercise


def _much_at_once(routine: Routine, library: Library) -> Found:
    """A dose far above the one that its exercise is usually begun at."""
    for place, item, exercise in _everywhere(routine, library):
        usual = exercise.dose
        if item.exercise and item.dose and (times := _times(item.dose, usual)) >= JUMP:
            yield (
                place,
                (
                    f"{item.dose.text} of {exercise.name} is {_so_many(times)} its usual {usual.text}; "
                    "if it is new to you, begin there, and it will grow with you."
                ),
            )


def _times(more: Dose, less: Dose) -> float:
    """How many times the work; 0 where they count different things."""
    return more.work / less.work if more.timed == less.timed and less.work else 0


def _so_many(times: float) -> str:
    return f"{times:.1f}".removesuffix(".0") + " times"


def _uneven_days(routine: Routine, library: Library) -> Found:
    """One exercise at very different doses on two days: each day goes on from its own last time."""
    least: dict[tuple[str, bool], tuple[str, Dose]] = {}
    for (number, _), item, exercise in _everywhere(routine, library):
        dose, key = _dose(item, exercise), (exercise.id, _dose(item, exercise).timed)
        if item.exercise and (key not in least or dose.work < least[key][1].work):
            least[key] = (routine.days[number or 0].name, dose)
    for (number, row), item, exercise in _everywhere(routine, library):
        dose = _dose(item, exercise)
        day, low = least.get((exercise.id, dose.timed), ("", dose))
        if item.exercise and (times := _times(dose, low)) >= JUMP and day != routine.days[number or 0].name:
            yield (
                (number, row),
                (
                    f"{exercise.name} asks {dose.text} here and {low.text} on {day}, {_so_many(times)} as much; "
                    "doses nearer to each other are easier to judge."
                ),
            )


def _nothing_easier(routine: Routine, library: Library) -> Found:
    """An exercise whose file names neither an easier one nor a partner: after a 6 it can only be left out."""
    told: set[str] = set()
    for place, item, exercise in _everywhere(routine, library):
        if item.exercise and not (exercise.easier or exercise.swaps or exercise.plays_as) and exercise.id not in told:
            told.add(exercise.id)
            yield (
                place,
                f"Nothing easier is named for {exercise.name}; on a day on which it hurts it is left out and not replaced.",
            )


def _over_an_hour(routine: Routine, library: Library) -> Found:
    for number, day in enumerate(routine.days):
        if (seconds := day_s(day, library)) > LONG_S:
            yield (
                (number, None),
                f"{day.name} takes about {round(seconds / 60)} min; you may find two shorter days easier to fit in.",
            )


KINDS: tuple[tuple[str, Callable[[Routine, Library], Iterable[tuple[Place, str]]]], ...] = (
    ("no_warm_up", _no_warm_up),
    ("one_half", _one_half),
    ("one_side_more", _one_side_more),
    ("much_at_once", _much_at_once),
    ("uneven_days", _uneven_days),
    ("nothing_easier", _nothing_easier),
    ("over_an_hour", _over_an_hour),
)
"""A row a kind of remark."""
