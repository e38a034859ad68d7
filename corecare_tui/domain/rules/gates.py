"""Gates: who may be offered an exercise. Each token of the library files is one row here (catalogue, gate glossary)."""

from collections.abc import Callable
from dataclasses import dataclass

from corecare_tui.domain.exercise import Exercise
from corecare_tui.domain.pain import Score
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.rules import thresholds as t


@dataclass(frozen=True, slots=True)
class Person:
    """What the gates look at."""

    profile: Profile
    pre: Score
    """Back pain at the check-in; None = not said."""
    mean7: float | None
    finished: int
    """Finished sessions so far."""

    def pain_from(self, limit: int) -> bool:
        """Was pain of at least `limit` said at the check-in?"""
        return self.pre is not None and self.pre >= limit

    @property
    def sore(self) -> bool:
        """Today, or in the mean of the week (G2)."""
        return self.pain_from(t.SORE) or (self.mean7 is not None and self.mean7 >= t.SORE)

    @property
    def beginner(self) -> bool:
        """Fewer finished sessions than hard rungs ask for (G2)."""
        return self.finished < t.BEGINNER_SESSIONS


@dataclass(frozen=True, slots=True)
class Gate:
    """When it is shut, by which rule, and in which words."""

    rule: str
    shut: Callable[[Person], bool]
    why: str


def _pain(limit: int) -> Gate:
    return Gate("G2", lambda p: p.pain_from(limit), f"your back is at {limit} or more today")


def _flag(*flags: str, why: str) -> Gate:
    return Gate("G3", lambda p: any(p.profile.has(f) for f in flags), why)


def _kit(*kit: str, name: str) -> Gate:
    return Gate("G3", lambda p: not set(kit) & set(p.profile.equipment), f"it needs {name}, which is not in your kit")


def _open(person: Person) -> bool:
    return False


GATES = {
    "no_pain_ge_3": _pain(3),
    "no_pain_ge_4": _pain(4),
    "no_pain_ge_6": _pain(6),
    "OFF_LIMITS_with_pain": Gate("G2", lambda p: p.sore, "it stays off the list while your back is sore"),
    "OFF_LIMITS_beginner": Gate("G2", lambda p: p.beginner, "it opens after 6 finished sessions"),
    "no_beginner": Gate("G2", lambda p: p.beginner, "it opens after 6 finished sessions"),
    "no_extension_sensitive": _flag("extension_sensitive", "one_leg", why="bending backwards is not for your back now"),
    "leg_symptom_stop": _flag("one_leg", why="with pain down the leg it waits until someone has looked at it"),
    "no_osteoporosis": _flag("osteoporosis", why="loaded bending and twisting are not for your bones"),
    "no_postpartum_uncleared": _flag("postpartum", why="it waits for the check-up after the birth"),
    "not_pregnant": _flag("pregnant", why="CoreCare does not plan for pregnancy"),
    "not_pregnant_supine": _flag("pregnant", why="CoreCare does not plan for pregnancy"),
    "no_open_wound_fracture_dvt": _flag("bone_or_immune", why="a roller needs a professional's yes first"),
    "wrist_or_knee_kneeling": _flag("wrist", "knee", why="you asked to spare wrists or knees"),
    "knee_kneeling": _flag("knee", why="you asked to spare your knees"),
    "shoulder": _flag("shoulder", why="you asked to spare a shoulder"),
    "fall_risk": _flag("fall_risk", why="you asked for moves without a risk of falling"),
    "equipment_ball": _kit("exercise_ball", name="an exercise ball"),
    "equipment_roller": _kit("foam_roller", name="a foam roller"),
    "equipment_kb": _kit("kettlebell_or_dumbbell", "kettlebell", "dumbbell", name="a kettlebell or dumbbell"),
    # How it is done, not who may do it: the cues say so.
    "buttocks_only": Gate("G2", _open, ""),
    # Needs the hour of waking; until that is a setting the careful reading is the cue, not a ban.
    "no_early_morning": Gate("C1", _open, ""),
}


def shut(exercise: Exercise, person: Person) -> Gate | None:
    """The first shut gate of that exercise; None when every one is open."""
    return next((gate for token in exercise.gates if (gate := GATES[token]).shut(person)), None)
