"""The export file: its exact text, and what `read` makes of anything."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corecare_tui.adapters import export
from corecare_tui.adapters.export import ImportRefused, read, write
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn, Edit, MorningAfter, Outcome, PainEntry, Record, Result, Session, SessionOutcome
from tests.cli.cli_kit import RICH, records

AT = datetime(2026, 11, 1, 8, tzinfo=timezone(timedelta(hours=1)))
HEAD = {"format": "corecare", "version": 1}
KEYS = ["exercise", "at", "dose", "done", "outcome", "form_held", "effort", "pain", "place", "sharp", "leg", "note"]


def bytes_of(**parts):
    return json.dumps({**HEAD, **parts}).encode()


def test_the_text_of_an_empty_record():
    assert write(Record()) == (
        b'{\n "format": "corecare",\n "version": 1,\n "profile": {\n  "screened": null,\n  "flags": [],\n  "cleared": [],\n'
        b'  "equipment": [\n   "mat"\n  ],\n  "settings": {\n   "strict": false\n  }\n },\n "sessions": [],\n "pains": []\n}\n'
    )


def test_the_keys_of_contract_md_in_its_order():
    result = Result("plank", AT, dose=Dose(3, None, 30, 30))
    out = json.loads(write(Record(sessions=(Session("a", AT, results=(result,)),), pains=(PainEntry(AT),))))
    (session,) = out["sessions"]
    assert list(session) == [
        "id", "routine", "day", "started", "ended", "outcome", "check_in", "results", "end_pain", "effort", "morning_after",
    ]  # fmt: skip
    assert list(session["results"][0]) == KEYS
    assert session["results"][0]["dose"] == {"sets": 3, "reps": None, "hold_s": 30, "rest_s": 30}
    assert list(out["pains"][0]) == ["at", "pain", "place", "note"]


def test_what_contract_md_does_not_list_is_there_only_where_it_says_something():
    results = (Result("plank", usual=Dose(3, 8)), Result("plank", slot="crunch"), Result("plank"))
    out = json.loads(write(Record(sessions=(Session("a", AT, results=results),))))["sessions"][0]["results"]
    assert [set(result) - set(KEYS) for result in out] == [{"usual"}, {"slot"}, set()]


def test_the_order_in_which_records_arrive_changes_nothing():
    sessions = tuple(Session(id, AT + timedelta(days=n)) for n, id in ((1, "a"), (0, "c"), (0, "b")))
    pains = (PainEntry(AT, 3), PainEntry(AT, None), PainEntry(AT - timedelta(1), 9), PainEntry(AT, 3, "leg"))
    one = write(Record(Profile(), sessions, pains))
    assert one == write(Record(Profile(), sessions[::-1], pains[::-1]))
    assert [s["id"] for s in json.loads(one)["sessions"]] == ["b", "c", "a"]


@settings(max_examples=80, deadline=None)
@given(records)
def test_what_was_written_is_read_again(record):
    data = write(record)
    assert write(read(data)) == data
    assert read(data).profile == record.profile
    assert {s.id: s for s in read(data).sessions} == {s.id: s for s in record.sessions}


@settings(max_examples=60, deadline=None)
@given(records)
def test_it_is_written_in_parts_as_one_piece_would_be(record):
    """A part at a time keeps ten years from being held as one tree; not a byte is another."""
    data = write(record)
    assert msgspec.json.format(data, indent=1) + b"\n" == data


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(data):
    with pytest.raises(ImportRefused):
        read(data)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def places(tree, at=()):
    yield at
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from places(value, (*at, key))


PLACES = [at for at in places(RICH) if at]


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(PLACES), values)
def test_any_value_anywhere_is_read_or_refused(at, value):
    tree = json.loads(json.dumps(RICH))
    inside = tree
    for key in at[:-1]:
        inside = inside[key]
    inside[at[-1]] = value
    try:
        record = read(json.dumps(tree).encode())
    except ImportRefused as refused:
        assert str(refused)
        return
    scores = [s for session in record.sessions for s in (session.pre, session.end_pain, session.effort)]
    scores += [result.pain for session in record.sessions for result in session.results] + [p.pain for p in record.pains]
    assert all(score is None or (type(score) is int and 0 <= score <= 10) for score in scores)
    assert write(read(write(record))) == write(record)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PLACES))
def test_any_key_may_be_left_out_but_three(at):
    tree = json.loads(json.dumps(RICH))
    inside = tree
    for key in at[:-1]:
        inside = inside[key]
    del inside[at[-1]]
    needed = at[-1] in ("id", "started", "exercise", "format", "version") or (at[0] == "pains" and at[-1] == "at")
    if needed:
        with pytest.raises(ImportRefused):
            read(json.dumps(tree).encode())
    else:
        read(json.dumps(tree).encode())


def test_null_is_as_good_as_missing():
    said = {**dict.fromkeys(KEYS), "exercise": "plank"}
    for results in ([said], [{"exercise": "plank"}]):
        one = read(bytes_of(sessions=[{"id": "a", "started": "2026-11-01T08:00:00+01:00", "results": results}]))
        assert one == Record(sessions=(Session("a", AT, results=(Result("plank"),)),))


def test_a_dose_of_nothing_is_no_dose():
    for dose in ({}, {"sets": 3, "reps": None, "hold_s": None, "rest_s": 30}, None):
        session = {"id": "a", "started": "2026-11-01T08:00:00Z", "results": [{"exercise": "plank", "dose": dose, "usual": dose}]}
        (result,) = read(bytes_of(sessions=[session])).sessions[0].results
        assert (result.dose, result.usual) == (None, None)


def test_a_dose_without_sets_has_one():
    session = {
        "id": "a",
        "started": "2026-11-01T08:00:00Z",
        "results": [{"exercise": "plank", "dose": {"hold_s": 30, "sets": None}}],
    }
    assert read(bytes_of(sessions=[session])).sessions[0].results[0].dose == Dose(1, None, 30, 30)


def test_every_naive_time_gets_an_offset():
    session = {"id": "a", "started": "2026-11-01T08:00:00", "ended": "2026-11-01T08:00:00"}
    session["results"] = [{"exercise": "plank", "at": "2026-11-01T08:00:00"}]
    record = read(bytes_of(sessions=[session], pains=[{"at": "2026-11-01T08:00:00"}]))
    (one,), (entry,) = record.sessions, record.pains
    for time in (one.started, one.ended, one.results[0].at, entry.at):
        assert time.tzinfo is not None
        assert time.replace(tzinfo=None) == datetime(2026, 11, 1, 8)


@pytest.mark.parametrize("year", [1899, 3000])
def test_a_year_nobody_lived_in_is_refused(year):
    with pytest.raises(ImportRefused, match=rf"^pains\[0\]\.at: the year {year} "):
        read(bytes_of(pains=[{"at": f"{year}-06-01T00:00:00Z"}]))


def test_the_path_is_there_whatever_is_wrong():
    session = {
        "id": "a",
        "started": "2026-11-01T08:00:00Z",
        "results": [{"exercise": "plank"}, {"exercise": "plank", "pain": "7"}],
    }
    with pytest.raises(ImportRefused, match=r"^sessions\[0\]\.results\[1\]\.pain: Expected `int \| null`, got `str`$"):
        read(bytes_of(sessions=[session]))


def test_more_than_the_limit_is_not_even_parsed(monkeypatch):
    monkeypatch.setattr(export, "LARGEST", 10)
    with pytest.raises(ImportRefused, match="larger than 10 bytes"):
        read(b"x" * 11)


def test_every_field_of_a_record_is_written():
    """Whoever adds a field must think of the export: nothing is left behind."""
    result = Result(
        "plank", AT, slot="crunch", usual_exercise="plank",
        dose=Dose(1, 1), usual=Dose(2, 1), done=0.5, outcome=Outcome.DONE, form_held=True, effort=1,
        pain=1, place="leg", sharp=True, leg=True, note="n", side="left",
        edits=(Edit(AT, 2, "leg", True, True, 3, "m", True, False, "left", "end"),),
    )  # fmt: skip
    full = Session(
        "a", AT, "r", "d", AT, SessionOutcome.FINISHED, CheckIn(1, ("fall",)), (result,), 1, 1, MorningAfter(1, True), AT,
        (Edit(AT, 1),),
    )  # fmt: skip
    assert not [f.name for one in (full, result) for f in fields(one) if getattr(one, f.name) is None]
    found = json.loads(write(Record(sessions=(full,))))["sessions"][0]
    assert found == json.loads(msgspec.json.encode(full))
    assert read(write(Record(sessions=(replace(full, ended=full.ended.astimezone(UTC)),)))).sessions[0].ended == full.ended
