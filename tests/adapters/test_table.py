"""The CSV table: every record a row, no cell a formula."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.adapters import export
from corecare_tui.adapters.cells import Wrong
from corecare_tui.adapters.table import COLUMNS, FORMULA, is_one, read, write
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.records import CheckIn, Edit, MorningAfter, Outcome, PainEntry, Record, Result, Session, SessionOutcome
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
    assert pain == {"kind": "pain", "at": "2026-11-22T09:00:00+00:00", "pain": "3", "note": "after the drive", "flare": "false"}


def test_corrections_stand_in_one_cell() -> None:
    edited = PainEntry(AT, None, edits=(Edit(AT, 4, "leg", note='a, "b"'), Edit(AT, 0)))
    (row,) = map(said, rows(Record(pains=(edited,))))
    assert row["edits"] == (
        '[{"at":"2026-11-22T09:00:00Z","pain":4,"place":"leg","note":"a, \\"b\\""},{"at":"2026-11-22T09:00:00Z","pain":0}]'
    )


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


# --- in -------------------------------------------------------------------------------------------


def taken(data: bytes) -> Record:
    tree = read(data, export.LARGEST)
    return export.of({"format": "corecare", "version": 1, "sessions": tree.sessions, "pains": tree.pains})


SEEN = st.text(st.characters(exclude_categories=("C", "Zl", "Zp"))).map(lambda text: harmless(text, ""))
IDS = st.text("abc =+'-_ü", min_size=1, max_size=6)
TIMES = st.datetimes(datetime(1900, 1, 2), datetime(2999, 12, 30)).map(lambda at: at.replace(tzinfo=UTC))
SCORES = st.none() | st.integers(0, 10)
DOSES = st.none() | st.builds(Dose, st.integers(1, 9), st.integers(1, 99), st.none(), st.integers(0, 99))
RESULTS = st.builds(
    Result,
    IDS,
    st.none() | TIMES,
    DOSES,
    DOSES,
    st.none() | st.floats(0, 10),
    st.none() | st.sampled_from(Outcome),
    st.none() | st.booleans(),
    st.none() | st.integers(1, 4),
    SCORES,
    st.sampled_from((None, "leg", "neck")),
    st.booleans(),
    st.booleans(),
    SEEN.map(lambda note: note or None),
    st.none() | IDS,
    st.none() | IDS,
)
CHECK_INS = st.none() | st.builds(
    CheckIn, st.integers(0, 10), st.lists(st.sampled_from(("fall", "fever")), unique=True).map(tuple)
)
MORNINGS = st.none() | st.builds(MorningAfter, SCORES, st.booleans())
SESSIONS = st.builds(
    Session,
    IDS,
    TIMES,
    st.none() | IDS,
    st.none() | IDS,
    st.none() | TIMES,
    st.none() | st.sampled_from(SessionOutcome),
    CHECK_INS,
    st.lists(RESULTS, max_size=3).map(tuple),
    SCORES,
    SCORES,
    MORNINGS,
)
PAINS = st.builds(PainEntry, TIMES, SCORES, st.sampled_from((None, "low_back")), SEEN.map(lambda note: note or None))


@given(st.lists(SESSIONS, max_size=3, unique_by=lambda session: session.id), st.lists(PAINS, max_size=3))
def test_what_is_written_is_read_back_whole(sessions: list[Session], pains: list[PainEntry]) -> None:
    record = Record(sessions=tuple(sessions), pains=tuple(pains))
    data = write(record)
    assert is_one(data)
    assert export.write(taken(data)) == export.write(record)
    assert write(taken(data)) == data


def line(**cells: str) -> str:
    return ",".join(cells.get(name, "") for name in COLUMNS)


HEAD = ",".join(COLUMNS)
WHOLE = line(kind="session", session="s1", at="2026-11-22T09:00:00+01:00")
RATED = {"kind": "rating", "session": "s1", "exercise": "plank"}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([line(kind="walk")], "f.csv:2: kind: 'walk' is none of session, rating, pain"),
        ([line(kind="session", at="2026-11-22T09:00:00+01:00")], "f.csv:2: session: says nothing; a session needs it"),
        ([line(kind="pain", pain="3")], "f.csv:2: at: says nothing; a pain needs it"),
        ([WHOLE, line(**RATED, pain="11")], "f.csv:3: "),
        ([WHOLE, line(**RATED, pain="3.5")], "f.csv:3: pain: Expected `int | null`, got `str`"),
        ([WHOLE, line(**RATED, sharp="perhaps")], "f.csv:3: sharp: Expected `bool`, got `str`"),
        ([WHOLE, line(**RATED, sets="many", reps="3")], "f.csv:3: sets: Expected `int`, got `str`"),
        ([line(**RATED)], "f.csv:2: session: there is no row of the session 's1'; a rating belongs to one"),
        ([WHOLE, WHOLE], "f.csv:3: session: 's1' is empty or there twice; every session has an id of its own"),
        ([WHOLE.replace("2026-11-22T09", "22/11/2026")], "f.csv:2: at: Invalid RFC3339 encoded datetime"),
        ([WHOLE.replace("2026", "3026")], "f.csv:2: at: the year 3026 is not from 1900 to 2999"),
        ([WHOLE + ",more"], "f.csv:2: row: has 37 cells where the header names 36 columns"),
        (['"' + WHOLE], "f.csv:2: a quote is opened here and never closed"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_column(rows: list[str], told: str) -> None:
    data = "\n".join([HEAD, *rows]).encode()
    try:
        tree = read(data, export.LARGEST)
        with pytest.raises(export.ImportRefused) as refused:
            export.of({"format": "corecare", "version": 1, "sessions": tree.sessions, "pains": tree.pains})
        found = tree.told("f.csv", refused.value.path, refused.value.what)
    except Wrong as wrong:
        found = wrong.told("f.csv")
    assert found.startswith(told)


def test_as_a_spreadsheet_saves_it_again() -> None:
    """Semicolons, no byte order mark, TRUE, a column of one's own, the ratings before their session."""
    rows = [HEAD + ",mine", line(**RATED, pain="3", sharp="TRUE", note="'-2 today") + ",x", WHOLE + ","]
    (session,) = taken("\n".join(rows).replace(",", ";").encode()).sessions
    (result,) = session.results
    assert (result.pain, result.sharp, result.note) == (3, True, "-2 today")


@pytest.mark.parametrize(
    ("head", "wrong"), [("kind,at,pain", "session: there is no such column"), (HEAD + ",pain", "pain: there are two")]
)
def test_a_header_that_will_not_do(head: str, wrong: str) -> None:
    with pytest.raises(Wrong) as refused:
        read(head.encode(), export.LARGEST)
    assert refused.value.told("f.csv").startswith(f"f.csv:1: {wrong}")


@pytest.mark.parametrize(
    "data", [b'{"format": "corecare", "kind": 1}', b'{"kind":', b"[1]", b"", b"\x1f\x8bkind", b"\xef\xbb\xbf{}"]
)
def test_what_is_no_table(data: bytes) -> None:
    assert not is_one(data)
