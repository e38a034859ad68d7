"""A file on disk whole or not at all. The journal has a writer of its own, whose every call the power-cut model watches."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

DRAFT = ".corecare-"
"""How the name of what is not yet whole begins."""


def put(target: Path, data: bytes) -> None:
    """The bytes under that name, 0600, in a folder that is there; they outlive a power cut. Raises OSError: it is as it was."""
    with draft(target.parent) as file:
        file.write(data)
        place(file, target)


@contextmanager
def draft(folder: Path) -> Iterator[IO[bytes]]:
    """A new file in that folder, 0600 from its first moment, to be written little by little; gone unless it is placed."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=DRAFT, delete=False) as file:
        name = Path(file.name)
        try:
            yield file
        finally:
            file.close()
            name.unlink(missing_ok=True)


def place(file: IO[bytes], target: Path) -> None:
    """Give a draft its name, in the same folder; it is closed. Raises OSError: what stood there is as it was."""
    file.flush()
    os.fsync(file.fileno())
    file.close()
    Path(file.name).replace(target)
    settle(target.parent)


def put_in_own(target: Path, data: bytes) -> None:
    """That, in a folder of the person's own, which is made for them alone (0700) where it is missing. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    put(target, data)


def sweep(folder: Path, before: datetime) -> None:
    """Remove the drafts that somebody who was killed left there `before`. Raises OSError."""
    for path in folder.glob(f"{DRAFT}*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before.timestamp():
                path.unlink()


def settle(folder: Path) -> None:
    """Names made or changed in a folder outlive a power cut. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network file systems have no fsync for folders
            raise
    finally:
        os.close(descriptor)
