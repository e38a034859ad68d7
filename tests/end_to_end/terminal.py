"""A real terminal for a test: the program behind a pty, its screen read by one reader, waiting done by reading."""

import os
import re
import shutil
import signal
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pexpect
import pyte
import pytest

ROOT = Path(__file__).parents[2]
FAKETIME = shutil.which("faketime")
fast = pytest.mark.skipif(FAKETIME is None, reason="faketime is not installed (apt install faketime): no clock to speed up")
"""For tests that play at a multiple of the real speed."""

# pyte prints what it cannot parse: kitty's keyboard stack (CSI > 25 u), mode queries (CSI ? 2026 $ p), pointer shapes (OSC 22).
_UNKNOWN = re.compile(rb"\x1b\[[?<=>][0-9;]*(?:\$p|u)|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;?<=>$]*|\][^\x07\x1b]*)?\Z")


def environment(home: Path) -> dict[str, str]:
    """The variables of a person whose record is in `home`."""
    # faketime would move the times of files as well, and the journal tells a foreign change by them
    return {**os.environ, "CORECARE_HOME": str(home), "TERM": "xterm-256color", "NO_FAKE_STAT": "1", "PYTHONPATH": str(ROOT)}


def command(*args: str, clock: str | None = None) -> list[str]:
    """`corecare ARGS`; `clock` is faketime's, as `+0 x20`."""
    faked = [] if clock is None else [FAKETIME or "faketime", "-f", clock]
    return [*faked, sys.executable, "-m", "corecare_tui", *args]


def set_up(home: Path) -> None:
    """As after the questions of the first start; settings that stand there already stay."""
    settings = home / "settings.toml"
    if not settings.exists():
        home.mkdir(parents=True, exist_ok=True)
        settings.write_text('figure = "smooth"\n')


class Terminal:
    """`corecare` in a terminal of 80×24. Use it with `with`: nothing outlives the block."""

    def __init__(
        self,
        home: Path,
        *args: str,
        clock: str | None = None,
        cols: int = 80,
        rows: int = 24,
        new: bool = False,
        program: tuple[str, ...] = (),
    ) -> None:
        """`new`: a machine on which nobody answered the questions of setting up; `program`: another one than corecare."""
        if not new:
            set_up(home)
        self.pressed = 0
        """Keys so far."""
        self.raw = b""
        """All that was written."""
        self.ended = False
        self._rest = b""
        self._screen = pyte.Screen(cols, rows)
        self._stream = pyte.ByteStream(self._screen)
        first, *others = program or command(*args, clock=clock)
        self._child = pexpect.spawn(first, others, env=environment(home), cwd=str(ROOT), dimensions=(rows, cols))
        self._child.delaybeforesend = None

    @property
    def pid(self) -> int:
        """Of the process in it."""
        return int(self._child.pid)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- the screen ---------------------------------------------------------------------------

    @property
    def rows(self) -> list[str]:
        """The screen as it was last read."""
        return list(self._screen.display)

    @property
    def text(self) -> str:
        """The rows as one text."""
        return "\n".join(self.rows)

    def read(self, seconds: float) -> bool:
        """Take what comes within that time; False when nothing did."""
        try:
            written = self._child.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            self.ended = True
            return False
        self.raw += written
        known = _UNKNOWN.sub(b"", self._rest + written)
        cut = _UNFINISHED.search(known)
        self._rest = known[cut.start() :] if cut else b""
        self._stream.feed(known[: cut.start()] if cut else known)
        return True

    def watch(self, seconds: float) -> None:
        """Read for that long, whatever comes."""
        until = time.monotonic() + seconds
        while not self.ended and (left := until - time.monotonic()) > 0:
            self.read(left)

    def wait(self, seen: Callable[[], bool], what: str, timeout: float = 20) -> None:
        """Read until `seen`; fails with the screen when it does not come or the program ends."""
        until = time.monotonic() + timeout
        while not seen():
            left = until - time.monotonic()
            if left <= 0 or self.ended:
                why = "the program ended" if self.ended else f"{timeout:.0f} s went by"
                raise AssertionError(f"{why} before {what} was on the screen:\n{self.text}")
            self.read(left)

    def until(self, *texts: str, timeout: float = 20) -> str:
        """Read until one of the texts is on the screen; that text."""
        self.wait(lambda: any(text in self.text for text in texts), " or ".join(texts), timeout)
        return next(text for text in texts if text in self.text)

    def until_end(self, timeout: float = 10) -> int:
        """Read until the program has ended; its exit code, negative for the signal that ended it."""
        until = time.monotonic() + timeout
        while not self.ended:
            assert time.monotonic() < until, f"still running after {timeout:.0f} s:\n{self.text}"
            self.read(0.1)
        self._child.wait()
        return -self._child.signalstatus if self._child.signalstatus else self._child.exitstatus

    # --- the person ---------------------------------------------------------------------------

    def press(self, keys: str) -> None:
        """Type, a character a key."""
        self.pressed += len(keys)
        self._child.send(keys)

    def kill(self, sig: int = signal.SIGKILL) -> None:
        """Send the program a signal. Under faketime its wrapper would take it, so not there."""
        self._child.kill(sig)

    @property
    def cooked(self) -> bool:
        """Whether the terminal echoes and edits lines, as a shell expects to find it."""
        flags = termios.tcgetattr(self._child.child_fd)[3]
        return bool(flags & termios.ECHO and flags & termios.ICANON)

    def close(self) -> None:
        """End everything that runs in this terminal, the child of faketime's wrapper included."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.close(force=True)
