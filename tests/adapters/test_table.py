"""The CSV table: every record a row, no cell a formula."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.adapters.table import COLUMNS, FORMULA, write
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.records import CheckIn, MorningAfter, Outcome, PainEntry, Record, Result, Session, SessionOutcome
from corecare_tui.domain.text import harmless

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def rows(record: Record) -> list[dict[str, str]]:
    table = csv.DictReader(io.StringIO(write(record).decode("utf-8-sig"), newline=""))
    assert tuple(table.fieldnames or ()) == COLUMNS
    return list(table)


def said(row: dict[str, str]) -> dict[str, str]:
    """The cells that say something."""
    return {name: cell for name, cell in row.items() if cell}


def test_a_row_a_session_a_rating_and_a_logged_pain() -> None:
    plank = Result("plank", AT, Dose(3, None, 30, 20), Dose(4, None, 30, 20), 1.0, Outcome.DONE, True, 2, 0, "low_back")
    session = Session(
        "s1", AT, "warm_up", "day1", AT, SessionOutcome.FINISHED, CheckIn(2, ("fall",)), (plank,), 1, 5, MorningAfter(None, False)
    )
    whole, rating, pain = map(said, rows(Record(sessions=(session,), pains=(PainEntry(AT, 3, None, "after the drive"),))))
    assert whole == {
        "kind": "session", "session": "s1", "at": "2026-11-22T09:00:00+00:00", "routine": "warm_up", "day": "day1",
        "ended": "2026-11-22T09:00:00+00:00", "outcome": "finished", "check_in": "2", "new_signs": "fall", "end_pain": "1",
        "session_effort": "5", "morning_settled": "false",
    }  # fmt: skip
    assert rating == {
        "kind": "rating", "session": "s1", "at": "2026-11-22T09:00:00+00:00", "exercise": "plank", "sets": "3", "hold_s": "30",
        "rest_s": "20", "done": "1.0", "outcome": "done", "form_held": "true", "effort": "2", "pain": "0", "place": "low_back",
        "sharp": "false", "leg": "false", "usual_sets": "4", "usual_hold_s": "30", "usual_rest_s": "20",
    }  # fmt: skip
    assert pain == {"kind": "pain", "at": "2026-11-22T09:00:00+00:00", "pain": "3", "note": "after the drive"}


def test_what_was_not_said_is_empty_and_a_nought_is_a_nought() -> None:
    silent, nought = rows(Record(pains=(PainEntry(AT), PainEntry(AT, 0))))
    assert (silent["pain"], nought["pain"]) == ("", "0")


@pytest.mark.parametrize("text", ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'quoted"])
def test_a_formula_is_text(text: str) -> None:
    (row,) = rows(Record(pains=(PainEntry(AT, 3, None, text),)))
    assert row["note"] == f"'{text}"


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_no_text_is_ever_a_formula_and_all_that_can_be_seen_can_be_had_back(text: str) -> None:
    (row,) = rows(Record(sessions=(Session(text, AT, text),)))
    for cell in (row["session"], row["routine"]):
        assert not cell.startswith(FORMULA)
        assert (cell[1:] if cell.startswith("'") else cell) == harmless(text, "\t\n\r")
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", cell)
    assert NUMBER.fullmatch(row["end_pain"] or "0")
