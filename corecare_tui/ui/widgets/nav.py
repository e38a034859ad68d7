"""The first line of a main screen: the name, the screens by number, the day."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Label

NAMES = ("Today", "History", "Library", "Routines", "Settings")


class Tab(Label):
    """One screen's name; a click goes there."""

    def __init__(self, number: int, chosen: bool) -> None:
        super().__init__(f"{number} {NAMES[number - 1]}", markup=False, classes="tab chosen" if chosen else "tab")
        self.number = number

    def on_click(self) -> None:
        """Tell the screen."""
        self.post_message(Nav.Chosen(self.number))


class Nav(Horizontal):
    """`CoreCare  1 Today  2 History …  Thu 21 Nov`, the screen one is on standing out."""

    class Chosen(Message):
        """A screen was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, here: int, today: date) -> None:
        super().__init__()
        self._here, self._today = here, today

    def compose(self) -> ComposeResult:
        """The name, the tabs, the day."""
        yield Label("CoreCare", id="brand", markup=False)
        for number in range(1, len(NAMES) + 1):
            yield Tab(number, chosen=number == self._here)
        yield Label(f"{self._today:%a %d %b}", id="day", markup=False)
