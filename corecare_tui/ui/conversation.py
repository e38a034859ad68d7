"""What is asked during a session, and what the answers do to it: the rating, PAIN, the stop menu, the rules that speak up."""

from typing import TYPE_CHECKING

from corecare_tui.domain.pain import Pain as Felt
from corecare_tui.domain.plan import Planned
from corecare_tui.domain.player import State
from corecare_tui.domain.records import Result
from corecare_tui.domain.rules.during import S2, S3, Then, Turn
from corecare_tui.domain.signals import Pain, Pause, Resume, Skip, SkipExercise, Stop
from corecare_tui.domain.ways import pain_ways, ways_on
from corecare_tui.ui.bound import keyed
from corecare_tui.ui.screens.menu import MenuScreen
from corecare_tui.ui.screens.rating import FORM_LOST, RatingScreen
from corecare_tui.ui.words import dose

if TYPE_CHECKING:
    from corecare_tui.ui.screens.session import SessionScreen

STOP_ROWS = (
    ("pain", "Pain: rate it, then go on or end"),
    ("end", "Too tired: keep what is done and end"),
    ("end", "No time: keep what is done and end"),
    ("skip", "Just this exercise: leave it out, keep the rest"),
)
BOUNCE_MS = 500
STOPPED = "Stopped. How much does it hurt? Zero to ten."


class Conversation:
    """The questions over one session screen. It drives that screen's training; the screen shows."""

    def __init__(self, screen: "SessionScreen") -> None:
        self.screen = screen
        self.coach = screen.face.coach
        self.training = screen.training
        self._rating: RatingScreen | None = None
        self._left_out: int | None = None
        """The item that was rated and then left out."""
        self._before: tuple[int, Result | None] = (-1, None)
        """The item asked about last, and what was known of it before."""
        self._closed = -BOUNCE_MS
        """When the last question was closed."""

    @property
    def rating(self) -> RatingScreen | None:
        """The rating being asked for now."""
        return self._rating

    # --- the rating ---------------------------------------------------------------------------

    def ask_after(self, item: int) -> None:
        """Over the rest that follows an exercise; not again where its pain is said already."""
        known = self.coach.kept(item)
        if self._left_out != item and (known is None or known.pain is None or known.effort is None):
            self.ask(item)
        self._left_out = None

    def ask(self, item: int, first: int | None = None, hurts: bool = False) -> None:
        """Over a rest, or over a set that pain has stopped (`hurts`); `first` is the digit that was pressed already."""
        exercise = self.training.plan.items[item].exercise
        known = self.coach.kept(item)
        self._before = item, known
        self.training.asking()
        self._rating = RatingScreen(
            self.coach.library[exercise].name,
            self.coach.last_rating(exercise),
            self.training.session.pre,
            lambda felt, effort: self._keep(item, felt, effort),
            lambda: self._unsay(item),
            known is not None and known.effort == FORM_LOST,
            first=first,
            hurts=hurts,
        )
        self.screen.app.push_screen(self._rating, lambda answer: self._answered(item, answer))

    def ask_again(self) -> None:
        """The last rating was a slip, or the one of this rest was left unsaid."""
        last = self.training.unrate_last()
        item = last if last is not None else self.training.asks
        if item is None:
            self.screen.notify("There is nothing to take back.", timeout=3)
            return
        if self.training.asks != item:
            self.screen.do(Pause())
        self.ask(item)

    def _take_back(self, item: int) -> None:
        self._unsay(item)
        self.ask(item)

    def _unsay(self, item: int) -> None:
        """What was said when that item was asked about last is not kept."""
        asked, before = self._before
        self.training.unrate(item, before if asked == item else None)

    def form_lost(self) -> None:
        """S2: the set ends now, and what was done of it counts as it is."""
        step = self.training.player.step
        if step is None or not step.effort:
            self.screen.notify(keyed(self.screen.app, "{player.form} ends a set in which form breaks down."), timeout=3)
            return
        known = self.coach.kept(step.item)
        self.training.asking()
        self.training.rate(step.item, known.felt if known else Felt(), FORM_LOST, self.screen.face.ticks())
        self.screen.notify(S2.sentence, timeout=5)
        self.screen.do(Skip())

    def end_asking(self) -> None:
        """The rest is over, or the session: what is not said by now is not rated."""
        rating, self._rating = self._rating, None
        if rating is not None and rating in self.screen.app.screen_stack:
            self.screen.uncover(rating)
            rating.dismiss(None)

    # --- pain, and the wish to stop -----------------------------------------------------------

    def report_pain(self) -> None:
        """PAIN: the set stops now, then it is rated."""
        step = self.training.player.step
        if step is not None:
            self.screen.do(Pain())
            self.screen.ears.say(STOPPED)
            self.ask(step.item, hurts=True)

    def open_stop_menu(self) -> None:
        """Why one stops decides nothing about a person; all of it is kept."""
        self.screen.do(Pause())
        kept = sum(bool(result.done) for result in self.training.session.results)
        word = "Kept" if self.coach.not_kept is None else "Done, not on disk,"
        sentence = f"{word} so far: {kept} of {len(self.training.plan.items)} exercises."
        self._offer("STOP HERE?", sentence, STOP_ROWS, "keep going (3-2-1)")

    def ease(self) -> bool:
        """An easier form for the sets that are left; False, and told, where there is none."""
        eased = self.training.ease(self.screen.face.ticks())
        if eased is None:
            self.screen.notify(keyed(self.screen.app, "There is no easier form of this one. {player.next} skips it."), timeout=4)
            return False
        new, signals = eased
        self.screen.perform_all(signals)
        self.screen.ears.rehearse()
        self.screen.notify(f"Easier: {self._told(new)}.", timeout=4)
        return True

    def _told(self, item: Planned) -> str:
        exercise = self.coach.library[item.exercise]
        return f"{exercise.name}, {dose(exercise, item.dose)}"

    def _offer(self, title: str, sentence: str, rows: tuple[tuple[str, str], ...], leave: str = "") -> None:
        self.screen.app.push_screen(MenuScreen(title, sentence, rows, leave), self._chosen)

    # --- answers ------------------------------------------------------------------------------

    def _keep(self, item: int, felt: Felt, effort: int | None) -> None:
        """Keep one answer at once; from a stop limit on nothing goes on by itself."""
        screen = self.screen
        self.training.rate(item, felt, effort, screen.face.ticks())
        if effort == FORM_LOST:
            screen.notify(S2.sentence, timeout=5)
        if effort is None and self.training.player.state is State.RUNNING and _asks(self.training.turn(item)):
            screen.do(Pain())

    @property
    def just_answered(self) -> bool:
        """Was a question closed a moment ago? A digit now is the bounce of the one that closed it."""
        return self.screen.face.ticks() - self._closed < BOUNCE_MS

    def _answered(self, item: int, answer: str | None) -> None:
        self._rating = None
        if answer == "rated":
            self._closed = self.screen.face.ticks()
        turn = self.training.turn(item)
        if turn.sentence:
            self.screen.ears.say(turn.sentence)
        if answer == "undo":
            self.screen.action_take_back()
        elif turn.then is Then.END_SESSION:
            self.training.ended_by = turn
            self._stop(item, Stop())
        elif _asks(turn):
            self._offer_ways(item, turn)
        elif answer == "stop":
            self.open_stop_menu()
        else:
            self._answered_quietly(item, turn, answer)

    def _answered_quietly(self, item: int, turn: Turn, answer: str | None) -> None:
        """Nothing is asked: it goes on, without the rest of the exercise where S3 says so."""
        step = self.training.player.step
        resting = step is not None and step.ends_item
        if turn.sentence:
            self.screen.notify(turn.sentence, timeout=6)
        if turn.then is Then.STOP_EXERCISE and not resting:
            self._leave_out(item)
            return
        self._go_on()
        if resting and answer == "rated" and self.training.player.step is step:
            self.screen.notify(keyed(self.screen.app, "{player.undo} rates it again."), timeout=3)

    def _offer_ways(self, item: int, turn: Turn) -> None:
        """It was too much: a gentler one, without it, or the end. Nothing goes on before this is answered."""
        rows = ways_on(turn, self._partner(item), bool(self.coach.mobility_ahead(self.training.plan, item)))
        menu = MenuScreen("STOP THIS ONE", turn.sentence, rows)
        self.screen.app.push_screen(menu, lambda chosen: self._chose_way(item, chosen))

    def _partner(self, item: int) -> str:
        """The row that offers a gentler exercise in the place of that one; empty without one."""
        instead = self.coach.partner(self.training.plan, item)
        return f"{self.coach.library[instead.exercise].name} instead, {instead.dose.text}" if instead else ""

    def _chose_way(self, item: int, chosen: str | None) -> None:
        now = self.screen.face.ticks()
        match chosen:
            case "swap":
                self.screen.perform_all(self.training.swap(item, now))
                self.screen.ears.rehearse()
            case "mobility":
                self.screen.perform_all(self.training.only_mobility(item, now))
            case "again":
                self._take_back(item)
            case "skip":
                self._leave_out(item)
            case _:
                self._stop(item, Stop())

    def _leave_out(self, item: int) -> None:
        """The rest of the exercise; where that leads to the rest after it, it is not asked about again."""
        step = self.training.player.step
        begun = step is not None and not step.ends_item
        self._left_out = item if begun else None
        self._stop(item, SkipExercise() if begun else Skip())

    def _stop(self, item: int, event: Stop | Skip | SkipExercise) -> None:
        self.screen.perform_all(self.training.stop(item, event, self.screen.face.ticks()))

    def _go_on(self) -> None:
        """Below the stop limits: a stopped set is asked about, a wait goes on, after the last rating the session is over."""
        player, step = self.training.player, self.training.player.step
        if step is None:
            return
        if player.state is State.AWAITING and step.effort:
            kept = self.coach.kept(step.item)
            self._offer("HOW DO WE GO ON?", "", pain_ways(kept, self.training.other_side))
        elif step.ends_item and player.at == len(player.steps) - 1:
            self.screen.do(Skip())
        elif player.state is State.AWAITING:
            self.screen.do(Resume())

    def _chosen(self, chosen: str | None) -> None:
        step = self.training.player.step
        match chosen:
            case None | "resume":
                self.screen.do(Resume())
            case "pain":
                self.report_pain()
            case "ease":
                self._ease()
            case "side":
                self.screen.do(Skip())
            case "skip":
                result = self.coach.kept(step.item) if step else None
                self._left_out = step.item if step and not step.ends_item and result and result.pain is not None else None
                self.screen.do(SkipExercise() if step and not step.ends_item else Skip())
            case "end":
                self.screen.do(Stop())

    def _ease(self) -> None:
        """An easier form; at the foot of the ladder the other ways on are offered again."""
        if not self.ease():
            self._go_on()


def _asks(turn: Turn) -> bool:
    """Does it wait for the person's own answer? S3 says its sentence and goes on by itself."""
    return turn.then is not Then.GO_ON and turn.rule != S3.id
