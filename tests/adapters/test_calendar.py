"""The reminder: another reader finds in it what was put in, on the right days, in rows that every calendar takes."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import islice, takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Alarm, Calendar, Event

from corecare_tui.adapters.calendar import DAYS, Reminder, write

NOW = datetime(2026, 11, 21, 9, 0, 30, tzinfo=timezone(timedelta(hours=1)))
"""A Saturday."""
THREE = Reminder("core_restart", "Core restart", (0, 2, 4), time(7, 30), 14)


def event(data: bytes) -> Event:
    """The one event, as the oracle reads it without an error."""
    (calendar,) = Calendar.from_ical(data, multiple=True)
    assert (str(calendar["VERSION"]), calendar.errors) == ("2.0", [])
    (found,) = calendar.walk("VEVENT")
    assert found.errors == []
    return found


def test_the_whole_file():
    rows = write(THREE, NOW).decode().split("\r\n")
    assert [row for row in rows if not row.startswith(("UID:", "DESCRIPTION:", " "))] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//CoreCare//corecare-tui//EN",
        "BEGIN:VEVENT",
        "DTSTAMP:20261121T080030Z",
        "DTSTART:20261123T073000",
        "DURATION:PT14M",
        "RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR",
        "SUMMARY:CoreCare: Core restart",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-PT10M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_what_another_reader_finds():
    found = event(write(THREE, NOW))
    assert (found.start, found.start.tzinfo) == (datetime(2026, 11, 23, 7, 30), None)
    assert found.end - found.start == timedelta(minutes=14)
    assert found.stamp == NOW
    assert found["RRULE"] == {"FREQ": ["WEEKLY"], "BYDAY": ["MO", "WE", "FR"]}
    assert str(found["SUMMARY"]) == "CoreCare: Core restart"
    assert "`corecare play core_restart`" in str(found["DESCRIPTION"])


def test_a_text_is_escaped():
    told = write(Reminder("a", "a\\b; c, d\r\ne\rf: \tg", (0,), time(7), 9), NOW)
    assert b"\r\nSUMMARY:CoreCare: a\\\\b\\; c\\, d\\ne\\nf: \tg\r\n" in told


def test_it_rings_ten_minutes_before():
    (alarm,) = event(write(THREE, NOW)).subcomponents
    assert isinstance(alarm, Alarm)
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(minutes=-10))
    assert str(alarm["DESCRIPTION"]) == "CoreCare: Core restart"


def test_an_event_is_never_shorter_than_one_can_see():
    short = [event(write(Reminder("a", "A", (0,), time(7), minutes), NOW)) for minutes in (0, 4, 5, 6)]
    assert [(one.end - one.start) / timedelta(minutes=1) for one in short] == [5, 5, 5, 6]


def test_the_same_reminder_has_one_id_and_another_has_another():
    later = event(write(Reminder("core_restart", "Renamed", (0, 2, 4), time(7, 30), 20), NOW + timedelta(9)))
    assert later["UID"] == event(write(THREE, NOW))["UID"]
    others = (
        Reminder("gentle", "Core restart", (0, 2, 4), time(7, 30), 14),
        Reminder("core_restart", "Core restart", (0, 2), time(7, 30), 14),
        Reminder("core_restart", "Core restart", (0, 2, 4), time(7, 31), 14),
    )
    assert len({str(event(write(one, NOW))["UID"]) for one in (THREE, *others)}) == 4


@pytest.mark.parametrize("today", range(7))
@pytest.mark.parametrize("planned", range(7))
def test_the_first_day_from_each_day_of_the_week(today: int, planned: int):
    now = datetime(2026, 11, 23, 23, 59, tzinfo=UTC) + timedelta(today)
    first = event(write(Reminder("a", "A", (planned,), time(7, 30), 9), now)).start.date()
    assert first.weekday() == planned
    assert 0 <= (first - now.date()).days < 7


def test_today_is_the_day_where_the_person_is():
    """Late on a Sunday in Berlin, of which New York has the afternoon and Auckland the Monday."""
    at = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    starts = [event(write(THREE, at.astimezone(timezone(timedelta(hours=hours))))).start.date() for hours in (1, -5, 13)]
    assert starts == [date(2026, 11, 23)] * 3
    sundays = Reminder("a", "A", (6,), time(7), 9)
    assert event(write(sundays, at.astimezone(timezone(timedelta(hours=13))))).start.date() == date(2026, 11, 29)


# --- whatever is put in ---------------------------------------------------------------------------

SEEN = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"), include_characters="\n\t")
PARTS = ("\\", "\\n", ",", ";", ":", "\n", '"', " ", "💪🏽", "👨‍👩‍👧", "漢字", "é", "ß", "BEGIN:VEVENT", "\nEND:VEVENT\n")
WORDS = st.text(SEEN, max_size=120) | st.lists(st.sampled_from(PARTS), max_size=60).map("".join)
MOMENTS = st.datetimes(
    datetime(1971, 1, 2),
    datetime(2999, 12, 20),
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
REMINDERS = st.builds(
    Reminder,
    routine=st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True),
    name=WORDS,
    days=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    at=st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    minutes=st.integers(0, 600),
)


@settings(max_examples=400)
@given(REMINDERS, MOMENTS)
@example(Reminder("a", "x" * 57 + "é", (0,), time(0), 5), NOW)
@example(Reminder("a", "x" * 56 + "💪", (6,), time(23, 59), 5), NOW)
@example(Reminder("a", "x" * 58 + " y", (6,), time(23, 59), 5), NOW)
def test_it_is_read_as_it_was_meant(one: Reminder, now: datetime):
    found = event(write(one, now))
    assert str(found["SUMMARY"]) == f"CoreCare: {one.name}"
    assert f"`corecare play {one.routine}`" in str(found["DESCRIPTION"])
    assert found["RRULE"]["BYDAY"] == [DAYS[day] for day in one.days]
    assert found.start.tzinfo is None and found.start.time() == one.at
    passed = takewhile(lambda day: day.weekday() not in one.days, (now.date() + timedelta(n) for n in range(7)))
    assert found.start.date() == now.date() + timedelta(len(list(passed)))


@settings(max_examples=400)
@given(REMINDERS, MOMENTS)
def test_every_row_is_one_that_every_calendar_takes(one: Reminder, now: datetime):
    data = write(one, now)
    assert data.endswith(b"\r\n")
    rows = data.split(b"\r\n")[:-1]
    assert [row for row in rows if len(row) > 75 or b"\n" in row or b"\r" in row or not row] == []
    assert all(row.decode() for row in rows)  # no row ends inside a character


@settings(max_examples=100)
@given(REMINDERS, MOMENTS)
def test_its_days_are_the_planned_ones_from_the_first_on(one: Reminder, now: datetime):
    found = event(write(one, now))
    days = [at.date() for at in islice(rrulestr(found["RRULE"].to_ical().decode(), dtstart=found.start), 15)]
    ahead = (now.date() + timedelta(n) for n in range(15 * 7))
    assert days == list(islice((day for day in ahead if day.weekday() in one.days), 15))


@settings(max_examples=200)
@given(st.text(max_size=60))
@example("\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n")
@example("\x00\x1b]0;x\x07\u202e\ud800\x85\u2028\x0b\x0c\x1c")
def test_no_name_breaks_out(name: str):
    data = write(Reminder("a", name, (0,), time(7), 9), NOW)
    assert str(event(data)["SUMMARY"]).startswith("CoreCare: ")
    assert {letter for letter in data.decode() if ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0} <= {"\r", "\n", "\t"}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"FREQ=WEEKLY", b"FREQ=SOMETIMES"), (b"PT14M", b"14 min"), (b"20261123T073000", b"Monday"), (b"-PT10M", b"soon"),
        (b"\r\nSUMMARY", b"\r\nA word\r\nSUMMARY"), (b"END:VEVENT\r\n", b""),
    ],
)  # fmt: skip
def test_the_oracle_refuses_what_is_none(right: bytes, wrong: bytes):
    data = write(THREE, NOW)
    assert right in data
    with pytest.raises((ValueError, AssertionError)):
        event(data.replace(right, wrong))
