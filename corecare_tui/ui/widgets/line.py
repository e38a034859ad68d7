"""The line between stage and words: how much of the running step is done."""

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from corecare_tui.ui.widgets.kept import Kept


class Line(Kept, Widget):
    """A full line for what is done and a thin one for what is left."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"
    share: reactive[float] = reactive(0.0, repaint=False)
    """0.0–1.0."""

    def watch_share(self, old: float, new: float) -> None:
        """Repaint only the cells that change: a 30 s hold on 80 columns moves 2.7 cells a second, not ten."""
        first, last = sorted(round(share * self.size.width) for share in (old, new))
        if first != last:
            self.refresh(Region(first, 0, last - first, 1))

    def render_line(self, y: int) -> Strip:
        """━ and ─."""
        width, style = self.size.width, self.rich_style
        done = round(self.share * width)
        return Strip([Segment("━" * done, style), Segment("─" * (width - done), style + Style(dim=True))], width)
