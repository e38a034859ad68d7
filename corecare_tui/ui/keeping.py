"""What a screen does when the disk will not take what was said: it tells, keeps standing, and the key can be pressed again."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from textual.screen import Screen

from corecare_tui.coach import NotKept

S = TypeVar("S", bound=Screen[Any])
P = ParamSpec("P")


def keeping(act: Callable[Concatenate[S, P], None]) -> Callable[Concatenate[S, P], None]:
    """An action of a screen that writes: a full disk or a file changed by another program becomes a notice, not a crash."""

    @wraps(act)
    def told(screen: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            act(screen, *args, **kwargs)
        except NotKept as error:
            screen.notify(f"Not kept: {error}", severity="error", timeout=20, markup=False)

    return told
