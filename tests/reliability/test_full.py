"""A disk that is full, fills up or can only be read: it is told, the session is played, and what was done is found elsewhere."""

import errno
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from corecare_tui.adapters import export
from corecare_tui.adapters.journal import Journal
from corecare_tui.cli import world
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import MorningAfter, PainEntry, Record, Result, Session, SessionOutcome
from tests.end_to_end.terminal import Terminal, command, environment, fast
from tests.end_to_end.test_loop import RATING
from tests.end_to_end.test_manners import ANSWERS
from tests.reliability.counts import many

EXERCISES = ("Low-lunge hip-flexor stretch", "Donkey kick", "Glute bridge")
PLAYED = many(1, 3)
"""Exercises that are done; the others are left out with x, for the whole trio is 12 s at twenty times the speed."""
CLOCK = "@2026-11-16 08:00:00 x20"
APP_CLOCK = "@2026-11-16 08:00:00 x10"
PAUSED = "An effort goes"
"""On a busy machine, 2 s behind at that speed, it takes the machine for one that slept; a notice covers the rest of the line."""
EARLIER = datetime(2026, 11, 10, 8, tzinfo=timezone(timedelta(hours=1)))
RATED = [("low_lunge", 1.0, 0, None, 1), ("donkey_kick", 1.0, 2, "low_back", 1), ("glute_bridge", 1.0, 0, None, 1)][:PLAYED]
OUTCOME = SessionOutcome.FINISHED if len(EXERCISES) == PLAYED else SessionOutcome.STOPPED
QUIET = MorningAfter(1, True)
FILLS_UP_AT = "Get ready: Donkey kick"
BEFORE, AMID, READ_ONLY = "full before it", "full amid it", "read-only"
CASES = (BEFORE, AMID, READ_ONLY)
LEFT_AFTER = many(1, 2)
"""Exercises: of the second nothing is on the disk that filled up before it."""
LEFT = (BEFORE, AMID, READ_ONLY)[: many(1, 3)]
IN_THE_APP = (READ_ONLY, BEFORE)[: many(1, 2)]
AT_ONCE = 5
"""Sessions at a time: each is idle for most of its seconds."""


# --- the disk ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Disk:
    """64 kB of memory as a disk of its own, with a home on it."""

    home: Path

    def fill(self) -> None:
        """Until not one block is left."""
        with (self.home / "filler").open("ab", buffering=0) as filler:
            try:
                while filler.write(bytes(512)):
                    pass
            except OSError as error:
                assert error.errno == errno.ENOSPC

    def freeze(self) -> None:
        subprocess.run(["mount", "-o", "remount,ro", str(self.home)], check=True)

    def make_room(self) -> None:
        """Writable and with room again."""
        subprocess.run(["mount", "-o", "remount,rw", str(self.home)], check=True)
        (self.home / "filler").unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", str(folder)], check=True, capture_output=True)
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def may_mount() -> bool:
    try:
        with TemporaryDirectory() as folder, small_disk(Path(folder)):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


pytestmark = [
    fast,
    pytest.mark.skipif(not may_mount(), reason="needs a small disk: run it as root where mount -t tmpfs is permitted"),
]


# --- the person -------------------------------------------------------------------------------


def settle_in(home: Path, at: datetime = EARLIER, morning: MorningAfter | None = QUIET) -> Record:
    """A person who was asked everything and has a past; what their record holds."""
    (home / "settings.toml").write_text('figure = "smooth"\nvoice = "off"\n')  # a voice's first wav would fill 64 kB
    with Journal(home / "journal") as journal:
        journal.save_profile(Profile(at.date()))
        done = Result("bird_dog", at=at, done=1.0, pain=1)
        journal.upsert(Session("s1", at, ended=at, outcome=SessionOutcome.FINISHED, results=(done,), morning_after=morning))
        journal.log(PainEntry(at, 2, "low_back"))
        return journal.record()


def on_disk(home: Path) -> Record:
    with Journal(home / "journal", write=False) as journal:
        return journal.record()


@dataclass(frozen=True)
class Told:
    """What the line mode said, and how it ended."""

    lines: list[str]
    code: int
    err: list[str]


class End(Exception):
    """No more is typed."""


def answer(line: str) -> str | None:
    """What a person types at that line; each exercise behind the first few is left out."""
    if any(line.startswith(f"Get ready: {name}") for name in EXERCISES[PLAYED:]):
        return "x"
    return next((answer for start, answer in ANSWERS.items() if line.startswith(start)), None)


def play(home: Path, away: Path, person: Callable[[str], str | None], clock: str | None = CLOCK) -> Told:
    """`corecare play warm_up --plain` over pipes, with nowhere to turn to but `away`."""
    away.mkdir()
    line_mode = subprocess.Popen(
        command("play", "warm_up", "--plain", clock=clock),
        cwd=away,
        env={**environment(home), "HOME": str(away), "TMPDIR": str(away)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    watch = threading.Timer(90, os.killpg, (line_mode.pid, signal.SIGKILL))
    watch.start()
    told = []
    with line_mode:
        for line in line_mode.stdout:
            told.append(line.rstrip("\n"))
            try:
                typed = person(line)
            except End:
                line_mode.stdin.close()
                continue
            if typed is not None and not line_mode.stdin.closed:
                line_mode.stdin.write(f"{typed}\n")
                line_mode.stdin.flush()
        err = line_mode.stderr.read().splitlines()
    watch.cancel()
    return Told(told, line_mode.returncode, err)


def shell(home: Path, *line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*line), env=environment(home), capture_output=True, text=True, timeout=30, check=False)


def written(away: Path) -> list[Path]:
    """The sessions that were written there."""
    return sorted(away.glob("*corecare-session-*.json"))


def rated(session: Session) -> list[tuple[object, ...]]:
    return [(r.exercise, r.done, r.pain, r.place, r.effort) for r in session.results][:PLAYED]


# --- in lines ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Evening:
    """One session on one such disk, which is as it was then."""

    disk: Disk
    told: Told
    before: Record
    away: Path
    since: str
    """How the first line began that was told when the disk took nothing any more."""

    @property
    def session(self) -> Session:
        """The one that was written elsewhere."""
        (file,) = written(self.away)
        (session,) = export.read(file.read_bytes()).sessions
        return session


def prepared(disk: Disk, case: str) -> Record:
    """Somebody's home there, and then no room; what their record holds."""
    before = settle_in(disk.home)
    if case == READ_ONLY:
        disk.freeze()
    elif case == BEFORE:
        disk.fill()
    return before


def evening(disk: Disk, before: Record, away: Path, case: str, person: Callable[[str], str | None]) -> Evening:
    def filling(line: str) -> str | None:
        if case == AMID and line.startswith(FILLS_UP_AT):
            disk.fill()
        return person(line)

    return Evening(disk, play(disk.home, away, filling), before, away, FILLS_UP_AT if case == AMID else "")


def leaving(line: str) -> str | None:
    """As `answer`, but a while before the end nobody is there any more."""
    if line.startswith(f"Get ready: {EXERCISES[LEFT_AFTER]}"):
        raise End
    return answer(line)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, str], "Future[Any]"]]:
    """All that is played, by who plays it and on which disk: at once, for most of a session is waiting."""
    folder = tmp_path_factory.mktemp("full")
    (home := folder / "away").mkdir()
    plays = [(evening, (case, answer), ("lines", case)) for case in CASES]
    plays += [(evening, (case, leaving), ("cut", case)) for case in LEFT]
    plays += [(at_the_app, (case,), ("app", case)) for case in IN_THE_APP]
    with ExitStack() as opened:
        env = opened.enter_context(pytest.MonkeyPatch.context())
        env.setenv("HOME", str(home))
        env.setenv("TMPDIR", str(home))
        pool = opened.enter_context(ThreadPoolExecutor(AT_ONCE))
        disks = [opened.enter_context(small_disk(folder / str(number))) for number in range(len(plays))]
        # all of these first: a program that starts just then would inherit an open file, and keep the disk from being frozen
        before = [prepared(disk, key[1]) for disk, (_, _, key) in zip(disks, plays, strict=True)]
        yield {
            key: pool.submit(play, disk, was, home / "-".join(key).replace(" ", "-"), *rest)
            for disk, was, (play, rest, key) in zip(disks, before, plays, strict=True)
        }


@pytest.fixture
def one(begun: dict[tuple[str, str], "Future[Any]"], case: str) -> Evening:
    return begun["lines", case].result()


@pytest.mark.parametrize("case", CASES)
def test_it_is_told_and_the_session_is_played_to_its_end(one: Evening, case: str) -> None:
    told = one.told
    why = "Read-only file system" if case == READ_ONLY else "No space left on device"
    assert any(why in line for line in (*told.lines, *told.err))
    assert any(line.startswith("Not kept: ") for line in told.lines)
    assert "Done." in told.lines
    assert told.code == 2
    assert "Traceback" not in "".join(told.err)
    (file,) = written(one.away)
    assert str(file) in told.err[-1] and "`corecare import`" in told.err[-1]
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_called_kept_while_nothing_is(one: Evening, case: str) -> None:
    since = next(number for number, line in enumerate(one.told.lines) if line.startswith(one.since))
    assert not [line for line in one.told.lines[since:] if line.startswith("Kept")]


@pytest.mark.parametrize("case", CASES)
def test_what_was_done_is_whole_in_that_file_and_import_takes_it_in(one: Evening, case: str, tmp_path: Path) -> None:
    session = one.session
    assert (session.outcome, session.pre, session.end_pain) == (OUTCOME, 1, 0)
    assert rated(session) == RATED
    (file,) = written(one.away)
    taken = shell(tmp_path / "healthy", "import", str(file))
    assert taken.returncode == 0, taken.stderr
    assert on_disk(tmp_path / "healthy").sessions == (session,)


@pytest.mark.parametrize("case", CASES)
def test_what_was_there_before_can_all_be_read(one: Evening, case: str) -> None:
    now = on_disk(one.disk.home)
    assert (now.profile, now.pains, now.sessions[:1]) == (one.before.profile, one.before.pains, one.before.sessions)
    held = now.sessions[1:]
    assert [session.id for session in held] == ([one.session.id] if case == AMID else [])
    assert [rated(session)[:1] for session in held] == [RATED[:1]] * len(held), "what was kept before it filled up"
    for line in ("export", "plan", "history")[: many(1, 3)]:
        assert shell(one.disk.home, line).returncode == 0


@pytest.mark.parametrize("case", CASES)
def test_with_room_again_it_comes_home_once(one: Evening, case: str, record_property: Callable[..., None]) -> None:
    one.disk.make_room()
    for _ in range(many(1, 2)):
        taken = shell(one.disk.home, "import", str(written(one.away)[0]))
        assert taken.returncode == 0, taken.stderr
    with Journal(one.disk.home / "journal") as journal:
        assert journal.current() is None
        assert journal.sessions() == (*one.before.sessions, one.session)
    record_property("figure", f"{case}: 0 of {PLAYED} ratings lost")


@pytest.mark.parametrize("case", LEFT)
def test_when_the_input_ends_amid_it_what_was_done_is_in_a_file_and_nothing_is_called_kept(
    begun: dict[tuple[str, str], "Future[Any]"], case: str
) -> None:
    one: Evening = begun["cut", case].result()
    assert "The input ended. What was done is kept." not in one.told.lines
    found = [session for file in written(one.away) for session in export.read(file.read_bytes()).sessions]
    assert [rated(session)[:LEFT_AFTER] for session in found] == [RATED[:LEFT_AFTER]]


@pytest.mark.parametrize("case", [BEFORE, READ_ONLY])
def test_a_morning_after_that_cannot_be_kept_keeps_nobody_from_training(tmp_path: Path, case: str) -> None:
    def going(line: str) -> str | None:
        if line.startswith("Get ready"):
            raise End
        return "2" if "morning after" in line else "y" if "usual self" in line else answer(line)

    with small_disk(tmp_path / "disk") as disk:
        settle_in(disk.home, world.now() - timedelta(2), morning=None)
        disk.freeze() if case == READ_ONLY else disk.fill()
        told = play(disk.home, tmp_path / "away", going, clock=None)
        assert any("morning" in line for line in told.lines)
        assert any(line.startswith("Get ready") for line in told.lines), told.err


# --- in the app -------------------------------------------------------------------------------


def says(terminal: Terminal, text: str) -> bool:
    """Whether it stands in the notices at the right, however they are wrapped."""
    rows = (row.partition("▌")[2].strip() for row in terminal.rows)
    return text.replace(" ", "") in "".join(rows).replace(" ", "")


def at_the_app(disk: Disk, before: Record, away: Path, case: str) -> tuple[Record, Record, list[Session]]:
    """From Today into a session and out of it; the record before and after, and the sessions that were written elsewhere."""
    with Terminal(disk.home, clock=APP_CLOCK) as terminal:
        terminal.until("NEXT SESSION")
        if case == READ_ONLY:
            terminal.wait(lambda: says(terminal, "cannot be opened for writing (Read-only file system)"), "why it cannot be kept")
        terminal.until("YOUR FIRST TIME HERE", "YOUR FIRST SESSION")
        terminal.press("o")
        terminal.until("New since last time?")
        terminal.press("0")
        terminal.until("Today: 3 exercises")
        terminal.press("\r")
        terminal.wait(lambda: says(terminal, "Not kept:"), "that it is not kept")
        while terminal.until(RATING, PAUSED, timeout=60) == PAUSED:
            terminal.press(" ")
            terminal.watch(0.5)  # it may pause again at once
        assert EXERCISES[0] in terminal.rows[0]
        terminal.press("211")
        terminal.wait(lambda: RATING not in terminal.text and "FORM BROKE" not in terminal.text, "the end of the rating")
        terminal.press("s")
        terminal.until("3  No time")
        terminal.press("3")
        terminal.until("Session stopped")
        terminal.press("0")
        terminal.until("now: 0")
        terminal.press("\r")
        terminal.wait(lambda: says(terminal, "What was done is in"), "where it is instead")
        terminal.press("\r")
        terminal.until("NEXT SESSION")
        terminal.press("q")
        assert terminal.until_end() == 0
        assert terminal.cooked
    found = [session for file in written(away.parent) for session in export.read(file.read_bytes()).sessions]
    return before, on_disk(disk.home), found


@pytest.mark.parametrize("case", IN_THE_APP)
def test_the_app_opens_tells_it_and_plays(begun: dict[tuple[str, str], "Future[Any]"], case: str) -> None:
    before, after, sessions = begun["app", case].result()
    assert after == before
    assert sessions  # Enter tries twice, and so it is written twice
    assert {tuple(rated(session)[:1]) for session in sessions} == {(("low_lunge", 1.0, 2, "low_back", 1),)}
