"""What is done when a file of the record cannot be read: it is set aside, and what it held comes from the newest good backup."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from corecare_tui.adapters import export
from corecare_tui.adapters.backups import BEFORE, Backup, Backups
from corecare_tui.adapters.journal import Damaged, Journal, JournalError, set_aside
from corecare_tui.domain.records import Record
from corecare_tui.domain.text import many


class Unreadable(Exception):
    """The record cannot be opened; `mending` says what can be done about it."""

    def __init__(self, mending: "Mending") -> None:
        super().__init__(str(mending.error))
        self.mending = mending


@dataclass
class Mending:
    """One damaged file, and the ways on."""

    error: Damaged
    folder: Path
    """The journal."""
    backups: Backups
    now: Callable[[], datetime]

    @cached_property
    def backup(self) -> tuple[Backup, Record] | None:
        """The newest backup that can be read; None without one."""
        one = self.backups.newest_good(export.read)
        return None if one is None else (one, export.read(one.path.read_bytes()))

    @property
    def offer(self) -> str:
        """What bringing back would bring, in a few words; empty without a backup."""
        if self.backup is None:
            return ""
        one, record = self.backup
        count = len(record.sessions)
        return f"the backup of {one.at.astimezone():%a %d %b %Y, %H:%M} ({many(count, 'session')})"

    def bring_back(self) -> Path:
        """Set the file aside, its new name; what is missing then comes from the backup, what the other files hold stays as it is.

        Raises JournalError where the disk refuses. While another file cannot be read either, it comes with that one.
        """
        aside = self.go_on_without()
        if self.backup is not None:
            with suppress(Damaged), Journal(self.folder) as journal:  # another one: it is next
                journal.take_missing(self.backup[1])
        return aside

    def go_on_without(self) -> Path:
        """Set the file aside as NAME.damaged-<utc>, that name: nothing of it is lost, and nothing of it is used."""
        try:
            return set_aside(self.error.path, self.now())
        except OSError as error:
            mend = "see that the folder is yours and can be written"
            raise JournalError(self.error.path, f"could not be set aside ({error.strerror})", mend) from error


def damaged(folder: Path) -> Damaged | None:
    """The first file of the journal that cannot be read; None when all can. Raises JournalError for other troubles."""
    try:
        with Journal(folder, write=False) as journal:
            journal.record()
    except Damaged as error:
        return error
    return None


def replaced(folder: Path, backups: Backups, record: Record, now: Callable[[], datetime]) -> Backup:
    """Let the journal hold what the record holds, and nothing else; the backup of what it held before.

    Raises JournalError, Damaged too, and OSError; done again it is complete.
    """
    with Journal(folder) as journal:
        before = backups.put(export.parts(journal.record()), now(), BEFORE)
        journal.become(record)
    return before
