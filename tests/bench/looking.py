"""P4 and the frames of History: ten years looked back over, in the real app, while a heart beats in its loop.

`python -m tests.bench.looking`: each range of each view, scrolling, finding, correcting; how long the loop stood still at most.
"""

import asyncio
import gc
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from statistics import median
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.cli.playing import give_way
from corecare_tui.coach import Coach
from corecare_tui.domain.hearing import Sounding
from corecare_tui.domain.records import Record, SessionOutcome
from corecare_tui.domain.settings import Settings
from corecare_tui.ui.app import CoreCareApp
from corecare_tui.ui.face import Face
from tests.bench import record as records
from tests.bench.measure import Row, Times, compare, milliseconds, table
from tests.bench.rating import INSERT, database, row
from tests.bench.world import CHECKOUT

STILL_MS = 50
"""A frame that waits longer is seen."""
BEAT_S = 0.001
KEYS = (
    ("Library opened, to compare", ("3",)),
    ("opened", ("2",)),
    ("chart, longer ranges to all", ("greater_than_sign",) * 3),
    ("chart, along all of it", ("left",) * 12),
    ("per exercise, all", ("right_square_bracket", "j", "j", "k")),
    ("calendar, a year back", ("right_square_bracket", *(("less_than_sign",) * 12))),
    ("log, all, scrolled", ("right_square_bracket", *(("pagedown",) * 30), *(("j",) * 30), "pageup")),
    ("log, found by words", ("slash", *"glute jan", "enter", "escape")),
    ("log, the form of a row opened", ("e",)),
    ("log, corrected and undone", ("5", "ctrl+s", "u")),
    ("shorter ranges", ("left_square_bracket",) * 3 + ("less_than_sign",) * 4),
    ("all again, and left for Today", (*(("greater_than_sign",) * 4), "right_square_bracket", "1")),
    ("Library, and Today", ("3", "1")),
)


class Silence:
    """No sounds."""

    muted, volume, silent, device = True, 100, True, False

    def __getattr__(self, name: str) -> object:
        return lambda *_: None


@asynccontextmanager
async def heart() -> AsyncIterator[list[float]]:
    """Milliseconds between the beats of a task in the loop, beyond what it slept."""
    gaps: list[float] = []

    async def beat() -> None:
        last = time.monotonic()
        while True:
            await asyncio.sleep(BEAT_S)
            now = time.monotonic()
            gaps.append((now - last - BEAT_S) * 1000)
            last = now

    task = asyncio.create_task(beat())
    try:
        yield gaps
    finally:
        task.cancel()


def app(journal: Journal, now: datetime) -> CoreCareApp:
    """The app over that journal."""
    library, routines, _ = load(shipped("routines"), None)
    coach = Coach(library, routines, journal, lambda: now, Settings(figure="smooth"))
    sounds: Sounding = Silence()  # type: ignore[assignment]
    return CoreCareApp(lambda: Face(coach, sounds, lambda: int(time.monotonic() * 1000)))


async def used(home: Path, today: date) -> list[tuple[str, float, float, float]]:
    """(what was done, p50, p99, the longest standstill of the loop in ms) for each of KEYS."""
    now = datetime.combine(today, datetime.min.time(), UTC) + timedelta(hours=9)
    found = []
    with Journal(home / "journal") as journal:
        journal.record()
        give_way()  # as `play` does once the world stands
        one = app(journal, now)
        async with one.run_test(size=(120, 36)) as pilot:
            await one.workers.wait_for_complete()
            await pilot.pause(0.3)
            for what, keys in KEYS:
                async with heart() as gaps:
                    for key in keys:
                        await pilot.press(key)
                    await settled(pilot)
                gaps.sort()
                found.append((what, median(gaps), gaps[int(len(gaps) * 0.99)], gaps[-1]))
    return found


async def settled(pilot: Pilot[int]) -> None:
    """Until nothing is looked up any more."""
    while any(worker.group == "look" and not worker.is_finished for worker in pilot.app.workers):
        await pilot.pause(0.01)
    await pilot.pause(0.05)


def frames(home: Path, today: date) -> Iterator[str]:
    """A line for each of KEYS."""
    for what, p50, p99, most in asyncio.run(used(home, today)):
        verdict = "met" if most <= STILL_MS else "NOT MET"
        yield f"{what:<32} p50 {p50:5.1f}  p99 {p99:5.1f}  longest {most:6.1f} ms   <= {STILL_MS}: {verdict}"


def finish_and_open(rounds: int, home: Path, record: Record, today: date) -> list[Row]:
    """P4: closing a session, and reading this year, against the same rows in SQLite; each round a process of its own, for both
    happen once in one."""
    database(home / "same.sqlite", record).close()
    times: Times = {"finish": [], "sqlite_insert": [], "open_year": [], "sqlite_year": []}
    for number in range(rounds):
        told = subprocess.run(
            (sys.executable, "-m", "tests.bench.looking", "--once", str(home), (today + timedelta(number)).isoformat()),
            cwd=CHECKOUT,
            capture_output=True,
            check=True,
        )
        for name, ms in zip(times, map(float, told.stdout.split()), strict=True):
            times[name].append(ms)
    return [
        compare("P4", "finish a session, 10 years", times, "finish", "sqlite_insert", 15),
        compare("P4", "open History: this year read", times, "open_year", "sqlite_year", 2),
    ]


def once(home: Path, day: date) -> tuple[float, float, float, float]:
    """Milliseconds of finishing, the same in SQLite, reading the year, the same in SQLite."""
    gc.disable()  # as `play` does until the record was read
    whole = records.session(day, records.TEN_YEARS + day.toordinal())
    begun = replace(whole, outcome=SessionOutcome.OPEN, ended=None, morning_after=None)
    ratings = [row(whole, result) for result in whole.results]
    with closing(sqlite3.connect(home / "same.sqlite", isolation_level=None)) as sqlite:
        sqlite.execute("pragma synchronous = full")
        with Journal(home / "journal", write=False) as fresh:
            opened = milliseconds(lambda: fresh.history([day.year]))
        queried = milliseconds(lambda: _parsed(sqlite.execute("select * from rating where at >= ?", (f"{day.year}",)).fetchall()))
        with Journal(home / "journal") as journal:
            journal.history()
            journal.keep(begun)
            finish = milliseconds(lambda: journal.finish(whole))
        insert = milliseconds(lambda: _insert(sqlite, ratings))
    return finish, insert, opened, queried


def _insert(sqlite: sqlite3.Connection, rows: list[tuple[object, ...]]) -> None:
    sqlite.execute("begin")
    sqlite.executemany(INSERT, rows)
    sqlite.execute("commit")


def _parsed(rows: list[tuple[object, ...]]) -> list[object]:
    """As what is drawn needs them: with their times."""
    return [(datetime.fromisoformat(str(one[3])), *one) for one in rows]


def main() -> int:
    """Print it all."""
    if sys.argv[1:2] == ["--once"]:
        print(*once(Path(sys.argv[2]), date.fromisoformat(sys.argv[3])))
        return 0
    today = date.today()
    with TemporaryDirectory(prefix="corecare-bench-") as folder:
        years = records.make(today)
        home = records.write(Path(folder) / "years", years)
        for line in frames(home, today):
            print(line)
        print(table(finish_and_open(15, copytree(home, Path(folder) / "again"), years, today)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
