"""A text in letters as large as its place allows, for what must be read from the mat: phase, clock, cue."""

import re
from functools import lru_cache
from itertools import zip_longest
from typing import Any, Literal, Self

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from corecare_tui.figure import letters
from corecare_tui.figure.glyphs import Mode
from corecare_tui.ui.widgets.kept import Kept

Align = Literal["left", "center", "right"]


def paint(line: str, style: Style, filled: bool = True) -> list[Segment]:
    """Paint a line of letters. █ becomes a blank on the letters' colour: the glyph leaves seams of 1 px between xterm's cells.

    `filled=False` keeps the glyph, for themes in the terminal's own colours, where the letters' colour may be "default".
    """
    runs = re.findall("█+|[^█]+", line)
    solid, empty = Style(bgcolor=style.color), Style(bgcolor=style.bgcolor)
    return [
        Segment(" " * len(run), solid) if filled and run[0] == "█" else Segment(run, empty if run.isspace() else style)
        for run in runs
    ]


class Big(Kept, Widget):
    """A text at the largest scale up to `scale` that fits its width and height; bold capitals where not even scale 1 does.

    Its colour is the CSS `color`. With `height: auto` it is as high as its letters at that width: 3, 5, 8 or 10 rows, or 1.
    """

    DEFAULT_CSS = "Big { width: 1fr; height: auto; }"

    text: reactive[str] = reactive("", repaint=False)
    """What it says; shown in capitals, with '?' for what the letters lack."""
    scale: reactive[int] = reactive(1, layout=True)
    """The largest scale it may take, 1–4."""
    align: reactive[Align] = reactive[Align]("center")
    """Where a line stands in a wider widget."""
    ascii: reactive[bool] = reactive(False, layout=True)
    """Draw with '#' only."""

    def __init__(
        self,
        text: str = "",
        scale: int = 1,
        align: Align = "center",
        ascii: bool = False,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Big.text, text)
        self.set_reactive(Big.scale, scale)
        self.set_reactive(Big.align, align)
        self.set_reactive(Big.ascii, ascii)
        self._drawn: tuple[Size, list[Strip]] | None = None

    def on_mount(self) -> None:
        """In a terminal that draws only ASCII so do the letters."""
        self.ascii = self.ascii or getattr(self.app, "figure_mode", None) is Mode.ASCII

    def watch_text(self, old: str, new: str) -> None:
        """Repaint the cells that differ, and lay out only when the letters need another size: a clock changes once a second."""
        if self.styles.auto_dimensions and self._room(old) != self._room(new):
            self.refresh(layout=True)
            return
        pairs = zip_longest(self._rows(old), self._rows(new), fillvalue="")
        changed = [_differing(y, was, now) for y, (was, now) in enumerate(pairs) if was != now]
        if changed:
            self.refresh(*changed)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Columns of the text at the largest scale that fits the container."""
        return self._extent(self.text, container.width, container.height).width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Rows of the text at the largest scale that fits `width` columns and the container's height."""
        return self._extent(self.text, width, container.height).height

    def refresh(self, *regions: Region, **how: Any) -> Self:
        """It is drawn anew: the text, the colour or the letters' size are others."""
        self._drawn = None
        return super().refresh(*regions, **how)

    def render_line(self, y: int) -> Strip:
        """One row of the letters; all rows are drawn at once: to ask for a colour costs more than to draw one."""
        if self._drawn is None or self._drawn[0] != self.size:
            self._drawn = (self.size, self._draw(self.rich_style))
        rows = self._drawn[1]
        return rows[y] if y < len(rows) else Strip.blank(self.size.width, self.rich_style)

    def _draw(self, style: Style) -> list[Strip]:
        """Every row in its colours; the bold ones are the capitals that stand in for letters."""
        if not self._scale(self.text, *self.size):
            style += Style(bold=True)
        filled = not self.app.native_ansi_color
        return [Strip(paint(row, style, filled), self.size.width) for row in self._rows(self.text)]

    def _scale(self, text: str, columns: int, rows: int) -> int:
        return letters.fit(text, columns, rows, self.scale, self.ascii)

    def _extent(self, text: str, columns: int, rows: int) -> Size:
        """The columns and rows that `text` takes in the room given."""
        scale = self._scale(text, columns, rows)
        if not scale:
            return Size(cell_len(_capitals(text)), 1)
        return Size(letters.width(text, scale), letters.height(scale, self.ascii))

    def _room(self, text: str) -> tuple[int, int]:
        """What of the extent layout asks for: a clock in a panel of a fixed width is laid out for its height alone."""
        width, height = self._wanted(text)
        return (width if self.styles.is_auto_width else 0, height if self.styles.is_auto_height else 0)

    def _wanted(self, text: str) -> Size:
        """The extent in the room that layout would offer now."""
        room = self.container_size
        return self._extent(text, room.width if self.styles.is_auto_width else self.size.width, room.height)

    def _rows(self, text: str) -> tuple[str, ...]:
        """Every row, padded to the width of the widget."""
        return _lines(text, self._scale(text, *self.size), self.ascii, self.size.width, self.align)


@lru_cache(maxsize=256)
def _lines(text: str, scale: int, ascii: bool, width: int, align: Align) -> tuple[str, ...]:
    """The rows of a text, `width` columns each. A change of text asks for those of the old one and twice for the new ones."""
    drawn = letters.lines(text, scale, ascii) if scale else [_capitals(text)]
    return tuple(_placed(row, width, align) for row in drawn)


def _placed(row: str, width: int, align: Align) -> str:
    """A row of exactly `width` columns, cut on the right if it is too long."""
    spare = max(0, width - cell_len(row))
    left = {"left": 0, "center": spare // 2, "right": spare}[align]
    return set_cell_size(" " * left + row, width)


def _capitals(text: str) -> str:
    """The text in capitals, safe to send to a terminal even if nobody cleaned it."""
    return "".join(letter if letter.isprintable() else "?" for letter in text.upper())


def _differing(y: int, was: str, now: str) -> Region:
    """The cells of row `y` from the first that differs to the last; of wide letters, whose cells are no letters, all.

    A phase and a breath change with every half of a rep: whole rows of them took 0.7 kB/s of the 12 (performance.md, P7).
    """
    width = max(cell_len(was), cell_len(now))
    if not len(was) == len(now) == width:
        return Region(0, y, width, 1)
    first, *rest = (x for x in range(width) if was[x] != now[x])
    return Region(first, y, (rest or [first])[-1] - first + 1, 1)
