"""What was painted is kept until it changes: for the widgets of the player, which is painted six times a second."""

from typing import TYPE_CHECKING, Any, Self

from rich.cells import cell_len
from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Label

if TYPE_CHECKING:
    from textual.widget import Widget

    Base = Widget

else:
    Base = object  # no widget: Textual takes component classes from a widget's first base


class Kept(Base):
    """Mixed in before a widget's own base.

    To repaint one cell Textual 8.2.8 renders every widget in whose clip the cell lies, row by row: a fourth of what a moving
    figure cost. Whatever makes a widget look different calls its `refresh`.
    """

    _stale = True
    _asked: object = None
    _painted: list[Strip]

    def refresh(self, *regions: Region, **how: Any) -> Self:
        """It looks different now."""
        self._stale = True
        return super().refresh(*regions, **how)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows, rendered when they are others than before."""
        asked = (crop, self.get_line_filters())
        if self._stale or self._asked != asked:
            self._stale, self._asked = False, asked  # before: what is refreshed while it is rendered is stale again
            self._painted = super().render_lines(crop)
        return self._painted


class Row(Kept, Horizontal):
    """Beside each other."""


class Column(Kept, Vertical):
    """Below each other."""


class Text(Kept, Label):
    """A line of text, or the few that its place takes."""

    def say(self, text: str) -> None:
        """Another text, laid out anew where it takes another room: a layout of the player is 6 ms, a new line of it 0.2."""
        old = str(self.content)
        if text != old:
            self.update(text, layout=not self._alike(old, text))

    def _alike(self, *texts: str) -> bool:
        """Do they take the same room? One row each where the width is given, else the same columns."""
        columns = [cell_len(text) for text in texts]
        if self.styles.is_auto_width:
            return len(set(columns)) == 1
        return not self.styles.is_auto_height or all(0 < count <= self.size.width for count in columns)
