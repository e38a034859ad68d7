"""Settings: how it looks and sounds, and the way back to the first questions."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from corecare_tui.domain.settings import FIGURES, THEMES, VOLUMES, after
from corecare_tui.domain.wanted import LEVELS, Sort
from corecare_tui.ui.bound import bound
from corecare_tui.ui.face import Value
from corecare_tui.ui.keeping import keep_setting
from corecare_tui.ui.screens.main import MainScreen
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.nav import Nav

if TYPE_CHECKING:
    from corecare_tui.ui.app import CoreCareApp

KINDS = {
    Sort.PHASES: "The tones with which a phase begins: ready, hold, up and down, switch, rest.",
    Sort.COUNTDOWN: "3-2-1 before a phase ends.",
    Sort.HALFWAY: "Twice the same tone, halfway through a hold.",
    Sort.COUNT: "A tick for a rep, where no phase has a tone of its own.",
    Sort.PROMPTS: "Pause, going on, PAIN, and the end.",
    Sort.SECONDS: "A tick every second of a hold.",
}
KEYS = bound("settings")
FLAGS = {False: "off", True: "on"}
ON_OFF = ("on", "off")


@dataclass(frozen=True)
class Setting:
    """One row: its key in the file, the values it takes in turn, and a line about it."""

    key: str
    name: str
    values: tuple[str, ...]
    says: str


ROWS = (
    Setting(
        "figure", "Figure", FIGURES, "smooth: blocks in two colours. half: half blocks. ascii: letters, everywhere. off: no body."
    ),
    Setting("theme", "Theme", THEMES, "dark, light, or high contrast."),
    Setting("sounds", "Sounds", ON_OFF, "off: signals are shown by a flash and the bell."),
    Setting("volume", "Volume", tuple(map(str, VOLUMES)), "Per cent, of tones and voice."),
    Setting(
        "voice", "Voice", LEVELS, "names: exercises, sets, sides. cues: also cues and count. everything: phases, breath, time."
    ),
    *(Setting(f"sound_{sort}", f"  {sort}", ON_OFF, KINDS[sort]) for sort in Sort),
    Setting(
        "own_pace", "I count myself", ON_OFF, "on: each set of reps waits for space. In a session c does it for one exercise."
    ),
    Setting("hold_past", "Hold past", ON_OFF, "on: the clock of a hold counts on beyond its target until you press space."),
    Setting("flash", "Flash", ON_OFF, "The border lights up in the last three seconds; never with reduced motion."),
    Setting("awake", "Keep awake", ON_OFF, "The screen stays on in a session; `corecare doctor` says whether that works here."),
)


class SettingsScreen(MainScreen):
    """A row a setting; Enter goes to its next value and keeps it."""

    NUMBER = 5
    BINDINGS = [*KEYS]

    def compose(self) -> ComposeResult:
        """The rows, and a line about the one under the cursor."""
        yield Nav(self.NUMBER, self.face.coach.today)
        yield OptionList(*(Option(Content(self._row(row)), id=row.key) for row in ROWS), id="settings")
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
        self.query_one("#setting-says", Label).update(ROWS[event.option_index].says)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Its next value."""
        self._change(ROWS[event.option_index])

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

    # --- values -------------------------------------------------------------------------------

    def _value(self, row: Setting) -> str:
        """As it is now, a word of the row."""
        app, now = cast("CoreCareApp", self.app), self.face.settings
        if row.key == "figure":
            return app.figures_are
        if row.key == "theme":
            return app.theme_name
        if row.key == "sounds":
            return FLAGS[not self.face.sounds.muted]
        if row.key.startswith("sound_"):
            return FLAGS[Sort(row.key.removeprefix("sound_")) not in now.off]
        value = getattr(now, row.key)
        return FLAGS[value] if isinstance(value, bool) else str(value)

    def _row(self, row: Setting) -> str:
        return f"{row.name:<16} {self._value(row)}"

    def _change(self, row: Setting) -> None:
        value = self._next(row)
        self._use(row.key, value)
        keep_setting(self, row.key, value)
        self._show()

    def _next(self, row: Setting) -> Value:
        known = row.values if self._value(row) in row.values else (self._value(row), *row.values)
        value = after(self._value(row), known)
        return value == "on" if row.values == ON_OFF else int(value) if row.key == "volume" else value

    def _use(self, key: str, value: Value) -> None:
        """From now on, without a new start."""
        app, face = cast("CoreCareApp", self.app), self.face
        if key == "figure":
            app.draw_figures(str(value))
        elif key == "theme":
            app.dress(str(value))
        elif key == "sounds":
            face.sounds.muted = not value
            face.sounds.warm() if value else face.sounds.hush()
        elif key.startswith("sound_"):
            face.settings = replace(face.settings, off=face.settings.off ^ {Sort(key.removeprefix("sound_"))})
        else:
            change: dict[str, Any] = {key: value}
            face.settings = replace(face.settings, **change)
            face.sounds.volume = face.settings.volume

    def _show(self) -> None:
        rows = self.query_one(OptionList)
        for index, row in enumerate(ROWS):
            rows.replace_option_prompt_at_index(index, Content(self._row(row)))
