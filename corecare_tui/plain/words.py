"""What a signal sounds like in a line of words, and which cue goes with it."""

from collections.abc import Iterator

from corecare_tui.domain.exercise import Exercise, Library
from corecare_tui.domain.plan import Kind, Plan, Step
from corecare_tui.domain.signals import Counted, Entered, Finished, Halfway, RepDone, Signal, Slept


def words(signal: Signal, plan: Plan, library: Library) -> tuple[str, str]:
    """(line, cue); either may be empty."""
    match signal:
        case Entered(step):
            return _entered(step, plan, library)
        case Counted(n):
            return str(n), "tick"
        case Halfway():
            return "Halfway.", "half"
        case RepDone(n):
            return f"Rep {n}.", ""
        case Slept():
            return "The machine slept. Paused; Enter goes on.", "pause"
        case Finished():
            return "Done.", "done"
    return "", ""


def how_to(exercise: Exercise) -> Iterator[str]:
    """The exercise explained: what the figure would show, the cues, every mistake with what mends it."""
    if exercise.figure is not None and exercise.figure.note:
        yield exercise.figure.note
    yield from (cue.say for cue in exercise.cues)
    yield from (f"Not: {mistake.fault} Instead: {mistake.mend}" for mistake in exercise.mistakes)


def _key_mistake(exercise: Exercise) -> Iterator[str]:
    """The first one, told before the first set: later nobody wants to read."""
    yield from (f"Not: {mistake.fault} Instead: {mistake.mend}" for mistake in exercise.mistakes[:1])


def _entered(step: Step, plan: Plan, library: Library) -> tuple[str, str]:
    exercise = library[plan.items[step.item].exercise]
    side = f", {step.side} side" if step.side else ""
    match step.kind:
        case Kind.READY:
            ready = next((cue.say for cue in exercise.cues if cue.during == "ready"), "")
            sets = plan.items[step.item].dose.sets
            line = f"Get ready: {exercise.name}, set {step.set_no} of {sets}{side}. {ready}"
            return " ".join((line, *_key_mistake(exercise))) if step.set_no == 1 else line, ""
        case Kind.SWITCH:
            return "Change sides.", "switch"
        case Kind.REST:
            return f"Rest {(step.ms or 0) // 1000} seconds.", "end"
        case Kind.HOLD:
            return f"{step.phase.capitalize()} {(step.ms or 0) // 1000} seconds{side}.", "start"
    own = f"{step.rep_no} reps at your own pace; Enter when done." if step.ms is None else f"{step.phase.capitalize()}."
    return own, "start" if step.ms is None else ""
