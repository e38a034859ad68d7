"""A long list with a cursor, drawn a line at a time: only what is in sight is ever put into words."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

T = TypeVar("T")


class Rows(ScrollView, Generic[T], can_focus=False):
    """The rows with a cursor. Keys are the screen's; a click moves the cursor, a click on the row under it opens that."""

    DEFAULT_CSS = "Rows { height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }"
    COMPONENT_CLASSES = {"rows--cursor"}

    class Moved(Message):
        """The cursor stands elsewhere."""

    class Opened(Message):
        """The row under the cursor was clicked."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.rows: Sequence[T] = ()
        self.cursor = 0
        self._drawn: Callable[[T], str] = str

    @property
    def row(self) -> T | None:
        """The one under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def fill(self, rows: Sequence[T], drawn: Callable[[T], str]) -> None:
        """Those rows, each put into words by `drawn`; the cursor stays at its place."""
        self.rows, self._drawn = rows, drawn
        self.virtual_size = Size(self.size.width, len(rows))
        self.stand(self.cursor)

    def let_go(self) -> None:
        """Hold no rows until it is filled again; the cursor stays at its place."""
        self.rows = ()

    def on_unmount(self) -> None:
        """A screen that is gone lies about until the next sweep."""
        self.let_go()

    def stand(self, at: int) -> None:
        """The cursor there, in sight."""
        self.cursor = max(0, min(len(self.rows) - 1, at))
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)
        self.refresh()
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """The cursor to that row, or into it."""
        at = event.y + self.scroll_offset.y
        if at < len(self.rows):
            self.post_message(self.Opened()) if at == self.cursor else self.stand(at)

    def render_line(self, y: int) -> Strip:
        """One row."""
        at = y + self.scroll_offset.y
        base = self.rich_style
        if at >= len(self.rows):
            return Strip.blank(self.size.width, base)
        style = base + self.get_component_rich_style("rows--cursor", partial=True) if at == self.cursor else base
        marked = f"{'▶' if at == self.cursor else ' '} {self._drawn(self.rows[at])}"
        return Strip([Segment(marked, style)]).adjust_cell_length(self.size.width, style or Style())
