"""The app and `play`: the only place that opens a face over the real world."""

import os
import sys
from argparse import Namespace

from corecare_tui.adapters.places import shipped
from corecare_tui.cli.run import REFUSED, Bad
from corecare_tui.cli.signals import leaving_cleanly
from corecare_tui.cli.world import coach, known, ticks
from corecare_tui.coach import DEFAULT, Coach


def app(options: Namespace) -> int:
    """The app on Today."""
    return _open(None)


def play(options: Namespace) -> int:
    """The app with a check-in for that routine; `--plain` in line mode."""
    return _plain(options.routine) if options.plain else _open(options.routine)


def _open(routine: str | None) -> int:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Bad("this needs a terminal on both ends; `corecare play --plain` works without one")
    if os.environ.get("TERM") == "dumb":
        raise Bad("this terminal (TERM=dumb) cannot paint a screen; `corecare play --plain` works in it")
    with coach(write=True) as one:
        if routine is not None:
            known(one.routines, routine)
            blocked = one.plan(routine).blocked
            if blocked is not None and routine != DEFAULT:
                print(f"{blocked.rule}: {blocked.sentence}", file=sys.stderr)
                return REFUSED
        return _run(one, routine)


def _run(one: Coach, routine: str | None) -> int:
    from corecare_tui.adapters.sounds import Sounds
    from corecare_tui.ui.app import CoreCareApp
    from corecare_tui.ui.face import Face

    sounds = Sounds(shipped("sounds"))
    try:
        running = CoreCareApp(Face(one, sounds, ticks, routine))
        with leaving_cleanly(running.leave):
            running.run()
        return running.return_code or 0
    finally:
        sounds.close()


def _plain(routine: str) -> int:
    from corecare_tui.adapters.sounds import Sounds
    from corecare_tui.cli.clock import Clock
    from corecare_tui.plain import Plain

    sounds = Sounds(shipped("sounds"))
    try:
        with coach(write=True) as one:
            return Plain(one, sounds, Clock()).play(known(one.routines, routine))
    finally:
        sounds.close()
