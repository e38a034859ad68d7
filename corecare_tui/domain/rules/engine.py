"""Writes the next session: readiness, then for each place of the routine the dosing rules, the gates and the day's lightening."""

from dataclasses import dataclass, field, replace
from datetime import date

from corecare_tui.domain.exercise import Dose, Library
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.plan import Decision, LeftOut, Plan, Planned
from corecare_tui.domain.profile import NEW_SIGNS, Closes, Profile
from corecare_tui.domain.records import CheckIn, History
from corecare_tui.domain.routine import Day, Item, Routine, Routines
from corecare_tui.domain.rules import gates
from corecare_tui.domain.rules import thresholds as t
from corecare_tui.domain.rules.case import Case
from corecare_tui.domain.rules.dosing import judge
from corecare_tui.domain.rules.easing import still_rests
from corecare_tui.domain.rules.exposures import Past
from corecare_tui.domain.rules.raising import KEEPS, U1
from corecare_tui.domain.rules.readiness import R2, R3, Readiness, readiness
from corecare_tui.domain.rules.rule import Rule
from corecare_tui.domain.rules.standing import Standing
from corecare_tui.domain.rules.zones import Zone

G2 = Rule(
    "G2",
    f"check-in {t.SORE} or more, 7-day mean {t.SORE} or more, or fewer than {t.BEGINNER_SESSIONS} finished sessions",
    "crunches, sit-ups and weights are off the list; beginners get no hard rungs; each exercise has its own limit of pain",
    "{exercise} is left out today: {why}.",
    "SR-14, SR-15, SR-16 [SEED]; Karran 2017 [SEEN]; six sessions [CHOICE]",
)
G3 = Rule(
    "G3",
    "a flag of the person (bones, bending backwards, after a birth, a sore wrist, knee or shoulder) or kit that is not at hand",
    "the exercise is left out, or an easier open rung takes its place",
    "{exercise} is left out: {why}.",
    "catalogue gates [SEED]; Giangregorio 2014 [SEEN]; [CHOICE]",
)
C2 = Rule(
    "C2",
    "a change would put the same exercise into a session twice",
    "it is done once",
    "{exercise} is already in this session, so it is not done twice.",
    "[CHOICE]",
)
RESTS = "gentle"
"""The block that is never raised: it is what a bad day gets."""
PREPARES = ("warm_up", "close")
"""Blocks that prepare or close a session: their exercises stay what they are, and are raised last."""
GATE_ROWS, COMPOSE_ROWS = (G2, G3), (C2,)


def plan_next(
    library: Library,
    routines: Routines,
    routine: str,
    history: History,
    profile: Profile,
    check_in: CheckIn | None,
    today: date,
    day_id: str | None = None,
) -> Plan:
    """The next session of `routine` on `today`, from what happened before and on it. Pure; the same past gives the same plan.

    `day_id` asks for that day of a rotation instead of the next one. Raises KeyError for an unknown routine or day.
    """
    past = Past(history, today, library, routines)
    profile = _with_signs(profile, check_in)
    ready = readiness(past, profile, check_in, today)
    chosen = routines["gentle" if ready.gentle and "gentle" in routines else routine]
    day = chosen.day(day_id) if day_id and chosen.id == routine else next_day(chosen, past)
    if ready.blocked:
        return Plan(chosen.id, day.id, today, blocked=ready.blocked)
    person = gates.Person(profile, check_in.pain if check_in else None, past.mean7, past.finished)
    return _Writing(Standing(library, chosen, day, past, person), ready).write()


def next_day(routine: Routine, past: Past) -> Day:
    """The day of the rotation after the one last done."""
    ids = [day.id for day in routine.days]
    done = next((s.day for s in reversed(past.history.sessions) if s.routine == routine.id and s.day in ids), None)
    return routine.days[(ids.index(done) + 1) % len(ids)] if done else routine.days[0]


def _with_signs(profile: Profile, check_in: CheckIn | None) -> Profile:
    """Signs of the check-in that close single exercises count as flags for this session."""
    ticked = check_in.new_signs if check_in else ()
    gating = tuple(id for id, _, closes in NEW_SIGNS if closes is Closes.GATE and id in ticked)
    cleared = tuple(flag for flag in profile.cleared if flag not in gating)
    return replace(profile, flags=(*profile.flags, *gating), cleared=cleared) if gating else profile


@dataclass
class _Writing:
    """One plan being written, place after place."""

    standing: Standing
    ready: Readiness
    items: list[Planned] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    raises: int = 0
    order: dict[str, int] = field(default_factory=dict)
    """Exercise → its place in the routine."""

    def write(self) -> Plan:
        """Main work is judged first: of the two raises a session may bring, the warm-up gets what is left."""
        asked = list(enumerate(self.standing.day.items))
        for index, (block, item) in sorted(asked, key=lambda place: (place[1][0] in PREPARES, place[0])):
            self._place(index, block, item)
        self.items.sort(key=lambda planned: self.order[planned.exercise])
        routine, day, today = self.standing.routine.id, self.standing.day.id, self.standing.past.today
        return Plan(routine, day, today, tuple(self.items), None, self.ready.advice, tuple(self.left_out))

    @property
    def taken(self) -> frozenset[str]:
        return frozenset(planned.exercise for planned in self.items)

    def _place(self, index: int, block: str, item: Item) -> None:
        """Decide one place; every change leaves a Decision, everything kept out a line in `left_out`."""
        slot, at = self.standing.of(item, self.taken)
        decisions = self._judged(slot, at, block, item)
        place = decisions[-1].after if decisions else at
        if place is None:
            self._leave_out(slot, decisions[-1].rule, decisions[-1].sentence)
            return
        opened = self._through_gates(place, decisions)
        if opened is None or self._kept_out(opened, slot):
            return
        self.raises += any(d.rule == "U1" for d in decisions)
        dose = self._lightened(opened, decisions)
        self.order[opened.exercise] = index
        self.items.append(Planned(block, opened.exercise, dose, opened.dose, slot, tuple(decisions)))

    def _judged(self, slot: str, at: Place, block: str, item: Item) -> list[Decision]:
        """The decision on `at`; where it goes on with another exercise, that one's own ratings may ease it further."""
        found: list[Decision] = []
        seen = {at.exercise}
        while (decision := judge(self._case(slot, at, block, item))) is not None and not (found and decision.rule in KEEPS):
            found.append(decision)
            if decision.rule == U1.id or decision.after is None or decision.after.exercise in seen:
                break
            at = decision.after
            seen.add(at.exercise)
        return found

    def _leave_out(self, exercise: str, rule: str, sentence: str) -> None:
        self.left_out.append(LeftOut(exercise, rule, sentence))

    def _case(self, slot: str, at: Place, block: str, item: Item) -> Case:
        standing, library = self.standing, self.standing.library
        exposures = tuple(standing.past.of(at.exercise))
        return Case(
            slot,
            at,
            exposures,
            tuple(standing.fresh(exposures)),
            standing.past,
            self.ready,
            library,
            partner=lambda: standing.partner(at.exercise, self.taken),
            open=lambda id: self._may_add(slot, id),
            raises_so_far=t.RAISES_A_SESSION if block == RESTS else self.raises,
            most_sets=self._most_sets(item, at),
            climbs=block not in PREPARES,
        )

    def _most_sets(self, item: Item, at: Place) -> int | None:
        """Sets grow up to the routine's own number; on a ladder of the person's own up to the ladder's."""
        if item.exercise is None:
            return None
        asked = item.dose or self.standing.library[item.exercise].dose
        return max(asked.sets, at.dose.sets)

    def _may_add(self, slot: str, id: str) -> bool:
        standing = self.standing
        newest = next(iter(standing.past.of(id)), None)
        rests = newest is not None and newest.zone >= Zone.RED and still_rests(newest, standing.past)
        elsewhere = self.taken | (standing.named - {slot})
        return not rests and id not in elsewhere and gates.shut(standing.library[id], standing.person) is None

    def _through_gates(self, at: Place, decisions: list[Decision]) -> Place | None:
        """`at` itself when it is open; else an easier open rung; else None. What is shut is told either way."""
        gate = gates.shut(self.standing.library[at.exercise], self.standing.person)
        if gate is None:
            return at
        rule = G2 if gate.rule == "G2" else G3
        sentence = rule.say(exercise=self.standing.library[at.exercise].name, why=gate.why)
        self._leave_out(at.exercise, rule.id, sentence)
        below = self.standing.open_below(at, self.taken)
        if below is not None:
            decisions.append(Decision(rule.id, sentence, at, below))
        return below

    def _kept_out(self, at: Place, slot: str) -> bool:
        """Already in the session (C2), or strength on the rest day after a bad morning (R3)."""
        exercise = self.standing.library[at.exercise]
        if at.exercise in self.taken | (self.standing.named - {slot}):
            self._leave_out(slot, C2.id, C2.say(exercise=exercise.name))
        elif self.ready.strength_rests and exercise.kind == "strength":
            self._leave_out(slot, R3.id, f"{R3.say()} {exercise.name} rests today.")
        else:
            return False
        return True

    def _lightened(self, at: Place, decisions: list[Decision]) -> Dose:
        """R2: fewer sets for one day."""
        if self.ready.fewer_sets is None:
            return at.dose
        keep, of = t.SETS_SHARE
        dose = replace(at.dose, sets=max(1, at.dose.sets * keep // of))
        if dose != at.dose:
            advice = self.ready.fewer_sets
            decisions.append(Decision(R2.id, advice.sentence, at, Place(at.exercise, dose), advice.because))
        return dose
