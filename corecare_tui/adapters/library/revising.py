"""A routine file as a person wrote it, with what changed since: lines that stay right stay, comments are never lost."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from corecare_tui.adapters.library.checking import build
from corecare_tui.adapters.library.lines import comments, tokens
from corecare_tui.adapters.library.rows import NO_ROWS, Row, Rows, Strange, homes, listed, notes, taken
from corecare_tui.adapters.library.writing import block_text, day_text, fresh, literal, of_routine
from corecare_tui.domain.routine import Block, Day, Routine


@dataclass(slots=True)
class _Statement:
    """A header or a pair with the blank lines and comments above it."""

    above: str
    text: str
    tables: dict[str, Any]


@dataclass(slots=True)
class _Section:
    """What stands under one header, up to the next of its kind."""

    above: str = ""
    header: str = ""
    pairs: list[_Statement] = field(default_factory=list)
    parts: list["_Section"] = field(default_factory=list)

    @property
    def items(self) -> _Statement:
        """Of a block: its list. Raises Strange without one."""
        for one in self.pairs:
            if "items" in one.tables:
                return one
        raise Strange

    @property
    def notes(self) -> str:
        """All comments that have a line of their own."""
        own = notes(self.above + "".join(one.above + one.text for one in self.pairs))
        return own + "".join(part.notes for part in self.parts)

    @property
    def notes_but_items(self) -> str:
        """Of a block: the same, without those inside its list."""
        return notes(self.above + "".join(one.above for one in self.pairs))


def revised(text: str, routine: Routine) -> str:
    """The text (lines ending in \\n) with what the routine says.

    A comment on a line of its own always stays; one at the end of a line stays as long as what it speaks of. A text in an
    unusual form is written anew, under all of its comments.
    """
    try:
        old = build(tomllib.loads(text), Routine)
        if old == routine:
            return text
        if isinstance(old, Routine):
            root, tail = _outline(text)
            _fits(root, old)
            new = _Revision(root, tail).of(old, routine)
            if build(tomllib.loads(new), Routine) == routine:
                return new
    except (Strange, tomllib.TOMLDecodeError):
        pass
    return fresh(routine, comments(text))


# --- the text as statements -----------------------------------------------------------------------


def _outline(text: str) -> tuple[_Section, str]:
    """The file as sections of statements, and what stands below the last one. Raises Strange."""
    root, above = _Section(), ""
    for chunk in _chunks(text):
        tables = tomllib.loads(chunk)
        if not tables:
            above += chunk
        else:
            _place(root, _Statement(above, chunk, tables))
            above = ""
    return root, above


def _chunks(text: str) -> Iterator[str]:
    """The text cut after each statement, and after each line without one."""
    begin = depth = 0
    for token, offset in tokens(text):
        depth += (token in "[{") - (token in "]}")
        if token == "\n" and not depth:
            yield text[begin : offset + 1]
            begin = offset + 1
    if text[begin:].strip():
        yield text[begin:] + "\n"


def _place(root: _Section, one: _Statement) -> None:
    if not one.text.lstrip().startswith("["):
        last = root.parts[-1] if root.parts else root
        (last.parts[-1] if last.parts else last).pairs.append(one)
    elif one.tables == {"days": [{}]}:
        root.parts.append(_Section(one.above, one.text))
    elif one.tables == {"days": {"blocks": [{}]}} and root.parts:
        root.parts[-1].parts.append(_Section(one.above, one.text))
    else:
        raise Strange


def _fits(root: _Section, old: Routine) -> None:
    """Every day and block has its header, each day an id of its own. Raises Strange."""
    counts = [len(section.parts) for section in root.parts]
    if counts != [len(day.blocks) for day in old.days] or len({day.id for day in old.days}) != len(counts):
        raise Strange


# --- what changed ---------------------------------------------------------------------------------


class _Revision:
    """The new text as it grows; comments of what goes wait for what comes next."""

    def __init__(self, root: _Section, tail: str) -> None:
        self._root, self._tail = root, tail
        self._out: list[str] = []
        self._waiting = ""

    def of(self, old: Routine, new: Routine) -> str:
        """The whole file."""
        self._pairs(self._root.pairs, of_routine(new))
        sections = {day.id: section for day, section in zip(old.days, self._root.parts, strict=True)}
        for section in (one for id, one in sections.items() if id not in {day.id for day in new.days}):
            self._waiting += section.notes
        for day in new.days:
            if day.id in sections:
                self._day(sections[day.id], old.day(day.id), day)
            else:
                self._add("\n", day_text(day))
        self._add(self._tail, "")
        return "".join(self._out)

    def _add(self, above: str, text: str) -> None:
        self._out += [above, self._waiting, text]
        self._waiting = ""

    def _pairs(self, statements: list[_Statement], wanted: dict[str, Any]) -> None:
        """Those pairs with the wanted values; what is wanted and missing comes last, unless it says nothing."""
        for one in statements:
            (key, value), *more = one.tables.items()
            if more or key not in wanted:
                raise Strange
            self._add(one.above, one.text if value == wanted[key] else _changed(one.text, key, wanted[key]))
        there = {key for one in statements for key in one.tables}
        for key, value in wanted.items():
            if value and key not in there:
                self._add("", f"{key} = {literal(value)}\n")

    def _day(self, section: _Section, old: Day, new: Day) -> None:
        self._add(section.above, section.header)
        self._pairs(section.pairs, {"id": new.id, "name": new.name})
        lists = [listed(part.items.text, block) for part, block in zip(section.parts, old.blocks, strict=True)]
        kept = homes(old.blocks, new.blocks)
        found = taken(lists, kept, new.blocks)
        for number, (part, one) in enumerate(zip(section.parts, lists, strict=True)):
            one.hand_down()
            if number not in kept:  # its lines may stand in another block now, and their comments with them
                self._waiting += part.notes_but_items + notes(one.opening + one.tail)
        for home, block, rows in zip(kept, new.blocks, found, strict=True):
            if home is None:
                head = block_text(replace(block, items=())).removesuffix(NO_ROWS.text((), []))
                self._add("\n", head + NO_ROWS.text(block.items, rows))
            else:
                self._block(section.parts[home], lists[home], block, rows)

    def _block(self, section: _Section, old: Rows, new: Block, rows: list[Row | None]) -> None:
        self._add(section.above, section.header)
        for one in section.pairs:
            if one is section.items:
                same = rows == old.rows and [row.item for row in old.rows] == list(new.items)
                self._add(one.above, one.text if same else old.text(new.items, rows))
            else:
                self._pairs([one], {"name": new.name})


def _changed(text: str, key: str, value: str | bool) -> str:
    """That pair with another value, its indent and the comment behind it."""
    indent = text[: len(text) - len(text.lstrip())]
    return f"{indent}{key} = {literal(value)}{_behind(text)}"


def _behind(text: str) -> str:
    """The comment behind a pair with the blanks before it, to the end of the line: the first # that is not inside a value."""
    whole = tomllib.loads(text)
    for at in (at for at, letter in enumerate(text) if letter == "#"):
        try:
            if tomllib.loads(text[:at]) == whole:
                return text[len(text[:at].rstrip()) :]
        except tomllib.TOMLDecodeError:
            continue
    return "\n"
