"""Draws the pictures of docs/figure.md from the running app: `PYTHONPATH=. python docs/make_pictures.py` (needs rsvg-convert)."""

import asyncio
import io
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from unittest import mock

import pexpect
import pyte
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text
from textual.pilot import Pilot

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.coach import Coach
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn, MorningAfter, Outcome, Result, Session, SessionOutcome
from corecare_tui.domain.settings import Settings
from corecare_tui.ui.app import CoreCareApp
from corecare_tui.ui.face import Face
from corecare_tui.ui.screens.session import SessionScreen
from tests.bench.stage import Unheard

NOW = datetime(2026, 11, 19, 7, 10, tzinfo=timezone(timedelta(hours=1)))
PICTURES = Path(__file__).parent / "pictures"
WALK = "3 Enter how-to right no-yes".split()  # noqa: SIM905
"""Words are pictures, the rest are keys; `+n` lets n seconds go by."""
VGA = TerminalTheme(
    (0, 0, 0),
    (170, 170, 170),
    [(0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170)],
    [(85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85), (85, 85, 255), (255, 85, 255), (85, 255, 255), (255, 255, 255)],
)
KEYS = {"Enter", "space", "escape", "right"}
LOOKS = {
    "no-color": ("smooth", "dark", {"NO_COLOR": "1"}),
    "half": ("half", "dark", {}),
    "ascii": ("ascii", "dark", {}),
    "key-poses": ("smooth", "dark", {"TEXTUAL_ANIMATIONS": "none"}),
    "light": ("smooth", "light", {}),
    "contrast": ("smooth", "contrast", {}),
}
"""Name of a picture → how the figure is drawn, the theme, the environment."""
REP = "Enter 2 Enter n n n n n n n n +3".split()  # noqa: SIM905
"""From Today to a rep that is half-way up."""

LIGHT_S = 0.6
"""A border that lit up goes out by the real clock, and a minute of the session is over in less."""
SET_UP = Settings(figure="smooth")


class Ticks:
    """A clock that is moved by hand."""

    ms = 0

    def __call__(self) -> int:
        """Milliseconds."""
        return self.ms


def record(journal: Journal) -> None:
    """Two weeks of a person whose back gets better, and whom the bridge hurt the last time."""
    journal.save_profile(Profile(screened=NOW.date() - timedelta(20)))
    pains = [(4, 3), (4, 4), (5, 3), (3, None), (4, 2), (3, 2), (3, 3), (2, 1)]
    for number, (before, after) in enumerate(pains):
        started = NOW - timedelta(days=15 - 2 * number)
        glute = 5 if number == len(pains) - 1 else 1
        results = (
            _result("low_lunge", started, Dose(1, None, 25, 20), 0),
            _result("donkey_kick", started, Dose(1, 8, None, 20), 1),
            _result("glute_bridge", started, Dose(1, 10, 3, 20), glute),
            _result("bird_dog", started, Dose(2, 4, 8, 30), 0),
            _result("knee_plank", started, Dose(3, None, 20, 30), 2),
            _result("cat_cow", started, Dose(1, 8, None, 20), 0),
        )
        session = Session(
            f"picture-{number}", started, "core_restart", "day1", started + timedelta(minutes=13), SessionOutcome.FINISHED
        )
        morning = None if number == len(pains) - 1 else MorningAfter(max(0, before - 2), True)
        journal.upsert(replace(session, check_in=CheckIn(before), results=results, end_pain=after, morning_after=morning))


def _result(exercise: str, started: datetime, dose: Dose, pain: int) -> Result:
    at = started + timedelta(minutes=5)
    return Result(exercise, at, dose, None, 1.0, Outcome.DONE, True, 2, pain, "low_back" if pain else None)


async def walk(size: tuple[int, int], words: list[str] = WALK, own: Settings = SET_UP) -> None:
    """Go through the app at that size and draw what the words name."""
    exercises, routines, _ = load(shipped("routines"), None)
    ticks = Ticks()
    with tempfile.TemporaryDirectory() as folder, Journal(Path(folder)) as journal:
        record(journal)
        app = CoreCareApp(lambda: Face(Coach(exercises, routines, journal, lambda: NOW, own), Unheard(), ticks))
        async with app.run_test(size=size) as pilot:
            if os.environ.get("TEXTUAL_ANIMATIONS") == "none":
                app.animation_level = "none"  # Textual reads the variable once, when it is imported
            await app.workers.wait_for_complete()
            await pilot.pause()
            for word in words:
                await _step(pilot, word, ticks, size)


def looks(size: tuple[int, int]) -> None:
    """One rep in every look, a picture each."""
    for name, (figure, theme, environment) in LOOKS.items():
        with mock.patch.dict(os.environ, environment):
            asyncio.run(walk(size, [*REP, name], Settings(figure=figure, theme=theme)))


def console(size: tuple[int, int]) -> None:
    """The real program as the Linux console sees it, with its sixteen colours."""
    columns, rows = size
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)
    with tempfile.TemporaryDirectory() as home:
        with Journal(Path(home) / "journal") as journal:
            journal.save_profile(Profile(screened=date.fromtimestamp(Path(home).stat().st_mtime)))
        (Path(home) / "settings.toml").write_text('figure = "half"\n')  # what the first start proposes there
        kept = {key: value for key, value in os.environ.items() if key != "COLORTERM"}
        environment = {**kept, "TERM": "linux", "CORECARE_HOME": home}
        command = [sys.executable, ["-m", "corecare_tui", "play", "gentle"]]
        child = pexpect.spawn(*command, env=environment, dimensions=(rows, columns))
        for key in ("", "0", "\r", "n", "n", "n", "n"):
            child.send(key)
            for _ in range(24):
                with suppress(pexpect.TIMEOUT):
                    stream.feed(child.read_nonblocking(65536, timeout=0.25))
        child.close(force=True)
    text = Text()
    for y in range(rows):
        for x in range(columns):
            cell = screen.buffer[y][x]
            text.append(cell.data, Style(color=_console_colour(cell.fg, "white"), bgcolor=_console_colour(cell.bg, "black")))
        text.append("\n")
    paper = Console(record=True, width=columns, file=io.StringIO())
    paper.print(text, end="")
    svg = paper.export_svg(title="TERM=linux", theme=VGA).replace("<text ", '<text xml:space="preserve" ')
    _draw(svg, PICTURES / f"linux-console-{columns}x{rows}.png")


def _console_colour(name: str, default: str) -> str:
    plain = name.removeprefix("bright").replace("brown", "yellow")
    return default if name == "default" else f"bright_{plain}" if name.startswith("bright") else plain


async def _step(pilot: Pilot[int], word: str, ticks: Ticks, size: tuple[int, int]) -> None:
    app = pilot.app
    if word.startswith("+"):
        for _ in range(int(word[1:]) * 10):
            ticks.ms += 100
            for screen in app.screen_stack:
                if isinstance(screen, SessionScreen):
                    screen.tick()
    elif word in KEYS or len(word) == 1:
        await pilot.press(word.lower() if word == "Enter" else word)
    else:
        await pilot.pause(LIGHT_S)
        # rsvg folds leading blanks unless it is told to keep them
        svg = app.export_screenshot(title="CoreCare").replace("<text ", '<text xml:space="preserve" ')
        _draw(svg, PICTURES / f"{word}-{size[0]}x{size[1]}.png")
    await pilot.pause()


def _draw(svg: str, target: Path) -> None:
    command = ["rsvg-convert", "--width", "760", "--output", str(target), "/dev/stdin"]
    subprocess.run(command, input=svg.encode(), check=True)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    sheet = str(PICTURES / "figures.png")
    subprocess.run(
        [sys.executable, "-m", "corecare_tui", "pose", "--still", "--sheet", sheet], check=True, stdout=subprocess.DEVNULL
    )
    asyncio.run(walk((80, 24)))
    for each in ((80, 24), (60, 20)):
        looks(each)
        console(each)
