"""A TinyDB file's tables of documents from its bytes and back; nothing in it may stand twice."""

import json
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import msgspec

DocId = Annotated[str, msgspec.Meta(pattern=r"\A(0|[1-9][0-9]{0,17})\Z")]
"""As TinyDB writes it. `01` is refused, because TinyDB would read it as 1 and one of the two would vanish."""
Tables = dict[str, dict[DocId, Any]]
"""What a TinyDB file holds: table name → document id → document, which is a dict, or in a file that is not kept its JSON text."""
BATCH = 16
"""Documents in a piece: some 50 kB. A year in one piece is 1 MB, and a second one while it grows."""

_DOCUMENTS = msgspec.json.Decoder(dict[str, dict[DocId, dict[str, Any]]])
_TEXTS = msgspec.json.Decoder(dict[str, dict[DocId, msgspec.Raw]])


def parsed(raw: bytes, texts: bool) -> Tables:
    """The tables of a file, their documents left as `texts`? Raises ValueError or RecursionError for what no file of ours is."""
    tables: Tables = (_TEXTS if texts else _DOCUMENTS).decode(raw)
    _check_distinct(raw, pieces(tables))
    return tables


def pieces(tables: Tables) -> Iterator[bytes]:
    """The bytes of the file, a batch of documents at a time. Raises ValueError or TypeError for what JSON cannot hold."""
    before = b"{"
    for name, table in tables.items():
        yield before + msgspec.json.encode(name) + b":{"
        rows = list(table.items())
        for first in range(0, len(rows), BATCH):
            yield (b"," if first else b"") + msgspec.json.encode(dict(rows[first : first + BATCH]))[1:-1]
        before = b"},"
    yield b"}}" if tables else b"{}"


def document(row: Any) -> dict[str, Any]:
    """A document of `Tables`, also one that is text. Raises ValueError, also where a key stands twice in it."""
    if isinstance(row, dict):
        return row
    found = msgspec.json.decode(row, type=dict[str, Any])
    _check_distinct(bytes(row), [msgspec.json.encode(found)])
    return found


def _check_distinct(raw: bytes, again: Iterable[bytes]) -> None:
    """Raise ValueError where a key stands twice in one object of `raw`, which written `again` is these pieces: msgspec takes the
    last of two.

    Our own bytes cannot hold any and are written again as they are (1 ms a year); only others pay for the strict parse, ten times
    slower.
    """
    at, text = 0, memoryview(raw)
    for piece in again:
        if text[at : at + len(piece)] != piece:
            break
        at += len(piece)
    if at != len(raw):
        json.loads(raw, object_pairs_hook=_distinct)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        twin = next(key for i, (key, _) in enumerate(pairs) if key in dict(pairs[:i]))
        raise ValueError(f"the key {twin[:40]!r} stands twice in one object")
    return table
