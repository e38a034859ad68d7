"""`corecare pose` and the figure in `corecare exercises`."""

import json
import struct
import zlib
from pathlib import Path

import pytest

from corecare_tui.cli import world

OWN = """
family = "mine"
kind = "strength"

[[exercise]]
id = "my_bridge"
name = "My bridge"
position = "supine"
goal = []
difficulty = "easy"
difficulty_from = "assigned"
dose = {{ sets = 1, reps = 8 }}
dose_from = "added"
cues = [{{ big = "UP", say = "Up.", muscle = "{muscle}" }}]
ladder = {{ start = {{ sets = 1, reps = 4 }}, top = {{ sets = 3, reps = 12 }} }}
tempo = [{{ word = "UP", s = 2 }}, {{ word = "DOWN", s = 2 }}]
source = "me"
mistakes = [{{ fault = "It arches.", mend = "Lower.", wrong = "{wrong}" }}]

[exercise.figure]
start = "down"
loop = [{{ to = "up", s = 2, during = "UP" }}, {{ to = "down", s = 2, during = "{during}" }}]
poses = [
  {{ name = "down", like = "{like}" }},
  {{ name = "up", like = "down", trunk = {trunk} }},
]
"""


SOUND = {"wrong": "up", "during": "DOWN", "like": "glute_bridge.down", "trunk": "203", "muscle": "abs"}


def own(tmp_path: Path, **mistake: str) -> str:
    file = tmp_path / "mine.toml"
    file.write_text(OWN.format(**SOUND | mistake))
    return str(file)


@pytest.fixture(autouse=True)
def utf8(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def test_exercise_is_printed_with_its_figure(corecare):
    out = corecare("exercises", "bird_dog").out
    assert "▔" * 44 in out and "▒" in out and "░" in out


def test_json_holds_the_figure_as_lines(corecare):
    found = json.loads(corecare("exercises", "plank", "--json").out)
    assert found["figure"][-1] == "▔" * 44
    assert all(len(line) <= 44 for line in found["figure"])


def test_in_a_locale_without_blocks_it_is_ascii(corecare, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    out = corecare("exercises", "plank").out
    figure = [line for line in out.splitlines() if "=" * 44 in line or "##" in line]
    assert figure and all(line.isascii() for line in figure)


def test_lint_finds_no_fault_in_what_is_shipped(corecare):
    said = corecare("pose", "--lint")
    assert said.code == 0
    assert said.out.strip().endswith("no warnings")


def test_a_file_of_ones_own_may_build_on_shipped_poses(corecare, tmp_path):
    said = corecare("pose", own(tmp_path), "--lint")
    assert (said.code, said.out.strip()) == (0, "1 figures, 2 poses, no warnings")


def test_what_no_body_can_do_is_told(corecare, tmp_path):
    said = corecare("pose", own(tmp_path, trunk="260"), "--lint")
    assert said.code == 0
    assert "my_bridge.up: " in said.out and "is possible" in said.out


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        ({"wrong": "dwon"}, "mistakes[0].wrong: 'dwon' is no pose of its figure; did you mean “down”?"),
        ({"during": "DWON"}, "loop[1].during: must be a word of the tempo (UP, DOWN), not 'DWON'"),
        ({"like": "glute_bridge.dwon"}, "poses[0].like: 'glute_bridge.dwon' is no pose"),
        ({"like": "up"}, "is no pose, leads back to this one"),
        ({"muscle": "ab"}, "cues[0].muscle: must be one of glutes, abs"),
        ({"trunk": "nan"}, "poses[1].trunk: must be numbers from -720 to 720"),
        ({"trunk": '"high"'}, "poses[1].trunk: must be a number, not 'high'"),
    ],
)
def test_a_mistake_in_a_figure_is_told_with_its_line(corecare, tmp_path, mistake, told):
    file = own(tmp_path, **mistake)
    said = corecare("pose", file, "--lint")
    assert said.code == 2
    assert told in said.out
    assert said.out.startswith(f"{file}:")
    assert corecare("check", file).code == 2


def test_a_sheet_is_a_picture_of_every_pose(corecare, tmp_path):
    sheet = tmp_path / "sheet.png"
    assert corecare("pose", own(tmp_path), "--sheet", str(sheet)).code == 0
    data = sheet.read_bytes()
    assert data.startswith(b"\x89PNG")
    wide, high = struct.unpack(">II", data[16:24])
    start = data.index(b"IDAT") + 4
    rows = zlib.decompress(data[start : data.index(b"IEND") - 8])
    assert len(rows) == high * (wide + 1)
    assert len(set(rows)) > 5, "more than the ground"


def test_a_sheet_of_text_and_one_in_ascii(corecare, tmp_path):
    sheet = tmp_path / "sheet.txt"
    corecare("pose", own(tmp_path), "--sheet", str(sheet), "--mode", "ascii")
    text = sheet.read_text()
    assert text.count("my bridge") == 2
    assert text.replace("──", "").isascii()


def test_another_ending_is_refused(corecare, tmp_path):
    said = corecare("pose", own(tmp_path), "--sheet", str(tmp_path / "sheet.gif"))
    assert said.code == 2
    assert "must end in .png or .txt" in said.err


def test_without_a_terminal_the_live_view_says_what_works(corecare):
    said = corecare("pose")
    assert said.code == 2
    assert "--sheet OUT.png and --lint work without one" in said.err


def test_a_file_that_is_not_there_is_told(corecare, tmp_path):
    said = corecare("pose", str(tmp_path / "none.toml"), "--lint")
    assert said.code == 2
    assert "No such file" in said.out


def test_an_exercise_that_is_not_in_the_file_is_told(corecare, tmp_path):
    said = corecare("pose", own(tmp_path), "--only", "my_brigde", "--lint")
    assert said.code == 2
    assert "did you mean my_bridge?" in said.err


def test_a_chain_of_likes_and_a_crowd_of_poses_are_refused_at_once(corecare, tmp_path):
    file = Path(own(tmp_path))
    chain = ", ".join(f'{{ name = "c{n}", like = "c{n - 1}" }}' for n in range(1, 30))
    file.write_text(file.read_text().replace("poses = [", f'poses = [ {{ name = "c0" }}, {chain},'))
    assert "likes away" in corecare("check", str(file)).out
    crowd = ", ".join(f'{{ name = "c{n}" }}' for n in range(2000))
    file.write_text(Path(own(tmp_path)).read_text().replace("poses = [", f"poses = [ {crowd},"))
    said = corecare("check", str(file))
    assert said.code == 2 and "figure.poses: may be at most 40" in said.out


@pytest.mark.parametrize("view", ["side", "top"])
def test_a_body_far_under_the_floor_is_no_crash(corecare, tmp_path, view):
    file = Path(own(tmp_path))
    file.write_text(
        file.read_text()
        .replace('start = "down"', f'start = "down"\nview = "{view}"')
        .replace('"glute_bridge.down" }', '"glute_bridge.down", at = [0, -300] }')
    )
    sheet = tmp_path / "sheet.txt"
    assert corecare("pose", str(file), "--sheet", str(sheet), "--mode", "text").code == 0
    assert ("█" in sheet.read_text()) == (view == "top")


@pytest.mark.parametrize("sheet", ["", "none/sheet.png", "sheet.jpg"])
def test_a_sheet_that_cannot_be_written_is_refused_before_anything_is_drawn(corecare, tmp_path, sheet):
    said = corecare("pose", own(tmp_path), "--sheet", str(tmp_path / sheet) if sheet else "")
    assert said.code == 2 and said.line.startswith("--sheet: ")


def test_a_routine_holds_no_figure(corecare):
    said = corecare("pose", "routines/warm_up.toml", "--lint")
    assert said.code == 2 and "holds no exercise" in said.line


@pytest.mark.parametrize(
    ("variables", "draws"),
    [
        ({"LANG": "en_GB.UTF-8"}, "smooth"),
        ({"LANG": "C"}, "ascii"),
        ({"LC_ALL": "POSIX", "LANG": "en_GB.UTF-8"}, "ascii"),
        ({"LANG": "de_DE.ISO-8859-1"}, "ascii"),
        ({}, "smooth"),
        ({"LANG": "C.utf8", "TERM": "linux"}, "half"),
    ],
)
def test_what_the_terminal_draws_is_read_from_its_variables(monkeypatch, variables, draws):
    for name in ("LC_ALL", "LC_CTYPE", "LANG", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert world.terminal_draws() == draws
