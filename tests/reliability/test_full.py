"""A disk that is full, fills up or can only be read: it is told, the session is played, and what was done is found elsewhere."""

import errno
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from corecare_tui.adapters.journal import Journal
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import PainEntry, Record, Result, Session, SessionOutcome
from tests.end_to_end.terminal import fast, set_up
from tests.reliability.counts import many

EXERCISES = ("Low-lunge hip-flexor stretch", "Donkey kick", "Glute bridge")
PLAYED = many(1, 3)
"""Exercises that are done; the others are left out with x, for the whole trio is 12 s at twenty times the speed."""
CLOCK = "@2026-11-16 08:00:00 x20"
EARLIER = datetime(2026, 11, 10, 8, tzinfo=timezone(timedelta(hours=1)))
RATED = [("low_lunge", 1.0, 0, None, 1), ("donkey_kick", 1.0, 2, "low_back", 1), ("glute_bridge", 1.0, 0, None, 1)][:PLAYED]
BEFORE, AMID, READ_ONLY = "full before it", "full amid it", "read-only"
CASES = (BEFORE, AMID, READ_ONLY)


# --- the disk ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Disk:
    """64 kB of memory as a disk of its own, with a home on it."""

    home: Path

    def fill(self) -> None:
        """Until not one block is left."""
        with (self.home / "filler").open("ab", buffering=0) as filler:
            try:
                while filler.write(bytes(512)):
                    pass
            except OSError as error:
                assert error.errno == errno.ENOSPC

    def freeze(self) -> None:
        subprocess.run(["mount", "-o", "remount,ro", str(self.home)], check=True)

    def make_room(self) -> None:
        """Writable and with room again."""
        subprocess.run(["mount", "-o", "remount,rw", str(self.home)], check=True)
        (self.home / "filler").unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", str(folder)], check=True, capture_output=True)
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def may_mount() -> bool:
    try:
        with TemporaryDirectory() as folder, small_disk(Path(folder)):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


pytestmark = [
    fast,
    pytest.mark.skipif(not may_mount(), reason="needs a small disk: run it as root where mount -t tmpfs is permitted"),
]


def settle_in(home: Path) -> Record:
    """A person who was asked everything and has a past; what their record holds."""
    set_up(home)
    with Journal(home / "journal") as journal:
        journal.save_profile(Profile(EARLIER.date()))
        done = Result("glute_bridge", at=EARLIER, done=1.0, pain=1)
        warmed_up = Session("s1", EARLIER, "warm_up", "day1", EARLIER, SessionOutcome.FINISHED, results=(done,))
        journal.upsert(warmed_up)
        journal.answered = journal.log(PainEntry(EARLIER, 2, "low_back"))
        return journal.record()
