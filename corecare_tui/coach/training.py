"""A session while it runs, behind one door for both faces: its course, what is felt in it, and what it becomes then."""

from dataclasses import replace

from corecare_tui.coach.course import RATED, Before, Course
from corecare_tui.domain.pain import Pain as Felt
from corecare_tui.domain.plan import Kind, Plan, Planned, Step
from corecare_tui.domain.player import State
from corecare_tui.domain.records import Outcome, Result
from corecare_tui.domain.rules.during import Then, Turn
from corecare_tui.domain.signals import (
    Change,
    Event,
    GoTo,
    Resume,
    Signal,
    Stop,
)
from corecare_tui.domain.timetable import moved
from corecare_tui.domain.ways import stopped, taken_back


class Training(Course):
    """One running session, with all that a person may do in it."""

    @property
    def other_side(self) -> bool:
        """Does the set that runs have another side ahead?"""
        step = self.player.step
        later = self.player.steps[self.player.at + 1 :] if step is not None else ()
        following = next((s for s in later if not s.effort), None)
        return following is not None and following.kind is Kind.SWITCH and step is not None and step.effort

    def unrate_last(self) -> int | None:
        """The rating that was the last thing done is taken back; its item, to be asked about anew. None: something else was."""
        if self.last != RATED:
            return None
        before = self._back.pop()
        self.unrate(before.item, before.results.get(before.item))
        return before.item

    # --- what is felt -------------------------------------------------------------------------

    def asking(self) -> None:
        """A question is about to be answered."""
        self._asked = True

    def rate(self, item: int, felt: Felt, effort: int | None, now: int) -> None:
        """Keep what was just said of an item; effort None = not asked yet. The answers to one question are taken back as one."""
        if self._asked:
            before = Before(RATED, item, self.plan, self.pace, self.session, self.coach.results, self.player.spot(now))
            self._remember(before)
        self._asked = False
        result = self.coach.rated(self.plan, item, self.player.share(item), felt, effort)
        step = self.player.step
        if felt.score and step is not None and step.effort and step.item == item and step.side is not None:
            result = replace(result, side=step.side)
        self.keep(item, result)

    def unrate(self, item: int, before: Result | None) -> None:
        """Of an item only what was known `before` it was asked about; what was done stays done."""
        kept = self.coach.kept(item)
        if kept is not None:
            self.keep(item, taken_back(kept, before))

    def turn(self, item: int) -> Turn:
        """What the rules of the session say to the rating of that item."""
        result = self.coach.kept(item)
        return self.coach.turn(self.plan, item, result.felt) if result else Turn(Then.GO_ON)

    # --- another plan from here on ------------------------------------------------------------

    def ease(self, now: int) -> tuple[Planned, list[Signal]] | None:
        """An easier form for the sets that are left, with what happened; None at the foot of the ladder or with none left."""
        step = self.player.step
        if step is None:
            return None
        before = self._before(Change, now)
        left = self.plan.items[step.item].dose.sets - step.set_no + (step.kind is not Kind.REST)
        eased = self.coach.eased(self.plan, step.item, left) if left else None
        if eased is None:
            return None
        signals = self._play(eased, step.item, Outcome.EASED, before, now)
        return self.plan.items[step.item + 1], signals

    def swap(self, item: int, now: int) -> list[Signal]:
        """The gentler partner of an item is played next; without one nothing happens."""
        before = self._before(Change, now)
        swapped = self.coach.swapped(self.plan, item)
        return self._play(swapped, item, None, before, now) if swapped is not None else []

    def only_mobility(self, item: int, now: int) -> list[Signal]:
        """The strength ahead of that item is left out."""
        before = self._before(Change, now)
        return self._play(self.coach.only_mobility(self.plan, item), item, None, before, now)

    def stop(self, item: int, event: Event, now: int) -> list[Signal]:
        """That exercise ends by `event`; what was done of it is kept."""
        signals = self.do(event, now)
        self.close(item)
        return signals

    def _play(self, plan: Plan, item: int, outcome: Outcome | None, before: Before | None, now: int) -> list[Signal]:
        """The items of `plan` after that one, or the end where there is none; `before` is what an undo goes back to."""
        self.plan = plan
        ahead = len(plan.items) > item + 1
        signals = self.do(Change(self._steps(), item + 1) if ahead else Stop(), now)
        if before is not None:
            self._back[-1] = before
        self.close(item, outcome)
        return signals

    def close(self, item: int, outcome: Outcome | None = None) -> None:
        """Keep how that item ended; `outcome` None = stopped, unless all of it was done."""
        outcome = outcome or stopped(self.player.share(item))
        self.keep(item, self.coach.result(self.plan, item, self.player.share(item), outcome))

    # --- at one's own pace --------------------------------------------------------------------

    def count_myself(self, now: int) -> bool | None:
        """Reps of the running exercise counted by the person, or paced again: the new value; None where nothing is paced.

        The set that runs begins anew; what was done of it stays done.
        """
        step = self.player.step
        if step is None or not self._paced(step):
            return None
        exercise = self.plan.items[step.item].exercise
        own = exercise not in self.pace.own_for
        self.pace = replace(self.pace, own_for=self.pace.own_for ^ {exercise})
        spot, running = self.player.spot(now), self.player.state
        steps = self._steps()
        self.do(GoTo(moved(spot, self.player.steps, steps), steps), now)
        if running is not State.PAUSED:
            self.do(Resume(), now)
        return own

    def _paced(self, step: Step) -> bool:
        item = self.plan.items[step.item]
        exercise = self.coach.library[item.exercise]
        return item.dose.reps is not None and bool(exercise.tempo) and not exercise.self_paced and not self.pace.own
