"""The real world, built here and nowhere else: the folders, the settings, the clock, the journal, the library."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corecare_tui.adapters.journal import Damaged, Journal, JournalError, Unwritable
from corecare_tui.adapters.library import Problem, load
from corecare_tui.adapters.library.own import Own
from corecare_tui.adapters.places import Places, shipped
from corecare_tui.adapters.settings import SettingsError
from corecare_tui.adapters.settings import load as load_settings
from corecare_tui.cli.run import Bad
from corecare_tui.cli.saying import warn
from corecare_tui.coach import Coach, active
from corecare_tui.domain.exercise import Library
from corecare_tui.domain.routine import Routines
from corecare_tui.domain.settings import USUAL_CARE, Settings

if TYPE_CHECKING:
    from corecare_tui.adapters.backups import Backups
    from corecare_tui.coach.mending import Mending

_CLOCK: int = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def places() -> Places:
    """This person's folders."""
    return Places.here(os.environ)


def settings() -> Settings:
    """What this person set; a mistake in the file is told in one line and nothing starts, for it was to be more careful."""
    try:
        return load_settings(places().settings, _judge)
    except SettingsError as error:
        raise Bad(str(error)) from error


def _judge(remap: Mapping[str, str]) -> tuple[str, str] | None:
    """Of the keys that commands are given: which id is wrong, and why. Asked only where there are any, so nobody else waits."""
    from corecare_tui.ui.keymap import wrong

    return wrong(remap)


def remarks(own: Settings, routines: Routines) -> Iterator[str]:
    """What the settings file says and cannot be followed, a line each."""
    yield from own.remarks
    if own.routine is not None and own.routine not in routines:
        gone = f"there is no routine {own.routine[:40]!r}; {_hint(own.routine, routines)}"
        yield f"{places().settings}: routine: {gone}; until then it is {active(own, routines)}"


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
    """Milliseconds of a clock that only goes forward, and goes on while the machine sleeps: a pause has to be seen afterwards.

    CLOCK_MONOTONIC stops in suspend on Linux. On macOS it is the one that does not, and Python's own `monotonic` stops.
    """
    return time.clock_gettime_ns(_CLOCK) // 1_000_000


def library() -> tuple[Library, Routines, tuple[Problem, ...]]:
    """The shipped library and the person's own files; a bad file is told on stderr, the others load."""
    exercises, routines, problems = load(shipped("routines"), places().routines)
    return exercises, routines, problems


def told(problems: Iterable[object]) -> None:
    """Say what is wrong with the person's own files, on stderr."""
    for problem in problems:
        warn(f"{problem}")


def backups() -> "Backups":
    """This person's backups."""
    from corecare_tui.adapters.backups import Backups

    return Backups(places().backups)


def mending(error: Damaged) -> "Mending":
    """What can be done about a file that cannot be read."""
    from corecare_tui.coach.mending import Mending

    return Mending(error, places().journal, backups(), now)


def told_damaged(error: Damaged) -> str:
    """One line, with what would bring it back."""
    offer = mending(error).offer
    way = f"`corecare restore` sets it aside and brings back {offer}" if offer else "there is no backup of it"
    return f"{error}; {way}"


@contextmanager
def journal(write: bool) -> Iterator[Journal]:
    """The person's journal; a damaged or busy one is told in one line, with what would bring it back."""
    try:
        with Journal(places().journal, write=write) as found:
            yield found
    except Damaged as error:
        raise Bad(told_damaged(error)) from error
    except JournalError as error:
        raise Bad(error.told) from error


def playable(opened: ExitStack) -> tuple[Journal, str | None]:
    """The journal for a session, and why it cannot be written if so: then the session goes on in memory. Raises Damaged."""
    folder = places().journal
    try:
        return opened.enter_context(Journal(folder)), None
    except Unwritable as error:
        journal = opened.enter_context(Journal(folder, write=False))
        return journal, f"{error}. A session can be played; at its end it is written elsewhere"
    except Damaged:
        raise
    except JournalError as error:
        raise Bad(error.told) from error


def own_files() -> Own:
    """The person's folder of routines, beside the shipped ones; read when it is first asked."""
    return Own(places().routines, shipped("routines"))


def coach_over(exercises: Library, routines: Routines, record: Journal, own: Settings, files: Own | None = None) -> Coach:
    """A coach with the real clocks, and the folders to turn to when the journal's disk is full."""
    one = Coach(exercises, routines, record, now, own, ticks, files or own_files())
    one.elsewhere = tuple(dict.fromkeys((Path.home(), Path.cwd(), Path(os.environ.get("TMPDIR", "/tmp")))))
    return one


@contextmanager
def coach(write: bool) -> Iterator[Coach]:
    """A coach over the real library, journal and clock."""
    exercises, routines, problems = library()
    told(problems)
    own = settings()  # before the journal, which creates its folder
    told(remarks(own, routines))
    with journal(write) as record:
        yield coach_over(exercises, routines, record, own)


def back_up(record: Journal) -> None:
    """A backup, if something changed since the last one. A disk that refuses costs the backup and nothing else."""
    from corecare_tui.adapters import export

    with suppress(OSError, JournalError):
        if record.files() and backups().due(record.files()):
            backups().put(export.parts(record.record()), now())


def known(routines: Routines, routine: str | None, own: Settings = USUAL_CARE) -> str:
    """`routine` itself; for None the active one of `own`. Raises Bad, naming the nearest, when there is none of that id."""
    if routine is None:
        return active(own, routines)
    if routine in routines:
        return routine
    raise Bad(f"there is no routine {routine[:40]!r}; {_hint(routine, routines)}")


def _hint(routine: str, routines: Routines) -> str:
    from difflib import get_close_matches

    near = get_close_matches(routine, routines, 1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(routines)}"
