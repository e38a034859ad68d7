"""A body on the screen: it is handed a posture, draws it in the look of the theme, and repaints only the cells that differ."""

from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from corecare_tui.figure.canvas import Ink
from corecare_tui.figure.glyphs import Cell, Frame, Mode
from corecare_tui.figure.palette import PALETTES, Look, Palette, teaching
from corecare_tui.figure.picture import SMALLEST, frame
from corecare_tui.ui.showing import Shown

REMEMBERED = 400
"""Frames kept: the loops of some ten exercises at ten frames a second; 30 MB at 72 × 22 cells if every cell were its own."""


class Figure(Widget):
    """One posture, or nothing. `judged`: NO or YES on a teaching page, never in a set."""

    ALLOW_SELECT = False
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
        self._frames: dict[tuple[Shown, Mode, int, int], Frame] = {}
        self._last: tuple[Shown | None, tuple[Mode, int, int] | None, Frame | None] = (None, None, None)
        self.set_reactive(Figure.shown, shown)
        self.set_reactive(Figure.judged, judged)

    def on_mount(self) -> None:
        """Drawn as the person chose; the theme decides the colours."""
        self.mode = getattr(self.app, "figure_mode", Mode.SMOOTH)
        self.app.theme_changed_signal.subscribe(self, lambda _: self.refresh())

    @property
    def drawable(self) -> bool:
        """Is there a body to show, and room for it?"""
        return (
            self.shown is not None
            and self.mode is not None
            and self.size.width >= SMALLEST[0]
            and self.size.height >= SMALLEST[1]
        )

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
        style = self.rich_style
        if cells is None or y >= len(cells):
            return Strip.blank(self.size.width, style)
        colours = self._palette()
        runs = groupby(cells[y], key=lambda cell: cell[1:])
        return Strip([_segment("".join(cell[0] for cell in run), inks, colours, style) for inks, run in runs], self.size.width)

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
            if len(self._frames) >= REMEMBERED:
                self._frames.clear()
            self._frames[key] = frame(
                shown.motion, shown.pose, width, height, self.mode, shown.muscles, shown.mirrored, shown.beside
            )
        self._last = (shown, key[1:], self._frames[key])
        return self._frames[key]

    def _palette(self) -> Palette:
        dark = self.app.current_theme.dark
        if self.app.no_color:
            look = Look.GREY if dark else Look.GREY_LIGHT
        elif self.app.theme == "corecare-contrast":
            look = Look.CONTRAST
        else:
            look = Look.DARK if dark else Look.LIGHT
        palette = PALETTES[look]
        return teaching(palette, self.judged == "no") if self.judged and not self.app.no_color else palette


def _span(y: int, was: tuple[Cell, ...], now: tuple[Cell, ...]) -> Region:
    """The cells of a row from the first that differs to the last."""
    differing = [x for x, (a, b) in enumerate(zip(was, now, strict=True)) if a != b]
    return Region(differing[0], y, differing[-1] - differing[0] + 1, 1)


def _segment(text: str, inks: tuple[Ink, Ink], colours: Palette, style: Style) -> Segment:
    """A run of cells of the same two inks; without ink the ground of the theme shows."""
    fore, back = inks
    ground = style.bgcolor
    return Segment(
        text,
        Style(
            color=colours[fore] if fore else ground.name if ground else None,
            bgcolor=colours[back] if back else ground.name if ground else None,
        ),
    )
