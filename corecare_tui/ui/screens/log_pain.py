"""One number for the back now, outside a session."""

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.typed import digit
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.pain_scale import PainScale

KEYS = [
    Binding("f24", "app.hint", "log", key_display="0-9", id="log_pain.score"),
    Binding("t,full_stop", "score(10)", "= 10", key_display="t or .", id="log_pain.ten"),
    Binding("escape", "dismiss", "back", key_display="Esc", id="log_pain.back"),
]


class LogPainScreen(Once, ModalScreen[None]):
    """A digit keeps it."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face

    def compose(self) -> ComposeResult:
        """The question and the scale."""
        with Vertical(id="rating"):
            yield Label("Log pain   outside a session", id="rating-head", markup=False)
            yield Big("PAIN NOW ?", id="question")
            yield PainScale(id="scale")
        yield KeyBar(KEYS, keep=("dismiss",))

    def on_key(self, event: events.Key) -> None:
        """A digit keeps it."""
        number = digit(event)
        if number is not None:
            event.stop()
            self.action_score(number)

    def on_pain_scale_chosen(self, event: PainScale.Chosen) -> None:
        """A click on the scale."""
        self.action_score(event.score)

    @keeping
    def action_score(self, score: int) -> None:
        """Keep it and go back."""
        if self.over:  # `42`, typed fast, was two entries
            return
        self.face.coach.log_pain(score)
        self.notify(f"Kept: {score} out of 10.", timeout=3)
        self.dismiss()
