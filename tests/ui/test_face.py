"""What every screen is handed follows what a person changed meanwhile."""

from kit import face

EXERCISE = """
family = "own"
kind = "strength"
[[exercise]]
id = "own_reach"
name = "Own reach"
position = "standing"
goal = ["strengthen"]
difficulty = "easy"
difficulty_from = "assigned"
dose = { sets = 2, hold_s = 15, rest_s = 30 }
dose_from = "added"
ladder = { start = { sets = 1, hold_s = 10 }, top = { sets = 3, hold_s = 40 } }
source = "me"
"""


def test_an_exercise_that_was_taken_in_has_its_place_among_the_figures(tmp_path):
    found, journal = face(tmp_path / "home", own=tmp_path / "own")
    with journal:
        before = found.motions
        assert found.motions is before, "made once"
        (tmp_path / "own" / "exercises").mkdir(parents=True)
        (tmp_path / "own" / "exercises" / "own.toml").write_text(EXERCISE)
        assert found.coach.reload_routines() == ()
        assert found.motions["own_reach"] is None, "it is not drawn, and known"
        assert found.motions["plank"] is not None
