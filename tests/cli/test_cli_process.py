"""What only a process of its own shows: what is loaded, pipes that close, locales, the modes of files."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.cli_kit import RICH, put

ROOT = Path(__file__).parents[2]
LOADED = """
import sys
sys.argv[0] = "corecare"
from corecare_tui.cli import main
code = main(sys.argv[1:]) if sys.argv[1:] else 0
print(*sorted(sys.modules), sep=chr(10), file=sys.stderr)
raise SystemExit(code)
"""
HEADLESS = [
    [], ["--version"], ["--help"], ["plan"], ["plan", "three_day", "--json", "--pain", "3"], ["plan", "--pain", "7"], ["rules"],
    ["rules", "--json"], ["routines"], ["exercises"], ["exercises", "plank"], ["check", "--all"], ["schema"], ["history"],
    ["pain", "3"], ["export"], ["import", "RICH"], ["import", "RICH", "--dry-run"], ["where"], ["mistyped"],
    ["plan", "--help"], ["completion", "zsh"],
]  # fmt: skip


def environ(home: Path, **more: str) -> dict[str, str]:
    # Buffered as on a person's machine: unbuffered, a closed pipe shows at the print and not at the end.
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_", "LANG"))}
    return {**kept, "CORECARE_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **more}


def start(argv: list[str], home: Path, *before: str, env: dict[str, str] | None = None, **options) -> subprocess.CompletedProcess:
    command = [*before, sys.executable, "-m", "corecare_tui", *argv]
    return subprocess.run(command, capture_output=True, timeout=60, env=env or environ(home), check=False, **options)


@pytest.mark.parametrize("argv", HEADLESS, ids=" ".join)
def test_what_needs_no_screen_loads_neither_textual_nor_playsound3(tmp_path, argv):
    argv = [str(put(tmp_path / "rich.json", RICH)) if one == "RICH" else one for one in argv]
    found = subprocess.run(
        [sys.executable, "-c", LOADED, *argv],
        capture_output=True,
        text=True,
        timeout=60,
        env=environ(tmp_path / "h"),
        check=False,
    )
    assert found.returncode in (0, 2, 3), found.stderr
    modules = set(found.stderr.splitlines())
    assert "corecare_tui.cli" in modules
    assert not modules & {"textual", "playsound3", "rich"}
    if argv in ([], ["--version"]):
        assert not modules & {"tinydb", "msgspec", "argparse", "corecare_tui.domain.plan"}


@pytest.mark.parametrize(
    "argv", [["--version"], ["--help"], ["where"], ["plan"], ["rules"], ["export"], ["schema"], ["exercises"]]
)
def test_a_pipe_that_closes_leaves_no_traceback(tmp_path, argv):
    read, write = os.pipe()
    os.close(read)
    try:
        found = subprocess.run(
            [sys.executable, "-m", "corecare_tui", *argv],
            stdout=write, stderr=subprocess.PIPE, timeout=60, env=environ(tmp_path), check=False,
        )  # fmt: skip
    finally:
        os.close(write)
    assert (found.returncode, found.stderr) == (141, b"")


@pytest.mark.parametrize("argv", ["rules", "exercises --json", "--help"])
def test_head_takes_what_it_wants(tmp_path, argv):
    command = f"{sys.executable} -m corecare_tui {argv} | head -1"
    found = subprocess.run(command, shell=True, capture_output=True, timeout=60, env=environ(tmp_path), check=False)
    assert (found.stdout.count(b"\n"), found.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("argv", [["--version"], ["where"], ["rules"], ["export"]])
def test_a_full_disk_is_one_line_and_exit_1(tmp_path, argv):
    with Path("/dev/full").open("wb") as full:
        found = subprocess.run(
            [sys.executable, "-m", "corecare_tui", *argv],
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, env=environ(tmp_path), check=False,
        )  # fmt: skip
    assert (found.returncode, found.stderr) == (1, "corecare: the system: No space left on device\n")


def test_stdout_that_was_closed_from_the_start(tmp_path):
    for argv, code in (("plan", 0), ("where", 0), ("--help", 0), ("export", 2)):
        command = f"{sys.executable} -m corecare_tui {argv} >&-"
        found = subprocess.run(command, shell=True, stderr=subprocess.PIPE, timeout=60, env=environ(tmp_path), check=False)
        assert (found.returncode, b"Traceback" in found.stderr) == (code, False)


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_every_locale_shows_the_same(tmp_path, locale):
    for argv in (["plan", "three_day"], ["exercises", "plnk"]):
        found, usual = start(argv, tmp_path, env=environ(tmp_path, **locale)), start(argv, tmp_path)
        assert (found.returncode, found.stdout, found.stderr) == (usual.returncode, usual.stdout, usual.stderr)
        assert b"\\u" not in found.stdout


def test_names_that_are_no_utf8(tmp_path):
    name = os.fsdecode(bytes(tmp_path / "r") + b"\xff.json")
    Path(name).write_bytes(json.dumps(RICH).encode())
    found = start(["import", name, "--dry-run"], tmp_path / "home")
    assert (found.returncode, found.stderr) == (0, b"")
    assert start(["import", name + "x"], tmp_path / "home").returncode == 2


def test_whatever_the_umask_it_is_for_its_owner_alone(tmp_path):
    home, rich, out = tmp_path / "deep" / "home", put(tmp_path / "rich.json", RICH), tmp_path / "out.json"
    for argv in (["import", str(rich)], ["pain", "3"], ["export", str(out)]):
        assert start(argv, home, umask=0).returncode == 0
    found = {path: stat.S_IMODE(path.stat().st_mode) for path in (home.parent, home, *home.rglob("*"), out)}
    assert len(found) >= 6
    assert {oct(mode) for path, mode in found.items() if path.is_dir()} == {"0o700"}
    assert {oct(mode) for path, mode in found.items() if path.is_file()} == {"0o600"}


def test_the_platforms_folders_without_a_home_of_our_own(tmp_path):
    env = {key: value for key, value in environ(tmp_path).items() if key != "CORECARE_HOME"}
    env |= {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "d"), "XDG_CONFIG_HOME": str(tmp_path / "c")}
    said = start(["where"], tmp_path, env=env).stdout.decode()
    assert str(tmp_path / "d" / "corecare" / "journal") in said
    assert str(tmp_path / "c" / "corecare" / "settings.toml") in said


def test_no_screen_on_a_pipe(tmp_path):
    for argv in ([], ["play"]):
        found = start(argv, tmp_path, stdin=subprocess.DEVNULL)
        assert (found.returncode, found.stdout, found.stderr.count(b"\n")) == (2, b"", 1)


def test_play_in_lines_from_a_pipe_that_ends(tmp_path):
    found = start(["play", "warm_up", "--plain"], tmp_path, input=b"\n2\n\n")
    assert (found.returncode, b"Traceback" in found.stderr) == (0, False)
    assert "The input ended. What was done is kept." in found.stdout.decode()
    (kept,) = json.loads(start(["export"], tmp_path).stdout)["sessions"]
    assert (kept["outcome"], kept["check_in"]["pain"], kept["routine"]) == ("stopped", 2, "warm_up")


def test_play_in_lines_refuses_with_3(tmp_path):
    found = start(["play", "warm_up", "--plain"], tmp_path, input=b"\n8\n\n")
    assert found.returncode == 3
    assert "E4: 8 out of 10" in found.stdout.decode()
    assert [p["pain"] for p in json.loads(start(["export"], tmp_path).stdout)["pains"]] == [8]
