"""The library on disk: exercise and routine files to domain types, and every mistake in them with its line."""

from corecare_tui.adapters.library.json_schema import schema
from corecare_tui.adapters.library.loading import check, load, opened, remarks
from corecare_tui.adapters.library.reading import Problem

__all__ = ["Problem", "check", "load", "opened", "remarks", "schema"]
