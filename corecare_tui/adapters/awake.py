"""Keeps the screen awake while a session runs, where the extra `awake` (wakepy) is installed and the desktop lets it."""

import importlib.util
import threading
from collections.abc import Callable
from typing import Any


class Awake:
    """Hold and release; neither waits, nothing raises. wakepy's import takes 100 ms, so it runs in a thread of its own."""

    def __init__(self) -> None:
        self.active = False
        """Does the desktop keep the screen on now?"""
        self.tried = threading.Event()
        """Set once the desktop has answered, or wakepy is not there."""
        self._over: threading.Event | None = None

    def hold(self) -> None:
        """From here on; a second call does nothing."""
        if self._over is None:
            self._over = threading.Event()
            threading.Thread(target=self._keep, args=(self._over,), name="awake", daemon=True).start()

    def release(self) -> None:
        """The screen may sleep again."""
        if self._over is not None:
            self._over.set()
            self._over = None

    def _keep(self, over: threading.Event) -> None:
        try:
            with presenting() as mode:
                self.active = bool(mode.active)
                self.tried.set()
                over.wait()
        except BaseException:  # a desktop's answer may be anything; a session goes on without it
            pass
        finally:
            if self._over in (None, over):  # else it is held again by now
                self.active = False
            self.tried.set()


def presenting() -> Any:
    """wakepy's context: the screen stays on inside it. Raises ImportError without the extra."""
    from wakepy import keep

    return keep.presenting(on_fail="pass")


def report(present: Callable[[], Any] = presenting) -> tuple[bool, str]:
    """(does it work here, what to do about it) in a sentence, for `doctor`."""
    if importlib.util.find_spec("wakepy") is None:
        return False, "not installed; pip install 'corecare-tui[awake]' keeps the screen on in a session"
    try:
        with present() as mode:
            if mode.active:
                return True, "works: the screen stays on in a session"
    except BaseException as error:
        return False, f"wakepy failed ({type(error).__name__}); turn the screen's own sleep off for a session"
    return False, "the desktop does not answer; turn the screen's own sleep off for a session"
