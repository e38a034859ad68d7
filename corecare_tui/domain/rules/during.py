"""Rules inside a session: what a rating just given, or form just lost, means for the rest of it (E4, S1, S2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from corecare_tui.domain.pain import Pain
from corecare_tui.domain.records import Result
from corecare_tui.domain.rules import thresholds as t
from corecare_tui.domain.rules.readiness import E4, severe_sentence
from corecare_tui.domain.rules.rule import Rule

S1 = Rule(
    "S1",
    f"a rating of {t.RED} in a session, or sharp pain",
    "the exercise stops now and another may take its place; a second one in a session ends the strength part",
    "That was too much for today. We stop {exercise} here.",
    "practice pages 6–10 [SEEN]; SR-11, SR-13 [SEED]",
)
S2 = Rule(
    "S2",
    "form lost: sag, arch, held breath",
    "the set ends; what was done counts as it is",
    "Stop when it sags, not when the clock ends. What you did counts.",
    "SR-05, SR-06 [SEED]",
)
ROWS = (S1, S2)


class Then(Enum):
    """How a session goes on."""

    GO_ON = auto()
    STOP_EXERCISE = auto()
    """The rest of it is left out; a gentler partner, going on without it, or the end are offered."""
    END_STRENGTH = auto()
    """Only mobility is left of the session."""
    END_SESSION = auto()


@dataclass(frozen=True, slots=True)
class Turn:
    """What happens next and why."""

    then: Then
    rule: str | None = None
    sentence: str = ""


def after_rating(name: str, felt: Pain, before: Iterable[Result]) -> Turn:
    """What a rating of the exercise `name` means, with the `before` results of the session rated before it."""
    if felt.score is not None and felt.score >= t.SEVERE:
        return Turn(Then.END_SESSION, E4.id, severe_sentence(felt.score, again=False))
    if not _too_much(felt):
        return Turn(Then.GO_ON)
    again = any(_too_much(result.felt) for result in before)
    return Turn(Then.END_STRENGTH if again else Then.STOP_EXERCISE, S1.id, S1.say(exercise=name))


def _too_much(felt: Pain) -> bool:
    return felt.sharp or (felt.score is not None and felt.score >= t.RED)
