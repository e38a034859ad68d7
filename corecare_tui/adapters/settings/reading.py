"""The settings file, read: every mistake is one line that says where it stands and how to mend it."""

import re
import stat
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from corecare_tui.adapters.settings.lines import line_of, seen, short
from corecare_tui.adapters.settings.values import TWICE, Judge, Wrong, settings
from corecare_tui.domain.settings import Settings

LARGEST = 64 * 1024
"""Bytes of a file."""
LONGEST = 500
"""Letters of a line that is no comment: in 20 kB of dotted key tomllib takes a second and 400 MB."""
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_TWICE = re.compile("overwrite|twice|duplicate|mutate|redefine", re.IGNORECASE)


class SettingsError(ValueError):
    """PATH:LINE: key: what is wrong; how to mend it."""


def load(path: Path, judge: Judge | None = None) -> Settings:
    """The settings in that file; the defaults where there is no file. Raises SettingsError for the first mistake in it.

    `judge` looks at the keys that commands are given, which are not known here.
    """
    return _checked(path, lambda: _data(path), judge)


def refuse(path: Path, data: bytes) -> None:
    """Raises SettingsError if a file of these bytes, at that place, would have a mistake."""
    _checked(path, lambda: data)


def _checked(path: Path, data: Callable[[], bytes], judge: Judge | None = None) -> Settings:
    text = ""
    try:
        text = _text(data())
        found, gone = settings(_tables(text), judge)
        return replace(found, remarks=tuple(_told(path, text, one) for one in gone))
    except Wrong as wrong:
        raise SettingsError(_told(path, text, wrong)) from None


def _told(path: Path, text: str, wrong: Wrong) -> str:
    line = wrong.line or line_of(text, wrong.key)
    place = f"{path}:{line}" if line else str(path)
    parts = (place, ".".join(short(name) for name in wrong.key), wrong.what)
    return seen(": ".join(part for part in parts if part))


# --- from disk to tables --------------------------------------------------------------------------


def _data(path: Path) -> bytes:
    """What the file holds, as far as anybody wants to know; nothing where there is none."""
    try:
        mode = path.stat().st_mode  # asked before opening: a named pipe would hold us for ever
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
            raise Wrong(f"is {kind}, not a file; move it away")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        if path.is_symlink():  # someone's settings stood there: to go on without them would be less careful
            raise Wrong("is a link to a file that is not there; put the file back or remove the link") from None
        return b""
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL
        why = getattr(error, "strerror", None) or error
        raise Wrong(f"cannot be read ({why}); make it readable for you, or move it away") from None


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise Wrong(f"is larger than {LARGEST // 1024} KB; keep only the keys that you change")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Wrong(f"is not UTF-8 text (byte 0x{data[error.start]:02x}); save it as UTF-8", line=line) from None
    for line, row in enumerate(text.split("\n"), 1):
        if len(row) > LONGEST and not row.lstrip().startswith("#"):
            raise Wrong(f"the line is longer than {LONGEST} letters; shorten it", line=line)
    return text


def _tables(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise _syntax(text, str(error)) from None
    except (RecursionError, MemoryError, OverflowError):
        raise Wrong("is nested too deep; no key here needs brackets inside brackets") from None


def _syntax(text: str, said: str) -> Wrong:
    """tomllib says the line only in its words; at the end of the document it is the last one."""
    at, what = _AT.search(said), _AT.sub("", said)
    line = None if at is None else int(at[1] or text.rstrip().count("\n") + 1)
    if _TWICE.search(what):
        return Wrong(TWICE, line=line)
    return Wrong(f'is not TOML ({short(what, 80)}); write key = value, one a line, text in "quotes"', line=line)
