"""Settings: a row for each, what it is for, and its value, kept as soon as it is changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from corecare_tui.coach import DEFAULT
from corecare_tui.domain.profile import PREFERENCES
from corecare_tui.domain.settings import DAYS, SPANS, USUAL_CARE, Settings
from corecare_tui.domain.text import many
from corecare_tui.domain.thresholds import STANDARD
from corecare_tui.domain.wanted import Sort
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.face import Value
from corecare_tui.ui.keeping import keep_setting, keeping
from corecare_tui.ui.screens.ask import AskScreen
from corecare_tui.ui.screens.choose import ChooseScreen
from corecare_tui.ui.screens.main import MainScreen
from corecare_tui.ui.screens.pick import Choice, PickScreen
from corecare_tui.ui.setting_rows import GROUPS, ON_OFF, ROWS, STEPS, Kind, Setting
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.nav import Nav
from corecare_tui.ui.words import WEEK

if TYPE_CHECKING:
    from corecare_tui.ui.app import CoreCareApp

KEYS = bound("settings")
FLAGS = {False: "off", True: "on"}
FIELDS = {"waking_time": "wakes_at"}
"""Fields of Settings with another name than their key."""
PROFILE = ("equipment", "careful")
PARTS = {"wrist": "wrists", "knee": "knees", "shoulder": "shoulders", "fall_risk": "balance: I might fall"}


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
            rows.append(Option(Content.styled(heading, "bold $accent"), disabled=True))
            rows += (Option(Content(self._row(one)), id=one.key) for one in settings)
        return OptionList(*rows, id="settings")

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """Back from another screen: the values may be others."""
        self._show()

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
        now = self._turned(row)
        known = row.values if now in row.values else (now, *row.values)
        value = known[(known.index(now) + by) % len(known)]
        return value == "on" if row.values == ON_OFF else int(value) if row.key == "volume" else value

    def _ask_number(self, row: Setting) -> None:
        low, high = SPANS[row.key]

        def judge(text: str) -> int:
            if not (text.isascii() and text.isdecimal() and low <= int(text[:9]) <= high):
                raise ValueError(f"A whole number of seconds from {low} to {high}.")
            return int(text)

        self._ask(row, str(getattr(self.face.settings, row.key)), judge)

    def _ask_text(self, row: Setting) -> None:
        now = self._value(row)
        self._ask(row, "" if now == "none" else now, _hour if row.key == "waking_time" else _number_to_call)

    def _ask(self, row: Setting, now: str, judge: Callable[[str], Any]) -> None:
        ask = AskScreen(row.name.upper(), "It is", now, row.explained, judge)
        self.app.push_screen(ask, lambda said: None if said is None else self.put(row, said or None))

    def _ask_ticks(self, row: Setting) -> None:
        rows = self._choices(row)
        if not rows:
            self.notify(keyed(self.app, "None yet: {player.own_pace} in a session puts an exercise here."), timeout=4)
            return
        ask = ChooseScreen(row.name.strip(" …").upper(), row.explained, rows, self._ticked(row))
        self.app.push_screen(ask, lambda said: None if said is None else self.put(row, list(said)))

    def _choices(self, row: Setting) -> list[tuple[str, str]]:
        """(word, text) of what may be ticked."""
        coach = self.face.coach
        return {
            "days": lambda: list(zip(DAYS, WEEK, strict=True)),
            "equipment": lambda: [(kit, kit.replace("_", " ")) for kit in dict.fromkeys((*coach.kit, *coach.profile.equipment))],
            "careful": lambda: [(flag, PARTS[flag]) for flag in PREFERENCES],
            "own_pace_for": lambda: [
                (id, coach.library[id].name if id in coach.library else id) for id in self.face.settings.own_pace_for
            ],
        }[row.key]()

    def _ticked(self, row: Setting) -> tuple[str, ...]:
        profile = self.face.coach.profile
        if row.key in PROFILE:
            return profile.equipment if row.key == "equipment" else tuple(flag for flag in PREFERENCES if flag in profile.flags)
        found: tuple[str, ...] = getattr(self.face.settings, row.key)
        return found

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
        app, face, key = cast("CoreCareApp", self.app), self.face, row.key
        face.settings = _with(face.settings, key, value)
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
        value = self._value(row)
        bar = f"   {'█' * (int(value) // 10)}{'─' * (10 - int(value) // 10)}" if row.key == "volume" else ""
        return f"  {row.name:<18}{value}{' s' if row.kind is Kind.NUMBER else ''}{bar}"

    def _turned(self, row: Setting) -> str:
        """The value of a TURN as a word of the row."""
        app, now = cast("CoreCareApp", self.app), self.face.settings
        if row.key == "figure":
            return app.figures_are
        if row.key == "theme":
            return app.theme_name
        if row.key == "sounds":
            return FLAGS[not self.face.sounds.muted]
        if row.key == "strict":
            return FLAGS[self.face.coach.settings.strict]
        if row.key.startswith("sound_"):
            return FLAGS[Sort(row.key.removeprefix("sound_")) not in now.off]
        value = getattr(now, row.key)
        return FLAGS[value] if isinstance(value, bool) else str(value)

    def _value(self, row: Setting) -> str:
        coach, now = self.face.coach, self.face.settings
        if row.kind is Kind.TURN:
            return self._turned(row)
        if row.kind is Kind.TICKS:
            return self._several(row)
        if row.kind is Kind.ROUTINE:
            return coach.routines[coach.active].name + ("" if coach.active != DEFAULT else "   (the usual one)")
        if row.kind is Kind.DOOR:
            return self._behind(row)
        value = getattr(now, FIELDS.get(row.key, row.key))
        return "none" if value is None else f"{value:%H:%M}" if isinstance(value, time) else str(value)

    def _several(self, row: Setting) -> str:
        ticked = self._ticked(row)
        if row.key == "own_pace_for":
            return many(len(ticked), "exercise") if ticked else "none"
        return ", ".join(one.replace("_", " ") for one in ticked) or (
            "whenever 48 hours went by" if row.key == "days" else "none"
        )

    def _behind(self, row: Setting) -> str:
        now = self.face.settings
        screened = self.face.coach.profile.screened
        return {
            "thresholds": "as they are" if now.limits == STANDARD else "more careful than usual",
            "keys": f"{many(len(now.keys), 'command')} changed" if now.keys else "as they are",
            "safety": f"answered {screened:%d %b %Y}" if screened else "not answered yet",
            "home": self.face.home,
        }.get(row.key, "…")


def _with(settings: Settings, key: str, value: Value | None) -> Settings:
    """The settings with that key; None = as at first."""
    if key.startswith("sound_"):
        sort = Sort(key.removeprefix("sound_"))
        on = sort not in USUAL_CARE.off if value is None else bool(value)
        return replace(settings, off=settings.off - {sort} if on else settings.off | {sort})
    field = FIELDS.get(key, key)
    if value is None:
        made: Any = getattr(USUAL_CARE, field)
    else:
        made = tuple(value) if isinstance(value, list) else time.fromisoformat(str(value)) if field == "wakes_at" else value
    change: dict[str, Any] = {field: made}
    return replace(settings, **change)


def _hour(text: str) -> str:
    try:
        return f"{time.fromisoformat(text.zfill(5)):%H:%M}"
    except ValueError:
        raise ValueError("Hours and minutes, such as 06:30.") from None


def _number_to_call(text: str) -> str:
    if len(text) > 20 or any(letter not in "0123456789 +-()/" for letter in text) or (text and not any(map(str.isdigit, text))):
        raise ValueError("At most 20 digits, spaces and + - ( ) /; empty for none.")
    return text
