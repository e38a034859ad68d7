"""The library: every exercise, and the one under the cursor explained."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from corecare_tui.ui.bound import bound
from corecare_tui.ui.screens.how_to import HowToScreen, exercise_lines
from corecare_tui.ui.screens.main import MainScreen
from corecare_tui.ui.showing import still
from corecare_tui.ui.widgets.figure import Figure
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.nav import Nav
from corecare_tui.ui.words import short

KEYS = bound("library")


class LibraryScreen(MainScreen):
    """A list, and beside it what it stands on."""

    NUMBER = 3
    BINDINGS = [*KEYS]

    def compose(self) -> ComposeResult:
        """The list by family, in the order of the ladders."""
        yield Nav(self.NUMBER, self.face.coach.today)
        with Horizontal(classes="pair"):
            yield OptionList(
                *(
                    Option(Content(f"{short(one.name, 26):<27}{one.difficulty}"), id=one.id)
                    for one in self.face.coach.library.values()
                ),
                id="exercises",
            )
            with Vertical(id="beside"):
                yield Figure(id="shown")
                yield VerticalScroll(id="detail", can_focus=False)
        yield KeyBar(KEYS, keep=("open", "help"))

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.query_one(OptionList).focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Explain the exercise under the cursor."""
        exercise = self.face.coach.library[event.option_id or ""]
        figure = self.query_one("#shown", Figure)
        motion = self.face.motions[exercise.id]
        figure.set_class(motion is None or figure.mode is None, "undrawn")
        figure.shown = still(motion) if motion else None
        detail = self.query_one("#detail", VerticalScroll)
        detail.remove_children()
        detail.mount(*exercise_lines(exercise))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The whole page."""
        self.app.push_screen(HowToScreen(self.face, self.face.coach.library[event.option_id or ""]))

    def action_move(self, by: int) -> None:
        """Along the list."""
        rows = self.query_one(OptionList)
        rows.action_cursor_down() if by > 0 else rows.action_cursor_up()

    def action_open(self) -> None:
        """The whole page of the exercise under the cursor."""
        self.query_one(OptionList).action_select()
