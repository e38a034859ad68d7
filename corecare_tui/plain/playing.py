"""A whole session in lines: the safety questions, the check-in, the session itself, the sum of it and what comes next."""

from collections.abc import Iterator
from dataclasses import replace

from corecare_tui.coach import Coach, NotKept
from corecare_tui.domain.mark import Mark
from corecare_tui.domain.plan import Plan
from corecare_tui.domain.records import CheckIn, Session, SessionOutcome
from corecare_tui.domain.rules import RULES
from corecare_tui.domain.settings import USUAL_CARE, Settings
from corecare_tui.plain.asking import Asking, Listening
from corecare_tui.plain.running import KEYS, Running, Sounding, Speaking

REFUSED = 3
OPEN_ROWS = (("resume", "go on where it stood"), ("close", "finish it with what is done"), ("discard", "discard it"))
EFFORT = "How hard was the whole session, 0 to 10?"
UNDO = {rule.id: rule.undo for rule in RULES}


class Plain:
    """One session over stdin and stdout."""

    def __init__(
        self, coach: Coach, sounds: Sounding, clock: Listening, settings: Settings = USUAL_CARE, voice: Speaking | None = None
    ) -> None:
        self.asking = Asking(clock)
        self.coach, self.sounds, self.settings, self.voice = coach, sounds, settings, voice
        self._played: Running | None = None
        """What runs, until it is finished."""

    def play(self, routine: str) -> int:
        """Screen, check in, play, sum up. Returns the exit code; the end of the input keeps what was done."""
        try:
            return self._play(routine)
        except EOFError:
            held = self._running_session or self.coach.open_session()
            if held is not None:
                self.coach.finish(held, SessionOutcome.STOPPED, None)
            self.asking.tell("The input ended. What was done is kept.")
            return 0

    @property
    def _running_session(self) -> Session | None:
        """As it is by now, on disk or not."""
        return self._played.session if self._played is not None else None

    def _play(self, routine: str) -> int:
        self.sounds.warm()
        self._screen()
        picked_up = self._picked_up()
        return self._run(*picked_up) if picked_up else self._anew(routine)

    def _anew(self, routine: str) -> int:
        self._morning()
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
        return self._run(self._running(plan, self.coach.start(plan, said), None))

    def _running(self, plan: Plan, session: Session, mark: Mark | None) -> Running:
        return Running(self.coach, self.sounds, self.asking, plan, session, self.settings, mark)

    def _run(self, running: Running, first: int = 0) -> int:
        if self.voice is not None:
            self.voice.prepare(running.rehearsal())
        self._played = running
        running.play(first)
        self._end(running)
        return 0

    # --- before it ----------------------------------------------------------------------------

    def _picked_up(self) -> tuple[Running, int] | None:
        """A session that was never finished: gone on with, closed or discarded; None when nothing of it runs on."""
        held = self.coach.open_session()
        if held is None or not self.coach.resumable(held):
            self._close(held)
            return None
        self.asking.tell(f"A session of {held.started:%A %d %B, %H:%M} was not finished.")
        match self.asking.way(OPEN_ROWS, "close"):
            case "resume":
                plan, first, mark = self.coach.resume(held)
                if mark is not None or first < len(plan.items):
                    return self._running(plan, held, mark), first
                self._close(held)
            case "discard" if self.asking.yes("Discard it for good? The pain rated in it stays. y or n."):
                self.coach.discard(held)
            case _:
                self._close(held)
        return None

    def _close(self, held: Session | None) -> None:
        if held is not None:
            self.asking.tell("A session that was not finished is closed now; what was rated in it is kept.")
            self.coach.finish(held, SessionOutcome.STOPPED, None)

    def _screen(self) -> None:
        due = self.coach.screening_due()
        if due is not None:
            self.asking.tell(due.sentence)
            self.coach.screen(self.asking.screening())

    def _morning(self) -> None:
        pending = self.coach.unanswered_morning()
        if pending is not None:
            pain, settled = self.asking.morning(pending)
            if pain is not None or settled is not None:
                self._answer_morning(pending, pain, settled)

    def _answer_morning(self, pending: Session, pain: int | None, settled: bool | None) -> None:
        try:
            self.coach.answer_morning(pending, pain, settled)
        except NotKept as error:  # it makes nothing harder: who has not answered gets no more load
            self.asking.tell(f"Not kept: {error}")

    def _introduction(self, plan: Plan) -> Iterator[str]:
        yield from (advice.sentence for advice in plan.advice)
        for number, item in enumerate(plan.items, 1):
            yield f"{number}. {self.coach.library[item.exercise].name}: {item.dose.text}"
            yield from (f"   {decision.sentence}" for decision in item.decisions if decision.changes)
        yield from (out.sentence for out in plan.left_out)
        if plan.items:
            yield KEYS

    # --- after it -----------------------------------------------------------------------------

    def _end(self, running: Running) -> None:
        pain = self.asking.number("Back pain now, at the end, 0 to 10?")
        effort = self.asking.number(EFFORT, "A whole number from 0, rest, to 10, the hardest you can imagine.")
        lines = tuple(self._next_time(running, replace(running.session, effort=effort), pain))
        outcome = SessionOutcome.FINISHED if running.training.whole else SessionOutcome.STOPPED
        self._played = None
        self.coach.finish(running.session, outcome, pain, effort)
        for line in lines:
            self.asking.tell(line)
        self.asking.tell("Kept.")

    def _next_time(self, running: Running, session: Session, pain: int | None) -> Iterator[str]:
        """What differs, each reason once with what takes it back."""
        tomorrow = self.coach.preview(session, pain, running.training.whole, days=1)
        if tomorrow.blocked and running.training.ended_by is None:
            yield f"Tomorrow: {tomorrow.blocked.sentence}"
        following = self.coach.preview(session, pain, running.training.whole)
        played = {id for result in session.results for id in (result.exercise, result.slot)}
        told = [(d.sentence, d.rule) for d in following.changes]
        told += [(out.sentence, out.rule) for out in following.left_out if out.exercise in played]
        for sentence, rule in dict.fromkeys(told):
            yield f"Next time: {sentence} What takes it back: {UNDO[rule]}"
