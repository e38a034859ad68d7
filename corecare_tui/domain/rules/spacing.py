"""R5: a strength family trained in the last 48 hours, or three times in a week, rests."""

from collections import Counter

from corecare_tui.domain.exercise import Exercise, Library
from corecare_tui.domain.plan import Because
from corecare_tui.domain.rules.past import EASY_BLOCKS, Past
from corecare_tui.domain.rules.rule import Rule
from corecare_tui.domain.thresholds import EASY_RUNG
from corecare_tui.domain.thresholds import STANDARD as S

R5 = Rule(
    "R5",
    f"a strength family trained less than {S.apart_days * 24} h ago (counted in days), or {S.family_week} times in 7 days; "
    f"not mobility, not what warms up or closes, not the postpartum set up to rung {EASY_RUNG}",
    "mobility or another family takes its place, or it is left out",
    "{exercise} rests today: its muscles get {why}.",
    "ACSM, WHO: frequency [SEEN]; 48 h [GK]; catalogue C12",
    f"It is back {S.apart_days} days after it was trained.",
)
DAILY = "postpartum"
"""The routine whose easy rungs may be done every day (S4:22)."""


def resting_families(library: Library, past: Past) -> dict[str, tuple[str, tuple[Because, ...]]]:
    """Strength family → (why it rests today, what says so)."""
    strength = {one.family for one in library.values() if one.kind == "strength"}
    trained = {family: past.trained(family) for family in _lately(past, library) & strength}
    found = {}
    for family, sessions in trained.items():
        because = tuple(Because(s.id, None, s.worst, "session") for s in sessions)
        if any((past.today - s.date).days < past.limits.apart_days for s in sessions):
            found[family] = ("48 hours", because[:1])
        elif len({s.date for s in sessions}) >= past.limits.family_week:
            found[family] = (f"{past.limits.family_week} days a week", because)
    return found


def _lately(past: Past, library: Library) -> set[str]:
    """The families of the last week."""
    done = Counter(result.exercise for session in past.sessions(7) for result in session.results)
    return {library[id].family for id in done if id in library}


def rests(exercise: Exercise, block: str, routine: str) -> bool:
    """Is it one that R5 looks at?"""
    daily = routine == DAILY and (exercise.rung or 0) <= EASY_RUNG
    return exercise.kind == "strength" and block not in EASY_BLOCKS and not daily
