"""What a running session becomes when an exercise is eased, swapped or stopped; what was done of it stays done."""

from typing import TYPE_CHECKING

from corecare_tui.domain.plan import Kind, Plan, unroll
from corecare_tui.domain.records import Outcome
from corecare_tui.domain.signals import Change, Event, Skip, SkipExercise, Stop
from corecare_tui.domain.ways import stopped
from corecare_tui.ui.words import dose

if TYPE_CHECKING:
    from corecare_tui.ui.screens.session import SessionScreen


class Changes:
    """Changes one session screen's plan while it is played."""

    def __init__(self, screen: "SessionScreen") -> None:
        self.screen = screen
        self.coach = screen.face.coach

    def ease(self) -> bool:
        """An easier form for the sets that are left; False, and told, where there is none."""
        screen, step = self.screen, self.screen.player.step
        if step is None:
            return False
        left = screen.plan.items[step.item].dose.sets - step.set_no + (step.kind is not Kind.REST)
        eased = self.coach.eased(screen.plan, step.item, left) if left else None
        if eased is None:
            screen.notify("There is no easier form of this one. n skips it.", timeout=4)
            return False
        self._play(eased, step.item, Outcome.EASED)
        name, asked = self._named(eased, step.item + 1)
        screen.notify(f"Easier: {name}, {asked}.", timeout=4)
        return True

    def partner(self, item: int) -> str:
        """The row that offers a gentler exercise in the place of that one; empty without one."""
        instead = self.coach.partner(self.screen.plan, item)
        return f"{self.coach.library[instead.exercise].name} instead, {instead.dose.text}" if instead else ""

    def swap(self, item: int) -> None:
        """The gentler partner is played next."""
        swapped = self.coach.swapped(self.screen.plan, item)
        if swapped is not None:
            self._play(swapped, item, self._stopped(item))

    def has_mobility(self, item: int) -> bool:
        """Is there easy mobility after that item?"""
        return bool(self.coach.mobility_ahead(self.screen.plan, item))

    def only_mobility(self, item: int) -> None:
        """The strength that is ahead is left out."""
        self._play(self.coach.only_mobility(self.screen.plan, item), item, self._stopped(item))

    def leave_out(self, item: int) -> None:
        """On to the rest, or from it to the next exercise."""
        step = self.screen.player.step
        self.stop(item, SkipExercise() if step is not None and not step.ends_item else Skip())

    def stop(self, item: int, event: Event) -> None:
        """That exercise ends by `event`; what was done of it is kept."""
        self.screen.do(event)
        self._keep(item, self._stopped(item))

    def _play(self, plan: Plan, item: int, outcome: Outcome | None) -> None:
        """The items of `plan` after that one, or the end where there is none."""
        self.screen.plan = plan
        ahead = len(plan.items) > item + 1
        self.screen.do(Change(unroll(plan, self.coach.library), item + 1) if ahead else Stop())
        self._keep(item, outcome)

    def _keep(self, item: int, outcome: Outcome | None) -> None:
        screen = self.screen
        screen.store(item, self.coach.result(screen.plan, item, screen.player.share(item), outcome))

    def _stopped(self, item: int) -> Outcome | None:
        return stopped(self.screen.player.share(item))

    def _named(self, plan: Plan, item: int) -> tuple[str, str]:
        one = plan.items[item]
        exercise = self.coach.library[one.exercise]
        return exercise.name, dose(exercise, one.dose)
