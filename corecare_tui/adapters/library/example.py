"""The routine that a person begins with: docs/authoring.md shows this very text."""

EXAMPLE = """#:schema ./routine.schema.json
# Change it here or in CoreCare: your comments stay. `corecare check FILE` says what is wrong and what may be better.
id = "my_morning"
name = "My morning"
about = "What I do before breakfast."
source = "my own"            # or who gave it to you: "my physiotherapist, 3 November"

[[days]]                     # several days are a rotation
id = "day1"
name = "My morning"

[[days.blocks]]              # warm_up, main, close: only names
name = "warm_up"
items = [
  { exercise = "cat_cow", dose = { sets = 1, reps = 8, rest_s = 20 } },
]

[[days.blocks]]
name = "main"
items = [
  { exercise = "glute_bridge" },                                              # its own dose
  { exercise = "knee_plank", dose = { sets = 2, hold_s = 20, rest_s = 30 } }, # yours; inside the exercise's range
  { rung_of = ["bird_dog", "prone_arm_lift"] }, # the ladder trained longest ago, at the rung you have reached
]
"""


def example(id: str, name: str) -> str:
    """That text under an id and a name."""
    import tomllib
    from dataclasses import replace

    from corecare_tui.adapters.library.checking import build
    from corecare_tui.adapters.library.revising import revised
    from corecare_tui.domain.drafting import renamed
    from corecare_tui.domain.routine import Routine

    one = build(tomllib.loads(EXAMPLE), Routine)
    assert isinstance(one, Routine)
    return revised(EXAMPLE, replace(renamed(one, name), id=id))
