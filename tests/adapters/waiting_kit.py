"""Waiting for what another thread does, with a deadline that only a failing test reaches."""

import threading
from collections.abc import Callable

SOON = 10.0
"""Seconds."""


def settles(condition: Callable[[], object]) -> bool:
    """Whether it comes true before the deadline."""
    pause = threading.Event()
    return any(condition() or pause.wait(0.005) for _ in range(int(SOON / 0.005)))
