"""The app and `play`: the only place that opens a face over the real world."""

import gc
import os
import sys
from argparse import Namespace
from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING

from corecare_tui.cli.run import Bad, Refused

if TYPE_CHECKING:
    from corecare_tui.adapters.journal import Journal
    from corecare_tui.adapters.sounds import Sounds
    from corecare_tui.adapters.voice import Voice
    from corecare_tui.coach import Coach
    from corecare_tui.domain.settings import Settings
    from corecare_tui.ui.face import Face
    from corecare_tui.ui.manners import WellMannered

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
"""Of glibc's malloc.h."""
LARGE = 128 * 1024
"""Bytes; where glibc begins, before it makes it larger by itself."""


def app(options: Namespace) -> int:
    """The app on Today."""
    return _open(plays=False)


def play(options: Namespace) -> int:
    """The app with a check-in for that routine; `--plain` in line mode."""
    return _plain(options.routine) if options.plain else _open(plays=True, named=options.routine)


def _open(plays: bool, named: str | None = None) -> int:
    """The app; it `plays` at once the routine that is named, or else the active one."""
    needs_terminal("`corecare play --plain` works without one")
    gc.disable()  # until the world stands: collecting in between costs 11 % of the first paint
    _one_heap()
    from corecare_tui.ui.app import CoreCareApp

    with ExitStack() as opened:
        running = CoreCareApp(lambda: _world(opened, plays, named))
        code = run(running)
        if running.failed is not None and running.left_with is None:
            raise _as_told(running.failed)
        return code


def _one_heap() -> None:
    """One heap for all threads, as Python lets one at a time run anyway. glibc gives each its own, and what the one that read the
    record leaves free no other uses: 4 MB. What is large goes back to the system: the text of a year left a hole of 2 MB."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):  # another libc has no such thing
            libc = ctypes.CDLL(None)
            libc.mallopt(M_ARENA_MAX, 1)
            libc.mallopt(M_MMAP_THRESHOLD, LARGE)


def _as_told(failed: Exception) -> Exception:
    """A damaged file that was left as it is, in the words of the shell."""
    from corecare_tui.cli import world
    from corecare_tui.coach.mending import Unreadable

    return Bad(world.told_damaged(failed.mending.error)) if isinstance(failed, Unreadable) else failed


def needs_terminal(instead: str) -> None:
    """Raises Bad, naming what works `instead`, where there is none on both ends, or one that cannot paint."""
    if not all(end is not None and end.isatty() for end in (sys.stdin, sys.stderr)):  # None: closed before we began
        raise Bad(f"this needs a terminal on both ends; {instead}")
    if os.environ.get("TERM") == "dumb":
        raise Bad(f"this terminal (TERM=dumb) cannot paint a screen; {instead}")


def run(running: "WellMannered") -> int:
    """Run an app to its end; the exit code, that of a signal first."""
    from corecare_tui.adapters.places import Places
    from corecare_tui.cli.faults import threads_reported
    from corecare_tui.cli.signals import leaving_cleanly

    with leaving_cleanly(running.leave), threads_reported(Places.here(os.environ)):
        running.run()
    if running.fault is not None and running.left_with is None:
        raise running.fault
    return running.left_with if running.left_with is not None else running.return_code or 0


def give_way() -> None:
    """So that nothing holds up the loop: what stands by now is never looked through for garbage (230 ms after ten years), and
    a thread that looks something up lets go after 1 ms instead of 5."""
    gc.freeze()
    gc.enable()
    sys.setswitchinterval(0.001)


def _world(opened: ExitStack, plays: bool, named: str | None) -> "Face":
    """Everything the screens need; called behind the first frame. What it opens is closed with `opened`."""
    from corecare_tui.adapters.awake import Awake
    from corecare_tui.adapters.settings import save
    from corecare_tui.cli import world
    from corecare_tui.cli.editing import edited
    from corecare_tui.ui.face import Face

    gc.collect()
    files = world.own_files()
    library, own = files.now, world.settings()
    routine = world.known(library.routines, named, own) if plays else None
    journal, unwritable = _read_whole(opened)
    one = world.coach_over(library.library, library.routines, journal, own, files)
    _refuse_if_blocked(one, routine)
    sounds, voice = _heard(own, opened)
    awake = Awake()
    opened.callback(awake.release)
    give_way()
    return Face(
        one,
        sounds,
        world.ticks,
        routine,
        (*([unwritable] if unwritable else []), *world.remarks(own, library.routines), *map(str, library.problems)),
        world.terminal_draws(),
        partial(save, world.places().settings),
        voice,
        awake,
        back_up=partial(world.back_up, journal),
        edit=edited,
        home=str(world.places().data),
    )


def _read_whole(opened: ExitStack) -> "tuple[Journal, str | None]":
    """The journal, every file of it read once, and why it cannot be written if so. Raises Unreadable at a damaged file."""
    from corecare_tui.adapters.journal import Damaged
    from corecare_tui.cli import world
    from corecare_tui.coach.mending import Unreadable

    try:
        with ExitStack() as only:
            journal, unwritable = world.playable(only)
            journal.profile()
            journal.history()
            opened.push(only.pop_all())
    except Damaged as error:
        raise Unreadable(world.mending(error)) from error
    return journal, unwritable


def _refuse_if_blocked(one: "Coach", routine: str | None) -> None:
    """A lock of the routine that Today shows anyway is told there."""
    if routine is not None:
        blocked = one.plan(routine).blocked
        if blocked is not None and routine != one.active:
            raise Refused(f"{blocked.rule}: {blocked.sentence}")


def _heard(own: "Settings", opened: ExitStack) -> "tuple[Sounds, Voice]":
    """The sounds and the voice; both end with `opened`."""
    from corecare_tui.adapters.places import shipped
    from corecare_tui.adapters.sounds import Sounds
    from corecare_tui.adapters.voice import Voice, engine
    from corecare_tui.cli import world

    cache = world.places().cache
    voice = Voice(cache / "voice", engine())
    opened.callback(voice.close)
    sounds = Sounds(shipped("sounds"), not own.sounds, voice=voice, volume=own.volume, cache=cache / "volume")
    opened.callback(sounds.close)
    return sounds, voice


def _plain(routine: str | None) -> int:
    from corecare_tui.adapters.journal import Damaged
    from corecare_tui.cli import world
    from corecare_tui.cli.clock import Clock
    from corecare_tui.coach import NotKept
    from corecare_tui.plain import Plain

    exercises, routines, problems = world.library()
    own = world.settings()  # before the journal, which creates its folder
    with ExitStack() as opened:
        try:
            journal, unwritable = world.playable(opened)
            world.told((*([unwritable] if unwritable else []), *world.remarks(own, routines), *problems))
            one = world.coach_over(exercises, routines, journal, own)
            sounds, voice = _heard(own, opened)
            code = Plain(one, sounds, Clock(), own, voice).play(world.known(routines, routine, own))
        except Damaged as error:
            raise Bad(world.told_damaged(error)) from error
        except NotKept as error:
            raise Bad(error.told) from error
        world.back_up(journal)
        return code
