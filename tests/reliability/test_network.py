"""P2: nothing is ever connected to over a network: the app from its start through a session, and every command, under strace."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corecare_tui.cli.commands import COMMANDS
from tests.end_to_end import terminal as terminals
from tests.end_to_end.terminal import ROOT, Terminal, command, environment
from tests.reliability.counts import many

STRACE = shutil.which("strace")
INET = re.compile(r"AF_INET6?\b")
Keep = Callable[[str, object], None]


def _may_trace() -> bool:
    asked = [STRACE or "strace", "-o", os.devnull, "true"]
    return STRACE is not None and subprocess.run(asked, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _may_trace(), reason="no strace, or it may not trace here: apt install strace, allow ptrace")


def traced(log: Path, *argv: str) -> list[str]:
    """That command; whatever it and its children connect to, or send without connecting, stands in `log`."""
    return [str(STRACE), "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect,sendto", "-o", str(log), *argv]


def calls(log: Path) -> tuple[list[str], int]:
    """The calls that go to a network, and how many there were in all."""
    lines = log.read_text(errors="replace").splitlines()
    return [line for line in lines if INET.search(line)], sum("connect(" in line or "sendto(" in line for line in lines)


def test_the_app_connects_to_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Keep) -> None:
    found: list[str] = []
    made = 0
    for number in range(many(1, 3)):
        log = tmp_path / f"trace{number}"
        monkeypatch.setattr(terminals, "command", lambda *args, clock=None, log=log: traced(log, *command(*args)))
        with Terminal(tmp_path / f"home{number}") as terminal:
            terminal.until("does any of these apply to you?", timeout=60)
            terminal.press("n")
            terminal.until("YOUR FIRST SESSION", timeout=60)
            for screen in "2345":
                terminal.press(screen)
                terminal.watch(0.2)
            terminal.press("1")
            terminal.until("YOUR FIRST SESSION")
            terminal.press("o")
            terminal.until("New since last time?")
            terminal.press("0\r")
            terminal.until("1/3")
            terminal.watch(1.5)  # sounds and voice begin
            terminal.press("n")
            terminal.watch(1)
            terminal.press("p")
            terminal.watch(0.5)
            terminal.press("\x11")
            terminal.until_end(timeout=30)
        more, count = calls(log)
        found, made = [*found, *more], made + count
    record_property("figure", f"the app, start to a session and out: {len(found)} of {made} connects to a network")
    assert found == []


HEADLESS: dict[str, tuple[str, ...]] = {
    "plan": ("plan",),
    "simulate": ("simulate", "--ratings", "ratings.csv"),
    "rules": ("rules",),
    "routines": ("routines",),
    "exercises": ("exercises", "plank"),
    "check": ("check", "--all"),
    "schema": ("schema",),
    "pose": ("pose", "--lint"),
    "history": ("history",),
    "report": ("report", "out.html"),
    "status": ("status",),
    "remind": ("remind", "out.ics"),
    "pain": ("pain", "2", "--note", "http://127.0.0.1:9/x"),
    "export": ("export", "out.json"),
    "import": ("import", "out.json"),
    "backup": ("backup",),
    "restore": ("restore",),
    "doctor": ("doctor",),
    "keys": ("keys",),
    "where": ("where",),
    "completion": ("completion", "bash"),
    "play": ("play", "warm_up", "--plain"),
}
"""Every command as it is called without a screen, those that need what another one wrote after it."""


def test_no_command_connects_to_anything(tmp_path: Path, record_property: Keep) -> None:
    assert HEADLESS.keys() == {command.name for command in COMMANDS}
    (tmp_path / "ratings.csv").write_text("date,exercise,pain,morning\n2026-11-21,plank,2,0\n")
    wrong: dict[str, list[str]] = {}
    chosen = [*HEADLESS.values()][-many(3, len(HEADLESS)) :]
    for argv in (HEADLESS["pain"], HEADLESS["export"], *chosen):
        log = tmp_path / "trace"
        done = subprocess.run(
            traced(log, *command(*argv)), cwd=tmp_path, env=environment(tmp_path / "home"), input=b"\n1\n\n" + b"n\n\n2\n" * 20,
            capture_output=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode in (0, 1 if argv == ("doctor",) else 0), (argv, done.stderr)
        if found := calls(log)[0]:
            wrong[argv[0]] = found
    record_property("figure", f"{len(chosen)} commands: {sum(map(len, wrong.values()))} connects to a network")
    assert wrong == {}


def test_the_trace_would_show_it(tmp_path: Path) -> None:
    """A connect and a datagram, to a port of this machine that nobody listens to; by a child of what is traced."""
    call = (
        "import socket as s; s.socket().connect_ex(('127.0.0.1', 9)); s.socket(type=s.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))"
    )
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {call!r}])"
    subprocess.run(traced(tmp_path / "trace", sys.executable, "-c", nested), cwd=ROOT, check=True, timeout=30)
    assert len(calls(tmp_path / "trace")[0]) == 2
