"""The course of a running session: its player, what is kept of it and when, where it stands, and the way back."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from corecare_tui.adapters.journal import JournalError
from corecare_tui.coach.sessions import Sessions
from corecare_tui.domain.mark import Mark
from corecare_tui.domain.plan import Kind, Plan, Step
from corecare_tui.domain.player import Player, State
from corecare_tui.domain.records import Result, Session
from corecare_tui.domain.rules.during import Turn
from corecare_tui.domain.signals import (
    Back,
    Change,
    Event,
    ExerciseDone,
    GoTo,
    Jump,
    Signal,
    Skip,
    SkipExercise,
    Spot,
    Start,
    Stop,
)
from corecare_tui.domain.timetable import PACED, Pace, unroll

MARK_MS = 4000
"""How often it is kept where one stands: a crash loses at most five seconds, and a mark is two fsyncs."""
MOST_BACK = 100
"""Slips that can be taken back, one after the other."""
DONE = {Skip: "skipped", SkipExercise: "left out", Back: "gone back", Jump: "jumped", Stop: "stopped", Change: "changed"}
"""The events that `undo` takes back, each with the word for it."""
RATED = "rated"


@dataclass(frozen=True, slots=True)
class Before:
    """All there was before something was done."""

    what: str
    """A word of DONE, or RATED."""
    item: int
    """The item it was done to."""
    plan: Plan
    pace: Pace
    session: Session
    results: dict[int, Result]
    spot: Spot


class Course:
    """One running session. Times are whole milliseconds of one clock that only goes forward."""

    def __init__(
        self,
        coach: Sessions,
        plan: Plan,
        session: Session,
        pace: Pace = PACED,
        heard: Callable[[Event, list[Signal]], None] = lambda event, signals: None,
        not_kept: Callable[[JournalError], None] = lambda error: None,
    ) -> None:
        """`heard` is told first of what happened: a tone does not wait for the disk.

        `not_kept` is told when the disk refuses; the session goes on, and the next thing that is kept brings it along.
        """
        self.coach, self.plan, self.session, self.pace = coach, plan, session, pace
        self._heard, self._not_kept = heard, not_kept
        self.player = Player(self._steps())
        self.ended_by: Turn | None = None
        """The rule that ended it, if one did."""
        self._back: list[Before] = []
        self._told = False
        """Was it told that the disk refuses?"""
        self._asked = True
        """Is the next answer the first one to its question?"""
        self._marked = (0, -1, State.IDLE)
        """When, at which step and in which state it was kept last where one stands."""

    def _steps(self) -> tuple[Step, ...]:
        return unroll(self.plan, self.coach.library, self.pace)

    # --- its course ---------------------------------------------------------------------------

    def begin(self, now: int, first: int = 0, mark: Mark | None = None) -> list[Signal]:
        """At the first step of item `first`; or, paused, where `mark` says, if its plan still has that place."""
        self._tell_not_kept()
        if mark is not None:
            self.pace = replace(self.pace, own_for=self.pace.own_for | set(mark.own_for))
            self.player = Player(self._steps())
            if 0 <= mark.spot.at < len(self.player.steps):
                return self.do(GoTo(mark.spot), now)
        return self.do(Start(first), now)

    def do(self, event: Event, now: int) -> list[Signal]:
        """Let `event` happen, and keep what it ended. Raises NoPlaceFor, and changes nothing, where it has no place."""
        before = self._before(type(event), now)
        signals = self.player.handle(event, now)
        self._heard(event, signals)
        self._remember(before)
        for signal in signals:
            if isinstance(signal, ExerciseDone):
                self.keep(signal.item, self.coach.result(self.plan, signal.item, signal.share))
        self._mark(now)
        return signals

    def keep(self, item: int, result: Result) -> None:
        """What is known of an item; on disk when this returns, or told that it is not."""
        self.session = self.coach.keep(self.session, item, result)
        self._tell_not_kept()

    def _tell_not_kept(self) -> None:
        """Once, until the disk takes it again."""
        wrong = self.coach.not_kept
        if wrong is not None and not self._told:
            self._not_kept(wrong)
        self._told = wrong is not None

    def _mark(self, now: int) -> None:
        """Where it stands now, at the beginning of every step but a rep's, and every four seconds."""
        step = self.player.step
        if step is None:
            return
        when, at, state = self._marked
        entered = at != self.player.at and (step.kind is not Kind.REP or step.ms is None)
        moving = self.player.state is State.RUNNING and now - when >= MARK_MS
        if entered or moving or state is not self.player.state:
            self._put_mark(now)

    def _put_mark(self, now: int) -> None:
        self._marked = now, self.player.at, self.player.state
        own = tuple(sorted(self.pace.own_for))
        self.coach.mark(Mark(self.session.id, self.plan.items, self.player.spot(now), own))
        self._tell_not_kept()

    @property
    def whole(self) -> bool:
        """Was it played to its end?"""
        return self.ended_by is None and self.player.at == len(self.player.steps) - 1

    @property
    def asks(self) -> int | None:
        """The item whose rating is asked for in the rest that runs; None elsewhere, or when nothing of it was done."""
        step = self.player.step
        return step.item if step is not None and step.ends_item and self.player.share(step.item) > 0 else None

    # --- the way back -------------------------------------------------------------------------

    def _before(self, event: type[Event], now: int) -> Before | None:
        step = self.player.step
        if event not in DONE or step is None:
            return None
        return Before(DONE[event], step.item, self.plan, self.pace, self.session, self.coach.results, self.player.spot(now))

    def _remember(self, before: Before | None) -> None:
        if before is not None:
            self._back = [*self._back[1 - MOST_BACK :], before]

    @property
    def last(self) -> str | None:
        """The word for what `undo` would take back; None when there is nothing."""
        return self._back[-1].what if self._back else None

    def undo(self, now: int) -> list[Signal]:
        """Take back the last thing done, with what happened; nothing where there is none.

        The session stands where it stood, waiting, and that is on disk. Of a rating the face asks for another one.
        """
        if not self._back:
            return []
        before = self._back.pop()
        if before.what == RATED:
            return []
        self.plan, self.pace, self.ended_by = before.plan, before.pace, None
        self.session = self.coach.put_back(before.session, before.results)
        self._tell_not_kept()
        return self.do(GoTo(before.spot, self._steps()), now)
