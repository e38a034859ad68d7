"""How the commands write what they found: the JSON of contract.md and its twin in plain lines."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from corecare_tui.domain.exercise import Dose, Exercise, Library
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.plan import Advice, Decision, Plan, Planned
from corecare_tui.domain.routine import Item, Routine
from corecare_tui.domain.rules import Rule
from corecare_tui.domain.rules.readings import READINGS, SEEN
from corecare_tui.domain.scores import Said
from corecare_tui.domain.timetable import day_named

JSON = dict[str, Any]


def dose(one: Dose) -> JSON:
    """As contract.md writes a dose."""
    return asdict(one)


def plan(one: Plan, library: Library) -> JSON:
    """The whole plan as contract.md writes it."""
    return {
        "routine": one.routine,
        "day": one.day,
        "date": one.date.isoformat(),
        "blocked": _advice(one.blocked) if one.blocked else None,
        "advice": [_advice(advice) for advice in one.advice],
        "items": [_planned(item, library[item.exercise]) for item in one.items],
        "left_out": [asdict(out) for out in one.left_out],
    }


def _advice(one: Advice) -> JSON:
    return {"rule": one.rule, "sentence": one.sentence}


def _planned(item: Planned, exercise: Exercise) -> JSON:
    return {
        "block": item.block,
        "exercise": item.exercise,
        "family": exercise.family,
        "rung": exercise.rung,
        "sides": str(exercise.sides),
        "dose": dose(item.dose),
        "decisions": [_decision(decision) for decision in item.decisions],
    }


def _decision(one: Decision) -> JSON:
    return {
        "rule": one.rule,
        "sentence": one.sentence,
        "before": _place(one.before),
        "after": _place(one.after),
        "because": [asdict(because) for because in one.because],
    }


def _place(one: Place | None) -> JSON | None:
    return {"exercise": one.exercise, "dose": dose(one.dose)} if one else None


def plan_lines(one: Plan, library: Library, minutes: int) -> Iterator[str]:
    """The plan for people: what, how long, and every reason in one sentence."""
    if one.blocked:
        yield f"No session of {one.routine} on {one.date}."
        yield f"  {one.blocked.rule}: {one.blocked.sentence}"
        return
    yield f"{one.routine}, {one.day}, {one.date}: {len(one.items)} exercises, about {minutes} min"
    yield from (f"  {advice.rule}: {advice.sentence}" for advice in one.advice)
    for number, item in enumerate(one.items, 1):
        yield f"{number:>3}. {library[item.exercise].name}: {dose_text(library[item.exercise], item.dose)}"
        yield from (f"       {change(decision, library)}" for decision in item.decisions)
    yield from (f"   –  {out.rule}: {out.sentence}" for out in one.left_out)


def status_line(one: Plan, called: str, minutes: int, said: Said | None, today: date, is_open: bool) -> str:
    """One line for a status bar: the next session, the last pain."""
    if is_open:
        what = "a session is open"
    elif one.blocked:
        what = f"no session today: {one.blocked.sentence}"
    else:
        what = f"next {day_named(one.date, today)}: {called}, {len(one.items)} exercises, {minutes} min"
    return f"{what} · {'no pain said yet' if said is None else f'last pain {said.score}, {_day(said.day, today)}'}"


def _day(day: date, today: date) -> str:
    ago = (today - day).days
    return {0: "today", 1: "yesterday"}.get(ago, f"{day:%a}" if 0 < ago < 7 else f"{day}")


def dose_text(exercise: Exercise, one: Dose) -> str:
    """The dose with what it counts: `3 × 20 s a side`."""
    a_side = exercise.sides == "each" or (exercise.sides == "alternating" and exercise.count == "per_side")
    return one.text + (" a side" if a_side else "")


def change(one: Decision, library: Library) -> str:
    """`D1: 3 × 30 s → 3 × 25 s. The sentence.`"""
    if not one.changes or one.before is None or one.after is None:
        return f"{one.rule}: {one.sentence}"
    names = [library[place.exercise].name for place in (one.before, one.after)]
    doses = [place.dose.text for place in (one.before, one.after)]
    if names[0] == names[1]:
        return f"{one.rule}: {doses[0]} → {doses[1]}. {one.sentence}"
    return f"{one.rule}: {names[0]} {doses[0]} → {names[1]} {doses[1]}. {one.sentence}"


def rule(one: Rule) -> JSON:
    """One rule."""
    return asdict(one)


def rules_page(rules: Iterable[Rule]) -> Iterator[str]:
    """The rules as docs/rules.md has them: a section each, then the limits, the readings, and what a cohort made of them."""
    yield "# The rules"
    yield ""
    yield "A documented design, not a validated treatment. Precedence: E, G, R, S, X, D, H, U, then composing. Of those that ease"
    yield "the one that eases most decides. Made from the rules themselves by `corecare rules`."
    for one in rules:
        yield f"\n## {one.id}\n"
        yield f"- When: {one.condition}"
        yield f"- Then: {one.action}"
        yield f"- It says: {one.sentence}"
        yield f"- What undoes it: {one.undo}"
        yield f"- Source: {one.source}"
    yield "\n## Where sources contradict each other\n"
    yield from (f"- **{what}.** {reading}" for what, reading in READINGS)
    yield "\n## What two hundred simulated people showed\n"
    yield from (f"- {line}" for line in SEEN)


def routine(one: Routine) -> JSON:
    """One routine."""
    return asdict(one)


STILL = (44, 13)
"""Columns and rows of a figure as text."""


def exercise(one: Exercise, library: Library) -> JSON:
    """One exercise, whole; its figure as the lines of a still, null where it is not drawn."""
    return asdict(replace(one, figure=None)) | {"figure": figure(one, library) or None}


def figure(one: Exercise, library: Library) -> list[str]:
    """The pose that stands for it in plain text; nothing where it is not drawn."""
    from corecare_tui.cli.world import terminal_draws
    from corecare_tui.figure.glyphs import Mode
    from corecare_tui.figure.motion import Motions
    from corecare_tui.figure.picture import frame, text

    motion = Motions({id: each.figure for id, each in library.items()})[one.id]
    if motion is None:
        return []
    lines = text(frame(motion, motion.still, *STILL, Mode.ASCII if terminal_draws() == "ascii" else Mode.TEXT))
    return lines[next((index for index, line in enumerate(lines) if line), 0) :]


def item_name(item: Item, library: Library) -> str:
    """What a picker calls it before anything is planned."""
    if item.exercise:
        return library[item.exercise].name
    return "your rung of " + " or ".join(library[entry].family.replace("_", " ") for entry in item.rung_of)


def exercise_page(one: Exercise, library: Library) -> Iterator[str]:
    """One exercise for people."""
    yield f"{one.name} ({one.id})"
    yield (
        f"  {one.family.replace('_', ' ')} ladder"
        + (f", rung {one.rung}" if one.rung is not None else "")
        + f"; {one.difficulty}"
    )
    yield f"  Dose      {dose_text(one, one.dose)}, rest {one.dose.rest_s} s ({one.dose_from})"
    yield f"  Range     {one.ladder.start.text} to {one.ladder.top.text}"
    yield f"  Position  {one.position.replace('_', ' ')}"
    yield f"  Needs     {', '.join(one.equipment).replace('_', ' ') or 'nothing'}"
    for way in ("easier", "harder"):
        id = getattr(one, way)
        if id:
            yield f"  {way.capitalize():<9} {library[id].name} ({id})"
    yield from ("", *(f"  {line}" for line in figure(one, library)), "")
    if one.figure is not None and one.figure.note:
        yield f"  {one.figure.note}"
    yield from (f"  {cue.big:<16} {cue.say}" for cue in one.cues)
    yield from (f"  Not: {m.fault} Instead: {m.mend}" for m in one.mistakes)
    yield f"  Source    {one.source}"


def nearest(id: str, known: Iterable[str]) -> str:
    """A hint for a mistyped id."""
    near = get_close_matches(id, list(known), 1)
    return f"did you mean {near[0]}?" if near else "`corecare exercises` lists them"
