"""What screens that are gone leave in memory, swept up where nothing moves or sounds."""

import gc
from typing import Any

from textual.screen import Screen
from textual.widget import Widget


def forget_painted(widget: Widget) -> None:
    """Textual (8.2.8) remembers two colours by what the widget has painted, which stays for 1,024 widgets: 2.5 MB a session.

    It tells that only in private: where it does not, nothing is forgotten.
    """
    painted: Any = getattr(widget, "_styles_cache", None)
    forget = getattr(getattr(type(painted), "get_inner_outer", None), "cache_clear", None)
    if forget is not None:
        forget()


def forget_covered(screen: Screen[Any]) -> None:
    """What the screens under this one have painted: 700 lines of 2 kB lie under a session. They paint anew when they are seen."""
    for below in screen.app.screen_stack:
        if below is not screen:
            for widget in below.walk_children(Widget):
                widget.refresh()


def sweep(widget: Widget) -> None:
    """That, and every screen that only points at itself. It takes 20 ms."""
    forget_painted(widget)
    gc.collect()
