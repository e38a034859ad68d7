"""What is painted last: no control or bidi character of a record or a file, whatever widget was given it."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from corecare_tui.domain.text import harmless


class Careful(LineFilter):
    """Textual's own hook. None of its widgets leaves such characters out, markup or not (reliability 4: OSC 52 got through)."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same cells, with blanks for what had a width and may not be shown."""
        if all(segment.control or segment.text.isprintable() for segment in segments):
            return segments  # nearly always
        return [s if s.control or s.text.isprintable() else Segment(_shown(s.text), s.style) for s in segments]


def _shown(text: str) -> str:
    return "".join(harmless(letter, "") or " " * cell_len(letter) for letter in text)


class Chain(LineFilter):
    """Several filters as one: Textual keeps what came of a line for each of them, and looks it up again for each."""

    def __init__(self, filters: tuple[LineFilter, ...]) -> None:
        super().__init__()
        self._filters = filters

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """One after the other."""
        for filter in self._filters:
            segments = filter.apply(segments, background)
        return segments
