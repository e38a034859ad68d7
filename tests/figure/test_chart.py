"""The chart as text: what is drawn, what stays a gap, and how it shrinks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.figure import chart
from corecare_tui.figure.chart import Column

MONTH = [
    Column("24", 4, 3),
    Column("26", None, 4),
    Column("28", 5, 3, 3.6, False, "↓"),
    Column("30"),
    Column("1", 4, 2, 3.4),
    Column("3", 3, 3, 3.1),
    Column("5", 2, 4, 2.6),
    Column("21", 1, 0, mark="!"),
]
SCORES = st.one_of(st.none(), st.integers(0, 10))
COLUMNS = st.lists(
    st.builds(Column, st.text("0123456789", min_size=1, max_size=6), SCORES, SCORES, st.one_of(st.none(), st.floats(0, 10))),
    max_size=60,
)


def trimmed(lines):
    return [line.rstrip() for line in lines]


def test_thirteen_rows_show_every_level():
    assert trimmed(chart.draw(MONTH, 42, 13)) == [
        "  10 ┤                          ┄ worst",
        "   9 │",
        "   8 │",
        "   7 │                          ┄ severe",
        "   6 │",
        "   5 ┤       ○",
        "   4 │ ○  ●  │╌╌   ○     ●      ┄ moderate",
        "   3 │ ●     ●     │━━●━━│━━",
        "   2 │             ●     ○",
        "   1 │                      ○   ┄ mild",
        "   0 ┤                      ●   ┄ none",
        "     └───────↓──────────────!──",
        "      24 26 28 30  1  3  5 21",
    ]


def test_fewer_rows_leave_the_levels_above_six_out():
    assert trimmed(chart.draw(MONTH[:2], 32, 12)) == [
        "   6 │",
        "   5 ┤",
        "   4 │ ○     ●        ┄ moderate",
        "   3 │ ●",
        "   2 │",
        "   1 │                ┄ mild",
        "   0 ┤                ┄ none",
        "     └───────────────",
        "      24    26",
    ]


def test_a_seven_is_never_left_out_and_none_keeps_a_row_of_its_own():
    assert trimmed(chart.draw([Column("1", 7, 2), Column("2", 1, 0)], 32, 9)) == [
        "9–10 ┤                ┄ worst",
        " 7–8 │ ○              ┄ severe",
        " 5–6 │ │",
        " 3–4 │ │              ┄ moderate",
        " 1–2 │ ●     ○        ┄ mild",
        "   0 ┤       ●        ┄ none",
        "     └───────────────",
        "       1     2",
    ]


def test_a_mean_of_seven_keeps_the_levels_above_six():
    assert chart.levels([Column("1", 6, 6, 6.5)], 9)[0] == (9, 10)


def test_the_band_has_a_double_axis():
    drawn = chart.draw(MONTH[:2], 32, 9, band=(1.5, 5.5))
    assert [line[5] for line in drawn[:7]] == ["│", "╢", "║", "║", "║", "│", "┤"]


def test_a_tall_chart_has_a_row_between_the_levels():
    rows = chart.levels([], 21)
    assert rows[0] == (10,) and rows[1] == () and rows[20] == (0,)
    assert len(chart.draw(MONTH, 40, 40)) == 23
    assert chart.banded(rows, (2, 4)) == [13 > y > 11 or 12 <= y <= 16 for y in range(21)]


def test_a_gap_draws_nothing():
    x = chart.place(3, len(MONTH), 42)
    assert {line[x] for line in chart.draw(MONTH, 42, 13)[:11]} == {" "}


def test_the_label_of_the_selected_is_always_written():
    many = [Column(f"d{day}", 1) for day in range(20)]
    for selected in range(20):
        floor, labels = chart.draw(many, 40, 13, selected)[-2:]
        assert f"d{selected}" in labels.split()
        assert floor[chart.place(selected, 20, 40)] == "▲"


@pytest.mark.parametrize(("width", "height"), [(23, 13), (80, 7), (5, 2)])
def test_too_small_says_so(width, height):
    (line,) = chart.draw(MONTH, width, height)
    assert line == "The chart needs 24 x 8"[:width].ljust(width)


@pytest.mark.parametrize("score", [11, -1])
def test_a_score_off_the_scale_is_an_error(score):
    with pytest.raises(KeyError):
        chart.draw([Column("1", score)], 40, 13)


@given(COLUMNS, st.integers(24, 140), st.integers(8, 40))
def test_it_fills_its_place_and_every_score_stands_on_its_level(columns, width, height):
    columns = columns[: chart.room(width)]
    drawn = chart.draw(columns, width, height)
    rows = chart.levels(columns, height - 2)
    assert {len(line) for line in drawn} == {width}
    assert len(drawn) == len(rows) + 2
    for index, column in enumerate(columns):
        x = chart.place(index, len(columns), width)
        assert chart.column_at(x, len(columns), width) == index
        seen = {level for shown, line in zip(rows, drawn, strict=False) for level in shown if line[x] in "○●"}
        said = {score for score in (column.before, column.after) if score is not None}
        assert all(any(one in shown and score in shown for shown in rows for one in seen) for score in said)
        assert bool(seen) == bool(said)
