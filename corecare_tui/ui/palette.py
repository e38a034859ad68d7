"""Textual's command palette, with what it lacks (8.2.8): a command is chosen once."""

from textual.command import CommandPalette

from corecare_tui.ui.screens.once import Once


class Palette(Once, CommandPalette):
    """Each further Enter dismissed one more screen: the session under it, and Today."""
