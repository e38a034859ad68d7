"""The pain of the last sessions as a dumbbell chart: before and after each one, gaps left as gaps."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from corecare_tui.figure import chart
from corecare_tui.ui.widgets.pain_scale import colour


class Dumbbell(Widget):
    """The chart of `figure.chart` in colour: ● in the colour of its score, the selected column on a lighter ground."""

    COMPONENT_CLASSES = {"dumbbell--axis", "dumbbell--selected"}
    DEFAULT_CSS = """
    Dumbbell { width: 1fr; height: auto; }
    Dumbbell > .dumbbell--axis { color: $text-muted; }
    Dumbbell > .dumbbell--selected { background: $panel; text-style: bold; }
    """

    points: reactive[Sequence[chart.Point]] = reactive[Sequence[chart.Point]](())
    """Sessions, oldest first: label, pain before, pain after; assign a new list to change it."""
    selected: reactive[int | None] = reactive[int | None](None)
    """The index in `points` of the session that stands out."""
    ascii: reactive[bool] = reactive(False)
    """Draw with o * | ^ only."""

    def __init__(
        self, points: Sequence[chart.Point] = (), ascii: bool = False, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Dumbbell.points, points)
        self.set_reactive(Dumbbell.ascii, ascii)
        self._drawn: tuple[object, list[Strip]] = (None, [])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """13 rows, one for each level, the floor and the labels; fewer in a lower container, but 8."""
        return max(chart.LEAST[1], min(13, container.height))

    def render_line(self, y: int) -> Strip:
        """One row of the chart; all rows are drawn at once and kept until something changes."""
        style = self.rich_style
        key = (tuple(self.points), self.selected, self.ascii, self.size, style)
        if self._drawn[0] != key:
            self._drawn = (key, self._draw(style))
        rows = self._drawn[1]
        return rows[y] if y < len(rows) else Strip.blank(self.size.width, style)

    def _draw(self, base: Style) -> list[Strip]:
        """Every row of the chart in its colours."""
        width, height = self.size
        lines = chart.draw(self.points, width, height, self.selected, self.ascii)
        sessions = {x: self.points[index] for index, x in chart.columns(self.points, width, self.selected).items()}
        chosen = chart.columns(self.points, width, self.selected).get(-1 if self.selected is None else self.selected)
        return [self._row(line, sessions, chosen, base) for line in lines]

    def _row(self, line: str, sessions: dict[int, chart.Point], chosen: int | None, base: Style) -> Strip:
        """One row: signs in the colour of their score, all else as quiet as the axis."""
        axis = self.get_component_rich_style("dumbbell--axis")
        ground = self.get_component_rich_style("dumbbell--selected", partial=True)
        segments = []
        for x, sign in enumerate(line):
            style = self._sign_style(sign, sessions[x], base, axis) if x in sessions else axis
            beside = chosen is not None and abs(x - chosen) <= 1
            segments.append(Segment(sign, style + ground if beside else style))
        return Strip(segments, len(line)).simplify()

    def _sign_style(self, sign: str, session: chart.Point, base: Style, axis: Style) -> Style:
        """○ in the text's colour, ● in that of the score after."""
        if sign in "●*" and session[2] is not None:
            return base + Style(color=colour(session[2], self).rich_color)
        return base if sign in "○o" else axis
