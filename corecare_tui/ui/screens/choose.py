"""Any of a list, ticked: the days of training, the kit at hand."""

from collections.abc import Collection, Sequence

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Label

from corecare_tui.ui.bound import bound
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.ticks import Ticks

KEYS = bound("choose")


class ChooseScreen(Once, ModalScreen[tuple[str, ...] | None]):
    """Dismissed with the words that are ticked, in the order of the list, or None."""

    BINDINGS = [*KEYS]

    def __init__(self, heading: str, says: str, rows: Sequence[tuple[str, str]], ticked: Collection[str]) -> None:
        """`rows` are (word, text)."""
        super().__init__()
        self._heading, self._says, self._rows, self._ticked = heading, says, rows, ticked

    def compose(self) -> ComposeResult:
        """What it is about, the rows."""
        yield Label(self._heading, classes="heading", markup=False)
        yield Label(self._says, classes="sentence", markup=False)
        yield Ticks(self._rows, id="choices", ticked=self._ticked)
        yield KeyBar(KEYS, keep=("keep", "dismiss(None)"))

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.query_one(Ticks).focus()

    def action_move(self, by: int) -> None:
        """Along the rows."""
        listed = self.query_one(Ticks)
        listed.action_cursor_down() if by > 0 else listed.action_cursor_up()

    def action_tick(self) -> None:
        """The row under the cursor, or not after all."""
        self.query_one(Ticks).action_select()

    def action_keep(self) -> None:
        """What is ticked."""
        self.dismiss(self.query_one(Ticks).ticked)
