"""What the two forms of History share: how one moves between fields, saves and leaves, and where a mistake is told."""

from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Label

from corecare_tui.coach import NotKept, RoutineError
from corecare_tui.ui.bound import bound
from corecare_tui.ui.screens.once import Once

KEYS = bound("form")
T = TypeVar("T")


class FormScreen(Once, ModalScreen[T | None]):
    """Dismissed with what was filled in, or None."""

    BINDINGS = [*KEYS]

    def filled(self) -> T:
        """What the fields say. Raises ValueError in words for the person."""
        raise NotImplementedError

    def ending(self, save: str = "Save") -> ComposeResult:
        """The line for a mistake, and the buttons; `save` is the word of the first."""
        yield Label("", id="form-wrong", markup=False)
        with Horizontal(classes="field"):
            yield Button(Content(save), compact=True, id="save")
            yield Button("Cancel", compact=True, id="cancel")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The mouse, or Enter on a button."""
        self.action_save() if event.button.id == "save" else self.dismiss(None)

    def on_input_submitted(self) -> None:
        """Enter in a field saves."""
        self.action_save()

    def action_save(self) -> None:
        """Close with it; where that is not possible say why, and lose nothing of what was typed."""
        if self.over:
            return
        try:
            filled = self.filled()
        except ValueError as error:
            self.query_one("#form-wrong", Label).update(str(error))
        except (NotKept, RoutineError) as error:
            self.query_one("#form-wrong", Label).update(f"Not kept: {getattr(error, 'told', error)}")
        else:
            self.dismiss(filled)
