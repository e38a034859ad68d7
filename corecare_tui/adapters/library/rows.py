"""The items of a block as they stand in a file, one a line: which line a new item has, and what becomes of its comments."""

from dataclasses import dataclass

from corecare_tui.adapters.library.lines import comments, line_map, tokens
from corecare_tui.adapters.library.writing import item_text
from corecare_tui.domain.routine import Block, Item


class Strange(Exception):
    """A text is in no form that can be changed line by line."""


@dataclass(slots=True, eq=False)
class Row:
    """One item and the lines it stands on."""

    item: Item
    above: str
    """Blank lines and comments."""
    text: str
    """From its indent to the end of its line, with the comment there."""
    end: int
    """In the text: where the value ends."""
    comma: int | None
    """In the text: where the comma stands."""
    free: bool = True
    """Does nothing of the new routine stand for it yet?"""


@dataclass(slots=True, eq=False)
class Rows:
    """The items of one block."""

    opening: str
    rows: list[Row]
    tail: str
    """Blank lines and comments below the last item."""
    closing: str

    def text(self, items: tuple[Item, ...], rows: list[Row | None]) -> str:
        """The list with other items, each on the line that is given for it, or on a new one."""
        last = len(rows) - 1
        lines = (_line(row, item, n == last) for n, (row, item) in enumerate(zip(rows, items, strict=True)))
        return self.opening + "".join(lines) + self.tail + self.closing

    def hand_down(self) -> None:
        """The comments above a line that goes stand above the next one that stays, or below the last."""
        waiting = ""
        for row in self.rows:
            if row.free:
                waiting += notes(row.above + row.text)
            else:
                row.above, waiting = row.above + waiting, ""
        self.tail += waiting


NO_ROWS = Rows("items = [\n", [], "", "]\n")
"""A list that is new."""


def notes(text: str) -> str:
    """The comments that have a line of their own."""
    return "".join(line for line in text.splitlines(keepends=True) if line.lstrip().startswith("#"))


def listed(text: str, block: Block) -> Rows:
    """The rows of `items = …`; where they are not one a line, new ones under all comments of the old."""
    try:
        return _one_a_line(text, block)
    except Strange:
        told = "".join(f"{comment}\n" for comment in comments(text))
        rows = [_row(item, "", f"  {item_text(item)},\n") for item in block.items]
        return Rows(f"{told}items = [\n", rows, "", "]\n")


def _one_a_line(text: str, block: Block) -> Rows:
    lines, marks = text.splitlines(keepends=True), line_map(text)
    starts = [marks["items", number] - 1 for number in range(len(block.items))]
    if len(lines) == 1 or sorted({0, *starts}) != [0, *starts] or not lines[-1].lstrip().startswith("]"):
        raise Strange
    ends = [*starts[1:], len(lines) - 1]
    above, rows = "".join(lines[1 : starts[0] if starts else -1]), []
    for item, begin, end in zip(block.items, starts, ends, strict=False):
        last = max(number for number in range(begin, end) if lines[number].strip() and lines[number].lstrip()[0] != "#")
        rows.append(_row(item, above, "".join(lines[begin : last + 1])))
        above = "".join(lines[last + 1 : end])
    return Rows(lines[0], rows, above, lines[-1])


def _row(item: Item, above: str, text: str) -> Row:
    """Where its value ends and its comma stands, which has to be on the same line. Raises Strange."""
    depth, end, after, comma = 0, 0, "", None
    for token, offset in tokens(text):
        if end:
            after, comma = token, offset if token == "," else None
            break
        depth += (token in "[{") - (token in "]}")
        end = 0 if depth else offset + 1
    if not text.lstrip().startswith("{") or after not in (",", "\n") or text[end:].count("\n") > 1:
        raise Strange
    return Row(item, above, text, end, comma)


def _line(row: Row | None, item: Item, last: bool) -> str:
    if row is None:
        return f"  {item_text(item)},\n"
    if row.item == item and (row.comma is not None or last):
        return row.above + row.text
    indent = row.text[: len(row.text) - len(row.text.lstrip())]
    value = row.text[: row.end] if row.item == item else indent + item_text(item)
    return f"{row.above}{value},{row.text[row.end if row.comma is None else row.comma + 1 :]}"


def homes(old: tuple[Block, ...], new: tuple[Block, ...]) -> list[int | None]:
    """For each new block the old one it is: the first of its name that none before it is."""
    found: list[int | None] = []
    for block in new:
        found.append(next((n for n, one in enumerate(old) if one.name == block.name and n not in found), None))
    return found


def taken(lists: list[Rows], homes: list[int | None], blocks: tuple[Block, ...]) -> list[list[Row | None]]:
    """For each new item the row it has: its very own, one of the same item elsewhere that day, one of the same exercise."""
    found: list[list[Row | None]] = [[None] * len(block.items) for block in blocks]
    for same_block, same_dose in ((True, True), (False, True), (True, False), (False, False)):
        for place, home, block in zip(found, homes, blocks, strict=True):
            pool = [row for n, one in enumerate(lists) if n == home or not same_block for row in one.rows]
            for number, item in enumerate(block.items):
                if place[number] is None:
                    place[number] = _free(pool, item, same_dose)
    return found


def _free(pool: list[Row], item: Item, same_dose: bool) -> Row | None:
    for row in pool:
        alike = row.item == item if same_dose else (row.item.exercise, row.item.rung_of) == (item.exercise, item.rung_of)
        if row.free and alike:
            row.free = False
            return row
    return None
