"""P12: the most memory of the app through real sessions with ten years of record, beside an empty Textual app's.

`python -m tests.bench.memory [MINUTES]`: somebody trains that long (30), says what is asked, begins anew when a session is over.
"""

import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import record
from tests.bench.first_paint import STATIC
from tests.end_to_end.person import MARKS
from tests.end_to_end.terminal import Terminal

ANSWERS = {"check-in": "1\r", "score": "1\r", "effort": "2", "summary": "1\r", "today": "\r"}
"""What is said where; everywhere else somebody trains."""
STOOD_S, LOOK_S = 5.0, 1.0
TOLD_S = 60


def most(terminal: Terminal) -> float:
    """Megabytes that it held at most until now."""
    status = Path(f"/proc/{terminal.pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def trained(terminal: Terminal, minutes: float) -> Iterator[tuple[float, str, float]]:
    """(seconds, where it stands, megabytes at most) about once a minute."""
    begun, told = time.monotonic(), 0.0
    while (now := time.monotonic() - begun) < 60 * minutes:
        at = next((state for state, mark in MARKS.items() if mark in terminal.text), "")
        if at in ANSWERS:
            terminal.press(ANSWERS[at])
        if now >= told:
            yield now, at, most(terminal)
            told += TOLD_S
        terminal.watch(LOOK_S)
    yield now, at, most(terminal)


def main(arguments: list[str]) -> int:
    """Print it."""
    minutes, today = float(arguments[0]) if arguments else 30.0, date.today()
    with TemporaryDirectory(prefix="corecare-bench-") as folder:
        with Terminal(Path(folder) / "none", program=STATIC, cols=120, rows=36) as empty:
            empty.watch(STOOD_S)
            floor = most(empty)
        with Terminal(record.write(Path(folder) / "years", record.make(today)), cols=120, rows=36) as ours:
            ours.watch(STOOD_S)
            for seconds, at, held in trained(ours, minutes):
                print(f"{seconds:6.0f} s  {held:5.1f} MB  {held / floor:.2f}x  {at}", flush=True)
    print(f"P12 {minutes:.0f} minutes: {held:.1f} MB against {floor:.1f} of an empty Textual app: {held / floor:.2f}x, goal 2")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
