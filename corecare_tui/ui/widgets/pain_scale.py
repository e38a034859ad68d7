"""The 0–10 pain scale as one row of numbers; number, word and place carry the meaning, and colour only repeats it."""

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from corecare_tui.domain import pain
from corecare_tui.figure import letters
from corecare_tui.ui.widgets.big import paint

COLOURS = (
    "#3f9e8c",  # none
    "#55a57f",  # mild
    "#7fab6a",
    "#b3ad52",
    "#dcae3c",  # moderate
    "#eb9f34",
    "#ec8a34",
    "#e97236",  # severe
    "#e2583a",
    "#d8443e",
    "#d83c4c",
)
"""The colour of each score, teal to amber to deep red; each has a contrast of 3 or more on the boxes of the dark theme."""
BANDS = ((0, 0), (1, 3), (4, 6), (7, 10))
"""First and last score of each word of `pain.word`."""
WIDE, HIGH = 78, 5
"""Columns and rows from which the digits are big: ten places of 7 and the 8 columns of '10'; 4 rows of boxes and the rule."""


def colour(score: int, widget: Widget) -> Color:
    """The colour of a score 0–10 on a widget's theme: darker on light ones, where amber on white has a contrast of only 2.

    Without colour it is the text's own: as greys, 9 and 10 would be the faintest of all.
    """
    if widget.app.no_color:
        return widget.colors[3]
    shade = Color.parse(COLOURS[score])
    return shade if widget.app.current_theme.dark else shade.darken(0.2)


def places(width: int, big: bool) -> list[range]:
    """The columns of the eleven boxes, 0 first; evenly apart, '10' wider than the rest, all in the middle of `width`."""
    if big:
        pitch = max(7, (width - 10) // 10)
        box = (pitch - 1) // 2 * 2  # even, so that digits of 4 columns stand in the middle
        last = min(width - 10 * pitch, box + 4)
    else:
        pitch = box = max(3, min(7, (width - 1) // 11))
        last = pitch + 1
    left = max(0, (width - 10 * pitch - last) // 2)
    return [range(left + n * pitch, left + n * pitch + (last if n == 10 else box)) for n in range(11)]


class PainScale(Widget):
    """The numbers 0–10 with their words beneath: big digits from 78 × 5 cells, else one row of plain ones.

    It has no keys of its own. Rows from the top: numbers (4 big or 1), the rule of words, and the two ends if there is room.
    """

    COMPONENT_CLASSES = {"pain-scale--box", "pain-scale--ends"}
    DEFAULT_CSS = """
    PainScale { width: 1fr; height: auto; }
    PainScale > .pain-scale--box { background: $panel; }
    PainScale > .pain-scale--ends { color: $text-muted; }
    """

    score: reactive[int | None] = reactive[int | None](None)
    """The score chosen, in a filled box; None = nothing chosen, which is where it starts."""
    cursor: reactive[int | None] = reactive[int | None](None)
    """The score that the arrow keys stand on: a bar over it, or round brackets."""
    ascii: reactive[bool] = reactive(False, layout=True)
    """Plain digits and '-' only."""

    class Chosen(Message):
        """A score was clicked; the widget does not keep it, whoever hears it does."""

        def __init__(self, score: int) -> None:
            super().__init__()
            self.score = score

    def __init__(self, ascii: bool = False, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(PainScale.ascii, ascii)
        self._drawn: tuple[object, list[Strip]] = (None, [])

    def validate_score(self, score: int | None) -> int | None:
        """Raise ValueError unless it is None or 0–10."""
        pain.check_score("score", score)
        return score

    def validate_cursor(self, cursor: int | None) -> int | None:
        """Raise ValueError unless it is None or 0–10."""
        pain.check_score("cursor", cursor)
        return cursor

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """6 rows with big digits, 3 with plain ones."""
        return 6 if self._is_big(width, container.height) else 3

    def on_click(self, event: Click) -> None:
        """Post `Chosen` for a click in a box."""
        at = event.get_content_offset(self)
        big = self._is_big(*self.size)
        if at is None or at.y >= (4 if big else 1):
            return
        for score, columns in enumerate(places(self.size.width, big)):
            if at.x in columns:
                event.stop()
                self.post_message(self.Chosen(score))

    def render_line(self, y: int) -> Strip:
        """One row of the scale; all rows are drawn at once and kept until something changes."""
        style = self.rich_style
        key = (self.score, self.cursor, self.ascii, self.size, style)
        if self._drawn[0] != key:
            self._drawn = (key, self._draw(style))
        rows = self._drawn[1]
        return rows[y] if y < len(rows) else Strip.blank(self.size.width, style)

    def _is_big(self, width: int, height: int) -> bool:
        return width >= WIDE and height >= HIGH and not self.ascii

    def _draw(self, base: Style) -> list[Strip]:
        """Every row: numbers, rule, ends."""
        width = self.size.width
        big = self._is_big(*self.size)
        boxes = places(width, big)
        cells = [self._big_box(n, len(box)) if big else self._plain_box(n, len(box)) for n, box in enumerate(boxes)]
        rows = [[(box.start, cell[y]) for box, cell in zip(boxes, cells, strict=True)] for y in range(len(cells[0]))]
        return [_strip(row, width, base) for row in [*rows, self._rule(boxes, base), self._ends(boxes)]]

    def _big_box(self, score: int, width: int) -> list[list[Segment]]:
        """Four rows of one number: half a row of edge, 2.5 rows of digit, half a row of edge."""
        shade, paper = colour(score, self), self.get_component_rich_style("pain-scale--box").bgcolor
        ink = shade.rich_color
        edge = [Segment(("▄" if score in (self.score, self.cursor) else " ") * width, self.rich_style + Style(color=ink))]
        if score == self.score:
            ink, paper = shade.get_contrast_text(1).rich_color, ink
        filled = not self.app.native_ansi_color
        digit = (row.center(width) for row in letters.lines(str(score)))
        return [edge, *(paint(row, Style(color=ink, bgcolor=paper), filled) for row in digit)]

    def _plain_box(self, score: int, width: int) -> list[list[Segment]]:
        """One row of one number: [3] chosen, (3) under the cursor."""
        shade = colour(score, self)
        if score == self.score:
            style = Style(color=shade.get_contrast_text(1).rich_color, bgcolor=shade.rich_color, bold=True)
            return [[Segment(f"[{score}]".center(width), style)]]
        text = f"({score})" if score == self.cursor else f" {score} "
        return [[Segment(text.center(width), self.rich_style + Style(color=shade.rich_color, bold=score == self.cursor))]]

    def _rule(self, boxes: list[range], base: Style) -> list[tuple[int, list[Segment]]]:
        """The words, each in the middle of a line as long as its numbers."""
        line = "-" if self.ascii else "─"
        rule = []
        for first, last in BANDS:
            start, stop = boxes[first].start, boxes[last].stop
            stop -= last < 10 and stop == boxes[last + 1].start  # a gap between two words, as between big boxes
            word = pain.word(first)
            text = next(text for text in (f" {word} ", word, "") if len(text) <= stop - start)
            style = base + Style(color=colour((first + last) // 2, self).rich_color)
            rule.append((start, [Segment(text.center(stop - start, line), style)]))
        return rule

    def _ends(self, boxes: list[range]) -> list[tuple[int, list[Segment]]]:
        """The two ends of the scale, in the same words every time."""
        style = self.get_component_rich_style("pain-scale--ends")
        worst = "worst imaginable"
        return [(boxes[0].start, [Segment("no pain", style)]), (boxes[10].stop - len(worst), [Segment(worst, style)])]


def _strip(pieces: Iterable[tuple[int, list[Segment]]], width: int, base: Style) -> Strip:
    """A row of `width` columns with each piece at its column."""
    segments: list[Segment] = []
    x = 0
    for start, piece in pieces:
        segments += [Segment(" " * (start - x), base), *piece]
        x = start + sum(segment.cell_length for segment in piece)
    return Strip(segments).adjust_cell_length(width, base)
