"""The records of one table in memory, by key, over the TinyDB file they came from."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from typing import Any, Generic, cast

from tinydb import TinyDB
from tinydb.table import Document

from corecare_tui.adapters.journal.codec import R, decode, encode, merge, read
from corecare_tui.adapters.journal.documents import document
from corecare_tui.adapters.journal.storage import AtomicStorage, Damaged, JournalError

Version = tuple[int, int]
NEVER = -1
"""No number of loads: what is not held has to be read."""


class Shelf(Generic[R]):
    """Records by key; decoded once, and again only when the file was changed from outside. Safe between threads.

    Every method raises JournalError when the file, or one record in it, cannot be read or written.
    """

    def __init__(self, file: TinyDB, table: str, kind: type[R], key: Callable[[R], Hashable]) -> None:
        self._storage = cast(AtomicStorage, file.storage)
        self._table = file.table(table, cache_size=0)  # a cached query would not see what a sync tool brought
        self._kind, self._key = kind, key
        self._loads = 0
        self._ids: dict[Hashable, int] = {}
        self._records: dict[Hashable, R] = {}

    @property
    def version(self) -> Version:
        """Another one as soon as what stands here may be something else."""
        return self._storage.loads, self._storage.writes

    def all(self) -> list[R]:
        """Every record, in no order that means anything."""
        with self._fresh():
            return list(self._records.values())

    def get(self, key: Hashable) -> R | None:
        """The record of that key."""
        with self._fresh():
            return self._records.get(key)

    def document(self, key: Hashable) -> Mapping[str, Any]:
        """Its document with all that stands in the file, also what this CoreCare does not know; empty when there is none."""
        with self._fresh():
            return self._document(key)

    def put(self, record: R, also: Mapping[str, Any] | None = None) -> None:
        """Insert or replace by key; keys that only `also` or the document on disk know are kept."""
        new, record = self._checked(record)
        key = self._key(record)
        with self._fresh():
            new = merge(merge(new, self._document(key)), also or {})
            doc_id = self._ids.get(key)
            if doc_id is None:
                # An id of our own choice: TinyDB remembers its next one across a file that was changed from outside.
                doc_id = max(self._ids.values(), default=0) + 1
                self._table.insert(Document(new, doc_id))
            else:
                self._table.update(new, doc_ids=[doc_id])
            self._ids[key], self._records[key] = doc_id, record

    def put_alone(self, record: R, gone: Iterable[str]) -> None:
        """The only record of this table; the tables `gone` of the same file are emptied in the same write."""
        new, record = self._checked(record)
        with self._fresh():
            tables = dict(self._storage.read() or {})
            id = str(self._ids.get(self._key(record), 1))
            row = merge(new, document(tables.get(self._table.name, {}).get(id, {})))
            self._storage.write({**tables, self._table.name: {id: row}, **{name: {} for name in gone}})
            self._storage.loads += 1  # for the shelves of the other tables: what they hold is gone

    def put_all(self, records: Sequence[R]) -> None:
        """As `put` for each, in one write: ten years of sessions one by one took half a minute."""
        checked = [self._checked(record) for record in records]
        if not checked:
            return
        with self._fresh():
            tables = dict(self._storage.read() or {})
            rows = dict(tables.get(self._table.name, {}))
            ids = dict(self._ids)
            for new, record in checked:
                key = self._key(record)
                doc_id = ids.setdefault(key, max(ids.values(), default=0) + 1)
                rows[str(doc_id)] = merge(new, document(rows.get(str(doc_id), {})))
            self._storage.write({**tables, self._table.name: rows})
            self._ids = ids
            self._records.update({self._key(record): record for _, record in checked})

    def exchange(self, before: R | None, after: R | None) -> None:
        """Put `after` into the place of `before`, in one write; None = nothing is or was there. Done already, it does nothing."""
        if after is None:
            self.drop({self._key(before)} if before is not None else set())
            return
        old = None if before is None else self._key(before)
        if old is None or old == self._key(after):
            self.put(after)
            return
        new, after = self._checked(after)
        with self._fresh():
            if old not in self._ids and self._records.get(self._key(after)) == after:
                return  # written, though it was told as failed: the folder's fsync comes after the rename
            if old not in self._ids:
                raise self._wrong(str(old), "is no longer there")
            ids = {key: doc_id for key, doc_id in self._ids.items() if key != old}
            doc_id = ids.setdefault(self._key(after), self._ids[old])
            tables = dict(self._storage.read() or {})
            rows = dict(tables[self._table.name])
            rows[str(doc_id)] = merge(new, document(rows.pop(str(self._ids[old]))))
            self._storage.write({**tables, self._table.name: rows})
            del self._records[old]
            self._ids, self._records[self._key(after)] = ids, after

    def drop(self, keys: Set[Hashable]) -> None:
        """Take those records off, in one write; keys without a record are passed over."""
        with self._fresh():
            gone = {str(self._ids[key]) for key in keys if key in self._ids}
            if not gone:
                return
            tables = dict(self._storage.read() or {})
            rows = tables.get(self._table.name, {})
            self._storage.write({**tables, self._table.name: {id: row for id, row in rows.items() if id not in gone}})
            for key in keys & self._ids.keys():
                del self._ids[key], self._records[key]

    def let_go(self) -> None:
        """Keep no record; they are read again when one is asked for, and of the same version if it is the same file."""
        self._ids, self._records, self._loads = {}, {}, NEVER

    def clear(self) -> None:
        """Take every record off the shelf, and off the disk."""
        with self._fresh():
            if self._records:
                self._table.truncate()
            self._ids, self._records = {}, {}

    @contextmanager
    def _fresh(self) -> Iterator[None]:
        with self._storage.held():
            self._reload()
            yield

    def _reload(self) -> None:
        if self._loads == self._storage.loads:
            return
        ids: dict[Hashable, int] = {}
        records: dict[Hashable, R] = {}
        for id, row in self._rows().items():
            record = self._decode(row, id, Damaged)
            key = self._key(record)
            if key in ids and key != record:  # a record that is its own key (logged pain) may stand there twice
                raise self._wrong(str(key), "it stands twice", Damaged)
            ids[key], records[key] = int(id), record
        self._ids, self._records, self._loads = ids, records, self._storage.loads

    def _rows(self) -> dict[str, Any]:
        return (self._storage.read() or {}).get(self._table.name, {})

    def _document(self, key: Hashable) -> dict[str, Any]:
        """Its document; one that was text is a dict in its place from now on, as TinyDB takes it."""
        doc_id = self._ids.get(key)
        if doc_id is None:
            return {}
        rows, id = self._rows(), str(doc_id)
        rows[id] = found = document(rows[id])
        return found

    def _checked(self, record: R) -> tuple[dict[str, Any], R]:
        """The document of a record, and the record as it will come back: refused here, before a byte is written."""
        name = str(getattr(record, "id", "new"))
        try:
            new = encode(record)
        except (ValueError, TypeError) as error:
            raise self._wrong(name, str(error)) from error
        return new, self._decode(new, name)

    def _decode(self, row: Any, name: str, kind: type[JournalError] = JournalError) -> R:
        try:
            return decode(self._kind, row) if isinstance(row, dict) else read(self._kind, row)
        except (ValueError, RecursionError) as error:
            raise self._wrong(_id_in(row) or name, str(error), kind) from error

    def _wrong(self, name: str, problem: str, kind: type[JournalError] = JournalError) -> JournalError:
        mend = "nothing was changed; mend that value or restore a backup"
        return kind(self._storage.path, f"{self._table.name}: record {name[:60]}: {problem}", mend)


def _id_in(row: Any) -> str:
    """What a document that cannot be read calls itself, if it does."""
    with suppress(ValueError, RecursionError):
        return str(document(row).get("id", ""))
    return ""
