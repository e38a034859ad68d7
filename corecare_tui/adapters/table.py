"""The record as a CSV table for a spreadsheet, out and in: a row a session, a rating, a logged pain; no cell is a formula."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from corecare_tui.adapters.cells import Sheet, Wrong, sheet
from corecare_tui.domain.history import History
from corecare_tui.domain.records import Edit, Record
from corecare_tui.domain.text import harmless

DOSE = ("sets", "reps", "hold_s", "rest_s")
ROWS: Mapping[str, Mapping[str, str]] = {
    "session": {
        "session": "id", "at": "started", "routine": "routine", "day": "day", "ended": "ended", "outcome": "outcome",
        "check_in": "check_in.pain", "new_signs": "check_in.new_signs", "end_pain": "end_pain", "session_effort": "effort",
        "morning_pain": "morning_after.pain", "morning_settled": "morning_after.settled",
        **{same: same for same in ("added", "edits")},
    },
    "rating": {
        **{same: same for same in ("at", "exercise", "slot")}, **{name: f"dose.{name}" for name in DOSE},
        **{same: same for same in ("done", "outcome", "form_held", "effort", "pain", "place", "sharp", "leg", "note")},
        **{same: same for same in ("usual_exercise", "side")}, **{f"usual_{name}": f"usual.{name}" for name in DOSE},
        "edits": "edits",
    },
    "pain": {same: same for same in ("at", "pain", "place", "note", "flare", "added", "edits")},
}  # fmt: skip
"""`kind` of a row → column → where that stands in the record. docs/data.md says what each holds; an empty cell says nothing."""
COLUMNS = (
    "kind", "session", "at", "routine", "day", "ended", "outcome", "check_in", "new_signs", "end_pain", "session_effort",
    "morning_pain", "morning_settled", "exercise", "slot", "sets", "reps", "hold_s", "rest_s", "done", "form_held", "effort",
    "pain", "place", "sharp", "leg", "note", "usual_exercise", "usual_sets", "usual_reps", "usual_hold_s", "usual_rest_s",
    "side", "flare", "added", "edits",
)  # fmt: skip
FIRST = COLUMNS[:3]
"""A table without these is none of ours."""
NEEDED = {"session": ("session", "at"), "rating": ("session", "exercise"), "pain": ("at",)}
WHOLE = {"check_in", "end_pain", "session_effort", "morning_pain", "effort", "pain", *DOSE, *(f"usual_{name}" for name in DOSE)}
YES_NO = {"morning_settled", "form_held", "sharp", "leg", "flare"}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP ASVS 1.2.10); full-width ones too."""
MARK = b"\xef\xbb\xbf"
"""The byte order mark, by which Excel knows UTF-8."""


# --- out ------------------------------------------------------------------------------------------


def write(record: Record) -> bytes:
    """The table: UTF-8 with a byte order mark, lines ended as RFC 4180 has it."""
    history = History.of(record.sessions, record.pains)
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    for row in _rows(history):
        table.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue().encode("utf-8-sig", "replace")


def _rows(history: History) -> Iterator[dict[str, Any]]:
    for session in history.sessions:
        yield _row("session", session)
        yield from (_row("rating", result) | {"session": session.id} for result in session.results)
    yield from (_row("pain", entry) for entry in history.pains)


def _row(kind: str, record: object) -> dict[str, Any]:
    return {"kind": kind, **{column: _at(record, path) for column, path in ROWS[kind].items()}}


def _at(record: Any, path: str) -> Any:
    for name in path.split("."):
        record = None if record is None else getattr(record, name)
    return record


def _cell(value: Any) -> Any:
    """Numbers stay numbers; control characters go; a formula, or a text that begins with an apostrophe, gets one before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, tuple):
        value = _edits(value) if value and isinstance(value[0], Edit) else " ".join(value)
    text = harmless(value, "\t\n\r") if isinstance(value, str) else value.isoformat()
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def _edits(edits: tuple[Edit, ...]) -> str:
    """Corrections as JSON, what says nothing left out."""
    told = [{name: one for name, one in msgspec.to_builtins(e).items() if one is not None and one is not False} for e in edits]
    return msgspec.json.encode(told).decode()


# --- in -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Tree:
    """The table as the tree of an export file, and the line of each of its records."""

    sessions: list[dict[str, Any]] = field(default_factory=list)
    pains: list[dict[str, Any]] = field(default_factory=list)
    lines: dict[str, tuple[int, str]] = field(default_factory=dict)
    """`sessions[0].results[2]` → its line and the kind of its row."""
    _places: dict[str, int] = field(default_factory=dict)
    """Session → its place in `sessions`."""

    def add(self, line: int, row: Mapping[str, str]) -> None:
        """One row more; a rating belongs to a session that is there already. Raises Wrong."""
        kind = row["kind"]
        if kind not in ROWS:
            raise Wrong(f"{kind[:40]!r} is none of {', '.join(ROWS)}", line, "kind")
        for column in (one for one in NEEDED[kind] if not row.get(one)):
            raise Wrong(f"says nothing; a {kind} needs it", line, column)
        if kind == "session":
            self._places.setdefault(row["session"], len(self.sessions))
        path, among = self._among(line, row)
        self.lines[f"{path}[{len(among)}]"] = line, kind
        among.append(_record(kind, row))

    def _among(self, line: int, row: Mapping[str, str]) -> tuple[str, list[dict[str, Any]]]:
        """The list the row belongs to, and its path."""
        if row["kind"] != "rating":
            return ("sessions", self.sessions) if row["kind"] == "session" else ("pains", self.pains)
        at = self._places.get(row["session"])
        if at is None:
            raise Wrong(f"there is no row of the session {row['session'][:40]!r}; a rating belongs to one", line, "session")
        return f"sessions[{at}].results", self.sessions[at].setdefault("results", [])

    def told(self, file: object, path: str, what: str) -> str:
        """FILE:LINE: column: what is wrong, for what the reader of export files has against the value at `path`."""
        owner = max((one for one in self.lines if f"{path}.".startswith(f"{one}.")), key=len, default="")
        line, kind = self.lines.get(owner, (None, ""))
        columns = {at: column for column, at in ROWS.get(kind, {}).items()}
        within = path[len(owner) :].lstrip(".")
        return Wrong(what, line, columns.get(within, within)).told(file)


def is_one(data: bytes) -> bool:
    """Is it a table of ours? One of the cells of its first line is `kind`."""
    return re.search(rb'(^|[,;])"?kind"?([,;]|$)', data.removeprefix(MARK).lstrip().partition(b"\n")[0].rstrip()) is not None


def read(data: bytes, largest: int) -> Tree:
    """The table in `data`, at most `largest` bytes; columns that are not ours mean nothing. Raises cells.Wrong."""
    file, tree = sheet(data, largest, loose=False), Tree()
    _check_names(file)
    rows = [(line, dict(zip(file.names, cells, strict=True))) for line, cells in file.rows]
    for line, row in sorted(rows, key=lambda one: one[1]["kind"] == "rating"):
        tree.add(line, row)
    return tree


def _check_names(file: Sheet) -> None:
    for name in COLUMNS:
        if name in FIRST and name not in file.names:
            raise Wrong("there is no such column; `corecare export --format csv` writes a table that has it", file.line, name)
        if file.names.count(name) > 1:
            raise Wrong("there are two columns of this name; keep one of them", file.line, name)


def _record(kind: str, row: Mapping[str, str]) -> dict[str, Any]:
    """The tree of one row: what is empty says nothing and is absent."""
    found: dict[str, Any] = {}
    for column, path in ROWS[kind].items():
        if cell := row.get(column, ""):
            *above, name = path.split(".")
            inner = found.setdefault(above[0], {}) if above else found
            inner[name] = _value(column, cell)
    return found


def _value(column: str, cell: str) -> Any:
    """A number or a yes where one is meant and written; what is not stays a text, which the reader of export files refuses."""
    if column in WHOLE:
        return int(cell) if cell.isascii() and cell.isdecimal() and len(cell) < 10 else cell
    if column in YES_NO:
        return {"true": True, "false": False}.get(cell.lower(), cell)
    if column == "done":
        return _share(cell)
    if column == "edits":
        return _list(cell)
    if column == "new_signs":
        return _text(cell).split()
    return _text(cell)


def _share(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell


def _list(cell: str) -> Any:
    try:
        return msgspec.json.decode(cell)
    except msgspec.DecodeError:
        return cell


def _text(cell: str) -> str:
    return cell.removeprefix("'")
