"""S1: players that are missing, hang, crash or fail, and sounds called like an address, hold up nobody and call nobody."""

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from corecare_tui.adapters.places import shipped
from tests.end_to_end.terminal import ROOT
from tests.reliability.counts import many

ROUNDS = many(1, 10)
PLAYERS = ("aplay", "ffplay", "gst-play-1.0", "mpg123")
MOST_MS, MOST_TO_END_S = 50.0, 3.0
INET = ("AF_INET", "AF_INET6")
VERSION = 'case "$1" in --version|-version) exit 0;; esac\n'
FAULTS = {
    "missing": None,
    "works": "exit 0",
    "hangs at once": "exec /bin/sleep 20",
    "hangs while it plays": f"{VERSION}exec /bin/sleep 20",
    "hangs and does not obey": f"{VERSION}trap '' TERM INT HUP\n/bin/sleep 20\n/bin/sleep 20",
    "crashes at once": "kill -SEGV $$",
    "crashes while it plays": f"{VERSION}kill -SEGV $$",
    "fails at once": "exit 3",
    "fails while it plays": f"{VERSION}exit 3",
    "fails after the first sound": f'{VERSION}[ -e "$0.used" ] && exit 1\n: > "$0.used"\nexit 0',
    "talks without end": f"{VERSION}while :; do echo x; echo y >&2; done",
    "is no program": "",
    "may not be run": "exit 0",
}
"""What every player does that is found on PATH; a shell script."""

SESSION = """
import json, sys, threading, time
from pathlib import Path
from corecare_tui.adapters.sounds import Sounds

folder, spoken, rounds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
sounds = Sounds(folder, voice=lambda text: spoken, volume=int(sys.argv[4]), cache=Path(sys.argv[5]))
took, silent = {}, 0

def call(what, *args):
    global silent
    begun = time.perf_counter()
    said = what(*args)
    took.setdefault(what.__name__, []).append((time.perf_counter() - begun) * 1000)
    silent += said in (False, None)

call(sounds.warm)
sounds.known.wait(0.6)
for _ in range(rounds):
    for name in ("ready", "start", "up", "countdown", "end", "pain", "http://127.0.0.1:9/x.wav"):
        call(sounds.play, name)
        call(sounds.say, "Squeeze. http://127.0.0.1:9/x", name == "pain")
        threading.Event().wait(0.02)
        call(sounds.stop)
    call(sounds.warm)
print(json.dumps({"took": took, "silent": silent, "known": sounds.known.is_set(), "heard": not sounds.silent}), flush=True)
begun = time.perf_counter()
sounds.close()
print(json.dumps({"closed": (time.perf_counter() - begun) * 1000}), flush=True)
"""


def put_players(folder: Path, fault: str) -> Path:
    """A PATH with those four and nothing else."""
    folder.mkdir()
    script = FAULTS[fault]
    for name in PLAYERS if script is not None else ():
        (folder / name).write_bytes(os.urandom(200) if fault == "is no program" else f"#!/bin/sh\n{script}\n".encode())
        (folder / name).chmod(0o644 if fault == "may not be run" else 0o755)
    return folder


def put_sounds(folder: Path) -> tuple[Path, Path]:
    """The shipped sounds among others that are called like an address, and a spoken line that is."""
    sounds = folder / "sounds"
    shutil.copytree(shipped("sounds"), sounds)
    line = folder / "http:" / "127.0.0.1:9" / "x.wav"
    line.parent.mkdir(parents=True)
    with wave.open(str(line), "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        out.writeframes(bytes(1600))
    for name in ("http:x.wav", "https:%2F%2F127.0.0.1.wav"):
        shutil.copy(line, sounds / name)
    return sounds, Path("http://127.0.0.1:9/x.wav")


def session(tmp_path: Path, fault: str, *before: str, volume: int = 100) -> tuple[dict[str, Any], float, float]:
    """What a session's calls took; the milliseconds that closing did; the seconds until the program was gone after that."""
    path = put_players(tmp_path / "bin", fault)
    sounds, spoken = put_sounds(tmp_path)
    argv = [sys.executable, "-c", SESSION, str(sounds), str(spoken), str(ROUNDS), str(volume), str(tmp_path / "cache")]
    env = {"PATH": str(path), "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    run = subprocess.Popen([*before, *argv], cwd=tmp_path, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert run.stdout is not None
        told, closed = json.loads(run.stdout.readline()), json.loads(run.stdout.readline())["closed"]
        begun = time.perf_counter()
        run.wait(timeout=10)
        return told, closed, time.perf_counter() - begun
    finally:
        with suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)  # a player that does not obey
        run.wait()


@pytest.mark.parametrize("fault", FAULTS)
def test_players_that_fail_hold_up_nobody(fault: str, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    told, closed, to_end = session(tmp_path, fault)
    took = [ms for each in told["took"].values() for ms in each]
    ended = f"closed in {closed:.0f} ms, gone in {to_end:.1f} s"
    record_property("figure", f"{fault}: {len(took)} calls, worst {max(took):.0f} ms, {ended}")
    assert {"warm", "play", "say", "stop"} == told["took"].keys()
    assert all(statistics.median(each) <= MOST_MS for each in told["took"].values()), told["took"]
    assert to_end + closed / 1000 <= MOST_TO_END_S
    assert told["heard"] or fault != "works", "the one player that works is heard, so that the others show something"
    assert not told["heard"] or fault in ("works", "fails after the first sound"), "what fails is not heard"


def test_at_another_volume_a_copy_is_made_without_waiting(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    told, closed, _ = session(tmp_path, "works", volume=50)
    worst = max(max(each) for each in told["took"].values())
    record_property("figure", f"at half the volume: worst {worst:.0f} ms, closed in {closed:.0f} ms")
    assert all(statistics.median(each) <= MOST_MS for each in told["took"].values()), told["took"]


STRACE = shutil.which("strace")


def traced(tmp_path: Path) -> tuple[str, ...]:
    """The words before a command that write down what it and its children connect to."""
    return str(STRACE), "-f", "-qq", "-e", "trace=connect,sendto", "-o", str(tmp_path / "trace")


def _may_trace() -> bool:
    asked = [STRACE or "strace", "-o", os.devnull, "true"]
    return STRACE is not None and subprocess.run(asked, capture_output=True, check=False).returncode == 0


tracing = pytest.mark.skipif(not _may_trace(), reason="no strace, or it may not trace here: apt install strace, allow ptrace")


@tracing
@pytest.mark.parametrize("fault", ["works", "missing", "fails while it plays"])
def test_a_sound_that_is_called_like_an_address_is_no_address(
    fault: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    session(tmp_path, fault, *traced(tmp_path))
    calls = (tmp_path / "trace").read_text().splitlines()
    connects = [call for call in calls if any(family in call for family in INET)]
    record_property("figure", f"{fault}: {len(connects)} connects to a network")
    assert connects == []


@tracing
def test_the_trace_would_show_a_connect(tmp_path: Path) -> None:
    """The port is one that nobody listens to."""
    call = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    (tmp_path / "bin").mkdir()
    subprocess.run([*traced(tmp_path), sys.executable, "-c", call], check=True, timeout=20)
    assert "AF_INET" in (tmp_path / "trace").read_text()
