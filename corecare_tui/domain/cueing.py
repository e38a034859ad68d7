"""Which cue belongs to a moment of an exercise: what is shown in large letters is what a voice says."""

from corecare_tui.domain.exercise import Cue, Exercise
from corecare_tui.domain.plan import Kind, Step

CUE_MS = 8000
"""A cue of a hold stays this long before the next one: about two breaths."""
READY_CUE_MS = 5000
ALWAYS = Cue("BREATHE", "Keep breathing.", "core")


def cue_at(exercise: Exercise, step: Step, elapsed: int) -> Cue:
    """The cue of that moment: of the step's own phase if there is one, else the working cues in turn.

    A set begins with another one than the set before it, so that the same is not seen and heard twice running.
    """
    ready = [cue for cue in exercise.cues if cue.during == "ready"]
    if step.kind is Kind.READY and ready:
        return ready[elapsed // READY_CUE_MS % len(ready)]
    own = [cue for cue in exercise.cues if cue.during == step.phase.lower()]
    work = [cue for cue in exercise.cues if cue.during == "work"]
    cues = own + work or list(exercise.cues) or [ALWAYS]
    turn = step.rep_no - 1 if step.kind is Kind.REP and step.ms is not None else elapsed // CUE_MS
    turn += step.set_no - 1
    return own[turn % len(own)] if own else cues[turn % len(cues)]
