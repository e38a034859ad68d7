"""Where a key stands in a settings file, and its value in a few words that are safe to show."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

_TOKEN = re.compile(
    r"""
      \#[^\n]*
    | \"{3}(?:[^\\]|\\.)*?\"{3,5} | '{3}.*?'{3,5}
    | "(?:[^"\\\n]|\\.)*" | '[^'\n]*'
    | [\[\]{}\n]
    """,
    re.VERBOSE | re.DOTALL,
)
"""Of a TOML text that is right: what a line break or a bracket can hide in, and those two themselves."""


def line_of(text: str, key: tuple[str, ...]) -> int | None:
    """The line of a key in a TOML text that is right; None for the whole file."""
    header = ""
    with suppress(RecursionError):  # brackets as deep as tomllib could bear a moment ago
        for line, statement in _statements(text) if key else ():
            if statement.startswith("["):
                header, statement = statement, ""
            if _holds(tomllib.loads(f"{header}\n{statement}"), key):
                return line
    return None


def _holds(value: Any, key: tuple[str, ...]) -> bool:
    for name in key:
        if not isinstance(value, dict) or name not in value:
            return False
        value = value[name]
    return True


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header and each key with its value, alone, and the line it begins on."""
    start, line, depth = 0, 1, 0
    text += "\n"
    for token in _TOKEN.finditer(text):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if token[0] == "\n" and not depth:
            statement = text[start : token.end()]
            if statement.strip() and not statement.lstrip().startswith("#"):
                yield line, statement.strip()
            start, line = token.end(), line + statement.count("\n")


def written(value: object) -> str:
    """A value about as it stands in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return short(repr(value) if isinstance(value, str | int | float) else str(value))


def short(text: str, most: int = 40) -> str:
    """At most so many letters of it."""
    return text if len(text) <= most else text[: most - 1] + "…"


def seen(text: str) -> str:
    """One line, without anything that moves the cursor or turns the direction of writing."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
