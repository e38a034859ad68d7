"""The table of docs/reliability.md, measured: `python -m tests.reliability [ROW …]`; all, or those named."""

import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).parents[2]


class Row(NamedTuple):
    """One line of the table: its name, what is required, and the tests that show it."""

    id: str
    required: str
    tests: tuple[str, ...]
    many: int = 1
    """CORECARE_MANY: 1 asks for the full counts, a larger number for as many."""


ROWS = (
    Row("R1", "1,000 kills -9: 0 unreadable, 0 acknowledged ratings lost", (
        "tests/adapters/test_journal_crash.py::test_kill_9_loses_nothing_that_was_acknowledged",), 1000),
    Row("R1", "200 kills of the whole program in its terminal: the same", ("tests/end_to_end/test_kill.py",)),
    Row("R2", "each I/O call fails, once and from then on: old or new, and told", (
        "tests/adapters/test_journal_crash.py", "-k", "whatever_call_fails")),
    Row("R3", "10,000 power cuts (a model of pages): 0 unreadable", ("tests/reliability/test_power.py",)),
    Row("R4", "a fault while recovering: nothing lost", ("tests/adapters/test_journal_crash.py", "-k", "while_recovering")),
    Row("R5", "a corpus of damaged files: no traceback, set aside, backup offered", ("tests/reliability/test_damage.py",)),
    Row("R6", "two instances, 100 rounds: refused within 1 s, 0 lost", ("tests/reliability/test_two.py",)),
    Row("R7", "full disk, read-only folder: told, finished, exported", ("tests/reliability/test_full.py",)),
    Row("T1", "TERM and HUP at 100 random moments of the start each: clean, 128 + n", (
        "tests/end_to_end/test_manners.py", "-k", "any_moment"),),
    Row("T2", "the faults of a terminal: all clean, no process left, no spinning", ("tests/reliability/test_terminal.py",)),
    Row("T3", "1,000 runs of random bytes: 0 deaths", ("tests/reliability/test_bytes.py",)),
    Row("T4", "1 × 1 to 1000 × 1000, 400 resizes, 6 locales: 0 exceptions", ("tests/reliability/test_extremes.py",)),
    Row("X1", "10,000 hostile strings in every sink: 0 crashes, 0 control characters drawn", ("tests/reliability/test_text.py",)),
    Row("X2", "100 hostile routine files: refused with file and line", ("tests/reliability/test_hostile_routines.py",)),
    Row("X3", "10,000 ratings that are none: 0 progressions", ("tests/reliability/test_no_ratings.py",)),
    Row("S1", "no sound, hanging, crashing: never blocked 50 ms, 0 connects", ("tests/reliability/test_sound.py",)),
    Row("P1", "canaries: 0 found where they do not belong; 0600, 0700", ("tests/reliability/test_privacy.py",)),
    Row("P2", "strace: 0 connects to a network", ("tests/reliability/test_network.py",)),
    Row("C1", "clock set back, summer time, zone, suspend: order kept, paused", (
        "tests/test_clock.py", "tests/reliability/test_sleep.py")),
)  # fmt: skip
"""R8 is `python -m tests.bench`, L1 a part of `.ci/run`; W1 does not apply: there is no browser mode."""


def main(wanted: list[str]) -> int:
    """Run the rows, print the table as Markdown; 1 if one failed."""
    print(f"{time.strftime('%Y-%m-%d')}, {platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores\n")
    print("| # | required | seen | tests | s |\n|-|-|-|-|-|")
    failed = 0
    for row in ROWS:
        if not wanted or row.id in wanted:
            line, well = _measured(row)
            print(line, flush=True)
            failed += not well
    return int(bool(failed))


def _measured(row: Row) -> tuple[str, bool]:
    begun = time.perf_counter()
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-m", "", "-p", "no:cacheprovider", f"--junitxml={report}", *row.tests],
            cwd=ROOT,
            env={**os.environ, "CORECARE_MANY": str(row.many)},
            capture_output=True,
            text=True,
            check=False,
        )
        cases = list(ElementTree.parse(report).iter("testcase")) if report.exists() else []  # pytest's own
    passed = sum(not list(case.iter("failure")) and not list(case.iter("error")) for case in cases)
    skipped = sum(bool(list(case.iter("skipped"))) for case in cases)
    well = done.returncode == 0 and passed > 0 and not skipped
    said = "; ".join(_figures(cases)) or ("as required" if well else done.stdout.strip().splitlines()[-1])
    counts = f"{passed - skipped}/{len(cases)}" + (f", {skipped} skipped" if skipped else "")
    return f"| {row.id} | {row.required} | {said} | {counts} | {time.perf_counter() - begun:.0f} |", well


def _figures(cases: list[ElementTree.Element]) -> Iterator[str]:
    """What the tests themselves recorded as `figure`."""
    for case in cases:
        yield from (str(p.get("value")) for p in case.iter("property") if p.get("name") == "figure")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
