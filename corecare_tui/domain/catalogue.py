"""The library as one person sees it: of each exercise what the record says, what closes it today, and where they stand."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.exercise import Exercise, Library
from corecare_tui.domain.insight.events import reached
from corecare_tui.domain.insight.exercises import TWICE, Time, Times, Trained, done
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.pain import sound
from corecare_tui.domain.plan import Plan, Planned
from corecare_tui.domain.profile import Choice, Profile
from corecare_tui.domain.rules import gates
from corecare_tui.domain.rules.case import inside
from corecare_tui.domain.rules.easing import X1, X2, X3, X4, X5, painfully, pains_of
from corecare_tui.domain.rules.exposure import Exposure
from corecare_tui.domain.rules.narrowing import left_for_good, shut_words
from corecare_tui.domain.rules.past import Past
from corecare_tui.domain.rules.resting import blocked, hurt_at_foot, parked, skipped, still_rests
from corecare_tui.domain.rules.zones import Zone

UNTIL = "it comes back by itself"
"""What X1 says of an exercise where no place of a session is looked at."""


@dataclass(frozen=True, slots=True)
class Why:
    """A rule that keeps an exercise out, and its sentence."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Hurt:
    """How much it hurt lately: never said by one rating alone."""

    worst: int
    said: int
    """Ratings that this was the worst of."""


@dataclass(frozen=True, slots=True)
class Rungs:
    """The ladder of a family."""

    family: str
    rungs: tuple[str, ...]
    """Exercises, the easiest first; empty where the family has none."""
    stands: Place | None
    """Where the person stood the last time it was trained, one day's lightening left aside; None = never."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise, as this person sees it today."""

    exercise: Exercise
    ladder: Rungs
    planned: Planned | None
    """The place of the plan that has it, or that another exercise took from it; None = it is not in the plan."""
    hurt: Hurt | None
    """Its recent ratings, where the worst of them was amber or more."""
    closed: Why | None
    """The gate that is shut for this person today (G2, G3, E3, C1)."""
    rests: Why | None
    """X1, X2."""
    parked: Why | None
    """X3."""
    skipped: Why | None
    """X4."""
    blocked: Why | None
    """X5."""
    left_out: Why | None
    """What else the plan keeps it out for (R5, C2, R3 …); such a rule speaks of that session alone."""
    times: int
    """How often it was done."""
    said: int
    """Ratings among those."""
    usual: float | None
    """The rating in the middle of them."""
    last: Time | None
    """The last time: day, pain, dose."""

    @property
    def in_plan(self) -> bool:
        """Is it, or what stands for it, in the plan?"""
        return self.planned is not None

    @property
    def not_now(self) -> Why | None:
        """Why it is not for this person now, what they decided themselves first; None = it may be done."""
        return self.blocked or self.closed or self.parked or self.rests or self.skipped


def entries(library: Library, past: Past, person: gates.Person, plan: Plan) -> tuple[Entry, ...]:
    """Every exercise in the order of the library; `person` as the gates see them on the day of `past`."""
    return tuple(_Making(library, past, person, plan).entries())


class _Making:
    """The whole library at once: what is the same for a family or for the whole record is looked up once."""

    def __init__(self, library: Library, past: Past, person: gates.Person, plan: Plan) -> None:
        self.library, self.past, self.person = library, past, person
        self.families: dict[str, Library] = defaultdict(dict)
        for one in library.values():
            self.families[one.family][one.id] = one
        self.done = done(past.history)
        self.planned = {item.slot: item for item in plan.items} | {item.exercise: item for item in plan.items}
        self.left_out = {out.exercise: Why(out.rule, out.sentence) for out in reversed(plan.left_out)}
        self.chosen = _by_exercise(person.profile)
        self.silent = replace(person.profile, choices=())

    def entries(self) -> Iterator[Entry]:
        """In the order of the library."""
        ladders = {family: self._ladder(family, members) for family, members in self.families.items()}
        feet = {family: hurt_at_foot(family, members, self.past) for family, members in self.families.items()}
        for one in self.library.values():
            yield self._entry(one, ladders[one.family], feet[one.family])

    def _entry(self, one: Exercise, ladder: Rungs, foot: Exposure | None) -> Entry:
        profile = self.chosen.get(one.id, self.silent)
        trained = Trained(one.id, self.done.get(one.id, NEVER), ())
        out = self.left_out.get(one.id)
        return Entry(
            one,
            ladder,
            self.planned.get(one.id),
            self._hurt(one.id),
            self._closed(one),
            self._rests(one, foot),
            self._parked(one, profile),
            Why(X4.id, X4.say(exercise=inside(one.name))) if skipped(one.id, self.past.today, profile) else None,
            Why(X5.id, left_for_good(one)) if blocked(one.id, profile) else None,
            out if out and out.rule not in TOLD else None,
            len(trained),
            len(trained.scores),
            trained.usual,
            next(iter(trained.lately(1)), None),
        )

    def _hurt(self, id: str) -> Hurt | None:
        """The days of C4, and its amber."""
        lately = (e for e in self.past.of(id) if (self.past.today - e.session.date).days < t.TOLERATED_DAYS)
        said = [pain for e in lately if (pain := sound(e.result.pain)) is not None]
        return Hurt(max(said), len(said)) if len(said) >= TWICE and max(said) >= self.past.limits.amber else None

    def _closed(self, one: Exercise) -> Why | None:
        gate = gates.shut(one, self.person)
        return Why(gate.rule, shut_words(one, gate)) if gate else None

    def _rests(self, one: Exercise, foot: Exposure | None) -> Why | None:
        newest = next(iter(self.past.of(one.id)), None)
        if newest is not None and newest.zone >= Zone.RED and still_rests(newest, one.id, self.past):
            pain = painfully(newest, self.past.limits.red)
            return _why(X1.id, X1.say(exercise=inside(one.name), pain=pain, swap=UNTIL))
        if foot is None:
            return None
        name = inside(self.library[foot.result.exercise].name)
        return _why(X2.id, X2.say(exercise=name, pain=foot.result.pain))

    def _parked(self, one: Exercise, profile: Profile) -> Why | None:
        found = parked(one.id, self.past, profile)
        return _why(X3.id, X3.say(exercise=inside(one.name), pains=pains_of(found))) if found else None

    def _ladder(self, family: str, members: Library) -> Rungs:
        rungs = sorted((one for one in members.values() if one.rung is not None), key=lambda one: one.rung or 0)
        return Rungs(family, tuple(one.id for one in rungs), self._stands(rungs))

    def _stands(self, rungs: list[Exercise]) -> Place | None:
        """The highest rung of the last session that trained the ladder; one that only warmed up counts where none did."""
        newest = [(e, one) for one in rungs for e in self.past.of(one.id)[:1]]
        trained = [(e, one) for e, one in newest if not self.past.prepared(e)] or newest
        last = max((e.session.started for e, _ in trained), default=None)
        there = [(e, one) for e, one in trained if e.session.started == last]
        if not there:
            return None
        exposure, one = max(there, key=lambda pair: pair[1].rung or 0)
        stood = reached(exposure.result)
        return stood if stood is None or stood.exercise in self.library else Place(one.id, stood.dose)


NEVER: Times = ((), ())
TOLD = frozenset((X1.id, X2.id, X3.id, X4.id, X5.id, gates.G2.id, gates.G3.id, "E3"))
"""Rules whose word on an exercise an entry has by itself, also where no plan asks for it."""


def _why(rule: str, sentence: str) -> Why:
    """A sentence that may begin with the name of an exercise."""
    return Why(rule, sentence[0].upper() + sentence[1:])


def _by_exercise(profile: Profile) -> dict[str, Profile]:
    """Exercise → the person with what they chose about it alone: a thousand exercises do not each read every choice."""
    found: dict[str, list[Choice]] = defaultdict(list)
    for choice in profile.choices:
        found[choice.of].append(choice)
    return {of: replace(profile, choices=tuple(chosen)) for of, chosen in found.items()}
