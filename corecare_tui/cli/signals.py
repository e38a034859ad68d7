"""What a signal does to the app: it leaves with 128 + n and a clean terminal. Nothing is saved here; every rating is on disk."""

import os
import signal
import sys
import termios
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

PATIENCE_S = 1.5
"""How long the app may take to leave by itself; a terminal that no longer reads blocks its loop for ever (reliability 2)."""
RESET = b"\x1b[?1049l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l\x1b[?25h\x1b[?7h\x1b[0m"
"""Alternate screen, mouse, focus and paste reports off; cursor and wrapping on."""
POPPED = b"\x1b[<u"
"""The keyboard protocol, which each of the two screens stacks for itself: said on the other one it takes the shell's own away."""
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


@contextmanager
def leaving_cleanly(leave: Callable[[int], None]) -> Iterator[None]:
    """While inside, a signal calls `leave(128 + n)` in the main thread; whoever is not gone after 1.5 s is ended.

    Python's own handlers, set before the app runs: the loop's are not called while the loop is blocked, and under nohup an
    inherited "ignore" has to be overridden or a closed terminal leaves a process at 100 % CPU.
    """
    attributes = termios.tcgetattr(sys.stdin.fileno())
    came: list[int] = []

    def handle(number: int, frame: FrameType | None) -> None:
        watch = threading.Timer(PATIENCE_S, _end, (128 + number, attributes))
        watch.daemon = True
        watch.start()
        came.append(number)
        leave(128 + number)

    before = {one: signal.signal(one, handle) for one in SIGNALS}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        if came:  # one that came while the screen was being taken over: the app had not all of it to give back
            _put_right(attributes)


def _end(code: int, attributes: list[object]) -> None:
    """The last resort: put the terminal right and go."""
    _put_right(attributes, POPPED + RESET)
    os._exit(code)


def _put_right(attributes: list[object], reset: bytes = RESET) -> None:
    with suppress(OSError, termios.error):  # the terminal itself may be gone
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, attributes)  # type: ignore[arg-type]
    with suppress(OSError):  # or take nothing: that must not keep the lines from being edited again
        os.set_blocking(2, False)
        os.write(2, reset)
    with suppress(OSError):
        os.set_blocking(2, True)
