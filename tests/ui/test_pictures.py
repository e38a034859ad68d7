"""Screens look as they were looked at, at three sizes, dark, light and without colour (pictures.py draws them anew)."""

import pytest
from pictures import GOLDEN, RUNS, SIZES, WALKS, drawn


@pytest.mark.parametrize("looks", RUNS, ids="-".join)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("walk", WALKS)
def test_every_screen_looks_as_it_was_looked_at(walk, size, looks):
    found = drawn(walk, size, looks)
    kept = {path.stem: path.read_text() for look in looks for path in GOLDEN.glob(f"{walk}-*-{size[0]}x{size[1]}-{look}.txt")}
    assert found.keys() == kept.keys()
    for name, picture in found.items():
        assert picture == kept[name], name
