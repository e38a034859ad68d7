"""What was forgotten: the pain of another day, or a session that was done and not set down."""

from datetime import date, timedelta

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, Select

from corecare_tui.domain.correcting import Correction
from corecare_tui.ui.face import Face
from corecare_tui.ui.screens.form import KEYS, FormScreen
from corecare_tui.ui.widgets.form import DayField, Field, Flag, ScoreField, note_field, place_field, read
from corecare_tui.ui.widgets.key_bar import KeyBar

SCORE = ""
"""Among the routines: none of them, but a score."""
SAYS = "A session is set down as its plan for that day would have been, all of it done; rate its exercises in the log."


class AddScreen(FormScreen[Correction]):
    """Dismissed with what was set down."""

    def __init__(self, face: Face, on: date | None = None) -> None:
        """`on`: the day to begin with (yesterday)."""
        super().__init__()
        self._coach = face.coach
        self._on = on or face.coach.today - timedelta(1)

    def compose(self) -> ComposeResult:
        """Day, what it was, and the score with what goes with it."""
        routines = [(Content(f"a session: {routine.name}"), id) for id, routine in self._coach.routines.items()]
        with VerticalScroll(id="form", can_focus=False):
            yield Label("ADD   what was forgotten", classes="heading", markup=False)
            yield Field("Day", DayField(self._on))
            yield Field("What", Select([(Content("a pain score"), SCORE), *routines], allow_blank=False, compact=True, id="what"))
            yield Field("Pain", ScoreField())
            yield Field("Where", place_field(), "of-a-score")
            yield Field("It was", Flag("a flare-up", False, "flare"), "of-a-score")
            yield Field("Note", note_field(), "of-a-score")
            yield Label(SAYS, classes="quiet", markup=False)
            yield from self.ending()
        yield KeyBar(KEYS, keep=("save", "dismiss(None)"))

    def on_select_changed(self, event: Select.Changed) -> None:
        """What belongs to a score alone is not asked of a session."""
        if event.select.id == "what":
            for field in self.query(".of-a-score"):
                field.display = event.value == SCORE

    def filled(self) -> Correction:
        """Set it down. Raises ValueError, and NotKept where the disk does not take it."""
        on, new = self.query_one(DayField).day, read(self)
        what = self.query_one("#what", Select).value
        if what == SCORE:
            return self._coach.add_score(on, new)
        return self._coach.add_session(on, str(what), new.pain)
