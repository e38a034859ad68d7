"""T3: random bytes typed into the real program neither end it nor leave the terminal dirty, and a signal still ends it."""

import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corecare_tui.adapters.journal import Journal
from corecare_tui.cli import world
from corecare_tui.domain.profile import Profile
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.test_manners import LEAVING
from tests.reliability.counts import many

BURSTS = many(6, 1000)
KNOWN = (b"\xff\xc3\x28", b"\x1b[M \x98%", b"\x1b[99999999999999u", b"\x1b[<99999999999999999999;1;1M")
"""What ended the program once, typed to each before anything else."""
EACH = 20
"""Bursts in one program: a start takes a second, a burst a quarter of one."""
QUIT = 0x11
"""ctrl+q, the one byte that asks it to leave from any screen."""
PASTE_ENDS = b"\x1b[201~"
"""After each burst: a paste that never ends takes all keys for good, a known limit."""
LEFT = (0, 128 + signal.SIGINT, -signal.SIGINT, -signal.SIGQUIT)
"""Codes of one that was quit: with its terminal given back, a ctrl+c or ctrl+\\ in the rest of the burst is a signal."""
STARTS = ("", "o", "o0\r", "2", "5")
"""Today, the check-in, a session, History, Settings."""

WATCHED = """
import sys
from pathlib import Path
from corecare_tui.cli import main
from corecare_tui.ui.app import CoreCareApp
quit = CoreCareApp.action_quit
async def noted(app):
    Path(sys.argv[1]).touch()
    await quit(app)
CoreCareApp.action_quit = noted
CoreCareApp.action_suspend_process = lambda app: None
sys.exit(main([]))
"""
"""The program, noting that a person quit it: random bytes hold a q and clicks, and Textual's input thread died with exit 0, too.

Its ctrl+z does nothing: what is typed to a stopped program is the shell's, and test_terminal.py stops it.
"""

Fragment = Callable[[random.Random], bytes]


def noise(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randint(1, 120))


def numbers(chance: random.Random, most: int = 5) -> str:
    return ";".join(str(chance.choice((0, 1, 5, 35, 95, 200, 300, 2**31, 10**12))) for _ in range(chance.randint(0, most)))


def csi(chance: random.Random) -> bytes:
    # not t: a terminal that says it has 10^12 columns is none, and no size is checked here
    return f"\x1b[{chance.choice(('', '?', '<', '>', '='))}{numbers(chance)}{chance.choice('ABCDHFIOMRSPQZ~cnmyu$')}".encode()


def osc(chance: random.Random) -> bytes:
    return b"\x1b]" + str(chance.randint(0, 1337)).encode() + b";" + noise(chance) + chance.choice((b"\x07", b"\x1b\\", b""))


def dcs(chance: random.Random) -> bytes:
    return chance.choice((b"\x1bP", b"\x1b_", b"\x1b^", b"\x1bX", b"\x1bO", b"\x1b")) + noise(chance)[:8]


def mouse(chance: random.Random) -> bytes:
    at = f"{chance.randint(0, 90)};{chance.randint(0, 30)}"
    return f"\x1b[<{chance.choice((0, 1, 2, 32, 35, 64, 65, 255))};{at}{chance.choice('Mm')}".encode()


def old_mouse(chance: random.Random) -> bytes:
    return b"\x1b[M" + bytes((chance.randint(32, 99), chance.randint(32, 255), chance.randint(32, 255)))


def kitty(chance: random.Random) -> bytes:
    key = f"{chance.choice((9, 13, 27, 97, 127, 57399, 0x10FFFF, 0x110000, 10**9))}:{chance.randint(0, 99)}"
    return f"\x1b[{key};{chance.randint(0, 260)}:{chance.randint(0, 4)};{chance.randint(0, 2**22)}u".encode()


def paste(chance: random.Random) -> bytes:
    return b"\x1b[200~" + noise(chance) + chance.choice((PASTE_ENDS, b"", b"\x1b[200~"))


def size(chance: random.Random) -> bytes:
    """Reports of a terminal that tells its size itself."""
    rows, cols = chance.randint(0, 60), chance.randint(0, 200)
    return chance.choice((b"\x1b[?2048;2$y", b"\x1b[?2048;1$y", f"\x1b[48;{rows};{cols};{rows * 16};{cols * 8}t".encode()))


def text(chance: random.Random) -> bytes:
    return "".join(chance.choice("0123456789jkhlnbpseiwmrtocx \r\t\x1b?") for _ in range(chance.randint(1, 12))).encode()


FRAGMENTS: tuple[Fragment, ...] = (noise, csi, osc, dcs, mouse, old_mouse, kitty, paste, size, text)


def burst(chance: random.Random) -> bytes:
    """Up to a kilobyte: pure noise, or pieces of what terminals send, whole or cut short."""
    if chance.random() < 0.3:
        typed = chance.randbytes(chance.randint(1, 1000))
    else:
        pieces = [chance.choice(FRAGMENTS)(chance) for _ in range(chance.randint(1, 12))]
        typed = b"".join(one if chance.random() < 0.8 else one[: chance.randint(0, len(one))] for one in pieces)
    return bytes(byte for byte in typed if byte != QUIT) + PASTE_ENDS


def clean(terminal: Terminal) -> bool:
    last = terminal.raw.rpartition(b"\x1b[?1049h")[2]
    return terminal.cooked and all(mode in last for mode in LEAVING) and b"Traceback" not in terminal.raw


def hammer(home: Path, seeds: range) -> int:
    """A burst for each seed in one program, then the signal that ends it; how many were typed before it was quit by right."""
    asked = home / "asked-to-quit"
    with Terminal(home, str(asked)) as terminal:
        terminal.until("YOUR FIRST SESSION")
        for key in STARTS[seeds[0] // EACH % len(STARTS)]:
            terminal.press(key)
            terminal.watch(0.3)
        for known in KNOWN:
            terminal._child.send(known)
        for number, seed in enumerate(seeds, 1):
            typed = burst(random.Random(seed))
            terminal._child.send(typed)
            terminal.watch(0.2)
            if terminal.ended or terminal.cooked:
                code = left(terminal)
                assert asked.exists() and code in LEFT, f"seed {seed}: ended with {code} by {typed!r}\n{reports(home)}"
                assert clean(terminal), f"seed {seed}: quit and left the terminal dirty"
                return number
        terminal.kill(signal.SIGTERM)
        code = left(terminal)
        assert code == 128 + signal.SIGTERM or (asked.exists() and code in LEFT), f"{seeds}: {code}\n{reports(home)}"
        assert clean(terminal), f"{seeds}: the terminal is dirty"
    assert not reports(home), f"{seeds}: {reports(home)}"
    return len(seeds)


def left(terminal: Terminal) -> int | None:
    """Its exit code; None for one that has left its screen, or was told to, and lives."""
    terminal.watch(5)
    return terminal.until_end() if terminal.ended else None


def reports(home: Path) -> str:
    return "\n".join(path.read_text() for path in home.glob("reports/*"))


@pytest.mark.many
def test_random_bytes_do_not_end_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Any) -> None:
    monkeypatch.setattr("tests.end_to_end.terminal.command", lambda *args, clock=None: [sys.executable, "-c", WATCHED, *args])
    monkeypatch.setenv("HOME", str(tmp_path / "home"))  # whatever is pressed, nothing is written elsewhere
    typed = programs = 0
    while typed < BURSTS:
        home = tmp_path / str(programs)
        with Journal(home / "journal") as journal:
            journal.save_profile(Profile(world.now().date()))
        typed += hammer(home, range(typed, min(typed + EACH, BURSTS)))
        programs += 1
    record_property("figure", f"{typed:,} runs of random bytes in {programs} programs: 0 deaths, 0 terminals left dirty")
