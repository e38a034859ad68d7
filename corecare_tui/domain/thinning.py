"""Which backups are kept: the newest of each of the last days, weeks and months that have one."""

from collections.abc import Callable, Iterable
from datetime import datetime

DAYS, WEEKS, MONTHS = 7, 4, 6
"""Anki keeps 12, 10 and 9; a record that grows by one session a day needs fewer."""
PERIODS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (DAYS, lambda at: at.date()),
    (WEEKS, lambda at: at.isocalendar()[:2]),
    (MONTHS, lambda at: (at.year, at.month)),
)


def kept(made: Iterable[datetime]) -> set[datetime]:
    """Of these moments the ones whose backups stay. The newest always does; a clock that was set back deletes none before it."""
    newest_first = sorted(made, reverse=True)
    stay: set[datetime] = set()
    for most, period in PERIODS:
        first_of: dict[object, datetime] = {}
        for at in newest_first:
            first_of.setdefault(period(at), at)
        stay |= set(list(first_of.values())[:most])
    return stay
