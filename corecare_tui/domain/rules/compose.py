"""Composing a session (C1): which ladder is trained where a routine leaves the choice."""

from collections.abc import Iterable

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.rules.past import Past
from corecare_tui.domain.rules.rule import Rule

MOST_EXERCISES = 6
"""In a composed session (adherence falls with the number of exercises; CHOICE)."""

C1 = Rule(
    "C1",
    "composing a strength session",
    f"warm-up trio first; at least one exercise for the front and one for the back; at most {MOST_EXERCISES}; cat-cow last; "
    "of several ladders the one trained longest ago; no forward bend within two hours of waking",
    "{exercise} has its turn: of the ladders for this place it was trained longest ago.",
    "SR-07, SR-20, SR-24 [SEED]; Snook 1998 [SEEN]; six [CHOICE]",
    "The next session takes the other one.",
)
C2 = Rule(
    "C2",
    "a change would put the same exercise into a session twice",
    "it is done once",
    "{exercise} is already in this session, so it is not done twice.",
    "[CHOICE]",
    "Another change of the plan.",
)
ROWS = (C1, C2)


def choose_ladder(library: Library, past: Past, entries: Iterable[str], named: frozenset[str]) -> str:
    """The entry whose ladder was trained longest ago; ties go to the order of the routine.

    The exercises in `named` are asked for elsewhere in the session: doing those does not count as training the ladder.
    """
    return min(entries, key=lambda entry: _last_trained(library, past, entry, named))


def _last_trained(library: Library, past: Past, entry: str, named: frozenset[str]) -> int:
    """The ordinal of the latest session with an exercise of the entry's family; -1 = never."""
    family = {id for id, exercise in library.items() if exercise.family == library[entry].family} - named
    return max((past.trained_last(id) for id in family), default=-1)
