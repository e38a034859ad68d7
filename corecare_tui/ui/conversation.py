"""What is asked during a session, and what the answers do to it: the rating, PAIN, the stop menu, the rules that speak up."""

from typing import TYPE_CHECKING

from corecare_tui.domain.pain import Pain as Felt
from corecare_tui.domain.plan import unroll
from corecare_tui.domain.player import State
from corecare_tui.domain.rules.during import S2, Then, Turn
from corecare_tui.domain.signals import Change, Pain, Pause, Resume, Skip, SkipExercise, Stop
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
        self._rating: RatingScreen | None = None
        self._left_out: int | None = None
        """The item that was rated and then left out."""

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
        self._rating = RatingScreen(
            self.coach.library[exercise].name,
            self.coach.last_rating(exercise),
            self.screen.session.pre,
            lambda felt, effort: self._keep(item, felt, effort),
        )
        self.screen.app.push_screen(self._rating, lambda answer: self._answered(item, answer))

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
        if effort is None and screen.player.state is State.RUNNING and self._turn(item).then is not Then.GO_ON:
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
            self.screen.do(Stop())
        elif turn.then is Then.END_STRENGTH:
            self._offer("STOP THIS ONE", turn.sentence, (("mobility", "only the easy mobility that is left"), PAIN_ROWS[-1]))
        elif turn.then is Then.STOP_EXERCISE:
            self._offer("STOP THIS ONE", turn.sentence, (("skip", "go on without it"), PAIN_ROWS[-1]))
        elif answer == "stop":
            self.open_stop_menu()
        else:
            self._go_on()

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
            case "mobility":
                self._only_mobility()
            case "end":
                self.screen.do(Stop())

    def _ease(self) -> None:
        """An easier form; at the foot of the ladder the other ways on are offered again."""
        before = self.screen.plan
        self.screen.action_ease_exercise()
        if self.screen.plan is before:
            self._go_on()

    def _only_mobility(self) -> None:
        """S1 for the second time: the strength that is ahead is left out."""
        screen, step = self.screen, self.screen.player.step
        if step is None:
            return
        screen.plan = self.coach.only_mobility(screen.plan, step.item)
        ahead = len(screen.plan.items) > step.item + 1
        screen.do(Change(unroll(screen.plan, self.coach.library), step.item + 1) if ahead else Stop())
