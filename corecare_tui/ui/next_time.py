"""The next time in the words of the summary: a word for each row, and the reasons beneath."""

from collections.abc import Iterable

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.plan import Plan
from corecare_tui.domain.records import Result
from corecare_tui.ui.words import change

RULES = {"C1": "its turn", "C3": "as before"}
ARROWS = {"↑": "harder", "↓": "easier", "⇄": "swapped"}


def word(result: Result, following: Plan, library: Library) -> str:
    """What becomes of that place of the routine."""
    place = _place(result)
    item = next((item for item in following.items if item.slot == place), None)
    if item is None:
        return "left out" if any(out.exercise in (place, result.exercise) for out in following.left_out) else "–"
    changed = next((d for d in item.decisions if d.changes), None)
    if changed is None:
        return "same"
    return RULES.get(changed.rule) or ARROWS.get(change(changed, library)[:1], "new")


def words(results: Iterable[Result], following: Plan, library: Library) -> list[str]:
    """A word a row; a place that was played twice, as after a swap, says it once."""
    found: dict[str, str] = {}
    return ["–" if _place(r) in found else found.setdefault(_place(r), word(r, following, library)) for r in results]


def reasons(results: Iterable[Result], following: Plan, known: Plan, library: Library) -> list[str]:
    """Before → after and its sentence, a sentence once; what is left out of what was played; advice that is new."""
    told: dict[str, list[str]] = {}
    for decision in following.changes:
        told.setdefault(decision.sentence, []).append(change(decision, library))
    lines = [f"{'; '.join(changes)}: {sentence}" for sentence, changes in told.items()]
    played = {id for result in results for id in (result.exercise, _place(result))}
    lines += [out.sentence for out in following.left_out if out.exercise in played and out.sentence not in told]
    old = {advice.rule for advice in known.advice}
    lines += [a.sentence for a in following.advice if a.rule not in old and a.sentence not in told]
    return list(dict.fromkeys(lines))


def _place(result: Result) -> str:
    return result.slot or result.exercise
