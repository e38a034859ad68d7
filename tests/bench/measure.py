"""How everything here is measured: cases in turn, round after round, and the median of what each round's ratio was."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from time import perf_counter_ns

Case = Callable[[], float]
"""Runs once and returns the milliseconds it took."""
Times = dict[str, list[float]]
"""Case → its milliseconds, one of each round."""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    goal: str
    what: str
    ours: float
    """Milliseconds, median."""
    reference: str
    floor: float
    """Milliseconds of the reference, median."""
    ratio: float
    """Median of the ratios of each round."""
    at_most: float | None = None
    """The goal; None = told for information."""
    in_ms: bool = False
    """Is the goal one of milliseconds?"""

    @property
    def met(self) -> bool:
        """Is the goal reached?"""
        return self.at_most is None or (self.ours if self.in_ms else self.ratio) <= self.at_most


def milliseconds(run: Callable[[], object]) -> float:
    """How long one call took."""
    begun = perf_counter_ns()
    run()
    return (perf_counter_ns() - begun) / 1e6


def alternate(rounds: int, **cases: Case) -> Times:
    """Every case once a round, forwards and backwards in turn, after one round that does not count."""
    found: Times = {name: [] for name in cases}
    for number in range(rounds + 1):
        for name in reversed(cases) if number % 2 else cases:
            took = cases[name]()
            if number:
                found[name].append(took)
    return found


def ratio(times: Times, ours: str, reference: str) -> float:
    """The median of the ratios of each round."""
    return median(a / b for a, b in zip(times[ours], times[reference], strict=True))


def compare(
    goal: str, what: str, times: Times, ours: str, reference: str, at_most: float | None = None, in_ms: bool = False
) -> Row:
    """The row of two cases that were measured in turn."""
    names = (ours, reference)
    figures = [median(times[name]) for name in names]
    return Row(goal, what, figures[0], reference.replace("_", " "), figures[1], ratio(times, *names), at_most, in_ms)


def table(rows: Iterable[Row]) -> str:
    """The rows as text, a line each."""
    cells = [("goal", "what", "ours ms", "reference", "ref ms", "RATIO", "goal", "")]
    cells += [_cells(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells)


def _cells(row: Row) -> tuple[str, ...]:
    goal = "–" if row.at_most is None else f"<= {row.at_most:g}" + (" ms" if row.in_ms else "×")
    verdict = "" if row.at_most is None else "met" if row.met else "not yet"
    figures = (f"{row.ours:.3g}" if row.ours < 100 else f"{row.ours:.0f}", row.reference)
    floor = f"{row.floor:.3g}" if row.floor < 100 else f"{row.floor:.0f}"
    return (row.goal, row.what, *figures, floor, f"{row.ratio:.2f}", goal, verdict)
