"""The last line of a screen: its keys with what they do, for the mouse too; on a narrow terminal the least needed go."""

from collections.abc import Collection, Sequence

from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from corecare_tui.ui.bound import label_of

GAP = 2


class Key(Widget):
    """One key and its word; a click does the same."""

    def __init__(self, key: str, word: str, action: str, urgent: bool) -> None:
        super().__init__(classes="urgent" if urgent else None)
        self.key, self.word, self.action = key, word, action
        self.styles.width = self.columns

    @property
    def columns(self) -> int:
        """Its width in cells."""
        return len(self.key) + 1 + len(self.word)

    def say(self, word: str) -> None:
        """Another word for the same key."""
        if word != self.word:
            self.word = word
            self.styles.width = self.columns
            self.refresh()

    def render(self) -> RenderResult:
        """Key, then word."""
        return Content.assemble((self.key, "bold $accent"), " ", (self.word, "$foreground"))

    async def on_click(self) -> None:
        """Do what the key does."""
        await self.screen.run_action(self.action)


class KeyBar(Horizontal):
    """The shown bindings of the screen, in their order. Those in `keep` never go; the others go from the end."""

    def __init__(self, bindings: list[Binding], keep: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._shown = [binding for binding in bindings if binding.show]
        self._keep = keep
        self._keys: list[Key] = []
        self._only: Collection[str] | None = None

    def compose(self) -> ComposeResult:
        """All of them; `on_resize` hides what does not fit."""
        self._keys = [Key(label_of(self.app, b), b.description, b.action, b.action in self._keep) for b in self._shown]
        yield from self._keys

    def only(self, actions: Collection[str]) -> None:
        """Of the keys those that do one of these now; the others are not shown."""
        self._only = actions
        self.on_resize()

    def on_resize(self) -> None:
        """Show as many as fit."""
        able = [key for key in self._keys if self._only is None or key.action in self._only]
        for key in self._keys:
            key.display = key in able
        fit(able, {key for key in able if key.action in self._keep}, self.size.width)  # the padding is already taken off


def fit(keys: Sequence[Key], keep: Collection[Key], room: int) -> None:
    """Move closer before any key has to go; then hide from the end those that have to, the ones in `keep` last."""
    gap = GAP if _columns(keys, GAP) <= room else 1
    shown = list(keys)
    for key in sorted(keys, key=lambda key: (key in keep, -keys.index(key))):
        if _columns(shown, gap) <= room:
            break
        shown.remove(key)
    for key in keys:
        key.display = key in shown
        key.styles.margin = (0, gap, 0, 0)


def _columns(keys: Sequence[Key], gap: int) -> int:
    return sum(key.columns + gap for key in keys) - gap
