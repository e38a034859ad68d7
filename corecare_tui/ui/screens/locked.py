"""A lock: what it says, what to do now, and the confirmation that opens it again."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from corecare_tui.domain.plan import Advice
from corecare_tui.domain.profile import LOCKS
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.screens.menu import MenuScreen
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.key_bar import KeyBar

KEYS = bound("locked")
OPEN = "Your history stays open. Nothing you entered is lost."
NUMBER = "Your own emergency number can stand here: emergency_number in settings.toml; `corecare where` tells where that file is."
BY_ITSELF = {
    "E4": "This opens again by itself.",
    "E7": "That is for today: it opens again by itself tomorrow. "
    "The stronger belly work waits for a check: {today.safety} on Today.",
}
"""Locks that end with their day → what is said of that."""


class LockedScreen(Once, ModalScreen[None]):
    """Sessions are closed; history stays open."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face, why: Advice) -> None:
        super().__init__()
        self.face, self.why = face, why

    def compose(self) -> ComposeResult:
        """The sentence of the rule, and what stays open."""
        with Vertical(id="locked"):
            yield Big("NOT TODAY")
            yield Label(self.why.sentence, markup=False, classes="sentence")
            for line in self._lines:
                yield Label(keyed(self.app, line), markup=False, classes="quiet")
        yield KeyBar(KEYS if self._can_clear else KEYS[1:], keep=("dismiss", "confirm_clearance"))

    @property
    def _lines(self) -> list[str]:
        """What stays open, what opens it again, and where a number of one's own would stand."""
        numberless = self.why.rule == "E1" and self.face.coach.settings.emergency_number is None
        return [OPEN, *([BY_ITSELF[self.why.rule]] if self._ends_by_itself else []), *([NUMBER] if numberless else [])]

    @property
    def _can_clear(self) -> bool:
        """A rest day ends by itself; a flag is cleared by a person, unless CoreCare is not made for it at all."""
        return not self._ends_by_itself and any(question.closes in LOCKS for question in self.face.coach.concerns())

    @property
    def _ends_by_itself(self) -> bool:
        return self.why.rule in BY_ITSELF

    def action_confirm_clearance(self) -> None:
        """Ask once more before a flag is set aside."""
        if self._can_clear:
            rows = [("yes", "yes, I was checked and may exercise"), ("no", "no, not yet")]
            self.app.push_screen(MenuScreen("HAVE YOU BEEN CHECKED?", self.why.sentence, rows, "back"), self._confirmed)

    @keeping
    def _confirmed(self, chosen: str | None) -> None:
        if chosen == "yes":
            self.face.coach.clear()
            self.dismiss()
