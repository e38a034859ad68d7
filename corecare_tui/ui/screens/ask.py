"""Asks for one line of text: a name, a number, a file; what cannot be taken is told and nothing typed is lost."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Label

from corecare_tui.ui.screens.form import KEYS, FormScreen
from corecare_tui.ui.widgets.form import Field
from corecare_tui.ui.widgets.key_bar import KeyBar

T = TypeVar("T")


class AskScreen(FormScreen[T]):
    """Dismissed with what `judge` made of the text, or None."""

    def __init__(self, heading: str, name: str, value: str, says: str, judge: Callable[[str], T], save: str = "Save") -> None:
        """`judge` raises ValueError in words for the person; `says` stands under the field; `save` on its button."""
        super().__init__()
        self._heading, self._called, self._value = heading, name, value
        self._says, self._judge, self._save = says, judge, save

    def compose(self) -> ComposeResult:
        """The line, and what it is for."""
        with VerticalScroll(id="form", can_focus=False):
            yield Label(self._heading, classes="heading", markup=False)
            yield Field(self._called, Input(self._value, compact=True, max_length=400, id="answer"))
            yield Label(self._says, classes="quiet", markup=False)
            yield from self.ending(self._save)
        yield KeyBar(KEYS, keep=("save", "dismiss(None)"))

    def filled(self) -> T:
        """What it says. Raises ValueError."""
        return self._judge(self.query_one("#answer", Input).value.strip())


def ask_name(screen: Screen[Any], heading: str, now: str, then: Callable[[str], object]) -> None:
    """Ask what a routine is to be called; `then` hears it, if one is said."""

    def named(name: str | None) -> None:
        if name is not None:
            then(name)

    screen.app.push_screen(AskScreen(heading, "Name", now, "What Today and Routines call it.", _name), named)


def _name(text: str) -> str:
    if not text:
        raise ValueError("A name is needed.")
    return text
