"""The real world, built here and nowhere else: the folders, the settings, the clock, the journal, the library."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from corecare_tui.adapters.journal import Journal, JournalError
from corecare_tui.adapters.library import Problem, load
from corecare_tui.adapters.places import Places, shipped
from corecare_tui.adapters.settings import SettingsError
from corecare_tui.adapters.settings import load as load_settings
from corecare_tui.cli.run import Bad
from corecare_tui.coach import Coach
from corecare_tui.domain.exercise import Library
from corecare_tui.domain.routine import Routines
from corecare_tui.domain.settings import Settings


def places() -> Places:
    """This person's folders."""
    return Places.here(os.environ)


def settings() -> Settings:
    """What this person set; a mistake in the file is told in one line and nothing starts, for it was to be more careful."""
    try:
        return load_settings(places().settings)
    except SettingsError as error:
        raise Bad(str(error)) from error


def terminal_draws() -> str:
    """How a figure is drawn in this terminal, as far as one can know without asking: nothing tells which glyphs its font has."""
    # The variables, not Python's locale: where they say C, Python speaks UTF-8 all the same (PEP 538).
    said = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := os.environ.get(name))), "UTF-8")
    if "UTF8" not in said.upper().replace("-", ""):
        return "ascii"
    return "half" if os.environ.get("TERM") == "linux" else "smooth"


def now() -> datetime:
    """The hour on the wall, with its offset."""
    return datetime.now().astimezone()


def ticks() -> int:
    """Milliseconds of a clock that only goes forward."""
    return time.monotonic_ns() // 1_000_000


def library() -> tuple[Library, Routines, tuple[Problem, ...]]:
    """The shipped library and the person's own files; a bad file is told on stderr, the others load."""
    exercises, routines, problems = load(shipped("routines"), places().routines)
    return exercises, routines, problems


def told(problems: tuple[Problem, ...]) -> None:
    """Say what is wrong with the person's own files, on stderr."""
    for problem in problems:
        print(f"corecare: {problem}", file=sys.stderr)


@contextmanager
def journal(write: bool) -> Iterator[Journal]:
    """The person's journal; a damaged or busy one is told in one line."""
    try:
        with Journal(places().journal, write=write) as found:
            yield found
    except JournalError as error:
        raise Bad(str(error)) from error


@contextmanager
def coach(write: bool) -> Iterator[Coach]:
    """A coach over the real library, journal and clock."""
    exercises, routines, problems = library()
    told(problems)
    own = settings()  # before the journal, which creates its folder
    with journal(write) as record:
        yield Coach(exercises, routines, record, now, own)


def known(routines: Routines, routine: str) -> str:
    """`routine` itself. Raises Bad, naming the nearest, when there is none of that id."""
    from difflib import get_close_matches

    if routine in routines:
        return routine
    near = get_close_matches(routine, routines, 1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(routines)}"
    raise Bad(f"there is no routine {routine[:40]!r}; {hint}")
