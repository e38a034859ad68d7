"""What a screen is for and every key of it, then those that are everywhere; a click on one does it, / finds one."""

from collections.abc import Iterator
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Label

from corecare_tui.ui.bound import bound, remapped
from corecare_tui.ui.keymap import every
from corecare_tui.ui.keys import ABOUT, SCREENS, Key
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.widgets.key_bar import KeyBar

KEYS = bound("help")
EVERYWHERE = ("main", "app")
COLUMN = 15
"""Cells of the keys, before what they do."""


class KeyLine(Label):
    """One command with its keys; a click does it."""

    def __init__(self, keys: str, row: Key) -> None:
        gap = " " if len(keys) >= COLUMN else ""
        super().__init__(f"{keys:<{COLUMN}}{gap}{row.says}", markup=False, classes="key-line")
        self.action = row.action
        self.text = f"{keys} {row.word} {row.says}".lower()


class HelpScreen(Once, ModalScreen[None]):
    """The keys of another screen, read off its bindings."""

    BINDINGS = [*KEYS]
    AUTO_FOCUS = ""  # the hidden field would take every letter

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """What it is for, its keys, those of everywhere."""
        yield Input(placeholder="a key, or what it does", compact=True, id="find-key")
        with VerticalScroll(id="help"):
            if self._room in ABOUT:
                yield Label(ABOUT[self._room], id="about-screen", markup=False)
            with Horizontal(id="help-columns"):
                with Vertical(classes="help-column"):
                    yield Label("KEYS ON THIS SCREEN", classes="heading", markup=False)
                    yield from self._lines(self._room)
                with Vertical(classes="help-column"):
                    yield Label("EVERYWHERE", classes="heading", markup=False)
                    yield from (line for room in self._rooms if room in EVERYWHERE for line in self._lines(room))
                    yield Label(f"{'Ctrl+P':<{COLUMN}}All commands", markup=False, classes="key-line-of-textual")
        yield KeyBar(KEYS, keep=("dismiss",))

    def on_mount(self) -> None:
        """Nothing is looked for yet."""
        self.query_one("#find-key").display = False

    @property
    def _rooms(self) -> tuple[str, ...]:
        """The screens of the table whose commands it hears, and the app."""
        bindings = self._about._bindings.key_to_bindings.values()
        return tuple(dict.fromkeys([(one.id or "").split(".")[0] for same in bindings for one in same if one.id] + ["app"]))

    @property
    def _room(self) -> str:
        return next((room for room in self._rooms if room not in EVERYWHERE), "main")

    def _lines(self, room: str) -> Iterator[KeyLine]:
        for row in SCREENS.get(room, ()):
            yield KeyLine(every(f"{room}.{row.verb}", row, remapped(self.app)), row)

    def action_find(self) -> None:
        """Type a key, or what it does."""
        find = self.query_one("#find-key")
        find.display = True
        find.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Only what holds every word."""
        words = event.value.lower().split()
        for line in self.query(KeyLine):
            line.display = all(word in line.text for word in words)

    def on_input_submitted(self) -> None:
        """Back to the lines."""
        self.set_focus(None)

    def action_scroll(self, by: int) -> None:
        """A line at a time."""
        self.query_one("#help").scroll_relative(y=by, animate=False)

    async def on_click(self, event: events.Click) -> None:
        """A click on a key: the help goes, and the screen below does what the key does."""
        if isinstance(event.widget, KeyLine):
            self.dismiss()
            self._about.call_later(self._about.run_action, event.widget.action)
