"""T4: no size of a terminal, no change of it and no locale makes the real program fail or write an escape for a letter."""

import random
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corecare_tui.adapters.journal import Journal
from tests.end_to_end.terminal import Terminal
from tests.reliability.counts import many

FULL = bool(many(0, 1))
SIZES = ((1, 1), (10, 3), (80, 1), (500, 200), (1000, 1000))
STARTED = SIZES if FULL else SIZES[:1]
"""Sizes to start at; 1000 × 1000 alone takes 13 s."""
MET = SIZES if FULL else SIZES[:3]
RESIZES = many(25, 400)
WIDEST, TALLEST = 200, 60
"""Of the random sizes: a full repaint of more is 50 kB and shows nothing new, and 1000 × 1000 is tried by itself."""
LOCALES = (
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
    {"LANG": "C"},
    {"LC_ALL": "C"},
    {"LANG": "en_US.UTF-8"},
)
SPOKEN = LOCALES if FULL else LOCALES[:1]
SAYING = ("LANG", "LC_ALL", "LC_CTYPE", "PYTHONUTF8", "PYTHONCOERCECLOCALE", "PYTHONIOENCODING")
"""The variables that say anything about letters."""
ESCAPED = re.compile(rb"\\(?:u[0-9a-f]{4}|U[0-9a-f]{8}|x[0-9a-f]{2})")
PAINTED_S = 1.5
LARGE = 200 * 60
FRAMES = 100_000
"""Bytes in 4 s; a session at 80 × 24 writes 40,000."""


class Unseen:
    """A screen that nobody looks at: a megabyte of 1000 × 1000 cells takes pyte ten seconds."""

    def feed(self, written: bytes) -> None:
        """Nobody reads it."""


class Sized(Terminal):
    """A terminal whose window can be made larger and smaller."""

    def __init__(self, home: Path, cols: int = 80, rows: int = 24) -> None:
        super().__init__(home, cols=cols, rows=rows)
        self.home = home
        self._seen: Any = self._stream
        self.size = (cols, rows)
        self._look()

    @property
    def large(self) -> bool:
        return self.size[0] * self.size[1] > LARGE

    def resize(self, cols: int, rows: int) -> None:
        """From a large one in two steps: what was still painted for it is read unseen."""
        before, self.size = self.large, (cols, rows)
        if before and not self.large:
            self._child.setwinsize(rows, cols + 1)
            self.drain()
        self._look()
        self._screen.resize(rows, cols)
        self._child.setwinsize(rows, cols)

    def _look(self) -> None:
        self._stream = Unseen() if self.large else self._seen

    def drain(self) -> None:
        """Read until what comes is no more than a session's frames."""
        known = -FRAMES
        while len(self.raw) - known >= FRAMES and not self.ended:
            known = len(self.raw)
            self.watch(4)  # laying out 1000 × 1000 takes 3 s without a byte

    def answered(self, act: Callable[[], None]) -> None:
        """Do it and read until it was painted, if it is seen at all: without that a busy machine would be asked too soon."""
        before, until = len(self.raw), time.perf_counter() + PAINTED_S
        act()
        while len(self.raw) == before and time.perf_counter() < until and not self.ended:
            self.read(0.1)
        self.settle()

    def settle(self) -> None:
        """Read until nothing came for as long as a key takes, 2 s at 1000 × 1000; a session moves for ever."""
        quiet, most = (3, 12) if self.large else (0.15, 0.3)
        until = time.perf_counter() + most
        while time.perf_counter() < until and self.read(quiet):
            pass

    def failed(self) -> str:
        """What was written down of a mistake of ours, or of an end that nobody asked for."""
        reports = [path.read_text() for path in self.home.glob("reports/*")]
        said = re.findall(rb"Traceback.*|mistake of CoreCare's own[^;]*", self.raw)
        return "\n".join([*reports, *(line.decode() for line in said), *(["it ended"] if self.ended else [])])

    def ends(self) -> None:
        """A signal finds it alive, and it leaves as it should."""
        self.kill(signal.SIGTERM)
        assert self.until_end(20) == 128 + signal.SIGTERM
        assert self.cooked
        self.ended = False  # as it should
        assert not self.failed()


def look(terminal: Sized, keys: str, at: object) -> None:
    """Press those keys, see the program live on."""
    terminal.answered(lambda: terminal.press(keys))
    assert not terminal.failed(), f"{at}, after {keys!r}: {terminal.failed()}"


def in_session(home: Path) -> bool:
    with Journal(home / "journal", write=False) as journal:
        return journal.current() is not None


@pytest.mark.many
@pytest.mark.parametrize("size", STARTED, ids=lambda size: "×".join(map(str, size)))
def test_it_starts_at_any_size(home: Path, size: tuple[int, int], record_property: Any) -> None:
    with Sized(home, *size) as terminal:
        terminal.wait(lambda: b"\x1b[?25l" in terminal.raw, "anything")
        terminal.watch(1)  # nothing can be read in one cell: the world stands 0.9 s after the launch here
        for keys in ("", "o", "0", "\r"):
            look(terminal, keys, size)
        assert in_session(home), "the keys were heard, whatever could be seen"
        terminal.resize(80, 24)
        terminal.until("1/3", timeout=120)  # of 1000 × 1000 there may be 5 MB on the way, which pyte reads in a minute
        terminal.ends()
    record_property("figure", f"started at {size[0]} × {size[1]}: Today, check-in and session, 0 exceptions")


@pytest.mark.many
def test_the_first_questions_fit_one_cell(tmp_path: Path) -> None:
    with Sized(tmp_path, 1, 1) as terminal:
        terminal.wait(lambda: b"\x1b[?25l" in terminal.raw, "anything")
        terminal.watch(1)
        for keys in ("", "j", "n"):
            look(terminal, keys, "1 × 1")
        terminal.resize(80, 24)
        terminal.until("YOUR FIRST SESSION")
        terminal.ends()


@pytest.mark.many
def test_any_change_of_size_leaves_every_screen_standing(home: Path, record_property: Any) -> None:
    chance = random.Random(4)
    with Sized(home) as terminal:
        done = 0
        for keys, seen, part in (("", "YOUR FIRST SESSION", 0), ("o", "New since last time?", 1), ("0\r", "1/3", 2)):
            terminal.press(keys)
            terminal.until(seen)
            for size in MET:
                resized(terminal, size, seen)
            for _ in range(part * RESIZES // 3, (part + 1) * RESIZES // 3):
                terminal.resize(chance.randint(1, WIDEST), chance.randint(1, TALLEST))
                terminal.watch(chance.choice((0, 0.01, 0.1)))
                assert not terminal.failed(), f"{terminal.failed()} at {terminal.size[0]} × {terminal.size[1]}"
                done += 1
            # the small widths are where it can only just be painted; high ones are laid out otherwise than flat ones
            for size in [(width, height) for width in range(1, 9) for height in ((1, 40) if FULL else (40,))]:
                resized(terminal, size, seen)
            terminal.resize(80, 24)
            terminal.until(seen)
        terminal.ends()
    assert done == RESIZES
    record_property("figure", f"{done} random resizes and {len(MET)} extreme sizes on three screens, 0 exceptions")


def resized(terminal: Sized, size: tuple[int, int], on: str) -> None:
    terminal.answered(lambda: terminal.resize(*size))
    assert not terminal.failed(), f"{on} at {size[0]} × {size[1]}: {terminal.failed()}"


@pytest.mark.many
@pytest.mark.parametrize("spoken", SPOKEN, ids=lambda spoken: " ".join(f"{key}={value}" for key, value in spoken.items()))
def test_no_locale_makes_it_write_an_escape_for_a_letter(
    home: Path, monkeypatch: pytest.MonkeyPatch, spoken: dict[str, str], record_property: Any
) -> None:
    for name in SAYING:
        monkeypatch.delenv(name, raising=False)
    for name, value in spoken.items():
        monkeypatch.setenv(name, value)
    with Sized(home) as terminal:
        for keys, seen in (("", "YOUR FIRST SESSION"), ("o", "New since last time?"), ("0\r", "1/3")):
            terminal.press(keys)
            terminal.until(seen)
        terminal.until("▀")  # the figure and the large letters are there, which no ASCII holds
        terminal.ends()
        assert not ESCAPED.findall(terminal.raw)
        written = len(terminal.raw)
    record_property("figure", f"{' '.join(f'{k}={v}' for k, v in spoken.items())}: 0 escapes in {written} bytes")
