"""The settings file: read with care, written one key at a time."""

from corecare_tui.adapters.settings.reading import SettingsError, load
from corecare_tui.adapters.settings.writing import save

__all__ = ["SettingsError", "load", "save"]
