"""`corecare doctor`: what works on this machine, a line each; what does not says how to mend it."""

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass

from corecare_tui.cli import world
from corecare_tui.cli.saying import say
from corecare_tui.domain.text import many

PROBE_S = 3.0
"""A device that has not answered by then will not."""
LEAST = (40, 10)
ROOM = 5_000_000
"""Bytes: a year's file is written anew beside the old one, 1.5 MB each."""


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
        say(f"{'ok  ' if finding.works else 'MEND' if finding.needed else '–   '} {name:<10} {finding.says}")
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


def _colours() -> Finding:
    if os.environ.get("NO_COLOR"):
        return Finding(True, "off (NO_COLOR); everything is told by words and shapes, too")
    if os.environ.get("COLORTERM") in ("truecolor", "24bit"):
        return Finding(True, "16 million")
    if "256" in os.environ.get("TERM", ""):
        return Finding(True, "256")
    return Finding(True, "16, as far as TERM tells; COLORTERM=truecolor says that there are more")


def _encoding() -> Finding:
    if world.terminal_draws() == "ascii":
        return Finding(False, "the locale is not UTF-8, so everything is drawn in ASCII; set LANG to a UTF-8 one, as C.UTF-8")
    return Finding(True, "UTF-8")


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
        own = world.settings()
    except Bad as error:
        return Finding(False, str(error), needed=True)
    gone = list(world.remarks(own, world.library()[1]))
    return Finding(False, gone[0]) if gone else Finding(True, str(world.places().settings))


def _journal() -> Finding:
    from corecare_tui.adapters.journal import Damaged, Journal, JournalError

    folder = world.places().journal
    if not folder.exists():
        return Finding(True, "nothing kept yet")
    try:
        with Journal(folder, write=False) as journal:
            record, held = journal.record(), journal.current()
    except Damaged as error:
        return Finding(False, world.told_damaged(error), needed=True)
    except JournalError as error:
        return Finding(False, str(error), needed=True)
    still = ", one of them not finished" if held else ""
    return Finding(
        True, f"{many(len(record.sessions), 'session')}, {many(len(record.pains), 'pain score')}, every file can be read{still}"
    )


def _folder() -> Finding:
    folder = world.places().journal
    first = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    if not os.access(first, os.W_OK):
        return Finding(False, f"{first} cannot be written; make it yours with `chmod u+w`", needed=True)
    free = shutil.disk_usage(first).free
    says = f"{folder}, {free // 1_000_000} MB free"
    if free < ROOM:
        return Finding(False, f"{says}; make room: a session that cannot be kept is written elsewhere", needed=True)
    if folder.exists() and folder.stat().st_mode & 0o077:
        return Finding(False, f"{says}; others may look into it: `chmod 700 {folder}`", needed=True)
    return Finding(True, says)


def _lock() -> Finding:
    from corecare_tui.adapters.journal import holder

    number = holder(world.places().journal)
    held = f"held by process {number}" if number else "held"
    return Finding(True, "free" if number is None else f"{held}: CoreCare is open there")


def _backup() -> Finding:
    from corecare_tui.adapters import export

    made = world.backups().all()
    if not made:
        return Finding(True, f"none yet; they come by themselves into {world.places().backups}")
    good = world.backups().newest_good(export.read)
    if good is None:
        return Finding(False, f"none of {len(made)} can be read; `corecare backup` makes a new one")
    return Finding(True, f"{len(made)}, the newest good one of {good.at.astimezone():%Y-%m-%d %H:%M}")


def _reports() -> Finding:
    found = sorted(world.places().reports.glob("report-*.txt"))
    if not found:
        return Finding(True, "nothing went wrong in CoreCare itself")
    return Finding(
        False, f"{len(found)}, the newest is {found[-1]}; it holds nothing that you said: please send it, then delete it"
    )


LOOKS: dict[str, Callable[[], Finding]] = {
    "terminal": _terminal,
    "colours": _colours,
    "encoding": _encoding,
    "sound": _sound,
    "voice": _voice,
    "awake": _awake,
    "settings": _settings,
    "folder": _folder,
    "lock": _lock,
    "journal": _journal,
    "backups": _backup,
    "reports": _reports,
}
"""In the order in which they are told."""
