"""`python -m tests.cohort`: 200 simulated people, twelve weeks each, and what the rules did. Exit 1 where a law breaks."""

import sys
from collections.abc import Iterator

from tests.cohort.living import Life, live
from tests.cohort.people import KINDS, WEEKS
from tests.cohort.table import MEANS, broken, row, rungs, table

CLIMBERS = ("steady improver", "always 0")
"""Whose rungs are shown: the usual best case, and the fastest that the rules allow."""


def lives(weeks: int, people: int | None = None) -> Iterator[list[Life]]:
    """Each kind's people, as soon as they have lived."""
    for kind in KINDS:
        yield [live(kind, number, weeks) for number in range(kind.people if people is None else people)]


def main() -> int:
    """Live, count, judge."""
    rows, climbers = [], []
    for kind in lives(WEEKS):
        print(kind[0].kind.name, file=sys.stderr)
        rows.append(row(kind))
        if kind[0].kind.name in CLIMBERS:
            climbers.append(kind)
    print(f"{sum(one.people for one in rows)} people, {WEEKS} weeks\n")
    print(table(rows))
    print(f"\n{MEANS}\n\nMain part: the median week in which each rung came first, and for how many")
    print("\n".join(rungs(climbers)))
    wrong = list(broken(rows))
    print("\n" + ("\n".join(f"BROKEN  {one}" for one in wrong) if wrong else "Everything that must hold holds."))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
