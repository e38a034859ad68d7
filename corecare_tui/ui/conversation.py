"""What is asked during a session, and what the answers do to it: the rating, PAIN, the stop menu, the rules that speak up."""

from typing import TYPE_CHECKING

from corecare_tui.domain.pain import Pain as Felt
from corecare_tui.domain.player import State
from corecare_tui.domain.records import Result
from corecare_tui.domain.rules.during import S2, S3, Then, Turn
from corecare_tui.domain.signals import Pain, Pause, Resume, Skip, SkipExercise, Stop
from corecare_tui.domain.ways import taken_back, ways_on
from corecare_tui.ui.changes import Changes
from corecare_tui.ui.screens.menu import MenuScreen
from corecare_tui.ui.screens.rating import FORM_LOST, RatingScreen

if TYPE_CHECKING:
    from corecare_tui.ui.screens.session import SessionScreen

STOP_ROWS = (
    ("pain", "Pain: rate it, then go on or end"),
    ("end", "Too tired: keep what is done and end"),
    ("end", "No time: keep what is done and end"),
    ("skip", "Just this exercise: leave it out, keep the rest"),
)
PAIN_ROWS = (
    ("resume", "go on with this set (3-2-1)"),
    ("ease", "an easier form"),
    ("skip", "leave this exercise out"),
    ("end", "end here, all is kept"),
)


class Conversation:
    """The questions over one session screen. It drives that screen's player; the screen keeps and shows."""

    def __init__(self, screen: "SessionScreen") -> None:
        self.screen = screen
        self.coach = screen.face.coach
        self.changes = Changes(screen)
        self._rating: RatingScreen | None = None
        self._left_out: int | None = None
        """The item that was rated and then left out."""
        self._before: tuple[int, Result | None] = (-1, None)
        """The item asked about last, and what was known of it before."""

    @property
    def rating(self) -> RatingScreen | None:
        """The rating being asked for now."""
        return self._rating

    def ask_after(self, item: int) -> None:
        """Over the rest that follows an exercise; not again where its pain, said already, is why it was left out."""
        if self._left_out != item:
            self.ask(item)
        self._left_out = None

    def ask(self, item: int) -> None:
        """Over a rest, or over a set that pain has stopped."""
        exercise = self.screen.plan.items[item].exercise
        known = self.coach.kept(item)
        self._before = item, known
        self._rating = RatingScreen(
            self.coach.library[exercise].name,
            self.coach.last_rating(exercise),
            self.screen.session.pre,
            lambda felt, effort: self._keep(item, felt, effort),
            lambda: self._unsay(item),
            known is not None and known.effort == FORM_LOST,
        )
        self.screen.app.push_screen(self._rating, lambda answer: self._answered(item, answer))

    def ask_again(self) -> None:
        """In the rest after an exercise: its rating was a slip, or was left unsaid."""
        step = self.screen.player.step
        if step is not None and step.ends_item and self.screen.player.share(step.item) > 0:
            self._take_back(step.item)
        else:
            self.screen.notify("u rates again in the rest after an exercise.", timeout=3)

    def _take_back(self, item: int) -> None:
        self._unsay(item)
        self.ask(item)

    def _unsay(self, item: int) -> None:
        """What was said when that item was asked about last is not kept."""
        asked, before = self._before
        kept = self.coach.kept(item)
        if kept is not None:
            self.screen.store(item, taken_back(kept, before if asked == item else None))

    def form_lost(self) -> None:
        """S2: the set ends now, and what was done of it counts as it is."""
        step = self.screen.player.step
        if step is None or not step.effort:
            self.screen.notify("d ends a set in which form breaks down.", timeout=3)
            return
        felt = known.felt if (known := self.coach.kept(step.item)) else Felt()
        share = self.screen.player.share(step.item)
        self.screen.store(step.item, self.coach.rated(self.screen.plan, step.item, share, felt, FORM_LOST))
        self.screen.notify(S2.sentence, timeout=5)
        self.screen.do(Skip())

    def end_asking(self) -> None:
        """The rest is over, or the session: what is not said by now is not rated."""
        rating, self._rating = self._rating, None
        if rating is not None and rating in self.screen.app.screen_stack:
            self.screen.uncover(rating)
            rating.dismiss(None)

    def report_pain(self) -> None:
        """PAIN: the set stops now, then it is rated."""
        step = self.screen.player.step
        if step is not None:
            self.screen.do(Pain())
            self.ask(step.item)

    def open_stop_menu(self) -> None:
        """Why one stops decides nothing about a person; all of it is kept."""
        self.screen.do(Pause())
        kept = sum(bool(result.done) for result in self.screen.session.results)
        sentence = f"Kept so far: {kept} of {len(self.screen.plan.items)} exercises."
        self._offer("STOP HERE?", sentence, STOP_ROWS, "keep going (3-2-1)")

    def _offer(self, title: str, sentence: str, rows: tuple[tuple[str, str], ...], leave: str = "") -> None:
        self.screen.app.push_screen(MenuScreen(title, sentence, rows, leave), self._chosen)

    def _keep(self, item: int, felt: Felt, effort: int | None) -> None:
        """Keep one answer at once; from a stop limit on nothing goes on by itself."""
        screen = self.screen
        screen.store(item, self.coach.rated(screen.plan, item, screen.player.share(item), felt, effort))
        if effort == FORM_LOST:
            screen.notify(S2.sentence, timeout=5)
        if effort is None and screen.player.state is State.RUNNING and _asks(self._turn(item)):
            screen.do(Pain())

    def _turn(self, item: int) -> Turn:
        """What the rules of the session say to the rating of that item."""
        result = self.coach.kept(item)
        return self.coach.turn(self.screen.plan, item, result.felt) if result else Turn(Then.GO_ON)

    def _answered(self, item: int, answer: str | None) -> None:
        self._rating = None
        turn = self._turn(item)
        if turn.then is Then.END_SESSION:
            self.screen.ended_by = turn
            self.changes.stop(item, Stop())
        elif _asks(turn):
            self._offer_ways(item, turn)
        elif answer == "stop":
            self.open_stop_menu()
        else:
            self._answered_quietly(item, turn, answer)

    def _answered_quietly(self, item: int, turn: Turn, answer: str | None) -> None:
        """Nothing is asked: it goes on, without the rest of the exercise where S3 says so."""
        step = self.screen.player.step
        resting = step is not None and step.ends_item
        if turn.sentence:
            self.screen.notify(turn.sentence, timeout=6)
        if turn.then is Then.STOP_EXERCISE and not resting:
            self._leave_out(item)
            return
        self._go_on()
        if resting and answer == "rated" and self.screen.player.step is step:
            self.screen.notify("u rates it again.", timeout=3)

    def _offer_ways(self, item: int, turn: Turn) -> None:
        """It was too much: a gentler one, without it, or the end. Nothing goes on before this is answered."""
        rows = ways_on(turn, self.changes.partner(item), self.changes.has_mobility(item))
        menu = MenuScreen("STOP THIS ONE", turn.sentence, rows)
        self.screen.app.push_screen(menu, lambda chosen: self._chose_way(item, chosen))

    def _chose_way(self, item: int, chosen: str | None) -> None:
        match chosen:
            case "swap":
                self.changes.swap(item)
            case "mobility":
                self.changes.only_mobility(item)
            case "again":
                self._take_back(item)
            case "skip":
                self._leave_out(item)
            case _:
                self.changes.stop(item, Stop())

    def _leave_out(self, item: int) -> None:
        """The rest of the exercise; where that leads to the rest after it, it is not asked about again."""
        step = self.screen.player.step
        self._left_out = item if step is not None and not step.ends_item else None
        self.changes.leave_out(item)

    def _go_on(self) -> None:
        """Below the stop limits: a stopped set is asked about, a wait goes on, after the last rating the session is over."""
        player, step = self.screen.player, self.screen.player.step
        if step is None:
            return
        if player.state is State.AWAITING and step.effort:
            self._offer("HOW DO WE GO ON?", "", PAIN_ROWS)
        elif step.ends_item and player.at == len(player.steps) - 1:
            self.screen.do(Skip())
        elif player.state is State.AWAITING:
            self.screen.do(Resume())

    def _chosen(self, chosen: str | None) -> None:
        step = self.screen.player.step
        match chosen:
            case None | "resume":
                self.screen.do(Resume())
            case "pain":
                self.report_pain()
            case "ease":
                self._ease()
            case "skip":
                result = self.coach.kept(step.item) if step else None
                self._left_out = step.item if step and not step.ends_item and result and result.pain is not None else None
                self.screen.do(SkipExercise() if step and not step.ends_item else Skip())
            case "end":
                self.screen.do(Stop())

    def _ease(self) -> None:
        """An easier form; at the foot of the ladder the other ways on are offered again."""
        if not self.changes.ease():
            self._go_on()


def _asks(turn: Turn) -> bool:
    """Does it wait for the person's own answer? S3 says its sentence and goes on by itself."""
    return turn.then is not Then.GO_ON and turn.rule != S3.id
