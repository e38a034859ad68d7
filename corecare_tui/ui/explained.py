"""An exercise as one person has it, in lines: dose, ladder, what the record says, why not now, where it comes from."""

from collections.abc import Iterator

from corecare_tui.domain.catalogue import Entry
from corecare_tui.domain.exercise import Exercise, Library
from corecare_tui.domain.insight.words import rated
from corecare_tui.domain.text import many
from corecare_tui.ui.widgets.lines import Line
from corecare_tui.ui.words import dose

MARKS = "✓ planned  ! hurts  × not now  – blocked"


CALM = "Feel it in the muscles named, not in the low back. An easier form is the right choice, not a failure."


def whole(entry: Entry, library: Library) -> Iterator[Line]:
    """Everything about it, what matters most first."""
    one = entry.exercise
    yield "heading", f"{one.name.upper()}   {one.difficulty}"
    yield from standing(entry, library)
    for mistake in one.mistakes:
        yield "no", f"✗ NO   {mistake.fault}"
        yield "yes", f"✓ YES  {mistake.mend}"
    yield from move(one)
    yield "quiet", CALM
    yield from facts(entry, library)


def move(one: Exercise) -> Iterator[Line]:
    """What the move is, in words: where, how much, the cues."""
    yield "quiet", f"{one.position.replace('_', ' ')}   {dose(one, one.dose)}   {one.difficulty}"
    if one.figure is not None and one.figure.note:
        yield "", one.figure.note
    yield from (("", f"{cue.big:<16} {cue.say}") for cue in one.cues)


def mark(entry: Entry) -> str:
    """One sign for the list: what matters most."""
    if entry.blocked:
        return "–"
    return "×" if entry.not_now else "!" if entry.hurt else "✓" if entry.in_plan else " "


def standing(entry: Entry, library: Library) -> Iterator[Line]:
    """how it is with this person: why not now, the plan, what the record says."""
    if entry.not_now is not None:
        yield "no", f"NOT FOR NOW   {entry.not_now.sentence} ({entry.not_now.rule})"
    yield from (("", text) for text in _you(entry, library))


def facts(entry: Entry, library: Library) -> Iterator[Line]:
    """what it is: dose, range, kit, ladder, source."""
    yield from (("", text) for text in _asks(entry.exercise))
    yield from (("", text) for text in _ladder(entry, library))
    yield "quiet", f"Source  {entry.exercise.source}"


def _you(entry: Entry, library: Library) -> Iterator[str]:
    planned, last = entry.planned, entry.last
    if planned is not None:
        name = "" if planned.exercise == entry.exercise.id else f"{library[planned.exercise].name}, "
        yield f"Plan    {name}{dose(library[planned.exercise], planned.dose)}"
    if last is None:
        yield "You     not done yet"
        return
    usual = f", usual pain {entry.usual:g}" if entry.usual is not None else ""
    yield f"You     {entry.times}×{usual}, last {rated(last.pain)} on {last.day:%d %b %Y}"
    if entry.hurt is not None:
        yield f"Hurt    up to {entry.hurt.worst} of 10 lately, in {many(entry.hurt.said, 'rating')}"


def _asks(one: Exercise) -> Iterator[str]:
    whose = "" if one.dose_from == "document" else ", our dose"
    yield f"Dose    {dose(one, one.dose)}, rest {one.dose.rest_s} s{whose}"
    yield f"Range   {one.ladder.start.text} to {one.ladder.top.text}"
    if one.equipment:
        yield f"Needs   {', '.join(one.equipment).replace('_', ' ')}"


def _ladder(entry: Entry, library: Library) -> Iterator[str]:
    if len(entry.ladder.rungs) < 2:
        return
    stands = entry.ladder.stands
    yield f"Ladder  {entry.ladder.family.replace('_', ' ')}, easiest first"
    for id in entry.ladder.rungs:
        you = f"   you: {dose(library[id], stands.dose)}" if stands is not None and stands.exercise == id else ""
        yield f"  {'▶' if you else '·'} {library[id].name}{you}"
