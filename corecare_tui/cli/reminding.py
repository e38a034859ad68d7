"""remind: the planned days as a file that a calendar reads."""

import re
from argparse import Namespace
from datetime import time

from corecare_tui.adapters import calendar
from corecare_tui.cli import world
from corecare_tui.cli.run import Bad
from corecare_tui.cli.saying import put, remark
from corecare_tui.cli.world import coach, known
from corecare_tui.coach import WARM_UP
from corecare_tui.domain.settings import DAYS

USUAL = "mon,wed,fri"


def remind(options: Namespace) -> int:
    """A weekly event on the planned days, as long as the next session of the routine."""
    named, at = None if options.days is None else _days(options.days), _time(options.at)
    with coach(write=False) as one:
        days = named or tuple(sorted(one.own.weekdays)) or _days(USUAL)
        routine = one.routines[known(one.routines, options.routine, one.own)]
        found = one.next_plan(routine.id)
        minutes = one.minutes(found)
    put(options.file, calendar.write(calendar.Reminder(routine.id, routine.name, days, at, minutes), world.now()))
    if found.blocked:
        remark(f"No session today: {found.blocked.sentence}")
    if routine.id != WARM_UP and (near := _one_day_apart(days)):
        remark(f"One day apart: {near}. Muscles get 48 hours: some of what was trained on the first day rests on the second.")
    if options.file is not None:
        remark(f"{', '.join(DAYS[day] for day in days)} at {at:%H:%M}: open {options.file} with your calendar.")
    return 0


def _days(text: str) -> tuple[int, ...]:
    names = [name.strip().lower() for name in text.split(",")]
    for name in names:
        if name not in DAYS:
            raise Bad(f"--days: {name[:40]!r} is none of {', '.join(DAYS)}; write them like mon,wed,fri")
    return tuple(sorted({DAYS.index(name) for name in names}))


def _time(text: str) -> time:
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text)
    if found is None:
        raise Bad(f"--at: {text[:40]!r} is no time of day; write it like 07:30")
    return time(int(found[1]), int(found[2]))


def _one_day_apart(days: tuple[int, ...]) -> str:
    """`mon and tue, sun and mon`; nothing where each is followed by a day without one."""
    return ", ".join(f"{DAYS[day]} and {DAYS[(day + 1) % 7]}" for day in days if (day + 1) % 7 in days)
