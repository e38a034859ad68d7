"""Composing a session (C1): which ladder is trained where a routine leaves the choice."""

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.rules import gates
from corecare_tui.domain.rules import thresholds as t
from corecare_tui.domain.rules.exposures import Past
from corecare_tui.domain.rules.rule import Rule

C1 = Rule(
    "C1",
    "composing a strength session",
    f"warm-up trio first; at least one exercise for the front and one for the back; at most {t.MOST_EXERCISES}; cat-cow last; "
    "of several ladders the one trained longest ago",
    "Warm up, then front and back in balance, and cat-cow to close.",
    "SR-07, SR-20, SR-24 [SEED]; six [CHOICE]",
)
ROWS = (C1,)


def choose_ladder(library: Library, past: Past, places: dict[str, Place], person: gates.Person, named: frozenset[str]) -> str:
    """The entry whose ladder was trained longest ago, open ones first; ties go to the order of the routine.

    The exercises in `named` are asked for elsewhere in the session: doing those does not count as training the ladder.
    """

    def rank(entry: str) -> tuple[bool, int]:
        return gates.shut(library[places[entry].exercise], person) is not None, _last_trained(library, past, entry, named)

    return min(places, key=rank)


def _last_trained(library: Library, past: Past, entry: str, named: frozenset[str]) -> int:
    """The ordinal of the latest session with an exercise of the entry's family; -1 = never."""
    family = {id for id, exercise in library.items() if exercise.family == library[entry].family} - named
    return max((past.trained_last(id) for id in family), default=-1)
