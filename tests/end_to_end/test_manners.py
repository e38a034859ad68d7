"""How the program behaves towards the shell, a second copy of itself, signals and pipes."""

import os
import random
import re
import signal
import subprocess
import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

import pytest

from corecare_tui.adapters.journal import Journal
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import SessionOutcome
from tests.end_to_end.terminal import ROOT, Terminal, command, environment, fast

MANY = os.environ.get("CORECARE_MANY")
STARTS = max(100, int(MANY)) if MANY else 5
"""Starts that are interrupted, for each signal; CORECARE_MANY=1 asks for the full 100."""
LEAVING = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?1006l", b"\x1b[?2004l", b"\x1b[?25h")
"""Alternate screen, mouse and paste reports off, the cursor on."""

ANSWERS = {
    "Numbers of what applies": "",
    "Numbers of what is new": "",
    "Back pain now, 0 to 10?": "1",
    "Worst back pain during Low-lunge": "0",
    "Worst back pain during Donkey kick": "2",
    "Worst back pain during Glute bridge": "0",
    "Where?": "1",
    "Effort?": "1",
    "Back pain now, at the end": "0",
    "How hard was the whole session": "3",
    "The machine slept": "",
}
"""What is typed when a line begins so."""


def begin_session(terminal: Terminal) -> None:
    """From the first launch into the get-ready of the warm-up."""
    terminal.until("does any of these apply to you?")
    terminal.press("n")
    terminal.until("YOUR FIRST SESSION")
    terminal.press("o")
    terminal.until("New since last time?")
    terminal.press("0\r")
    terminal.until("1/3")


def after_the_app(terminal: Terminal) -> list[str]:
    """The lines a person finds in the shell when the app, if it was painted at all, has gone."""
    _, _, after = terminal.raw.rpartition(b"\x1b[?1049l")
    return [line.strip() for line in re.sub(r"\x1b\[[0-9;?<]*[a-z]", "", after.decode()).splitlines() if line.strip()]


def test_without_a_terminal_it_says_so_in_one_line(tmp_path: Path) -> None:
    told = subprocess.run(
        command(), cwd=ROOT, env=environment(tmp_path), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20
    )
    assert told.returncode == 2
    assert told.stdout == ""
    (line,) = told.stderr.splitlines()
    assert "terminal" in line
    assert "play --plain" in line
    assert not (tmp_path / "journal").exists()


def test_a_second_one_says_that_corecare_is_already_open(tmp_path: Path) -> None:
    with Terminal(tmp_path) as first:
        first.until("does any of these apply to you?")
        with Terminal(tmp_path) as second:
            assert second.until_end() == 2
            (line,) = after_the_app(second)
            assert "CoreCare is already open" in line
            assert second.cooked
        first.press("n")  # and the first one is none the worse for it
        first.until("YOUR FIRST SESSION")


def test_quitting_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        assert terminal.cooked
        terminal.until("does any of these apply to you?")
        assert not terminal.cooked
        terminal.press("n")
        terminal.until("YOUR FIRST SESSION")
        terminal.press("q")
        assert terminal.until_end() == 0
        assert all(mode in terminal.raw for mode in LEAVING)
        assert terminal.cooked


@pytest.mark.parametrize("sig", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_in_mid_session_leaves_the_terminal_clean_and_the_session_open(tmp_path: Path, sig: signal.Signals) -> None:
    with Terminal(tmp_path) as terminal:
        begin_session(terminal)
        terminal.kill(sig)
        assert terminal.until_end(timeout=3) == 128 + sig
        assert all(mode in terminal.raw for mode in LEAVING)
        assert terminal.cooked
        assert b"Traceback" not in terminal.raw
    with Journal(tmp_path / "journal", write=False) as journal:
        assert journal.current() is not None


@dataclass(frozen=True)
class Interrupted:
    """What a signal during the start left behind."""

    sig: int
    after: float
    """Seconds from the launch."""
    code: int
    raw: bytes
    cooked: bool

    @property
    def painted(self) -> bool:
        """Whether it had touched the terminal: until then a signal ends it as it ends any program."""
        return b"\x1b[?1049h" in self.raw

    @property
    def quiet(self) -> bool:
        """Whether it left with the signal's code and without a traceback."""
        due = (128 + self.sig,) if self.painted else (128 + self.sig, -self.sig)
        return self.code in due and b"Traceback" not in self.raw


@pytest.fixture(scope="module", params=[signal.SIGTERM, signal.SIGHUP])
def interrupted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Interrupted]:
    """Starts of a person who has been here before, each ended by a signal at a random moment."""
    home = tmp_path_factory.mktemp("home")
    with Journal(home / "journal") as journal:
        journal.save_profile(Profile(date.today()))
    chance, sig = random.Random(request.param), request.param
    return [interrupt(home, sig, chance.uniform(0.2, 1.2)) for _ in range(STARTS)]


def interrupt(home: Path, sig: int, after: float) -> Interrupted:
    with Terminal(home) as terminal:
        terminal.watch(after)
        terminal.kill(sig)
        code = terminal.until_end(timeout=5)
        return Interrupted(sig, after, code, terminal.raw, terminal.cooked)


@pytest.mark.many
def test_a_signal_at_any_moment_of_the_start_leaves_the_terminal_as_it_was(interrupted: list[Interrupted]) -> None:
    for one in interrupted:
        assert one.cooked, one
        assert not one.painted or all(mode in one.raw for mode in LEAVING), one


@pytest.mark.many
def test_a_signal_at_any_moment_of_the_start_ends_it_with_that_signals_code(interrupted: list[Interrupted]) -> None:
    loud = [one for one in interrupted if not one.quiet]
    assert not loud, f"{len(loud)} of {len(interrupted)}: {[(round(one.after, 3), one.code) for one in loud]}"


def answer_all(lines: IO[str], typed: IO[str]) -> list[str]:
    """Answer each question as it is asked; every line that was told."""
    told = []
    for line in lines:
        told.append(line.rstrip("\n"))
        answer = next((answer for start, answer in ANSWERS.items() if line.startswith(start)), None)
        if answer is not None:
            typed.write(f"{answer}\n")
            typed.flush()
    return told


@fast
def test_the_line_mode_plays_to_the_end_over_pipes(tmp_path: Path) -> None:
    played = subprocess.Popen(
        command("play", "warm_up", "--plain", clock="@2026-11-16 08:00:00 x20"),
        cwd=ROOT,
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    watch = threading.Timer(90, os.killpg, (played.pid, signal.SIGKILL))
    watch.start()
    with played:
        told = answer_all(played.stdout, played.stdin)
        assert played.stderr.read() == ""
    watch.cancel()
    assert played.returncode == 0
    assert told[-1] == "Kept."
    assert not [line for line in told if "\x1b" in line]

    with Journal(tmp_path / "journal", write=False) as journal:
        assert journal.current() is None
        (session,) = journal.sessions()
    assert session.outcome is SessionOutcome.FINISHED
    assert (session.pre, session.end_pain) == (1, 0)
    rated = [(r.exercise, r.done, r.pain, r.place, r.effort) for r in session.results]
    assert rated == [
        ("low_lunge", 1.0, 0, None, 1),
        ("donkey_kick", 1.0, 2, "low_back", 1),
        ("glute_bridge", 1.0, 0, None, 1),
    ]
