"""The real clock of the line mode: it tells the time and waits for a line or for a moment, whichever comes first."""

import os
import select
import sys

from corecare_tui.cli.world import ticks


class Clock:
    """Milliseconds, and waiting for stdin."""

    def __init__(self) -> None:
        self._read = b""
        """Read and not yet given out: held here, because what sys.stdin has read ahead is hidden from `select`."""
        self._ended = False

    def now(self) -> int:
        """Milliseconds of a clock that only goes forward."""
        return ticks()

    def line_within(self, ms: int | None) -> str | None:
        """The next line of stdin, or None after `ms`. Raises EOFError at the end of the input."""
        until = None if ms is None else self.now() + ms
        while b"\n" not in self._read and not self._ended:
            left = None if until is None else max(0, until - self.now()) / 1000
            if not self._more(left):
                return None
        if not self._read:
            raise EOFError
        line, _, self._read = self._read.partition(b"\n")
        return line.decode(errors="replace").strip()

    def _more(self, seconds: float | None) -> bool:
        """Read what is there; False when nothing came within that time."""
        if sys.stdin is None:
            self._ended = True
            return True
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        if ready:
            found = os.read(sys.stdin.fileno(), 65536)
            self._read += found
            self._ended = not found
        return bool(ready)
