"""C1: the clock of a session goes on while the machine sleeps, so a session that slept is paused and says so."""

import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from corecare_tui.adapters.journal import Journal
from corecare_tui.cli import world
from corecare_tui.domain.profile import Profile
from tests.end_to_end.terminal import ROOT, Terminal
from tests.reliability.counts import many

AHEAD_S = 3600
SLOW_S = 5
"""A start of Python in the namespace takes 0.1 s; this is for a busy machine."""
AWAY_S = 3
"""The player takes a gap of more than 2 s for a sleep."""
NAPS = many(1, 10)
INSIDE = ("unshare", "--user", "--map-root-user", "--time", "--boottime", str(AHEAD_S), "--fork")


def slept_before() -> bool:
    """May a clock be moved here that the whole machine does not share?"""
    return shutil.which("unshare") is not None and subprocess.run([*INSIDE, "true"], capture_output=True).returncode == 0


def ticks(*inside: str) -> int:
    """What the clock of a session says there."""
    read = [*inside, sys.executable, "-c", "from corecare_tui.cli import world; print(world.ticks())"]
    return int(subprocess.run(read, cwd=ROOT, capture_output=True, text=True, check=True, timeout=20).stdout)


@pytest.mark.skipif(not slept_before(), reason="unshare --time is not permitted (util-linux, user namespaces or root)")
def test_the_clock_of_a_session_counts_what_the_machine_slept(record_property: Any) -> None:
    ahead = ticks(*INSIDE) - ticks()
    assert (AHEAD_S - SLOW_S) * 1000 < ahead <= AHEAD_S * 1000
    record_property("figure", f"after {AHEAD_S:,} s of suspend the clock is {ahead / 1000:,.1f} s ahead")


def left(terminal: Terminal) -> int:
    """Seconds left, as the screen says."""
    found = re.search(r"(\d+):(\d\d) left", terminal.text)
    assert found, terminal.text
    return int(found[1]) * 60 + int(found[2])


@pytest.mark.many
def test_a_session_that_was_stopped_for_a_while_is_paused_and_says_so(tmp_path: Path, record_property: Any) -> None:
    with Journal(tmp_path / "journal") as journal:
        journal.save_profile(Profile(world.now().date()))
    slowest = 0.0
    with Terminal(tmp_path) as terminal:
        terminal.until("YOUR FIRST SESSION")
        terminal.press("o")
        terminal.until("New since last time?")
        terminal.press("0\r")
        terminal.until("1/3")
        terminal.watch(1)
        for _ in range(NAPS):
            slowest = max(slowest, nap(terminal))
        terminal.kill(signal.SIGTERM)
        assert terminal.until_end() == 128 + signal.SIGTERM
    assert slowest < 1
    record_property("figure", f"{NAPS} sleeps of {AWAY_S} s: paused and told within {slowest * 1000:.0f} ms")


def nap(terminal: Terminal) -> float:
    """The process sleeps; the seconds until the screen says so. Then it goes on where it was."""
    terminal.wait(lambda: "The machine slept for" not in terminal.text, "the end of the notice of the last time", 10)
    before = left(terminal)
    terminal.kill(signal.SIGSTOP)
    Event().wait(AWAY_S)
    terminal.read(0)  # painted before it was stopped
    terminal.kill(signal.SIGCONT)
    woke = time.perf_counter()
    terminal.wait(lambda: "The machine slept for" in terminal.text and "PAUSED" in terminal.text, "that it slept", 5)
    took = time.perf_counter() - woke
    assert before - left(terminal) <= 1, "what it slept was not done"
    paused = left(terminal)
    terminal.watch(1.2)
    assert left(terminal) == paused, "paused, it stands"
    terminal.press(" ")
    terminal.wait(lambda: "PAUSED" not in terminal.text, "the session again", 5)
    terminal.wait(lambda: left(terminal) < paused, "a second less", 5)
    return took
