"""What a file means among the others: the names exist, doses stay on their ladders, ladders lead on, sessions end."""

from collections.abc import Iterator
from itertools import chain

from corecare_tui.adapters.library.checking import Family, meant, shown
from corecare_tui.adapters.library.lines import KeyPath
from corecare_tui.adapters.library.reading import Fault
from corecare_tui.domain.drafting import ID
from corecare_tui.domain.exercise import MAX_SECONDS, Dose, Exercise, Library
from corecare_tui.domain.lengths import day_s, length_s
from corecare_tui.domain.routine import Day, Item, Routine
from corecare_tui.domain.rules.gates import GATES

MOST_ITEMS, LONGEST_S = 100, 4 * 3600
"""Of one session; the longest of the documents has 12 exercises and takes 53 minutes."""
COLUMNS = 78
"""What big letters may take of 80 columns, inside a border."""
LONGEST_PHASE_S, MOST_PHASES = 60, 8
"""Of one rep: two breaths, a hold and a way down are four phases of a few seconds."""
_WORDS = {
    "kind": ("strength", "mobility"),
    "difficulty": ("easy", "easy-medium", "medium", "medium-hard", "hard"),
    "difficulty_from": ("document", "assigned"),
    "dose_from": ("document", "added"),
    "count": ("per_side", "total"),
}


def family_faults(family: Family, library: Library) -> Iterator[Fault]:
    """What is wrong with a family's exercises among those of `library`, which holds them too."""
    if not family.exercise:
        yield Fault(("exercise",), "needs at least one exercise")
    yield from _word("kind", family.kind)
    for index, exercise in enumerate(family.exercise):
        for path, what in _exercise_faults(exercise, family, library):
            yield Fault(("exercise", index, *path), what)


def routine_faults(routine: Routine, library: Library) -> Iterator[Fault]:
    """What is wrong with a routine over the exercises of `library`."""
    yield from _named(routine.id, routine.name)
    if not routine.days:
        yield Fault(("days",), "needs at least one day")
    earlier: set[str] = set()
    for index, day in enumerate(routine.days):
        if day.id in earlier:
            yield Fault(("days", index, "id"), f"{shown(day.id)} is the id of an earlier day; give each its own")
        earlier.add(day.id)
        for path, what in _day_faults(day, library):
            yield Fault(("days", index, *path), what)


def _exercise_faults(exercise: Exercise, family: Family, library: Library) -> Iterator[Fault]:
    for key in ("family", "kind"):
        if getattr(exercise, key) != getattr(family, key):
            yield Fault((key,), "stands once for the family, at the top of the file")
    for key in ("difficulty", "difficulty_from", "dose_from", "count"):
        yield from _word(key, getattr(exercise, key))
    yield from chain(_named(exercise.id, exercise.name), _gates(exercise), _tempo(exercise), _cues(exercise))
    yield from chain(_neighbours(exercise, library), _rungs(exercise, library), _range(exercise))
    yield from dose_faults(exercise.dose, exercise, ("dose",))


def _word(key: str, word: str) -> Iterator[Fault]:
    if word not in _WORDS[key]:
        yield Fault((key,), f"must be one of {', '.join(_WORDS[key])}, not {shown(word)}{meant(word, _WORDS[key])}")


def _named(id: str, name: str) -> Iterator[Fault]:
    # An id becomes a file name, an argument and a widget's id: `../../etc/passwd` was one (reliability).
    if not ID.fullmatch(id):
        yield Fault(("id",), f"must be small letters, digits and _, a letter first, at most 40, not {shown(id)}")
    if not name.strip():
        yield Fault(("name",), "is empty")


def _exists(id: str, path: KeyPath, library: Library) -> Iterator[Fault]:
    if id not in library:
        yield Fault(path, f"{shown(id)} is not an exercise{meant(id, library)}")


def _gates(exercise: Exercise) -> Iterator[Fault]:
    for index, token in enumerate(exercise.gates):
        if token not in GATES:
            yield Fault(("gates", index), f"{shown(token)} is not a gate{meant(token, GATES)}")


def _tempo(exercise: Exercise) -> Iterator[Fault]:
    if len(exercise.tempo) > MOST_PHASES:
        yield Fault(("tempo",), f"may have at most {MOST_PHASES} phases, not {len(exercise.tempo)}")
    for index, phase in enumerate(exercise.tempo):
        if phase.s is not None:
            yield from _between(phase.s, 1, LONGEST_PHASE_S, ("tempo", index, "s"), "seconds")


def _cues(exercise: Exercise) -> Iterator[Fault]:
    from corecare_tui.figure.letters import width  # here: the figure is not needed to read a routine

    moments = ("ready", "work", *(phase.word.lower() for phase in exercise.tempo))
    for index, cue in enumerate(exercise.cues):
        if (columns := width(cue.big)) > COLUMNS:
            yield Fault(("cues", index, "big"), f"takes {columns} columns in big letters; there are {COLUMNS}: shorten it")
        if cue.during not in moments:
            what = f"must be one of {', '.join(moments)}, not {shown(cue.during)}{meant(cue.during, moments)}"
            yield Fault(("cues", index, "during"), what)


def _neighbours(exercise: Exercise, library: Library) -> Iterator[Fault]:
    """The exercises it names: they exist, and are others."""
    named: dict[KeyPath, str | None] = {("easier",): exercise.easier, ("harder",): exercise.harder}
    for key, ids in (("swaps", exercise.swaps), ("plays_as", exercise.plays_as)):
        named |= {(key, index): id for index, id in enumerate(ids)}
    for path, id in named.items():
        if id == exercise.id:
            yield Fault(path, "names the exercise itself")
        elif id is not None:
            yield from _exists(id, path, library)


def _rungs(exercise: Exercise, library: Library) -> Iterator[Fault]:
    """Easier leads down and harder up, and neither leads back."""
    for key, sign in (("easier", -1), ("harder", 1)):
        other = library.get(getattr(exercise, key) or "")
        if other is None or other.id == exercise.id:
            continue
        mine, its = exercise.rung, other.rung
        if other.family == exercise.family and mine is not None and its is not None and (its - mine) * sign <= 0:
            yield Fault((key,), f"{shown(other.id)} is rung {its} of this family, and this one is rung {mine}")
        if _comes_back(exercise.id, key, library):
            yield Fault((key,), f"leads in a circle, from {shown(other.id)} back to {shown(exercise.id)}")


def _comes_back(start: str, key: str, library: Library) -> bool:
    seen: set[str] = set()
    at = getattr(library[start], key)
    while at in library and at not in seen and at != start:
        seen.add(at)
        at = getattr(library[at], key)
    return bool(at == start)


def _range(exercise: Exercise) -> Iterator[Fault]:
    """The ladder's own start and top."""
    start, top, timed_s = exercise.ladder.start, exercise.ladder.top, exercise.ladder.timed_s
    if start.timed != top.timed:
        yield Fault(("ladder", "top"), "must count what ladder.start counts: reps, or hold_s alone")
    elif start.sets > top.sets or _size(start) > _size(top):
        yield Fault(("ladder", "top"), f"{top.text} is less than ladder.start, {start.text}, in sets, reps or seconds")
    if timed_s is not None and not 1 <= timed_s[0] <= timed_s[1] <= MAX_SECONDS:
        yield Fault(("ladder", "timed_s"), f"must be two numbers of seconds, the smaller first, from 1 to {MAX_SECONDS}")
    if length_s(top, exercise) > LONGEST_S:
        yield Fault(("ladder", "top"), f"takes {_hours(length_s(top, exercise))}; a session may take 4 h")


def dose_faults(dose: Dose, exercise: Exercise, path: KeyPath) -> Iterator[Fault]:
    """Where `dose`, which stands at `path`, leaves the ladder of `exercise`: the rules would put it back without a word."""
    start, top, timed_s = exercise.ladder.start, exercise.ladder.top, exercise.ladder.timed_s
    sets, low, high = top.sets, _size(start), _size(top)
    if dose.timed and not start.timed and timed_s is not None:
        sets, (low, high) = 1, timed_s
    elif dose.timed != start.timed:
        needs = "hold_s without reps, it is held" if start.timed else "reps, it is counted"
        yield Fault(path, f"of {exercise.id} needs {needs}")
        return
    yield from _between(dose.sets, 1, sets, (*path, "sets"), f"for {exercise.id}")
    yield from _between(_size(dose), low, high, (*path, "hold_s" if dose.timed else "reps"), f"for {exercise.id}")
    if not dose.timed and dose.hold_s is not None:
        yield from _between(dose.hold_s, start.hold_s or 0, top.hold_s or 0, (*path, "hold_s"), f"for {exercise.id}")


def _between(value: int, low: int, high: int, path: KeyPath, of_what: str) -> Iterator[Fault]:
    if not low <= value <= high:
        bounds = str(low) if low == high else f"from {low} to {high}"
        yield Fault(path, f"must be {bounds} {of_what}, not {value}")


def _size(dose: Dose) -> int:
    return dose.reps if dose.reps is not None else dose.hold_s or 0


def _day_faults(day: Day, library: Library) -> Iterator[Fault]:
    yield from _named(day.id, day.name)
    for number, block in enumerate(day.blocks):
        for index, item in enumerate(block.items):
            yield from _item_faults(item, ("blocks", number, "items", index), library)
    count = len(day.items)
    if not 1 <= count <= MOST_ITEMS:
        yield Fault(("blocks",), f"must hold 1 to {MOST_ITEMS} items in all, not {count}")
    elif (seconds := day_s(day, library)) > LONGEST_S:
        yield Fault((), f"takes {_hours(seconds)}; a session may take 4 h")


def _item_faults(item: Item, path: KeyPath, library: Library) -> Iterator[Fault]:
    for index, id in enumerate(item.rung_of):
        yield from _exists(id, (*path, "rung_of", index), library)
    if item.exercise is not None:
        yield from _exists(item.exercise, (*path, "exercise"), library)
        if item.dose is not None and item.exercise in library:
            yield from dose_faults(item.dose, library[item.exercise], (*path, "dose"))


def _hours(seconds: int) -> str:
    return f"{seconds // 3600} h {seconds % 3600 // 60} min"
