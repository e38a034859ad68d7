"""The version of a journal's file: an earlier one is brought up step by step from a copy, a later one is refused."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from corecare_tui.adapters.journal.documents import Tables, document
from corecare_tui.adapters.journal.storage import AtomicStorage, Damaged, JournalError, copy

TABLE = "corecare"
"""The table that says it: one document, `{"version": N}`. A file without it is of the time before, version 0."""
VERSION = 1
OURS = frozenset({"sessions", "pains", "profile", "mark", "newest"})
"""The tables there are; a file holds at least one of its own, and none of another file's."""


def _told(tables: Tables) -> Tables:
    """0 → 1: the file says its version; nothing else changed."""
    return tables


STEPS: Mapping[int, Callable[[Tables], Tables]] = {0: _told}
"""From each earlier version to the one after it. A step is given tables of its own and may change them."""


def version_of(tables: Tables) -> int | None:
    """The version a file says; None where it says none that can be."""
    said = document(tables.get(TABLE, {}).get("1", {})).get("version", 0)
    return said if type(said) is int and said >= 0 else None


def brought_up(tables: Tables) -> Tables:
    """The same in this version."""
    tables = {name: {id: document(row) for id, row in table.items()} for name, table in tables.items()}
    for version in range(version_of(tables) or 0, VERSION):
        tables = STEPS[version](tables)
    return stamped(tables)


def stamped(tables: Tables) -> Tables:
    """The tables with the version told first, for whoever opens the file."""
    rest = {name: table for name, table in tables.items() if name != TABLE}
    return {TABLE: {"1": {"version": VERSION}}, **rest}


class VersionedStorage(AtomicStorage):
    """One file of the journal: seen in this version whatever it is of; an earlier one is copied before it is changed."""

    def __init__(self, path: Path | str, own: Iterable[str] = OURS, keep: bool = True) -> None:
        """`own`: the tables that this file may hold; what a later CoreCare adds under another name stays."""
        super().__init__(path, keep)
        self._own = frozenset(own)
        self._earlier: int | None = None
        """The version on disk, if it is not this one."""

    def write(self, data: Tables) -> None:
        """As AtomicStorage, in this version."""
        if self._earlier is not None:
            copy(self.path, self.path.with_name(f"{self.path.name}.version-{self._earlier}"))
        super().write(stamped(data))
        self._earlier = None

    def _judged(self, raw: bytes) -> Tables:
        tables = super()._judged(raw)
        if not tables.keys() & self._own or tables.keys() & (OURS - self._own):
            raise Damaged(self.path, "is not what CoreCare keeps in this file", "left as it is; restore a backup")
        found = version_of(tables)
        if found is None:
            raise Damaged(self.path, "is damaged (it says no version that can be)", "left as it is; restore a backup")
        if found > VERSION:
            mend = "left as it is; bring CoreCare up to date, it was written by a later one"
            raise JournalError(self.path, f"is of version {found}; this CoreCare knows {VERSION}", mend)
        self._earlier = None if found == VERSION else found
        return tables if found == VERSION else brought_up(tables)
