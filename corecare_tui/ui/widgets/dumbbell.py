"""The chart of `figure.chart` in colour: ● in the colour of its score, the column stood on and the band on a lighter ground."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from corecare_tui.figure import chart
from corecare_tui.ui.widgets.pain_scale import colour

MOST_ROWS = 23
"""21 levels with their blank rows, the floor, the labels."""


class Dumbbell(Widget):
    """It has no keys of its own; a click on a column tells the screen."""

    COMPONENT_CLASSES = {"dumbbell--axis", "dumbbell--selected", "dumbbell--band", "dumbbell--mean"}
    DEFAULT_CSS = """
    Dumbbell { width: 1fr; height: auto; }
    Dumbbell > .dumbbell--axis { color: $text-muted; }
    Dumbbell > .dumbbell--selected { background: $panel; text-style: bold; }
    Dumbbell > .dumbbell--band { background: $surface; }
    Dumbbell > .dumbbell--mean { color: $primary; }
    """

    columns: reactive[Sequence[chart.Column]] = reactive[Sequence[chart.Column]](())
    """Oldest first; assign a new list to change it."""
    band: reactive[tuple[float, float] | None] = reactive[tuple[float, float] | None](None)
    """From and to that score a change is no real one."""
    selected: reactive[int | None] = reactive[int | None](None)
    """The index in `columns` of the one that stands out."""

    class Chosen(Message):
        """A column was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, columns: Sequence[chart.Column] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(Dumbbell.columns, columns)
        self._drawn: tuple[object, list[Strip]] = (None, [])

    @property
    def room(self) -> int:
        """How many columns it can show."""
        return chart.room(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """13 rows, one for each level, the floor and the labels; 23 where there is room, fewer in a lower container, but 8."""
        rows = MOST_ROWS if container.height >= MOST_ROWS else min(13, container.height)
        return max(chart.LEAST[1], rows)

    def on_click(self, event: Click) -> None:
        """Tell which column that is."""
        at = event.get_content_offset(self)
        index = None if at is None else chart.column_at(at.x, len(self.columns), self.size.width)
        if index is not None:
            event.stop()
            self.post_message(self.Chosen(index))

    def render_line(self, y: int) -> Strip:
        """One row of the chart; all rows are drawn at once and kept until something changes."""
        style = self.rich_style
        key = (tuple(self.columns), self.band, self.selected, self.size, style)
        if self._drawn[0] != key:
            self._drawn = (key, self._draw(style))
        rows = self._drawn[1]
        return rows[y] if y < len(rows) else Strip.blank(self.size.width, style)

    def _draw(self, base: Style) -> list[Strip]:
        """Every row of the chart in its colours."""
        width, height = self.size
        lines = chart.draw(self.columns, width, height, self.selected, self.band)
        inside = chart.banded(chart.levels(self.columns, height - 2), self.band) if len(lines) > 1 else []
        return [self._row(line, y < len(inside) and inside[y], base) for y, line in enumerate(lines)]

    def _row(self, line: str, in_band: bool, base: Style) -> Strip:
        """One row: signs in the colour of their score, all else as quiet as the axis."""
        axis, mean = self.get_component_rich_style("dumbbell--axis"), self.get_component_rich_style("dumbbell--mean")
        band = self.get_component_rich_style("dumbbell--band", partial=True)
        chosen = self.get_component_rich_style("dumbbell--selected", partial=True)
        segments = []
        for x, sign in enumerate(line):
            index = chart.column_at(x, len(self.columns), self.size.width)
            style = axis if index is None else self._sign_style(sign, self.columns[index], (base, axis, mean))
            if index is not None and index == self.selected:
                style += chosen
            elif index is not None and in_band:
                style += band
            segments.append(Segment(sign, style))
        return Strip(segments, len(line)).simplify()

    def _sign_style(self, sign: str, column: chart.Column, styles: tuple[Style, Style, Style]) -> Style:
        """○ in the text's colour, ● in that of the score after, the mean in its own, what happened in the text's."""
        base, axis, mean = styles
        if sign == chart.AFTER and column.after is not None:
            return base + Style(color=colour(chart.level(column.after), self).rich_color)
        if sign in (chart.SOLID, chart.THIN):
            return mean
        return base if sign in (chart.BEFORE, chart.OUTSIDE, column.mark) else axis
