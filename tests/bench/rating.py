"""P3: a rating on disk, fsync and all, after ten years and on the first day, against SQLite in the same file system."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from corecare_tui.adapters.journal import Journal
from corecare_tui.domain.records import Record, Result, Session, SessionOutcome
from tests.bench import record as records
from tests.bench.measure import Row, Times, compare, milliseconds

COLUMNS = "session, exercise, at, sets, reps, hold_s, rest_s, done, outcome, form_held, effort, pain, place, sharp, leg, note"
INSERT = f"insert into rating ({COLUMNS}) values ({', '.join('?' * 16)})"


def measure(rounds: int, home: Path, empty: Path, record: Record, today: date) -> list[Row]:
    """Ten ratings a round in each of the three, taking turns rating by rating; a round's figure is the median of its ten.

    `home` holds `record` already.
    """
    with (
        Journal(home / "journal") as old,
        Journal(empty / "journal") as new,
        closing(database(home / "same.sqlite", record)) as sqlite,
    ):
        old.history()  # as the app has, by the time anything is rated
        times: Times = {"ten_years": [], "empty": [], "sqlite_WAL_FULL": []}
        for number in range(rounds + 1):
            took = a_session(old, new, sqlite, today + timedelta(number))
            for name, figures in took.items():
                times[name] += [median(figures)] if number else []
    return [
        compare("P3", "a rating on disk, 10 years", times, "ten_years", "sqlite_WAL_FULL", 2.5),
        compare("P3", "a rating on disk, empty record", times, "empty", "sqlite_WAL_FULL", 2.5),
        compare("P3", "a rating: 10 years / empty", times, "ten_years", "empty", 1.3),
    ]


def a_session(old: Journal, new: Journal, sqlite: sqlite3.Connection, day: date) -> Times:
    """The milliseconds of each of its ratings; beginning and finishing it is not measured."""
    whole = records.session(day, records.TEN_YEARS + day.toordinal())
    begun = replace(whole, ended=None, outcome=SessionOutcome.OPEN, results=(), end_pain=None, effort=None, morning_after=None)
    for journal in (old, new):
        journal.keep(begun)
    took: Times = {"ten_years": [], "empty": [], "sqlite_WAL_FULL": []}
    for count, result in enumerate(whole.results, 1):
        rated = replace(begun, results=whole.results[:count])
        took["ten_years"].append(milliseconds(lambda rated=rated: old.keep(rated)))
        took["sqlite_WAL_FULL"].append(milliseconds(lambda result=result: sqlite.execute(INSERT, row(whole, result))))
        took["empty"].append(milliseconds(lambda rated=rated: new.keep(rated)))
    for journal in (old, new):
        journal.finish(whole)
    return took


def database(path: Path, record: Record) -> sqlite3.Connection:
    """SQLite with every rating of the record in it; each insert from here on is a transaction of its own."""
    sqlite = sqlite3.connect(path, isolation_level=None)
    sqlite.execute("pragma journal_mode = wal")
    sqlite.execute("pragma synchronous = full")
    sqlite.execute(f"create table rating (id integer primary key, {COLUMNS})")
    sqlite.execute("begin")
    sqlite.executemany(INSERT, (row(session, result) for session in record.sessions for result in session.results))
    sqlite.execute("commit")
    return sqlite


def row(session: Session, one: Result) -> tuple[object, ...]:
    """The rating as a row of plain values."""
    dose = (one.dose.sets, one.dose.reps, one.dose.hold_s, one.dose.rest_s) if one.dose else (None,) * 4
    at, outcome = one.at.isoformat() if one.at else None, str(one.outcome)
    said = (one.done, outcome, one.form_held, one.effort, one.pain, one.place, one.sharp, one.leg, one.note)
    return (session.id, one.exercise, at, *dose, *said)
