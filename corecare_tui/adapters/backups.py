"""Copies of the record: gzipped export files in a folder of their own, thinned with age."""

import gzip
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from corecare_tui.adapters import whole
from corecare_tui.domain.thinning import kept

_NAME = re.compile(r"corecare-(\d{8}T\d{6}Z)(|-kept|-before)\.json\.gz")
_STAMP = "%Y%m%dT%H%M%SZ"
AUTOMATIC, BY_HAND, BEFORE = "", "-kept", "-before"
"""The kinds: made by itself and thinned out; asked for; made before a record was replaced."""
PACKING = 6
"""gzip's level: ten years, 15 MB, take 0.3 s and become 1 MB; at 9 it is 1.2 s for 4 % less."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One of them."""

    path: Path
    at: datetime
    """When it was made, UTC."""
    kind: str = AUTOMATIC


class Backups:
    """The folder of a person's backups. Every method raises OSError when the disk refuses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> list[Backup]:
        """Newest first; other files are not looked at."""
        found = ((path, _NAME.fullmatch(path.name)) for path in self.folder.glob("corecare-*.json.gz"))
        made = [Backup(path, _moment(name[1]), name[2]) for path, name in found if name]
        return sorted(made, key=lambda one: one.at, reverse=True)

    def due(self, files: Iterable[Path]) -> bool:
        """Was one of these files changed since the newest backup was made? By their own times: nothing is read."""
        newest = next(iter(self.all()), None)
        if newest is None:
            return True
        since = newest.path.stat().st_mtime_ns
        return any(path.stat().st_mtime_ns > since for path in files)

    def put(self, parts: Iterable[bytes], at: datetime, kind: str = AUTOMATIC) -> Backup:
        """Make one of an export's parts, unless the newest holds just these; then thin the automatic ones out."""
        newest, packed = next(iter(self.all()), None), _packed(parts)
        if newest is not None and kind in (AUTOMATIC, newest.kind) and _holds(newest.path, packed):
            os.utime(newest.path)  # it has been looked at: not due again before something changes
            return newest
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        one = self._free(at.astimezone(UTC).replace(microsecond=0), kind)
        whole.put(one.path, packed)
        self._thin()
        return one

    def newest_good(self, read: Callable[[bytes], object]) -> Backup | None:
        """The newest one that `read` takes, which raises ValueError for what it does not; what was replaced is not meant."""
        for one in self.all():
            if one.kind == BEFORE:
                continue
            with suppress(OSError, ValueError):
                read(one.path.read_bytes())
                return one
        return None

    def _free(self, at: datetime, kind: str) -> Backup:
        """A name that no backup has: two may be made in one second."""
        made = {one.at for one in self.all()}
        at = next(moment for moment in _seconds_from(at) if moment not in made)
        return Backup(self.folder / f"corecare-{at:{_STAMP}}{kind}.json.gz", at, kind)

    def _thin(self) -> None:
        made = [one for one in self.all() if one.kind == AUTOMATIC]
        stay = kept(one.at for one in made)
        for one in made:
            if one.at not in stay:
                one.path.unlink(missing_ok=True)


def put_somewhere(data: bytes, folders: Iterable[Path], name: str, own: Path | None = None) -> Path | None:
    """Write a file into the first folder that takes it; None where none does. Only `own` is ever written over."""
    for folder in folders:
        with suppress(OSError):
            names = (folder / (f"{n}-{name}" if n else name) for n in range(1000))
            path = next(p for p in names if p == own or not p.exists())
            whole.put(path, data)
            return path
    return None


def _packed(parts: Iterable[bytes]) -> bytes:
    """The parts gzipped one by one: put together first, ten years were 60 MB for a moment. The same parts give the same bytes."""
    out = io.BytesIO()
    with gzip.GzipFile("", "wb", PACKING, out, mtime=0) as file:
        for part in parts:
            file.write(part)
    return out.getvalue()


def _holds(path: Path, packed: bytes) -> bool:
    """Does it hold just these bytes? One of another size is not read: a second megabyte is seen in what the app needs."""
    with suppress(OSError):
        return path.stat().st_size == len(packed) and path.read_bytes() == packed
    return False


def _moment(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)


def _seconds_from(at: datetime) -> Iterator[datetime]:
    return (at + timedelta(seconds=number) for number in count())
