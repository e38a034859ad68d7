"""What the command line's tests share: a rich record, generated records, and what a command said."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.pain import PLACES, SIDES
from corecare_tui.domain.profile import Profile, Stance
from corecare_tui.domain.records import CheckIn, Edit, MorningAfter, Outcome, PainEntry, Record, Result, Session, SessionOutcome

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=1)))
"""A Saturday morning; nothing in these tests knows another hour."""


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """The one line on stderr of an exit 2 or 3, of letters one can see."""
        assert self.out == ""
        assert self.err.count("\n") == 1 and self.err.endswith("\n")
        assert self.err.startswith("corecare: ")
        assert self.err[:-1].isprintable()
        return self.err[len("corecare: ") : -1]


@contextmanager
def fresh_home() -> Iterator[Path]:
    """A home for one example of a property, in place of the test's own."""
    before = os.environ.get("CORECARE_HOME")
    with TemporaryDirectory() as folder:
        os.environ["CORECARE_HOME"] = folder
        try:
            yield Path(folder)
        finally:
            os.environ.pop("CORECARE_HOME") if before is None else os.environ.update(CORECARE_HOME=before)


def file(**parts: Any) -> dict[str, Any]:
    """An export file with these parts."""
    return {"format": "corecare", "version": 1, **parts}


def session(id: str, started: str, **parts: Any) -> dict[str, Any]:
    return {"id": id, "started": started, **parts}


def put(path: Path, content: object) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


PLANK = {
    "exercise": "plank", "at": "2026-11-01T08:05:00+01:00", "dose": {"sets": 3, "reps": None, "hold_s": 30, "rest_s": 30},
    "done": 1.0, "outcome": "done", "form_held": True, "effort": 2, "pain": 3, "place": "low_back", "sharp": False,
    "leg": False, "note": None,
}  # fmt: skip
RICH = file(
    profile={
        "screened": "2026-11-01", "flags": ["disc_or_surgery", "wrist"], "cleared": ["disc_or_surgery"],
        "equipment": ["mat", "foam_roller"], "settings": {"strict": True},
    },
    sessions=[
        session(
            "a1", "2025-12-31T23:58:00-05:00", routine="three_day", day="day1", ended="2026-01-01T00:12:10.250000-05:00",
            outcome="finished", check_in={"pain": 2, "new_signs": []}, end_pain=2, effort=5,
            morning_after={"pain": 1, "settled": True},
            results=[
                PLANK,
                {**PLANK, "exercise": "bird_dog", "dose": {"sets": 2, "reps": 8, "hold_s": 3, "rest_s": 20}, "done": 0.333,
                 "usual": {"sets": 3, "reps": 8, "hold_s": 3, "rest_s": 20}, "slot": "superman",
                 "outcome": "eased", "form_held": False, "pain": 6,
                 "place": "leg", "sharp": True, "leg": True, "note": "zog ins Bein – “schlecht” \u0007 \U0001f4aa"},
                {**PLANK, "exercise": "moon_walk", "at": None, "dose": None, "done": None, "outcome": None, "form_held": None,
                 "effort": None, "pain": None, "place": None},
            ],
        ),
        session("b2", "2026-03-29T01:30:00Z", outcome="stopped", routine=None),
        session("c3", "2026-11-20T08:00:00+05:45", outcome="open", routine="warm_up", day="day1", results=[PLANK]),
    ],
    pains=[
        {"at": "2026-11-02T21:00:00+01:00", "pain": 2, "place": "low_back", "note": None},
        {"at": "2026-11-02T21:00:00+01:00", "pain": None, "place": None, "note": "wordless"},
    ],
)  # fmt: skip
"""Something of everything: two years, offsets, a gap, an unknown exercise, an open session."""

scores = st.none() | st.integers(0, 10)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(datetime(1971, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC) | offsets)
words = st.none() | st.text(max_size=12)
doses = st.none() | st.builds(
    lambda sets, reps, hold_s, rest_s: Dose(sets, reps, hold_s if reps or hold_s else 1, rest_s),
    st.integers(1, 50), st.none() | st.integers(1, 200), st.none() | st.integers(1, 3600), st.integers(0, 600),
)  # fmt: skip
edits = st.lists(
    st.builds(
        Edit,
        times,
        scores,
        st.none() | st.sampled_from(PLACES),
        st.booleans(),
        st.booleans(),
        st.none() | st.integers(1, 4),
        words,
        st.booleans(),
        st.none() | st.booleans(),
        st.none() | st.sampled_from(SIDES),
        st.none() | st.sampled_from(["check-in", "end"]),
    ),
    max_size=2,
).map(tuple)
results = st.builds(
    Result,
    exercise=st.sampled_from(["plank", "bird_dog", "side_plank"]) | st.text(max_size=8),
    at=st.none() | times,
    slot=words,
    dose=doses,
    usual=doses,
    done=st.none() | st.floats(0, 10),
    outcome=st.none() | st.sampled_from(Outcome),
    form_held=st.none() | st.booleans(),
    effort=st.none() | st.integers(1, 4),
    pain=scores,
    place=st.none() | st.sampled_from(PLACES),
    sharp=st.booleans(),
    leg=st.booleans(),
    note=words,
    side=st.none() | st.sampled_from(SIDES),
    edits=edits,
)
mornings = st.none() | st.builds(MorningAfter, scores, st.none() | st.booleans())
sessions = st.builds(
    Session,
    id=st.text(min_size=1, max_size=8),
    started=times,
    routine=words,
    day=words,
    ended=st.none() | times,
    outcome=st.none() | st.sampled_from(SessionOutcome),
    check_in=st.none() | st.builds(CheckIn, scores, st.lists(st.text(max_size=5), max_size=2).map(tuple)),
    results=st.lists(results, max_size=3).map(tuple),
    end_pain=scores,
    effort=scores,
    morning_after=mornings,
    added=st.none() | times,
    edits=edits,
)
ids = st.lists(st.text(max_size=8), max_size=3).map(tuple)
profiles = st.builds(
    Profile, st.none() | st.dates(date(1971, 1, 1), date(2100, 1, 1)), ids, ids, ids, st.builds(Stance, st.booleans())
)
pains = st.builds(PainEntry, times, scores, st.none() | st.sampled_from(PLACES), words, st.booleans(), st.none() | times, edits)
records = st.builds(
    Record,
    profiles,
    st.lists(sessions, max_size=4, unique_by=lambda s: s.id).map(tuple),
    st.lists(pains, max_size=4, unique=True).map(tuple),
)
"""Whole records, of everything a file may hold."""
