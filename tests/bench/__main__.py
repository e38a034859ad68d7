"""`python -m tests.bench [ROUNDS]`: every goal of speed as a ratio taken here and now, in one table. Nothing is asserted."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from tests.bench import first_paint, moving, planning, playing, processes, rating, record
from tests.bench.measure import Row, table

LEAST = 5
"""Rounds: fewer say nothing on a machine that others use too."""


def rows(
    rounds: int, folder: Path, today: date, sessions: int = record.TEN_YEARS, patience: moving.Patience = moving.PATIENCE
) -> Iterator[Row]:
    """Every row, each as soon as it is measured, with a record of so many sessions made in `folder` once for all."""
    yield from playing.measure(rounds, today)  # first: the objects of a large record slow every allocation after them
    years = record.make(today, sessions)
    home = record.write(folder / "years", years)
    empty = folder / "empty"
    empty.mkdir()
    yield from first_paint.measure(rounds, home)
    yield from processes.measure(rounds, home, empty)
    rated = copytree(home, folder / "rated")
    yield from rating.measure(3 * rounds, rated, folder / "rated-empty", years, today)
    yield from planning.measure(rounds, years, today)
    yield from moving.measure(-(-rounds // 3), empty, patience)  # a round of it takes more than a minute


def main(arguments: list[str]) -> int:
    """Measure, then print the table."""
    rounds = max(LEAST, int(arguments[0])) if arguments else 2 * LEAST
    found = []
    with TemporaryDirectory(prefix="corecare-bench-") as folder:
        for row in rows(rounds, Path(folder), date.today()):
            print(f"{row.goal:<4}{row.what}", file=sys.stderr)
            found.append(row)
    print(f"{rounds} rounds, alternating; times are medians, RATIO is the median of the ratios of each round\n")
    print(table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
