"""The line mode: the same session, one line an event, answers read as lines. For screen readers and pipes."""

from corecare_tui.plain.playing import Plain

__all__ = ["Plain"]
