"""The manual in docs is what the commands' rows say, and a man page that `man` shows as it should."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from corecare_tui.cli.commands import COMMANDS, FIRST_STEPS, Command, arg
from corecare_tui.cli.pages import ENVIRONMENT, EXITS, man, markdown, usage
from corecare_tui.cli.run import DONE, OUR_FAULT, REFUSED, USAGE

DOCS = Path(__file__).parents[2] / "docs"
NEW = "write it anew: .venv/bin/python -m corecare_tui.cli.pages"


def test_the_page_is_what_the_rows_say():
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == "\n".join(markdown()) + "\n", f"{NEW} > docs/commands.md"


def test_the_man_page_is_what_the_rows_say():
    assert (DOCS / "corecare.1").read_text(encoding="utf-8") == "\n".join(man()) + "\n", f"{NEW} --man > docs/corecare.1"


def test_usage_is_argparses(corecare):
    """As far as both can be compared: the same words, those in brackets in brackets."""
    for command in COMMANDS:
        said = " ".join(corecare(command.name, "--help").out.split("\n\n")[0].split())
        said = said.removeprefix("usage: ").replace("[-h] ", "").removesuffix(" [-h]")
        theirs = re.sub(r"{(.+?)}", lambda found: found[1].replace(",", "|"), said)
        assert _words(usage(command)) == _words(theirs)


def _words(line: str) -> list[str]:
    return sorted(re.sub(r" ?(…|\.\.\.)", "", line).split())


def test_every_form_of_argument_has_its_usage():
    one = Command("x", "x", "x:x", (
        arg("--must", required=True, metavar="M"), arg("--may", choices=("a", "b")), arg("--yes", action="store_true"),
        arg("-s", "--long", metavar="L"), arg("one"), arg("many", nargs="+", metavar="FILE"),
    ))  # fmt: skip
    assert usage(one) == "corecare x ONE FILE [FILE …] --must M [--may a|b] [--yes] [--long L]"


def test_exit_codes_are_those_of_the_program():
    assert [code for code, _ in EXITS[:4]] == [str(code) for code in (DONE, OUR_FAULT, USAGE, REFUSED)]


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_man_shows_it_without_a_warning():
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-rLL=200n", "-P-c", DOCS / "corecare.1"], capture_output=True, timeout=60, check=False
    )  # fmt: skip
    assert (done.returncode, done.stderr.decode()) == (0, "")
    shown = " ".join(re.sub(r".\x08", "", done.stdout.decode()).split())
    for line, says in (*FIRST_STEPS, *EXITS, *ENVIRONMENT, *(example for command in COMMANDS for example in command.examples)):
        assert f"{line} {says}" in shown
    for command in COMMANDS:
        assert all(str(one.options["help"]) in shown for one in command.args)
        assert usage(command).replace("…", "...") in shown
    assert "echo 'eval \"$(corecare completion zsh)\"' >> ~/.zshrc" in shown
