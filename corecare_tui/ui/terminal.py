"""Does the terminal still read? Textual's event loop waits for one that does not, and every cue with it."""

from typing import Any

from textual.app import App

MOST_WRITES = 2
"""Writes that may wait. At 30 the loop blocks: in 10 s of an unread terminal the cues came 7 s late, so guarded 2.5 ms."""


def behind(app: App[Any]) -> bool:
    """Are writes waiting? Textual tells it only in private (8.2.8): where it does not, no."""
    writer = getattr(getattr(app, "_driver", None), "_writer_thread", None)
    waiting = getattr(writer, "_queue", None)
    return waiting is not None and waiting.qsize() > MOST_WRITES
