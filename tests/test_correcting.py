"""What is corrected afterwards: it is kept as an edit, the next plan follows from it, and taken back all is as it was."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corecare_tui.adapters import export
from corecare_tui.adapters.journal import Journal
from corecare_tui.coach import Coach, NotKept
from corecare_tui.domain.correcting import Said, amended, said
from corecare_tui.domain.pain import PLACES, SIDES
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import MorningAfter, PainEntry, Record, SessionOutcome
from corecare_tui.domain.scores import When
from tests.cli.cli_kit import records
from tests.domain.history_kit import LIBRARY, MONDAY, ROUTINES, pain, session

NOW = datetime(2026, 3, 20, 9, tzinfo=timezone(timedelta(hours=1)))
SAID = st.builds(
    Said,
    st.none() | st.integers(0, 10),
    st.none() | st.sampled_from(PLACES),
    st.booleans(),
    st.booleans(),
    st.none() | st.integers(1, 4),
    st.none() | st.text("abc ", min_size=1, max_size=5),
    st.booleans(),
    st.none() | st.booleans(),
    st.none() | st.sampled_from(SIDES),
)
PLANK = session(15, plank={"pain": 2}, cat_cow={"pain": 0})


def coach(folder, *sessions, pains=()):
    journal = Journal(Path(folder))
    journal.take_in(Record(Profile(screened=MONDAY), tuple(sessions), tuple(pains)))
    return Coach(LIBRARY, ROUTINES, journal, lambda: NOW), journal


def rows(one, when=None):
    return [entry for entry in one.view(None).log if when in (None, entry.when)]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(records, st.data())
def test_a_correction_and_its_undo_restore_the_meaning_exactly(record, data):
    with TemporaryDirectory() as folder:
        one, journal = coach(folder)
        with journal:
            journal.take_in(replace(record, profile=Profile()))
            before, bytes_before = journal.record(), export.write(journal.record())
            log = one.view(None).log
            made = []
            for _ in range(data.draw(st.integers(1, 3)) if log else 0):
                log = one.view(None).log
                made.append(one.amend(data.draw(st.sampled_from(log)), data.draw(SAID)))
            for correction in reversed(made):
                one.take_back(correction)
            assert journal.record() == before
            assert export.write(journal.record()) == bytes_before


@settings(max_examples=100, deadline=None)
@given(records, SAID, st.data())
def test_what_was_said_stays_beside_what_is_said_now(record, new, data):
    with TemporaryDirectory() as folder:
        one, journal = coach(folder, *record.sessions, pains=record.pains)
        with journal:
            log = one.view(None).log
            if not log:
                return
            entry = data.draw(st.sampled_from(log))
            old, after = said(entry), amended(entry, new, NOW)
            now = replace(entry, record=after)
            assert said(now).pain == new.pain
            if after is entry.record:
                assert now.edits == entry.edits
            else:
                assert now.edits[:-1] == entry.edits
                last = now.edits[-1]
                assert (last.at, last.pain, last.place, last.note) == (NOW, old.pain, old.place, old.note)


def test_the_next_plan_follows_from_the_corrected_past(tmp_path):
    one, journal = coach(tmp_path, PLANK)
    with journal:

        def next_day1():
            return one._plan("three_day", one.history(), None, date(2026, 3, 20), "day1")

        before = next_day1()
        entry = next(e for e in rows(one, When.EXERCISE) if e.result.exercise == "plank")
        made = one.amend(entry, replace(said(entry), pain=6))
        assert next_day1() != before
        one.take_back(made)
        assert next_day1() == before


def test_a_deleted_score_says_nothing_and_what_was_done_stays_done(tmp_path):
    one, journal = coach(tmp_path, PLANK)
    with journal:
        entry = rows(one, When.EXERCISE)[0]
        one.unsay(entry)
        (kept,) = journal.sessions()
        assert (kept.results[0].pain, kept.results[0].done, kept.results[0].edits[0].pain) == (None, 1.0, 2)


def test_an_effort_that_says_form_broke_is_form_not_held(tmp_path):
    one, journal = coach(tmp_path, PLANK)
    with journal:
        entry = rows(one, When.EXERCISE)[0]
        one.amend(entry, replace(said(entry), effort=4))
        assert journal.sessions()[0].results[0].form_held is False


def test_nothing_is_written_where_nothing_changed(tmp_path):
    one, journal = coach(tmp_path, PLANK, pains=(pain(3, 2),))
    with journal:
        before = {path: path.read_bytes() for path in journal.files()}
        for entry in rows(one):
            made = one.amend(entry, said(entry))
            assert made.before is made.after
        assert {path: path.read_bytes() for path in journal.files()} == before


def test_a_score_corrected_into_one_that_is_there_already_is_one(tmp_path):
    same = pain(3, 2)
    _, journal = coach(tmp_path, pains=(same, replace(same, pain=4)))
    with journal:
        journal.exchange(replace(same, pain=4), same)
        assert journal.pains() == (same,)
        assert Journal(tmp_path, write=False).pains() == (same,)


def test_a_record_that_is_gone_is_told(tmp_path):
    _, journal = coach(tmp_path, pains=(pain(3, 2),))
    with journal, pytest.raises(NotKept, match="no longer there"):
        journal.exchange(pain(4, 4), pain(4, 5))


def test_two_corrections_from_one_look_are_both_kept(tmp_path):
    one, journal = coach(tmp_path, PLANK)
    with journal:
        plank, cat_cow = rows(one, When.EXERCISE)
        one.unsay(plank)
        one.amend(cat_cow, Said(3))
        assert [result.pain for result in journal.sessions()[0].results] == [None, 3]
        with pytest.raises(NotKept, match="newer"):
            one.amend(plank, Said(9))
        assert [result.pain for result in journal.sessions()[0].results] == [None, 3]


def test_an_undo_never_loses_what_was_written_since(tmp_path):
    one, journal = coach(tmp_path, replace(PLANK, morning_after=None))
    with journal:
        made = one.amend(rows(one, When.EXERCISE)[0], Said(5))
        one.answer_morning(journal.sessions()[0], 7, False)
        with pytest.raises(NotKept, match="newer"):
            one.take_back(made)
        assert journal.sessions()[0].morning_after == MorningAfter(7, False)


def test_what_a_thread_read_before_a_correction_is_not_kept_after_it(tmp_path):
    one, journal = coach(tmp_path, PLANK)
    with journal:
        reading = journal._years.read

        def slowly(years):
            before = reading(years)
            if before.sessions[0].end_pain is None:
                journal._years.read = reading
                journal.upsert(replace(PLANK, end_pain=9))
            return before

        journal._years.read = slowly
        journal.log(pain(1, 1))
        one.history()
        assert one.history().sessions[0].end_pain == 9


def test_a_morning_after_that_is_cleared_counts_no_more(tmp_path):
    one, journal = coach(tmp_path, replace(PLANK, morning_after=MorningAfter(6, False)))
    with journal:
        made = one.unsay(rows(one, When.MORNING)[0])
        (now,) = journal.sessions()
        assert now.morning_after == MorningAfter() and one.view(None).numbers.mornings == 0
        assert [(edit.of, edit.pain, edit.settled) for edit in now.edits] == [("morning after", 6, False)]
        one.take_back(made)
        assert journal.sessions()[0].morning_after == MorningAfter(6, False)


def test_a_morning_that_was_not_told_is_told_later(tmp_path):
    one, journal = coach(tmp_path, replace(PLANK, morning_after=None))
    with journal:
        one.amend(rows(one, When.MORNING)[0], Said(1, settled=True))
        assert journal.sessions()[0].morning_after == MorningAfter(1, True)


def test_an_old_export_does_not_bring_back_what_was_corrected(tmp_path):
    one, journal = coach(tmp_path, pains=(pain(3, 6),))
    with journal:
        old = journal.record()
        one.amend(rows(one)[0], Said(2))
        journal.take_in(old)
        assert [entry.pain for entry in journal.pains()] == [2]


def test_only_what_was_set_down_from_memory_can_be_removed(tmp_path):
    one, journal = coach(tmp_path, PLANK)
    with journal:
        with pytest.raises(ValueError, match="played"):
            one.remove(PLANK)
        made = one.add_session(date(2026, 3, 19), "three_day", 3)
        gone = one.remove(made.after)
        assert journal.sessions() == (PLANK,)
        one.take_back(gone)
        assert len(journal.sessions()) == 2


def test_a_forgotten_session_is_what_the_plan_asked_for(tmp_path):
    one, journal = coach(tmp_path, PLANK)
    with journal:
        made = one.add_session(date(2026, 3, 19), "three_day", 3)
        added = made.after
        plan_then = one._plan("three_day", one.history().until(date(2026, 3, 18)), None, date(2026, 3, 19))
        assert [r.exercise for r in added.results] == [item.exercise for item in plan_then.items]
        assert (added.added, added.outcome, added.pre) == (NOW, SessionOutcome.FINISHED, 3)
        assert {r.pain for r in added.results} == {None} and {r.done for r in added.results} == {1.0}
        assert added in journal.sessions()
        one.take_back(made)
        assert journal.sessions() == (PLANK,)


@pytest.mark.parametrize("on", [date(2026, 3, 21), date(2027, 1, 1)])
def test_nothing_is_set_down_for_a_day_ahead(tmp_path, on):
    one, journal = coach(tmp_path)
    with journal:
        for add in (lambda: one.add_score(on, Said(3)), lambda: one.add_session(on, "three_day", 2)):
            with pytest.raises(ValueError, match="ahead"):
                add()
        with pytest.raises(ValueError, match="no routine"):
            one.add_session(NOW.date(), "nowhere", 2)
        with pytest.raises(ValueError, match="0 to 10"):
            one.add_score(NOW.date(), Said())
        assert journal.pains() == ()


def test_a_score_of_today_is_not_of_the_future(tmp_path):
    one, journal = coach(tmp_path)
    with journal:
        one.add_score(NOW.date(), Said(3, "leg", flare=True))
        assert journal.pains() == (PainEntry(NOW, 3, "leg", None, True, NOW),)
