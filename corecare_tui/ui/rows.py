"""A plan as rows to walk along: its advice, its exercises with what changed in them and why, and what is left out of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from corecare_tui.coach import Coach
from corecare_tui.domain.exercise import Library
from corecare_tui.domain.plan import Advice, Decision, LeftOut, Plan, Planned
from corecare_tui.domain.profile import Chose
from corecare_tui.ui.words import change, dose

SKIPPED = "X4"
"""The rule of what a person leaves out of a day."""


class Kind(StrEnum):
    """What a row is about."""

    ADVICE = "advice"
    ITEM = "item"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Row:
    """One row, and what a person may decide about it."""

    kind: Kind
    of: str
    """The slot of an item, the exercise left out, or the rule of an advice: what a choice is about."""
    name: str
    head: str
    """The row itself, one line where it fits."""
    why: tuple[str, ...] = ()
    """The sentences under it."""
    rules: tuple[str, ...] = ()
    """The rules that decided it."""
    changed: bool = False
    """Is it another exercise or dose than the last time?"""
    item: Planned | None = None
    advice: Advice | None = None

    @property
    def key(self) -> str:
        """Tells it from every other row of the plan."""
        return f"{self.kind}:{self.of}"


def rows(plan: Plan, coach: Coach) -> tuple[Row, ...]:
    """Every row of that plan: advice first, then the session in its order, then what is left out."""
    items = [_item(number, item, coach) for number, item in enumerate(plan.items, 1)]
    told = {decision.sentence for item in plan.items for decision in item.decisions}
    outs = [_out(out, coach.library) for out in plan.left_out if out.sentence not in told]
    above = {advice.sentence for advice in plan.advice}
    once = (replace(row, why=tuple(why for why in row.why if why not in above)) for row in (*items, *outs))
    return (*(_advice(advice) for advice in plan.advice), *once, *_unheard(outs, plan, coach))


def _advice(advice: Advice) -> Row:
    return Row(Kind.ADVICE, advice.rule, "", f"! {advice.sentence}", (), (advice.rule,), advice=advice)


def _item(number: int, item: Planned, coach: Coach) -> Row:
    exercise = coach.library[item.exercise]
    one = whole(item)
    head = change(one, coach.library) if one else f"  {exercise.name}  {dose(exercise, item.dose)}"
    why = tuple(dict.fromkeys(d.sentence for d in item.decisions if d.changes or _answers(d, item, coach)))
    return Row(
        Kind.ITEM, item.slot, exercise.name, f"{number} {head}", why, tuple(d.rule for d in item.decisions), one is not None, item
    )


def whole(item: Planned) -> Decision | None:
    """All that changed an item as one change, from where it stood to what is done; None = it is as it was."""
    changed = [d for d in item.decisions if d.changes]
    if not changed or changed[0].before == changed[-1].after:
        return None
    return replace(changed[-1], before=changed[0].before)


def _answers(decision: Decision, item: Planned, coach: Coach) -> bool:
    """Does it keep the dose because the person declined a raise?"""
    return decision.rule == "U2" and coach.profile.chose(Chose.DECLINE, item.slot) is not None


def _out(out: LeftOut, library: Library) -> Row:
    name = library[out.exercise].name
    return Row(Kind.OUT, out.exercise, name, f"– {name}", (out.sentence,), (out.rule,))


def _unheard(outs: list[Row], plan: Plan, coach: Coach) -> Iterator[Row]:
    """What was left out today where another exercise took the place: it can be taken back all the same."""
    known = {row.of for row in outs}
    chosen = dict.fromkeys(c.of for c in coach.profile.choices if c.what is Chose.SKIP and c.at.date() == plan.date)
    for id in chosen:
        if id not in known and id in coach.library:
            name = coach.library[id].name
            yield Row(Kind.OUT, id, name, f"– {name}", (f"You left {name[0].lower() + name[1:]} out of today.",), (SKIPPED,))
