"""Settings: how it looks and sounds, and the way back to the first questions."""

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from corecare_tui.domain.settings import FIGURES, THEMES, after
from corecare_tui.ui.keeping import keep_setting
from corecare_tui.ui.screens.main import MainScreen
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.nav import Nav

if TYPE_CHECKING:
    from corecare_tui.ui.app import CoreCareApp

KEYS = [
    Binding("j,down", "move(1)", "move", key_display="j/k", id="settings.down"),
    Binding("k,up", "move(-1)", "up", show=False, id="settings.up"),
    Binding("enter,space,right,l", "change", "change", key_display="Enter", id="settings.change"),
    Binding("c", "calibrate", "set up again", id="settings.calibrate"),
    Binding("question_mark", "help", "help", key_display="?", id="settings.help"),
    Binding("escape", "go(1)", "Today", key_display="Esc", id="settings.back"),
]
ROWS = {
    "figure": "smooth: blocks in two colours. half: half blocks. ascii: letters, everywhere. off: no body.",
    "theme": "dark, light, or high contrast.",
    "sounds": "off: signals are shown by a flash and the bell.",
}


class SettingsScreen(MainScreen):
    """A row a setting; Enter goes to its next value and keeps it."""

    NUMBER = 5
    BINDINGS = [*KEYS]

    def compose(self) -> ComposeResult:
        """The rows, and a line about the one under the cursor."""
        yield Nav(self.NUMBER, self.face.coach.today)
        yield OptionList(*(Option(Content(self._row(key)), id=key) for key in ROWS), id="settings")
        yield Label("", id="setting-says", classes="quiet", markup=False)
        yield Label("The rest is in the settings file; `corecare where` says where.", classes="quiet setting-file", markup=False)
        yield KeyBar(KEYS, keep=("change", "help"))

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """Back from setting up: the values may be others."""
        self._show()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """What the setting under the cursor is for."""
        self.query_one("#setting-says", Label).update(ROWS[event.option_id or "figure"])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Its next value."""
        self._change(event.option_id or "figure")

    def action_move(self, by: int) -> None:
        """Along the rows."""
        rows = self.query_one(OptionList)
        rows.action_cursor_down() if by > 0 else rows.action_cursor_up()

    def action_change(self) -> None:
        """The next value of the row under the cursor."""
        self.query_one(OptionList).action_select()

    def action_calibrate(self) -> None:
        """The questions of the first start once more."""
        from corecare_tui.ui.screens.calibration import CalibrationScreen

        self.app.push_screen(CalibrationScreen(self.face))

    def _value(self, key: str) -> str:
        app = cast("CoreCareApp", self.app)
        if key == "figure":
            return app.figures_are
        if key == "theme":
            return app.theme_name
        return "off" if self.face.sounds.muted else "on"

    def _row(self, key: str) -> str:
        return f"{key.capitalize():<12} {self._value(key)}"

    def _change(self, key: str) -> None:
        value: str | bool
        if key == "sounds":
            self.face.sounds.muted = not self.face.sounds.muted
            value = not self.face.sounds.muted
            self.face.sounds.warm() if value else self.face.sounds.stop()
        else:
            value = after(self._value(key), FIGURES if key == "figure" else THEMES)
            app = cast("CoreCareApp", self.app)
            app.draw_figures(value) if key == "figure" else app.dress(value)
        keep_setting(self, key, value)
        self._show()

    def _show(self) -> None:
        rows = self.query_one(OptionList)
        for index, key in enumerate(ROWS):
            rows.replace_option_prompt_at_index(index, Content(self._row(key)))
