"""The app and `play`: the only place that opens a face over the real world."""

import gc
import os
import sys
from argparse import Namespace
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from corecare_tui.cli.run import Bad, Refused

if TYPE_CHECKING:
    from corecare_tui.adapters.sounds import Sounds
    from corecare_tui.adapters.voice import Voice
    from corecare_tui.domain.settings import Settings
    from corecare_tui.ui.face import Face
    from corecare_tui.ui.manners import WellMannered


def app(options: Namespace) -> int:
    """The app on Today."""
    return _open(None)


def play(options: Namespace) -> int:
    """The app with a check-in for that routine; `--plain` in line mode."""
    return _plain(options.routine) if options.plain else _open(options.routine)


def _open(routine: str | None) -> int:
    needs_terminal("`corecare play --plain` works without one")
    gc.disable()  # until the world stands: collecting in between costs 11 % of the first paint
    from corecare_tui.ui.app import CoreCareApp

    with ExitStack() as opened:
        running = CoreCareApp(lambda: _world(opened, routine))
        code = run(running)
        if running.failed is not None and running.left_with is None:
            raise running.failed
        return code


def needs_terminal(instead: str) -> None:
    """Raises Bad, naming what works `instead`, where there is none on both ends, or one that cannot paint."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Bad(f"this needs a terminal on both ends; {instead}")
    if os.environ.get("TERM") == "dumb":
        raise Bad(f"this terminal (TERM=dumb) cannot paint a screen; {instead}")


def run(running: "WellMannered") -> int:
    """Run an app to its end; the exit code, that of a signal first."""
    from corecare_tui.cli.signals import leaving_cleanly

    with leaving_cleanly(running.leave):
        running.run()
    return running.left_with if running.left_with is not None else running.return_code or 0


def _world(opened: ExitStack, routine: str | None) -> "Face":
    """Everything the screens need; called behind the first frame. What it opens is closed with `opened`."""
    from corecare_tui.adapters.awake import Awake
    from corecare_tui.adapters.settings import save
    from corecare_tui.cli import world
    from corecare_tui.coach import DEFAULT, Coach
    from corecare_tui.ui.face import Face

    exercises, routines, problems = world.library()
    own = world.settings()
    one = Coach(exercises, routines, opened.enter_context(world.journal(write=True)), world.now, own)
    if routine is not None:
        blocked = one.plan(world.known(routines, routine)).blocked
        if blocked is not None and routine != DEFAULT:
            raise Refused(f"{blocked.rule}: {blocked.sentence}")
    one.history()
    sounds, voice = _heard(own, opened)
    awake = Awake()
    opened.callback(awake.release)
    gc.freeze()
    gc.enable()
    return Face(
        one,
        sounds,
        world.ticks,
        routine,
        tuple(map(str, problems)),
        own,
        world.terminal_draws(),
        partial(save, world.places().settings),
        voice,
        awake,
    )


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


def _plain(routine: str) -> int:
    from corecare_tui.cli.clock import Clock
    from corecare_tui.cli.world import coach, known, settings
    from corecare_tui.plain import Plain

    with ExitStack() as opened:
        one = opened.enter_context(coach(write=True))
        own = settings()
        sounds, voice = _heard(own, opened)
        return Plain(one, sounds, Clock(), own, voice).play(known(one.routines, routine))
