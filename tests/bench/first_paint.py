"""P1: from starting the process to the first painted cell, in a real pseudo-terminal."""

import os
import pty
import re
import select
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter_ns

from tests.bench.measure import Row, Times, alternate, compare
from tests.bench.world import CHECKOUT, CORECARE, environ

ROWS_COLUMNS = (30, 100)
PATIENCE_S = 30
ESCAPES = re.compile(
    r"""\x1b\[[0-?]*[ -/]*[@-~]                        # CSI
    | \x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)          # OSC, DCS, APC, PM, SOS
    | \x1b[ -/]*[0-OQ-WYZ`-~\\]                        # the short ones
    | \x1b\[?[ -?]*$ | \x1b[\]P_^X][^\x07\x1b]*$       # one that is cut off""",
    re.VERBOSE,
)
"""What is sent and not painted, as far as it was read."""
ANY, PLAN, STATIC_TEXT = re.compile(r"\S"), re.compile(r"LAST TIME"), re.compile(r"painted")
"""A painted cell; the heading that Today shows with the plan and never without; the whole of the reference."""
STATIC = (sys.executable, "-m", "tests.bench.one_static")


def measure(rounds: int, home: Path) -> list[Row]:
    """The app over that home against an app of one Static."""
    seen: Times = {"plan": []}

    def ours() -> float:
        first, plan = painted(CORECARE, home, ANY, PLAN)
        seen["plan"].append(plan)
        return first

    times = alternate(rounds, first=ours, one_Static=lambda: painted(STATIC, home, STATIC_TEXT)[0])
    times["plan"] = seen["plan"][-rounds:]
    return [
        compare("P1", "first painted cell, 10 years", times, "first", "one_Static", 1.25),
        compare("", "Today's plan is shown, 10 years", times, "plan", "one_Static"),
    ]


def painted(command: tuple[str, ...], home: Path, *wanted: re.Pattern[str]) -> list[float]:
    """Milliseconds from the start until each of `wanted` was painted, in that order. Raises TimeoutError if one never is."""
    text, found = b"", []
    begun = perf_counter_ns()
    with running(command, home) as terminal:
        for chunk in chunks(terminal):
            now = perf_counter_ns()
            text += chunk
            plain = ESCAPES.sub("", text.decode(errors="ignore"))
            while len(found) < len(wanted) and wanted[len(found)].search(plain):
                found.append((now - begun) / 1e6)
            if len(found) == len(wanted):
                return found
            if now - begun > PATIENCE_S * 1e9:  # something is painted for ever, but not that
                break
    raise TimeoutError(f"{' '.join(command)} never painted {wanted[len(found)].pattern!r}")


@contextmanager
def running(command: tuple[str, ...], home: Path) -> Iterator[int]:
    """The command on a terminal of its own, ended at the end; gives our side of that terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, ROWS_COLUMNS)
    process = subprocess.Popen(
        command, cwd=CHECKOUT, env=environ(home), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    try:
        yield ours
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def chunks(terminal: int) -> Iterator[bytes]:
    """What is written to the terminal, until nothing came for long or the other side has closed it."""
    while select.select([terminal], [], [], PATIENCE_S)[0]:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux: the last process on the other side is gone
            return
        if not chunk:
            return
        yield chunk
