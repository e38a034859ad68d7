"""The keys that mean something on the row under the cursor, in one line above the keys of the screen."""

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal

from corecare_tui.ui.bound import label_of
from corecare_tui.ui.widgets.key_bar import Key, fit


class RowKeys(Horizontal):
    """`j/k move  e easier  x skip today`: a key without a word is not shown; a click does the same as the key."""

    def __init__(self, bindings: Sequence[Binding]) -> None:
        super().__init__()
        self._bound = bindings
        self._keys: dict[str, Key] = {}

    def compose(self) -> ComposeResult:
        """All of them, hidden until `show` has a word for them."""
        for binding in self._bound:
            key = self._keys[binding.action] = Key(label_of(self.app, binding), "", binding.action, urgent=False)
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
