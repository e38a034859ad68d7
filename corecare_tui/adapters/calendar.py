"""A reminder of the planned days as an iCalendar file (RFC 5545): one weekly event, at that hour wherever a person is."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from corecare_tui.domain.text import harmless

OF_CORECARE = uuid.UUID("b0f7a9f4-6a0e-5f0b-8f0c-2f6d5b1f7c31")
"""The namespace of the ids: written again, the same reminder takes the place of the one before."""
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ROW = 75
"""Octets in a row of the file, without its end (RFC 5545 3.1)."""
LEAST_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Reminder:
    """All that a calendar is told; nothing that a person said is in it."""

    routine: str
    """Its id, as `corecare play` takes it."""
    name: str
    days: tuple[int, ...]
    """Days of the week, 0 = Monday, in their order; at least one."""
    at: time
    """The hour by the clock on the wall, without a zone."""
    minutes: int


def write(one: Reminder, now: datetime) -> bytes:
    """The file, its first event on the first such day from that of `now` on; `now` has its offset."""
    lines = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CoreCare//corecare-tui//EN"),
        *("BEGIN:VEVENT", *_event(one, now), "END:VEVENT"),
        "END:VCALENDAR",
    )
    return b"".join(_folded(line) for line in lines)


def _event(one: Reminder, now: datetime) -> tuple[str, ...]:
    summary = _text(f"CoreCare: {one.name}")
    days = ",".join(DAYS[day] for day in one.days)
    return (
        f"UID:{uuid.uuid5(OF_CORECARE, f'{one.routine}/{days}/{one.at:%H%M}')}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{_first(now.date(), one.days):%Y%m%d}T{one.at:%H%M%S}",
        f"DURATION:PT{max(one.minutes, LEAST_MINUTES)}M",
        f"RRULE:FREQ=WEEKLY;BYDAY={days}",
        f"SUMMARY:{summary}",
        "DESCRIPTION:" + _text(f"Start with `corecare play {one.routine}` when you are ready; a day of rest counts, too."),
        *("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT10M", f"DESCRIPTION:{summary}", "END:VALARM"),
    )


def _first(today: date, days: tuple[int, ...]) -> date:
    return today + timedelta(min((day - today.weekday()) % 7 for day in days))


def _text(text: str) -> str:
    """As RFC 5545 3.3.11 writes one; what a terminal would obey, or what hides something, is left out."""
    lines = harmless(text.replace("\r\n", "\n").replace("\r", "\n"), "\n\t")
    return lines.replace("\\", r"\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")


def _folded(line: str) -> bytes:
    """The line in rows, none of which ends inside a character."""
    rows = [b""]
    for letter in line:
        octets = letter.encode()
        if len(rows[-1]) + len(octets) > ROW:
            rows.append(b" ")
        rows[-1] += octets
    return b"\r\n".join(rows) + b"\r\n"
