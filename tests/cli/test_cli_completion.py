"""Completion: what is offered after half a line, and that bash, zsh and fish themselves offer it."""

import os
import resource
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.cli.commands import COMMANDS
from corecare_tui.cli.completing import FILES, MOST_BYTES, SOURCES, offers
from corecare_tui.cli.shells import SCRIPTS
from corecare_tui.domain.pain import PLACES
from tests.cli.test_cli_process import LOADED, environ

NAMES = [command.name for command in COMMANDS]
OWN = (shipped("routines") / "gentle.toml").read_text().replace('id = "gentle"', 'id = "my_own"').replace("Gentle", "My: own")


def words(line: str) -> list[str]:
    """What may stand at the end of that line; a line ends in the word being typed."""
    return [word for word, _ in offers([part.strip("'") for part in line.split(" ")])]


# --- what is offered ----------------------------------------------------------------------------


def test_every_command_and_every_option_is_offered():
    assert words("") == NAMES
    assert words("-") == ["--help", "--version"]
    for command in COMMANDS:
        named = [one.names[-1] for one in command.args if not one.placed]
        assert words(f"{command.name} -") == ["--help", *named]


def test_every_choice_is_offered_and_every_source_exists():
    for command in COMMANDS:
        for one in command.args:
            assert one.offers.rstrip(",") in {"", *SOURCES}
            if choices := one.options.get("choices"):
                before = command.name if one.placed else f"{command.name} {one.names[-1]}"
                assert words(f"{before} ") == list(choices)
    assert words("export --format csv --") == ["--help"], "an option told is not offered again"


def test_whatever_asks_for_a_file_or_an_id_says_so():
    """A new row with such an argument shall be completed, too."""
    wanted = {"FILE": "files", "FILE.csv": "files", "FILE.ics": "files", "OUT": "files", "ROUTINE": "routines"}
    wanted |= {"EXERCISE": "exercises", "P": "places"}
    for command in COMMANDS:
        for one in command.args:
            if (offers := wanted.get(one.options.get("metavar"))) and not one.options.get("choices"):
                assert one.offers == offers, (command.name, one.names)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("export --format=c", ["--format=json", "--format=csv", "--format=fhir"]),
        ("export --format = c", ["json", "csv", "fhir"]),
        ("export --format=csv ", [FILES]),
        ("export -- -", [FILES]),
        ("pose --only=plank,", None),
        ("simulate --ratings=", [FILES]),
        ("check a.toml b.toml ", [FILES]),
        ("remind --days mon,tue,wed,thu,s", ["mon,tue,wed,thu,fri", "mon,tue,wed,thu,sat", "mon,tue,wed,thu,sun"]),
        ("pain 3 --place ", list(PLACES)),
        ("pain ", [str(score) for score in range(11)]),
        ("pain 3 ", ["--help", "--place", "--note", "--flare"]),
        ("pain 3 --note ", []),
        ("pain 3 --flare=", []),
        ("pain -- 3 ", []),
        ("plan --on ", []),
        ("where ", ["--help"]),
        ("routines ", ["new", "add", "share", "delete"]),
        ("routines add ", [FILES]),
        ("routines add a.toml ", [FILES]),
        ("routines share ", []),
        ("routines share x ", [FILES]),
        ("routines --yes new ", []),
        ("nothing ", []),
        ("--version ", []),
        ("plan three_day x ", ["--help", "--json", "--on", "--pain"]),
    ],
)
def test_what_may_come_next(line, found):
    assert words(line) == found if found is not None else all(word.startswith("--only=plank,") for word in words(line))


def test_ids_are_those_of_the_library_and_ones_own(home):
    (home / "routines" / "exercises").mkdir(parents=True)
    (home / "routines" / "mine.toml").write_text(OWN)
    exercises, routines, problems = load(shipped("routines"), home / "routines")
    assert problems == ()
    assert words("plan ") == words("remind --routine ") == list(routines)
    assert words("routines delete ") == words("routines share ") == ["my_own"]
    assert sorted(words("exercises ")) == sorted(words("history ")) == sorted(exercises)
    assert dict(offers(["plan", ""]))["three_day"] == routines["three_day"].name


def test_spoilt_files_of_ones_own_are_passed_over(home, corecare):
    before = words("plan ")
    (home / "routines").mkdir(parents=True)
    for name, content in {
        "a": b"\xff", "b": b"id = ", "c": b"id = 3", "d": b'id = "x y"', "e": b'id = "a\\u001b[2J"', "f": b"a = " + b"[" * 9999,
        "g": b'id = "large"\n#' + b" " * MOST_BYTES, "h": b'id = "hostile"\nname = "a\\u001b]0;x\\u0007\\u202eb\\nplan:x"',
    }.items():  # fmt: skip
        (home / "routines" / f"{name}.toml").write_bytes(content)
    os.mkfifo(home / "routines" / "pipe.toml")
    said = corecare("__offer", "plan", "")
    assert (said.code, said.err) == (0, "")
    assert words("plan ") == [*before, "hostile"]
    assert said.out.isprintable() or all(line.isprintable() for line in said.out.splitlines())
    assert len(said.out.splitlines()) == len(before) + 1


def test_odd_lines_are_answered_with_nothing_and_make_nothing(corecare, home):
    for line in ([], [""], ["="], ["=", "="], ["plan", "\udcff", ""], ["x\ny", ""], ["plan", "--", "--", "--json"], ["-"] * 500):
        said = corecare("__offer", *line)
        assert (said.code, said.err) == (0, "")
    assert not home.exists()


def test_no_word_holds_what_the_scripts_part_by(home):
    for command in COMMANDS:
        for one in command.args:
            before = command.name if one.placed else f"{command.name} {one.names[-1]}"
            assert not [word for word in words(f"{before} ") if set(word) & set(": \t\n'\"\\$`")]


def test_what_a_tab_costs(tmp_path):
    """It loads no library, no rules and no screen; the longest list is there within 0.15 s, the best of five."""
    found = subprocess.run(
        [sys.executable, "-c", LOADED, "__offer", "exercises", ""], capture_output=True, text=True, timeout=60, check=True,
        env=environ(tmp_path),
    )  # fmt: skip
    modules = set(found.stderr.splitlines())
    assert not modules & {
        "textual",
        "rich",
        "playsound3",
        "tinydb",
        "msgspec",
        "corecare_tui.domain.rules",
        "corecare_tui.figure",
    }
    assert min(_seconds(tmp_path) for _ in range(5)) < 0.15


def _seconds(home: Path) -> float:
    """Of a processor, not of the wall: other tests run beside this one, and a person's machine waits for its Tab."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    argv = [sys.executable, "-m", "corecare_tui", "__offer", "exercises", ""]
    subprocess.run(argv, capture_output=True, timeout=60, check=True, env=environ(home))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


# --- the shells themselves ----------------------------------------------------------------------


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


@pytest.fixture
def person(tmp_path: Path) -> dict[str, str]:
    """A person's environment: `corecare` in a folder with a blank in its name, a routine of their own, two files here."""
    home, bin = tmp_path / "home", tmp_path / "my bin"
    (home / "routines").mkdir(parents=True)
    (home / "routines" / "mine.toml").write_text(OWN)
    bin.mkdir()
    (bin / "corecare").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m corecare_tui "$@"\n')
    (bin / "corecare").chmod(0o755)
    for name in ("diary.csv", "di two.csv", "other.csv"):
        (tmp_path / name).touch()
    for shell, script in SCRIPTS.items():
        (tmp_path / f"script.{shell}").write_text(script)
    return {**environ(home), "PATH": f"{bin}:{os.environ['PATH']}", "HOME": str(tmp_path), "TERM": "dumb", "LC_ALL": "C.UTF-8"}


LINES = [
    ("corecare pla", {"play", "plan"}),
    ("corecare plan my", {"my_own"}),
    ("corecare plan --js", {"--json"}),
    ("corecare history side_plank_k", {"side_plank_knees", "side_plank_knees_leg_up"}),
    ("corecare export --format f", {"fhir"}),
    ("corecare pain 3 --place l", {"low_back", "leg"}),
    ("corecare remind --days mon,t", {"mon,tue", "mon,thu"}),
    ("corecare simulate --ratings di", {"diary.csv", "di two.csv"}),
    ("corecare completion z", {"zsh"}),
    ("corecare nothing x", set()),
]


@needs("bash")
@pytest.mark.parametrize(
    ("line", "found"),
    [*LINES, ("corecare export --format = c", {"csv"}), ("corecare export --format =", {"json", "csv", "fhir"})],
)
def test_bash_offers(person, tmp_path, line, found):
    split = line.split(" ")
    typed = "" if split[-1] == "=" else split[-1]  # what bash hands over behind the sign
    code = f"""
        set -u; source script.bash; COMP_WORDS=({" ".join(map(shlex.quote, split))}); COMP_CWORD={len(split) - 1}
        _corecare corecare {shlex.quote(typed)} {shlex.quote(split[-2])}; printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, timeout=60, env=person, cwd=tmp_path, check=True)
    assert (set(done.stdout.splitlines()) - {""}, done.stderr) == (found, "")


@needs("fish")
@pytest.mark.parametrize(
    ("line", "found"),
    [*LINES, ("corecare export --format=c", {"--format=csv"}), ("corecare simulate --ratings=dia", {"--ratings=diary.csv"})],
)
def test_fish_offers(person, tmp_path, line, found):
    code = f"source script.fish; complete -C {shlex.quote(line)}"
    done = subprocess.run(["fish", "-c", code], capture_output=True, text=True, timeout=60, env=person, cwd=tmp_path, check=True)
    offered = {row.split("\t")[0] for row in done.stdout.splitlines()}
    typed = line.split(" ")[-1]
    assert {word for word in offered if word.startswith(typed)} == found, "fish adds what only holds the letters"


TABS = [
    ("corecare hist", "corecare history"),
    ("corecare plan my", "corecare plan my_own"),
    ("corecare pain 3 --pl", "corecare pain 3 --place"),
    ("corecare export --format=f", "corecare export --format=fhir"),
    ("corecare simulate --ratings dia", "corecare simulate --ratings diary.csv"),
    ("corecare simulate --ratings=dia", "corecare simulate --ratings=diary.csv"),
    ("corecare history bird_dog_", "corecare history bird_dog_elbow_knee"),
]
STARTS = {
    "bash": (["--norc", "--noprofile", "-i"], "source script.bash"),
    "zsh": (["-f", "-i"], "source script.zsh"),
}


@pytest.mark.parametrize("shell", [pytest.param(name, marks=needs(name)) for name in STARTS])
def test_a_tab_pressed_in_a_real_shell_ends_the_word(person, tmp_path, shell):
    """Read off what the shell writes: the letters typed, and at once behind them those that it adds."""
    argv, source = STARTS[shell]
    child = pexpect.spawn(shell, argv, env={**person, "PS1": "> "}, cwd=str(tmp_path), encoding="utf-8", timeout=30)
    try:
        child.setwinsize(40, 200)
        child.sendline(f"{source}; PS1='READY''> '")
        child.expect("READY> ")
        for typed, whole in TABS:
            child.send(typed + "\t")
            child.expect_exact(whole)
            child.send("\x15")
    finally:
        child.close(force=True)


@needs("zsh")
def test_zsh_takes_it_from_its_own_folder_of_functions(person, tmp_path):
    (tmp_path / "functions").mkdir()
    (tmp_path / "functions" / "_corecare").write_text(SCRIPTS["zsh"])
    child = pexpect.spawn("zsh", ["-f", "-i"], env={**person, "PS1": "> "}, cwd=str(tmp_path), encoding="utf-8", timeout=30)
    try:
        child.sendline("fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u; PS1='READY''> '")
        child.expect("READY> ")
        for typed, whole in TABS[:2]:
            child.send(typed + "\t")
            child.expect_exact(whole)
            child.send("\x15")
    finally:
        child.close(force=True)


@pytest.mark.parametrize("shell", [pytest.param(name, marks=needs(name)) for name in SCRIPTS])
def test_the_script_is_sound_and_the_command_prints_it(corecare, tmp_path, shell):
    (tmp_path / "script").write_text(said := corecare("completion", shell).out)
    assert said == SCRIPTS[shell]
    done = subprocess.run([shell, "-n", tmp_path / "script"], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_shell_that_is_not_known_names_those_that_are(corecare):
    said = corecare("completion", "tcsh")
    assert said.code == 2
    assert all(shell in said.line for shell in SCRIPTS)
