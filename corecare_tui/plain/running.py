"""One session in lines while it runs: a line typed is an event, a rating is asked for, the rules of the session answer."""

from collections.abc import Callable, Iterable
from typing import Protocol

from corecare_tui.coach import FORM_LOST, RATED, Coach, NotKept, Training
from corecare_tui.domain.hearing import Hearing
from corecare_tui.domain.hearing import Sounding as Hearable
from corecare_tui.domain.mark import Mark
from corecare_tui.domain.pain import Pain, word
from corecare_tui.domain.plan import Kind, Plan, Step
from corecare_tui.domain.player import Player, State
from corecare_tui.domain.records import Result, Session
from corecare_tui.domain.rules.during import S2, S3, Then, Turn
from corecare_tui.domain.saying import rehearsed
from corecare_tui.domain.settings import Settings
from corecare_tui.domain.signals import (
    Back,
    Entered,
    Event,
    Extend,
    Finished,
    Jump,
    NoPlaceFor,
    Pause,
    Resume,
    Signal,
    Skip,
    SkipExercise,
    Stop,
    Tick,
)
from corecare_tui.domain.signals import Pain as Hurts
from corecare_tui.domain.tones import Tone
from corecare_tui.domain.ways import pain_ways, ways_on
from corecare_tui.plain.asking import Asking
from corecare_tui.plain.words import how_to, set_told, words

TICK_MS = 100
EXTEND_MS = 5000
COMMANDS: dict[str, Callable[[], Event]] = {
    "": Pause,
    ".": Pause,
    "p": Hurts,
    "*": Hurts,
    "n": Skip,
    "b": Back,
    "x": SkipExercise,
    "s": Stop,
    "/": Stop,
    "+": lambda: Extend(EXTEND_MS),
    "-": lambda: Extend(-EXTEND_MS),
}
"""Lines that are one event each. Enter pauses and goes on; the others are in `Running._typed`."""
KEYS = (
    "Enter pauses and goes on. p pain, d form broke down, e easier, n next, b back, x skip this exercise, + and - 5 seconds, "
    "c I count myself, u takes back, o lists the sets and o 3 goes to the third, i says how it is done, s stop; then Enter."
)


class Sounding(Hearable, Protocol):
    """What the line mode needs of the sounds."""

    def warm(self) -> None:
        """Look for a device."""


class Speaking(Protocol):
    """What the line mode needs of the voice."""

    def prepare(self, texts: Iterable[str]) -> None:
        """Have these rendered."""


class Running:
    """A session from its first get-ready to its last rest."""

    def __init__(
        self, coach: Coach, sounds: Sounding, asking: Asking, plan: Plan, session: Session, settings: Settings, mark: Mark | None
    ) -> None:
        self.coach, self.asking = coach, asking
        self.hearing = Hearing(sounds, self._show, coach.library, settings.wanted)
        self.training = Training(coach, plan, session, settings.pace, self._heard, self._not_kept)
        self._mark = mark
        self._before: tuple[int, Result | None] = (-1, None)
        """The item asked about last, and what was known of it before."""
        self._rated: int | None = None
        """The item that was rated just now and is not asked about again."""

    @property
    def player(self) -> Player:
        """What plays."""
        return self.training.player

    @property
    def plan(self) -> Plan:
        """What is played, as it is by now."""
        return self.training.plan

    @property
    def session(self) -> Session:
        """What is kept of it."""
        return self.training.session

    def play(self, first: int = 0) -> None:
        """Until nothing is left to play; raises EOFError at the end of the input."""
        self._tell(self.training.begin(self._now(), first, self._mark))
        if self.player.state is State.PAUSED:
            self.asking.tell("Paused where it stood; Enter goes on.")
        while self.player.state is not State.DONE:
            line = self.asking.clock.line_within(min(TICK_MS, self.player.next_ms(self._now())))
            self._typed("tick" if line is None else line.lower())

    def rehearsal(self) -> list[str]:
        """All that may be said."""
        return list(rehearsed(self.plan, self.coach.library, self.player.steps, self.hearing.wanted.voice))

    def _now(self) -> int:
        return self.asking.clock.now()

    # --- what is typed ------------------------------------------------------------------------

    def _typed(self, line: str) -> None:
        step = self.player.step
        if step is None or line == "tick":
            self._do(Tick())
        elif line == "d" and step.effort:
            self._form_lost(step.item)
        elif line == "u":
            self._take_back()
        elif line == "e":
            self._ease()
        elif line == "c":
            self._count_myself()
        elif line == "i":
            self._explain(step)
        elif line.startswith("o"):
            self._steps(line[1:].strip())
        elif line.isdecimal() and len(line) <= 2 and int(line) <= 10 and self.training.asks is not None:
            self._rate(step.item, int(line))
        else:
            self._event(line)

    def _explain(self, step: Step) -> None:
        """How it is done, in a rest of what comes next; the clock waits."""
        self._pause()
        later = self.player.steps[self.player.at + 1 :]
        shown = later[0] if step.kind is Kind.REST and later else step
        for told in how_to(self.coach.library[self.plan.items[shown.item].exercise]):
            self.asking.tell(told)
        self.asking.tell("Paused; Enter goes on.")

    def _pause(self) -> None:
        if self.player.state is State.RUNNING:
            self._do(Pause())

    def _event(self, line: str) -> None:
        event = COMMANDS[line]() if line in COMMANDS else Tick()
        if isinstance(event, Pause) and (self.player.state is not State.RUNNING or self.player.over_ms(self._now())):
            event = Resume() if self.player.state is State.PAUSED else Skip()
        self._do(event)
        if isinstance(event, Pause) and self.player.state is State.PAUSED:
            self.asking.tell("Paused; Enter goes on.")
        if isinstance(event, Hurts) and self.player.step is not None:
            self._rate(self.player.step.item, hurts=True)

    def _steps(self, number: str) -> None:
        """The sets with their numbers; with a number: to that one."""
        starts = self.player.sets()
        if number.isdecimal() and len(number) <= 4 and 1 <= int(number) <= len(starts):
            self._do(Jump(starts[int(number) - 1][0]))
            return
        self._pause()
        for number_of, (_, step, done) in enumerate(starts, 1):
            self.asking.tell(f"{number_of}. {set_told(step, done, self.plan, self.coach.library)}")
        self.asking.tell("Paused; Enter goes on, o and a number goes there.")

    def _count_myself(self) -> None:
        own = self.training.count_myself(self._now())
        told = "Enter when the set is done." if own else "Paced again."
        self.asking.tell("c is for reps: here is nothing to count." if own is None else told)

    def _ease(self) -> None:
        eased = self.training.ease(self._now())
        if eased is None:
            self.asking.tell("There is no easier form of this one. n skips it.")
            return
        new, signals = eased
        self.asking.tell(f"Easier: {self.coach.library[new.exercise].name}, {new.dose.text}.")
        self._tell(signals)

    # --- what happens -------------------------------------------------------------------------

    def _do(self, event: Event) -> None:
        """Let it happen, sound, keep and tell it."""
        try:
            signals = self.training.do(event, self._now())
        except NoPlaceFor:
            return
        self._tell(signals)

    def _heard(self, event: Event, signals: list[Signal]) -> None:
        self.hearing.hear(event, signals, self.player, self.plan, self._now())

    def _show(self, tone: Tone) -> None:
        """A tone that cannot be heard has its line already."""

    def _not_kept(self, error: NotKept) -> None:
        self.asking.tell(f"Not kept: {error}")

    def _tell(self, signals: list[Signal], fanfare: bool = True) -> None:
        """A line for each signal; the rest after an exercise asks how it was."""
        for signal in signals:
            line = words(signal, self.plan, self.coach.library)
            if line and (fanfare or not isinstance(signal, Finished)):
                self.asking.tell(line)
            if isinstance(signal, Entered) and self.player.step is signal.step and self._due(signal.step):
                self._rate(signal.step.item)

    def _due(self, step: Step) -> bool:
        """Is it to be rated now: not what was rated just before it was left out, nor what is said already?"""
        known = self.coach.kept(step.item)
        said = known is not None and known.pain is not None and known.effort is not None
        return self.training.asks == step.item != self._rated and not said

    # --- the rating ---------------------------------------------------------------------------

    def _rate(self, item: int, score: int | None = None, hurts: bool = False) -> None:
        """Ask, keep, and let the rules of the session speak. The clock waits in line mode: nobody is hurried."""
        if self.player.state is State.RUNNING:
            self.player.handle(Pause(), self._now())  # without its tone: the one that asks is sounding
        known = self.coach.kept(item)
        self._before = item, known
        self.training.asking()
        name = self.coach.library[self.plan.items[item].exercise].name
        score = self.asking.number(f"Worst back pain during {name}, 0 to 10?") if score is None else score
        if score is not None:
            self._said(item, Pain(score), None)
            felt = self.asking.where(score, hurts) if score else Pain(score)
            lost = known is not None and known.effort == FORM_LOST
            self._said(item, felt, None if lost or hurts else self.asking.effort())
            self.asking.tell(f"Kept: {score}, {word(score)}.")
        self._turn(item, hurts)

    def _said(self, item: int, felt: Pain, effort: int | None) -> None:
        self.training.rate(item, felt, effort, self._now())

    def _form_lost(self, item: int) -> None:
        """S2: the set ends now, and what was done of it counts as it is."""
        known = self.coach.kept(item)
        self.training.asking()
        self._said(item, known.felt if known else Pain(), FORM_LOST)
        self.asking.tell(S2.sentence)
        self._do(Skip())

    def _take_back(self) -> None:
        """The last thing done was a slip; a rating is asked again."""
        last = self.training.last
        if last not in (None, RATED):
            self._tell(self.training.undo(self._now()))
            self.asking.tell(f"Taken back: {last}. Paused; Enter goes on.")
            return
        rated = self.training.unrate_last()
        item = rated if rated is not None else self.training.asks
        if item is None:
            self.asking.tell("There is nothing to take back.")
        else:
            self._rate(item)

    def _rate_again(self, item: int) -> None:
        """What was known before stays, and it is asked again."""
        asked, before = self._before
        self.training.unrate(item, before if asked == item else None)
        self._rate(item)

    # --- what the rules make of it ------------------------------------------------------------

    def _turn(self, item: int, hurts: bool) -> None:
        turn = self.training.turn(item)
        if turn.sentence:
            self.asking.tell(turn.sentence)
            self.hearing.say_now(turn.sentence, self._now())
        if turn.then is Then.GO_ON:
            self._after_pain(item) if hurts else self._go_on()
        elif turn.then is Then.END_SESSION:
            self.training.ended_by = turn
            self._stop(item, Stop())
        else:
            self._way(item, "skip" if turn.rule == S3.id else self._asked_way(item, turn))

    def _after_pain(self, item: int) -> None:
        """Below the stop limits: how it goes on is asked; only Enter takes no more load."""
        step = self.player.step
        if step is None or not step.effort:
            self._go_on()
            return
        rows = pain_ways(self.coach.kept(item), self.training.other_side)
        match self.asking.way(rows, "skip"):
            case "ease":
                self._ease()
                if self.player.step is step:
                    self._after_pain(item)
            case "side":
                self._do(Skip())
            case "skip":
                self._stop(item, SkipExercise())
            case "end":
                self._stop(item, Stop())
            case _:
                self._go_on()

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
        self._rated = item
        match chosen:
            case "swap":
                self._tell(self.training.swap(item, self._now()))
            case "mobility":
                self._tell(self.training.only_mobility(item, self._now()))
            case "again":
                self._rated = None
                self._rate_again(item)
            case "skip" if over:
                self.training.close(item)
                self._go_on()
            case "skip":
                self._stop(item, SkipExercise())
            case _:
                self._stop(item, Stop())
        self._rated = None

    def _stop(self, item: int, event: Event) -> None:
        """That exercise ends by `event`, without a fanfare; what was done of it is kept."""
        self._rated = item
        self._tell(self.training.stop(item, event, self._now()), fanfare=False)
        self._rated = None

    def _go_on(self) -> None:
        if self.player.state is State.PAUSED or (self.player.state is State.AWAITING and self.player.step is not None):
            self._do(Resume())
