"""A file on disk whole or not at all. The journal has a writer of its own, whose every call the power-cut model watches."""

import errno
import os
import tempfile
from pathlib import Path


def put(target: Path, data: bytes) -> None:
    """The bytes under that name, 0600, in a folder that is there; they outlive a power cut. Raises OSError: it is as it was."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".corecare-")  # 0600 from its first moment
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    settle(target.parent)


def put_in_own(target: Path, data: bytes) -> None:
    """That, in a folder of the person's own, which is made for them alone (0700) where it is missing. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    put(target, data)


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
