"""What the record shows: gaps stay gaps, and small differences are noise."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta, timezone

import pytest

from corecare_tui.domain.history import History
from corecare_tui.domain.insight.days import Days, Mean, real
from corecare_tui.domain.insight.events import Kind
from corecare_tui.domain.insight.view import View, first_day, longer
from corecare_tui.domain.insight.weeks import Kept, Mark, kept, sessions_this_week, week
from corecare_tui.domain.profile import Choice, Chose, Profile
from corecare_tui.domain.records import Edit, MorningAfter, Outcome, PainEntry, SessionOutcome
from corecare_tui.domain.thresholds import STANDARD
from tests.domain.history_kit import LIBRARY, MONDAY, PERSON, day, pain, session


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
    assert found.trend().told.startswith(words)
    assert days(13, pains=tuple(pain(n, now) for n in (7, 9, 11))).trend().told == "Too few rated days for a trend yet."


def test_the_week_strip():
    history = History.of([session(0, plank={}), session(1), session(3, plank={}, outcome=SessionOutcome.OPEN)])
    assert week(history, day(2)) == (Mark.DONE, Mark.REST, Mark.TODAY, *[Mark.NONE] * 4)
    assert week(history, day(0))[0] is Mark.DONE
    assert sessions_this_week(history, day(6)) == 1


def view(until, *sessions, since=0, pains=(), profile=PERSON):
    return View(History.of(sessions, pains), profile, LIBRARY, day(since), day(until), day(until))


def test_a_view_of_the_same_days_of_the_same_record_is_the_same():
    one = view(6, session(1))
    assert one.same(replace(one)) and replace(one).same(one)
    others = [
        ("history", History.of([session(1)])),
        ("since", day(1)),
        ("until", day(5)),
        ("today", day(7)),
        ("profile", Profile()),
    ]
    others += [("limits", replace(STANDARD, beginner_sessions=1)), ("planned", frozenset({1})), ("library", {})]
    assert not any(one.same(replace(one, **{name: other})) for name, other in others), "whatever a view is made of"
    assert {name for name, _ in others} == {field.name for field in fields(View)}


def test_a_mean_is_solid_from_5_rated_days():
    few, many = (days(6, pains=tuple(pain(n, 4) for n in range(count))).week(day(6)) for count in (4, 5))
    assert (few, few.solid, many, many.solid) == (Mean(4.0, 4), False, Mean(4.0, 5), True)


def test_pain_before_and_after_each_session():
    seen = view(6, session(0, pre=3, end=1), session(4, pre=None), session(5, pre=7, outcome=SessionOutcome.OPEN))
    told = [(day(0), 3, 1), (day(4), None, None), (day(5), 7, None)]
    assert [(p.day, p.before, p.after) for p in seen.points] == told, "what an import left open was said all the same"
    assert [p.day for p in replace(seen, since=day(4)).points] == [day(4), day(5)]


def test_a_column_is_a_day_while_there_is_room_and_gaps_stay_gaps():
    seen = view(6, session(0, pre=3, end=1), session(4, pre=5, end=None))
    spans = seen.spans(60)
    assert [(s.first, s.last, s.before, s.after) for s in spans] == [
        (day(n), day(n), {0: 3, 4: 5}.get(n), {0: 1}.get(n)) for n in range(7)
    ]
    assert [(s.mean, s.solid) for s in spans[:4]] == [(None, False)] * 4, (
        "of two rated days, a session's and its morning, no mean"
    )
    assert (spans[4].mean, spans[4].solid) == (2.3, False)


def test_a_column_of_some_days_says_the_means_and_the_worst():
    seen = view(19, session(0, pre=3, end=1), session(1, pre=4, end=2, plank={"pain": 9}), session(19, pre=0))
    first, *between, last = seen.spans(10)
    assert (first.first, first.last, len(first.points)) == (day(0), day(1), 2)
    assert (first.before, first.after, first.worst) == (3.5, 1.5, 9)
    assert (last.first, last.last, last.before, last.after) == (day(18), day(19), 0, None)
    assert all(s.before is None and s.points == () for s in between)
    assert [len(seen.spans(room)) for room in (1, 3, 7, 20, 60)] == [1, 3, 7, 20, 20]


def test_what_hurts_is_never_said_of_one_rating():
    hurt = {"plank": {"pain": 5}, "cat_cow": {"pain": 5}, "side_plank": {"pain": None}, "crunch": {"pain": 0}}
    seen = view(2, session(0, **hurt), session(2, plank={"pain": 1}, crunch={"pain": 0}))
    assert [(one.exercise, one.worst, one.mean, len(one.scores)) for one in seen.hurting] == [("plank", 5, 3.0, 2)]
    both = view(4, *(session(n, plank={"pain": p}, cat_cow={"pain": c}) for n, p, c in ((0, 5, 3), (2, 1, 4), (4, None, 5))))
    assert [(one.exercise, one.worst, one.mean) for one in both.hurting] == [("cat_cow", 5, 4.0), ("plank", 5, 3.0)]


def test_an_exercise_with_its_ratings_doses_and_form():
    seen = view(
        7,
        session(0, plank={"pain": 1, "dose": (3, None, 20)}),
        session(3, plank={"pain": None, "dose": (3, None, 20)}),
        session(5, plank={"pain": 4, "dose": (3, None, 25), "form": False}),
        session(7, plank={"pain": 2, "dose": (2, None, 25), "usual": (3, None, 25)}),
    )
    (plank,) = seen.exercises
    assert (plank.scores, plank.unsaid, plank.worst, plank.mean, plank.usual, plank.form_lost) == ((1, 4, 2), 1, 4, 2.3, 2, 1)
    assert [(on, place.dose.text) for on, place in plank.ladder] == [(day(0), "3 × 20 s"), (day(5), "3 × 25 s")]


def test_the_side_that_hurt_is_counted_beside_the_other():
    told = ((0, 5, "left"), (2, 2, "right"), (4, 6, "left"), (6, 3, None))
    seen = view(6, *(session(n, side_plank={"pain": pain, "side": side}) for n, pain, side in told))
    assert seen.exercises[0].sides == (("left", 2, 6), ("right", 1, 2))


def test_what_happened_is_read_off_the_record():
    locked = replace(PERSON, choices=(Choice(pain(3, 1).at, Chose.SIGN, "unwell"), Choice(pain(3, 1).at, Chose.SKIP, "plank")))
    doses = ((0, (3, None, 20)), (2, (3, None, 25)), (4, (3, None, 15)), (40, (3, None, 30)))
    sessions = [session(n, plank={"dose": dose}) for n, dose in doses]
    knee = session(5, again=(replace(sessions[0].results[0], exercise="knee_plank", slot="plank"),))
    flare = PainEntry(pain(6, 4).at, 4, flare=True)
    found = view(50, *sessions, knee, pains=(flare,), profile=locked).events
    assert [(e.day, e.kind, e.of) for e in found] == [
        (day(2), Kind.RAISED, "plank"),
        (day(3), Kind.BLOCKED, "unwell"),
        (day(4), Kind.EASED, "plank"),
        (day(5), Kind.EASED, "plank"),
        (day(6), Kind.FLARE, ""),
    ], "after 28 days another dose is a new beginning"


def test_a_lightened_day_is_no_step():
    lighter = session(2, plank={"dose": (2, None, 20), "usual": (3, None, 20)})
    assert view(4, session(0, plank={"dose": (3, None, 20)}), lighter, session(4, plank={"dose": (3, None, 20)})).events == ()


def test_the_numbers_count_what_was_not_said():
    seen = view(
        3,
        session(0, pre=4, end=2, morning=MorningAfter(1, True), plank={"pain": 3}, cat_cow={"pain": None}),
        session(2, pre=None, end=6, morning=MorningAfter(None, False), plank={"pain": 0, "place": "low_back"}),
    )
    n = seen.numbers
    assert (n.sessions, n.before.said, n.before.unsaid, n.before.mean, n.before.worst) == (2, 1, 1, 4.0, 4)
    assert (n.after.mean, n.after.worst, n.ratings.said, n.ratings.unsaid, n.ratings.mean) == (4.0, 6, 2, 1, 1.5)
    assert (n.rated_days, n.high_days, n.mornings, n.settled, n.places) == (3, 2, 2, 1, ())


def test_the_calendar_knows_rest_from_no_session():
    weeks = view(9, session(0, plank={"pain": 5}), session(2, pre=1, plank={}), session(9, plank={})).weeks
    assert [[d.mark for d in week] for week in weeks] == [
        [Mark.DONE, Mark.REST, Mark.DONE, Mark.REST, Mark.NONE, Mark.NONE, Mark.NONE],
        [Mark.NONE, Mark.NONE, Mark.DONE, Mark.NONE, Mark.NONE, Mark.NONE, Mark.NONE],
    ]
    assert [d.worst for d in weeks[0]] == [5, 0, 1, 0, None, None, None]
    assert view(5, session(0, plank={})).weeks[0][5].mark is Mark.TODAY


def marks(seen):
    return ["".join(day.mark.value for day in week) for week in seen.weeks]


def test_a_day_that_is_not_planned_is_rest_and_a_planned_one_without_a_session_is_nothing():
    done = (session(2, plank={}), session(7, plank={}))
    seen = view(15, *done)
    assert marks(seen) == ["··✓–···", "✓–·····", "·▶·····"]
    planned = replace(seen, planned=frozenset({0, 2, 4}))  # Monday, Wednesday, Friday
    assert marks(planned) == ["··✓–·––", "✓–·–·––", "·▶·····"]
    assert marks(replace(view(15), planned=frozenset({0}))) == ["·······", "·······", "·▶·····"], "before the first session"
    assert planned.numbers == seen.numbers, "only the marks are others"


def test_weeks_are_kept_with_three_days_and_the_running_one_counts_once_it_is():
    done = [session(n, plank={}) for n in (0, 2, 4, 8, 11, 21, 22)]
    assert kept(History.of(done), day(0), day(22)) == Kept(7, 1, 3, 9)
    assert kept(History.of([*done, session(23, plank={})]), day(0), day(23)) == Kept(8, 2, 4, 9)
    assert kept(History(), day(0), day(9)) == Kept(0, 0, 0, None)


def test_a_week_cut_by_the_range_is_judged_as_a_whole():
    done = [session(n, plank={}) for n in range(-28, 28) if n % 7 in (0, 2, 4)]
    for length in (14, 30, 90):
        told = kept(History.of(done), day(27 - length + 1), day(27))
        assert told.weeks == told.of, length


def test_a_session_in_which_all_was_skipped_is_no_day_trained():
    skipped = session(0, plank={"outcome": Outcome.SKIPPED, "pain": None, "done": 0.0})
    seen = view(0, skipped)
    assert (seen.numbers.sessions, seen.numbers.kept.sessions, seen.exercises, seen.numbers.ratings.unsaid) == (0, 0, (), 0)


def test_a_column_knows_what_was_said_outside_sessions():
    seen = view(3, session(0, pre=1, end=0, morning=MorningAfter(4, False), plank={"pain": 6}), pains=(pain(2, 5),))
    assert [(s.between, s.worst) for s in seen.spans(9)] == [(None, 6), (4, 4), (5, 5), (None, None)]


@pytest.mark.parametrize(("before", "now"), [(8.2, 6.2), (10 / 3, 13 / 3)])
def test_the_threshold_itself_is_a_real_change(before, now):
    assert real(before, now)


def test_a_session_changed_pain_by_so_much():
    seen = view(2, session(0, pre=4, end=3), session(2, pre=2, end=3), session(1, pre=None, end=9))
    assert (seen.numbers.change, str(seen.numbers.change)) == (0.0, "0.0")


def test_the_log_is_sought_by_whole_numbers_and_the_beginnings_of_words():
    seen = view(30, session(0, plank={"note": "left worse"}), session(18, side_plank={}), session(20, plank={}))

    def found(words, exercise=None):
        return [(row.at.date().day, row.result.exercise) for row in seen.log.found(seen.log_texts, words, exercise) if row.result]

    assert found("2 mar 2026") == found("02 Mar") == found("2026-03-02") == [(2, "plank")]
    assert found("20 mar") == [(20, "side_plank")]
    assert found("wors") == [(2, "plank")] and found("orse") == []
    assert found("", "plank") == [(22, "plank"), (2, "plank")]


def test_the_first_day_is_the_first_on_the_wall():
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=0))
    first = PainEntry(datetime(2026, 10, 2, 0, 30, tzinfo=east), 1)
    later = PainEntry(datetime(2026, 10, 1, 23, tzinfo=west), 1)
    assert first_day(History.of((), (first, later)), day(900)) == date(2026, 10, 1)


def test_ranges_end_where_they_end():
    assert [longer(30, -1), longer(30, 1), longer(14, -1), longer(365, 1), longer(None, 1)] == [14, 90, 14, None, None]
    assert first_day(History.of([session(3)], [pain(1, 2)]), day(9)) == day(1)
    assert first_day(History(), day(9)) == day(9)


def test_an_edit_is_seen_in_the_log_with_what_was_said():
    one = session(0, plank={"pain": 2, "edits": (Edit(pain(1, 0).at, 7),)})
    rows = view(1, one, pains=(pain(1, 3),)).log
    assert [(row.name(LIBRARY), row.pain, [edit.pain for edit in row.edits]) for row in rows] == [
        ("Between sessions", 3, []),
        ("Before the session", 0, []),
        (LIBRARY["plank"].name, 2, [7]),
        ("After the session", None, []),
        ("The morning after", 0, []),
    ]
    assert rows[1].at.date() == MONDAY


def test_worst_of_a_session_is_of_all_that_was_said_in_it():
    one = session(0, pre=2, end=None, plank={"pain": 5})
    assert (one.worst, replace(one, end_pain=6).worst, session(0, pre=None).worst) == (5, 6, None)
