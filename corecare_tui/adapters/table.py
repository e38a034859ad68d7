"""The record as one CSV table for a spreadsheet: a row a session, a rating, a logged pain; no cell is ever a formula."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.records import History, PainEntry, Record, Result, Session
from corecare_tui.domain.text import harmless

COLUMNS = (
    "kind", "session", "at", "routine", "day", "ended", "outcome", "check_in", "new_signs", "end_pain", "session_effort",
    "morning_pain", "morning_settled", "exercise", "slot", "sets", "reps", "hold_s", "rest_s", "done", "form_held", "effort",
    "pain", "place", "sharp", "leg", "note", "usual_exercise", "usual_sets", "usual_reps", "usual_hold_s", "usual_rest_s",
)  # fmt: skip
"""docs/data.md says what each holds. `kind` is session, rating or pain; a cell that says nothing is empty."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP ASVS 1.2.10); full-width ones too."""


def write(record: Record) -> bytes:
    """The table: UTF-8 with a byte order mark, by which Excel knows it, lines ended as RFC 4180 has it."""
    history = History.of(record.sessions, record.pains)
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    for row in _rows(history):
        table.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue().encode("utf-8-sig", "replace")


def _rows(history: History) -> Iterator[dict[str, Any]]:
    for session in history.sessions:
        yield _session(session)
        yield from (_rating(session, result) for result in session.results)
    yield from map(_pain, history.pains)


def _session(session: Session) -> dict[str, Any]:
    morning, check_in = session.morning_after, session.check_in
    return {
        "kind": "session",
        "session": session.id,
        "at": session.started,
        "routine": session.routine,
        "day": session.day,
        "ended": session.ended,
        "outcome": session.outcome,
        "check_in": check_in and check_in.pain,
        "new_signs": check_in and " ".join(check_in.new_signs),
        "end_pain": session.end_pain,
        "session_effort": session.effort,
        "morning_pain": morning and morning.pain,
        "morning_settled": morning and morning.settled,
    }


def _rating(session: Session, result: Result) -> dict[str, Any]:
    return {
        "kind": "rating",
        "session": session.id,
        "at": result.at,
        "exercise": result.exercise,
        "slot": result.slot,
        "done": result.done,
        "outcome": result.outcome,
        "form_held": result.form_held,
        "effort": result.effort,
        "pain": result.pain,
        "place": result.place,
        "sharp": result.sharp,
        "leg": result.leg,
        "note": result.note,
        "usual_exercise": result.usual_exercise,
        **_dose("", result.dose),
        **_dose("usual_", result.usual),
    }


def _dose(prefix: str, dose: Dose | None) -> dict[str, Any]:
    return {} if dose is None else {f"{prefix}{name}": getattr(dose, name) for name in ("sets", "reps", "hold_s", "rest_s")}


def _pain(entry: PainEntry) -> dict[str, Any]:
    return {"kind": "pain", "at": entry.at, "pain": entry.pain, "place": entry.place, "note": entry.note}


def _cell(value: Any) -> Any:
    """Numbers stay numbers; control characters go; a formula, or a text that begins with an apostrophe, gets one before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = harmless(value, "\t\n\r") if isinstance(value, str) else value.isoformat()
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text
