"""A question is answered once: what a hand that bounced answers again must not close the screen below."""

from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import Screen


class Once(Screen[Any]):
    """Mixed in before a screen's own base. Textual 8.2.8 lets a screen that is closing dismiss whatever stands on top."""

    _closing_now = False

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close with that answer; a second one is not heard."""
        if self._closing_now:
            return AwaitComplete()
        self._closing_now = True
        return super().dismiss(result)
