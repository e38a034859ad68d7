"""The dumbbell chart as text: what is drawn, what stays a gap, and how it shrinks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.figure import chart

MONTH = [("24", 4, 3), ("26", None, 4), ("28", 5, 3), ("30", None, None), ("1", 4, 2), ("3", 3, 3), ("5", 2, 4), ("21", 1, 0)]

SCORES = st.one_of(st.none(), st.integers(0, 10))
POINTS = st.lists(st.tuples(st.text("0123456789", min_size=1, max_size=6), SCORES, SCORES), max_size=60)


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
        "   4 │ ○  ●  │     ○     ●      ┄ moderate",
        "   3 │ ●     ●     │  ●  │",
        "   2 │             ●     ○",
        "   1 │                      ○   ┄ mild",
        "   0 ┤                      ●   ┄ none",
        "     └─────────────────────────",
        "      24 26 28 30  1  3  5 21",
    ]


def test_fewer_rows_leave_the_levels_above_six_out():
    assert trimmed(chart.draw(MONTH[:3], 32, 12)) == [
        "   6 │",
        "   5 ┤         ○",
        "   4 │ ○   ●   │      ┄ moderate",
        "   3 │ ●       ●",
        "   2 │",
        "   1 │                ┄ mild",
        "   0 ┤                ┄ none",
        "     └───────────────",
        "      24  26  28",
    ]


def test_a_seven_is_never_left_out_and_none_keeps_a_row_of_its_own():
    assert trimmed(chart.draw([("1", 7, 2), ("2", 1, 0)], 32, 9)) == [
        "9–10 ┤                ┄ worst",
        " 7–8 │ ○              ┄ severe",
        " 5–6 │ │",
        " 3–4 │ │              ┄ moderate",
        " 1–2 │ ●     ○        ┄ mild",
        "   0 ┤       ●        ┄ none",
        "     └───────────────",
        "       1     2",
    ]


def test_ascii_and_the_selected_session():
    assert trimmed(chart.draw(MONTH[:3], 32, 9, selected=1, ascii=True)) == [
        "   6 |",
        "   5 +         o",
        "   4 | o   *   |      - moderate",
        "   3 | *       *",
        "   2 |",
        "   1 |                - mild",
        "   0 +                - none",
        "     +-----^---------",
        "      24  26  28",
    ]


def test_a_tall_chart_has_a_row_between_the_levels():
    rows = chart.levels([], 21)
    assert rows[0] == (10,) and rows[1] == () and rows[20] == (0,)
    assert len(chart.draw(MONTH, 40, 40)) == 23


def test_a_gap_draws_nothing():
    x = chart.columns(MONTH, 42)[3]
    assert {line[x] for line in chart.draw(MONTH, 42, 13)[:11]} == {" "}


def test_the_newest_stay_and_the_window_moves_back_to_the_selected():
    many = [(str(day), day % 7, None) for day in range(100)]
    assert list(chart.columns(many, 40)) == list(range(89, 100))
    assert list(chart.columns(many, 40, selected=95)) == list(range(89, 100))
    assert list(chart.columns(many, 40, selected=5)) == list(range(5, 16))


def test_the_label_of_the_selected_is_always_written():
    many = [(f"d{day}", 1, None) for day in range(40)]
    for selected in range(40):
        floor, labels = chart.draw(many, 40, 13, selected)[-2:]
        assert f"d{selected}" in labels.split()
        assert floor[chart.columns(many, 40, selected)[selected]] == "▲"


@pytest.mark.parametrize(("width", "height"), [(23, 13), (80, 7), (5, 2)])
def test_too_small_says_so(width, height):
    (line,) = chart.draw(MONTH, width, height)
    assert line == "The chart needs 24 x 8"[:width].ljust(width)


@pytest.mark.parametrize("score", [11, -1])
def test_a_score_off_the_scale_is_an_error(score):
    with pytest.raises(KeyError):
        chart.draw([("1", score, None)], 40, 13)


@given(POINTS, st.integers(24, 140), st.integers(8, 40), st.booleans())
def test_it_fills_its_place_and_every_score_stands_on_its_level(points, width, height, ascii):
    drawn = chart.draw(points, width, height, ascii=ascii)
    rows = chart.levels(points, height - 2)
    assert {len(line) for line in drawn} == {width}
    assert len(drawn) == len(rows) + 2 <= height
    after = "*" if ascii else "●"
    for index, x in chart.columns(points, width).items():
        score = points[index][2]
        found = [levels for levels, line in zip(rows, drawn, strict=False) if line[x] == after]
        assert len(found) == (score is not None)
        assert all(score in levels for levels in found)


@given(POINTS, st.integers(24, 140))
def test_labels_never_collide(points, width):
    labels = chart.draw(points, width, 13)[-1].split()
    assert all(label in [point[0] for point in points] for label in labels)
    assert not points or labels[-1] == points[-1][0]


@given(POINTS, st.integers(6, 40))
def test_every_score_has_exactly_one_row(points, rows):
    shown = [level for levels in chart.levels(points, rows) for level in levels]
    assert len(shown) == len(set(shown))
    assert {score for _, *scores in points for score in scores if score is not None} <= set(shown)
