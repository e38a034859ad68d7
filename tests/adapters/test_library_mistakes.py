"""Every mistake in a file is told with its line, its key, and words that help to mend it."""

from pathlib import Path

import pytest

from tests.adapters.library_kit import FAMILY, ROUTINE, problems


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("sets = 2", "sets = 'ten'", "11: days[0].blocks[0].items[0].dose.sets: must be a whole number, not 'ten'"),
        ("sets = 2", "sets = true", "11: days[0].blocks[0].items[0].dose.sets: must be a whole number, not true"),
        ("sets = 2", "sets = 2.0", "11: days[0].blocks[0].items[0].dose.sets: must be a whole number, not 2.0"),
        ("sets = 2", "sets = 00:00:30", "11: days[0].blocks[0].items[0].dose.sets: must be a whole number, not a time of day"),
        ("sets = 2", "sets = [2]", "11: days[0].blocks[0].items[0].dose.sets: must be a whole number, not a list"),
        ("sets = 2", "stes = 2", "11: days[0].blocks[0].items[0].dose.stes: is not a known key; did you mean “sets”?"),
        ("sets = 2", "sets = 51", "11: days[0].blocks[0].items[0].dose.sets: must be a whole number from 1 to 50, not 51"),
        ("sets = 2", "sets = 4", "11: days[0].blocks[0].items[0].dose.sets: must be from 1 to 3 for plank, not 4"),
        ("hold_s = 20", "hold_s = 60", "11: days[0].blocks[0].items[0].dose.hold_s: must be from 10 to 30 for plank, not 60"),
        ("hold_s = 20", "reps = 20", "11: days[0].blocks[0].items[0].dose: of plank needs hold_s without reps, it is held"),
        ("hold_s = 20, ", "", "11: days[0].blocks[0].items[0].dose: a dose needs reps or hold_s"),
        ('"plank"', '"plnak"', "11: days[0].blocks[0].items[0].exercise: 'plnak' is not an exercise; did you mean “plank”?"),
        (
            '"knee_plank"',
            '"kneeplank"',
            "12: days[0].blocks[0].items[1].rung_of[0]: 'kneeplank' is not an exercise; did you mean ",
        ),
        ('{ rung_of = ["knee_plank", "heel_slide"] }', "{}", "12: days[0].blocks[0].items[1]: give either exercise or rung_of"),
        ('{ rung_of = ["knee_plank", "heel_slide"] }', "7", "12: days[0].blocks[0].items[1]: must be a table, not 7"),
        ('["knee_plank", "heel_slide"]', '"plank"', "12: days[0].blocks[0].items[1].rung_of: must be a list in [ ], not 'plank'"),
        ('name = "Day"\n', "", "5: days[0].name: is missing"),
        ('source = "me"\n', "", "1: source: is missing"),
        ('name = "Mine"', 'name = ""', "2: name: is empty"),
        ("[[days]]", "[days]", "5: days: must be a list of tables, each under its own [[ ]], not a table"),
        ('"mine"', '"My Plan"', "1: id: must be small letters, digits and _, a letter first, at most 40, not 'My Plan'"),
        ('"Short."', '"Short\\u001b[2J"', "3: about: has control, invisible or stacked characters: 'Short[2J'"),
        ('"Short."', "yes", "3: is not TOML: Invalid value"),
        ('"Short."', '"""Short', "13: is not TOML: Unterminated string"),
        ('about = "Short."', 'name = "Short."', "3: is not TOML: Cannot overwrite a value"),
    ],
)
def test_a_mistake_in_a_routine(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in ROUTINE
    (problem,) = problems(tmp_path, ROUTINE.replace(old, new))
    assert problem.startswith(f"0.toml:{told}")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"mobility"\n[[', '"mobile"\n[[', "2: kind: must be one of strength, mobility, not 'mobile'; did you mean “mobility”?"),
        ('"yoga"', "3", "1: family: must be text in quotes, not 3"),
        ('family = "yoga"\n', "", "1: family: is missing"),
        (
            '"Long cobra"',
            '"Long cobra"\nfamily = "other"',
            "6: exercise[0].family: stands once for the family, at the top of the file",
        ),
        (
            '"easy"',
            '"esay"',
            "8: exercise[0].difficulty: must be one of easy, easy-medium, medium, medium-hard, hard, not 'esay'; did",
        ),
        (
            'source = "me"',
            'source = "me"\nsides = "echa"',
            "14: exercise[0].sides: must be one of none, each, alternating, not 'echa'; did",
        ),
        (
            '"no_pain_ge_4"',
            '"no_pain_ge4"',
            "15: exercise[0].gates[0]: 'no_pain_ge4' is not a gate; did you mean “no_pain_ge_4”?",
        ),
        ('"cat_cow_small"', '"cat_caw"', "16: exercise[0].swaps[0]: 'cat_caw' is not an exercise; did you mean “cat_cow”?"),
        ('"cat_cow_small"', '"cobra_long"', "16: exercise[0].swaps[0]: names the exercise itself"),
        (
            'source = "me"',
            'source = "me"\neasier = "cobar"',
            "14: exercise[0].easier: 'cobar' is not an exercise; did you mean “cobra”?",
        ),
        ("s = 2 }", "s = 61 }", "14: exercise[0].tempo[0].s: must be from 1 to 60 seconds, not 61"),
        ('{ word = "HOLD" }', '{ word = "HOLD" },' * 8, "14: exercise[0].tempo: may have at most 8 phases, not 9"),
        ('"PRESS"', '"MMMMMMMMMMMMMM"', "18: exercise[0].cues[0].big: takes 83 columns in big letters; there are 78: shorten it"),
        ('"PRESS"', '"PRESS UP AND HOLD"', "18: exercise[0].cues[0].big: must have 1 to 15 letters, not 17"),
        ('"PRESS"', '"PRE\\u202eSS"', "18: exercise[0].cues[0].big: has control, invisible or stacked characters: 'PRESS'"),
        (
            'during = "up"',
            'during = "ip"',
            "21: exercise[0].cues[0].during: must be one of ready, work, up, hold, not 'ip'",
        ),
        ('muscle = "back"\n', "", "17: exercise[0].cues[0].muscle: is missing"),
        ("reps = 5, hold_s = 3", "reps = 2, hold_s = 3", "10: exercise[0].dose.reps: must be from 3 to 8 for cobra_long, not 2"),
        (
            "reps = 5, hold_s = 3",
            "reps = 5, hold_s = 9",
            "10: exercise[0].dose.hold_s: must be from 3 to 5 for cobra_long, not 9",
        ),
        ("reps = 5, hold_s = 3", "hold_s = 90", "10: exercise[0].dose.hold_s: must be from 30 to 60 for cobra_long, not 90"),
        ("timed_s = [30, 60]", "timed_s = [30]", "12: exercise[0].ladder.timed_s: must have 2 values, not 1"),
        (
            "timed_s = [30, 60]",
            "timed_s = [60, 30]",
            "12: exercise[0].ladder.timed_s: must be two numbers of seconds, the smaller",
        ),
        (
            "top = { sets = 2, reps = 8",
            "top = { sets = 1, reps = 2",
            "12: exercise[0].ladder.start: is more work than ladder.top",
        ),
        (
            "start = { sets = 1, reps = 3",
            "start = { sets = 3, reps = 3",
            "12: exercise[0].ladder.top: 2 × 8, hold 5 s is less than ",
        ),
        (
            "top = { sets = 2, reps = 8, hold_s = 5 }",
            "top = { hold_s = 50 }",
            "12: exercise[0].ladder.top: must count what ladder.start",
        ),
        (
            "top = { sets = 2, reps = 8",
            "top = { sets = 50, reps = 200",
            "12: exercise[0].ladder.top: takes 19 h 55 min; a session may",
        ),
    ],
)
def test_a_mistake_in_an_exercise(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in FAMILY
    (problem,) = problems(tmp_path, FAMILY.replace(old, new))
    assert problem.startswith(f"0.toml:{told}")


def test_every_mistake_of_a_file_is_told_in_the_order_of_its_lines(tmp_path: Path) -> None:
    text = ROUTINE.replace("id =", "ident =", 1).replace("sets = 2, hold_s = 20", 'sets = 0, hold_s = "x"')
    text = text.replace('name = "main"', "name = 5").replace("rung_of", "rungs_of")
    assert [problem.split(": ")[:2] for problem in problems(tmp_path, text)] == [
        ["0.toml:1", "ident"],
        ["0.toml:1", "id"],
        ["0.toml:9", "days[0].blocks[0].name"],
        ["0.toml:11", "days[0].blocks[0].items[0].dose.hold_s"],
        ["0.toml:12", "days[0].blocks[0].items[1].rungs_of"],
    ]


def test_five_mistakes_are_five_problems(tmp_path: Path) -> None:
    text = FAMILY.replace("sets = 1, reps = 5, hold_s = 3", "sets = 0, reps = 0, rest_s = 601")
    text = text.replace('"PRESS"', '""').replace('name = "Long cobra"', "name = 1979-05-27")
    assert problems(tmp_path, text) == [
        "0.toml:5: exercise[0].name: must be text in quotes, not a date",
        "0.toml:10: exercise[0].dose.sets: must be a whole number from 1 to 50, not 0",
        "0.toml:10: exercise[0].dose.rest_s: must be a whole number from 0 to 600, not 601",
        "0.toml:10: exercise[0].dose.reps: must be a whole number from 1 to 200, not 0",
        "0.toml:18: exercise[0].cues[0].big: must have 1 to 15 letters, not 0: ''",
    ]


def test_two_files_with_one_id(tmp_path: Path) -> None:
    assert problems(tmp_path, ROUTINE, "\n" + ROUTINE) == ["1.toml:2: id: 'mine' is taken by 0.toml; choose another"]


def test_one_file_with_an_id_twice(tmp_path: Path) -> None:
    second = FAMILY[FAMILY.index("[[exercise]]") :]
    (problem,) = problems(tmp_path, FAMILY + second)
    assert problem.startswith("0.toml:23: exercise[1].id: 'cobra_long' is taken by ")


def test_days_have_ids_of_their_own(tmp_path: Path) -> None:
    second = ROUTINE[ROUTINE.index("[[days]]") :]
    assert problems(tmp_path, ROUTINE + second) == [
        "0.toml:15: days[1].id: 'day1' is the id of an earlier day; give each its own"
    ]


def test_a_ladder_does_not_lead_back(tmp_path: Path) -> None:
    one = FAMILY.replace('source = "me"', 'source = "me"\neasier = "other"\nrung = 1')
    other = one[one.index("[[exercise]]") :].replace("cobra_long", "other").replace('easier = "other"', 'easier = "cobra_long"')
    assert [problem.split(": ", 1)[1] for problem in problems(tmp_path, one + other)] == [
        "exercise[0].easier: 'other' is rung 1 of this family, and this one is rung 1",
        "exercise[0].easier: leads in a circle, from 'other' back to 'cobra_long'",
        "exercise[1].easier: 'cobra_long' is rung 1 of this family, and this one is rung 1",
        "exercise[1].easier: leads in a circle, from 'cobra_long' back to 'other'",
    ]


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ("[]", "must hold 1 to 100 items in all, not 0"),
        ("[" + '{ exercise = "plank" },' * 101 + "]", "must hold 1 to 100 items in all, not 101"),
        (
            "[" + '{ rung_of = ["plank"], dose = { sets = 50, hold_s = 3600 } },' * 3 + "]",
            "takes 151 h 27 min; a session may take 4 h",
        ),
    ],
)
def test_a_session_has_an_end(tmp_path: Path, items: str, told: str) -> None:
    (problem,) = problems(tmp_path, ROUTINE[: ROUTINE.index("items")] + f"items = {items}\n")
    assert problem.endswith(told)
    assert problem.startswith("0.toml:5: days[0]") or problem.startswith("0.toml:8: days[0].blocks")


def test_a_routine_needs_a_day(tmp_path: Path) -> None:
    assert problems(tmp_path, ROUTINE[: ROUTINE.index("[[days]]")] + "days = []") == ["0.toml:5: days: needs at least one day"]
    assert problems(tmp_path, 'family = "f"\nkind = "strength"\nexercise = []') == [
        "0.toml:3: exercise: needs at least one exercise"
    ]
