"""P8, P9, P11: how late a cue is, and whether it gets later: `python -m tests.bench.hearing [--minutes 30] [--busy N] [--stall]`.

A session is played in a real terminal, in real time, through playsound3 and aplay into a card made of FIFOs. Of every cue four
moments are known on one clock: when it was due (the player's own deadline), when it was asked for, when its aplay began, and
when the first sample came out of it.
"""

import argparse
import gc
import os
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from itertools import islice, takewhile
from math import sqrt
from pathlib import Path
from statistics import linear_regression, mean
from tempfile import TemporaryDirectory
from typing import NamedTuple

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.adapters.sounds import Sounds
from corecare_tui.adapters.voice import Voice, engine
from corecare_tui.coach import Coach
from corecare_tui.domain.bouts import marks
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.plan import Kind, Plan, Planned, Step
from corecare_tui.domain.player import Player
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn
from corecare_tui.domain.signals import Event, Signal
from corecare_tui.domain.timetable import length_ms, unroll
from corecare_tui.ui.app import CoreCareApp
from corecare_tui.ui.face import Face
from corecare_tui.ui.screens.session import SessionScreen
from tests.bench.world import CHECKOUT, environ
from tests.end_to_end.listening import RATE, confusion, cues, phases, read, score, second_by_second, timetable
from tests.end_to_end.recording import Recorder

SIZE = (24, 80)
ROUND = (
    ("glute_bridge", Dose(2, 6, 2, 15)),
    ("bird_dog", Dose(1, 5, 2, 15)),
    ("plank", Dose(2, None, 20, 15)),
    ("single_leg_bridge", Dose(1, 4, None, 15)),
    ("low_lunge", Dose(1, None, 15, 15)),
    ("heel_tap", Dose(1, 6, None, 15)),
    ("cat_cow", Dose(1, 6, None, 15)),
)
"""Reps with phases of 2 and 3 s, with and without a hold, holds, sides that change and sides that take turns; about 9 minutes."""
STALL_S = 10.0
STALL_AFTER_S = 20.0
"""Not before the program has settled."""
INTO_MS = 2000
"""The terminal stalls so far into the set."""
BEGIN_S = 30.0
"""For the program to start in."""
SOON_MS = 15_000
"""A cue that is not heard so long after it was asked for is not heard at all."""
VOLUME = re.compile(r"^\d+-")
"""Before a wav's name: a copy that is not as loud."""
DEVICE_S = 10.0
GOALS = {"P8": 10, "P8 busy": 50, "P9": 50, "P11": 50}
"""Milliseconds, p99."""


def plan(minutes: float) -> tuple[Plan, tuple[Step, ...]]:
    """Rounds for at least so long, and their steps."""
    library, _, _ = load(shipped("routines"), None)
    once = tuple(Planned("main", exercise, dose, dose, exercise) for exercise, dose in ROUND)
    today = datetime.now().date()
    rounds = 1 + int(minutes * 60_000 // length_ms(unroll(Plan("warm_up", "day1", today, once), library)))
    whole = Plan("warm_up", "day1", today, once * rounds)
    return whole, unroll(whole, library)


# --- the program that is listened to ------------------------------------------------------------


class Asking(Sounds):
    """The real sounds; each cue is written down as it is asked for, with the deadline of the player that it belongs to."""

    player: Player | None = None
    """The one that handled the last event."""

    def __init__(self, log: Path, voice: Voice) -> None:
        super().__init__(shipped("sounds"), voice=voice)
        self._log = log.open("w", buffering=1)  # a line reaches the file at once: the program is killed

    def play(self, name: str) -> bool:
        """Play it, and write it down."""
        asked = time.monotonic_ns()
        played = super().play(name)
        ran = time.monotonic_ns()  # subprocess.Popen is back when the child's exec is done
        if self.player is not None and self.player.step is not None:
            begun, due = self._due(self.player, self.player.step, asked // 1_000_000)
            self._log.write(f"{begun} {self.player.at} {due} {asked} {ran} {name}\n")
        return played

    def _due(self, player: Player, step: Step, now: int) -> tuple[int, int]:
        """When the running step began, by the deadlines, and the last of its moments that has come."""
        begun = now - player.elapsed_ms(now)
        return begun, max([begun, *(begun + ms for ms, _ in marks(step, step.ms) if begun + ms <= now)])


class Heard(CoreCareApp):
    """The rounds from their first second, by the real clock, with the real sounds."""

    CSS_PATH = str(CHECKOUT / "corecare_tui/ui/corecare.tcss")  # else it is looked for beside this file

    def __init__(self, folder: Path, minutes: float) -> None:
        super().__init__(lambda: self._world(folder))
        self._plan, _ = plan(minutes)

    def _world(self, folder: Path) -> Face:
        voice = Voice(folder / "voice", engine())
        sounds = Asking(folder / "asked", voice)
        handle = Player.handle

        def watched(player: Player, event: Event, now: int) -> list[Signal]:
            sounds.player = player
            return handle(player, event, now)

        setattr(Player, "handle", watched)  # noqa: B010  # whoever owns the player
        sounds.warm()
        sounds.known.wait(DEVICE_S)  # else the first cues are shown and not heard
        exercises, routines, _ = load(shipped("routines"), None)
        journal = Journal(folder / "journal")
        journal.save_profile(Profile(screened=datetime.now().date()))
        coach = Coach(exercises, routines, journal, lambda: datetime.now().astimezone())
        gc.freeze()  # as the program does
        return Face(coach, sounds, lambda: time.monotonic_ns() // 1_000_000, voice=voice)

    def _open(self, face: Face) -> None:
        self.face = face
        self.draw_figures("smooth")
        self.push_screen(SessionScreen(face, self._plan, face.coach.start(self._plan, CheckIn(0))))


# --- the terminal around it ---------------------------------------------------------------------


@contextmanager
def _on_a_terminal(folder: Path, minutes: float, heard_by: dict[str, str]) -> Iterator[int]:
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, SIZE)
    command = (sys.executable, "-m", "tests.bench.hearing", "--minutes", str(minutes), "--play", str(folder))
    process = subprocess.Popen(
        command,
        cwd=CHECKOUT,
        env={**environ(folder), **heard_by},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield ours
    finally:
        process.kill()
        process.wait()
        os.close(ours)


@contextmanager
def _busy(count: int) -> Iterator[None]:
    """So many processes that want a processor each."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def _read(terminal: int, until: float) -> None:
    """Take what is painted, until that moment of the monotonic clock."""
    while (left := until - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            os.read(terminal, 65536)


def _begun(terminal: int, asked: Path) -> float:
    """When the session began, in seconds. Raises TimeoutError with what the terminal says if it does not."""
    until, seen = time.monotonic() + BEGIN_S, b""
    while not (asked.exists() and asked.read_text().count("\n")):
        if time.monotonic() > until:
            raise TimeoutError(f"no cue was asked for:\n{seen[-2000:].decode(errors='replace')}")
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 65536)
    begun, at, *_ = asked.read_text().split()
    if int(at) != 0:
        raise TimeoutError("the first step had no cue")
    return int(begun) / 1000


def stall_ms(steps: Sequence[Step]) -> int:
    """A moment of the session in the middle of a set that goes on while the terminal stalls. Raises ValueError without one."""
    now = 0
    for at, step in enumerate(steps):
        running = sum(s.ms or 0 for s in takewhile(lambda s: s.kind is Kind.REP, islice(steps, at, None)))
        if now >= STALL_AFTER_S * 1000 and step.rep_no == 1 and running >= STALL_S * 1000 + 2 * INTO_MS:
            return now + INTO_MS
        now += step.ms or 0
    raise ValueError("no set is long enough")


# --- what was measured --------------------------------------------------------------------------


class Late(NamedTuple):
    """One cue. Milliseconds; those of a cue that never came are None."""

    name: str
    due: float
    """Of the session."""
    asked: float
    """After it was due, as the others."""
    ran: float
    """Its player runs."""
    started: float | None
    """Its player's first command, a bash that reads the clock."""
    first: float | None


class Asked(NamedTuple):
    """A line of the log. Nanoseconds."""

    begun: int
    at: int
    due: int
    asked: int
    ran: int
    name: str


def asked(log: Path) -> list[Asked]:
    """What the program asked for."""
    lines = (line.split() for line in log.read_text().splitlines())
    return [
        Asked(int(b) * 1_000_000, int(at), int(due) * 1_000_000, int(ns), int(ran), name) for b, at, due, ns, ran, name in lines
    ]


def lateness(wanted: Sequence[Asked], recorder: Recorder) -> list[Late]:
    """Each cue with the first player of its wav that began after it was asked for, and that player's first sample."""
    begun, players, found = wanted[0].begun, recorder.players, []
    first = {sound.pid: sound.first_ns for sound in recorder.sounds}
    for one in wanted:
        soon = (p for p in players if VOLUME.sub("", p.name) == one.name and -1 < (p.ns - one.asked) / 1e6 < SOON_MS)
        player = min(soon, key=lambda p: p.ns, default=None)
        at = (one.name, (one.due - begun) / 1e6, (one.asked - one.due) / 1e6, (one.ran - one.due) / 1e6)
        if player is None:
            found.append(Late(*at, None, None))
            continue
        players.remove(player)
        sample = first.get(player.pid)
        came = None if sample is None else (sample - one.due) / 1e6
        found.append(Late(*at, (player.ns - one.due) / 1e6, came))
    return found


def missed(steps: Sequence[Step], heard: Sequence[Late], until_ms: float) -> list[tuple[int, str]]:
    """Cues that the steps have and nobody asked for. They are due in whole milliseconds."""
    wanted = {(round(one.due), one.name) for one in heard}
    return [(ms, name) for ms, name in takewhile(lambda one: one[0] < until_ms, score(steps)) if (ms, name) not in wanted]


def nth(values: Sequence[float], percent: float) -> float:
    """The value that so many do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * percent / 100))]


def row(goal: str, what: str, values: Sequence[float], at_most: float | None = None) -> str:
    """One line of the table."""
    if not values:
        return f"{goal:<5}{what:<34} nothing was measured"
    told = f"{nth(values, 50):8.1f}{nth(values, 99):8.1f}{max(values):8.1f}"
    met = "" if at_most is None else f"   p99 <= {at_most:.0f}: {'met' if nth(values, 99) <= at_most else 'not yet'}"
    return f"{goal:<5}{what:<34}{told}{met}"


def drift(heard: Sequence[Late]) -> str:
    """By how much lateness grows; what it is beside its standard error says whether it does."""
    points = [(one.due / 3_600_000, one.first) for one in heard if one.first is not None]
    if len(points) < 3:
        return "     drift: nothing was measured"
    hours, lates = [hour for hour, _ in points], [late for _, late in points]
    slope, begin = linear_regression(hours, lates)
    left = sum((late - begin - slope * hour) ** 2 for hour, late in points) / (len(points) - 2)
    error = sqrt(left / sum((hour - mean(hours)) ** 2 for hour in hours))
    first, last = ([late for hour, late in points if 0 <= hour - low <= 1 / 60] for low in (hours[0], hours[-1] - 1 / 60))
    return f"     drift {slope:+.1f} ± {error:.1f} ms an hour; last minute {mean(last) - mean(first):+.1f} ms against the first"


def report(heard: Sequence[Late], busy: int, stall: float | None) -> Iterator[str]:
    """The table."""
    quiet = [one for one in heard if stall is None or not stall <= one.due < stall + STALL_S * 1000]
    during = [one for one in heard if one not in quiet]
    lost = [one for one in heard if one.first is None]
    told = ", ".join(f"{one.name} at {one.due / 1000:.0f} s" for one in lost[:5])
    yield f"{len(heard)} cues were asked for, {len(lost)} not heard{': ' + told if lost else ''}"
    yield f"{'ms after it was due':<39}{'p50':>8}{'p99':>8}{'max':>8}"
    yield row("", "asked for", [one.asked for one in quiet])
    starts = [one.started for one in quiet if one.started is not None]
    yield row("P8", f"its player runs, {busy} busy beside it", [one.ran for one in quiet], GOALS["P8 busy" if busy else "P8"])
    yield row("", "its player's first command, a bash", starts)
    yield row("P9", "its first sample", [one.first for one in quiet if one.first is not None], GOALS["P9"])
    yield drift(quiet)
    if stall is not None:
        starts = [one.started for one in during if one.started is not None]
        yield row("P11", f"its player, terminal unread, {len(during)} cues", starts, GOALS["P11"])
        after = [one.first for one in quiet if one.first is not None and one.due >= stall]
        yield row("", "its first sample, after that", after)


# --- all of it ----------------------------------------------------------------------------------


def listen(minutes: float, busy: int = 0, stalled: bool = False, wav: Path | None = None) -> Iterator[str]:
    """Play, then the lines of the report."""
    _, steps = plan(minutes)
    stall = stall_ms(steps) if stalled else None
    with TemporaryDirectory(prefix="corecare-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        (folder / "card").mkdir()
        with Recorder(folder / "card") as recorder, _on_a_terminal(folder, minutes, recorder.environment) as terminal:
            begun = _begun(terminal, folder / "asked")
            stack.enter_context(_busy(busy))
            if stall is not None:
                _read(terminal, begun + stall / 1000)
                time.sleep(STALL_S)
            _read(terminal, begun + minutes * 60)
        wanted = asked(folder / "asked")
        heard = lateness(wanted, recorder)
        yield from report(heard, busy, stall)
        yield from _told_missed(missed(steps, heard, minutes * 60_000 - 1000))
        if wav is not None:
            recorder.write(wav)
            yield from _agreement(wav, steps, minutes, (wanted[0].begun - recorder.begun_ns) / 1e6)


def _told_missed(lost: Sequence[tuple[int, str]]) -> Iterator[str]:
    if lost:
        told = ", ".join(f"{name} at {ms / 1000:.0f} s" for ms, name in lost[:8])
        yield f"{len(lost)} cues of the steps were never asked for: {told}"


def _agreement(wav: Path, steps: Sequence[Step], minutes: float, begun_ms: float) -> Iterator[str]:
    """What a person knows of the session who only hears it."""
    samples = read(wav)
    yield f"\n{wav}: {len(samples) / RATE:.0f} s; second by second"
    seconds = int(minutes * 60)
    heard = second_by_second(phases(cues(samples)), seconds, begun_ms)
    yield str(confusion(heard, second_by_second(timetable(steps), seconds)))


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.hearing")
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--busy", type=int, default=0, help="processes that want a processor each")
    parser.add_argument("--stall", action="store_true", help="a terminal that is not read for 10 s, in the middle of a set")
    parser.add_argument("--wav", type=Path, help="keep what was heard, and tell the phases from it alone")
    parser.add_argument("--play", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.play:
        Heard(told.play, told.minutes).run()
        return
    for line in listen(told.minutes, told.busy, told.stall, told.wav):
        print(line)


if __name__ == "__main__":
    main()
