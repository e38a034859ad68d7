"""The keys that mean something on the row under the cursor, in one line above the keys of the screen."""

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal

from corecare_tui.ui.widgets.key_bar import Key, fit


class RowKeys(Horizontal):
    """`j/k move  e easier  x skip today`: a key without a word is not shown; a click does the same as the key."""

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        """`keys` are (key, action)."""
        super().__init__()
        self._keys = {action: Key(key, "", action, urgent=False) for key, action in keys}

    def compose(self) -> ComposeResult:
        """All of them, hidden until `show` has a word for them."""
        for key in self._keys.values():
            key.display = False
            yield key

    def show(self, words: Mapping[str, str]) -> None:
        """The word of each action on this row."""
        for action, key in self._keys.items():
            key.display = action in words
            key.say(words.get(action, ""))
        self.on_resize()

    def on_resize(self) -> None:
        """As many as fit of those that have a word; how to move goes first."""
        worded = [key for key in self._keys.values() if key.word]
        fit(worded, worded[1:], self.size.width)
