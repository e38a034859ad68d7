"""Everything of a person as one JSON file, out and in again: export → import → export is byte-identical."""

import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.history import History
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import PainEntry, Record, Session
from corecare_tui.domain.text import escaped

FORMAT, VERSION = "corecare", 1
LARGEST = 256 * 1024 * 1024
"""Bytes; ten years of daily sessions are 15 MB."""
GZIP = b"\x1f\x8b"
"""How a gzipped file begins."""
SESSION_ADDS, RESULT_ADDS, PAIN_ADDS = (
    ("added", "edits"),
    ("slot", "usual", "usual_exercise", "side", "edits"),
    ("flare", "added", "edits"),
)
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""A time outside these is a mistake, and too near the ends of the calendar to count days from."""


class ImportRefused(ValueError):
    """The file is not what `export` writes; says where (`sessions[0].results[2].pain`) and how to mend it. Nothing was read."""

    def __init__(self, what: str, path: str = "") -> None:
        super().__init__(f"{path}: {what}" if path else what)
        self.what, self.path = what, path


@dataclass(frozen=True, slots=True)
class _File:
    """The outermost table of the file."""

    format: str
    version: int
    profile: Profile | None = None
    sessions: list[Session] = field(default_factory=list)
    pains: list[PainEntry] = field(default_factory=list)


def write(record: Record) -> bytes:
    """The file's bytes: UTF-8, one space of indent, keys in a fixed order, records by time and id."""
    return b"".join(parts(record))


def parts(record: Record) -> Iterator[bytes]:
    """The same a record at a time: ten years as one tree were 100 MB."""
    history = History.of(record.sessions, record.pains)
    yield _text({"format": FORMAT, "version": VERSION, "profile": _profile(record.profile)}).removesuffix(b"\n}")
    yield b',\n "sessions": '
    yield from _list(as_tree(session) for session in history.sessions)
    yield b',\n "pains": '
    yield from _list(_told(msgspec.to_builtins(entry), PAIN_ADDS) for entry in history.pains)
    yield b"\n}\n"


def _list(trees: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """A list, two levels in."""
    first = True
    for tree in trees:
        yield (b"[\n" if first else b",\n") + b"  " + _text(tree).replace(b"\n", b"\n  ")
        first = False
    yield b"[]" if first else b"\n ]"


def _text(tree: dict[str, Any]) -> bytes:
    data = msgspec.json.format(msgspec.json.encode(tree), indent=1)
    harmless = data.isascii() and b"\x7f" not in data
    return data if harmless else escaped(data.decode()).encode()  # `corecare export` may be told to a terminal


def _profile(profile: Profile) -> dict[str, Any]:
    return _told(msgspec.to_builtins(profile), ("choices",))


def as_tree(session: Session) -> dict[str, Any]:
    """A session as the file holds it."""
    tree: dict[str, Any] = msgspec.to_builtins(session)
    for result in tree["results"]:
        _told(result, RESULT_ADDS)
    order = ("id", "routine", "day", "started", "ended", "outcome", "check_in", "results", "end_pain", "effort", "morning_after")
    return _told({key: tree[key] for key in (*order, *SESSION_ADDS)}, SESSION_ADDS)


def _told(tree: dict[str, Any], added: Iterable[str]) -> dict[str, Any]:
    """Without those keys where they say nothing: additions to the contract's record."""
    for name in added:
        if tree[name] is None or tree[name] is False or tree[name] in ((), []):
            del tree[name]
    return tree


def read(data: bytes) -> Record:
    """The record in `data`. Raises ImportRefused; times without an offset are taken as local."""
    if data[:2] == GZIP:
        data = _unpacked(data)
    if len(data) > LARGEST:
        raise ImportRefused(f"is larger than {LARGEST} bytes; this is no record of CoreCare")
    try:
        tree = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ImportRefused(f"is not JSON: {error}") from None
    return of(tree)


def of(tree: object) -> Record:
    """The record in the tree of such a file. Raises ImportRefused."""
    _check_head(tree)
    try:
        file = msgspec.convert(_without_nulls(tree, _File), _File)
    except (msgspec.ValidationError, RecursionError, OverflowError) as error:
        raise _refused(str(error)) from None
    _check_ids(file.sessions)
    sessions = tuple(_local(session, f"sessions[{number}]") for number, session in enumerate(file.sessions))
    pains = tuple(_local(entry, f"pains[{number}]") for number, entry in enumerate(file.pains))
    return Record(_local(file.profile or Profile(), "profile"), sessions, pains)


def _unpacked(data: bytes) -> bytes:
    """A backup's bytes. Read in parts: a small file can be made to unpack to any size."""
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            return packed.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ImportRefused(f"is a damaged backup: {error}") from None


def _check_head(tree: object) -> None:
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        raise ImportRefused('has no "format": "corecare" at its top; `corecare export` writes such a file')
    if type(tree.get("version")) is not int or not 1 <= tree["version"] <= VERSION:
        raise ImportRefused(f"has version {tree.get('version')!r}; this CoreCare reads {VERSION}: bring CoreCare up to date")


def _without_nulls(value: Any, kind: Any) -> Any:
    """A null where the field has a default means the default (`results: null` is no results)."""
    if isinstance(value, dict) and is_dataclass(kind):
        names = {f.name: f.type for f in fields(kind)}
        told = {k: v for k, v in value.items() if k not in names or not _says_nothing(v, _kind(names[k]))}
        return {k: _without_nulls(v, _kind(names.get(k))) for k, v in told.items()}
    if isinstance(value, list):
        return [_without_nulls(item, kind) for item in value]
    return value


def _says_nothing(value: Any, kind: Any) -> bool:
    """Null, or a dose that tells neither reps nor seconds."""
    unsaid = kind is Dose and isinstance(value, dict) and value.get("reps") is None and value.get("hold_s") is None
    return value is None or unsaid


def _kind(annotation: Any) -> Any:
    """The dataclass inside an annotation such as `tuple[Result, ...]` or `CheckIn | None`; None without one."""
    for part in (annotation, *getattr(annotation, "__args__", ())):
        if is_dataclass(part):
            return part
    return None


def _check_ids(sessions: Iterable[Session]) -> None:
    seen: set[str] = set()
    for number, session in enumerate(sessions):
        if session.id in seen or not session.id:
            wrong = f"{session.id[:60]!r} is empty or there twice; every session has an id of its own"
            raise ImportRefused(wrong, f"sessions[{number}].id")
        seen.add(session.id)


T = TypeVar("T")


def _local(record: T, path: str) -> T:
    """Every time of the record with an offset. Raises ImportRefused for a time that nobody lived in."""
    changes: dict[str, Any] = {}
    for f in fields(record):  # type: ignore[arg-type]
        value, here = getattr(record, f.name), f"{path}.{f.name}"
        if isinstance(value, datetime):
            if not FIRST_YEAR <= value.year <= LAST_YEAR:
                raise ImportRefused(f"the year {value.year} is not from {FIRST_YEAR} to {LAST_YEAR}", here)
            if value.tzinfo is None:
                changes[f.name] = value.astimezone()
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changes[f.name] = tuple(_local(part, f"{here}[{number}]") for number, part in enumerate(value))
    return replace(record, **changes) if changes else record  # type: ignore[type-var]


def _refused(message: str) -> ImportRefused:
    """Of `what is wrong - at `$.sessions[0].results[2].pain``, as msgspec says it."""
    found = re.fullmatch(r"(.*?)(?: - at `\$\.?(.*)`)?", message, re.DOTALL)
    return ImportRefused(found[1], found[2] or "") if found else ImportRefused(message)
