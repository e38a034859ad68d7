"""The FHIR bundle: every score that was said is one valid Observation, and nothing else is."""

import json
import warnings
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from corecare_tui.adapters.fhir import LOINC, write
from corecare_tui.domain.records import CheckIn, MorningAfter, PainEntry, Record, Result, Session, SessionOutcome

AT = datetime(2026, 11, 22, 9, 0, 30, 250_000, tzinfo=UTC)


def observations(record: Record) -> list[dict[str, Any]]:
    """Those of the bundle, which the oracle takes as it stands."""
    told = json.loads(write(record))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Bundle.model_validate(told)
    return [entry["resource"] for entry in told.get("entry", [])]


def said(record: Record) -> list[tuple[int, str, str]]:
    return [(one["valueInteger"], one["effectiveDateTime"], one["note"][0]["text"]) for one in observations(record)]


SESSION = Session(
    "s1", AT, "warm_up", "day1", AT + timedelta(minutes=9), SessionOutcome.FINISHED, CheckIn(2),
    (Result("plank", AT + timedelta(minutes=5), pain=0, place="low_back"), Result("cat_cow", AT + timedelta(minutes=8))), 1,
    morning_after=MorningAfter(3),
)  # fmt: skip


def test_every_score_in_its_order_with_its_occasion() -> None:
    assert said(Record(sessions=(SESSION,), pains=(PainEntry(AT + timedelta(hours=9), 4, "leg"),))) == [
        (2, "2026-11-22T09:00:30+00:00", "before the session"),
        (0, "2026-11-22T09:05:30+00:00", "after the exercise plank"),
        (1, "2026-11-22T09:09:30+00:00", "at the end of the session"),
        (4, "2026-11-22T18:00:30+00:00", "between sessions"),
        (3, "2026-11-23", "on the morning after the session"),
    ]


def test_it_is_the_score_that_clinics_know() -> None:
    one = observations(Record(sessions=(SESSION,)))[1]
    assert one["code"]["coding"] == [LOINC] == [{**LOINC, "code": "72514-3"}]
    assert one["status"] == "final"
    assert type(one["valueInteger"]) is int
    assert one["bodySite"] == {"text": "low back"}


def test_what_was_not_said_is_no_observation() -> None:
    silent = Session("s2", AT, results=(Result("plank", AT),), check_in=CheckIn(), morning_after=MorningAfter(None, True))
    assert json.loads(write(Record(sessions=(silent,), pains=(PainEntry(AT),)))) == {
        "resourceType": "Bundle",
        "type": "collection",
    }


def test_nothing_but_the_scores_leaves() -> None:
    canary = "my neighbour knows"
    noted = Session("s3", AT, results=(Result("plank", AT, pain=1, note=canary),))
    assert canary not in write(Record(sessions=(noted,), pains=(PainEntry(AT, 2, None, canary),))).decode()


def test_a_score_has_the_same_id_in_every_export_and_no_two_share_one() -> None:
    twice = Session("s4", AT, results=(Result("plank", AT, pain=1), Result("plank", AT, pain=1)))
    record = Record(sessions=(SESSION, twice), pains=(PainEntry(AT, 2), PainEntry(AT, 2)))
    ids = [one["id"] for one in observations(record)]
    assert len(set(ids)) == len(ids) == 8
    later = Session("s5", AT + timedelta(days=1), check_in=CheckIn(5))
    assert [one["id"] for one in observations(Record(sessions=(SESSION, twice, later), pains=record.pains))][: len(ids) - 1] == [
        one for one in ids if one != ids[-1]
    ]


SCORES = st.none() | st.integers(0, 10)
TEXTS = st.text(max_size=20).filter(bool)
TIMES = st.datetimes(datetime(1900, 1, 2), datetime(2999, 12, 30)).map(lambda at: at.replace(tzinfo=UTC))
RESULTS = st.builds(Result, TEXTS, st.none() | TIMES, pain=SCORES, place=st.sampled_from((None, "leg", "neck")), note=TEXTS)
SESSIONS = st.builds(
    Session, TEXTS, TIMES, check_in=st.builds(CheckIn, SCORES), results=st.lists(RESULTS, max_size=3).map(tuple), end_pain=SCORES
)


@settings(max_examples=50, deadline=None)
@given(st.lists(SESSIONS, max_size=3), st.lists(st.builds(PainEntry, TIMES, SCORES), max_size=3))
def test_whatever_is_kept_is_a_valid_bundle(sessions: list[Session], pains: list[PainEntry]) -> None:
    found = observations(Record(sessions=tuple(sessions), pains=tuple(pains)))
    scores = [s for one in sessions for s in (one.pre, one.end_pain, *(r.pain for r in one.results))] + [
        one.pain for one in pains
    ]
    assert len(found) == sum(score is not None for score in scores)


@pytest.mark.parametrize(
    "broken", [{"valueInteger": 3.5}, {"status": None}, {"effectiveDateTime": "yesterday"}, {"colour": "red"}]
)
def test_the_oracle_refuses_what_is_none(broken: dict[str, Any]) -> None:
    told = json.loads(write(Record(sessions=(SESSION,))))
    told["entry"][0]["resource"] |= broken
    with pytest.raises(ValueError, match=next(iter(broken))):
        Bundle.model_validate(told)
