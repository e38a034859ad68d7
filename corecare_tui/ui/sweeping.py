"""What screens that are gone leave in memory, swept up where nothing moves or sounds."""

import gc
from typing import Any

from textual.screen import Screen
from textual.widget import Widget

USUAL = gc.get_threshold()
NEVER = 1_000_000


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


def hold_off() -> None:
    """No whole collection until `collect_if_due` or `go_on`: over ten years unfolded it takes 25 ms, over two of them 50."""
    gc.set_threshold(*USUAL[:2], NEVER)


def collect_if_due() -> None:
    """As it would have been done by itself."""
    if gc.get_count()[2] >= USUAL[2]:
        gc.collect()


def go_on() -> None:
    """Collections by themselves again."""
    gc.set_threshold(*USUAL)


def sweep(widget: Widget) -> None:
    """That, and every screen that only points at itself. It takes 20 ms."""
    forget_painted(widget)
    gc.collect()
