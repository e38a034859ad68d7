"""Gates: who may be offered an exercise. Each token of the library files is one row here (catalogue, gate glossary)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.exercise import Exercise
from corecare_tui.domain.pain import Score
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.rules.rule import Rule
from corecare_tui.domain.settings import USUAL_CARE, Settings
from corecare_tui.domain.thresholds import STANDARD as S

G2 = Rule(
    "G2",
    f"check-in {S.sore} or more, 7-day mean {S.sore} or more, any {S.sore} in seven days, or fewer than {S.beginner_sessions} "
    "finished sessions",
    "crunches, sit-ups and weights are off the list (curls need seven days without pain); beginners get no hard rungs; "
    "each exercise has its own limit of pain; the roller is for the buttocks only, always",
    "{exercise} is left out today: {why}.",
    "SR-14, SR-15, SR-16 [SEED]; Karran 2017 [SEEN]; catalogue C1, C3; six sessions [CHOICE]",
    "A calmer check-in or week, or six finished sessions.",
)
G3 = Rule(
    "G3",
    "a flag of the person (bones, bending backwards, after a birth, a sore wrist, knee or shoulder) or kit that is not at hand",
    "the exercise is left out, or an easier open rung takes its place",
    "{exercise} is left out: {why}.",
    "catalogue gates [SEED]; Giangregorio 2014 [SEEN]; NHS postnatal [SEEN]; [CHOICE]",
    "The flag taken back or cleared by a professional, or the kit at hand.",
)
ROWS = (G2, G3)


@dataclass(frozen=True, slots=True)
class Person:
    """What the gates look at."""

    profile: Profile
    pre: Score
    """Back pain at the check-in; None = not said."""
    mean7: float | None
    finished: int
    """Finished sessions so far."""
    worst7: Score = None
    """The worst back pain said for the last seven days; None = nothing was said."""
    settings: Settings = USUAL_CARE
    hour: time | None = None
    """The time of day; None = a plan for some day, no hour known."""
    ran_down: frozenset[str] = frozenset()
    """Exercises in which pain ran down a leg (E3)."""

    def pain_from(self, limit: int) -> bool:
        """Was pain of at least `limit` said at the check-in?"""
        return self.pre is not None and self.pre >= limit

    @property
    def sore(self) -> bool:
        """Today, in the mean of the week (G2), or on any day of it (catalogue C3: 0–2 for seven days)."""
        sore = self.settings.limits.sore
        return self.pain_from(sore) or any(score is not None and score >= sore for score in (self.mean7, self.worst7))

    @property
    def beginner(self) -> bool:
        """Fewer finished sessions than hard rungs ask for (G2)."""
        return self.finished < self.settings.limits.beginner_sessions

    @property
    def just_up(self) -> bool:
        """Within two hours of waking (Snook 1998)."""
        if self.hour is None:
            return False
        wakes = self.settings.wakes_at
        minutes = (self.hour.hour - wakes.hour) * 60 + self.hour.minute - wakes.minute
        return minutes % (24 * 60) < t.UP_HOURS * 60


@dataclass(frozen=True, slots=True)
class Gate:
    """When it is shut, by which rule, and in which words."""

    rule: str
    shut: Callable[[Person], bool]
    why: str
    for_today: bool = False
    """Shut by the pain of the day: what was reached comes back with a better one."""
    kit: tuple[str, ...] = ()
    """Any of these at hand opens it."""


def _pain(limit: int) -> Gate:
    return Gate("G2", lambda p: p.pain_from(limit), f"your back is at {limit} or more today", True)


def _flag(*flags: str, why: str) -> Gate:
    return Gate("G3", lambda p: any(p.profile.has(f) for f in flags), why)


def _kit(*kit: str, name: str) -> Gate:
    return Gate("G3", lambda p: not set(kit) & set(p.profile.equipment), f"it needs {name}, which is not in your kit", kit=kit)


BEGINNER = f"it opens after {S.beginner_sessions} finished sessions"


def _open(person: Person) -> bool:
    return False


GATES = {
    "no_pain_ge_3": _pain(3),
    "no_pain_ge_4": _pain(4),
    "no_pain_ge_6": _pain(6),
    "OFF_LIMITS_with_pain": Gate("G2", lambda p: p.sore, "it stays off the list while your back is sore", True),
    "OFF_LIMITS_beginner": Gate("G2", lambda p: p.beginner, BEGINNER),
    "no_beginner": Gate("G2", lambda p: p.beginner, BEGINNER),
    "no_extension_sensitive": _flag("extension_sensitive", why="bending backwards is not for your back now"),
    "leg_symptom_stop": Gate("E3", lambda p: p.profile.has("one_leg"), "pain down the leg has to be looked at first"),
    "no_osteoporosis": _flag("osteoporosis", why="loaded bending, twisting and pressing are not for your bones"),
    "no_postpartum_uncleared": _flag("postpartum", "pelvic", why="it waits for the check-up after the birth"),
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
    "no_early_morning": Gate("C1", lambda p: p.just_up, "no forward bends in the first two hours after waking", True),
}
KIT = tuple(dict.fromkeys(kit for gate in GATES.values() for kit in gate.kit))
"""What opens something when it is at hand; all other kit is in every home, and closes nothing."""
END_RANGE = {"extension", "flexion"}
"""Tags of moves at the end of bending, back and forward: what E3 closes."""
DOWN_A_LEG = GATES["leg_symptom_stop"]
UNSTABLE = _flag("osteoporosis", "fall_risk", why="moves that need balance are not for you now")
"""Precarious balance (evidence 2.5; Giangregorio 2014)."""
CURLS = Gate("G2", lambda p: p.worst7 != 0 or p.pre not in (None, 0), "it opens after seven days without any pain", True)
"""Crunches and sit-ups (catalogue C1): pain of 1 or 2 allows the curl-up only."""


def shut(exercise: Exercise, person: Person) -> Gate | None:
    """The first shut gate of that exercise; None when every one is open."""
    if DOWN_A_LEG.shut(person) and (exercise.id in person.ran_down or END_RANGE & set(exercise.tags)):
        return DOWN_A_LEG
    if "unstable" in exercise.tags and UNSTABLE.shut(person):
        return UNSTABLE
    if "OFF_LIMITS_with_pain" in exercise.gates and "flexion" in exercise.tags and CURLS.shut(person):
        return CURLS
    return next((gate for token in exercise.gates if (gate := GATES[token]).shut(person)), None)
