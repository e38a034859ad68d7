"""T2: whatever a terminal or a shell does to the real program, it goes on or leaves clean, and nothing of it stays behind."""

import os
import random
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from corecare_tui.adapters.journal import Journal
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.test_manners import LEAVING, after_the_app
from tests.reliability.counts import many

FULL = bool(many(0, 1))
GONE_S = 4
"""So long the program may outlive its terminal."""
SIGNALLED_S = 3
STALL_S = many(7, 8)
"""A terminal that stops reading. Ten frames a second fill Textual's queue of 30 writes in 3 s, and a gap of 2 s is a sleep."""
CLOSES = many(1, 50)
LOOKED_S, MOST_CPU = 5, 0.05
"""In the 5 s after its terminal has gone it takes 5 % of a processor at most."""
LEAVING_S = 1
"""One that is gone by then has not spun: leaving costs 0.15 s of a processor by itself, 0.27 s were seen under load."""
TODAY, CHECK_IN, SESSION, HISTORY = "YOUR FIRST SESSION", "New since last time?", "1/3", "Nothing in these days"
SECRET = "my back hurts 9 since Tuesday"


# --- the program, started oddly ---------------------------------------------------------------

Through = Callable[..., None]


@pytest.fixture
def through(monkeypatch: pytest.MonkeyPatch) -> Through:
    """Has the next terminals start the program by way of these words, which must become it (exec): its number is asked for."""

    def by(*words: str, program: tuple[str, ...] = ("-m", "corecare_tui")) -> None:
        monkeypatch.setattr(
            "tests.end_to_end.terminal.command", lambda *args, clock=None: [*words, sys.executable, *program, *args]
        )

    return by


def shell(redirected: str) -> tuple[str, ...]:
    """A shell's way to start it."""
    return ("bash", "-c", f'exec "$@" {redirected}', "bash")


WITHOUT_A_CONTROLLING_TERMINAL = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGHUP, signal.SIG_IGN)  # giving it up sends one
fcntl.ioctl(0, termios.TIOCNOTTY)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""

BREAKING = """
import os, signal, sys
from corecare_tui.cli import main
def pipe():
    reader, writer = os.pipe()
    os.close(reader)
    return writer
def terminal():
    master, slave = os.openpty()
    os.close(master)
    return slave
BROKEN = {"EPIPE": pipe, "EIO": terminal, "ENOSPC": lambda: os.open("/dev/full", os.O_WRONLY)}[sys.argv[1]]
signal.signal(signal.SIGUSR1, lambda *_: os.dup2(BROKEN(), 2))
sys.exit(main([]))
"""
"""On SIGUSR1 its stderr breaks: at the start it must be a terminal."""

FAILING = f"""
import sys, threading
from contextlib import ExitStack
from corecare_tui.cli import playing
from corecare_tui.cli.run import run
from corecare_tui.ui.app import CoreCareApp
def fail(*_):
    raise ValueError("{SECRET}")
def in_a_thread(*_):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    return before(*_)
def world(opened):
    global before
    face = playing._world(opened, False, None)
    before = face.coach.start
    face.coach.start = {{"handler": fail, "thread": in_a_thread}}[sys.argv[1]]
    return face
def app(options):
    with ExitStack() as opened:
        return playing.run(CoreCareApp(lambda: world(opened)))
playing.app = app
sys.exit(run([]))
"""
"""Its coach fails when the check-in's Enter is pressed."""


# --- what is looked at ------------------------------------------------------------------------


def stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the third on: state, parent, group, session."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def processes() -> Iterator[tuple[int, list[str]]]:
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            with suppress(OSError):
                yield int(path.name), stat(int(path.name))


def left_behind(session: int) -> list[int]:
    """The processes still alive that began in that terminal; each terminal's child leads a session of its own."""
    return [pid for pid, fields in processes() if int(fields[3]) == session and fields[0] not in "ZX"]


def processor_s(pid: int) -> float:
    """Seconds of a processor so far; of one that has ended too, until it is waited for."""
    fields = stat(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_for(seen: Callable[[], bool], what: str, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while not seen():
        assert time.perf_counter() < until, f"{what}: not within {seconds} s"
        Event().wait(0.01)


def stopped(terminal: Terminal) -> bool:
    return stat(terminal._child.pid)[0] == "T"


def type_in(terminal: Terminal, typed: bytes) -> None:
    terminal._child.send(typed)


def drain(terminal: Terminal) -> None:
    """Read what is there; pexpect's own reading would also wait for a program that has ended, and its figures be gone."""
    if select.select([terminal._child.child_fd], [], [], 0.01)[0]:
        with suppress(OSError):
            terminal.raw += os.read(terminal._child.child_fd, 65536)


def given_back(terminal: Terminal) -> None:
    """The shell has its terminal again."""
    assert terminal.cooked
    last = terminal.raw.rpartition(b"\x1b[?1049h")[2]
    assert all(mode in last for mode in LEAVING)
    assert b"\x1b[<u" in last, "the keyboard as well"
    assert b"Traceback" not in terminal.raw


def given_back_once(terminal: Terminal, times: int = 1) -> None:
    """And each mode as often as it was asked for: the keyboard's are a stack, and what lies below is the shell's own."""
    given_back(terminal)
    assert terminal.raw.count(b"\x1b[?1049h") == terminal.raw.count(b"\x1b[?1049l") == times
    assert keyboards(terminal) == {"main": 0, "alternate": 0}


def keyboards(terminal: Terminal) -> dict[str, int]:
    """How many of kitty's keyboard modes lie on the stack of each screen: it keeps one for each, a pop takes the top."""
    depth, screen = {"main": 0, "alternate": 0}, "main"
    for told in re.findall(rb"\x1b\[(\?1049[hl]|>\d+u|<\d*u)", terminal.raw):
        if told.startswith(b"?"):
            screen = "alternate" if told.endswith(b"h") else "main"
        else:
            depth[screen] += 1 if told.startswith(b">") else -1
            depth["alternate"] = max(0, depth["alternate"])  # nobody else has one there, and of none nothing is popped
    return depth


def ends(terminal: Terminal, code: int, within: float = SIGNALLED_S) -> float:
    """It leaves with that code in that time, and no process of it is left; the seconds it took."""
    begun = time.perf_counter()
    assert terminal.until_end(within) == code
    took = time.perf_counter() - begun
    wait_for(lambda: not left_behind(terminal._child.pid), "the end of what it started", 1)
    return took


def quits(terminal: Terminal, times: int = 1) -> None:
    terminal.press("q")
    ends(terminal, 0)
    given_back_once(terminal, times)


def keys_work(terminal: Terminal) -> None:
    """From Today to History and back."""
    terminal.press("2")
    terminal.until(HISTORY)
    terminal.press("1")
    terminal.until(TODAY)


def into_a_session(terminal: Terminal) -> None:
    terminal.until(TODAY)
    terminal.press("o")
    terminal.until(CHECK_IN)
    terminal.press("0\r")
    terminal.until(SESSION)


def into_a_moving_exercise(terminal: Terminal) -> None:
    """Where a frame is painted ten times a second: past the stretch, which stands still, into the reps of the next one."""
    into_a_session(terminal)
    for key, seen in (
        ("n", "Next: change sides"),
        ("n", "right side"),
        ("n", "Next: rest"),
        ("n", "0-9 rate"),
        ("0", "Enter skip"),
    ):
        terminal.press(key)
        terminal.until(seen)
    for key, seen in (("1", "Next: Donkey"), ("n", "8 reps"), ("n", "KICK")):
        terminal.press(key)
        terminal.until(seen)


def session_kept(home: Path) -> bool:
    with Journal(home / "journal") as journal:  # and nobody holds its lock
        return journal.current() is not None


def closed(terminal: Terminal) -> tuple[int, float, float]:
    """Close its window: the code it leaves with, the seconds until then, and what it took of a processor in the 5 s after."""
    pid, begun = terminal._child.pid, time.perf_counter()
    before = processor_s(pid)
    terminal._child.ptyproc.fileobj.close()
    wait_for(lambda: stat(pid)[0] == "Z", "the end after the terminal's", GONE_S)
    took = time.perf_counter() - begun
    cpu = (processor_s(pid) - before) / LOOKED_S
    terminal.ended = True  # nothing can be read any more
    wait_for(
        lambda: not left_behind(pid), "the end of the sound that it stopped", GONE_S
    )  # SIGTERM takes a busy machine a moment
    return terminal.until_end(), took, cpu


# --- what it survives -------------------------------------------------------------------------


def stop_and_continue(terminal: Terminal) -> None:
    terminal.kill(signal.SIGSTOP)
    wait_for(lambda: stopped(terminal), "SIGSTOP", 2)
    terminal.kill(signal.SIGCONT)
    wait_for(lambda: not stopped(terminal), "SIGCONT", 2)


def only_continue(terminal: Terminal) -> None:
    terminal.kill(signal.SIGCONT)


def invalid_utf8(terminal: Terminal) -> None:
    type_in(terminal, b"\xff\xc3\x28\xed\xa0\x80\x80")


def mouse_past_column_95(terminal: Terminal) -> None:
    type_in(terminal, b"\x1b[M" + bytes((32, 32 + 120, 32 + 5)) + b"\x1b[M" + bytes((35, 32 + 120, 32 + 5)))


def keys_of_a_shell(terminal: Terminal) -> None:
    type_in(terminal, b"\x03\x04\x1c\x1a")


SURVIVED = {
    "SIGSTOP and SIGCONT": stop_and_continue,
    "a bare SIGCONT": only_continue,
    "invalid UTF-8": invalid_utf8,
    "a mouse past column 95": mouse_past_column_95,
    "ctrl+c, d, \\, z": keys_of_a_shell,
}
TOGETHER = [(name,) for name in SURVIVED] if FULL else [tuple(SURVIVED)]
"""Each by itself for the table; in every run all in one program, a start of which takes a second."""


@pytest.mark.many
@pytest.mark.parametrize("faults", TOGETHER, ids=", ".join)
def test_keys_work_and_the_terminal_is_given_back_once_after(home: Path, faults: tuple[str, ...], record_property: Any) -> None:
    with Terminal(home) as terminal:
        terminal.until(TODAY)
        for fault in faults:
            SURVIVED[fault](terminal)
            keys_work(terminal)
        quits(terminal)
    record_property("figure", f"{', '.join(faults)}: goes on, clean")


@pytest.mark.many
def test_suspended_by_a_signal_it_gives_the_terminal_back_and_takes_it_again(home: Path) -> None:
    with Terminal(home) as terminal:
        terminal.until(TODAY)
        terminal.kill(signal.SIGTSTP)
        wait_for(lambda: stopped(terminal), "SIGTSTP", 2)
        terminal.watch(0.2)
        given_back(terminal)
        terminal.kill(signal.SIGCONT)
        terminal.wait(lambda: terminal.raw.count(b"\x1b[?1049h") == 2, "the app again")
        keys_work(terminal)
        quits(terminal, times=2)


@pytest.mark.many
def test_a_paste_that_never_ends_leaves_the_signals(home: Path) -> None:
    with Terminal(home) as terminal:
        terminal.until(TODAY)
        terminal.press("\x1b[200~qqq")
        terminal.watch(0.3)
        terminal.kill(signal.SIGTERM)
        ends(terminal, 128 + signal.SIGTERM)
        given_back(terminal)


@pytest.mark.many
@pytest.mark.parametrize("sig", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT][: many(1, 3)])
def test_a_signal_takes_nothing_from_the_shell(home: Path, sig: signal.Signals) -> None:
    with Terminal(home) as terminal:
        terminal.until(TODAY)
        terminal.kill(sig)
        ends(terminal, 128 + sig)
        given_back(terminal)
        assert keyboards(terminal) == {"main": 0, "alternate": 0}, "a mode of the shell's own keyboard was popped"


VARIABLES = (
    {"TEXTUAL_DRIVER": "bogus"},
    {"NO_COLOR": "1", "TEXTUAL_FPS": "abc"},
    {"COLUMNS": "abc", "LINES": "abc"},
    {"TERM": "bogus"},
    {"TERM": ""},
)
SET = [{name: value for one in VARIABLES for name, value in one.items()}, *(VARIABLES if FULL else ())]


@pytest.mark.many
@pytest.mark.parametrize("variables", SET, ids=" ".join)
def test_variables_that_say_nonsense_change_nothing(home: Path, through: Through, variables: dict[str, str]) -> None:
    through("env", *(f"{name}={value}" for name, value in variables.items()))
    with Terminal(home) as terminal:
        terminal.until(TODAY)
        keys_work(terminal)
        quits(terminal)


@pytest.mark.many
@pytest.mark.parametrize("out", [">&-", ">/dev/full", "> >(true)"][: many(1, 3)])
def test_nobody_needs_stdout(home: Path, through: Through, out: str) -> None:
    through(*shell(out))
    with Terminal(home) as terminal:
        terminal.until(TODAY)
        quits(terminal)


# --- what it refuses --------------------------------------------------------------------------

REFUSED = {
    "stdin from /dev/null": shell("</dev/null"),
    "stdin a pipe at its end": shell("< <(true)"),
    "stdin closed": shell("<&-"),
    "stderr closed": shell("2>&-"),
    "stderr a pipe": shell("2> >(cat)"),
    "nohup": ("bash", "-c", 'exec nohup "$@" 2> >(cat) >/dev/null', "bash"),
    "TERM=dumb": ("env", "TERM=dumb"),
}


@pytest.mark.parametrize("words", REFUSED.values(), ids=REFUSED)
def test_where_it_cannot_paint_it_says_so_at_once(tmp_path: Path, through: Through, words: tuple[str, ...]) -> None:
    through(*words)
    with Terminal(tmp_path) as terminal:
        ends(terminal, 2)
        terminal.watch(0.1)
        (line,) = (line for line in terminal.raw.decode().splitlines() if not line.startswith("nohup:"))
        assert line.startswith("corecare: this")
        assert "--plain` works without one" in line
        assert b"\x1b" not in terminal.raw
        assert terminal.cooked
    assert not (tmp_path / "journal").exists()


# --- a terminal that goes away ----------------------------------------------------------------

CLOSED = {
    "with a controlling terminal": (),
    "without one": (sys.executable, "-c", WITHOUT_A_CONTROLLING_TERMINAL),
    "with SIGHUP ignored, as nohup does": ("sh", "-c", 'trap "" HUP; exec "$@"', "sh"),
}


@pytest.mark.many
@pytest.mark.parametrize("words", CLOSED.values(), ids=CLOSED)
def test_it_goes_with_its_terminal(home: Path, through: Through, words: tuple[str, ...], record_property: Any) -> None:
    through(*words)
    with Terminal(home) as terminal:
        into_a_session(terminal)
        code, took, cpu = closed(terminal)
    assert code == 128 + signal.SIGHUP
    assert cpu <= MOST_CPU or took <= LEAVING_S
    assert session_kept(home)
    record_property("figure", f"closed: gone after {took:.1f} s, {cpu:.1%} of a core in the {LOOKED_S} s after, session kept")


@pytest.mark.many
def test_it_goes_with_a_terminal_on_which_nothing_is_painted(home: Path, through: Through) -> None:
    through(*CLOSED["without one"])  # no signal comes and nothing is written: the end of the input is all there is
    with Terminal(home) as terminal:
        terminal.until(TODAY)
        terminal.watch(0.5)
        code, took, cpu = closed(terminal)
    assert code == 128 + signal.SIGHUP
    assert cpu <= MOST_CPU or took <= LEAVING_S


@pytest.mark.many
def test_it_goes_with_its_terminal_at_any_moment_of_the_start(home: Path, record_property: Any) -> None:
    chance = random.Random(2)
    codes, slowest = [], 0.0
    for _ in range(CLOSES):
        with Terminal(home) as terminal:
            terminal.watch(chance.uniform(0, 1.2))
            code, took, _ = closed(terminal)
            codes.append(code)
            slowest = max(slowest, took)
    # before it has taken the terminal over a signal ends it as it ends any program
    assert {*codes} <= {128 + signal.SIGHUP, -signal.SIGHUP, 2}, codes
    record_property(
        "figure", f"closed at {CLOSES} moments of the start: 0 left after {GONE_S} s, the slowest took {slowest:.1f} s"
    )


@contextmanager
def unread(terminal: Terminal) -> Iterator[None]:
    """Nothing that is written goes through, at once: as ctrl+s in a terminal, or the 64 kB of a pty that are full."""
    slave = os.open(os.ttyname(os.open(f"/proc/{terminal._child.pid}/fd/0", os.O_RDWR | os.O_NOCTTY)), os.O_RDWR | os.O_NOCTTY)
    termios.tcflow(slave, termios.TCOOFF)
    try:
        yield
    finally:
        termios.tcflow(slave, termios.TCOON)
        os.close(slave)


def stuck(terminal: Terminal) -> bool:
    """Resize it forty times, each a repaint of everything: is it so stuck in its 30 writes that it uses no processor for 1 s?"""
    for width in range(40, 80):
        terminal._child.setwinsize(24, width)
        Event().wait(0.02)
    before = processor_s(terminal._child.pid)
    Event().wait(1)
    return processor_s(terminal._child.pid) == before


def seconds_left(terminal: Terminal) -> int:
    found = re.search(r"(\d+):(\d\d) left", terminal.text)
    assert found, terminal.text
    return int(found[1]) * 60 + int(found[2])


@pytest.mark.many
def test_a_terminal_that_stops_reading_costs_a_session_nothing(home: Path, record_property: Any) -> None:
    with Terminal(home) as terminal:
        into_a_moving_exercise(terminal)
        terminal.watch(1)
        before, begun = seconds_left(terminal), time.perf_counter()
        with unread(terminal):
            Event().wait(STALL_S)
            while terminal.read(0):
                pass
            assert before - seconds_left(terminal) <= 1, "nothing came through"
        terminal.watch(1)
        late = (time.perf_counter() - begun) - (before - seconds_left(terminal))
        assert "slept" not in terminal.text
        assert "PAUSED" not in terminal.text
        assert abs(late) <= 1.5, "the clock went on; it is shown in whole seconds"
        terminal.press(" ")
        terminal.until("PAUSED")
        terminal.kill(signal.SIGTERM)
        ends(terminal, 128 + signal.SIGTERM)
        given_back(terminal)
    record_property("figure", f"{STALL_S} s unread: the session went on, {late:+.1f} s")


@pytest.mark.many
def test_a_signal_ends_it_though_its_terminal_does_not_read(home: Path, record_property: Any) -> None:
    with Terminal(home) as terminal:
        into_a_session(terminal)
        pid = terminal._child.pid
        with unread(terminal):
            wait_for(lambda: stuck(terminal), "a loop that is blocked", 20)
            begun = time.perf_counter()
            terminal.kill(signal.SIGTERM)
            wait_for(lambda: stat(pid)[0] == "Z", "the end", SIGNALLED_S)
            took = time.perf_counter() - begun
        assert ends(terminal, 128 + signal.SIGTERM) >= 0
        assert terminal.cooked, "the lines of the shell are edited again, whatever could still be written"
    assert session_kept(home)
    record_property("figure", f"SIGTERM, unread: 143 after {took:.1f} s")


@pytest.mark.many
@pytest.mark.parametrize("broken", ["EPIPE", "EIO", "ENOSPC"][: many(1, 3)])
def test_a_stderr_that_breaks_ends_it(home: Path, through: Through, broken: str, record_property: Any) -> None:
    through(program=("-c", BREAKING, broken))
    with Terminal(home) as terminal:
        into_a_session(terminal)
        before = processor_s(terminal._child.pid)
        begun = time.perf_counter()
        terminal.kill(signal.SIGUSR1)
        terminal.press(" ")
        while stat(terminal._child.pid)[0] != "Z":
            assert time.perf_counter() - begun < GONE_S
            drain(terminal)  # a frame that is on its way still goes to the terminal
        took = time.perf_counter() - begun
        cpu = (processor_s(terminal._child.pid) - before) / LOOKED_S
        ends(terminal, 128 + signal.SIGHUP)
        assert terminal.cooked
        assert cpu <= MOST_CPU or took <= LEAVING_S
    assert session_kept(home)
    record_property("figure", f"stderr {broken}: gone after {took:.1f} s")


# --- a mistake of ours ------------------------------------------------------------------------


@pytest.mark.many
def test_a_mistake_in_a_handler_is_one_line_and_a_report(home: Path, through: Through) -> None:
    through(program=("-c", FAILING, "handler"))
    with Terminal(home) as terminal:
        terminal.until(TODAY)
        terminal.press("o")
        terminal.until(CHECK_IN)
        terminal.press("0\r")
        ends(terminal, 1)
        given_back_once(terminal)
        (line,) = after_the_app(terminal)
        assert "mistake of CoreCare's own (ValueError)" in line
        assert SECRET.encode() not in terminal.raw
    (report,) = (home / "reports").iterdir()
    assert SECRET not in report.read_text()
    assert str(report) in line


@pytest.mark.many
def test_a_mistake_in_a_thread_is_written_down_and_the_app_goes_on(home: Path, through: Through) -> None:
    through(program=("-c", FAILING, "thread"))
    with Terminal(home) as terminal:
        into_a_session(terminal)
        assert SECRET.encode() not in terminal.raw
        terminal.kill(signal.SIGTERM)
        ends(terminal, 128 + signal.SIGTERM)
        given_back(terminal)
    (report,) = (home / "reports").iterdir()
    assert SECRET not in report.read_text()
