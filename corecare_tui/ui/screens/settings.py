"""Settings: a row for each, what it is for, and its value, kept as soon as it is changed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from corecare_tui.domain.settings import SPANS
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.face import Value
from corecare_tui.ui.keeping import keep_setting, keeping
from corecare_tui.ui.screens.ask import AskScreen
from corecare_tui.ui.screens.choose import ChooseScreen
from corecare_tui.ui.screens.main import MainScreen
from corecare_tui.ui.screens.pick import Choice, PickScreen
from corecare_tui.ui.setting_rows import GROUPS, ON_OFF, ROWS, STEPS, Kind, Setting
from corecare_tui.ui.setting_values import PROFILE, changed, choices, hour, number_to_call, ticked, turned, value
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.nav import Nav

if TYPE_CHECKING:
    from corecare_tui.ui.app import CoreCareApp

KEYS = bound("settings")


class SettingsScreen(MainScreen):
    """A row a setting; Enter goes to its next value, or asks for it, and keeps it."""

    NUMBER = 5
    BINDINGS = [*KEYS]

    def compose(self) -> ComposeResult:
        """The rows by group, and a line about the one under the cursor."""
        yield Nav(self.NUMBER, self.face.coach.today)
        yield self._list()
        yield Label("", id="setting-says", classes="quiet", markup=False)
        yield KeyBar(KEYS, keep=("change", "help"))

    def _list(self) -> OptionList:
        rows: list[Option] = []
        for heading, settings in GROUPS.items():
            rows.append(Option(self._heading(heading), disabled=True))
            rows += (Option(Content(self._row(one)), id=one.key) for one in settings)
        return OptionList(*rows, id="settings")

    def _heading(self, name: str) -> Content:
        return Content.styled(name, "bold $accent")

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """Back from another screen: the values may be others."""
        self._show()

    @property
    def _core(self) -> "CoreCareApp":
        return cast("CoreCareApp", self.app)

    @property
    def setting(self) -> Setting:
        """The one under the cursor."""
        rows = self.query_one(OptionList)
        return ROWS[rows.get_option_at_index(rows.highlighted or 1).id or ""]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """What the setting under the cursor is for."""
        self.query_one("#setting-says", Label).update(ROWS[event.option_id or ""].explained)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click."""
        self.change(ROWS[event.option_id or ""])

    def action_move(self, by: int) -> None:
        """Along the rows, or to the first or last."""
        rows = self.query_one(OptionList)
        go = {1: rows.action_cursor_down, -1: rows.action_cursor_up}
        go.get(by, rows.action_last if by > 0 else rows.action_first)()

    def action_change(self) -> None:
        """The row under the cursor: its next value, or asked for."""
        self.query_one(OptionList).action_select()

    def action_turn(self, by: int) -> None:
        """The value after or before; of what has no order nothing."""
        row = self.setting
        if row.kind is Kind.TURN:
            self.put(row, self._neighbour(row, by))
        elif row.kind is Kind.NUMBER:
            low, high = SPANS[row.key]
            self.put(row, max(low, min(high, getattr(self.face.settings, row.key) + by * STEPS[row.key])))
        elif by > 0:
            self.change(row)

    def action_reset(self) -> None:
        """As it was at first; the key goes out of the file."""
        if self.setting.kind is Kind.DOOR or self.setting.key in PROFILE:
            self.notify("There is nothing to set back here.", timeout=3)
        else:
            self.put(self.setting, None)

    def action_test(self) -> None:
        """A tone, as loud as in a session."""
        self.face.sounds.play("start")
        if self.face.sounds.silent:
            self.notify("Nothing can be heard: sounds are off, or no device was found (`corecare doctor`).", timeout=5)

    def action_calibrate(self) -> None:
        """The questions of the first start once more."""
        from corecare_tui.ui.screens.calibration import CalibrationScreen

        self.app.push_screen(CalibrationScreen(self.face))

    def action_show_safety(self) -> None:
        """What the safety answers hold back."""
        from corecare_tui.ui.screens.safety import SafetyScreen

        self.app.push_screen(SafetyScreen(self.face))

    # --- changing -----------------------------------------------------------------------------

    def change(self, row: Setting) -> None:
        """Its next value, or a screen that asks for it."""
        ways: dict[Kind, Callable[[Setting], None]] = {
            Kind.TURN: lambda row: self.put(row, self._neighbour(row, 1)),
            Kind.NUMBER: self._ask_number,
            Kind.TEXT: self._ask_text,
            Kind.TICKS: self._ask_ticks,
            Kind.ROUTINE: self._ask_routine,
            Kind.DOOR: self._open,
        }
        ways[row.kind](row)

    def _neighbour(self, row: Setting, by: int) -> Value:
        now = turned(row, self.face, self._core)
        known = row.values if now in row.values else (now, *row.values)
        put = known[(known.index(now) + by) % len(known)]
        return put == "on" if row.values == ON_OFF else int(put) if row.key == "volume" else put

    def _ask_number(self, row: Setting) -> None:
        low, high = SPANS[row.key]

        def judge(text: str) -> int:
            number = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1
            if not low <= number <= high:
                raise ValueError(f"A whole number of seconds from {low} to {high}.")
            return number

        self._ask(row, str(getattr(self.face.settings, row.key)), judge)

    def _ask_text(self, row: Setting) -> None:
        now = value(row, self.face, self._core)
        self._ask(row, "" if now == "none" else now, hour if row.key == "waking_time" else number_to_call)

    def _ask(self, row: Setting, now: str, judge: Callable[[str], Any]) -> None:
        ask = AskScreen(row.name.upper(), "It is", now, row.explained, judge)
        self.app.push_screen(ask, lambda said: None if said is None else self.put(row, said or None))

    def _ask_ticks(self, row: Setting) -> None:
        rows = choices(row, self.face)
        if not rows:
            self.notify(keyed(self.app, "None yet: {player.own_pace} in a session puts an exercise here."), timeout=4)
            return
        ask = ChooseScreen(row.name.strip(" …").upper(), row.explained, rows, ticked(row, self.face))
        self.app.push_screen(ask, lambda said: None if said is None else self.put(row, list(said)))

    def _ask_routine(self, row: Setting) -> None:
        rows = [Choice(one.id, one.name) for one in self.face.coach.routines.values()]
        self.app.push_screen(PickScreen("ROUTINE   planned on Today", rows), lambda id: self.put(row, id) if id else None)

    def _open(self, row: Setting) -> None:
        if row.key in ("calibrate", "safety"):
            self.action_calibrate() if row.key == "calibrate" else self.action_show_safety()
        else:
            self.notify(row.explained, timeout=8)

    # --- keeping ------------------------------------------------------------------------------

    @keeping
    def put(self, row: Setting, value: Value | None) -> None:
        """From now on, and in the file; None: as it was at first."""
        coach = self.face.coach
        if row.key in PROFILE and isinstance(value, list):
            coach.equip(tuple(value)) if row.key == "equipment" else coach.prefer(tuple(value))
        else:
            self._use(row, value)
            keep_setting(self, row.key, None if value == [] else value)
            if row.key == "strict" and not value and coach.profile.settings.strict:
                coach.be_strict(False)
        self._show()

    def _use(self, row: Setting, value: Value | None) -> None:
        """Without a new start."""
        app, face, key = self._core, self.face, row.key
        face.settings = changed(face.settings, key, value)
        if key == "routine":
            face.routine = None  # what the program was started with no longer stands in its way
        now = face.settings
        if key == "figure":
            app.draw_figures(now.figure or face.terminal_draws)
        elif key == "theme":
            app.dress(now.theme)
        elif key == "reduced_motion":
            app.reduce_motion(now.reduced_motion)
        elif key == "sounds":
            face.sounds.muted = not now.sounds
            face.sounds.warm() if now.sounds else face.sounds.hush()
        face.sounds.volume = now.volume

    # --- what it shows ------------------------------------------------------------------------

    def _show(self) -> None:
        rows = self.query_one(OptionList)
        for row in ROWS.values():
            rows.replace_option_prompt(row.key, Content(self._row(row)))

    def _row(self, row: Setting) -> str:
        now = value(row, self.face, self._core)
        bar = f"   {'█' * (int(now) // 10)}{'─' * (10 - int(now) // 10)}" if row.key == "volume" else ""
        return f"  {row.name:<18}{now}{' s' if row.kind is Kind.NUMBER else ''}{bar}"
