"""Two CoreCares on one record: the second is refused at once, and a killed first one leaves no lock and loses nothing."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import IO

from corecare_tui.adapters.journal import Journal, holder
from corecare_tui.cli import world
from corecare_tui.domain.profile import Profile
from tests.cli.cli_kit import Said
from tests.end_to_end.terminal import ROOT, Terminal, command, environment
from tests.reliability.counts import many

ROUNDS = many(8, 100)
APP_EVERY = 4
"""In one round of four it is the real app that is open, in a terminal; else a writer, a hundred entries a second."""
AT_ONCE_S = 1.0
"""From the command's start to its end, without the time for which the machine had no core for it."""
HANGS_S = 60
TRIES = 3
"""A command that waits for the lock is late each time; one that a busy machine kept waiting is not."""
WRITER = """
import select
import sys
from datetime import datetime, timedelta
from pathlib import Path
from corecare_tui.adapters.journal import Journal
from corecare_tui.domain.records import PainEntry

name = sys.argv[2]
with Journal(Path(sys.argv[1])) as journal:
    print("open", flush=True)
    at = datetime.now().astimezone()
    for number in range(100_000):
        journal.log(PainEntry(at + timedelta(microseconds=number), 3, None, f"{name} {number}"))
        print(f"{name} {number}", flush=True)
        select.select([], [], [], 0.01)
"""


class Writer:
    """A small process that holds the journal and writes, telling each entry once it is kept."""

    def __init__(self, home: Path, name: str) -> None:
        line = [sys.executable, "-c", WRITER, str(home / "journal"), name]
        self._process = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._said.readline() == "open\n"

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def _said(self) -> IO[str]:
        assert self._process.stdout is not None
        return self._process.stdout

    def kill(self) -> list[str]:
        """Kill -9, amid whatever it writes; what it had told as kept."""
        if self._said.closed:
            return []
        self._process.kill()
        with self._process:
            return [line.rstrip("\n") for line in self._said.readlines() if line.endswith("\n")]


class App:
    """The real one, open on Today."""

    def __init__(self, home: Path) -> None:
        self._terminal = Terminal(home)

    def __enter__(self) -> "App":
        self._terminal.until("YOUR FIRST SESSION", "NEXT SESSION")
        return self

    def __exit__(self, *_: object) -> None:
        self._terminal.close()

    def kill(self) -> list[str]:
        """Kill -9; it acknowledged nothing."""
        self._terminal.kill()
        assert self._terminal.until_end() == -9
        return []


def pain(home: Path, note: str) -> tuple[Said, float]:
    """`corecare pain 3`, and how long it took."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command("pain", "3", "--note", note), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(home)
    ) as done:
        watch = threading.Timer(HANGS_S, done.kill)
        watch.start()
        os.waitid(os.P_PID, done.pid, os.WEXITED | os.WNOWAIT)  # what it says fits into a pipe
        took = time.perf_counter() - begun - starved(done.pid)
        watch.cancel()
        out, err = done.communicate()
    return Said(done.returncode, out, err), took


def starved(pid: int) -> float:
    """The seconds for which a process could have run and had no core: four of five where ten others want the two there are."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except OSError:  # no Linux, or one that does not count it
        return 0.0


def refused(home: Path, by: int | None) -> float:
    """The seconds in which a second one was told that the first is open."""
    quickest = float("inf")
    for _ in range(TRIES):
        done, took = pain(home, "refused")
        assert done.code == 2, done
        assert re.fullmatch(rf".*: CoreCare is already open here; .* \(process {by}\)", done.line)
        quickest = min(quickest, took)
        if quickest <= AT_ONCE_S:
            break
    return quickest


def test_a_second_one_is_refused_at_once_and_a_dead_one_is_in_nobodys_way(
    tmp_path: Path, record_property: Callable[..., None]
) -> None:
    kept, seconds = list[str](), list[float]()
    with Journal(tmp_path / "journal") as journal:
        journal.save_profile(Profile(world.now().date()))
    for number in range(ROUNDS):
        with ExitStack() as opened:
            first = opened.enter_context(App(tmp_path) if number % APP_EVERY == 0 else Writer(tmp_path, f"writer {number}"))
            seconds.append(refused(tmp_path, holder(tmp_path / "journal")))
            kept += first.kill()
            let_in, _ = pain(tmp_path, f"let in {number}")
            assert let_in.code == 0, let_in  # at the first try
            assert seconds[-1] <= AT_ONCE_S, f"round {number}"
            kept.append(f"let in {number}")
        with Journal(tmp_path / "journal", write=False) as journal:
            notes = [entry.note for entry in journal.pains()]
        assert len(set(notes)) == len(notes)
        assert set(kept) <= set(notes)
        assert len(notes) <= len(kept) + number + 1  # what was under way at a kill -9 may be there too
        assert "refused" not in notes
    assert len(kept) > 2 * ROUNDS
    figure = f"{ROUNDS} rounds, refused in {median(seconds):.2f} s, at most {max(seconds):.2f} s; {len(kept):,} kept, 0 lost"
    record_property("figure", figure)
