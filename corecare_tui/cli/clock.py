"""The real clock of the line mode: it tells the time and waits for a line or for a moment, whichever comes first."""

import select
import sys

from corecare_tui.cli.world import ticks


class Clock:
    """Milliseconds, and waiting for stdin."""

    def now(self) -> int:
        """Milliseconds of a clock that only goes forward."""
        return ticks()

    def line_within(self, ms: int | None) -> str | None:
        """The next line of stdin, or None after `ms`. Raises EOFError at the end of the input."""
        ready, _, _ = select.select([sys.stdin], [], [], None if ms is None else ms / 1000)
        if not ready:
            return None
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.strip()
