"""The next session as the rules write it, or why there is none."""

from collections.abc import Iterator

from corecare_tui.adapters.report.markup import Markup, joined, listed, section, tag
from corecare_tui.adapters.report.telling import Telling, sentence
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.plan import Advice, LeftOut, Planned

BRACKETS = "In brackets: what the rules changed, from what; the reasons stand under the sessions."


def following(telling: Telling) -> Markup:
    """Its exercises with their doses, what it advises, what it leaves out."""
    plan = telling.story.plan
    if plan.blocked is not None:
        return section("Next session", tag("p", "None for now. ", _advice(plan.blocked)))
    return section(
        "Next session",
        tag("p", f"{telling.routine(plan.routine)}, planned for {telling.day(plan.date)}. {BRACKETS}"),
        listed((_item(item, telling) for item in plan.items), class_="items"),
        tag("div", _part("Advice", map(_advice, plan.advice)), _part("Left out", map(_advice, plan.left_out)), class_="two"),
    )


def _item(item: Planned, telling: Telling) -> Markup:
    """An exercise, and what changed it."""
    changes = [one for one in item.decisions if one.changes]
    why = telling.why(changes, Place(item.exercise, item.dose))
    return joined((tag("b", telling.name(item.exercise)), f" {item.dose.text} ", why))


def _advice(advice: Advice | LeftOut) -> Markup:
    return joined((tag("b", advice.rule), f" {sentence(advice.sentence)}"))


def _part(title: str, parts: Iterator[Markup]) -> Markup:
    told = listed(parts)
    return tag("div", tag("h3", title), told) if told else Markup()
