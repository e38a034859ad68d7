"""A short list to choose from by its digit: the stop menu, what to do after pain, an open session."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from corecare_tui.ui.bound import bound
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.typed import digit


class Row(Label):
    """One choice; a click takes it."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(f" {number}  {text}", markup=False, classes="choice")
        self.number = number


class MenuScreen(Once, ModalScreen[str | None]):
    """Title, a sentence, and choices 1 …; dismissed with the chosen word, or None by Esc where that is allowed."""

    BINDINGS = [*bound("menu")]

    def __init__(self, title: str, sentence: str, rows: Sequence[tuple[str, str]], leave: str = "") -> None:
        """`rows` are (word, text); `leave` says what Esc does, empty = it does nothing."""
        super().__init__()
        self._heading, self._sentence, self._rows, self._leave = title, sentence, rows, leave

    def compose(self) -> ComposeResult:
        """A box over the screen below."""
        with Vertical(id="menu"):
            yield Label(self._heading, classes="heading", markup=False)
            if self._sentence:
                yield Label(self._sentence, markup=False, classes="sentence")
            for number, (_, text) in enumerate(self._rows, 1):
                yield Row(number, text)
            if self._leave:
                yield Label(f" 0  {self._leave}", markup=False, classes="quiet choice", id="leave")

    def on_key(self, event: events.Key) -> None:
        """A digit chooses."""
        number = digit(event)
        if number == 0:
            self.action_leave()
        elif number is not None and 1 <= number <= len(self._rows):
            event.stop()
            self.dismiss(self._rows[number - 1][0])

    def on_click(self, event: events.Click) -> None:
        """A click on a row chooses it."""
        if isinstance(event.widget, Row):
            self.dismiss(self._rows[event.widget.number - 1][0])
        elif event.widget is not None and event.widget.id == "leave":
            self.action_leave()

    def action_leave(self) -> None:
        """Back, where that is offered."""
        if self._leave:
            self.dismiss(None)
