"""The version of a journal's file: an earlier one is brought up step by step from a copy, a later one is refused."""

from collections.abc import Callable, Mapping
from pathlib import Path

from corecare_tui.adapters.journal.storage import AtomicStorage, JournalError, Tables, copy

TABLE = "corecare"
"""The table that says it: one document, `{"version": N}`. A file without it is of the time before, version 0."""
VERSION = 1


def _told(tables: Tables) -> Tables:
    """0 → 1: the file says its version; nothing else changed."""
    return tables


STEPS: Mapping[int, Callable[[Tables], Tables]] = {0: _told}
"""From each earlier version to the one after it. A step is given tables of its own and may change them."""


def version_of(tables: Tables) -> int:
    """The version a file says. Raises ValueError where it says none that can be, or a later one than this CoreCare knows."""
    said = tables.get(TABLE, {}).get("1", {}).get("version", 0)
    if type(said) is not int or said < 0:
        raise ValueError(f"its version is {said!r}, which is none")
    if said > VERSION:
        raise ValueError(f"it is of version {said}; this CoreCare knows {VERSION}")
    return said


def brought_up(tables: Tables) -> Tables:
    """The same in this version. Raises ValueError as `version_of`."""
    for version in range(version_of(tables), VERSION):
        tables = STEPS[version](tables)
    return stamped(tables)


def stamped(tables: Tables) -> Tables:
    """The tables with the version told first, for whoever opens the file."""
    rest = {name: table for name, table in tables.items() if name != TABLE}
    return {TABLE: {"1": {"version": VERSION}}, **rest}


class VersionedStorage(AtomicStorage):
    """One file of the journal: seen in this version whatever it is of; an earlier one is copied before it is changed."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(path)
        self._earlier: int | None = None
        """The version on disk, if it is not this one."""

    def write(self, data: Tables) -> None:
        """As AtomicStorage, in this version."""
        if self._earlier is not None:
            copy(self.path, self.path.with_name(f"{self.path.name}.version-{self._earlier}"))
        super().write(stamped(data))
        self._earlier = None

    def _parse(self, raw: bytes) -> Tables:
        tables = super()._parse(raw)
        try:
            found = version_of(tables)
        except ValueError as error:
            mend = "left as it is; bring CoreCare up to date, it was written by a later one"
            raise JournalError(self.path, str(error), mend) from error
        self._earlier = None if found == VERSION else found
        return brought_up(tables)
