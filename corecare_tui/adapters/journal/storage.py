"""A TinyDB storage whose file is always the old one or the new one, never a third."""

import errno
import os
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from tinydb.storages import Storage

from corecare_tui.adapters.journal.documents import Tables, parsed, pieces

Stamp = tuple[int, int, int, int]
"""(device, inode, mtime in ns, size): differs as soon as another program touches the file."""

_STRAY = re.compile(r"\..+\.[0-9a-f]{8}\.corecare")


class JournalError(Exception):
    """A file of the journal cannot be read or written; its bytes are as they were."""

    def __init__(self, path: Path, problem: str, mend: str) -> None:
        super().__init__(f"{path}: {problem}; {mend}")
        self.path = path
        """The file, or the folder, it is about."""
        self.problem = problem
        """What is wrong with it, without the path and the mend."""
        self.elsewhere: Path | None = None
        """Where what could not be written lies instead."""

    @property
    def told(self) -> str:
        """For the person: with the way back of what lies elsewhere."""
        if self.elsewhere is None:
            return str(self)
        return f"{self}. What was done is in {self.elsewhere}; `corecare import` takes it in once there is room"


class Damaged(JournalError):
    """What a file holds is not what CoreCare wrote; `set_aside` makes room for what a backup holds."""


class Unwritable(JournalError):
    """The disk does not take it: full, read-only, another's. Reading may go on."""


class AtomicStorage(Storage):
    """One file of tables: temp file 0600 → fsync → rename → fsync of the folder. For one writer, who holds the journal's lock."""

    def __init__(self, path: Path | str, keep: bool = True) -> None:
        """`keep` the tables at hand, as a file that is written often wants it; else they are let go of when `held` ends.

        Those of a year as dicts are 4 MB and take 10 ms; with its documents left as text they are 1 MB and take 2.
        """
        # realpath first: os.replace would turn a linked file into a plain one and leave the target behind.
        self.path = Path(os.path.realpath(path))
        self.loads = 0
        """Counts the reads from disk: while it stands still, what was derived from `read` holds."""
        self.writes = 0
        """Counts what was written from here."""
        self._tables: Tables | None = None
        self._stamp: Stamp | None = None
        self._known = False
        self._keep = keep
        self._let_go = False
        """Were the tables let go of? They are read again when they are wanted."""
        self._held = False
        self._lock = threading.RLock()

    def read(self) -> Tables | None:
        """The tables, None without a file; from memory while the file is untouched (reading was 88 ms of a 10-year query).

        Raises JournalError when the file is damaged, cannot be read, or was removed since it was last seen.
        """
        if self._seen() and not self._let_go:
            return self._tables
        stamp, raw = self._load()
        if stamp is None and self._stamp is not None:
            raise JournalError(self.path, "was removed while CoreCare was open", "put it back, or start again without it")
        same = self._known and stamp == self._stamp
        if self._held and not same:  # what is about to be written was worked out from another view of the file
            raise JournalError(self.path, "was changed by another program just now", "nothing was written; try again")
        self._tables = None if raw is None else self._parse(raw)
        self._stamp, self._known, self._let_go, self.loads = stamp, True, False, self.loads + (not same)
        return self._tables

    def _seen(self) -> bool:
        return self._known and (self._held or self._look() == self._stamp)

    def write(self, data: Tables) -> None:
        """Put `data` on disk; on return it is there.

        Raises JournalError when it cannot be written, or when the file is not the one last read or written.
        """
        self._known = False  # TinyDB has already changed the kept copy: a failed write must read again
        if self._look() != self._stamp:
            raise JournalError(self.path, "was changed by another program just now", "nothing was written; try again")
        try:
            stamp = self._replace(pieces(data))
        except (OSError, ValueError, TypeError) as error:
            mend = "see that the disk has room and the folder is yours, then try again"
            raise Unwritable(self.path, f"could not be written ({_words(error)})", mend) from error
        self._tables, self._stamp, self._known, self._let_go = data, stamp, True, False
        self.writes += 1

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other threads out and one view of the file: what gets changed is what was seen, and `write` refuses otherwise."""
        with self._lock:
            if self._held:  # further out, in this thread
                yield
                return
            if not self._seen():
                self.read()
            self._held = True
            try:
                yield
            finally:
                self._held = False
                if not self._keep and self._known and self._stamp is not None:
                    self._tables, self._let_go = None, True

    def _look(self) -> Stamp | None:
        try:
            return _stamp(os.stat(self.path))  # noqa: PTH116 - the fault sweep counts every call on `os`
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unreadable(self.path, error) from error

    def _load(self) -> tuple[Stamp | None, bytes | None]:
        try:
            with self.path.open("rb") as file:
                return _stamp(os.fstat(file.fileno())), file.read()  # stamp first: a change while reading shows at the next look
        except FileNotFoundError:
            return None, None
        except OSError as error:
            raise _unreadable(self.path, error) from error

    def _parse(self, raw: bytes) -> Tables:
        try:
            return self._judged(raw)
        except (ValueError, RecursionError) as error:
            what = str(error) if raw.strip() else "it is empty"
            raise Damaged(self.path, f"is damaged ({what})", "left as it is; restore a backup or mend it by hand") from error

    def _judged(self, raw: bytes) -> Tables:
        return parsed(raw, texts=not self._keep)

    def _replace(self, raw: Iterable[bytes]) -> Stamp:
        temp = self.path.with_name(f".{self.path.name}.{os.urandom(4).hex()}.corecare")
        try:
            stamp = _create(temp, raw)
            os.replace(temp, self.path)  # noqa: PTH105
        except BaseException:
            with suppress(OSError):
                os.unlink(temp)  # noqa: PTH108
            raise
        _fsync_folder(self.path.parent)
        return stamp


def set_aside(path: Path, at: datetime) -> Path:
    """Rename a file that cannot be read to NAME.damaged-<utc>; that name. Raises OSError; nothing is ever written over."""
    stem = f"{path.name}.damaged-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = (path.with_name(stem + (f"-{number}" if number else "")) for number in count())
    aside = next(name for name in names if not name.exists())
    path.rename(aside)
    _fsync_folder(path.parent)
    return aside


def copy(path: Path, to: Path) -> None:
    """A copy on disk, for its owner alone; one that is there already stays. Raises JournalError."""
    try:
        if not to.exists():
            part = to.with_name(f".{to.name}.{os.urandom(4).hex()}.corecare")
            _create(part, [path.read_bytes()])
            os.replace(part, to)  # noqa: PTH105
            _fsync_folder(to.parent)
    except OSError as error:
        raise Unwritable(
            path, f"could not be copied ({_words(error)})", "nothing was changed; make room and try again"
        ) from error


def sweep(folder: Path) -> None:
    """Remove the temp files a killed writer left in `folder` (241 of 1,000 kills left one). Only for the holder of the lock."""
    with suppress(OSError):  # a stray is litter, not damage: it must not keep the journal shut
        for stray in folder.iterdir():
            if _STRAY.fullmatch(stray.name):
                stray.unlink()


def _create(path: Path, raw: Iterable[bytes]) -> Stamp:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        for piece in raw:
            rest = memoryview(piece)
            while rest:  # on a nearly full disk os.write is short instead of failing
                rest = rest[os.write(fd, rest) :]
        os.fsync(fd)
        return _stamp(os.fstat(fd))
    finally:
        os.close(fd)


def _fsync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network file systems have no fsync for folders
            raise
    finally:
        os.close(fd)


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


def _unreadable(path: Path, error: OSError) -> JournalError:
    return JournalError(path, f"could not be read ({_words(error)})", "see that it is a file of yours")


def _words(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
