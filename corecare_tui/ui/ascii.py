"""Every line in ASCII, for terminals that draw nothing else: a table for the signs of this app, plain letters for the rest."""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = str.maketrans(
    {
        "●": "o", "◐": "*", "○": ".", "◇": "+", "▶": ">", "▸": ">", "▲": "^", "▼": "v",
        "━": "=", "─": "-", "┄": "-", "│": "|", "┃": "|", "┤": "|", "├": "|", "║": "#", "╢": "#", "╌": "~", "▔": "=",
        "┌": "+", "┐": "+", "└": "+", "┘": "+", "┏": "+", "┓": "+", "┗": "+", "┛": "+", "╭": "+", "╮": "+", "╰": "+", "╯": "+",
        "█": "#", "▇": "#", "▆": "=", "▅": "=", "▄": "-", "▃": "-", "▂": ".", "▁": "_", "▀": '"', "▎": "|", "▌": "|",
        "▐": "|", "▊": "#", "░": ":", "▒": "@", "▓": "%", "✓": "+", "✗": "X", "→": ">", "←": "<", "↑": "^", "↓": "v", "⇄": "~",
        "±": "~", "≤": "<", "≥": ">", "×": "x", "·": ".", "−": "-", "–": "-", "—": "-", "…": "~", "’": "'", "‘": "'",
        "“": '"', "”": '"', "°": "d", "½": "/",
    }
)  # fmt: skip
"""One cell each, so that nothing moves."""


class Ascii(LineFilter):
    """Textual's own hook for what is painted last."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same cells in ASCII."""
        return [segment if segment.text.isascii() else Segment(plain(segment.text), segment.style) for segment in segments]


@lru_cache(maxsize=2000)
def plain(text: str) -> str:
    """`text` in ASCII, as many cells wide."""
    return "".join(_letter(letter) for letter in text.translate(_SIGNS))


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter
    base = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    wide = cell_len(letter)
    return (base[:wide] or "?" * wide).ljust(wide) if wide else ""
