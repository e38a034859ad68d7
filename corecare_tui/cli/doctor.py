"""`corecare doctor`: what works on this machine, a line each; what does not says how to mend it."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass

from corecare_tui.cli import world

PROBE_S = 3.0
"""A device that has not answered by then will not."""
LEAST = (40, 10)


@dataclass(frozen=True)
class Finding:
    """What one look found."""

    works: bool
    says: str
    needed: bool = False
    """Does CoreCare need it? What is only a comfort does not turn the exit code."""


def doctor(options: Namespace) -> int:
    """Every line; 1 when something that CoreCare needs does not work."""
    found = [(name, look()) for name, look in LOOKS.items()]
    for name, finding in found:
        print(f"{'ok  ' if finding.works else 'MEND' if finding.needed else '–   '} {name:<10} {finding.says}")
    return int(any(finding.needed and not finding.works for _, finding in found))


def _terminal() -> Finding:
    if not all(end is not None and end.isatty() for end in (sys.stdin, sys.stderr)):
        return Finding(False, "no terminal on both ends here; `corecare play --plain` works without one")
    if os.environ.get("TERM") == "dumb":
        return Finding(False, "TERM=dumb cannot paint a screen; use `corecare play --plain`, or set TERM to your terminal's name")
    columns, rows = os.get_terminal_size(sys.stderr.fileno())
    says = f"{os.environ.get('TERM')}, {columns} × {rows}, figures {world.terminal_draws()}"
    if (columns, rows) < LEAST or rows < LEAST[1]:
        return Finding(False, f"{says}; enlarge it to 60 × 20 or more")
    return Finding(True, says + (", NO_COLOR" if os.environ.get("NO_COLOR") else ""))


def _sound() -> Finding:
    from corecare_tui.adapters.places import shipped
    from corecare_tui.adapters.sounds import Sounds

    sounds = Sounds(shipped("sounds"))
    sounds.warm()
    answered = sounds.known.wait(PROBE_S)
    works = not sounds.silent
    sounds.close()
    if works:
        return Finding(True, "a device answers")
    why = "no player found a device" if answered else "the player hangs"
    return Finding(False, f"{why}; on Debian `apt install alsa-utils`, else ffmpeg. Without it signals flash and ring the bell")


def _voice() -> Finding:
    from corecare_tui.adapters.voice import engine

    found = engine()
    if found is not None:
        return Finding(True, f"{found.program} speaks")
    if os.environ.get("SSH_CONNECTION"):
        return Finding(False, "off over SSH: it would speak in another room")
    return Finding(False, "no speech engine; on Debian `apt install espeak-ng`. Without it there are tones only")


def _awake() -> Finding:
    from corecare_tui.adapters.awake import report

    return Finding(*report())


def _settings() -> Finding:
    from corecare_tui.cli.run import Bad

    try:
        world.settings()
    except Bad as error:
        return Finding(False, str(error), needed=True)
    return Finding(True, str(world.places().settings))


def _journal() -> Finding:
    from corecare_tui.adapters.journal import Journal, JournalError

    folder = world.places().journal
    if not folder.exists():
        return Finding(True, f"{folder} (nothing kept yet)")
    try:
        with Journal(folder, write=False) as journal:
            held, past = journal.current(), journal.history()
            journal.profile()
    except JournalError as error:
        return Finding(False, str(error), needed=True)
    still = ", one not finished" if held else ""
    if not os.access(folder, os.W_OK):
        return Finding(False, f"{folder} cannot be written; make it yours with `chmod u+w`", needed=True)
    return Finding(True, f"{folder}: {len(past.sessions)} sessions{still}")


LOOKS: dict[str, Callable[[], Finding]] = {
    "terminal": _terminal,
    "sound": _sound,
    "voice": _voice,
    "awake": _awake,
    "settings": _settings,
    "journal": _journal,
}
"""In the order in which they are told."""
