"""A list of statements to tick; nothing is ticked but what was said before, and a tick is a letter, not a colour."""

from collections.abc import Iterable, Sequence

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Ticks(OptionList):
    """`[ ] statement` in rows, with vi keys; space or a click ticks, Enter is left to the screen."""

    class Changed(Message):
        """A row was ticked or unticked."""

    class Held(Message):
        """A row was to be unticked that this list does not let go of."""

    class Moved(Message):
        """The cursor went to another row."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    BINDINGS = [
        Binding("j,down", "cursor_down", "down", show=False),
        Binding("k,up", "cursor_up", "up", show=False),
        Binding("space,x", "select", "tick", show=False),
    ]

    def __init__(
        self, rows: Sequence[tuple[str, str]], id: str | None = None, ticked: Iterable[str] = (), held: Iterable[str] = ()
    ) -> None:
        """`rows` are (word, text); `ticked` are so to begin with, and `held` stay so."""
        self._rows = rows
        self._held = frozenset(held)
        self._ticked: set[str] = {*ticked, *self._held}
        super().__init__(*(Option(self._line(word, text), id=word) for word, text in rows), id=id)
        for key in ("enter", "pageup", "pagedown"):  # the screen's own: a clicker's arrows walk along the scale
            self._bindings.key_to_bindings.pop(key, None)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As Textual's (8.2.8), which divides by the width: in a terminal of four columns that is nothing."""
        return super().get_content_height(container, viewport, max(1, width))

    def _line(self, word: str, text: str) -> Content:
        return Content(f"[{'x' if word in self._ticked else ' '}] {text}")

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ticked words, in the order of the list."""
        return tuple(word for word, _ in self._rows if word in self._ticked)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick or untick that row."""
        event.stop()
        word, text = self._rows[event.option_index]
        if word in self._held:
            self.post_message(self.Held())
            return
        self._ticked ^= {word}
        self.replace_option_prompt_at_index(event.option_index, self._line(word, text))
        self.post_message(self.Changed())

    def on_resize(self) -> None:
        """Less room must not hide the row under the cursor."""
        self.scroll_to_highlight()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell the screen where the cursor is."""
        event.stop()
        self.post_message(self.Moved(event.option_index))
