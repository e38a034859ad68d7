"""A body on the screen: it is handed a posture, draws it in the look of the theme, and repaints only the cells that differ."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter

from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from corecare_tui.figure.canvas import Ink
from corecare_tui.figure.glyphs import Cell, Frame, Mode
from corecare_tui.figure.palette import PALETTES, Look, Palette, number, teaching
from corecare_tui.figure.picture import SMALLEST, frame
from corecare_tui.ui.showing import Shown
from corecare_tui.ui.themes import CONTRAST
from corecare_tui.ui.widgets.kept import Kept

Row = tuple[Cell, ...]
"""The cells of a line of a frame."""
REMEMBERED = 200
"""Frames kept of one exercise: 33 s of it at six frames a second; 2 MB at 72 × 22 cells."""


class Figure(Kept, Widget):
    """One posture, or nothing. `judged`: NO or YES on a teaching page, never in a set."""

    DEFAULT_CSS = "Figure { width: 1fr; height: 1fr; }"
    shown: reactive[Shown | None] = reactive(None, repaint=False)
    """What stands on the floor."""
    mode: reactive[Mode | None] = reactive(Mode.SMOOTH)
    """How it is drawn; None = not at all."""
    judged: reactive[str] = reactive("")
    """"", "no" or "yes"."""

    def __init__(
        self, shown: Shown | None = None, judged: str = "", *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._same: dict[Row, Row] = {}
        """Every row of the frames once: half of a movement's rows stand in another frame of it, too."""
        self._strips: dict[Row, Strip] = {}
        self._frames: dict[tuple[Shown, Mode, int, int], Frame] = {}
        self._last: tuple[Shown | None, tuple[Mode, int, int] | None, Frame | None] = (None, None, None)
        self.set_reactive(Figure.shown, shown)
        self.set_reactive(Figure.judged, judged)

    def on_mount(self) -> None:
        """Drawn as the person chose; the theme decides the colours."""
        self.mode = getattr(self.app, "figure_mode", Mode.SMOOTH)

    def forget(self) -> None:
        """Let go of every frame: they are 2 MB."""
        self._frames.clear()
        self._same.clear()
        self._strips.clear()

    def on_unmount(self) -> None:
        """A screen that is gone lies about until the next sweep."""
        self.forget()

    def notify_style_update(self) -> None:
        """Another theme or another ground: every row is painted anew."""
        self._strips.clear()
        super().notify_style_update()

    @property
    def drawable(self) -> bool:
        """Is there a body to show, and room for it?"""
        size = self.size
        return self.shown is not None and self.mode is not None and size.width >= SMALLEST[0] and size.height >= SMALLEST[1]

    def watch_shown(self, old: Shown | None, new: Shown | None) -> None:
        """Repaint what differs: of 800 cells a step of a movement changes some 40 (10 kB/s against 16, performance.md)."""
        before, after = self._frame(old), self._frame(new)
        if before is None or after is None:
            self.refresh()
            return
        changed = [_span(y, was, now) for y, (was, now) in enumerate(zip(before, after, strict=True)) if was != now]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """One row of the frame."""
        cells = self._frame(self.shown)
        if cells is None or y >= len(cells):
            return Strip.blank(self.size.width, self.rich_style)
        row = cells[y]
        if row not in self._strips:
            self._strips[row] = self._strip(row)
        return self._strips[row]

    def _strip(self, row: Row) -> Strip:
        """A row in its colours, in as few runs as it can be told."""
        colours, ground = self.palette, self.rich_style.bgcolor
        behind = ground.name if ground else colours[Ink.NONE]
        told = zip(_inks(row), row, strict=True)
        runs = ((inks, "".join(cell[0] for _, cell in run)) for inks, run in groupby(told, key=itemgetter(0)))
        return Strip(
            [
                Segment(text, Style.from_color(_of(fore, colours, behind), _of(back, colours, behind)))
                for (fore, back), text in runs
            ],
            len(row),
        )

    def _frame(self, shown: Shown | None) -> Frame | None:
        """The cells of a posture at this size, drawn once."""
        width, height = self.size
        if shown is None or not self.drawable or self.mode is None:
            return None
        last, at, drawn = self._last
        if last is shown and at == (self.mode, width, height):
            return drawn  # the rows of one paint ask one after the other: to hash a posture takes 20 µs
        key = (shown, self.mode, width, height)
        if key not in self._frames:
            if len(self._frames) >= REMEMBERED or (last is not None and last.motion is not shown.motion):
                self.forget()
            drawn = frame(
                shown.motion, shown.pose, width, height, self.mode, shown.muscles, shown.mirrored, shown.beside, shown.far_works
            )
            self._frames[key] = tuple(self._same.setdefault(row, row) for row in drawn)
        self._last = (shown, key[1:], self._frames[key])
        return self._frames[key]

    @property
    def palette(self) -> Palette:
        """The colours of the theme; greys without colour."""
        dark = self.app.current_theme.dark
        if self.app.no_color:
            look = Look.GREY if dark else Look.PAPER
        elif self.app.theme == CONTRAST.name:
            look = Look.CONTRAST
        else:
            look = Look.DARK if dark else Look.LIGHT
        palette = PALETTES[look]
        return teaching(palette, self.judged == "no") if self.judged and not self.app.no_color else palette


def _span(y: int, was: Row, now: Row) -> Region:
    """The cells of a row from the first that differs to the last."""
    differing = [x for x, (a, b) in enumerate(zip(was, now, strict=True)) if a != b]
    return Region(differing[0], y, differing[-1] - differing[0] + 1, 1)


def _inks(row: Row) -> Iterator[tuple[Ink | None, Ink]]:
    """What is drawn and what lies behind, cell by cell; a blank goes on with the ink before it on the same ground."""
    fore, back = None, None
    for glyph, ink, ground in row:
        fore = ink if glyph != " " else fore if ground == back else None
        back = ground
        yield fore, back


def _of(ink: Ink | None, colours: Palette, ground: str) -> Color | None:
    """The colour of an ink; where there is none the ground shows."""
    return None if ink is None else _shortly(colours[ink] if ink else ground)


@cache
def _shortly(colour: str) -> Color:
    """A colour that is sent as its number where it has one. With the triplet beside it Textual's filters leave it as it is."""
    among = number(colour) if colour.startswith("#") else None
    whole = Color.parse(colour)
    return whole if among is None else Color(colour, ColorType.EIGHT_BIT, among, whole.triplet)
