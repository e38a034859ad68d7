"""The bench itself still runs: one round on a small record. What it measures is for the table, not for a test."""

from datetime import date
from math import isfinite
from pathlib import Path

from tests.bench.__main__ import rows
from tests.bench.measure import Row, alternate, compare, table
from tests.bench.moving import Patience
from tests.bench.record import make, session


def test_every_measurement_gives_a_finite_positive_ratio(tmp_path: Path) -> None:
    found = list(rows(1, tmp_path, date.today(), sessions=12, patience=Patience(2.0, 0.3, 0.5, 3)))
    assert {row.goal for row in found} >= {"P1", "P2", "P3", "P5", "P6", "P7", "P10", "P13"}
    assert all(isfinite(row.ratio) and row.ratio > 0 for row in found)


def test_record_is_the_same_on_every_run() -> None:
    day = date(2026, 11, 21)
    assert make(day, 30) == make(day, 30)
    assert [s.date.toordinal() for s in make(day, 3).sessions] == [day.toordinal() - n for n in (3, 2, 1)]
    assert len(session(day, 7).results) == 10


def test_ratio_is_the_median_of_the_ratios_of_each_round() -> None:
    times = {"ours": [2.0, 30.0, 6.0], "reference": [1.0, 10.0, 1.0]}
    row = compare("P0", "x", times, "ours", "reference", 3)
    assert (row.ours, row.floor, row.ratio, row.met) == (6.0, 1.0, 3.0, True)


def test_cases_take_turns_and_the_first_round_does_not_count() -> None:
    order: list[str] = []

    def case(name: str) -> float:
        order.append(name)
        return float(len(order))

    times = alternate(2, a=lambda: case("a"), b=lambda: case("b"))
    assert order == ["a", "b", "b", "a", "a", "b"]
    assert times == {"a": [4.0, 5.0], "b": [3.0, 6.0]}


def test_table_says_which_goals_are_met() -> None:
    rows = [Row("P1", "one", 1, "ref", 1, 1.2, 1.25), Row("P2", "two", 1, "ref", 1, 3.2, 3), Row("", "told", 1, "ref", 1, 9)]
    lines = table(rows).splitlines()
    assert lines[1].endswith("met") and lines[2].endswith("not yet") and lines[3].endswith("–")
    assert table([Row("P13", "ms", 4.9, "ref", 1, 50, 5, in_ms=True)]).endswith("met")
