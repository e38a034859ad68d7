"""Plays a session in lines: each signal a line on stdout, each line of stdin an event."""

from collections.abc import Iterator
from typing import Protocol

from corecare_tui.coach import Coach
from corecare_tui.domain.pain import Pain, word
from corecare_tui.domain.plan import Kind, Plan, Planned, Step, unroll
from corecare_tui.domain.player import Player, State
from corecare_tui.domain.records import CheckIn, Session, SessionOutcome
from corecare_tui.domain.rules.during import Then
from corecare_tui.domain.signals import (
    Counted,
    Entered,
    Event,
    ExerciseDone,
    Finished,
    Halfway,
    Pause,
    RepDone,
    Resume,
    Signal,
    Skip,
    SkipExercise,
    Slept,
    Start,
    Stop,
    Tick,
)
from corecare_tui.domain.signals import Pain as Hurts
from corecare_tui.plain.asking import Asking, Listening

REFUSED = 3
TICK_MS = 100


class Sounding(Protocol):
    """What the line mode needs of the sounds."""

    def warm(self) -> None:
        """Look for a device."""

    def play(self, name: str) -> bool:
        """Start a cue."""


COMMANDS: dict[str, type[Event]] = {"": Pause, "p": Hurts, "n": Skip, "x": SkipExercise, "s": Stop}
"""Enter pauses and goes on; p pain, n next, x skip this exercise, s stop."""


class Plain:
    """One session over stdin and stdout."""

    def __init__(self, coach: Coach, sounds: Sounding, clock: Listening) -> None:
        self.asking = Asking(clock)
        self.coach, self.sounds, self.clock = coach, sounds, clock
        self._only_mobility = False

    def play(self, routine: str) -> int:
        """Screen, check in, play, sum up. Returns the exit code; the end of the input keeps what was done."""
        try:
            return self._play(routine)
        except EOFError:
            held = self.coach.open_session()
            if held is not None:
                self.coach.finish(held, SessionOutcome.STOPPED, None)
            self.asking.tell("The input ended. What was done is kept.")
            return 0

    def _play(self, routine: str) -> int:
        self.sounds.warm()
        held = self.coach.open_session()
        if held is not None:
            self.asking.tell("A session that was not finished is closed now; what was rated in it is kept.")
            self.coach.finish(held, SessionOutcome.STOPPED, None)
        if self.coach.profile.screened is None:
            self.coach.screen(self.asking.screening())
        pending = self.coach.unanswered_morning()
        if pending is not None:
            pain, settled = self.asking.morning(pending)
            if pain is not None or settled is not None:
                self.coach.answer_morning(pending, pain, settled)
        said = CheckIn(self.asking.number("Back pain now, 0 to 10?"), self.asking.signs(self.coach.signs))
        plan = self.coach.plan(routine, said)
        if plan.blocked:
            self.coach.refuse(said)
            self.asking.tell(f"{plan.blocked.rule}: {plan.blocked.sentence}")
            return REFUSED
        for line in self._introduction(plan):
            self.asking.tell(line)
        if not plan.items:
            self.coach.refuse(said)
            self.asking.tell("Nothing is left of this session today.")
            return 0
        self._session(plan, self.coach.start(plan, said))
        return 0

    # --- playing ------------------------------------------------------------------------------

    def _introduction(self, plan: Plan) -> Iterator[str]:
        yield from (advice.sentence for advice in plan.advice)
        for number, item in enumerate(plan.items, 1):
            yield f"{number}. {self.coach.library[item.exercise].name}: {item.dose.text}"
            yield from (f"   {decision.sentence}" for decision in item.decisions if decision.changes)
        yield from (out.sentence for out in plan.left_out)
        if plan.items:
            yield "Enter pauses and goes on. p pain, n next, x skip this exercise, s stop; then Enter."

    def _session(self, plan: Plan, session: Session) -> None:
        player = Player(unroll(plan, self.coach.library))
        self._signals(player.handle(Start(), self.clock.now()), plan, session, player)
        while player.state is not State.DONE:
            line = self.clock.line_within(TICK_MS)
            now = self.clock.now()
            event = Tick() if line is None else self._event(line, player)
            session = self._signals(player.handle(event, now), plan, session, player)
            if isinstance(event, Pause) and player.state is State.PAUSED:
                self.asking.tell("Paused; Enter goes on.")
            if isinstance(event, Hurts) and player.step is not None:
                session = self._rate(plan, session, player, player.step.item)
        self._end(session, player)

    def _event(self, line: str, player: Player) -> Event:
        event = COMMANDS.get(line.lower(), Tick)()
        if isinstance(event, Pause) and player.state is not State.RUNNING:
            return Skip() if player.step is not None and player.step.ms is None else Resume()
        return event

    def _signals(self, signals: list[Signal], plan: Plan, session: Session, player: Player, rated: int | None = None) -> Session:
        """Tell, sound and keep what happened; `rated` is the item that was rated just now and is not asked about again."""
        for signal in signals:
            if isinstance(signal, Entered) and self._barred(signal.step, plan):
                session = self._signals(player.handle(SkipExercise(), self.clock.now()), plan, session, player)
                continue
            line, sound = self._words(signal, plan)
            if line:
                self.asking.tell(line)
            if sound:
                self.sounds.play(sound)
            if isinstance(signal, ExerciseDone):
                session = self.coach.keep(session, signal.item, self.coach.result(plan, signal.item, signal.share))
            if isinstance(signal, Entered) and signal.step.ends_item and player.share(signal.step.item) > 0:
                session = session if signal.step.item == rated else self._rate(plan, session, player, signal.step.item)
        return session

    def _barred(self, step: Step, plan: Plan) -> bool:
        """Is this the beginning of strength, after two exercises were too much (S1)?"""
        return self._only_mobility and step.kind is Kind.READY and not self._mobility(plan.items[step.item])

    def _mobility(self, item: Planned) -> bool:
        return self.coach.library[item.exercise].kind == "mobility"

    def _words(self, signal: Signal, plan: Plan) -> tuple[str, str]:
        match signal:
            case Entered(step):
                return self._entered(step, plan)
            case Counted(n):
                return str(n), "tick"
            case Halfway():
                return "Halfway.", "half"
            case RepDone(n):
                return f"Rep {n}.", ""
            case Slept():
                return "The machine slept. Paused; Enter goes on.", "pause"
            case Finished():
                return "Done.", "done"
        return "", ""

    def _entered(self, step: Step, plan: Plan) -> tuple[str, str]:
        exercise = self.coach.library[plan.items[step.item].exercise]
        side = f", {step.side} side" if step.side else ""
        match step.kind:
            case Kind.READY:
                ready = next((cue.say for cue in exercise.cues if cue.during == "ready"), "")
                sets = plan.items[step.item].dose.sets
                return f"Get ready: {exercise.name}, set {step.set_no} of {sets}{side}. {ready}", ""
            case Kind.SWITCH:
                return "Change sides.", "switch"
            case Kind.REST:
                return f"Rest {(step.ms or 0) // 1000} seconds.", "end"
            case Kind.HOLD:
                return f"{step.phase.capitalize()} {(step.ms or 0) // 1000} seconds{side}.", "start"
        own = f"{step.rep_no} reps at your own pace; Enter when done." if step.ms is None else f"{step.phase.capitalize()}."
        return own, "start" if step.ms is None else ""

    def _rate(self, plan: Plan, session: Session, player: Player, item: int) -> Session:
        """Ask, keep, and let the rules of the session speak. The clock waits in line mode: nobody is hurried."""
        name = self.coach.library[plan.items[item].exercise].name
        if player.state is State.RUNNING:
            player.handle(Pause(), self.clock.now())
        score = self.asking.number(f"Worst back pain during {name}, 0 to 10?")
        felt = Pain(score)
        if score is not None:
            session = self.coach.keep(session, item, self.coach.rated(plan, item, player.share(item), felt, None))
            felt = self.asking.where(score) if score else felt
            effort = self.asking.effort()
            session = self.coach.keep(session, item, self.coach.rated(plan, item, player.share(item), felt, effort))
            self.asking.tell(f"Kept: {score}, {word(score)}.")
        return self._signals(self._turn(plan, player, item, felt), plan, session, player, item)

    def _turn(self, plan: Plan, player: Player, item: int, felt: Pain) -> list[Signal]:
        """Let the rules of the session speak; what it made of the player."""
        turn = self.coach.turn(plan, item, felt)
        if turn.sentence:
            self.asking.tell(turn.sentence)
        if turn.then is Then.END_SESSION or (turn.then is Then.END_STRENGTH and self._ends_here(plan, item)):
            stopped = player.handle(Stop(), self.clock.now())
            return [signal for signal in stopped if not isinstance(signal, Finished)]  # no fanfare
        self._only_mobility = self._only_mobility or turn.then is Then.END_STRENGTH
        over = player.step is not None and player.step.ends_item
        if turn.then is not Then.GO_ON and not over:
            return player.handle(SkipExercise(), self.clock.now())
        return player.handle(Resume(), self.clock.now()) if player.state in (State.PAUSED, State.AWAITING) else []

    def _ends_here(self, plan: Plan, item: int) -> bool:
        ahead = any(map(self._mobility, plan.items[item + 1 :]))
        return not ahead or self.asking.ask("Enter ends here; m goes on with the mobility that is left.").lower() != "m"

    def _end(self, session: Session, player: Player) -> None:
        whole = player.at == len(player.steps) - 1
        pain = self.asking.number("Back pain now, at the end, 0 to 10?")
        self.coach.finish(session, SessionOutcome.FINISHED if whole else SessionOutcome.STOPPED, pain)
        following = self.coach.preview(session, pain, whole)
        for decision in following.changes:
            self.asking.tell(f"Next time: {decision.sentence}")
        self.asking.tell("Kept.")
