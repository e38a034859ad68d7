"""How an exercise felt, asked in lines, and what the rules of the session make of the answer."""

from corecare_tui.coach import FORM_LOST, RATED
from corecare_tui.domain.pain import Pain, word
from corecare_tui.domain.player import State
from corecare_tui.domain.rules.during import S2, S3, Then, Turn
from corecare_tui.domain.signals import (
    Event,
    Pause,
    Resume,
    Skip,
    SkipExercise,
    Stop,
)
from corecare_tui.domain.ways import pain_ways, ways_on
from corecare_tui.plain.telling import Telling


class Rating(Telling):
    """A running session that asks, and goes on by the answers."""

    def _ease(self) -> None:
        eased = self.training.ease(self._now())
        if eased is None:
            self.asking.tell("There is no easier form of this one. n skips it.")
            return
        new, signals = eased
        self.asking.tell(f"Easier: {self.coach.library[new.exercise].name}, {new.dose.text}.")
        self._tell(signals)

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
            said = "Kept" if self.coach.not_kept is None else "Noted, not on disk"
            self.asking.tell(f"{said}: {score}, {word(score)}.")
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
