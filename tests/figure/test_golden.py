"""Every key pose of every exercise in ASCII, as it was looked at: `python -m tests.figure.figures` writes them anew."""

import pytest

from tests.figure.figures import GOLDEN, golden, motions


@pytest.mark.parametrize("id", motions())
def test_key_poses_look_as_they_were_looked_at(id):
    assert golden(id) == (GOLDEN / f"{id}.txt").read_text()


def test_no_golden_frame_is_left_of_an_exercise_that_is_gone():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(motions())
