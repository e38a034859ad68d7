"""What a person may decide about a row of Today: the keys it offers, and what each of them did, in one sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from corecare_tui.coach import Coach
from corecare_tui.domain.plan import Plan, Planned
from corecare_tui.domain.profile import Chose
from corecare_tui.ui.rows import SKIPPED, Kind, Row

PARKED, RAISED = "X3", "U1"
KEYS = {"ease": Chose.EASE, "skip": Chose.SKIP, "decline": Chose.DECLINE}
UNDO = {"ease": "not easier", "skip": "take back", "decline": "raise it"}


@dataclass(frozen=True)
class Deciding:
    """The three keys of a row. Each asks for a new plan from the record, so what it says is what happened."""

    coach: Coach
    replan: Callable[[], Plan]

    def offers(self, row: Row | None, plan: Plan) -> dict[str, str]:
        """What each key would do on that row; a key without meaning there is absent."""
        if row is None or row.kind is Kind.ADVICE:
            return {}
        if row.kind is Kind.OUT:
            return {word: text for word, text in (("skip", self._back(row)),) if text}
        return {word: text for word, text in self._for_item(row, plan).items() if text}

    def _for_item(self, row: Row, plan: Plan) -> dict[str, str]:
        today = plan.date == self.coach.today
        declined = self.chosen("decline", row)
        return {
            "ease": (UNDO["ease"] if self.chosen("ease", row) else "easier") if today else "",
            "skip": "skip today" if today else "",
            "decline": UNDO["decline"] if declined else "not yet" if RAISED in row.rules else "",
        }

    def _back(self, row: Row) -> str:
        return "bring it back" if PARKED in row.rules else UNDO["skip"] if SKIPPED in row.rules else ""

    def chosen(self, key: str, row: Row) -> bool:
        """Was that decided today?"""
        return self.coach.chosen_today(KEYS[key], row.of)

    def decide(self, key: str, row: Row | None, plan: Plan) -> str:
        """Do what the key means on that row, and say it."""
        if row is None or key not in self.offers(row, plan):
            return self._refused(key, row, plan)
        if row.kind is Kind.OUT:
            return self._bring_back(row)
        if self.chosen(key, row):
            self.coach.unchoose(KEYS[key], row.of)
            return f"Taken back: {row.name} is as the record says."
        self.coach.choose(KEYS[key], row.of)
        return self._ease(row) if key == "ease" else SAID[key].format(name=row.name)

    def _bring_back(self, row: Row) -> str:
        if PARKED in row.rules:
            self.coach.choose(Chose.ENABLE, row.of)
            if any(out.exercise == row.of and out.rule == PARKED for out in self.replan().left_out):
                return f"{row.name} stays parked: {{today.why}} says why."
            return f"{row.name} is no longer parked. If it goes on hurting, it is parked again."
        self.coach.unchoose(Chose.SKIP, row.of)
        return f"Taken back: {row.name} is in today."

    def _ease(self, row: Row) -> str:
        """Where nothing got easier, nothing is kept."""
        if _now(self.replan(), row.of) != _place(row.item):
            return f"{row.name} is easier from today on. {{today.ease}} takes it back."
        self.coach.unchoose(Chose.EASE, row.of)
        return f"{row.name} gets no easier than this today. {{today.skip}} leaves it out."

    def _refused(self, key: str, row: Row | None, plan: Plan) -> str:
        if row is None or row.kind is Kind.ADVICE:
            return "That is for an exercise: {today.down} go to one."
        if row.kind is Kind.OUT:
            return f"{row.name} is left out: {{today.why}} says why, and what would undo it."
        if key == "decline":
            return f"{row.name} is not raised here: there is nothing to decline."
        return f"That is decided on the day itself: this is the plan of {plan.date:%A}."


SAID = {
    "skip": "{name} is left out of today. {{today.skip}} takes it back.",
    "decline": "Not yet: {name} stays as it is for a week. {{today.decline}} takes it back.",
}


def _place(item: Planned | None) -> object:
    return item and (item.exercise, item.dose)


def _now(plan: Plan, slot: str) -> object:
    return _place(next((item for item in plan.items if item.slot == slot), None))
