"""The colours: dark, light, high contrast. A word says it first, a colour second."""

from textual.theme import Theme

NIGHT = Theme(
    "corecare",
    primary="#6fb6ff",
    secondary="#488cd4",
    warning="#ffd05c",
    error="#e2583a",
    success="#4cd9a8",
    accent="#ffb000",
    foreground="#dde3ea",
    background="#121212",
    surface="#1a222b",
    panel="#2a333e",
    dark=True,
)
"""Word first, colour second: amber READY and SWITCH, green effort, blue REST, amber highlight (ux 1.4)."""
DAY = Theme(
    "corecare-light",
    primary="#1f5fa8",
    secondary="#2a6db5",
    warning="#8a5a00",
    error="#b3331a",
    success="#00705a",
    accent="#b35c00",
    foreground="#1c232b",
    background="#eeeeee",
    surface="#e6e3db",
    panel="#d3cfc5",
    dark=False,
)
CONTRAST = Theme(
    "corecare-contrast",
    primary="#66c2ff",
    secondary="#66c2ff",
    warning="#ffe14d",
    error="#ff6b4a",
    success="#4dffb8",
    accent="#ffd000",
    foreground="#ffffff",
    background="#000000",
    surface="#14181c",
    panel="#303840",
    dark=True,
)
THEMES = {"dark": NIGHT, "light": DAY, "contrast": CONTRAST}
"""By the name the settings file has for it."""
