"""What a screen does when the disk will not take what was said: it tells, keeps standing, and the key can be pressed again."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from textual.screen import Screen

from corecare_tui.coach import NotKept, RoutineError
from corecare_tui.ui.face import Value

if TYPE_CHECKING:
    from corecare_tui.ui.screens.calibration import CalibrationScreen
    from corecare_tui.ui.screens.main import MainScreen
    from corecare_tui.ui.screens.session import SessionScreen

S = TypeVar("S", bound=Screen[Any])
P = ParamSpec("P")


def keeping(act: Callable[Concatenate[S, P], None]) -> Callable[Concatenate[S, P], None]:
    """An action of a screen that writes: a full disk or a file changed by another program becomes a notice, not a crash."""

    @wraps(act)
    def told(screen: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            act(screen, *args, **kwargs)
        except (NotKept, RoutineError) as error:
            screen.notify(f"Not kept: {getattr(error, 'told', error)}", severity="error", timeout=20, markup=False)

    return told


def keep_setting(screen: "MainScreen | CalibrationScreen | SessionScreen", key: str, value: Value | None) -> None:
    """Put a setting into the file, or take it out (None); where that fails it holds until the program ends, and is told."""
    try:
        screen.face.save_setting(key, value)
    except (OSError, ValueError) as error:
        screen.notify(f"Holds until you quit, but was not kept: {error}", severity="warning", timeout=8, markup=False)
