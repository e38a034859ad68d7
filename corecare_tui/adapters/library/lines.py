"""Where in a TOML text each key stands, which no TOML library says: a scan of its tokens, with tomllib reading the keys."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import count

KeyPath = tuple[str | int, ...]
"""The way to a value: names of keys and indexes of lists, as in ("exercise", 2, "cues", 0, "big")."""

# Each string form also matches when its end is missing: a retry from every quote took seconds on 64 KiB of quotes.
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n]*)
    | (?P<string>\"{3}(?:[^"\\]|\\(?:.|\Z)|"{1,2}(?!"))*+(?:\"{3,5}|\Z)
               | '{3}(?:[^']|'{1,2}(?!'))*+(?:'{3,5}|\Z)
               | "(?:[^"\\\n]|\\[^\n])*+"?
               | '[^'\n]*+'?)
    | (?P<mark>[\[\]{},=.\n])
    | (?P<word>[^\s"'\#\[\]{},=.]+)
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(text: str) -> Iterator[tuple[str, int]]:
    r"""(token, its offset) of a TOML text: each of []{},=. and newline alone, strings as `"`, other words as `w`; no comments."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind != "comment":
            yield match[0] if kind == "mark" else '"' if kind == "string" else "w", match.start()


def comments(text: str) -> tuple[str, ...]:
    """Every comment of a TOML text from its # on, in order."""
    return tuple(match[0].rstrip() for match in _TOKEN.finditer(text) if match.lastgroup == "comment")


def line_of(text: str, offset: int) -> int:
    """The line, from 1, of an offset."""
    return text.count("\n", 0, offset) + 1


def line_map(text: str) -> dict[KeyPath, int]:
    r"""The line, from 1, of every key, table and list element of a valid TOML text whose lines end in \n."""
    return _Scan(text).run()


def nearest(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """The line of `path`, or of the nearest table around it where it has none (a missing key); 1 for the whole file."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scan:
    """One walk over the tokens of a valid text; "" stands for its end."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._text = text
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._tokens = tokens(text)
        self._counts: dict[KeyPath, int] = {}
        """The index of the last table of each [[list of tables]]."""

    def run(self) -> dict[KeyPath, int]:
        """The lines of everything."""
        table: KeyPath = ()
        while (begin := self._next())[0]:
            if begin[0] == "[":
                table = self._header(begin[1])
            elif begin[0] != "\n":
                self._pair(table, begin[1])
        return self.lines

    def _next(self, over: str = "") -> tuple[str, int]:
        """The next token and its offset, passing over tokens in `over`."""
        token, offset = next(self._tokens, ("", len(self._text)))
        while token and token in over:
            token, offset = next(self._tokens, ("", len(self._text)))
        return token, offset

    def _mark(self, path: KeyPath, offset: int) -> None:
        """A table may be named again (a.b, then a.c): its first line counts."""
        self.lines.setdefault(path, bisect_left(self._breaks, offset) + 1)

    def _header(self, start: int) -> KeyPath:
        """The path that [a.b] or [[a.b]] opens; on the way to it, a name of a list of tables means its last one."""
        end = self._next('[]w".')[1]
        path: KeyPath = ()
        for name in _names(self._text[start:end]):
            path = (*path, self._counts[path], name) if path in self._counts else (*path, name)
            self._mark(path, start)
        if self._text.startswith("[[", start):
            self._counts[path] = self._counts.get(path, -1) + 1
            path = (*path, self._counts[path])
            self._mark(path, start)
        return path

    def _pair(self, table: KeyPath, start: int) -> str:
        """A key and its value; returns the token after it."""
        end = self._next('w".')[1]
        path = table
        for name in _names(self._text[start:end] + "= 0"):
            path = (*path, name)
            self._mark(path, start)
        return self._value(path, *self._next())

    def _value(self, path: KeyPath, token: str, offset: int) -> str:
        """A value that begins with `token`; returns the token after it."""
        if token == "[":
            self._list(path)
        elif token == "{":
            self._inline(path)
        return self._next('w".')[0]  # the rest of 1.5 or of a date and time

    def _list(self, path: KeyPath) -> None:
        for index in count():
            token, offset = self._next("\n")
            if token in ("]", ""):
                return
            self._mark((*path, index), offset)
            after = self._value((*path, index), token, offset)
            if (self._next("\n")[0] if after == "\n" else after) != ",":
                return

    def _inline(self, path: KeyPath) -> None:
        token, offset = self._next("\n")
        while token not in ("}", "") and self._pair(path, offset) == ",":
            token, offset = self._next("\n")


@lru_cache(maxsize=64)  # a file names the same few keys again and again
def _names(statement: str) -> tuple[str, ...]:
    """The names of a header or of `a.b = 0`, quoted ones too: the way down the one table it makes."""
    found: list[str] = []
    table = tomllib.loads(statement)
    while isinstance(table, dict) and table:
        name, table = next(iter(table.items()))
        found.append(name)
        table = table[0] if isinstance(table, list) else table
    return tuple(found)
