"""A good routine and a good family of exercises, to be spoilt line by line, and what `check` says of files."""

import os
from pathlib import Path

from corecare_tui.adapters.library import check
from corecare_tui.adapters.places import shipped

SHIPPED = shipped("routines")

ROUTINE = """id = "mine"
name = "Mine"
about = "Short."
source = "me"
[[days]]
id = "day1"
name = "Day"
[[days.blocks]]
name = "main"
items = [
  { exercise = "plank", dose = { sets = 2, hold_s = 20, rest_s = 20 } },
  { rung_of = ["knee_plank", "heel_slide"] },
]
"""
FAMILY = """family = "yoga"
kind = "mobility"
[[exercise]]
id = "cobra_long"
name = "Long cobra"
position = "prone"
goal = ["mobility"]
difficulty = "easy"
difficulty_from = "assigned"
dose = { sets = 1, reps = 5, hold_s = 3 }
dose_from = "added"
ladder = { start = { sets = 1, reps = 3, hold_s = 3 }, top = { sets = 2, reps = 8, hold_s = 5 }, timed_s = [30, 60] }
source = "me"
tempo = [{ word = "UP", s = 2 }, { word = "HOLD" }]
gates = ["no_pain_ge_4"]
swaps = ["cat_cow_small"]
[[exercise.cues]]
big = "PRESS"
say = "Press up."
muscle = "back"
during = "up"
"""


def problems(folder: Path, *contents: str | bytes, shipped: Path = SHIPPED) -> list[str]:
    """What `check` says of these files, called `0.toml`, `1.toml`, … , without the folder."""
    files = [folder / f"{number}.toml" for number in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [str(problem).replace(f"{folder}{os.sep}", "") for problem in check(files, shipped)]
