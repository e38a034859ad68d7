"""Writes a picture of dots as a PNG file, which needs nothing but zlib."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def png(rows: Sequence[bytes | bytearray], colours: Mapping[Any, str], times: int = 2) -> bytes:
    """A PNG of palette colours. `rows`: a byte a dot, all equally long; `colours`: #rrggbb by byte; a dot: `times`² pixels."""
    wide, high = len(rows[0]) * times, len(rows) * times
    lines = b"".join((b"\0" + bytes(dot for dot in row for _ in range(times))) * times for row in rows)
    table = b"".join(bytes.fromhex(colours.get(index, "#000000")[1:]) for index in range(max(colours) + 1))
    head = struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", table), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def write(path: Path, rows: Sequence[bytes | bytearray], colours: Mapping[Any, str], times: int = 2) -> None:
    """The same, into a file."""
    path.write_bytes(png(rows, colours, times))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
