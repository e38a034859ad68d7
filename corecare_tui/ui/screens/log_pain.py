"""One number for the back now, outside a session."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from corecare_tui.ui.bound import bound
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.typed import digit
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.pain_scale import PainScale

HEAD, FLARE = "Log pain   outside a session", ", a flare-up"
KEYS = bound("log_pain")


class LogPainScreen(Once, ModalScreen[None]):
    """A digit keeps it."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.flare = False
        """Does the person call it a flare-up?"""

    def compose(self) -> ComposeResult:
        """The question and the scale."""
        with Vertical(id="rating"):
            yield Label(HEAD, id="rating-head", markup=False)
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

    def action_flare(self) -> None:
        """Say so, or not after all, before the digit."""
        self.flare = not self.flare
        self.query_one("#rating-head", Label).update(f"{HEAD}{FLARE if self.flare else ''}")

    @keeping
    def action_score(self, score: int) -> None:
        """Keep it and go back."""
        if self.over:  # `42`, typed fast, was two entries
            return
        self.face.coach.log_pain(score, flare=self.flare)
        self.notify(f"Kept: {score} out of 10{FLARE if self.flare else ''}.", timeout=3)
        self.dismiss()
