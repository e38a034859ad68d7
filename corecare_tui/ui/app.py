"""The app: it boots, holds the theme, and knows the screens; everything else is theirs."""

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from textual import constants
from textual.app import App, ComposeResult, SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widgets import Label

from corecare_tui.coach import NotKept
from corecare_tui.ui.bound import bound, commands, heard_as
from corecare_tui.ui.careful import Careful, Chain
from corecare_tui.ui.manners import WellMannered
from corecare_tui.ui.themes import NIGHT, THEMES

if TYPE_CHECKING:
    from textual.types import AnimationLevel

    from corecare_tui.coach.mending import Mending
    from corecare_tui.figure.glyphs import Mode
    from corecare_tui.ui.face import Face


CAREFUL = Careful()
_chained = cache(Chain)
LATER = ("check_in", "session", "summary", "history", "edit", "library")
"""Screens that are read in once Today stands, in a thread: the first time of one of them held the loop up for 40 ms. The others
take 1–5 ms, and 0.4 MB of those who never open them."""
DAMAGED = "A FILE OF YOUR RECORD CANNOT BE READ"


class CoreCareApp(WellMannered):
    """CoreCare in the terminal."""

    TITLE = "CoreCare"
    CSS_PATH = "corecare.tcss"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (56, "-narrow"), (78, "-wide"), (110, "-huge")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-low"), (23, "-high"), (32, "-tall")]
    BINDINGS = [*bound("app")]

    def __init__(self, boot: "Callable[[], Face]") -> None:
        """`boot` makes the world: files, journal, coach. It is called in a thread, once the first frame is on its way."""
        super().__init__()
        self._boot = boot
        self.figure_mode: Mode | None = None
        """How bodies are drawn; None = not at all."""
        self._last_filters: tuple[LineFilter, ...] = ()
        self.remap: dict[str, str] = {}
        """Command id → keys, where the settings file has others."""
        self.failed: Exception | None = None
        """What `boot` raised; the app has ended then, and whoever ran it tells."""

    def compose(self) -> ComposeResult:
        """The first frame: reading ten years of a record takes longer than painting a name."""
        yield Label("CoreCare", id="brand", markup=False)

    def on_mount(self) -> None:
        """Dress, then make the world behind the first frame."""
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = NIGHT.name
        self.run_worker(self._make_world, thread=True)

    def _make_world(self) -> None:
        try:
            face = self._boot()
        except Exception as error:  # whatever it is, the terminal is given back before it is told
            self.failed = error
            mending: Mending | None = getattr(error, "mending", None)
            self.call_from_thread(self.exit, return_code=1) if mending is None else self.call_from_thread(self._offer, mending)
        else:
            self.call_from_thread(self._open, face)
            for name in LATER:
                import_module(f"corecare_tui.ui.screens.{name}")

    def _offer(self, mending: "Mending") -> None:
        """A file of the record cannot be read: nothing is done to it before the person has chosen."""
        from corecare_tui.ui.screens.menu import MenuScreen

        rows = [("back", f"set it aside, bring back {mending.offer}")] if mending.offer else []
        rows.append(("without", "set it aside, go on without it"))
        wrong = f"{mending.error.path.name} {mending.error.problem}."
        what = f"{wrong} Nothing was changed. What is set aside stays beside it, as {mending.error.path.name}.damaged-<time>."
        self.push_screen(MenuScreen(DAMAGED, what, rows, "leave everything as it is"), lambda chosen: self._mend(mending, chosen))

    def _mend(self, mending: "Mending", chosen: str | None) -> None:
        """As chosen; then the world is made anew, and another file may be asked about."""
        try:
            if chosen is not None:
                mending.bring_back() if chosen == "back" else mending.go_on_without()
        except NotKept as error:
            self._offer(mending)
            self.notify(error.told, severity="error", timeout=20)
            return
        if chosen is None:
            self.exit(return_code=1)
        else:
            self.failed = None
            self.run_worker(self._make_world, thread=True)

    def _open(self, face: "Face") -> None:
        """Open Today, over it the session that was asked for; look for a sound device once it is painted."""
        from corecare_tui.ui.screens.today import TodayScreen

        self.face = face
        self.dress(face.settings.theme)
        self.reduce_motion(face.settings.reduced_motion)
        self.use_keys(dict(face.settings.keys))
        self.draw_figures(face.settings.figure or face.terminal_draws)
        self.push_screen(TodayScreen(face, first=True))
        for problem in face.problems[:3]:
            self.notify(problem, title="Something of yours is not as it should be", severity="warning", timeout=10)
        self.call_after_refresh(face.sounds.warm)
        self.call_after_refresh(gc.freeze)  # 50,000 objects of Textual and of this screen: a collection took 40 ms with them

    @property
    def figures_are(self) -> str:
        """How bodies are drawn, as the settings file calls it."""
        return self.figure_mode.value if self.figure_mode else "off"

    @property
    def theme_name(self) -> str:
        """The theme as the settings file calls it; one of Textual's own, chosen in the palette, counts as dark or light."""
        own = {theme.name: name for name, theme in THEMES.items()}
        return own.get(self.theme, "dark" if self.current_theme.dark else "light")

    def use_keys(self, remap: Mapping[str, str]) -> None:
        """Hear these keys for those commands from now on."""
        self.remap = dict(remap)
        self.set_keymap(heard_as(self.remap))

    def dress(self, name: str) -> None:
        """Wear that theme, one of domain.settings.THEMES."""
        self.theme = THEMES[name].name

    def reduce_motion(self, how: str) -> None:
        """Key poses only, and nothing flashes, from now on? One of domain.settings.MOTIONS."""
        levels: dict[str, AnimationLevel] = {"on": "none", "off": "full"}
        self.animation_level = levels.get(how, constants.TEXTUAL_ANIMATIONS)

    def draw_figures(self, how: str) -> None:
        """Draw bodies so from now on, one of domain.settings.FIGURES; with "ascii" everything else is, too."""
        from corecare_tui.figure.glyphs import Mode
        from corecare_tui.ui.ascii import Ascii
        from corecare_tui.ui.widgets.big import Big
        from corecare_tui.ui.widgets.figure import Figure

        self.figure_mode = None if how == "off" else Mode(how)
        ascii = self.figure_mode is Mode.ASCII
        self._last_filters = (Ascii(),) if ascii else ()
        self.set_class(ascii, "-ascii")
        for screen in self.screen_stack:
            for figure in screen.query(Figure):
                figure.mode = self.figure_mode
            for letters in screen.query(Big):
                letters.ascii = ascii
            screen.refresh(layout=True)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, the one that lets nothing through that a terminal obeys, and ASCII where that is all it has."""
        return [_chained((*super().get_line_filters(), CAREFUL, *self._last_filters))]

    def action_command_palette(self) -> None:
        """Ours, which is answered once."""
        from corecare_tui.ui.palette import Palette

        if not Palette.is_open(cast("App[object]", self)):
            # Without Textual's id: one that is still closing has it, and the program ended of it (T3).
            self.push_screen(Palette())

    async def action_quit(self) -> None:
        """Leave; where a routine is being written that is not saved, ask first."""
        from corecare_tui.ui.screens.draft import DraftScreen

        draft = next((one for one in self.screen_stack if isinstance(one, DraftScreen) and one.unsaved), None)
        if draft is None or self.screen is not draft:
            await super().action_quit()
        else:
            draft.ask_to_leave(self.exit)

    def action_hint(self) -> None:
        """`0-9` in a line of keys stands for ten keys; a click on it can only say so."""
        self.notify("Press a digit, or click a number of the scale.", timeout=3)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Those of the screen, then Textual's own; a screenshot would write a person's ratings into a world-readable file.

        Without colour there is no choice of themes either: two of them would be black on black (textual 8.2.8, `ansi-*`).
        """
        yield from commands(self, screen)
        hidden = {"Screenshot", "Theme"} if self.no_color else {"Screenshot"}
        yield from (command for command in super().get_system_commands(screen) if command.title not in hidden)
