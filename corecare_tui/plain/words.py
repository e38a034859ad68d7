"""What a signal sounds like in a line of words."""

from collections.abc import Iterator

from corecare_tui.domain.exercise import Exercise, Library
from corecare_tui.domain.plan import Kind, Plan, Step
from corecare_tui.domain.signals import Counted, Entered, Finished, Halfway, Reached, RepDone, Signal, Slept


def words(signal: Signal, plan: Plan, library: Library) -> str:
    """Its line; may be empty."""
    match signal:
        case Entered(step):
            return _entered(step, plan, library)
        case Counted(n):
            return str(n)
        case Halfway():
            return "Halfway."
        case Reached():
            return "Target reached; it goes on until Enter."
        case RepDone(n):
            return f"Rep {n}."
        case Slept():
            return "The machine slept. Paused; Enter goes on."
        case Finished():
            return "Done."
    return ""


def set_told(step: Step, done: float, plan: Plan, library: Library) -> str:
    """A set in the list of sets."""
    item = plan.items[step.item]
    told = f"{library[item.exercise].name}, set {step.set_no} of {item.dose.sets}{_side(step)}"
    return f"{told}, {done:.0%} done" if done else told


def _side(step: Step) -> str:
    return f", {step.side} side" if step.side else ""


def how_to(exercise: Exercise) -> Iterator[str]:
    """The exercise explained: what the figure would show, the cues, every mistake with what mends it."""
    if exercise.figure is not None and exercise.figure.note:
        yield exercise.figure.note
    yield from (cue.say for cue in exercise.cues)
    yield from (f"Not: {mistake.fault} Instead: {mistake.mend}" for mistake in exercise.mistakes)


def _key_mistake(exercise: Exercise) -> Iterator[str]:
    """The first one, told before the first set: later nobody wants to read."""
    yield from (f"Not: {mistake.fault} Instead: {mistake.mend}" for mistake in exercise.mistakes[:1])


def _entered(step: Step, plan: Plan, library: Library) -> str:
    exercise = library[plan.items[step.item].exercise]
    match step.kind:
        case Kind.READY:
            return _ready(step, exercise, plan.items[step.item].dose.sets)
        case Kind.SWITCH:
            return "Change sides."
        case Kind.REST:
            return f"Rest {(step.ms or 0) // 1000} seconds."
        case Kind.HOLD:
            return f"{step.phase.capitalize()} {(step.ms or 0) // 1000} seconds{_side(step)}."
    if step.ms is None:
        return f"{step.rep_no} reps at your own pace; Enter when done."
    breath = f", breathe {step.breath}" if step.breath else ""
    return f"{step.phase.capitalize()}{breath}."


def _ready(step: Step, exercise: Exercise, sets: int) -> str:
    ready = next((cue.say for cue in exercise.cues if cue.during == "ready"), "")
    which = "the last set" if step.set_no == sets > 1 else f"set {step.set_no} of {sets}"
    line = f"Get ready: {exercise.name}, {which}{_side(step)}. {ready}"
    return " ".join((line, *_key_mistake(exercise))) if step.set_no == 1 else line
