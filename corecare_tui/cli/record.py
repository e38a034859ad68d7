"""pain, export, import, backup, restore: the record, out of a session."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from corecare_tui.adapters import export as files
from corecare_tui.adapters import fhir, table
from corecare_tui.adapters.backups import BY_HAND
from corecare_tui.adapters.cells import Wrong
from corecare_tui.adapters.journal import Damaged, Journal, JournalError
from corecare_tui.cli import world
from corecare_tui.cli.run import Bad
from corecare_tui.cli.saying import put, remark, say, warn
from corecare_tui.cli.world import backups, coach, journal, mending, places
from corecare_tui.coach.mending import damaged, replaced
from corecare_tui.domain.pain import PLACE_NAMES, PLACES
from corecare_tui.domain.profile import BY_ID, PREFERENCES, Profile
from corecare_tui.domain.records import Record, SessionOutcome
from corecare_tui.domain.text import many


def pain(options: Namespace) -> int:
    """Log a score felt outside a session."""
    if not 0 <= options.score <= 10:
        raise Bad(f"{options.score} is not on the scale; give a whole number from 0 (none) to 10 (the worst you can imagine)")
    if options.place is not None and options.place not in PLACES:
        raise Bad(f"--place: {options.place[:40]!r} is not one of {', '.join(PLACES)}")
    with coach(write=True) as one:
        entry = one.log_pain(options.score, options.place, options.note, options.flare)
    where = f", {PLACE_NAMES[entry.place]}" if entry.place else ""
    say(f"Kept: {entry.pain} out of 10{where}, {entry.at:%Y-%m-%d %H:%M}.")
    return 0


FORMATS = {"json": files.write, "csv": table.write, "fhir": fhir.write}


def export(options: Namespace) -> int:
    """Everything out, as one JSON file or one table; or its pain scores, as a clinic's systems read them."""
    with journal(write=False) as one:
        record = one.record()
    put(options.file, FORMATS[options.format](record))
    if options.file is not None:
        remark(f"{_counted(record)} are in {options.file}.")
    return 0


def import_(options: Namespace) -> int:
    """Everything in; what is there already by its id is replaced, nothing is deleted."""
    record = _read(Path(options.file))
    if options.dry_run:
        say(f"{options.file}: {_counted(record)} would be read; nothing was changed.")
        return 0
    with journal(write=True) as one:
        one.take_in(_beside(record, one))
    for flag in (f for f in record.profile.flags if f not in BY_ID and f not in PREFERENCES):
        warn(f"{flag[:40]!r} is no flag that CoreCare knows; it changes nothing (docs/data.md lists them)")
    say(f"Read: {_counted(record)}.")
    return 0


def backup(options: Namespace) -> int:
    """A backup by hand: it is never thinned out."""
    with journal(write=False) as one:
        record = one.record()
    try:
        made = backups().put(files.parts(record), world.now(), BY_HAND)
    except OSError as error:
        raise Bad(f"{places().backups}: {error.strerror}; see that the folder is yours and its disk has room") from None
    remark(f"{_counted(record)} are in this file; `corecare restore FILE` brings them back.")
    say(made.path)
    return 0


def restore(options: Namespace) -> int:
    """The record as a backup holds it; what it was before is backed up first. Without a file: what cannot be read is mended."""
    try:
        if options.file is None and (first := damaged(places().journal)) is not None:
            return _mended(first)
        record = _read(Path(options.file) if options.file else _newest())
        while (wrong := damaged(places().journal)) is not None:
            _told_aside(mending(wrong).go_on_without())
        before = replaced(places().journal, backups(), record, world.now)
    except OSError as error:
        raise Bad(f"{error.filename or places().backups}: {error.strerror}; see that its disk has room") from None
    except JournalError as error:
        raise Bad(error.told) from None
    say(f"Restored: {_counted(record)}. What was here before is in {before.path}.")
    return 0


def _mended(wrong: Damaged | None) -> int:
    """Each file that cannot be read is set aside, and what it held comes from the newest good backup."""
    while wrong is not None:
        mend = mending(wrong)
        _told_aside(mend.bring_back())
        say(f"What it held was brought back from {mend.offer}." if mend.offer else "There is no backup of what it held.")
        wrong = damaged(places().journal)
    return 0


def _told_aside(file: Path) -> None:
    warn(f"set aside what could not be read: {file}")


def _newest() -> Path:
    found = backups().newest_good(files.read)
    if found is None:
        raise Bad(f"there is no backup that can be read in {places().backups}; name a file")
    return found.path


def _counted(record: Record) -> str:
    return f"{many(len(record.sessions), 'session')} and {many(len(record.pains), 'pain score')}"


def _beside(record: Record, one: Journal) -> Record:
    """The record without what would undo something here: a profile that says nothing, the session that is open here."""
    held = one.current()
    ahead = tuple(s for s in record.sessions if not (held and s.id == held.id and s.outcome is SessionOutcome.OPEN))
    return replace(record, sessions=ahead, profile=_both(one.profile(), record.profile))


def _both(own: Profile, other: Profile) -> Profile:
    """The profile of the file, with every flag of either: an old export must not open a lock that was set since."""
    if Profile() in (own, other):
        return own if other == Profile() else other
    flags = (*other.flags, *(flag for flag in own.flags if flag not in other.flags))
    locked = {flag for one in (own, other) for flag in one.flags if flag not in one.cleared}
    cleared = (*other.cleared, *(flag for flag in own.cleared if flag not in other.cleared))
    choices = tuple(sorted(dict.fromkeys((*other.choices, *own.choices)), key=lambda choice: choice.at))
    return replace(other, flags=flags, cleared=tuple(flag for flag in cleared if flag not in locked), choices=choices)


def _read(path: Path) -> Record:
    try:
        with path.open("rb") as file:
            data = file.read(files.LARGEST + 1)  # /dev/zero has no end
        return _read_table(path, data) if table.is_one(data) else files.read(data)
    except OSError as error:
        raise Bad(f"{path}: {error.strerror}; name a file that `corecare export` wrote") from None
    except files.ImportRefused as error:
        raise Bad(f"{path}: {error}") from None


def _read_table(path: Path, data: bytes) -> Record:
    try:
        tree = table.read(data, files.LARGEST)
    except Wrong as wrong:
        raise Bad(wrong.told(path)) from None
    try:
        return files.of({"format": files.FORMAT, "version": files.VERSION, "sessions": tree.sessions, "pains": tree.pains})
    except files.ImportRefused as error:
        raise Bad(tree.told(path, error.path, error.what)) from None
