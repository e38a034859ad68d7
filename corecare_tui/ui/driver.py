"""Textual's own driver, with guards against what a terminal, a shell and a closing lid do to it (docs/reliability.md, T2)."""

import codecs
import math
import os
import selectors
import socket
import threading
from collections.abc import Callable, Iterable
from typing import IO, TYPE_CHECKING, Any, cast

from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

if TYPE_CHECKING:
    from corecare_tui.ui.manners import WellMannered

LOOK_S = 0.1
"""So often it is looked whether a lone Esc was a key, as Textual's driver does at all times (2 ms of processor a second)."""
LOOKS = 1 + math.ceil(ESCAPE_DELAY / LOOK_S)
"""So often after the last byte; then nothing but a byte or the end wakes the input thread."""
MOST_BYTES = 4096
HUNG_UP = 129
"""128 + SIGHUP: a terminal that has gone is told so, also where no signal came."""
LEARNT = ("mouse_pixels", "terminal_size", "terminal_pixel_size")
"""What a parser knows of its terminal."""


class Bell(threading.Event):
    """An event for which a selector can wait beside files."""

    def __init__(self) -> None:
        super().__init__()
        self._heard, self._rope = socket.socketpair()

    def fileno(self) -> int:
        """Ready for reading while it is set."""
        return self._heard.fileno()

    def set(self) -> None:
        """Ring."""
        if not self.is_set():
            super().set()
            self._rope.send(b"!")

    def clear(self) -> None:
        """Be silent."""
        if self.is_set():
            super().clear()
            self._heard.recv(1)


class GuardedDriver(LinuxDriver):
    """The driver of an app that is `WellMannered`: it is asked to leave when its terminal has gone."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self._file = cast("Any", Outlet(cast("IO[str]", self._file), self._gone))
        self.exit_event = self._end = Bell()
        self._asleep = False

    def _get_terminal_size(self) -> tuple[int, int]:
        """The terminal's own; Textual believes exported COLUMNS and LINES more, and sees no change of size then."""
        try:
            size = os.get_terminal_size(self.fileno)
        except OSError:
            return super()._get_terminal_size()
        return size if all(size) else super()._get_terminal_size()

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while."""
        self._asleep = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """Take it over again, if it was given back.

        On every SIGCONT Textual would begin anew: after a SIGSTOP with a second writer and a second input thread (no key came
        through), after a bare SIGCONT with a shell's terminal left raw.
        """
        if self._asleep:
            self._asleep = False
            super().resume_application_mode()

    def run_input_thread(self) -> None:
        """Read keys until the app ends or the input does."""
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        parser = XTermParser()
        looks = LOOKS
        with selectors.SelectSelector() as selector:
            selector.register(self._end, selectors.EVENT_READ)
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = any(key.fileobj == self.fileno for key, _ in selector.select(LOOK_S if looks else None))
                looks = LOOKS if ready else max(0, looks - 1)
                typed = self._typed() if ready else b""
                if ready and not typed:
                    self._gone()
                    break
                parser = self._told(parser, decode(typed))

    def _typed(self) -> bytes:
        """What was typed; nothing where the input has ended: it would be ready for reading for ever (88 % of a processor)."""
        try:
            return os.read(self.fileno, MOST_BYTES)
        except OSError:
            return b""

    def _told(self, parser: XTermParser, text: str) -> XTermParser:
        """Hand on what `text` means; the parser to go on with."""
        try:
            messages = [*_fed(parser, text), *parser.tick()]
        except Exception:  # a report that no terminal sends: 20 of 20 runs of random bytes ended the program
            return _learnt(parser)
        for message in messages:
            self.process_message(message)
        return parser

    def _gone(self) -> None:
        app = cast("WellMannered", self._app)
        self._loop.call_soon_threadsafe(app.leave, HUNG_UP)


class Outlet:
    """A file that takes what is written when nobody reads it any more: else the 31st frame would block the loop for ever."""

    def __init__(self, file: "IO[str]", gone: Callable[[], None]) -> None:
        self._file, self._gone = file, gone
        self._broken = False

    def write(self, text: str) -> None:
        """Write it, or throw it away."""
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        """Flush it, or not."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """The real file's."""
        return self._file.fileno()

    def _try(self, act: Callable[[], object]) -> None:
        if self._broken:
            return
        try:
            act()
        except (OSError, ValueError):  # ValueError: it was closed
            self._broken = True
            self._gone()


def _fed(parser: XTermParser, text: str) -> Iterable[Message]:
    """What the text means; an empty one would tell the parser that the input has ended."""
    return parser.feed(text) if text else ()


def _learnt(old: XTermParser) -> XTermParser:
    """A new parser that knows its terminal as the old one did."""
    new = XTermParser()
    for name in LEARNT:
        setattr(new, name, getattr(old, name))
    return new
