"""Keeping the screen awake with a desktop of our own: held once, let go once, and silent about all that goes wrong."""

import importlib.util
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from corecare_tui.adapters import awake as room
from corecare_tui.adapters.awake import Awake, report
from tests.adapters.waiting_kit import SOON, settles


class Desktop:
    """Stands in for `presenting`: a context that notes who went in and out."""

    def __init__(self, active: object = True) -> None:
        self.active = active
        self.entered, self.left = 0, 0
        self.raises: dict[str, BaseException] = {}
        """What is raised where: "call", "enter", "exit"."""
        self.gate = threading.Event()
        """It answers once this is set."""
        self.gate.set()
        self.threads: set[str] = set()

    def __call__(self) -> "Desktop":
        return self._does("call") or self

    def __enter__(self) -> SimpleNamespace:
        self.gate.wait(SOON)
        self._does("enter")
        self.entered += 1
        return SimpleNamespace(active=self.active)

    def __exit__(self, *_: object) -> None:
        self.left += 1
        self._does("exit")

    def _does(self, where: str) -> None:
        self.threads.add(threading.current_thread().name)
        if where in self.raises:
            raise self.raises[where]


def keepers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "awake"]


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Desktop:
    found = Desktop()
    monkeypatch.setattr(room, "presenting", found)
    return found


@pytest.fixture
def awake(desktop: Desktop) -> Iterator[Awake]:
    one = Awake()
    yield one
    desktop.gate.set()
    one.release()
    assert settles(lambda: not keepers())


@pytest.fixture
def shouts(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What a thread would write over the screen."""
    heard: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", heard.append)
    return heard


def test_it_is_active_while_it_is_held(desktop: Desktop, awake: Awake) -> None:
    assert not awake.active and not awake.tried.is_set()
    awake.hold()
    assert awake.tried.wait(SOON) and awake.active and (desktop.entered, desktop.left) == (1, 0)
    awake.release()
    assert settles(lambda: desktop.left) and settles(lambda: not awake.active)
    assert desktop.threads == {"awake"} and threading.current_thread().name != "awake"


def test_held_twice_is_held_once_and_released_twice_is_released_once(desktop: Desktop, awake: Awake) -> None:
    for _ in range(2):
        awake.hold()
    assert awake.tried.wait(SOON) and len(keepers()) == 1
    for _ in range(2):
        awake.release()
    assert settles(lambda: not keepers()) and (desktop.entered, desktop.left) == (1, 1)


def test_released_before_it_was_held_is_nothing(desktop: Desktop, awake: Awake) -> None:
    awake.release()
    assert not keepers()
    awake.hold()
    assert awake.tried.wait(SOON) and awake.active


def test_held_after_a_release_it_works_again(desktop: Desktop, awake: Awake) -> None:
    for times in (1, 2):
        awake.hold()
        assert settles(lambda: awake.active) and desktop.entered == times
        awake.release()
        assert settles(lambda: not keepers()) and not awake.active and desktop.left == times


def test_nobody_waits_for_the_desktop(desktop: Desktop, awake: Awake) -> None:
    desktop.gate.clear()
    awake.hold()
    assert settles(keepers) and not awake.active and not awake.tried.is_set()
    awake.release()
    desktop.gate.set()
    assert settles(lambda: not keepers()) and not awake.active
    assert desktop.left == desktop.entered == 1, "what was granted too late is given back"


def test_a_desktop_that_lets_the_screen_sleep_is_no_failure(desktop: Desktop, awake: Awake) -> None:
    desktop.active = False
    awake.hold()
    assert awake.tried.wait(SOON) and not awake.active and keepers()


RAISED = [ImportError("wakepy"), OSError("bus"), ValueError(), SystemExit(3), KeyboardInterrupt()]


@pytest.mark.parametrize("where", ["call", "enter", "exit"])
@pytest.mark.parametrize("raised", RAISED, ids=repr)
def test_whatever_goes_wrong_in_there_is_silent_and_tried_again(
    desktop: Desktop, awake: Awake, shouts: list[Any], capfd: pytest.CaptureFixture[str], where: str, raised: BaseException
) -> None:
    desktop.raises = {where: raised}
    awake.hold()
    assert awake.tried.wait(SOON)
    awake.release()
    assert settles(lambda: not keepers()) and not awake.active
    assert shouts == [] and capfd.readouterr() == ("", "")
    desktop.raises = {}
    awake.hold()
    assert settles(lambda: awake.active)


def test_a_mode_that_says_nothing_is_silent(
    desktop: Desktop, awake: Awake, shouts: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desktop, "__enter__", lambda self: None)
    awake.hold()
    assert awake.tried.wait(SOON) and not awake.active and settles(lambda: not keepers()) and shouts == []


def test_a_program_may_end_while_it_is_held(desktop: Desktop, awake: Awake) -> None:
    awake.hold()
    assert awake.tried.wait(SOON) and [thread.daemon for thread in keepers()] == [True]


# ---- for doctor


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """wakepy seems to be here while this list holds its name."""
    here = ["wakepy"]
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name in here or None)
    return here


def test_a_desktop_that_answers_works(installed: list[str]) -> None:
    desktop = Desktop()
    assert report(desktop) == (True, "works: the screen stays on in a session")
    assert (desktop.entered, desktop.left) == (1, 1), "doctor holds nothing"


def test_a_desktop_that_does_not_answer_is_told_with_a_mend(installed: list[str]) -> None:
    assert report(Desktop(active=False)) == (
        False,
        "the desktop does not answer; turn the screen's own sleep off for a session",
    )


@pytest.mark.parametrize("where", ["call", "enter"])
@pytest.mark.parametrize("raised", RAISED, ids=repr)
def test_a_wakepy_that_raises_is_told_by_its_kind_with_a_mend(installed: list[str], where: str, raised: BaseException) -> None:
    desktop = Desktop()
    desktop.raises = {where: raised}
    mend = "turn the screen's own sleep off for a session"
    assert report(desktop) == (False, f"wakepy failed ({type(raised).__name__}); {mend}")


def test_without_the_extra_it_says_how_to_get_it(installed: list[str]) -> None:
    installed.clear()
    desktop = Desktop()
    works, says = report(desktop)
    assert not works and says.startswith("not installed; ") and "pip install 'corecare-tui[awake]'" in says
    assert desktop.threads == set(), "nothing was imported to find that out"


# ---- the real one


def test_the_real_wakepy_answers_one_way_or_the_other(shouts: list[Any]) -> None:
    pytest.importorskip("wakepy")
    works, says = report()
    assert "wakepy failed" not in says
    one = Awake()
    one.hold()
    assert one.tried.wait(60) and shouts == []
    one.release()
    assert settles(lambda: not keepers()) and not one.active
    assert works == says.startswith("works")
