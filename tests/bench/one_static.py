"""The least app Textual can be: what a first paint is compared with."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class OneStatic(App[None]):
    """One Static."""

    def compose(self) -> ComposeResult:
        yield Static("painted")


if __name__ == "__main__":
    OneStatic().run()
