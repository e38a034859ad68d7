"""The words and small rows that several screens share: a change in one line, a fortnight of pain, a week of marks."""

from collections.abc import Sequence
from datetime import date, timedelta

from corecare_tui.domain.exercise import Dose, Exercise, Library
from corecare_tui.domain.insight.weeks import Mark
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.pain import Score
from corecare_tui.domain.plan import Decision
from corecare_tui.domain.records import Result
from corecare_tui.domain.text import many

NARROW = 78
"""Columns below which a row says less."""
BLOCKS = "▁▂▃▄▅▆▇█"
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EFFORT_NAMES = {1: "easy", 2: "good", 3: "hard", 4: "FORM BROKE DOWN"}


def change(decision: Decision, library: Library) -> str:
    """`↓ Forearm plank → Knee plank 3 × 20 s`, the arrow telling which way."""
    before, after = decision.before, decision.after
    if before is None or after is None:
        return f"–  {library[before.exercise].name}" if before else ""
    names = library[before.exercise].name, library[after.exercise].name
    if before.exercise != after.exercise:
        return f"{_way(before, after, library)} {names[0]} → {names[1]} {after.dose.text}"
    return f"{_way(before, after, library)} {names[0]} {before.dose.text} → {after.dose.text}"


def _way(before: Place, after: Place, library: Library) -> str:
    """Up or down the same ladder, the rung before the dose; across to another one."""
    was, now = library[before.exercise], library[after.exercise]
    if was.family != now.family:
        return "⇄"
    return "↑" if (now.rung or 0, after.dose.work) > (was.rung or 0, before.dose.work) else "↓"


def dose(exercise: Exercise, one: Dose) -> str:
    """The dose with what it counts."""
    a_side = exercise.sides == "each" or (exercise.sides == "alternating" and exercise.count == "per_side")
    return one.text + ("/side" if a_side else "")


def score(pain: Score) -> str:
    """The number, and a block as high; a gap says so."""
    return "not rated" if pain is None else str(pain) + (f" {BLOCKS[min(7, pain * 7 // 10)]}" if pain else "  ")


def short(name: str, columns: int) -> str:
    """The name, ending in … where it is longer than that."""
    return name if len(name) <= columns else name[: columns - 1].rstrip() + "…"


def effort(result: Result) -> str:
    """What was said of effort and form."""
    return EFFORT_NAMES.get(result.effort or 0, "–")


def pain_row(days: Sequence[tuple[date, Score]]) -> str:
    """Two lines: blocks, then the numbers under them; a day without a rating is a dot and a blank."""
    blocks = "".join(f"{'·' if s is None else BLOCKS[min(7, s * 7 // 10)]} " for _, s in days)
    numbers = "".join(f"{' ' if s is None else 't' if s == 10 else s} " for _, s in days)
    return f"{blocks}\n{numbers}"


def marks(week: Sequence[Mark], rest: Mark) -> str:
    """The days over their marks."""
    return "Mo Tu We Th Fr Sa Su\n" + "".join(f"{mark.value}  " for mark in week) + "– rest counts"


def how_long(span: timedelta) -> str:
    """A span of time in its largest whole unit: "3 days", "1 hour", "less than a minute"."""
    for unit, length in (("day", timedelta(1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1))):
        if span >= length:
            return many(span // length, unit)
    return "less than a minute"
