"""Pictures of screens as text, with every colour: `python tests/ui/pictures.py` draws them anew, to be looked at.

A row of a picture is its text; after all rows come their colours, run by run, each named by a letter of the legend.
"""

import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from kit import SET_UP, THURSDAY, Hands, play
from rich.style import Style
from textual.widgets import Input

from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.records import CheckIn, Edit, MorningAfter, Outcome, PainEntry, Result, Session, SessionOutcome

GOLDEN = Path(__file__).parent / "golden"
SIZES = ((80, 24), (120, 36), (60, 20))
LOOKS = ("dark", "light", "no-color")
EXERCISES = ("glute_bridge", "bird_dog", "plank", "side_plank", "superman", "cat_cow")
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def record() -> tuple[Session, ...]:
    """Three months of somebody whose back gets better, with what is seldom: silence, sides, lost form, a correction."""
    return tuple(_session(n) for n in range(40))


def _session(n: int) -> Session:
    started = THURSDAY - timedelta(days=2 * (40 - n) + (3 if n < 20 else 0))
    base = 5 - n // 10
    results = tuple(_result(id, at, n, started, base) for at, id in enumerate(EXERCISES))
    pre = None if n % 11 == 3 else max(0, base - n % 3 + 1)
    end = None if n % 7 == 2 else max(0, base - 1 - n % 2)
    morning = MorningAfter(max(0, base - 1), True) if n % 3 else None
    ended = started + timedelta(minutes=14)
    outcome = SessionOutcome.FINISHED
    return Session(f"{n:032x}", started, "core_restart", "day1", ended, outcome, CheckIn(pre), results, end, 5, morning)


def _result(id: str, at: int, n: int, started: Session, base: int) -> Result:
    hurts = max(0, base - 3 + (n * 7 + at * 5) % 3 + (2 if id in ("superman", "side_plank") and n % 4 == 0 else 0))
    dose = Dose(3, None, 20 + 5 * (n // 12), 30) if "plank" in id else Dose(2, 8 + n // 10, None, 30)
    lost = id == "plank" and n % 9 == 0
    said = None if (n + at) % 13 == 0 else hurts
    result = Result(
        id,
        started + timedelta(minutes=2 * at + 1),
        dose,
        done=0.7 if lost else 1.0,
        outcome=Outcome.PARTIAL if lost else Outcome.DONE,
        form_held=not lost,
        effort=4 if lost else 2,
        pain=said,
        place="low_back" if said else None,
        note="left worse" if id == "side_plank" and n % 5 == 0 else None,
    )
    return replace(result, edits=(Edit(THURSDAY, 5),)) if id == "superman" and n == 39 else result


Keep = Callable[[str], Awaitable[None]]
STILL, LOOK_S, MOST = 5, 0.02, 200
"""A picture is taken when it was the same at so many looks in a row, so far apart: a scroll bar comes a layout later."""
PAINS = (PainEntry(THURSDAY - timedelta(1), 6, "leg", "on the stairs", flare=True),)


async def history(p: Hands, keep: Keep) -> None:
    """Every view of History, and its two forms."""
    await p.press("2")
    await keep("chart")
    await p.press("left", "left")
    await keep("chart-session")
    await p.press("greater_than_sign", "greater_than_sign")
    await keep("chart-year")
    await p.press("less_than_sign", "less_than_sign", "right_square_bracket", "j", "j")
    await keep("per-exercise")
    await p.press("right_square_bracket", "k", "k")
    await keep("calendar")
    await p.press("right_square_bracket", "j", "j", "j", "j", "j", "j")
    await keep("log")
    await p.press("e")
    await keep("log-edit")
    await p.press("escape", "a")
    await keep("log-add")
    await p.press("escape", "x")
    await keep("export")


WALKS: dict[str, Callable[[Hands, Keep], Awaitable[None]]] = {"history": history}


def drawn(walk: str, size: tuple[int, int], look: str, svg: Path | None = None) -> dict[str, str]:
    """Name → picture of each screen on that walk; with `svg` each is also put there for a viewer."""
    found: dict[str, str] = {}

    async def act(p: Hands) -> None:
        p.app.animation_level = "none"

        async def keep(name: str) -> None:
            for field in p.screen.query(Input):
                field.cursor_blink = False
            await still(p)
            found[f"{walk}-{name}-{size[0]}x{size[1]}-{look}"] = picture(p)
            if svg is not None:
                (svg / f"{walk}-{name}-{size[0]}x{size[1]}-{look}.svg").write_text(p.app.export_screenshot())

        await WALKS[walk](p, keep)

    quiet = {**{name: value for name, value in os.environ.items() if name != "NO_COLOR"}}
    with (
        TemporaryDirectory() as folder,
        mock.patch.dict(os.environ, quiet | ({"NO_COLOR": "1"} if look == "no-color" else {}), clear=True),
    ):
        settings = replace(SET_UP, theme="light" if look == "light" else "dark")
        play(Path(folder), act, size, sessions=record(), pains=PAINS, settings=settings)
    return found


async def still(p: Hands) -> None:
    """Until nothing moves any more."""
    seen, times = "", 0
    for _ in range(MOST):
        now = picture(p)
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


def main() -> None:
    """Every picture anew; and where a folder is named, as SVG too."""
    svg = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    GOLDEN.mkdir(exist_ok=True)
    for path in GOLDEN.glob("*.txt"):
        path.unlink()
    for walk in WALKS:
        for size in SIZES:
            for look in LOOKS:
                for name, text in drawn(walk, size, look, svg).items():
                    (GOLDEN / f"{name}.txt").write_text(text)


if __name__ == "__main__":
    main()
