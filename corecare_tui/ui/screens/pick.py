"""Picks one thing of a long list by typing a few of its letters: an exercise for a routine, a routine for an exercise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from corecare_tui.ui.bound import bound
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.showing import Shown
from corecare_tui.ui.widgets.figure import Figure
from corecare_tui.ui.widgets.key_bar import KeyBar

KEYS = bound("pick")


@dataclass(frozen=True, slots=True)
class Choice:
    """One row."""

    id: str
    text: str
    """What is shown."""
    sought: str = ""
    """What is looked through instead, where that is not the text."""

    @property
    def words(self) -> str:
        """What it is found by."""
        return (self.sought or self.text).lower()


class PickScreen(Once, ModalScreen[str | None]):
    """Dismissed with the id of the row that was taken, or None."""

    BINDINGS = [*KEYS]

    def __init__(self, heading: str, rows: Sequence[Choice], still: Callable[[str], Shown | None] = lambda id: None) -> None:
        """`still` gives the picture of a row, where it has one."""
        super().__init__()
        self._heading, self._all, self._still = heading, rows, still

    def compose(self) -> ComposeResult:
        """What is typed, the rows that hold it, and a picture."""
        yield Label(self._heading, classes="heading", markup=False)
        yield Input(placeholder="type a few letters", compact=True, id="find")
        with Horizontal(classes="pair"):
            yield OptionList(id="picked")
            with Vertical(id="beside"):
                yield Figure(id="shown")
        yield KeyBar(KEYS, keep=("take", "dismiss(None)"))

    def on_mount(self) -> None:
        """The keys go to the field; the list takes none."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input)._bindings.key_to_bindings.pop("enter")  # the screen's own
        self._fill("")
        self.query_one(Input).focus()

    def _fill(self, text: str) -> None:
        words = text.lower().split()
        rows = self.query_one(OptionList)
        rows.clear_options()
        found = [one for one in self._all if all(word in one.words for word in words)]
        found.sort(key=lambda one: not one.words.startswith(text.lower().strip()))
        rows.add_options(Option(Content(one.text), id=one.id) for one in found)
        rows.highlighted = 0 if rows.option_count else None
        if not rows.option_count:
            self._draw("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """The rows that hold every word, those that begin so first."""
        self._fill(event.value)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Its picture."""
        self._draw(event.option_id or "")

    def _draw(self, id: str) -> None:
        shown = self._still(id)
        figure = self.query_one("#shown", Figure)
        figure.set_class(shown is None, "undrawn")
        figure.shown = shown

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click, or Enter."""
        self.dismiss(event.option_id)

    def action_move(self, by: int) -> None:
        """Along the rows."""
        rows = self.query_one(OptionList)
        rows.action_cursor_down() if by > 0 else rows.action_cursor_up()

    def action_take(self) -> None:
        """The row under the cursor; where none is left, nothing."""
        if self.query_one(OptionList).highlighted is not None:
            self.query_one(OptionList).action_select()
