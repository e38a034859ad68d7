"""One session in lines while it runs: a line typed is an event, a rating is asked for, the rules of the session answer."""

from typing import Protocol

from corecare_tui.coach import FORM_LOST, Coach
from corecare_tui.domain.pain import Pain, word
from corecare_tui.domain.plan import Kind, Plan, Step
from corecare_tui.domain.player import Player, State
from corecare_tui.domain.records import Result, Session
from corecare_tui.domain.rules.during import S2, S3, Then, Turn
from corecare_tui.domain.signals import (
    Change,
    Entered,
    Event,
    ExerciseDone,
    Finished,
    Pause,
    Resume,
    Signal,
    Skip,
    SkipExercise,
    Start,
    Stop,
    Tick,
)
from corecare_tui.domain.signals import Pain as Hurts
from corecare_tui.domain.timetable import unroll
from corecare_tui.domain.ways import stopped, taken_back, ways_on
from corecare_tui.plain.asking import Asking
from corecare_tui.plain.words import how_to, words

TICK_MS = 100
COMMANDS: dict[str, type[Event]] = {"": Pause, "p": Hurts, "n": Skip, "x": SkipExercise, "s": Stop}
"""Enter pauses and goes on; p pain, n next, x skip this exercise, s stop; d, u and i are below."""


class Sounding(Protocol):
    """What the line mode needs of the sounds."""

    def warm(self) -> None:
        """Look for a device."""

    def play(self, name: str) -> bool:
        """Start a cue."""


class Running:
    """A session from its first get-ready to its last rest."""

    def __init__(self, coach: Coach, sounds: Sounding, asking: Asking, plan: Plan, session: Session) -> None:
        self.coach, self.sounds, self.asking = coach, sounds, asking
        self.plan, self.session = plan, session
        self.player = Player(unroll(plan, coach.library))
        self.ended_by: Turn | None = None
        """The rule that ended it, if one did."""
        self._before: tuple[int, Result | None] = (-1, None)
        """The item asked about last, and what was known of it before."""

    @property
    def whole(self) -> bool:
        """Was it played to its end?"""
        return self.ended_by is None and self.player.at == len(self.player.steps) - 1

    def play(self) -> None:
        """Until nothing is left to play; raises EOFError at the end of the input."""
        self._do(Start())
        while self.player.state is not State.DONE:
            line = self.asking.clock.line_within(TICK_MS)
            self._typed("tick" if line is None else line.lower())

    # --- what is typed ------------------------------------------------------------------------

    def _typed(self, line: str) -> None:
        step = self.player.step
        if line == "d" and step is not None and step.effort:
            self._form_lost(step.item)
        elif line == "u" and step is not None and self._rateable(step):
            self._take_back(step.item)
        elif line == "i" and step is not None:
            self._explain(step)
        else:
            self._event(line)

    def _explain(self, step: Step) -> None:
        """How it is done, in a rest of what comes next; the clock waits."""
        if self.player.state is State.RUNNING:
            self._do(Pause())
        later = self.player.steps[self.player.at + 1 :]
        shown = later[0] if step.kind is Kind.REST and later else step
        for told in how_to(self.coach.library[self.plan.items[shown.item].exercise]):
            self.asking.tell(told)
        self.asking.tell("Paused; Enter goes on.")

    def _event(self, line: str) -> None:
        event = COMMANDS.get(line, Tick)()
        if isinstance(event, Pause) and self.player.state is not State.RUNNING:
            own_pace = self.player.step is not None and self.player.step.ms is None
            event = Skip() if own_pace else Resume()
        self._do(event)
        if isinstance(event, Pause) and self.player.state is State.PAUSED:
            self.asking.tell("Paused; Enter goes on.")
        if isinstance(event, Hurts) and self.player.step is not None:
            self._rate(self.player.step.item)

    def _do(self, event: Event, rated: int | None = None, fanfare: bool = True) -> None:
        """Let it happen, tell, sound and keep it; `rated` is the item that was rated just now and is not asked about again."""
        for signal in self.player.handle(event, self.asking.clock.now()):
            if fanfare or not isinstance(signal, Finished):
                self._hear(signal, rated)

    def _hear(self, signal: Signal, rated: int | None) -> None:
        line, sound = words(signal, self.plan, self.coach.library)
        if line:
            self.asking.tell(line)
        if sound:
            self.sounds.play(sound)
        if isinstance(signal, ExerciseDone):
            self._keep(signal.item, self.coach.result(self.plan, signal.item, signal.share))
        if isinstance(signal, Entered) and signal.step.item != rated and self._rateable(signal.step):
            self._rate(signal.step.item)

    def _rateable(self, step: Step) -> bool:
        """Is it the rest after an exercise of which something was done?"""
        return step.ends_item and self.player.share(step.item) > 0

    def _keep(self, item: int, result: Result) -> None:
        self.session = self.coach.keep(self.session, item, result)

    # --- what is said of it -------------------------------------------------------------------

    def _rate(self, item: int) -> None:
        """Ask, keep, and let the rules of the session speak. The clock waits in line mode: nobody is hurried."""
        if self.player.state is State.RUNNING:
            self.player.handle(Pause(), self.asking.clock.now())
        known = self.coach.kept(item)
        self._before = item, known
        name = self.coach.library[self.plan.items[item].exercise].name
        score = self.asking.number(f"Worst back pain during {name}, 0 to 10?")
        if score is not None:
            self._said(item, Pain(score), None)
            felt = self.asking.where(score) if score else Pain(score)
            lost = known is not None and known.effort == FORM_LOST
            self._said(item, felt, None if lost else self.asking.effort())
            self.asking.tell(f"Kept: {score}, {word(score)}.")
        self._turn(item)

    def _said(self, item: int, felt: Pain, effort: int | None) -> None:
        self._keep(item, self.coach.rated(self.plan, item, self.player.share(item), felt, effort))

    def _form_lost(self, item: int) -> None:
        """S2: the set ends now, and what was done of it counts as it is."""
        known = self.coach.kept(item)
        self._said(item, known.felt if known else Pain(), FORM_LOST)
        self.asking.tell(S2.sentence)
        self._do(Skip())

    def _take_back(self, item: int) -> None:
        """The rating was a slip: what was known before stays, and it is asked again."""
        asked, before = self._before
        kept = self.coach.kept(item)
        if kept is not None:
            self._keep(item, taken_back(kept, before if asked == item else None))
        self._rate(item)

    # --- what the rules make of it ------------------------------------------------------------

    def _turn(self, item: int) -> None:
        kept = self.coach.kept(item)
        turn = self.coach.turn(self.plan, item, kept.felt) if kept else Turn(Then.GO_ON)
        if turn.sentence:
            self.asking.tell(turn.sentence)
        if turn.then is Then.GO_ON:
            self._go_on()
        elif turn.then is Then.END_SESSION:
            self.ended_by = turn
            self._stop(item, Stop())
        else:
            self._way(item, "skip" if turn.rule == S3.id else self._asked_way(item, turn))

    def _asked_way(self, item: int, turn: Turn) -> str:
        """Only Enter takes no more load: without it, or, the second time, the end."""
        mobility = bool(self.coach.mobility_ahead(self.plan, item))
        rows = ways_on(turn, self._partner(item), mobility)
        return self.asking.way(rows, "end" if turn.then is Then.END_STRENGTH else "skip")

    def _partner(self, item: int) -> str:
        """The row that offers a gentler exercise; empty without one."""
        instead = self.coach.partner(self.plan, item)
        return f"{self.coach.library[instead.exercise].name} instead, {instead.dose.text}" if instead else ""

    def _way(self, item: int, chosen: str) -> None:
        over = self.player.step is not None and self.player.step.ends_item
        match chosen:
            case "swap":
                self._play(self.coach.swapped(self.plan, item) or self.plan, item)
            case "mobility":
                self._play(self.coach.only_mobility(self.plan, item), item)
            case "again":
                self._take_back(item)
            case "skip" if over:
                self._mark(item)
                self._go_on()
            case "skip":
                self._stop(item, SkipExercise())
            case _:
                self._stop(item, Stop())

    def _play(self, plan: Plan, item: int) -> None:
        """The items of `plan` after that one."""
        self.plan = plan
        self._do(Change(unroll(plan, self.coach.library), item + 1), item)
        self._mark(item)

    def _stop(self, item: int, event: Event) -> None:
        """That exercise ends by `event`, without a fanfare; what was done of it is kept."""
        self._do(event, item, fanfare=False)
        self._mark(item)

    def _mark(self, item: int) -> None:
        share = self.player.share(item)
        self._keep(item, self.coach.result(self.plan, item, share, stopped(share)))

    def _go_on(self) -> None:
        if self.player.state in (State.PAUSED, State.AWAITING):
            self._do(Resume())
