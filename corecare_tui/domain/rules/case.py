"""One place of the next session as the rules of an exercise see it, and how one of them writes its decision."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.plan import Because, Decision
from corecare_tui.domain.profile import Chose, Profile
from corecare_tui.domain.rules.exposure import Exposure
from corecare_tui.domain.rules.past import Past
from corecare_tui.domain.rules.readiness import Readiness
from corecare_tui.domain.rules.rule import Rule


@dataclass(frozen=True)
class Case:
    """One place of the next session, with everything its rules may look at."""

    slot: str
    """The exercise the routine asks for."""
    at: Place
    """Where the person stands there."""
    last: Exposure | None
    """The last time this routine had the place; None for what a rule puts there."""
    exposures: tuple[Exposure, ...]
    """Of `at.exercise`, newest first, in any routine."""
    fresh: tuple[Exposure, ...]
    """Those since this routine last had the place, that time included: each may ease, the newest two may raise."""
    past: Past
    ready: Readiness
    profile: Profile
    library: Library = field(repr=False)
    partner: Callable[[], Place | None] = field(repr=False)
    """Finds an open partner for an exercise that rests."""
    below: Callable[[], Place | None] = field(repr=False)
    """Finds the nearest open rung under it."""
    open: Callable[[str], bool] = field(repr=False)
    """May that exercise be added to this session: its gates open, not asked for elsewhere in it, not out for a while?"""
    first: bool = True
    """Is it the place itself, not what a rule has put there?"""
    may_grow: bool = True
    """Is it ever raised? What a bad day gets is not."""
    raises_so_far: int = 0
    raised: frozenset[str] = frozenset()
    """Exercises that another place of this session is raised from or to."""
    most_sets: int | None = None
    """The routine's own number of sets here; None where the ladder's counts."""
    above: str | None = None
    """The next rung it may go on to; None = none: what warms up or closes a session goes no higher than it is asked for."""

    def name(self, exercise: str) -> str:
        """What people call it, inside a sentence."""
        return inside(self.library[exercise].name)

    @property
    def newest(self) -> Exposure | None:
        """The last time it was done."""
        return self.exposures[0] if self.exposures else None

    @cached_property
    def gap(self) -> int:
        """The longest time without any session since it was last done here, in days."""
        days = [e.session.date for e in (self.last, self.newest) if e is not None]
        return self.past.gap_since(max(days)) if days else 0

    def chose_today(self, what: Chose) -> bool:
        """Did the person choose that for this place today?"""
        return any((at := self.profile.chose(what, id)) and at.date() == self.past.today for id in (self.slot, self.at.exercise))


def inside(name: str) -> str:
    """That name inside a sentence."""
    return name[0].lower() + name[1:]


Judge = Callable[[Case], "Decision | None"]
"""A rule of one exercise: it decides the case, or has nothing to say."""


def decide(rule: Rule, case: Case, after: Place | None, *because: Exposure | Because, **values: object) -> Decision:
    """A decision of that rule, its sentence filled in; `because` are exposures or other references."""
    named = {"exercise": case.name(case.at.exercise), **values}
    refs = tuple(b.because() if isinstance(b, Exposure) else b for b in because)
    sentence = rule.say(**named)
    return Decision(rule.id, sentence[0].upper() + sentence[1:], case.at, after, refs)
