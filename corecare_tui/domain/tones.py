"""The one tone of an event: the phase that it begins comes first, then the countdown, then what is only told by the way."""

from collections.abc import Iterable
from dataclasses import dataclass

from corecare_tui.domain.plan import Kind, Step
from corecare_tui.domain.signals import Counted, Entered, Finished, Halfway, Reached, RepDone, Second, Signal, Slept
from corecare_tui.domain.wanted import Sort


@dataclass(frozen=True, slots=True)
class Tone:
    """One sound by its name in sounds/."""

    name: str
    sort: Sort
    quiet: bool = False
    """Rings no bell where there is no device: it is only seen."""


TICK = Tone("tick", Sort.COUNTDOWN, quiet=True)
SECOND = Tone("tick", Sort.SECONDS, quiet=True)
REP = Tone("tick", Sort.COUNT, quiet=True)
HALFWAY = Tone("half", Sort.HALFWAY)
REACHED = Tone("reached", Sort.PHASES)
PAUSED = Tone("pause", Sort.PROMPTS, quiet=True)
SLEPT = Tone("pause", Sort.PROMPTS)
RESUMED = Tone("resume", Sort.PROMPTS, quiet=True)
HURTS = Tone("pain", Sort.PROMPTS, quiet=True)
OVER = Tone("done", Sort.PROMPTS, quiet=True)
STOPPED = Tone("end", Sort.PROMPTS, quiet=True)
"""No fanfare where a person had to stop."""


def entering(step: Step, bout: bool, counted_in: bool) -> Tone | None:
    """Of the step that begins; `bout`: it begins an unbroken run of effort; `counted_in`: the go has just sounded."""
    match step.kind:
        case Kind.READY:
            return Tone("ready", Sort.PHASES, quiet=True)
        case Kind.SWITCH:
            return Tone("switch", Sort.PHASES)
        case Kind.REST:
            return Tone("pain" if step.ends_item else "end", Sort.PHASES)
    if bout and counted_in:
        return None
    if step.move:
        return Tone(step.move, Sort.PHASES, quiet=not bout)
    return Tone("start", Sort.PHASES) if bout else None


def countdown(following: Step) -> Tone:
    """3-2-1 and the go of the effort that follows, in one wav."""
    return Tone(f"countdown_{following.move}" if following.move else "countdown", Sort.COUNTDOWN, quiet=True)


def passing(signals: Iterable[Signal]) -> Tone | None:
    """Of what is told by the way; of several that came at once the last."""
    found = None
    for signal in signals:
        match signal:
            case Slept():
                return SLEPT
            case Finished():
                return OVER
            case Halfway():
                found = HALFWAY
            case Reached():
                found = REACHED
            case Counted():
                found = TICK
            case RepDone():
                found = REP
            case Second():
                found = SECOND
    return found


def entered(signals: Iterable[Signal]) -> Step | None:
    """The step that begins; of several that came at once the last."""
    steps = [signal.step for signal in signals if isinstance(signal, Entered)]
    return steps[-1] if steps else None
