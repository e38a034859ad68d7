"""No file can hurt the program, whatever it holds: it is refused by name and line, quickly."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.adapters.library import check, load
from corecare_tui.adapters.library.reading import LARGEST
from corecare_tui.domain.text import clean
from tests.adapters.library_kit import FAMILY, ROUTINE, SHIPPED, problems


def deep(depth: int, left: str = "[", right: str = "]") -> str:
    return "\nx = " + left * depth + right * depth


def dose(number: str) -> str:
    return ROUTINE.replace("sets = 2", f"sets = {number}")


HOSTILE: dict[str, tuple[str | bytes, int | None]] = {
    **{f"sets = {n}": (dose(n), 11) for n in ("nan", "inf", "-inf", "1e308", "-1", "0", "1_000_000_000", "true", "'2'", "2.0")},
    **{f"sets is {n}": (dose(n), 11) for n in ("07:32:00", "1979-05-27", "1979-05-27 07:32:00", "[]", "{}", "0x" + "f" * 90)},
    "4301 digits": (dose("1" * 4301), 11),
    "a hex number of 50 kB": (dose("0x" + "f" * 50_000), 11),
    "a negative number of 5,000 digits": (dose("-" + "9" * 5000), 11),
    "a dotted key of 200 kB": (".".join("a" * 100_000) + " = 1", None),
    "a dotted key of 40 kB": ("\n" + ".".join("a" * 20_000) + " = 1", 2),
    "a dotted header": ("\n[" + ".".join("a" * 20_000) + "]", 2),
    "a dotted key with quotes and spaces": ("\n" + " . ".join(['"a"'] * 5000) + " = 1", 2),
    "a dotted key in a table": ("\nx = { " + ".".join("a" * 5000) + " = 1 }", 2),
    "lists 1,000 deep": (deep(1000), 2),
    "tables 1,000 deep": (deep(1000, "{a=", "}"), 2),
    "lists 1,000 deep over lines": (deep(1000, "[\n"), 18),
    "brackets that never close": ("\nx = " + "[" * 5000, 2),
    "10 MB": ("#" * 10_000_000, None),
    "just too large": (ROUTINE + "#" * (LARGEST - len(ROUTINE) + 1), None),
    "Latin-1": (ROUTINE.replace("Short", "Rücken").encode("latin-1"), 3),
    "UTF-16": (ROUTINE.encode("utf-16"), 1),
    "half a letter": (ROUTINE.encode() + b"# \xc3", 14),
    "a surrogate in UTF-8": (b'\nname = "\xed\xa0\x80"', 2),
    "a surrogate escape": ('\nname = "\\ud800"', 2),
    "a key twice": (ROUTINE.replace("about", "name"), 3),
    "a table twice": ("[a]\n[a]", 2),
    "a bare CR": (ROUTINE.replace("\n", "\r", 2), 1),
    "NUL": ("\nname = '\0'", 2),
    "a raw ESC": ("\nname = '\x1b[2J'", 2),
    **{
        f"text with {n}": (ROUTINE.replace("Mine", n), 2)
        for n in ("\\u001b]52;c;x\\u0007", "\\u0000", "\\u009b2J", "\\n", "\\u007f")
    },
    **{f"with {n}": (ROUTINE.replace("Mine", n), 2) for n in ("a\\u202eb", "a\\u200bb", "a\\u2066b", "\\U000e0041", "\\u2028")},
    "stacked marks": (ROUTINE.replace("Mine", "a" + "\u0316" * 40), 2),
    "a hidden key": (ROUTINE + '"\\u001b[2J" = 1', 14),
    **{f"id {n}": (ROUTINE.replace("mine", n), 1) for n in ("../../etc/passwd", "/dev/zero", "", "a b", "-x", "MINE", "a" * 41)},
    "an empty file": ("", 1),
    "only a BOM": (b"\xef\xbb\xbf", 1),
    "only quotes": ('"' * 60_000, 1),
    "only open strings": ('\na = """' + '\\"""' * 15_000, 2),
    "only backslashes": ("\\" * 60_000, 1),
    "a binary": (bytes(range(256)), 2),
    "JSON": ('{"id": "mine"}', 1),
    "7,000 unknown keys": ("".join(f"k{n}=1\n" for n in range(7000)), 1),
    "7,000 empty days": ('id="a"\nname="b"\nsource="c"\n' + "[[days]]\n" * 6900, 4),
    "a very long key": ("a" * 60_000 + " = 1", 1),
    "10^9 seconds in a rep": (FAMILY.replace('"UP", s = 2', '"UP", s = 1000000000'), 12),
    "10^9 seconds by the clock": (FAMILY.replace("60]", "1000000000]"), 12),
}


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped exercises that the samples name, and no others: reading all of them took most of the time here."""
    folder = tmp_path_factory.mktemp("few") / "routines"
    (folder / "exercises").mkdir(parents=True)
    for family in ("plank", "leg_lift", "spine_mobility"):
        shutil.copy(SHIPPED / "exercises" / f"{family}.toml", folder / "exercises")
    return folder


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_by_name_and_line(
    name: str, few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, line = HOSTILE[name]
    found = problems(tmp_path, content, shipped=few)
    where = "0.toml: " if line is None else f"0.toml:{line}: "
    assert found and found[0].startswith(where), found[:2]
    assert 0 < len(found) <= 100
    assert all(len(problem) < 400 and problem == clean(problem, 400) for problem in found)
    assert capsys.readouterr() == ("", "")


def test_all_hostile_files_together_leave_the_library_whole(tmp_path: Path) -> None:
    assert len(HOSTILE) >= 40
    for number, (content, _) in enumerate(HOSTILE.values()):
        (tmp_path / f"{number}.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    library, routines, wrong = load(SHIPPED, tmp_path)
    assert (len(library), len(routines)) == (50, 7)
    assert len({problem.file for problem in wrong}) == len(HOSTILE)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    names = [tmp_path, tmp_path / "none.toml", tmp_path / "pipe", Path("/dev/zero"), tmp_path / "nul\0.toml", tmp_path / "a\nb"]
    assert [problem.what for problem in check(names, SHIPPED)] == [
        "is a folder, not a file",
        "cannot be read: No such file or directory",
        "is not a regular file",
        "is not a regular file",
        "cannot be read: embedded null byte",
        "cannot be read: No such file or directory",
    ]


def test_a_file_is_named_as_the_person_named_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.toml").write_text("=")
    (problem,) = check([Path("x.toml"), Path("x.toml")], SHIPPED)
    assert str(problem) == "x.toml:1: is not TOML: Invalid statement"


@given(st.text(alphabet=st.characters(max_codepoint=0x2100) | st.sampled_from("[]{}=.\"'\\\n"), max_size=200))
def test_any_text_is_a_file_with_problems(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(text.encode("utf-8", "replace"))
    assert check([file], SHIPPED.parent / "none")


@given(st.integers(0, len(FAMILY)), st.text(max_size=3), st.integers(0, 9))
def test_any_slip_of_the_hand_is_survived(tmp_path_factory: pytest.TempPathFactory, at: int, typed: str, deleted: int) -> None:
    file = tmp_path_factory.getbasetemp() / "slip.toml"
    file.write_bytes((FAMILY[:at] + typed + FAMILY[at + deleted :]).encode("utf-8", "replace"))
    for problem in check([file], SHIPPED.parent / "none"):
        assert problem.line is not None and 1 <= problem.line <= FAMILY.count("\n") + 5
