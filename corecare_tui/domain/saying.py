"""What a voice says of a session, line by line: names, sides and sets; cues and counts; then everything that is shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corecare_tui.domain.cueing import CUE_MS, cue_at
from corecare_tui.domain.exercise import Exercise, Library
from corecare_tui.domain.plan import Kind, Plan, Step
from corecare_tui.domain.signals import Entered, Halfway, RepDone, Signal, Slept
from corecare_tui.domain.wanted import Level

NEXT_MS = 12_000
"""So long before the end of a rest the next exercise is announced: time to hear it, to turn over, and for the 3-2-1."""
HOW_MUCH = "How much did it hurt? Zero to ten."


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, said when there is room for it before the next tone."""

    text: str
    level: Level = Level.NAMES
    short: str = ""
    """Said instead where there is no room for the whole."""
    after_ms: int = 0
    """Not before so much of the step has gone by."""
    safe: bool = False
    """A safety line: never cut, never left out."""


def lines(signals: Iterable[Signal], plan: Plan, library: Library, steps: tuple[Step, ...], at: int) -> Iterator[Line]:
    """What is said at an event; `at` is the index of the step that runs after it."""
    for signal in signals:
        match signal:
            case Entered(step) if step is steps[at]:
                yield from _entered(plan, library, steps, at)
            case RepDone(n):
                yield Line(str(n), Level.CUES)
            case Halfway():
                left = (steps[at].ms or 0) // 2000
                yield Line(f"Halfway. {left} seconds left.", Level.EVERYTHING, "Halfway.")
            case Slept():
                yield Line("Paused.")


def _entered(plan: Plan, library: Library, steps: tuple[Step, ...], at: int) -> Iterator[Line]:
    step = steps[at]
    exercise = library[plan.items[step.item].exercise]
    match step.kind:
        case Kind.READY:
            yield from _ready(plan, exercise, step)
        case Kind.SWITCH:
            yield Line("Change sides. Right side now.", short="Change sides.")
        case Kind.REST:
            yield from _rest(plan, library, steps, at)
        case Kind.HOLD:
            yield from _hold(exercise, step)
        case Kind.REP:
            yield from _rep(exercise, step)


def _ready(plan: Plan, exercise: Exercise, step: Step) -> Iterator[Line]:
    yield Line(announced(plan, exercise, step), short=exercise.name)
    cue = cue_at(exercise, step, 0)
    yield Line(cue.say, Level.CUES, cue.big.lower())
    if step.set_no == 1 and exercise.mistakes:
        yield Line(exercise.mistakes[0].mend, Level.EVERYTHING)


def announced(plan: Plan, exercise: Exercise, step: Step) -> str:
    """Name, set and side of what comes."""
    sets = plan.items[step.item].dose.sets
    if step.set_no > 1:
        which = "The last set" if step.set_no == sets else f"Set {step.set_no} of {sets}"
        return f"{which}{_side(step)}."
    return f"{exercise.name}{_side(step)}."


def _side(step: Step) -> str:
    return f", {step.side} side" if step.side else ""


def _hold(exercise: Exercise, step: Step) -> Iterator[Line]:
    seconds = (step.ms or 0) // 1000
    yield Line(f"{seconds} seconds.", Level.EVERYTHING)
    for after in range(0, step.ms or 0, CUE_MS):
        cue = cue_at(exercise, step, after)
        yield Line(cue.say, Level.CUES, cue.big.lower(), after_ms=after)


def _rep(exercise: Exercise, step: Step) -> Iterator[Line]:
    """The phase with its breath; on every third rep the cue instead, in a phase that is not the first: that one has the count."""
    if step.ms is None:
        yield Line(f"{step.rep_no} at your own pace.", Level.NAMES)
        return
    cue = cue_at(exercise, step, 0)
    breath = f", breathe {step.breath}" if step.breath else ""
    if step.rep_no % 3 == 1 and not step.ends_rep:
        yield Line(cue.say, Level.CUES, cue.big.lower())
    yield Line(f"{step.phase.lower()}{breath}", Level.EVERYTHING, step.phase.lower())


def _rest(plan: Plan, library: Library, steps: tuple[Step, ...], at: int) -> Iterator[Line]:
    step = steps[at]
    yield Line(HOW_MUCH) if step.ends_item else Line(f"Rest. {(step.ms or 0) // 1000} seconds.", short="Rest.")
    following = next((s for s in steps[at + 1 :] if s.kind is not Kind.REST), None)
    before = max(0, (step.ms or 0) - NEXT_MS)
    if following is None:
        yield Line("That was the last one.", after_ms=before)
        return
    exercise = library[plan.items[following.item].exercise]
    yield Line(f"Next: {announced(plan, exercise, following)}", short=exercise.name, after_ms=before)


def rehearsed(plan: Plan, library: Library, steps: tuple[Step, ...], level: Level) -> Iterator[str]:
    """Every text that may be said at that level, soonest first, so that a voice can be ready in time."""
    seen: set[str] = set()
    for at, step in enumerate(steps):
        signals: tuple[Signal, ...] = (Entered(step), Halfway(), *((RepDone(step.rep_no),) if step.ends_rep else ()))
        for line in lines(signals, plan, library, steps, at):
            for text in (line.text, line.short):
                if text and line.level <= level and text not in seen:
                    seen.add(text)
                    yield text
