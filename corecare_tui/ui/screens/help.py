"""Every key of the screen below, then Textual's own palette key."""

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Label

from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.widgets.key_bar import KeyBar

KEYS = [Binding("escape,question_mark", "dismiss", "close", key_display="Esc", id="help.close")]


class KeyLine(Label):
    """One key with what it does; a click does it."""

    def __init__(self, binding: Binding) -> None:
        super().__init__(f"{_keys(binding):<14} {binding.description}", markup=False, classes="key-line")
        self.action = binding.action


class HelpScreen(Once, ModalScreen[None]):
    """The keys of another screen, read off its bindings."""

    BINDINGS = [*KEYS]

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """One line a key."""
        with VerticalScroll(id="help"):
            yield Label("KEYS ON THIS SCREEN", classes="heading", markup=False)
            bindings = self._about._bindings.key_to_bindings.values()
            ours = {one.id: one for same in bindings for one in same if one.id and one.description}  # Textual's own have none
            for one in ours.values():
                yield KeyLine(one)
            yield Label("ctrl+p         all commands", markup=False)
            yield Label("ctrl+q         leave CoreCare", markup=False)
        yield KeyBar(KEYS)

    async def on_click(self, event: events.Click) -> None:
        """A click on a key: the help goes, and the screen below does what the key does."""
        if isinstance(event.widget, KeyLine):
            self.dismiss()
            self._about.call_later(self._about.run_action, event.widget.action)


def _keys(binding: Binding) -> str:
    return binding.key_display or binding.key.replace("question_mark", "?")
