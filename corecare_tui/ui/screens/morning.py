"""How the back was the morning after a session: a number, and whether it had settled."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from corecare_tui.domain.records import Session
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.typed import digit
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.pain_scale import PainScale

KEYS = bound("morning")
SETTLED = "Was your back back to its usual self by then?   {morning.settled} yes   {morning.not_settled} no"


class MorningScreen(Once, ModalScreen[None]):
    """A digit, then y or n."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face, session: Session) -> None:
        super().__init__()
        self.face, self.session = face, session
        self._pain: int | None = None

    def compose(self) -> ComposeResult:
        """The question, the scale, the difference to muscle soreness."""
        with Vertical(id="rating"):
            yield Label(f"The morning after {self.session.started:%A %d %B}", id="rating-head", markup=False)
            yield Big("THAT MORNING ?", id="question")
            yield PainScale(id="scale")
            yield Label("Your back on waking. Muscles that are only sore when you move do not count.", id="meaning", markup=False)
            yield Label(self._before, id="reminder", markup=False)
        yield KeyBar(KEYS, keep=("settle(True)", "settle(False)", "dismiss"))

    @property
    def _before(self) -> str:
        pre = self.session.pre
        return "" if pre is None else f"before that session {pre}"

    def on_key(self, event: events.Key) -> None:
        """A digit is the pain that morning."""
        number = digit(event)
        if number is not None:
            event.stop()
            self.action_score(number)

    def on_pain_scale_chosen(self, event: PainScale.Chosen) -> None:
        """A click on the scale."""
        self.action_score(event.score)

    @keeping
    def action_score(self, score: int) -> None:
        """Keep the number at once, then ask whether it had settled."""
        self._pain = score
        self.query_one(PainScale).score = score
        self.session = self.face.coach.answer_morning(self.session, score, None)
        self.query_one("#meaning", Label).update(keyed(self.app, SETTLED))

    @keeping
    def action_settle(self, settled: bool) -> None:
        """Keep that, and go back."""
        self.face.coach.answer_morning(self.session, self._pain, settled)
        self.dismiss()
