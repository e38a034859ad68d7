"""One file from disk to TOML tables, whatever it holds: guards before the parser, and every fault as a Problem with its line."""

import re
import stat
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from corecare_tui.adapters.library.lines import KeyPath, line_map, line_of, nearest, tokens
from corecare_tui.domain.text import clean

LARGEST = 64 * 1024
"""Bytes of a file; the longest family we ship has 12 kB."""
MOST_DOTS, DEEPEST = 8, 16
"""In one key, and of brackets. tomllib took 1.1 s and 396 MB for a 20 kB dotted key, and RecursionError for 1,000 brackets."""
LONGEST_NUMBER = 100
"""Digits. Python refuses to read 4,301 decimal ones and to write as many hexadecimal ones."""
_NUMBER = re.compile(rf"\b(?:0[xob][0-9A-Fa-f_]{{{LONGEST_NUMBER}}}|[0-9][0-9_]{{{LONGEST_NUMBER}}})")
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file, and where. Its text is one line without control characters."""

    file: str
    """As the person named it; for a shipped one from `routines/` on."""
    line: int | None
    """From 1; None where the file as a whole cannot be read."""
    key: str
    """Such as `exercise[2].cues[0].big`; empty when it is no key's fault."""
    what: str

    def __str__(self) -> str:
        """FILE:LINE: key: what."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (place, self.key, self.what) if part)


class Fault(NamedTuple):
    """What is wrong in a file's tables: a path there, not yet a line."""

    path: KeyPath
    what: str


@dataclass(slots=True, eq=False)
class Source:
    """A file that is TOML; its lines are looked up only when something is wrong, which costs twice as much as parsing."""

    file: str
    text: str
    tables: dict[str, Any]
    _lines: dict[KeyPath, int] = field(default_factory=dict)

    def holds(self, data: bytes) -> bool:
        """Is it made of these bytes?"""
        with suppress(UnicodeDecodeError):
            return _plain(data) == self.text
        return False

    def problem(self, fault: Fault) -> Problem:
        """The fault with its file and line."""
        return Problem(self.file, self.line(fault.path), _key(fault.path), fault.what)

    def line(self, path: KeyPath) -> int:
        """The line, from 1, of what stands at that path, or of the nearest table around it."""
        self._lines = self._lines or line_map(self.text)
        return nearest(self._lines, path)


def _key(path: KeyPath) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{clean(part, 40)}" for part in path)
    return "".join(parts).removeprefix(".")


def read(path: Path, shown: str, guarded: bool = True) -> Source | Problem:
    """The file at `path`, called `shown` in every problem. Raises nothing for what a file may hold or be.

    `guarded`: look for what would cost the parser too much; our own files need no such look, which takes half as long as parsing.
    """
    shown = clean(shown, 1000)
    try:
        # Asked before opening: a named pipe would hold us for ever, /dev/zero has no end.
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            return Problem(shown, None, "", "is a folder, not a file" if stat.S_ISDIR(mode) else "is not a regular file")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        return Problem(shown, None, "", f"cannot be read: {clean(getattr(error, 'strerror', None) or str(error))}")
    return _parse(data, shown, guarded)


def _plain(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def _parse(data: bytes, shown: str, guarded: bool) -> Source | Problem:
    if len(data) > LARGEST:
        return Problem(shown, None, "", f"is larger than {LARGEST // 1024} KiB")
    try:
        text = _plain(data)
        if guarded and (guard := _guard(text)):
            return Problem(shown, line_of(text, guard[0]), "", guard[1])
        return Source(shown, text, tomllib.loads(text))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(shown, line, "", f"is not UTF-8 text (byte 0x{data[error.start]:02x}); save it as UTF-8")
    except (ValueError, RecursionError, OverflowError, MemoryError) as error:
        return _syntax(text, str(error), shown)


def _syntax(text: str, message: str, shown: str) -> Problem:
    """tomllib says the line only in its words; at the end of the document it is the last one."""
    at = _AT.search(message)
    line = None if at is None else int(at[1] or line_of(text.rstrip(), LARGEST))
    return Problem(shown, line, "", f"is not TOML: {clean(_AT.sub('', message)) or 'it cannot be parsed'}")


def _guard(text: str) -> tuple[int, str] | None:
    """(offset, what) of the first thing that would cost tomllib too much; None if there is none."""
    if number := _NUMBER.search(text):
        return number.start(), f"a number may have at most {LONGEST_NUMBER} digits"
    dots = depth = 0
    for token, offset in tokens(text):
        if token == ".":
            dots += 1
        elif token in "[]{},=\n":
            dots = 0
            depth += (token in "[{") - (token in "]}")
        if dots > MOST_DOTS:
            return offset, f"a key may have at most {MOST_DOTS} dots"
        if depth > DEEPEST:
            return offset, f"brackets may be at most {DEEPEST} deep"
    return None
