"""Pictures of screens as text, with every colour: `python tests/ui/pictures.py [FOLDER]` draws them anew, to be looked at.

`--readme` draws those of README.md instead (needs rsvg-convert); the ways through the screens are in walks.py.

A row of a picture is its text; after all rows come their colours, run by run, each named by a letter of the legend.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby, product
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from kit import SET_UP, Hands, play
from rich.style import Style
from textual.strip import Strip
from textual.widgets import Input
from walks import WALKS

GOLDEN = Path(__file__).parent / "golden"
DOCS = Path(__file__).parents[2] / "docs" / "pictures"
README = {
    "today": "today-usual",
    "player": "player-hold",
    "rating": "player-rating",
    "history": "history-chart",
    "library": "library-list",
    "routines": "routines-list",
}
"""File of docs/pictures → the screen it shows."""
SIZES = ((80, 24), (120, 36), (60, 20))
COLOURLESS = ("no-color",)
RUNS = (("dark", "light"), COLOURLESS)
"""The looks of one walk: those with colour, and the one without, which the environment decides when the app is made."""
DRESS = {"dark": "dark", "light": "light", "no-color": "dark"}
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
STILL, LOOK_S, MOST = 5, 0.02, 200
"""A picture is taken when it was the same at so many looks in a row, so far apart: a scroll bar comes a layout later."""


def drawn(walk: str, size: tuple[int, int], looks: tuple[str, ...], svg: Path | None = None) -> dict[str, str]:
    """Name → picture of each screen on that walk, in each of the looks; with `svg` each is also put there for a viewer.

    Each screen is dressed anew for each look, where it is then as if it had begun so: to go once for each takes twice as long.
    """
    runs = [(look,) for look in looks] if WALKS[walk].afresh else [looks]
    return {name: text for run in runs for name, text in _drawn(walk, size, run, svg)}


def _drawn(walk: str, size: tuple[int, int], looks: tuple[str, ...], svg: Path | None) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    async def act(p: Hands) -> None:
        p.app.animation_level = "none"

        async def keep(name: str) -> None:
            p.app.clear_notifications()
            for field in p.screen.query(Input):
                field.cursor_blink = False
            for look in looks:
                p.app.dress(DRESS[look])
                await still(p)
                called = f"{walk}-{name}-{size[0]}x{size[1]}-{look}"
                found.append((called, picture(p)))
                if svg is not None:  # rsvg folds leading blanks unless it is told to keep them
                    told = p.app.export_screenshot(title="CoreCare").replace("<text ", '<text xml:space="preserve" ')
                    (svg / f"{called}.svg").write_text(told)
            p.app.dress(DRESS[looks[0]])

        await WALKS[walk].go(p, keep)

    with TemporaryDirectory() as folder, surroundings(colour=looks != COLOURLESS):
        world = WALKS[walk].world
        own = {"own": Path(folder) / "routines"} if WALKS[walk].writes else {}
        settings = replace(world.get("settings", SET_UP), theme=DRESS[looks[0]])
        play(Path(folder), act, size, **{**world, "settings": settings}, **own)
    return found


@contextmanager
def surroundings(colour: bool) -> Iterator[None]:
    """The environment that a picture depends on: colours, and the zone in which hours are told."""
    quiet = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with mock.patch.dict(os.environ, {**quiet, "TZ": "UTC", **({} if colour else {"NO_COLOR": "1"})}, clear=True):
        time.tzset()
        yield
    time.tzset()


async def still(p: Hands) -> None:
    """Until nothing moves any more."""
    seen: list[Strip] = []
    times = 0
    for _ in range(MOST):
        now = p.app.screen._compositor.render_strips()
        seen, times = now, times + 1 if now == seen else 1
        if times == STILL:
            return
        await p.pilot.pause(LOOK_S)
    raise AssertionError("the screen never stands still")


def picture(p: Hands) -> str:
    """What is painted, as text and letters."""
    strips = p.app.screen._compositor.render_strips()
    legend: dict[str, str] = {}
    colours = [list(_runs(strip, legend)) for strip in strips]
    rows = [strip.text.rstrip() for strip in strips]
    told = [f"{letter} {style}" for style, letter in legend.items()]
    return "\n".join([*rows, "", *(" ".join(runs) for runs in colours), "", *told]) + "\n"


def _runs(strip: object, legend: dict[str, str]) -> Iterator[str]:
    """`12a 3b`: so many cells in the colours of that letter."""
    for style, segments in groupby(strip, key=lambda segment: _told(segment.style, segment.text)):  # type: ignore[call-overload]
        letter = legend.setdefault(style, LETTERS[min(len(legend), len(LETTERS) - 1)])
        yield f"{sum(segment.cell_length for segment in segments)}{letter}"


def _told(style: Style | None, text: str) -> str:
    """`#dde3ea on #121212 bold`; of blanks the paper alone, for no ink is seen on them."""
    if style is None:
        return "none"
    if not text.strip() and not (style.reverse or style.underline):
        return f"on {style.bgcolor.name if style.bgcolor else '-'}"
    marks = [name for name in ("bold", "dim", "reverse", "underline", "strike") if getattr(style, name)]
    ink, paper = (colour.name if colour else "-" for colour in (style.color, style.bgcolor))
    return " ".join((ink, "on", paper, *marks))


def of_readme() -> None:
    """The pictures that README.md shows, drawn by rsvg-convert."""
    for walk in dict.fromkeys(name.partition("-")[0] for name in README.values()):
        with TemporaryDirectory() as folder:
            drawn(walk, SIZES[0], ("dark",), Path(folder))
            for shown, name in README.items():
                svg = Path(folder, f"{name}-80x24-dark.svg")
                if svg.exists():
                    command = ["rsvg-convert", "--width", "760", "--output", str(DOCS / f"{shown}.png"), "/dev/stdin"]
                    subprocess.run(command, input=svg.read_bytes(), check=True)


def main() -> None:
    """Every picture anew, and where a folder is named, as SVG too; with `--readme` only those of README.md."""
    if sys.argv[1:] == ["--readme"]:
        of_readme()
        return
    svg = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    GOLDEN.mkdir(exist_ok=True)
    walks, sizes, looks = zip(*product(WALKS, SIZES, RUNS), strict=True)
    with ProcessPoolExecutor() as pool:
        found = [one for some in pool.map(drawn, walks, sizes, looks, [svg] * len(walks)) for one in some.items()]
    for path in GOLDEN.glob("*.txt"):
        path.unlink()
    for name, text in found:
        (GOLDEN / f"{name}.txt").write_text(text)


if __name__ == "__main__":
    main()
