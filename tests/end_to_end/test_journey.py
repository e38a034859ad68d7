"""A routine of one's own, in a real terminal: made, started, spoilt in an editor, mended, sent, and taken in by somebody else."""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.end_to_end.terminal import Terminal, command, environment

EDITOR = """\
#!/bin/sh
# The first time it is opened it spoils the file, the second time it mends it.
if grep -q glute_brigde "$1"; then sed -i s/glute_brigde/glute_bridge/ "$1"; else sed -i s/glute_bridge/glute_brigde/ "$1"; fi
echo opened >> "$0.log"
"""


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What `e` opens; and a home of one's own, into which files are sent."""
    script = tmp_path / "my editor"
    script.write_text(EDITOR)
    script.chmod(0o755)
    (tmp_path / "post").mkdir()
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{script}'")
    monkeypatch.setenv("HOME", str(tmp_path / "post"))
    return script


def screened(home: Path) -> Path:
    """A person who answered the safety questions."""
    home.mkdir()
    export = home / "me.json"
    export.write_text(
        json.dumps({"format": "corecare", "version": 1, "profile": {"screened": f"{date.today()}"}, "sessions": []})
    )
    subprocess.run(command("import", str(export)), env=environment(home), check=True, capture_output=True)
    return home


def typed(terminal: Terminal, seen: str, keys: str) -> None:
    """Keys once that stands on the screen."""
    terminal.until(seen)
    terminal.watch(0.3)
    terminal.press(keys)


def make(terminal: Terminal) -> None:
    """Three exercises picked by a few letters, one with a dose of its own; saved."""
    typed(terminal, "YOUR FIRST SESSION", "4")
    typed(terminal, "Warm-up trio", "n")
    typed(terminal, "A NEW ROUTINE", "Before breakfast\r")
    seen = "Nothing in it yet"
    for letters, name in (("cat", "Cat-cow"), ("glute br", "Glute bridge"), ("forearm", "Forearm plank")):
        typed(terminal, seen, "a")
        typed(terminal, "ADD   an exercise", letters)
        typed(terminal, name, "\r")
        terminal.until("J/K order")
        seen = name
    terminal.press("\r")
    terminal.until("DOSE   Forearm plank")
    for key in ("", "\t", "\t", "\t", "15", "\x13"):  # a person's pace: a key goes to the field that has the focus by then
        terminal.press(key)
        terminal.watch(0.2)
    typed(terminal, "× 15 s", "\x13")


def start(terminal: Terminal) -> None:
    """Into its first effort, and out again by the summary."""
    typed(terminal, "BEFORE BREAKFAST", "\r")
    typed(terminal, "New since last time?", "0")
    typed(terminal, "Today: 3 exercises", "\r")
    terminal.until("1/3")
    typed(terminal, "Cat-cow", "s")
    typed(terminal, "STOP HERE?", "3")
    terminal.until("save & close")
    for key in ("", "0", "1", "\r"):
        terminal.press(key)
        terminal.watch(0.4)


def spoil_and_mend(terminal: Terminal) -> None:
    """The editor twice: what is wrong comes back with its line."""
    typed(terminal, "4 Routines", "4")
    typed(terminal, "Warm-up trio", "G")
    typed(terminal, "BEFORE BREAKFAST", "e")
    terminal.until("THE FILE HAS A MISTAKE")
    assert "before_breakfast.toml:" in terminal.text.replace("\n", "")
    assert "did you mean" in terminal.text
    terminal.press("\r")
    terminal.wait(lambda: "MISTAKE" not in terminal.text and "BEFORE BREAKFAST" in terminal.text, "the mended routine")


def routine(home: Path) -> object:
    """The routine as that person has it."""
    listed = subprocess.run(command("routines", "--json"), env=environment(home), check=True, capture_output=True).stdout
    return next(each for each in json.loads(listed) if each["id"] == "before_breakfast")


def test_a_routine_is_made_started_spoilt_mended_sent_and_taken_in(tmp_path: Path, editor: Path) -> None:
    one, other = screened(tmp_path / "one"), screened(tmp_path / "other")
    sent = tmp_path / "post" / "before_breakfast.toml"
    with Terminal(one) as terminal:
        make(terminal)
        start(terminal)
        spoil_and_mend(terminal)
        typed(terminal, "BEFORE BREAKFAST", "s")
        terminal.until("Written:")
        terminal.press("\x11")
        assert terminal.until_end() == 0
    assert editor.with_name("my editor.log").read_text().count("opened") == 2
    assert "glute_bridge" in sent.read_text()

    with Terminal(other) as terminal:
        typed(terminal, "YOUR FIRST SESSION", "4")
        typed(terminal, "Warm-up trio", "t")
        typed(terminal, "TAKE IN", f"{sent}\r")
        terminal.until("nothing is taken in yet")
        assert "Forearm plank" in terminal.text
        assert not (other / "routines").exists(), "it is shown before it is taken in"
        terminal.press("\r")
        typed(terminal, "BEFORE BREAKFAST", "\x11")
        assert terminal.until_end() == 0
    assert routine(one) == routine(other)
