"""The plan of a running session, changed while it is played: an easier form, a gentler exercise, mobility alone."""

from dataclasses import replace
from functools import cached_property

from corecare_tui.coach.planning import Planning
from corecare_tui.domain.ladder import Place, easier
from corecare_tui.domain.plan import Decision, Plan, Planned
from corecare_tui.domain.records import Result
from corecare_tui.domain.rules.during import S1
from corecare_tui.domain.rules.easing import D4
from corecare_tui.domain.rules.engine import partner_now, standing_now
from corecare_tui.domain.rules.standing import Standing

EASED_NOW = "You took the easier form in this session."


class Changing(Planning):
    """What is left of the plan is another one; what was said stays with its item."""

    @cached_property
    def _results(self) -> dict[int, Result]:
        """Place in the plan that is played → what is known of it; what is no longer in the plan stands behind its end."""
        return {}

    def eased(self, plan: Plan, index: int, sets_left: int) -> Plan | None:
        """The plan with an easier form of item `index` after it for the sets that are left; None at the foot of the ladder,
        or where the rung under it is not open to this person, or out (G2, G3, X1-X5)."""
        item = plan.items[index]
        place = easier(self.library, Place(item.exercise, item.dose))
        if place is None or (place.exercise != item.exercise and not self._standing(plan).free(place.exercise)):
            return None
        self._results = {i if i <= index else i + 1: result for i, result in self._results.items()}
        dose = replace(place.dose, sets=max(1, min(sets_left, place.dose.sets)))
        usual = replace(place.dose, sets=max(dose.sets, item.usual.sets))
        own = Decision(D4.id, EASED_NOW, Place(item.exercise, item.dose), Place(place.exercise, dose))
        new = Planned(item.block, place.exercise, dose, usual, item.slot, (own,))
        return replace(plan, items=(*plan.items[: index + 1], new, *plan.items[index + 1 :]))

    def _standing(self, plan: Plan) -> Standing:
        return standing_now(self.library, self.routines, plan, self.history(), self.profile, self.settings)

    def partner(self, plan: Plan, index: int) -> Planned | None:
        """A gentler exercise for the rest of a session in which item `index` was too much; None without one."""
        item = plan.items[index]
        place = partner_now(plan, item.exercise, self._standing(plan))
        if place is None:
            return None
        dose = replace(place.dose, sets=min(place.dose.sets, item.dose.sets))
        name = self.library[item.exercise].name
        gentler = Decision(S1.id, S1.say(exercise=name), Place(item.exercise, item.dose), Place(place.exercise, dose))
        return Planned(item.block, place.exercise, dose, dose, item.slot, (gentler,))

    def swapped(self, plan: Plan, index: int) -> Plan | None:
        """The plan with that partner after item `index`."""
        new = self.partner(plan, index)
        if new is None:
            return None
        self._results = {i if i <= index else i + 1: result for i, result in self._results.items()}
        return replace(plan, items=(*plan.items[: index + 1], new, *plan.items[index + 1 :]))

    def mobility_ahead(self, plan: Plan, index: int) -> tuple[int, ...]:
        """The places of the easy mobility after item `index`."""
        ahead = range(index + 1, len(plan.items))
        return tuple(i for i in ahead if self.library[plan.items[i].exercise].kind == "mobility")

    def only_mobility(self, plan: Plan, index: int) -> Plan:
        """The plan without the strength that is still ahead of item `index` (S1, the second time)."""
        kept = (*range(index + 1), *self.mobility_ahead(plan, index))
        gone = [i for i in self._results if i not in kept]  # done before, and gone back from: it stays in the record
        place = {i: kept.index(i) if i in kept else len(plan.items) + gone.index(i) for i in self._results}
        self._results = {place[i]: result for i, result in self._results.items()}
        return replace(plan, items=tuple(plan.items[i] for i in kept))
