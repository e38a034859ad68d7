"""The examples of every help page, run as they stand: in an empty home, and in one with a record."""

import shlex
from pathlib import Path

import pytest

from corecare_tui.adapters.places import shipped
from corecare_tui.cli.commands import COMMANDS, FIRST_STEPS
from tests.cli.cli_kit import RICH, Said, put
from tests.end_to_end.terminal import Terminal

EXAMPLES = [line for row in (FIRST_STEPS, *(command.examples for command in COMMANDS)) for line, _ in row]
SCREEN = ("corecare", "corecare play three_day")
"""They open the app, so they need a terminal."""
ASKS = ("corecare routines add sent.toml",)
"""It asks a person; without one it says that --yes would answer."""
GENTLE = (shipped("routines") / "gentle.toml").read_text()
ENDS = {"plan": {0, 3}, "play": {0, 3}, "doctor": {0, 1}}
"""The exit codes of contract.md, where there is more than 0."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the person stands: with the files that the examples take for granted."""
    here = tmp_path / "here"
    here.mkdir()
    (here / "diary.csv").write_text("date,exercise,pain,morning\n2026-11-21,plank,2,0\n2026-11-23,plank,5,1\n")
    for name in ("my_routine", "sent"):
        (here / f"{name}.toml").write_text(GENTLE.replace('id = "gentle"', f'id = "{name}"'))
    monkeypatch.chdir(here)
    return here


def test_every_command_has_examples_of_its_own():
    for command in COMMANDS:
        assert 1 <= len(command.examples) <= 2 or command.name == "routines", command.name
        assert all(shlex.split(line)[:2] == ["corecare", command.name] for line, _ in command.examples)
        assert all(says and not says.endswith(".") for _, says in command.examples)
    assert 3 <= len(FIRST_STEPS) <= 6


@pytest.mark.parametrize("record", [None, RICH], ids=["empty", "with a record"])
def test_every_example_works_one_after_another(corecare, folder, record, monkeypatch):
    monkeypatch.setattr("sys.stdin", open("/dev/null"))  # noqa: PTH123, SIM115
    if record is not None:
        assert corecare("import", put(folder / "rich.json", record)).code == 0
    wrong: dict[str, Said] = {}
    for line in EXAMPLES:
        _, *argv = shlex.split(line)
        said = corecare(*argv)
        if line in SCREEN:
            assert (said.code, "--plain" in said.line) == (2, True)
        elif line in ASKS:
            assert (said.code, "--yes" in said.err, corecare(*argv, "--yes").code) == (2, True, 0)
        elif said.code not in ENDS.get(argv[0], {0}) or "Traceback" in said.err:
            wrong[line] = said
    assert wrong == {}


@pytest.mark.parametrize("line", SCREEN)
@pytest.mark.parametrize("record", [None, RICH], ids=["empty", "with a record"])
def test_those_that_open_the_screen_open_it(corecare, home, folder, line, record):
    if record is not None:
        assert corecare("import", put(folder / "rich.json", {**record, "sessions": record["sessions"][:2]})).code == 0
    _, *argv = shlex.split(line)
    with Terminal(home, *argv) as terminal:
        terminal.until("Enter", "Esc")
        terminal.press("\x11")
        assert terminal.until_end() == 0


def test_help_shows_the_examples_and_the_first_steps(corecare):
    flat = " ".join(corecare("--help").out.split())
    assert all(f"{line} {says}" in flat for line, says in FIRST_STEPS)
    for command in COMMANDS:
        flat = " ".join(corecare(command.name, "--help").out.split())
        assert all(f"{line} {says}" in flat for line, says in command.examples)
    assert 'eval "$(corecare completion bash)"' in corecare("completion", "--help").out


@pytest.mark.parametrize("columns", [20, 60, 80, 200])
def test_help_keeps_within_the_terminal(corecare, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = corecare("--help").out.splitlines()
    assert max(map(len, lines)) <= max(columns, 62)
    assert columns != 80 or max(map(len, lines)) <= 80
