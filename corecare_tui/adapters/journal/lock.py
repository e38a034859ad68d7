"""The lock on a journal: one writer at a time, and who it is."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from corecare_tui.adapters.journal.storage import JournalError, Unwritable


class AlreadyOpen(JournalError):
    """Another CoreCare has the folder open for writing."""


def lock(folder: Path) -> int:
    """The descriptor that holds the lock; the kernel lets go of it with the process, so no stale lock can exist."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Unwritable(folder, f"cannot be opened for writing ({error.strerror})", "see that the folder is yours") from error
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(held)
        if isinstance(error, BlockingIOError):
            raise AlreadyOpen(folder, "CoreCare is already open here", f"close the other one first{_by(folder)}") from error
        raise Unwritable(folder, f"cannot be locked ({error.strerror})", "keep it on a local disk") from error
    with suppress(OSError):  # who holds it is a comfort: the lock is flock's, not the file's
        os.ftruncate(held, 0)
        os.write(held, str(os.getpid()).encode())
    return held


def holder(folder: Path) -> int | None:
    """The number of the process that has the journal open for writing, 0 where it does not say; None when nobody has."""
    try:
        looked = os.open(folder / "lock", os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(looked, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        said = os.read(looked, 20)
        return int(said) if said.isdigit() else 0
    except OSError:
        return None
    finally:
        os.close(looked)
    return None


def _by(folder: Path) -> str:
    number = holder(folder)
    return f" (process {number})" if number else ""
