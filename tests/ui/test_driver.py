"""The guards of the driver, each by itself; the whole program in a real terminal is tests/reliability/test_terminal.py's."""

import io
import os
import threading
from collections.abc import Callable

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from corecare_tui.ui import driver
from corecare_tui.ui.driver import LOOK_S, LOOKS, Bell, GuardedDriver, Outlet


class Broken(io.StringIO):
    """A terminal that is gone after so many writes."""

    def __init__(self, after: int, error: Exception) -> None:
        super().__init__()
        self.left, self.error = after, error

    def write(self, text: str) -> int:
        if not self.left:
            raise self.error
        self.left -= 1
        return super().write(text)


@pytest.mark.parametrize("error", [BrokenPipeError(), OSError(5, "gone"), ValueError("closed")])
def test_what_nobody_reads_is_thrown_away_and_told_once(error: Exception) -> None:
    gone: list[str] = []
    file = Broken(2, error)
    outlet = Outlet(file, lambda: gone.append("gone"))
    for number in range(100):
        outlet.write(str(number))
        outlet.flush()
    assert file.getvalue() == "01"
    assert gone == ["gone"]


class Told(GuardedDriver):
    """A driver without a terminal, for what it tells."""

    def __init__(self) -> None:
        self.messages: list[object] = []

    def process_message(self, message: object) -> None:
        self.messages.append(message)


def keys(told: Told) -> list[str]:
    return [message.key for message in told.messages if isinstance(message, events.Key)]


def test_a_report_that_no_terminal_sends_costs_itself_alone() -> None:
    told, parser = Told(), XTermParser()
    for typed in ("a", "\x1b[99999999999999u", "b", "\x1b[<99999999999999999999;1;1M", "c"):
        parser = told._told(parser, typed)
    assert [key for key in keys(told) if key in "abc"] == ["a", "b", "c"]


def test_a_parser_that_failed_is_followed_by_one_that_knows_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(parser: XTermParser, text: str) -> list[object]:
        raise RuntimeError(text)

    told, parser = Told(), XTermParser()
    parser.mouse_pixels, parser.terminal_size = True, (80, 24)
    monkeypatch.setattr(driver, "_fed", fail)
    after = told._told(parser, "x")
    assert after is not parser
    assert (after.mouse_pixels, after.terminal_size) == (True, (80, 24))


class Typing(Told):
    """The input thread over a pipe."""

    def __init__(self) -> None:
        super().__init__()
        self.fileno, self.typed = os.pipe()
        self.exit_event = self._end = Bell()
        self.came = threading.Condition()

    def process_message(self, message: object) -> None:
        with self.came:
            super().process_message(message)
            self.came.notify()

    def until(self, seen: Callable[[], bool]) -> None:
        with self.came:
            assert self.came.wait_for(seen, 10), self.messages


def test_a_lone_escape_is_a_key_and_the_end_is_heard_by_a_thread_that_waits() -> None:
    told = Typing()
    thread = threading.Thread(target=told.run_input_thread, daemon=True)
    thread.start()
    for typed, wanted in (("a", ["a"]), ("\x1b", ["a", "escape"]), ("b", ["a", "escape", "b"])):
        os.write(told.typed, typed.encode())
        told.until(lambda wanted=wanted: keys(told) == wanted)
        thread.join(2 * LOOKS * LOOK_S)  # by now it waits without looking
        assert thread.is_alive()
    told.exit_event.set()
    thread.join(10)
    assert not thread.is_alive()


def test_a_bell_rings_once_however_often_it_is_set() -> None:
    bell = Bell()
    for _ in range(3):
        bell.set()
        bell.set()
        bell.clear()
        bell.clear()
        assert not bell.is_set()
    bell._heard.setblocking(False)
    with pytest.raises(BlockingIOError):
        bell._heard.recv(1)
