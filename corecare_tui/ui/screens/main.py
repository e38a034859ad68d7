"""What the numbered screens share: the line of screens above, the keys below, the way between them."""

from typing import ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from corecare_tui.ui.bound import bound, give_way
from corecare_tui.ui.face import Face
from corecare_tui.ui.sweeping import forget_painted
from corecare_tui.ui.widgets.nav import Nav


class MainScreen(Screen[None]):
    """One of the numbered screens."""

    NUMBER: ClassVar[int]
    BINDINGS: ClassVar[list[BindingType]] = [*bound("main")]

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face

    def on_mount(self) -> None:
        """The keys are the screen's. Textual calls this beside the `on_mount` of each of them."""
        give_way(self)

    def action_go(self, number: int) -> None:
        """Another of the numbered screens in place of this one."""
        from corecare_tui.ui.screens.history import HistoryScreen
        from corecare_tui.ui.screens.library import LibraryScreen
        from corecare_tui.ui.screens.routines import RoutinesScreen
        from corecare_tui.ui.screens.settings import SettingsScreen
        from corecare_tui.ui.screens.today import TodayScreen

        screens: tuple[type[MainScreen], ...] = (TodayScreen, HistoryScreen, LibraryScreen, RoutinesScreen, SettingsScreen)
        if number != self.NUMBER:
            forget_painted(self)
            self.app.switch_screen(screens[number - 1](self.face))

    def on_nav_chosen(self, event: Nav.Chosen) -> None:
        """A click on the line of screens."""
        self.action_go(event.number)

    def action_help(self) -> None:
        """Every key of this screen."""
        from corecare_tui.ui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))
