"""The next session as Today shows it: which one, when, how long, and its rows; or the lock in its place."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label

from corecare_tui.coach import Coach
from corecare_tui.domain.plan import Plan
from corecare_tui.domain.timetable import day_named
from corecare_tui.ui.rows import rows
from corecare_tui.ui.widgets.plan_list import PlanList


class NextSession(Vertical):
    """Heading lines, then the list."""

    def compose(self) -> ComposeResult:
        """Headings and room."""
        yield Label("NEXT SESSION", id="when", classes="heading", markup=False)
        yield Label("", id="name", markup=False)
        yield Label("", id="size", markup=False)
        yield Label("", id="changed", classes="heading", markup=False)
        yield Label("", id="lock", classes="sentence", markup=False)
        yield PlanList(id="plan")

    def show(self, plan: Plan, coach: Coach) -> None:
        """That plan."""
        for id, words in _headings(plan, coach).items():
            label = self.query_one(f"#{id}", Label)
            label.update(words)
            label.display = bool(words)
        self.query_one(PlanList).show(() if plan.blocked else rows(plan, coach))


def _headings(plan: Plan, coach: Coach) -> dict[str, str]:
    routine = coach.routines[plan.routine]
    later = "" if plan.date == coach.today else f", {day_named(plan.date, coach.today)}"
    told = {"when": f"NEXT SESSION{later}", "name": routine.name, "size": "", "changed": "", "lock": ""}
    if len(routine.days) > 1:
        told["name"] += f": {routine.day(plan.day).name}"
    if plan.blocked:
        return told | {"lock": plan.blocked.sentence}
    return told | {"size": _size(plan, coach), "changed": _changed(plan, coach)}


def _size(plan: Plan, coach: Coach) -> str:
    needs = dict.fromkeys(kit.replace("_", " ") for item in plan.items for kit in coach.library[item.exercise].equipment)
    kit = "mat only" if set(needs) <= {"mat"} else ", ".join(needs)
    return f"{len(plan.items)} exercises   {coach.minutes(plan)} min   {kit}"


def _missing(plan: Plan, coach: Coach) -> bool:
    """Is anything left out that the last session of that day of the routine held?"""
    past = coach.history()
    last = past.last(past.by_day.get((plan.routine, plan.day), ()))
    done = {id for result in (last.results if last else ()) for id in (result.exercise, result.slot)}
    return any(out.exercise in done for out in plan.left_out)


def _changed(plan: Plan, coach: Coach) -> str:
    if not coach.history().sessions:
        return "YOUR FIRST SESSION"
    if plan.changes or _missing(plan, coach):
        return "CHANGED SINCE LAST TIME"
    return "THE SAME AS LAST TIME" if plan.routine in coach.history().by_routine else "YOUR FIRST TIME HERE"
