"""How every app of ours leaves: on a signal with a clean terminal, on a fault of its own without telling what a person wrote."""

import asyncio
from typing import Any

from textual.app import App
from textual.css.query import NoMatches
from textual.worker import WorkerFailed

from corecare_tui.ui.driver import GuardedDriver


class WellMannered(App[int]):
    """`left_with` is the exit code that a signal asked for."""

    ALLOW_SELECT = False
    """A click is an answer or a pause; marking text goes with the terminal's own shift. Textual 8.2.8 ended on a click on a row
    that was just being removed (`container.region` of a widget without parent, T3)."""

    def __init__(self) -> None:
        super().__init__(driver_class=GuardedDriver)
        self.left_with: int | None = None
        """The exit code a signal asked for."""
        self.fault: Exception | None = None
        """A mistake of ours that ended it; whoever ran it tells."""
        self._loop_running: asyncio.AbstractEventLoop | None = None

    def leave(self, code: int) -> None:
        """End the app with that exit code; may be called from a signal handler at any time."""
        self.left_with = code
        loop = self._loop_running
        if loop is None:
            raise SystemExit(code)
        loop.call_soon_threadsafe(lambda: self.exit(return_code=code))

    def notify(self, message: str, *, markup: bool = False, **options: Any) -> None:
        """As Textual's, but what stands in brackets is text, whoever asks: a message may hold what a person wrote."""
        super().notify(message, markup=False, **options)

    def on_mount(self) -> None:
        """From here on a signal finds a loop."""
        self._loop_running = asyncio.get_running_loop()

    def _handle_exception(self, error: Exception) -> None:
        """While leaving, a screen that was still being put together is no fault of its own.

        Nor is a list of commands that was looked for in a palette just closed (textual 8.2.8): no worker of ours does.
        """
        late = isinstance(error, WorkerFailed) and isinstance(error.error, NoMatches)
        if self.left_with is None and not late:
            self.fault = self.fault or error
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Textual would print the values of variables: they may be what a person wrote (reliability 8)."""
        self._close_messages_no_wait()
