"""Something to read before it is gone on with: a routine that somebody sent, what is wrong in a file."""

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label

from corecare_tui.ui.bound import bound
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.widgets.key_bar import KeyBar

KEYS = bound("tell")


class TellScreen(Once, ModalScreen[bool]):
    """Dismissed with True to go on, False to leave it."""

    BINDINGS = [*KEYS]

    def __init__(self, heading: str, lines: Sequence[str], go_on: str = "") -> None:
        """`go_on`: what Enter does; empty = it does nothing."""
        super().__init__()
        self._heading, self._lines, self._go_on = heading, lines, go_on

    def compose(self) -> ComposeResult:
        """A line a label."""
        with VerticalScroll(id="told", can_focus=False):
            yield Label(self._heading, classes="heading", markup=False)
            for line in self._lines:
                yield Label(line, markup=False, classes="cue-line")
        keys = [replace(key, description=self._go_on) if key.action == "take" else key for key in KEYS]
        yield KeyBar([key for key in keys if key.description], keep=("take", "dismiss(False)"))

    def action_scroll(self, by: int) -> None:
        """A line at a time."""
        self.query_one("#told").scroll_relative(y=by, animate=False)

    def action_take(self) -> None:
        """Go on, where that is offered."""
        if self._go_on:
            self.dismiss(True)
