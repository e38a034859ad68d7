"""One key put into the settings file, or taken out; comments, order and every other key stay as the person wrote them."""

import errno
import os
import tomllib
from pathlib import Path
from typing import Any

from corecare_tui.adapters.settings.lines import line_of
from corecare_tui.adapters.settings.reading import load, refuse
from corecare_tui.adapters.whole import put_in_own
from corecare_tui.domain.explained import EXPLAINED

Value = str | bool | int | list[str]
Place = tuple[str, ...]
"""A key, or a table and a key of it."""


def save(path: Path, key: str | tuple[str, str], value: Value | None) -> None:
    """Set a key, or (table, key); None takes it out, so that its default holds. A key that is new gets a line on what it is for.

    The file is replaced whole or not at all, for its owner only. Raises SettingsError when it has a mistake, or would have one
    with that value, OSError when it cannot be written; it is as it was then.
    """
    load(path)
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "is read-only", str(path))
    target = Path(os.path.realpath(path))
    text = target.read_bytes().decode() if target.exists() else ""  # bytes: its line ends stay its own
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    place: Place = (key,) if isinstance(key, str) else key
    changed = _without(text, place) if value is None else _with(text, place, value)
    if value is None and changed == text:
        return
    refuse(path, (mark + changed).encode())
    put_in_own(target, (mark + changed).encode())


def _with(text: str, place: Place, value: Value) -> str:
    import tomlkit  # here: 30 ms that only a change of settings pays

    document = tomlkit.parse(text)
    if (found := _found(document, place)) is not None:
        table, name = found
        table[name] = value
        return tomlkit.dumps(document)
    end = "\r\n" if "\r\n" in text else "\n"
    row = _said(place, end) + f"{tomlkit.key(place[-1]).as_string()} = {tomlkit.item(value).as_string()}{end}"
    if len(place) == 1:  # above whatever stands there: a key below [thresholds] would be one of its own
        return row + text
    if place[0] not in document:
        between = end * (2 - text.endswith("\n")) if text else ""
        return f"{text}{between}{_said(place[:1], end)}[{place[0]}]{end}{row}"
    return _below_header(text, place[0], row, end) or _in_table(document, place, value)


def _below_header(text: str, table: str, row: str, end: str) -> str | None:
    """The row right below the line [table], where there is one: at the table's end the next one's comment may stand already."""
    rows = text.split("\n")
    at = line_of(text, (table,)) or 1
    header = rows[at - 1].strip()  # without the \r of another system's line end, which alone is no TOML
    if not header.startswith("[") or tomllib.loads(header) != {table: {}}:
        return None
    above, below = "\n".join(rows[:at]), "\n".join(rows[at:])
    return f"{above}\n{row}{below}" if at < len(rows) else f"{above}{end}{row}"


def _in_table(document: Any, place: Place, value: Value) -> str:
    """A table without a line of its own: dotted, or in braces."""
    import tomlkit

    document[place[0]][place[-1]] = value
    return tomlkit.dumps(document)


def _without(text: str, place: Place) -> str:
    """The text without that key, and without the line about it where that is ours to the letter."""
    import tomlkit

    if (found := _found(tomlkit.parse(text), place)) is None:
        return text
    dotted = (place[0], *place[-1].split(".", 1))
    line = line_of(text, place) or line_of(text, dotted) or 1
    rows, said = text.split("\n"), _said(place, "")
    if said and line > 1 and rows[line - 2].rstrip("\r") == said:
        text = "\n".join(rows[: line - 2] + rows[line - 1 :])
    document = tomlkit.parse(text)
    table, name = _found(document, place) or found
    del table[name]
    return tomlkit.dumps(document)


def _found(document: Any, place: Place) -> tuple[Any, str] | None:
    """The table that holds it, and its name there: "today.start" may be written today.start, which is a table in a table."""
    table = document if len(place) == 1 else document.get(place[0], {})
    name = place[-1]
    if name in table:
        return table, name
    first, _, verb = name.partition(".")
    inner = table.get(first)
    return (inner, verb) if isinstance(inner, dict) and verb in inner else None


def _said(place: Place, end: str) -> str:
    """A comment: the line on what a key is for; nothing of a command's keys."""
    what = EXPLAINED.get(".".join(place))
    return f"# {what}{end}" if what else ""
