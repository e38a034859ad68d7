"""The coach's own routines: drafted, kept, taken back, sent; the plan follows at once."""

from datetime import UTC, datetime

import pytest

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.library import load
from corecare_tui.adapters.library.own import Own
from corecare_tui.adapters.places import shipped
from corecare_tui.coach import Coach, RoutineError
from corecare_tui.domain.drafting import added, renamed
from tests.adapters.library_kit import ROUTINE

LIBRARY, ROUTINES, _ = load(shipped("routines"), None)
NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


@pytest.fixture
def coach(tmp_path):
    with Journal(tmp_path / "journal") as journal:
        one = Coach(LIBRARY, ROUTINES, journal, lambda: NOW, files=Own(tmp_path / "own", shipped("routines")))
        one.screen(())
        yield one


def test_a_coach_without_a_folder_has_none_of_ones_own(tmp_path):
    with Journal(tmp_path / "journal") as journal:
        one = Coach(LIBRARY, ROUTINES, journal, lambda: NOW)
        assert one.own_routines() == () and one.reload_routines() == ()
        with pytest.raises(RoutineError, match="no folder"):
            one.save_routine(one.new_routine("Mine"))


def test_a_draft_is_not_on_disk(coach, tmp_path):
    draft = coach.new_routine("Core restart")
    assert draft.id == "core_restart_2" and draft.id not in coach.routines
    copy = coach.copied_routine("core_restart", "Mine")
    assert (copy.id, copy.composed) == ("mine", False)
    assert copy.days[0].blocks == ROUTINES["core_restart"].days[0].blocks
    assert coach.remarks(added(draft, 0, -1, "plank"))[0].id == "one_half"
    assert coach.lengths(copy) == (16,)
    assert not (tmp_path / "own").exists()


def test_saved_it_can_be_planned_and_undone_it_cannot(coach):
    one = coach.copied_routine("warm_up", "Mine")
    kept = coach.save_routine(one)
    assert coach.own_routines() == (one,) and coach.own_file("mine") == kept.path
    assert [item.exercise for item in coach.plan("mine").items] == [item.exercise for item in coach.plan("warm_up").items]
    again = coach.save_routine(renamed(one, "Ours"))
    assert coach.routines["mine"].name == "Ours"
    coach.undo_changes(again)
    assert coach.routines["mine"].name == "Mine"
    gone = coach.delete_routine("mine")
    assert "mine" not in coach.routines
    coach.undo_changes(gone)
    assert coach.routines["mine"] == one
    coach.undo_changes(kept)
    assert "mine" not in coach.routines


def test_an_editors_work_counts_after_a_reload(coach):
    path = coach.start_routine("Mine").path
    assert coach.routines["mine"].name == "Mine"
    path.write_text(path.read_text().replace('"glute_bridge"', '"glute_brigde"'))
    (problem,) = coach.reload_routines()
    assert problem.line == 21 and "did you mean “glute_bridge”?" in problem.what
    assert "mine" not in coach.routines


def test_what_was_sent_is_shown_before_it_is_taken_in(coach, tmp_path):
    path = tmp_path / "sent.toml"
    path.write_text(ROUTINE.replace('plank", dose = { sets = 2, hold_s = 20, rest_s = 20 }', 'kettlebell_lift"'))
    sent = coach.sent([path])
    (offer,) = sent.offers
    assert (offer.routine.id, offer.blocked, sent.problems) == ("mine", None, ())
    assert [out.exercise for out in offer.closed] == ["kettlebell_lift"]
    assert [one.id for one in offer.remarks] == ["no_warm_up"]
    assert "mine" not in coach.routines
    changes = coach.take_in([path])
    assert "mine" in coach.routines and coach.share_routine("mine").data == path.read_bytes()
    assert coach.sent([path]).problems and coach.sent([path], "theirs").offers[0].routine.id == "theirs"
    coach.undo_changes(*changes)
    assert "mine" not in coach.routines


def test_a_locked_person_is_told_so(coach, tmp_path):
    path = tmp_path / "sent.toml"
    path.write_text(ROUTINE)
    coach.report_signs((coach.signs[0].id,))
    assert coach.sent([path]).offers[0].blocked is not None
