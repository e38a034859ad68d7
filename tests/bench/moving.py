"""P6, P7, P10 and the drawing itself: what a body on the screen costs in processor, bytes and waiting."""

import os
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.figure.glyphs import Mode
from corecare_tui.figure.motion import Motions
from corecare_tui.figure.picture import frame
from tests.bench.first_paint import ESCAPES
from tests.bench.measure import Row, Times, alternate, compare, milliseconds
from tests.bench.world import CHECKOUT, environ

SIZE = (24, 80)
FRAME = (48, 14)
"""Columns and rows of the figure in a terminal of 80 × 24."""
CASES = ("digits", "moving", "still", "nobody", "nobody still")


@dataclass(frozen=True)
class Patience:
    """How long each case is looked at, in seconds, and how many keys are pressed."""

    begun: float = 3.0
    """Until it stands there."""
    drawn: float = 5.0
    """Until the loop of a rep was drawn once."""
    counted: float = 6.0
    keys: int = 300
    """As P10 asks: of 60 the 99th percentile lies beyond the worst one (it read 2.2× where 300 read 1.0×)."""


PATIENCE = Patience()


def measure(rounds: int, home: Path, patience: Patience = PATIENCE) -> list[Row]:
    """The rows."""
    drawn = _drawn(rounds)
    cpu, sent, waited = _costs(rounds, home, patience)
    return [
        compare("", "a frame of 48 × 14 cells, drawn anew (goal 10 ms)", drawn, "smooth", "ascii", 10, in_ms=True),
        compare("P6", "processor of a moving figure, as it moves", cpu, "moving", "digits", 8),
        compare("P6", "processor while it holds still", cpu, "still", "digits", 1.5),
        compare("P6", "the same against the same screen without figure", cpu, "still", "nobody still", 1.5),
        _bytes("P7", "bytes a second, moving (kB in the columns of ms)", sent, "moving", 12),
        _bytes("P7", "bytes a second of a hold, its clock and its line", sent, "still", None),
        compare("P10", "key to repaint, figure moving, p50", waited, "moving", "nobody", 2),
        compare("P10", "key to repaint, figure moving, p99", waited, "moving p99", "nobody p99", 2),
    ]


def _drawn(rounds: int) -> Times:
    """Milliseconds of one frame, the median over the loops of the library, in two modes."""
    library, _, _ = load(shipped("routines"), None)
    motions = Motions({id: one.figure for id, one in library.items()})
    loops = [motion for id in library if (motion := motions[id]) and motion.figure.loop]

    moments = [(motion, motion.at(ms)) for motion in loops for ms in range(0, motion.loop_ms, 700)]

    def case(mode: Mode) -> float:
        return median(milliseconds(partial(frame, motion, pose, *FRAME, mode)) for motion, pose in moments)

    return alternate(rounds, smooth=lambda: case(Mode.SMOOTH), ascii=lambda: case(Mode.ASCII))


def _costs(rounds: int, home: Path, patience: Patience) -> tuple[Times, Times, Times]:
    """Processor milliseconds a second, bytes a second, milliseconds until a key is answered; by case, one of each round."""
    cpu: Times = {}
    sent: Times = {}
    waited: Times = {}
    for number in range(rounds):
        for case in reversed(CASES) if number % 2 else CASES:
            with _on_a_terminal(case, home) as (process, terminal):
                _read(terminal, patience.begun)
                os.write(terminal, b"n")  # no getting ready
                _read(terminal, patience.drawn)
                before, begun = _processor(process.pid), time.perf_counter()
                count = _read(terminal, patience.counted)
                took = time.perf_counter() - begun
                cpu.setdefault(case, []).append((_processor(process.pid) - before) / took)
                sent.setdefault(case, []).append(max(count, 1) / took)
                answers = list(_answers(terminal, patience.keys)) if case in ("moving", "nobody") else [1.0, 1.0]
                waited.setdefault(case, []).append(median(answers))
                waited.setdefault(f"{case} p99", []).append(quantiles(answers, n=100)[-1])
    return cpu, sent, waited


def _bytes(goal: str, what: str, sent: Times, case: str, at_most: float | None) -> Row:
    kilo, reference = median(sent[case]) / 1000, median(sent["digits"]) / 1000
    return Row(goal, what, kilo, "digits", reference, kilo / reference, at_most, in_ms=True)


@contextmanager
def _on_a_terminal(case: str, home: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, SIZE)
    command = (sys.executable, "-m", "tests.bench.stage", case)
    process = subprocess.Popen(
        command, cwd=CHECKOUT, env=environ(home), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    try:
        yield process, ours
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _read(terminal: int, seconds: float) -> int:
    """Read for so long; the bytes that came."""
    count, end = 0, time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        if select.select([terminal], [], [], left)[0]:
            count += len(os.read(terminal, 65536))
    return count


def _answers(terminal: int, keys: int) -> Iterator[float]:
    """Milliseconds from a key until its answer is written, one key after the other."""
    for number in range(1, keys + 1):
        _read(terminal, 0.03 + number % 7 * 0.011)  # not in step with the frames
        begun, text = time.perf_counter(), b""
        os.write(terminal, b"y")
        wanted = re.compile(rf"{number}\.")  # the word stays: only the number is painted anew
        while not wanted.search(ESCAPES.sub("", text.decode(errors="ignore"))):
            if not select.select([terminal], [], [], 10)[0]:
                raise TimeoutError(f"key {number} was never answered")
            text += os.read(terminal, 65536)
        yield (time.perf_counter() - begun) * 1000


def _processor(pid: int) -> float:
    """Milliseconds of processor time of all its threads, by the scheduler: /proc/PID/stat counts hundredths of a second."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6
