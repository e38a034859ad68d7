"""One plan being written, place after place: the rules of the exercise, what may be done today, the day's lightening."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from corecare_tui.domain.ladder import Place, way_up
from corecare_tui.domain.plan import Because, Decision, LeftOut, Plan, Planned
from corecare_tui.domain.records import Result, Session
from corecare_tui.domain.routine import Item
from corecare_tui.domain.rules import telling
from corecare_tui.domain.rules.case import Case
from corecare_tui.domain.rules.dosing import judge
from corecare_tui.domain.rules.easing import X1, X2, X3, X5
from corecare_tui.domain.rules.escalation import climbing
from corecare_tui.domain.rules.lightening import lightened, usual
from corecare_tui.domain.rules.narrowing import NARROWING, blocked_besides
from corecare_tui.domain.rules.past import EASY_BLOCKS
from corecare_tui.domain.rules.raising import KEEPS, U1, U3
from corecare_tui.domain.rules.readiness import R6, Readiness
from corecare_tui.domain.rules.resting import skipped
from corecare_tui.domain.rules.spacing import DAILY, resting_families, rests
from corecare_tui.domain.rules.standing import Stand, Standing, rested
from corecare_tui.domain.rules.tolerating import GENTLE_BLOCK
from corecare_tui.domain.rules.weeks import climb_but_for
from corecare_tui.domain.thresholds import EASY_RUNG

PREPARES = ("warm_up", "close")
"""Blocks that prepare or close a session: their exercises stay what they are, and are raised last."""


@dataclass
class Spot:
    """One place while it is being written."""

    index: int
    block: str
    item: Item
    stand: Stand
    decisions: list[Decision]
    reached: list[Place] = field(default_factory=list)
    """What the rules of the exercise say, then what takes its place today; the last is done."""
    only_rests: bool = False
    """Is something else done because its family rests (R5)? Then it comes back as it was, however far below that is."""

    @property
    def slot(self) -> str:
        """What the routine asks for here."""
        return self.stand.slot

    @property
    def now(self) -> Place:
        """What is done today, so far."""
        return self.reached[-1]


@dataclass
class Writing:
    """The session so far."""

    standing: Standing
    ready: Readiness
    items: dict[int, Planned] = field(default_factory=dict)
    """Place in the routine → what is planned there."""
    left_out: list[LeftOut] = field(default_factory=list)
    raises: int = 0
    raised: set[str] = field(default_factory=set)
    """Exercises that a place is raised from or to."""

    def write(self) -> Plan:
        """Main work is judged first: of the two raises a session may bring, the warm-up gets what is left."""
        asked = list(enumerate(self.standing.day.items))
        for index, (block, item) in sorted(asked, key=lambda place: (place[1][0] in PREPARES, place[0])):
            self._place(index, block, item)
        items = tuple(self.items[index] for index in sorted(self.items))
        routine, day, today = self.standing.routine.id, self.standing.day.id, self.standing.past.today
        return Plan(routine, day, today, items, None, self.ready.advice, (*self.left_out, *blocked_besides(self)))

    @cached_property
    def resting(self) -> dict[str, tuple[str, tuple[Because, ...]]]:
        """Strength families that R5 rests today, and why."""
        return resting_families(self.standing.library, self.standing.past)

    @property
    def taken(self) -> frozenset[str]:
        """Exercises that are in the session already."""
        return frozenset(planned.exercise for planned in self.items.values())

    def _place(self, index: int, block: str, item: Item) -> None:
        """Decide one place; every change leaves a Decision, everything kept out a line in `left_out`.

        Where the routine leaves the choice of the ladder and the first has nothing for today, the next one is tried.
        """
        left = self._placed(index, block, item)
        family = self.standing.library[left.slot].family if left else ""
        others = tuple(entry for entry in item.rung_of if self.standing.library[entry].family != family)
        if left is not None and others and not skipped(left.slot, self.standing.past.today, self.standing.profile):
            self._place(index, block, replace(item, rung_of=others))

    def _placed(self, index: int, block: str, item: Item) -> Stand | None:
        """None when it is in the session; else what was left out."""
        resting = frozenset() if block in EASY_BLOCKS else frozenset(self.resting)
        stand = self.standing.of(item, self.taken, resting)
        decisions = self._judged(stand, block, item)
        self._tell_passed_over(stand, block, item)
        self._count(decisions)
        place = decisions[-1].after if decisions else stand.at
        if place is None:
            self.leave_out(stand.slot, decisions[-1].rule, decisions[-1].sentence)
            return stand
        spot = Spot(index, block, item, stand, decisions, [place])
        if not all(step(self, spot) for step in NARROWING):
            return stand
        self._add(spot)
        return None

    # --- the rules of the exercise --------------------------------------------------------------

    def _judged(self, stand: Stand, block: str, item: Item) -> list[Decision]:
        """The decision on the place; where it goes on with another exercise, that one's own ratings may ease it further."""
        found: list[Decision] = []
        at = stand.at
        seen = {at.exercise}
        while (decision := judge(self._case(stand, at, block, item, found))) is not None:
            if found and (decision.rule in KEEPS or decision.rule == R6.id == found[-1].rule):
                break
            found.append(decision)
            if decision.rule == U1.id or decision.after is None or decision.after.exercise in seen:
                break
            at = decision.after
            seen.add(at.exercise)
        return found

    def _case(self, stand: Stand, at: Place, block: str, item: Item, found: list[Decision]) -> Case:
        standing = self.standing
        exposures = tuple(standing.past.of(at.exercise))
        return Case(
            stand.slot,
            at,
            None if found else stand.last,
            exposures,
            tuple(standing.fresh(exposures, stand.last)),
            standing.past,
            self._ready_for(at, block),
            standing.profile,
            standing.library,
            partner=lambda: standing.partner(at.exercise, self.taken, frozenset(self.resting)),
            below=lambda: standing.open_below(at, self.taken),
            open=lambda id: self._may_add(stand.slot, id),
            first=not found,
            may_grow=block != GENTLE_BLOCK,
            raises_so_far=self.raises,
            raised=frozenset(self.raised),
            most_sets=self._most_sets(item, at),
            above=self._above(block, stand, at),
        )

    def _ready_for(self, place: Place, block: str) -> Readiness:
        """Readiness, with the rest of its family (R5), and the lighter week that a worse rating of it would hide (law L1)."""
        if self.family_rests(place, block):
            return replace(self.ready, may_raise=False)
        if self.ready.deload is not None:
            return self.ready
        climb = climb_but_for(self.standing.past, place.exercise)
        if climb is None:
            return self.ready
        why = climbing(climb)
        return replace(self.ready, deload=why, fewer_sets=self.ready.fewer_sets or why, may_raise=False)

    def _most_sets(self, item: Item, at: Place) -> int | None:
        """Sets grow up to the routine's own number; on a ladder of the person's own up to the ladder's."""
        if item.exercise is None:
            return None
        asked = item.dose or self.standing.library[item.exercise].dose
        return max(asked.sets, at.dose.sets)

    def _above(self, block: str, stand: Stand, at: Place) -> str | None:
        """What prepares or closes goes back up to what the routine asks for; what may be daily stays on such rungs."""
        library = self.standing.library
        above = way_up(library, at.exercise, stand.slot)
        rung = (library[above].rung or 0) if above else 0
        daily = self.standing.routine.id == DAILY and (library[at.exercise].rung or 0) <= EASY_RUNG < rung
        returns = at.exercise in self.standing.below(library[stand.slot])
        return above if (returns if block in PREPARES else returns or not daily) else None

    def elsewhere(self, block: str, slot: str) -> frozenset[str]:
        """What other places of the session have or ask for; a warm-up gives way to main work that was eased down to it."""
        gives_way = PREPARES if block not in PREPARES else ()
        asked = {item.exercise for other, item in self.standing.day.items if item.exercise and other not in gives_way}
        return self.taken | (asked - {slot})

    def family_rests(self, place: Place, block: str) -> bool:
        """Is it strength of a family that R5 rests today?"""
        exercise = self.standing.library[place.exercise]
        return exercise.family in self.resting and rests(exercise, block, self.standing.routine.id)

    def _may_add(self, slot: str, id: str) -> bool:
        elsewhere = self.taken | (self.standing.named - {slot})
        return id not in elsewhere and self.standing.free(id)

    def _tell_passed_over(self, stand: Stand, block: str, item: Item) -> None:
        """Of the ladders to choose from, those that are out for a while (X1, X2, X3) or blocked (X5), and why."""
        for other in self.standing.passed_over(item, stand.slot) if block not in EASY_BLOCKS else ():
            decision = judge(replace(self._case(other, other.at, block, item, []), partner=lambda: None))
            if decision is not None and decision.rule in {rule.id for rule in (X1, X2, X3, X5)}:
                self.leave_out(other.slot, decision.rule, decision.sentence)

    def _count(self, decisions: list[Decision]) -> None:
        """What is earned counts, done today or not: what is shut for one exercise raises no other (law L1)."""
        earned = [d for d in decisions if d.rule in (U1.id, U3.id)]
        self.raises += bool(earned)
        self.raised |= {place.exercise for d in earned if d.rule == U1.id for place in (d.before, d.after) if place}

    def leave_out(self, exercise: str, rule: str, sentence: str) -> bool:
        """Say why it is not in the session; always False."""
        self.left_out.append(LeftOut(exercise, rule, sentence))
        return False

    # --- into the session -----------------------------------------------------------------------

    def _add(self, spot: Spot) -> None:
        """Lighten what is done of it today, tell what no rule told, and put it into the session."""
        library, slot, item = self.standing.library, spot.slot, spot.item
        lighter = lightened(spot.now, spot.stand.at, self._ready_for(spot.now, spot.block), library)
        today = (lighter[-1].after if lighter else None) or spot.now
        back = spot.reached[0] if spot.only_rests else usual(spot.reached, today, library)
        decisions = self._told(spot, today, [*spot.decisions, *lighter])
        asked = item.dose or (library[item.exercise].dose if item.exercise else None)
        today, back = rested(today, slot, asked, library), rested(back, slot, asked, library)
        instead = back.exercise if back.exercise != today.exercise else None
        at_rest = tuple(telling.rested_in(d, lambda place: rested(place, slot, asked, library)) for d in decisions)
        self.items[spot.index] = Planned(spot.block, today.exercise, today.dose, back.dose, slot, at_rest, instead)

    def _told(self, spot: Spot, today: Place, decisions: list[Decision]) -> list[Decision]:
        """With C3, or C1's turn of the ladders, where they leave the difference from the last time untold."""
        standing = self.standing
        if spot.item.exercise is None:
            return telling.turned(spot.slot, today, decisions, self._last_rung(spot.item), standing.library)
        last = standing.past.last_here(spot.slot, standing.routine.id, standing.day.id)
        return telling.told(today, decisions, last, standing.library)

    def _last_rung(self, item: Item) -> tuple[Session, Result] | None:
        """What stood the last time where the routine leaves the choice of the ladder."""
        standing, library = self.standing, self.standing.library
        families = {library[entry].family for entry in item.rung_of}
        session = standing.past.last_of(standing.routine.id, standing.day.id)
        asked = [(r.slot or r.exercise, r) for r in session.results] if session else []
        free = [(slot, r) for slot, r in asked if slot in library and slot not in standing.named]
        own = [r for slot, r in free if library[slot].family in families]
        return (session, own[0]) if session and own else None
