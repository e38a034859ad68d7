"""Rules inside a session: what a rating just given, or form just lost, means for the rest of it (E3, E4, S1, S2, S3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from corecare_tui.domain.pain import Pain
from corecare_tui.domain.records import Result
from corecare_tui.domain.rules.escalation import E3, E4, severe_sentence
from corecare_tui.domain.rules.rule import Rule
from corecare_tui.domain.settings import STRICT, Settings
from corecare_tui.domain.thresholds import STANDARD as S

S1 = Rule(
    "S1",
    f"a rating of {S.red} in a session, or sharp pain",
    "the exercise stops now and another may take its place; a second one in a session ends the strength part",
    "That was too much for today. We stop {exercise} here.",
    "practice pages 6–10 [SEEN]; SR-11, SR-13 [SEED]",
    "u takes a mistaken rating back.",
)
S2 = Rule(
    "S2",
    "form lost: sag, arch, held breath",
    "the set ends; what was done counts as it is",
    "Stop when it sags, not when the clock ends. What you did counts.",
    "SR-05, SR-06 [SEED]",
    "Nothing to take back: the next session starts where form holds.",
)
S3 = Rule(
    "S3",
    f"the strict setting is on, and a rating is {STRICT} or more",
    "the exercise is left out of the rest of the session; the next time it is a step easier",
    "{exercise} is at {pain}: it is left out, and we go on.",
    "SR-01, SR-10 [SEED]",
    "strict = false in the settings.",
)
ROWS = (S1, S2, S3)


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


def after_rating(name: str, felt: Pain, before: Iterable[Result], settings: Settings, again: bool = False) -> Turn:
    """What a rating of the exercise `name` means, with the `before` results of the session rated before it.

    `again`: was there a severe rating in the week before this session?
    """
    limits, score = settings.limits, felt.score
    if score is not None and score >= limits.severe:
        return Turn(Then.END_SESSION, E4.id, severe_sentence(score, again, seek=limits.seek_advice))
    if _too_much(felt, limits.red):
        second = any(_too_much(result.felt, limits.red) for result in before)
        return Turn(Then.END_STRENGTH if second else Then.STOP_EXERCISE, S1.id, S1.say(exercise=name))
    if felt.leg:
        return Turn(Then.STOP_EXERCISE, E3.id, E3.say())
    if settings.strict and score is not None and score >= STRICT:
        return Turn(Then.STOP_EXERCISE, S3.id, S3.say(exercise=name, pain=score))
    return Turn(Then.GO_ON)


def _too_much(felt: Pain, red: int) -> bool:
    return felt.sharp or (felt.score is not None and felt.score >= red)
