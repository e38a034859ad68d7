"""Law L7: every difference from the last time has a decision. What no other rule told, C3 tells."""

from collections.abc import Callable
from dataclasses import replace

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.ladder import Place, clamp
from corecare_tui.domain.plan import Because, Decision
from corecare_tui.domain.records import Outcome, Result, Session
from corecare_tui.domain.rules.compose import C1
from corecare_tui.domain.rules.rule import Rule

C3 = Rule(
    "C3",
    "a place differs from the last time and no other rule says why: a lighter day, a swap or a shut gate is over",
    "what the record says was reached",
    "{exercise} goes on from where it stood: {what}.",
    "[CHOICE]: every change has its reason",
    "A sore day, or any rule that eases.",
)
ROWS = (C3,)


def told(today: Place, decisions: list[Decision], last: tuple[Session, Result] | None, library: Library) -> list[Decision]:
    """The decisions of a place, with C3 before them where they leave the difference from the last time untold."""
    if last is None or any(d.changes for d in decisions):
        return decisions
    was = place_of(last[1], library)
    if was is None or same(was, today):
        return decisions
    sentence = C3.say(exercise=library[today.exercise].name, what=_why(last[1], was, today))
    return [Decision(C3.id, sentence, was, today, because(*last)), *decisions]


def _why(last: Result, was: Place, today: Place) -> str:
    if last.outcome is Outcome.SKIPPED:
        return "it was left out the last time"
    if was.exercise != today.exercise:
        return "the swap is over"
    return "the lighter day is over" if last.usual is not None else "as it was last done"


def turned(
    chosen: str, today: Place, decisions: list[Decision], last: tuple[Session, Result] | None, library: Library
) -> list[Decision]:
    """The same where the routine leaves the choice: another ladder than the last time is C1's own decision."""
    was = place_of(last[1], library) if last else None
    if last is None or was is None or library[last[1].slot or was.exercise].family == library[chosen].family:
        return told(today, decisions, last, library)
    return [Decision(C1.id, C1.say(exercise=library[chosen].name), was, today, because(*last)), *decisions]


def rested_in(decision: Decision, rested: Callable[[Place], Place]) -> Decision:
    """The decision with the rests that its places have every time."""
    before, after = (rested(place) if place else None for place in (decision.before, decision.after))
    return replace(decision, before=before, after=after)


def place_of(result: Result, library: Library) -> Place | None:
    """What was asked there; None when the record does not tell."""
    if result.dose is None or result.exercise not in library:
        return None
    return Place(result.exercise, clamp(library[result.exercise], result.dose))


def same(a: Place, b: Place) -> bool:
    """The same but for the rest between sets."""
    return a.exercise == b.exercise and (a.dose.sets, a.dose.reps, a.dose.hold_s) == (b.dose.sets, b.dose.reps, b.dose.hold_s)


def because(session: Session, result: Result) -> tuple[Because, ...]:
    """The last time, as a reference."""
    return (Because(session.id, result.exercise, result.pain), Because(session.id, None, session.pre, "check_in"))
