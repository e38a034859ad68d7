"""The page for a physiotherapist: one file of HTML that needs nothing else, prints on A4 and reads in black and white."""

from corecare_tui.adapters.report.page import write

__all__ = ["write"]
