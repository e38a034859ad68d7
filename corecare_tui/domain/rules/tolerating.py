"""C4: the gentle set of a bad-back day, made of what this person's own record shows as tolerated."""

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.ladder import Place, steps
from corecare_tui.domain.plan import Decision
from corecare_tui.domain.rules.exposure import Exposure
from corecare_tui.domain.rules.rule import Rule
from corecare_tui.domain.rules.standing import Standing
from corecare_tui.domain.rules.zones import Zone

C4 = Rule(
    "C4",
    f"a gentle day, and an exercise of the gentle set was amber or worse within {t.TOLERATED_DAYS} days",
    "the gentle exercise that went best lately takes its place, for one set; without one it is left out",
    "{exercise} was not quiet lately, so it waits: {instead}.",
    "SR-09, SR-10 [SEED]; [CHOICE]",
    "A quiet rating of it on another day.",
)
ROWS = (C4,)
TAG = "gentle"
GENTLE_BLOCK = "gentle"
"""The block that is never raised: it is what a bad day gets."""


def tolerated(at: Place, slot: str, standing: Standing, taken: frozenset[str]) -> Decision | None:
    """The decision on a place of the gentle set; None where it may stay as it is."""
    hurt = next((e for e in _lately(at.exercise, standing) if e.zone >= Zone.AMBER), None)
    if hurt is None:
        return None
    best = _best(standing, taken | standing.named)
    name = standing.library[best.exercise].name if best else ""
    instead = f"{name} went well and takes its place" if best else "it is left out today"
    sentence = C4.say(exercise=standing.library[at.exercise].name, instead=instead)
    return Decision(C4.id, sentence, at, best, (hurt.because(),))


def _best(standing: Standing, taken: frozenset[str]) -> Place | None:
    """The gentle exercise done most often lately with nothing but green ratings, at its start, for one set."""
    pool = [id for id, one in standing.library.items() if TAG in one.tags and id not in taken and standing.welcome(id)]
    pool = [id for id in pool if all(map(standing.open, standing.below(standing.library[id])))]  # what a sore day shuts below it
    green = {id: found for id in pool if (found := _lately(id, standing)) and all(e.zone is Zone.GREEN for e in found)}
    if not green:
        return None
    id = max(green, key=lambda id: len(green[id]))
    dose = steps(standing.library[id])[0]
    return Place(id, type(dose)(1, dose.reps, dose.hold_s, dose.rest_s))


def _lately(id: str, standing: Standing) -> list[Exposure]:
    past = standing.past
    return [e for e in past.of(id) if (past.today - e.session.date).days < t.TOLERATED_DAYS]
