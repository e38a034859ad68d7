"""The safety questions before the first session: tick what applies, or say with one key that none does."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Label

from corecare_tui.domain.profile import BY_ID, QUESTIONS, Closes
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.ticks import Ticks

KEYS = [
    Binding("n", "answer_none", "none of these", id="screening.none"),
    Binding("space", "tick", "tick", key_display="space", id="screening.tick"),
    Binding("enter", "keep_answers", "keep what is ticked", key_display="Enter", id="screening.keep"),
    Binding("question_mark", "tell_why", "why we ask", key_display="?", id="screening.why"),
    Binding("escape", "dismiss", "later", key_display="Esc", id="screening.later"),
]


class ScreeningScreen(Screen[None]):
    """All questions on one page."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self._moved = False

    def compose(self) -> ComposeResult:
        """The questions, and what a tick does."""
        yield Label("Before your first session: does any of these apply to you?", id="screening-title", markup=False)
        yield Ticks([(q.id, q.text) for q in QUESTIONS], id="screening")
        yield Label("", id="screening-why", markup=False)
        yield KeyBar(KEYS, keep=("answer_none", "keep_answers"))

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.query_one(Ticks).focus()
        self._say("15 questions: j and k show them all. CoreCare is no medical device; it asks so that it can step aside.")

    def _say(self, text: str) -> None:
        self.query_one("#screening-why", Label).update(text)

    def on_ticks_moved(self, event: Ticks.Moved) -> None:
        """Why the question under the cursor is asked; before the first move, why there are questions at all."""
        if event.index or self._moved:
            self._moved = True
            self._say(QUESTIONS[event.index].why)

    def action_tell_why(self) -> None:
        """Why the question under the cursor is asked."""
        at = self.query_one(Ticks).highlighted or 0
        self._say(QUESTIONS[at].why)

    def action_tick(self) -> None:
        """Tick the line under the cursor."""
        self.query_one(Ticks).action_select()

    def action_answer_none(self) -> None:
        """None of these; where something is ticked already, that would contradict it."""
        if self.query_one(Ticks).ticked:
            self._say("Something is ticked. Enter keeps it; untick it with space if it does not apply.")
        else:
            self._keep(())

    def action_keep_answers(self) -> None:
        """Keep the ticks; an empty list is said with n, never with Enter alone."""
        ticked = self.query_one(Ticks).ticked
        if ticked:
            self._keep(ticked)
        else:
            self._say("Nothing is ticked. If none of these applies, press n.")

    @keeping
    def _keep(self, flags: tuple[str, ...]) -> None:
        profile = self.face.coach.screen(flags)
        if profile.closing or any(BY_ID[f].closes is Closes.GATE for f in flags):
            self.notify("Kept. What you ticked changes what CoreCare offers.", timeout=5)
        self.dismiss()
