"""The frames of Library with a thousand exercises of one's own, with and without ten years of a record.

`python -m tests.bench.browsing`: opened, walked through, searched, narrowed; how long the loop stood still at most.
"""

import asyncio
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.cli.playing import give_way
from corecare_tui.coach import Coach
from corecare_tui.domain.hearing import Sounding
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.settings import Settings
from corecare_tui.ui.app import CoreCareApp
from corecare_tui.ui.face import Face
from tests.bench import record as records
from tests.bench.looking import STILL_MS, Silence, heart

EXERCISES, A_FILE = 1000, 20
KEYS = (
    ("Settings opened, to compare", ("5",)),
    ("Library opened", ("3",)),
    ("along the rows", ("j",) * 30),
    ("to the end and back", ("end", "home")),
    ("searched while typing", ("slash", *"plank own 7", "enter")),
    ("all again", ("c",)),
    ("narrowed by a tick", ("f", "space", "enter")),
    ("all again, then left", ("c", "1")),
    ("opened again", ("3",)),
)
EXERCISE = """
[[exercise]]
id = "own_{n}"
name = "Own {kind} number {n}"
position = "standing"
goal = ["strengthen"]
difficulty = "{hard}"
difficulty_from = "assigned"
dose = {{ sets = 2, hold_s = {hold}, rest_s = 30 }}
dose_from = "added"
ladder = {{ start = {{ sets = 1, hold_s = 10 }}, top = {{ sets = 3, hold_s = 40 }} }}
source = "my physiotherapist"
rung = {rung}
cues = [
  {{ big = "STAND TALL", say = "Grow long through the crown of the head.", muscle = "core" }},
  {{ big = "BREATHE", say = "Breathe on without holding.", muscle = "abs", during = "ready" }},
]
"""


def own(folder: Path) -> Path:
    """A thousand exercises in files of twenty, each file a ladder."""
    (folder / "exercises").mkdir(parents=True)
    for first in range(0, EXERCISES, A_FILE):
        text = f'family = "own_{first}"\nkind = "strength"\n'
        for n in range(first, first + A_FILE):
            hard = ("easy", "medium", "hard")[n % 3]
            text += EXERCISE.format(n=n, kind=("plank", "bridge", "reach")[n % 3], hard=hard, hold=15 + n % 20, rung=n - first)
        (folder / "exercises" / f"own_{first:04}.toml").write_text(text)
    return folder


async def used(home: Path, files: Path, today: date) -> list[tuple[str, float]]:
    """(what was done, the longest standstill of the loop in ms)."""
    now = datetime.combine(today, datetime.min.time(), UTC) + timedelta(hours=9)
    library, routines, problems = load(shipped("routines"), files)
    assert not problems, problems[0]
    assert len(library) >= EXERCISES
    with Journal(home / "journal") as journal:
        journal.save_profile(Profile(screened=today))
        journal.record()
        give_way()  # as `play` does once the world stands
        coach = Coach(library, routines, journal, lambda: now, Settings(figure="smooth"))
        sounds: Sounding = Silence()  # type: ignore[assignment]
        app = CoreCareApp(lambda: Face(coach, sounds, lambda: int(time.monotonic() * 1000)))
        async with app.run_test(size=(120, 36)) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause(0.5)
            return [(what, await _longest(pilot, keys)) for what, keys in KEYS]


async def _longest(pilot: Pilot[int], keys: tuple[str, ...]) -> float:
    async with heart() as gaps:
        for key in keys:
            await pilot.press(key)
        while any(not worker.is_finished for worker in pilot.app.workers):
            await pilot.pause(0.01)
        await pilot.pause(0.1)
    return max(gaps)


def told(what: str, home: Path, files: Path, today: date) -> Iterator[str]:
    """A line for each of KEYS."""
    for done, most in asyncio.run(used(home, files, today)):
        yield f"{what:<12}{done:<30} longest {most:6.1f} ms   <= {STILL_MS}: {'met' if most <= STILL_MS else 'NOT MET'}"


def main() -> int:
    """Print it all; `--once new|years` is one of the two, for each wants a process of its own."""
    today = date.today()
    with TemporaryDirectory(prefix="corecare-bench-") as folder:
        files, home = own(Path(folder) / "routines"), Path(folder) / "home"
        home.mkdir()
        years = "years" in sys.argv
        if years:
            home = records.write(Path(folder) / "years", records.make(today))
        for line in told("ten years" if years else "new person", home, files, today):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
