"""doctor: a line for everything, each with its mend where it does not work, and exit 1 only for what CoreCare needs."""

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from corecare_tui.adapters import awake, sounds
from corecare_tui.adapters.journal import Journal
from corecare_tui.cli import doctor as room
from corecare_tui.cli import world
from corecare_tui.domain.records import Session
from tests.cli.cli_kit import RICH, Said, put
from tests.cli.test_cli_process import LOADED, environ

NAMES = ["terminal", "colours", "encoding", "sound", "voice", "awake"]
NAMES += ["settings", "folder", "lock", "journal", "backups", "reports"]
COMFORTS = {"terminal", "sound", "voice", "awake"}
"""What a machine of a test does not have."""
BROKEN = "volume = 50\nstrict = 1\n"
SOON_MS = 10_000
"""Deadline of a wait; only a failing test reaches it."""


@pytest.fixture(autouse=True)
def bin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing on it, on a machine of which nothing else is known."""
    found = tmp_path / "bin"
    found.mkdir()
    monkeypatch.setenv("PATH", str(found))
    for name in ("PLAYSOUND3_BACKEND", "SSH_CONNECTION", "DBUS_SESSION_BUS_ADDRESS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in [name for name in sys.modules if name.split(".")[0] == "playsound3"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sounds, "aplay", cache(sounds.aplay.__wrapped__))  # what it remembers is of another playsound3
    return found


def program(bin: Path, name: str, script: str = "#!/bin/sh\nexit 0\n") -> None:
    (bin / name).write_text(script)
    (bin / name).chmod(0o755)


def lines(said: Said) -> dict[str, str]:
    """Each line by the name of what it is about, without it."""
    assert said.err == ""
    rows = [(row[:5].strip(), *row[5:].split(maxsplit=1)) for row in said.out.splitlines()]
    assert [name for _, name, _ in rows] == NAMES
    return {name: f"{mark} {says}" for mark, name, says in rows}


# ---- what is needed


def test_an_empty_home_is_in_order_and_stays_empty(corecare, home: Path) -> None:
    said = corecare("doctor")
    found = lines(said)
    assert said.code == 0
    assert found["settings"] == f"ok {home / 'settings.toml'}"
    assert found["journal"] == "ok nothing kept yet"
    assert found["folder"].startswith(f"ok {home / 'journal'}, ") and found["lock"] == "ok free"
    assert found["backups"] == f"ok none yet; they come by themselves into {home / 'backups'}"
    assert not home.exists()


def test_a_record_is_counted_and_an_open_session_told(corecare, home: Path, tmp_path: Path) -> None:
    assert corecare("import", put(tmp_path / "rich.json", RICH)).code == 0
    kept = len(Journal(home / "journal", write=False).history().sessions)
    said = corecare("doctor")
    assert (said.code, lines(said)["journal"]) == (0, f"ok {kept} sessions, 2 pain scores, every file can be read") and kept
    with Journal(home / "journal") as journal:
        journal.keep(Session("open", datetime(2026, 11, 21, 8, tzinfo=UTC)))
    said = corecare("doctor")
    assert (said.code, lines(said)["journal"]) == (
        0,
        f"ok {kept + 1} sessions, 2 pain scores, every file can be read, one of them not finished",
    )


def test_a_mistake_in_the_settings_is_to_be_mended(corecare, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(BROKEN)
    said = corecare("doctor")
    mend = "strict: 1 is neither true nor false; write strict = true, without quotes"
    assert (said.code, lines(said)["settings"]) == (1, f"MEND {home / 'settings.toml'}:2: {mend}")
    assert (home / "settings.toml").read_text() == BROKEN and [path.name for path in home.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize("name", ["current.json", "sessions-2026.json"])
@pytest.mark.parametrize("raw", [b"", b'{"sessions": {"1": {"id": "a", "started": "2026-11-', b"\0" * 512])
def test_a_damaged_journal_is_to_be_mended_and_left_as_it_is(corecare, home: Path, name: str, raw: bytes) -> None:
    file = home / "journal" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(raw)
    said = corecare("doctor")
    found = lines(said)["journal"]
    assert said.code == 1 and found.startswith(f"MEND {file}: is damaged (")
    assert found.endswith("; left as it is; restore a backup or mend it by hand; there is no backup of it")
    assert file.read_bytes() == raw and [path.name for path in file.parent.iterdir()] == [name]


def test_a_journal_that_another_corecare_holds_is_read_all_the_same(corecare, home: Path) -> None:
    with Journal(home / "journal"):
        said = corecare("doctor")
    assert said.code == 0
    assert lines(said)["lock"] == f"ok held by process {os.getpid()}: CoreCare is open there"


@pytest.mark.parametrize("says", ["", "somebody"])
def test_a_lock_that_does_not_say_whose_it_is_is_held_all_the_same(corecare, home: Path, says: str) -> None:
    with Journal(home / "journal"):
        (home / "journal" / "lock").write_text(says)
        said = corecare("doctor")
    assert lines(said)["lock"] == "ok held: CoreCare is open there"


# ---- what is a comfort


def test_what_is_only_a_comfort_turns_no_exit_code_and_names_its_mend(corecare, home: Path, monkeypatch) -> None:
    monkeypatch.setattr(awake, "report", lambda: (False, "not installed; pip"))
    home.mkdir()
    said = corecare("doctor")
    assert said.code == 0
    assert {name: says[0] for name, says in lines(said).items()} == {name: "–" if name in COMFORTS else "o" for name in NAMES}


def test_every_line_of_what_does_not_work_names_its_mend(corecare, home: Path, monkeypatch) -> None:
    (home / "journal").mkdir(parents=True)
    (home / "journal" / "current.json").write_bytes(b"")
    (home / "settings.toml").write_text(BROKEN)
    said = corecare("doctor")
    found = lines(said)
    broken = {*COMFORTS, "settings", "journal"} - {"awake"}
    assert said.code == 1 and not any(found[name].startswith("ok") for name in broken)
    for name, mend in {
        "terminal": "`corecare play --plain` works without one",
        "sound": "on Debian `apt install alsa-utils`, else ffmpeg",
        "voice": "on Debian `apt install espeak-ng`",
        "settings": "write strict = true, without quotes",
        "journal": "restore a backup or mend it by hand",
    }.items():
        assert f"; {mend}" in found[name]


@pytest.mark.parametrize("works", [True, False])
def test_what_keeps_the_screen_awake_is_told_as_it_reports(corecare, monkeypatch, works: bool) -> None:
    monkeypatch.setattr(awake, "report", lambda: (works, "so; do this"))
    assert lines(corecare("doctor"))["awake"] == f"{'ok' if works else '–'} so; do this"


def test_a_player_that_plays_is_a_device(corecare, bin: Path) -> None:
    program(bin, "aplay")
    said = corecare("doctor")
    assert (said.code, lines(said)["sound"]) == (0, "ok a device answers")


@pytest.mark.parametrize("aplay", [None, "#!/bin/sh\nexit 1\n"])
def test_without_a_player_or_a_device_there_is_no_sound(corecare, bin: Path, aplay: str | None) -> None:
    if aplay:
        program(bin, "aplay", aplay)
    said = corecare("doctor")
    assert said.code == 0 and lines(said)["sound"].startswith("– no player found a device; on Debian `apt install alsa-utils`")


@pytest.mark.parametrize("name", ["say", "espeak-ng", "espeak", "powershell"])
def test_an_engine_speaks(corecare, bin: Path, name: str) -> None:
    program(bin, name)
    assert lines(corecare("doctor"))["voice"] == f"ok {name} speaks"


def test_over_ssh_no_engine_speaks(corecare, bin: Path, monkeypatch) -> None:
    program(bin, "espeak-ng")
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.2 50000 10.0.0.1 22")
    assert lines(corecare("doctor"))["voice"] == "– off over SSH: it would speak in another room"


@pytest.fixture
def hanging(bin: Path) -> Iterator[Path]:
    """Where a player notes its process, which hangs; it is ended with the test, and whoever waits for it."""
    noted = bin / "pid"
    yield noted
    if alive(noted):
        os.kill(int(noted.read_text()), signal.SIGKILL)
    for thread in threading.enumerate():
        if thread.name == "sounds":
            thread.join(SOON_MS / 1000)


def alive(noted: Path) -> bool:
    try:
        os.kill(int(noted.read_text()), 0)
    except (FileNotFoundError, ProcessLookupError):
        return False
    return True


def test_a_player_that_hangs_keeps_nobody(corecare, bin: Path, hanging: Path) -> None:
    program(bin, "aplay", f"#!/bin/sh\necho $$ > {hanging}\nexec /bin/sleep 60\n")
    before = world.ticks()
    said = corecare("doctor")
    assert world.ticks() - before < 5_000
    assert said.code == 0 and lines(said)["sound"].startswith("– the player hangs; on Debian `apt install alsa-utils`")


def test_a_player_that_hangs_ends_with_the_look_at_it(corecare, bin: Path, hanging: Path, monkeypatch) -> None:
    monkeypatch.setattr(room, "PROBE_S", 0.5)
    script = f'#!/bin/sh\ncase "$*" in *.wav) echo $$ > {hanging}; exec /bin/sleep 60;; esac\n'
    program(bin, "aplay", script)
    assert lines(corecare("doctor"))["sound"].startswith("– the player hangs; ") and hanging.exists()
    deadline, pause = world.ticks() + SOON_MS, threading.Event()
    while alive(hanging) and world.ticks() < deadline:
        pause.wait(0.01)
    assert not alive(hanging)


# ---- the terminal


def terminal(
    monkeypatch: pytest.MonkeyPatch, columns: int, rows: int, *, stdin: bool = True, stderr: bool = True
) -> room.Finding:
    """What is found in a terminal of that size."""
    ends = {"stdin": SimpleNamespace(isatty=lambda: stdin), "stderr": SimpleNamespace(isatty=lambda: stderr, fileno=lambda: 2)}
    monkeypatch.setattr(room, "sys", SimpleNamespace(**ends))
    monkeypatch.setattr(os, "get_terminal_size", lambda end: os.terminal_size((columns, rows)))
    return room.LOOKS["terminal"]()


@pytest.fixture
def xterm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (300, 10), (40, 100)])
def test_a_terminal_of_that_size_works(xterm, monkeypatch, size: tuple[int, int]) -> None:
    assert terminal(monkeypatch, *size) == room.Finding(True, f"xterm, {size[0]} × {size[1]}, figures smooth")


@pytest.mark.parametrize("size", [(39, 24), (39, 100), (40, 9), (300, 9), (1, 1)])
def test_a_terminal_that_is_too_small_is_to_be_enlarged(xterm, monkeypatch, size: tuple[int, int]) -> None:
    says = f"xterm, {size[0]} × {size[1]}, figures smooth; enlarge it to 60 × 20 or more"
    assert terminal(monkeypatch, *size) == room.Finding(False, says)


@pytest.mark.parametrize("ends", [{"stdin": False}, {"stderr": False}, {"stdin": False, "stderr": False}])
def test_without_a_terminal_on_both_ends_there_is_plain(xterm, monkeypatch, ends: dict[str, bool]) -> None:
    says = "no terminal on both ends here; `corecare play --plain` works without one"
    assert terminal(monkeypatch, 80, 24, **ends) == room.Finding(False, says)


def test_what_the_terminal_draws_is_told(xterm, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("LC_ALL", "C")
    assert terminal(monkeypatch, 80, 24).says == "xterm, 80 × 24, figures ascii, NO_COLOR"
    monkeypatch.setenv("TERM", "dumb")
    found = terminal(monkeypatch, 80, 24)
    assert not found.works and "; use `corecare play --plain`, or set TERM" in found.says


# ---- in a process of its own


def doctor(home: Path, *before: str, env: dict[str, str], **options) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, *before, "doctor"]
    env = environ(home, PATH=os.environ["PATH"], **env)
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=60, env=env, check=False, **options)


def test_it_loads_neither_textual_nor_rich(home: Path, bin: Path) -> None:
    program(bin, "aplay")
    ran = doctor(home, "-c", LOADED, env={}, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    modules = set(ran.stderr.splitlines())
    assert ran.returncode == 0 and list(lines(Said(0, ran.stdout, ""))) == NAMES
    assert {"corecare_tui.cli.doctor", "playsound3"} <= modules and not modules & {"textual", "rich"}


def test_in_a_real_terminal_with_a_broken_file(home: Path, bin: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(BROKEN)
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    try:
        ran = doctor(home, "-m", "corecare_tui", env={"TERM": "xterm", "LC_ALL": "C.UTF-8"}, stdin=theirs, stderr=theirs)
    finally:
        os.close(ours)
        os.close(theirs)
    rows = ran.stdout.splitlines()
    assert (ran.returncode, len(rows)) == (1, len(NAMES))
    assert rows[0] == "ok   terminal   xterm, 100 × 30, figures smooth"
    assert rows[NAMES.index("settings")].startswith(
        f"MEND settings   {home / 'settings.toml'}:2: strict: 1 is neither true nor false; write "
    )
