"""The shipped library is sound, good files load beside bad ones, and what is said of them is safe to print."""

import re
import shutil
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.adapters.library import Problem, check, load, schema
from corecare_tui.adapters.library.meaning import day_s, length_s
from corecare_tui.domain.exercise import Dose, Exercise
from corecare_tui.domain.plan import Plan, Planned
from corecare_tui.domain.routine import Routine
from corecare_tui.domain.text import clean
from corecare_tui.domain.timetable import length_ms, unroll
from tests.adapters.library_kit import FAMILY, ROUTINE, SHIPPED, problems

IDS = re.findall(
    r"\w+",
    """
superman prone_arm_lift chest_lift prone_leg_lift back_extensors_unspecified ball_back_extension ball_lean_back glute_bridge
bridge_abd_add bridge_march donkey_kick bird_dog bird_dog_elbow_knee elevated_plank knee_plank plank mountain_climber
mountain_climber_cross side_plank pelvic_tilt crunch arm_assisted_situp straight_leg_situp single_leg_lift
bent_knee_double_leg_lift lying_leg_raise cat_cow forward_bend cobra low_lunge seated_rotation back_thigh_stretch glute_roll
kettlebell_lift kettlebell_lift_one_hand wall_plank plank_march side_plank_knees side_plank_knees_leg_up side_plank_leg_raise
curl_up heel_tap heel_slide single_leg_bridge quadruped_brace prone_lying prone_on_elbows partial_press_up cat_cow_small
bodyweight_hinge
""",
)
ROUTINES = {"core_restart", "warm_up", "three_day", "lower_back", "postpartum", "gentle", "five_good"}

# The shipped files.


def test_the_shipped_library_has_no_problem() -> None:
    library, routines, wrong = load(SHIPPED, None)
    assert [str(problem) for problem in wrong] == []
    assert set(library) == set(IDS) and len(IDS) == 50
    assert set(routines) == ROUTINES
    assert [exercise.id for exercise in library.values()] == list(library)
    assert [routine.id for routine in routines.values()] == list(routines)
    assert isinstance(library["plank"], Exercise) and isinstance(routines["three_day"], Routine)


def test_checking_the_shipped_files_by_name_finds_them_not_taken_by_themselves() -> None:
    assert check([*SHIPPED.glob("*.toml"), *SHIPPED.glob("exercises/*.toml")], SHIPPED) == ()
    assert check([SHIPPED / "exercises" / ".." / "warm_up.toml"], SHIPPED) == ()


def test_the_length_told_without_steps_is_the_length_of_the_steps() -> None:
    library, routines, _ = load(SHIPPED, None)
    for exercise in library.values():
        for dose in (exercise.dose, exercise.ladder.top, Dose(3, None, 45, 0)):
            plan = Plan("", "", date(2026, 1, 1), (Planned("", exercise.id, dose, dose, exercise.id),))
            assert (length_s(dose, exercise) + 5) * 1000 == length_ms(unroll(plan, library)), exercise.id
    day = routines["warm_up"].days[0]
    named = [(library[item.exercise or ""], item.dose) for _, item in day.items]
    items = tuple(Planned("", e.id, dose or e.dose, dose or e.dose, e.id) for e, dose in named)
    assert day_s(day, library) * 1000 == length_ms(unroll(Plan("", "", date(2026, 1, 1), items), library))


# Good files.


def test_a_good_file_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, ROUTINE, FAMILY) == []


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + ROUTINE.encode(),
        ROUTINE.replace("\n", "\r\n"),
        ROUTINE.rstrip(),
        ROUTINE.replace("Mine", "Rücken 🧘‍♀️ für Zoë"),
        ROUTINE.replace("Mine", "[bold]not markup[/] [@click=app.pwn]"),
        ROUTINE + "# a comment with ten dots .......... and [[[[[[[[[[[[[[[[[[[[[[ brackets\n",
    ],
    ids=["bom", "crlf", "no last newline", "other letters", "markup", "comment"],
)
def test_it_loads_however_an_editor_saved_it(tmp_path: Path, content: str | bytes) -> None:
    assert problems(tmp_path, content) == []


def test_own_files_come_after_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "mine.toml").write_text(
        ROUTINE.replace('"plank", dose = { sets = 2, hold_s = 20', '"cobra_long", dose = { reps = 5')
    )
    (tmp_path / "exercises" / "yoga.toml").write_text(FAMILY)
    library, routines, wrong = load(SHIPPED, tmp_path)
    assert wrong == ()
    assert list(library)[-1] == "cobra_long" and list(routines)[-1] == "mine"
    assert library["cobra_long"].family == "yoga" and library["cobra_long"].kind == "mobility"


def test_a_good_file_loads_beside_bad_ones(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text(ROUTINE.replace("sets = 2", "sets = 0"))
    (tmp_path / "good.toml").write_text(ROUTINE)
    (tmp_path / "not.toml").write_text("=")
    library, routines, wrong = load(SHIPPED, tmp_path)
    assert len(library) == 50 and set(routines) == {*ROUTINES, "mine"}
    assert [(Path(problem.file).name, problem.line) for problem in wrong] == [("bad.toml", 11), ("not.toml", 1)]


def test_a_file_that_needs_a_bad_one_is_left_out_too(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(ROUTINE.replace('"heel_slide"', '"cobra_long"'))
    (tmp_path / "yoga.toml").write_text(FAMILY.replace("no_pain_ge_4", "no_pain"))
    library, routines, wrong = load(SHIPPED, tmp_path)
    assert "cobra_long" not in library and "mine" not in routines
    assert [(Path(problem.file).name, problem.line) for problem in wrong] == [("yoga.toml", 15), ("mine.toml", 12)]


def test_own_files_replace_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(FAMILY.replace("cobra_long", "plank"))
    (tmp_path / "b.toml").write_text(ROUTINE.replace('"mine"', '"three_day"'))
    library, routines, wrong = load(SHIPPED, tmp_path)
    assert library["plank"].name == "Forearm plank" and routines["three_day"].name == "Three-day plan"
    assert [problem.what for problem in wrong] == [
        "'plank' is taken by routines/exercises/plank.toml; choose another",
        "'three_day' is taken by routines/three_day.toml; choose another",
    ]


def test_folders_that_are_not_there_are_empty(tmp_path: Path) -> None:
    assert load(tmp_path / "none", tmp_path / "nor") == ({}, {}, ())


def test_shipped_files_are_named_from_their_folder_on(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "routines")
    (tmp_path / "routines" / "exercises" / "new.toml").write_text("x = 1")
    *_, wrong = load(tmp_path / "routines", None)
    assert {problem.file for problem in wrong} == {"routines/exercises/new.toml"}


# Words.


@given(st.text(max_size=200), st.integers(1, 90))
def test_clean_text_is_drawable_and_stays_so(text: str, limit: int) -> None:
    drawn = clean(text, limit)
    assert len(drawn) <= limit and clean(drawn, limit) == drawn
    assert not [c for c in drawn if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and c != "\u200d"]


def test_clean_keeps_words_and_shortens_visibly() -> None:
    assert clean("Rücken\tfür\nZoë 👩‍🦰") == "Rücken für Zoë 👩‍🦰"
    assert clean("a" * 81) == "a" * 79 + "…"
    assert clean("x\ud800\x1b]0;t\x07\u202ey") == "x]0;ty"


def test_a_problem_reads_file_line_key_what() -> None:
    assert str(Problem("a.toml", 3, "id", "is missing")) == "a.toml:3: id: is missing"
    assert str(Problem("a.toml", None, "", "is a folder")) == "a.toml: is a folder"


def test_the_schema_knows_every_key_and_no_other() -> None:
    found = schema()
    assert found["$schema"] == "http://json-schema.org/draft-07/schema#"
    tables = [found, *found["definitions"].values()]
    assert [table["additionalProperties"] for table in tables] == [False] * 5
    assert set(found["properties"]) == {"id", "name", "days", "source", "about", "composed"}
    assert found["required"] == ["id", "name", "days", "source"]
    parts = found["definitions"]
    assert parts["Dose"]["properties"]["sets"] == {"type": "integer", "default": 1, "minimum": 1, "maximum": 50}
    assert parts["Item"]["properties"]["dose"] == {"$ref": "#/definitions/Dose"}
    assert set(re.findall(r"#/definitions/(\w+)", str(found))) == set(parts)


def test_reading_the_library_needs_no_screen_and_no_sound() -> None:
    code = "import sys; from corecare_tui.adapters import library; print({'textual', 'tinydb', 'playsound3'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=SHIPPED.parent, check=True)
    assert ran.stdout == "set()\n"
