"""Where the body moves: the figure of the moment; for what is not drawn, or where there is no room, its name in big letters."""

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip

from corecare_tui.figure import letters
from corecare_tui.figure.canvas import Ink
from corecare_tui.ui.widgets.big import paint
from corecare_tui.ui.widgets.figure import Figure


class Stage(Figure):
    """The exercise on the floor line: its figure, or name, position and side."""

    name_: reactive[str] = reactive("")
    """The exercise's name."""
    detail: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())
    """Position, side, dose: one line, from the left what does not fit is left away."""

    def render_line(self, y: int) -> Strip:
        """The figure; or letters at the bottom, standing on the floor line as it would."""
        if self.drawable:
            return super().render_line(y)
        width, height = self.size
        rows = self._rows(width, height)
        style = self.rich_style
        if y == height - 1:
            return Strip([Segment("▔" * width, style + Style(color=self.palette[Ink.FLOOR]))], width)
        index = y - (height - 1 - len(rows))
        if not 0 <= index < len(rows):
            return Strip.blank(width, style)
        line, big = rows[index]
        text = line.center(width)[:width]
        return Strip(paint(text, style) if big else [Segment(text, style + Style(dim=True))], width)

    def _rows(self, width: int, height: int) -> list[tuple[str, bool]]:
        words = wrap(self.name_, width)
        rows: list[tuple[str, bool]] = []
        for line in words:
            scale = letters.fit(line, width, 3, 1)
            rows += [(row, True) for row in letters.lines(line, scale)] if scale else [(line.upper(), False)]
            rows.append(("", False))
        detail = _joined(self.detail, width)
        rows += [(detail, False), ("", False)]
        return rows if len(rows) < height else [(self.name_.upper(), False), (detail, False)]


def _joined(parts: tuple[str, ...], columns: int) -> str:
    line = "  ·  ".join(parts)
    return line if len(line) <= columns or len(parts) < 2 else _joined(parts[1:], columns)


def wrap(text: str, columns: int) -> list[str]:
    """The words of `text` in lines that fit `columns` in the big letters, as many a line as go."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and letters.width(longer) <= columns:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
