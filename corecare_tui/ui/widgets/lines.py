"""Lines of several kinds in one widget: a label for each took 100 ms to take away and put up again at every row."""

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static

Line = tuple[str, str]
"""(kind, text), the kind one of STYLES."""
STYLES = {
    "": "",
    "heading": "bold",
    "change": "bold",
    "quiet": "$foreground 75%",
    "no": "$error",
    "yes": "$success",
}


class Lines(Static):
    """Shows what it was given last."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, markup=False)

    def show(self, lines: Iterable[Line]) -> None:
        """These, one under the other."""
        self.update(Content("\n").join(Content.styled(text, STYLES[kind]) for kind, text in lines))
