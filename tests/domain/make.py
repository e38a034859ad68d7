"""Exercises and plans for tests, with only what a test is about spelled out."""

from datetime import date
from typing import Any

from corecare_tui.domain.exercise import Dose, Exercise, Ladder, Phase
from corecare_tui.domain.plan import Plan, Planned, Step
from corecare_tui.domain.timetable import unroll

HOLD_20 = Dose(1, None, 20, 30)
TEMPO = (Phase("UP", 2), Phase("HOLD"), Phase("DOWN", 2))


def exercise(
    id: str = "plank", dose: Dose = HOLD_20, start: Dose | None = None, top: Dose | None = None, **rest: Any
) -> Exercise:
    """An exercise whose ladder is its dose, where nothing else is asked."""
    timed_s = rest.pop("timed_s", None)
    known: dict[str, Any] = {
        "name": id.replace("_", " "), "family": "core", "kind": "strength", "position": "floor", "goal": (),
        "difficulty": "easy", "difficulty_from": "assigned", "dose_from": "added", "source": "added",
    }  # fmt: skip
    return Exercise(id=id, dose=dose, ladder=Ladder(start or dose, top or dose, timed_s), **(known | rest))


def plan(*exercises: Exercise) -> Plan:
    """One session of these exercises, each at its own dose."""
    items = tuple(Planned("main", e.id, e.dose, e.dose, e.id) for e in exercises)
    return Plan("test", "day1", date(2026, 11, 21), items)


def steps(*exercises: Exercise) -> tuple[Step, ...]:
    """The steps of that session."""
    return unroll(plan(*exercises), {e.id: e for e in exercises})
