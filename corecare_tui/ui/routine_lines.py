"""A routine in lines: its next session for this person, what is to remark on it, and one that somebody sent."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corecare_tui.coach import Coach
from corecare_tui.domain.exercise import Library
from corecare_tui.domain.insight.words import rated
from corecare_tui.domain.plan import Plan
from corecare_tui.domain.records import Session
from corecare_tui.domain.routine import Day, Routine
from corecare_tui.domain.text import many
from corecare_tui.ui.widgets.lines import Line
from corecare_tui.ui.words import change, dose, short

if TYPE_CHECKING:
    from corecare_tui.coach.authoring import Offer, Sent


def next_session(plan: Plan, coach: Coach) -> Iterator[Line]:
    """What today's plan would make of it."""
    routine = coach.routines[plan.routine]
    yield "heading", routine.name.upper()
    yield "quiet", routine.about or f"Source: {routine.source}"
    if plan.blocked:
        yield "", plan.blocked.sentence
        return
    which = f"{routine.day(plan.day).name}, " if len(routine.days) > 1 else ""
    yield "change", f"{which}{many(len(plan.items), 'exercise')}   {coach.minutes(plan)} min"
    for number, item in enumerate(plan.items, 1):
        exercise = coach.library[item.exercise]
        yield "", f"{number:>2} {short(exercise.name, 22):<23}{dose(exercise, item.dose)}"
        yield from (("quiet", f"   {change(one, coach.library)}") for one in item.decisions if one.changes)
    yield from (("quiet", f" – {out.sentence}") for out in plan.left_out)
    yield "quiet", f"Needs   {_kit(plan, coach.library)}"
    yield "quiet", f"Last    {_last(plan.routine, coach)}"


def _kit(plan: Plan, library: Library) -> str:
    needed = dict.fromkeys(kit for item in plan.items for kit in library[item.exercise].equipment)
    return ", ".join(needed).replace("_", " ") or "nothing"


def _last(routine: str, coach: Coach) -> str:
    past = coach.history()
    last = past.last(past.by_routine.get(routine, ()))
    return f"{last.date:%d %b %Y}, worst {rated(_worst(last))}" if last else "not done yet"


def _worst(session: Session) -> int | None:
    return max((one.pain for one in session.results if one.pain is not None), default=None)


def remarks(routine: Routine, coach: Coach) -> Iterator[Line]:
    """Of an own routine: what a physiotherapist might say."""
    for one in coach.remarks(routine):
        yield "", f"Remark: {one.sentence}"


def offered(sent: "Sent") -> Iterator[str]:
    """What somebody sent, before it is taken in."""
    for offer in sent.offers:
        yield from _offer(offer, sent.library)
    if sent.exercises:
        yield f"New exercises: {', '.join(one.name for one in sent.exercises)}"


def _offer(offer: "Offer", library: Library) -> Iterator[str]:
    routine = offer.routine
    yield f"{routine.name}   ({routine.id})"
    yield f"From: {routine.source}"
    if routine.about:
        yield routine.about
    for day, minutes in zip(routine.days, offer.minutes, strict=True):
        yield f"{day.name}   {minutes} min"
        yield from asked(day, library)
    yield from (f"Remark: {remark.sentence}" for remark in offer.remarks)
    yield from (f"Not for you now: {out.sentence} ({out.rule})" for out in offer.closed)
    if offer.blocked is not None:
        yield f"No session now: {offer.blocked.sentence}"


def asked(day: Day, library: Library) -> Iterator[str]:
    """What a day asks for."""
    for number, (_, item) in enumerate(day.items, 1):
        if item.exercise is None:
            yield f"{number:>3} your rung of {library[item.rung_of[0]].family.replace('_', ' ')}"
        else:
            one = library[item.exercise]
            yield f"{number:>3} {short(one.name, 26):<27}{dose(one, item.dose or one.dose)}"
