"""Asks how much an exercise hurt, where, and how hard it was: one to three keys, each kept as soon as it is pressed."""

from collections.abc import Callable
from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Label

from corecare_tui.domain.pain import MEANING, PLACE_NAMES, PLACES, Pain, Score, word
from corecare_tui.ui.bound import bound
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.typed import digit
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.pain_scale import PainScale

EFFORTS = ("easy", "good", "hard", "FORM BROKE DOWN")
"""The keys 1–4."""
FORM_LOST = 4
QUESTIONS = {
    "score": "PAIN 0-10 ?",
    "place": "WHERE ?",
    "sharp": "SHARP ?",
    "leg": "DOWN THE LEG ?",
    "effort": "HOW HARD ?",
}
YES_NO = {
    "sharp": ("it is sharp or shooting", "no, dull or an ache"),
    "leg": ("it goes down the leg, or tingles", "no, it stays where it is"),
}
"""Asked after PAIN in the middle of an effort only: 1 yes, 0 no."""

KEYS = bound("rating")
_LATER = {"score": "choose", "take": "skip", "take_back": "again", "later": "later", "stop": "stop session"}
LATER = [replace(key, description=word) for verb, word in _LATER.items() for key in KEYS if key.id == f"rating.{verb}"]
"""The line of keys once the number is said: what still means something."""
ANSWERING = [key for key in LATER if key.action != "take"]
"""Of a question that is not answered by leaving it out."""


class RatingScreen(Once, ModalScreen[str | None]):
    """Number, then place (from 1 on), then effort. `keep` is called after every answer; dismissed with `rated`, `stop`, `undo` or
    None.

    Nothing is ever preselected, and leaving without an answer is "not rated". `take_back` undoes what was kept; effort is not
    asked where form is known to have broken down, nor after PAIN (`hurts`), which asks instead whether it is sharp and goes down
    the leg. `first` is a digit that was pressed before the screen stood.
    """

    BINDINGS = [*KEYS]
    rest: reactive[str] = reactive("")
    """What the rest's clock says, shown while it runs."""

    def __init__(
        self,
        name: str,
        last: Score,
        pre: Score,
        keep: Callable[[Pain, int | None], None],
        take_back: Callable[[], None],
        form_lost: bool = False,
        first: int | None = None,
        hurts: bool = False,
    ) -> None:
        super().__init__()
        self._about, self._last, self._pre = name, last, pre
        self._keep, self._take_back, self._form_lost = keep, take_back, form_lost
        self._first, self._hurts = first, hurts
        self.felt = Pain()
        self.asking = "score"

    def compose(self) -> ComposeResult:
        """The header, the question, the scale, the answers, the keys."""
        with Vertical(id="rating"):
            yield Label("", id="rating-head", markup=False)
            yield Big(QUESTIONS["score"], id="question")
            yield PainScale(id="scale")
            yield Label("", id="meaning", markup=False)
            yield Label(self._reminder, id="reminder", markup=False)
            yield Label("No answer is kept as “not rated”, never as 0, and asked again in the summary.", id="note", markup=False)
        yield KeyBar(KEYS, keep=("later", "stop"))

    @property
    def _reminder(self) -> str:
        last = "" if self._last is None else f"last time {self._last}"
        pre = "" if self._pre is None else f"before this session {self._pre}"
        return "     ".join(part for part in (last, pre) if part)

    def on_mount(self) -> None:
        """The header, before the first tick; the digit that opened it."""
        self.watch_rest()
        if self._first is not None:
            self.answer(self._first)

    def watch_rest(self) -> None:
        """Name and the rest's clock in the header."""
        if self.query("#rating-head"):
            self.query_one("#rating-head", Label).update(f"{self._about}   {self.rest}".rstrip())

    def on_key(self, event: events.Key) -> None:
        """Digits answer whatever is being asked."""
        number = digit(event)
        if number is not None:
            event.stop()
            self.answer(number)

    def on_pain_scale_chosen(self, event: PainScale.Chosen) -> None:
        """A click on the scale."""
        if self.asking == "score":
            self.answer(event.score)

    def on_click(self, event: events.Click) -> None:
        """A click on a place or an effort."""
        if isinstance(event.widget, Answer):
            self.answer(event.widget.number)

    def action_score(self, score: int) -> None:
        """10 has a key of its own: `1` acts at once."""
        if self.asking == "score":
            self.answer(score)

    def action_take_or_ten(self) -> None:
        """The point of a number pad is 10; a clicker's dot takes what its arrows stand on."""
        self.action_score(10) if self.query_one(PainScale).cursor is None and self.asking == "score" else self.action_take()

    def action_move(self, by: int) -> None:
        """The arrow keys walk along the scale."""
        scale = self.query_one(PainScale)
        if self.asking == "score":
            start = (self._pre or 0) if scale.cursor is None else scale.cursor + by
            scale.cursor = min(10, max(0, start))
            self._mean(scale.cursor)

    def action_take(self) -> None:
        """Enter takes what the arrows stand on; later it skips the question asked."""
        cursor = self.query_one(PainScale).cursor
        if self.asking == "score" and cursor is not None:
            self.answer(cursor)
        elif self.asking in ("place", "effort"):
            self.answer(0)

    def action_later(self) -> None:
        """Leave what is not answered unsaid."""
        self.dismiss("rated" if self.felt.score is not None else None)

    def action_stop(self) -> None:
        """To the stop menu."""
        self.dismiss("stop")

    def action_take_back(self) -> None:
        """The number was a slip: nothing of it is kept, and it is asked again. Before it: what led here was one."""
        if self.asking == "score":
            self.dismiss("undo")
        else:
            self._take_back()
            self.felt = Pain()
            scale = self.query_one(PainScale)
            scale.score = scale.cursor = None
            self._ask("score")

    def answer(self, number: int) -> None:
        """One answer: it is kept at once, then the next question is asked."""
        ways = {"score": self._scored, "place": self._placed, "sharp": self._sharp, "leg": self._leg, "effort": self._worked}
        ways[self.asking](number)

    def _scored(self, score: int) -> None:
        self.felt = Pain(score)
        self.query_one(PainScale).score = score
        self._keep(self.felt, None)
        self._mean(score)
        self._ask("place") if score else self._ask_effort()

    def _placed(self, number: int) -> None:
        """0 skips; 9 says that it is sharp or shooting, and asks on."""
        if number == 9:
            self.felt = Pain(self.felt.score, self.felt.place, True, self.felt.leg)
            self._keep(self.felt, None)
            self.query_one("#meaning", Label).update(f"{self.felt.score}  SHARP OR SHOOTING   and where?")
            return
        place = PLACES[number - 1] if number else None
        self.felt = Pain(self.felt.score, place, self.felt.sharp, place == "leg")
        self._keep(self.felt, None)
        self._ask("sharp") if self._hurts and not self.felt.sharp else self._ask_leg()

    def _sharp(self, number: int) -> None:
        if number in (0, 1):
            self.felt = Pain(self.felt.score, self.felt.place, number == 1, self.felt.leg)
            self._keep(self.felt, None)
            self._ask_leg()

    def _ask_leg(self) -> None:
        """Not where the leg is the place, nor after a set that was done."""
        self._ask("leg") if self._hurts and not self.felt.leg else self._ask_effort()

    def _leg(self, number: int) -> None:
        if number in (0, 1):
            self.felt = Pain(self.felt.score, self.felt.place, self.felt.sharp, number == 1)
            self._keep(self.felt, None)
            self._ask_effort()

    def _ask_effort(self) -> None:
        """Not where it is said already that form broke down, nor in the middle of a set."""
        self.dismiss("rated") if self._form_lost or self._hurts else self._ask("effort")

    def _worked(self, number: int) -> None:
        if 0 < number <= FORM_LOST:
            self._keep(self.felt, number)
        if number <= FORM_LOST:
            self.dismiss("rated")

    def _mean(self, score: int) -> None:
        self.query_one("#meaning", Label).update(f"{score}  {word(score).upper()}   {MEANING[word(score)]}")

    def _ask(self, what: str) -> None:
        """The next question takes the place of the one before."""
        self.asking = what
        self.query_one("#question", Big).text = QUESTIONS[what]
        for part in ("#scale", "#note", "#reminder"):
            self.query_one(part).display = what == "score"
        self.query(Answer).remove()
        self.query(KeyBar).remove()
        self.mount(KeyBar(KEYS if what == "score" else ANSWERING if what in YES_NO else LATER, keep=("later", "stop")))
        if what == "score":
            self.query_one("#meaning", Label).update("")
        else:
            self.query_one("#rating", Vertical).mount(*_answers(what))


def _answers(what: str) -> list["Answer"]:
    """The rows under WHERE and HOW HARD."""
    if what in YES_NO:
        yes, no = YES_NO[what]
        return [Answer(1, yes), Answer(0, no)]
    names = [*(PLACE_NAMES[p] for p in PLACES), "it is sharp or shooting"] if what == "place" else list(EFFORTS)
    return [*(Answer(n, name) for n, name in enumerate(names, 1)), Answer(0, "skip")]


class Answer(Label):
    """One numbered answer; a click gives it."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(f"{number}  {text}", markup=False, classes="answer")
        self.number = number
