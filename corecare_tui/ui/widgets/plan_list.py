"""The rows of a plan with a cursor: each exercise, under it what changed it, under all of them what is left out."""

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from corecare_tui.ui.rows import Kind, Row

INDENT, LEAST = 4, 12
"""Columns a row's further lines stand in from its first, and the fewest that a line is wrapped to."""


class PlanList(OptionList, can_focus=False):
    """Keys are the screen's: it takes no focus, so that no key means something else here. A click moves the cursor."""

    class Moved(Message):
        """The cursor went to another row, or the row under it changed."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[Row, ...] = ()

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        at = self.highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def show(self, rows: Sequence[Row]) -> None:
        """These rows; the cursor stays on its own, or where it was, and begins on the first exercise."""
        at = self._place(rows)
        self._shown = tuple(rows)
        self._fill()
        self.highlighted = at
        self.post_message(self.Moved())

    def _place(self, rows: Sequence[Row]) -> int | None:
        """Where the cursor goes: with its exercise, even to what is left out; else where it stood."""
        was, at = self.row, self.highlighted
        first = next((n for n, row in enumerate(rows) if row.kind is Kind.ITEM), 0)
        same = [n for n, row in enumerate(rows) if was and row.of == was.of]
        found = next((n for n in same if was and rows[n].key == was.key), same[0] if same else first if at is None else at)
        return min(found, len(rows) - 1) if rows else None

    def _fill(self) -> None:
        self.clear_options()
        width = max(LEAST, self.scrollable_content_region.width)
        self.add_options(Option(self._prompt(row, width)) for row in self._shown)

    def _prompt(self, row: Row, width: int) -> Content:
        style = "$warning" if row.kind is Kind.ADVICE else "bold" if row.changed else ""
        head = [Content.styled(line, style) for line in _hanging(row.head, width)]
        why = (Content.styled(line, "$foreground 75%") for one in row.why for line in _hanging(" " * INDENT + one, width))
        return Content("\n").join([*head, *why])

    def on_resize(self, event: events.Resize) -> None:
        """Wrapped anew to the new width."""
        at = self.highlighted
        self._fill()
        self.highlighted = at if self._shown else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell the screen."""
        event.stop()
        self.post_message(self.Moved())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click: the cursor is there already."""
        event.stop()


def _hanging(text: str, width: int) -> Iterator[str]:
    """The text in lines of that width; those after the first stand in."""
    first = " " * (len(text) - len(text.lstrip()))
    whole = re.sub(r" (?=[×s]\b|× )|(?<=×) ", "\xa0", text.strip())  # `3 × 10 s` stays in one line
    lines = wrap(whole, width, initial_indent=first, subsequent_indent=" " * INDENT, break_on_hyphens=False)
    yield from (line.replace("\xa0", " ") for line in lines)
