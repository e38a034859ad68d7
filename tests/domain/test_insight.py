"""What the record shows: gaps stay gaps, and small differences are noise."""

from dataclasses import replace

import pytest

from corecare_tui.domain.insight import Days, Hurt, Mark, dumbbells, most_painful, rows, sessions_this_week, week
from corecare_tui.domain.records import History, MorningAfter, SessionOutcome
from tests.domain.history_kit import day, pain, session


def days(until, *sessions, pains=()):
    return Days(History.of(sessions, pains), day(until))


def test_a_day_has_its_check_in_its_end_the_morning_and_what_was_logged():
    found = days(3, session(0, pre=2, end=4, morning=MorningAfter(1, True), plank={"pain": 9}), pains=(pain(0, 3), pain(1, 3)))
    assert found.said == {day(0): (2, 4, 3), day(1): (1, 3)}
    assert (found.mean_of_day(day(0)), found.worst(day(0))) == (3.0, 9)
    assert (found.mean_of_day(day(2)), found.worst(day(2))) == (None, None)
    assert found.last(4) == ((day(0), 9), (day(1), 3), (day(2), None), (day(3), None))


def test_nothing_later_is_said():
    assert days(0, session(0, pre=1, morning=MorningAfter(9, None)), session(1, pre=9)).said == {day(0): (1,)}


@pytest.mark.parametrize(("rated", "mean"), [((0, 1), None), ((0, 1, 2), 4.0), ((-1, 0, 6), None), ((0, 3, 6), 4.0)])
def test_a_week_needs_three_rated_days_of_its_seven(rated, mean):
    assert days(6, pains=tuple(pain(n, 4) for n in rated)).mean7(day(6)) == mean


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [(2, 4, "Rising"), (4, 2, "Falling"), (6, 5, "No clear"), (2, 1, "Falling"), (0, 1, "No clear"), (0, 2, "Rising")],
)  # fmt: skip
def test_the_trend_is_2_points_or_30_percent(before, now, words):
    found = days(13, pains=tuple(pain(n, before) for n in (0, 2, 4)) + tuple(pain(n, now) for n in (7, 9, 11)))
    assert found.trend().startswith(words)
    assert days(13, pains=tuple(pain(n, now) for n in (7, 9, 11))).trend() == "Too few rated days for a trend yet."


def test_the_week_strip():
    history = History.of([session(0, plank={}), session(1), session(3, plank={}, outcome=SessionOutcome.OPEN)])
    assert week(history, day(2)) == (Mark.DONE, Mark.REST, Mark.TODAY, *[Mark.AHEAD] * 4)
    assert week(history, day(0))[0] is Mark.DONE
    assert sessions_this_week(history, day(6)) == 1


def test_pain_before_and_after_each_session():
    history = History.of([session(0, pre=3, end=1), session(4, pre=None), session(5, outcome=SessionOutcome.OPEN)])
    assert dumbbells(history, 7, day(6)) == [("2", 3, 1), ("6", None, None)]
    assert dumbbells(history, 3, day(6)) == [("6", None, None)]


def test_the_most_painful_by_worst_then_mean_and_unrated_do_not_count():
    history = History.of(
        [session(0, plank={"pain": 5}, cat_cow={"pain": 5}, side_plank={"pain": None}), session(2, plank={"pain": 1})]
    )
    assert most_painful(history, 7, day(2)) == (Hurt("cat_cow", 5.0, 5, 1), Hurt("plank", 3.0, 5, 2))
    assert most_painful(history, 1, day(2)) == (Hurt("plank", 1.0, 1, 1),)


def test_rows_are_newest_first_in_the_order_done():
    history = History.of([session(0, plank={}, cat_cow={}), session(2, superman={})])
    assert [r.exercise for _, r in rows(history, 7, day(2))] == ["superman", "plank", "cat_cow"]


def test_worst_of_a_session_is_of_all_that_was_said_in_it():
    one = session(0, pre=2, end=None, plank={"pain": 5})
    assert (one.worst, replace(one, end_pain=6).worst, session(0, pre=None).worst) == (5, 6, None)
