"""A sound card for tests: what aplay is given to play, when each of its players began, and when its first sample came.

ALSA's `null` takes everything at once: aplay over it alone returns after 7 ms, whatever the wav. So the `file` plugin writes
to a FIFO, and the reader takes 88,200 bytes a second as a card would, from a FIFO that holds no more than a page (46 ms); a
player then lives as long as its sound. Each player gets a FIFO of its own, because two that sound at once would otherwise
be cut into each other; `write` mixes them, as a card's mixer does.
"""

import fcntl
import os
import select
import shlex
import shutil
import threading
import time
import wave
from array import array
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from signal import SIGTERM
from typing import NamedTuple

import pytest

RATE = 44_100
BYTES = 2
EARS = 64
"""FIFOs. A player takes one by its process number: two that sound at once differ by less than that, nearly always."""
PAGE = 4096
"""The least a FIFO can hold."""
TAKE_MS = 10
"""A card takes a period at a time; so often the reader looks what is due while something sounds."""
PATIENCE_S = 5.0

NEEDED = ("aplay", "bash")
missing = [program for program in NEEDED if shutil.which(program) is None]
audible = pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)} (apt install alsa-utils)")
"""For tests that hear the program."""

# `plug` converts what is not yet 44.1 kHz mono; the shipped wavs pass it untouched.
CARD = f"""\
pcm.!default {{
    type plug
    slave {{
        pcm {{
            type file
            slave.pcm {{ type null }}
            file {{ @func getenv vars [ CORECARE_EAR ] default "/dev/null" }}
            format raw
        }}
        format S16_LE
        rate {RATE}
        channels 1
    }}
}}
"""
# bash reads the clock without starting a program. Measured: 1.5 ms more than aplay alone, where sh and date cost 2.1 ms and
# perl 6.7 ms; the stamp is about 1 ms late. It is the wall clock's, which NTP steers exactly as it steers the monotonic one.
PLAYER = """\
#!{bash}
if [ "$1" != --version ]; then
    printf '%s %s %s\\n' "$EPOCHREALTIME" "$$" "${{!#}}" >>{log}
    export CORECARE_EAR={ears}/$(($$ % {count}))
fi
exec {aplay} "$@"
"""


class Started(NamedTuple):
    """A player that began."""

    ns: int
    """On the monotonic clock."""
    pid: int
    name: str
    """Its wav, without the suffix."""


@dataclass
class Sound:
    """What one player played."""

    name: str
    pid: int
    first_ns: int
    """When its first sample came, on the monotonic clock."""
    length: int = 0
    """Bytes of the whole wav."""
    pcm: bytearray = field(default_factory=bytearray)
    arrivals: list[tuple[int, int]] = field(default_factory=list)
    """(monotonic ns, bytes) of every chunk."""
    cut: bool = False
    """It was told to stop."""

    def due(self, now: int) -> int:
        """Bytes a card would take by now, and until the reader looks again."""
        return self._by(now + TAKE_MS * 1_000_000) - len(self.pcm)

    def end(self) -> None:
        """It was told to stop since bytes were taken last: what they held beyond that moment, a card would have dropped."""
        self.cut = True
        del self.pcm[self._by(self.arrivals[-1][0]) if self.arrivals else 0 :]

    def _by(self, ns: int) -> int:
        return (ns - self.first_ns) * RATE // 1_000_000_000 * BYTES


def _wall_offset() -> int:
    """What to add to the wall clock for the monotonic one: of five readings the one that was interrupted least."""
    found = []
    for _ in range(5):
        before, wall, after = time.monotonic_ns(), time.time_ns(), time.monotonic_ns()
        found.append((after - before, (before + after) // 2 - wall))
    return min(found)[1]


class Life(Enum):
    """How it stands with a player."""

    PLAYING = auto()
    STOPPED = auto()
    """It was asked to end, and still hands to the FIFO the 600 ms that it holds, which a card would drop."""
    OVER = auto()


def life(pid: int) -> Life:
    """Of the process of that number: aplay lets SIGTERM go once it has come."""
    try:
        status = dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    except OSError:
        return Life.OVER
    if status["State"].startswith("Z"):
        return Life.OVER
    return Life.PLAYING if int(status["SigCgt"], 16) >> (SIGTERM - 1) & 1 else Life.STOPPED


def _length(wav: str) -> int:
    """Bytes of a whole wav on this card; 0 where there is no saying."""
    try:
        with wave.open(wav) as file:
            return int(file.getnframes()) * RATE // int(file.getframerate()) * BYTES
    except (OSError, EOFError, wave.Error):
        return 0


class Recorder:
    """Hears what a program plays that runs in `environment`. Use it with `with`; the answers are complete after the block."""

    def __init__(self, folder: Path) -> None:
        """`folder` exists and is its own."""
        self.folder = folder
        self.begun_ns = 0
        """The moment 0 of all its answers, on the monotonic clock."""
        self.ended_ns = 0
        self.sounds: list[Sound] = []
        """In the order in which their first samples came."""
        self._offset = 0
        self._sounding: dict[int, Sound] = {}
        self._poll = select.poll()
        self._ears: dict[int, Path] = {}
        self._thread = threading.Thread(target=self._listen, name="recorder", daemon=True)

    def __enter__(self) -> "Recorder":
        self._make_card()
        self._waked, self._wake = os.pipe()
        self._poll.register(self._waked, select.POLLIN)
        for number in range(EARS):
            os.mkfifo(self.folder / str(number))
            self._open(self.folder / str(number))
        self._offset, self.begun_ns = _wall_offset(), time.monotonic_ns()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._wake)
        self._thread.join(PATIENCE_S)
        self.ended_ns = time.monotonic_ns()
        for ear in (*self._ears, self._waked):
            os.close(ear)

    @property
    def environment(self) -> dict[str, str]:
        """What the program must find among its variables."""
        return {"ALSA_CONFIG_PATH": str(self.folder / "asound.conf"), "PATH": f"{self.folder}/bin:{os.environ['PATH']}"}

    # --- afterwards ---------------------------------------------------------------------------

    @property
    def players(self) -> list[Started]:
        """Every player that began. Raises ValueError if somebody set the wall clock meanwhile."""
        if abs(_wall_offset() - self._offset) > 1_000_000:
            raise ValueError("the wall clock was set while recording: no start can be told")
        return [self._player(line) for line in self._log()]

    @property
    def started(self) -> list[tuple[float, str]]:
        """(ms, wav) of every player, in the order in which they began."""
        return sorted((self._ms(one.ns), one.name) for one in self.players)

    @property
    def first_samples(self) -> list[float]:
        """Milliseconds at which the first sample of each sound came."""
        return [self._ms(sound.first_ns) for sound in self.sounds]

    def write(self, path: Path) -> None:
        """All that was heard as one wav, each sound from the moment its first sample came."""
        end = max([self.ended_ns or time.monotonic_ns(), *(s.first_ns + len(s.pcm) * 1_000_000_000 // RATE for s in self.sounds)])
        heard = array("h", bytes(self._at(end) * BYTES))
        for sound in self.sounds:
            mix(heard, self._at(sound.first_ns), array("h", bytes(sound.pcm[: len(sound.pcm) // BYTES * BYTES])))
        save(path, heard)

    def _at(self, ns: int) -> int:
        return (ns - self.begun_ns) * RATE // 1_000_000_000

    def _ms(self, ns: int) -> float:
        return (ns - self.begun_ns) / 1e6

    # --- the card -----------------------------------------------------------------------------

    def _make_card(self) -> None:
        (self.folder / "asound.conf").write_text(CARD)
        (self.folder / "log").touch()
        player = self.folder / "bin" / "aplay"
        player.parent.mkdir()
        programs = {program: shlex.quote(str(shutil.which(program))) for program in NEEDED}
        log, ears = shlex.quote(str(self.folder / "log")), shlex.quote(str(self.folder))
        player.write_text(PLAYER.format(log=log, ears=ears, count=EARS, **programs))
        player.chmod(0o755)

    def _log(self) -> list[str]:
        return (self.folder / "log").read_text().splitlines()

    def _player(self, line: str) -> Started:
        stamp, pid, wav = line.split(" ", 2)
        micro = int(stamp.replace(",", "").replace(".", ""))  # a comma in some languages
        return Started(micro * 1000 + self._offset, int(pid), Path(wav).stem)

    # --- the reader's thread ------------------------------------------------------------------

    def _listen(self) -> None:
        while True:
            for ear, _ in self._poll.poll(TAKE_MS if self._sounding else None):
                if ear == self._waked:
                    return
                self._begin(ear)
            for ear, sound in list(self._sounding.items()):
                self._take(ear, sound)

    def _begin(self, ear: int) -> None:
        """Its first bytes are there, and not yet read."""
        now = time.monotonic_ns()
        self._poll.unregister(ear)  # from here on it is read by the clock
        number = int(self._ears[ear].name)
        line = next((line for line in reversed(self._log()) if int(line.split(" ")[1]) % EARS == number), f"0 {number} ?")
        player = self._player(line)
        self._sounding[ear] = Sound(player.name, player.pid, now, _length(line.split(" ", 2)[2]))

    def _take(self, ear: int, sound: Sound) -> None:
        """What is due of it; of one that was stopped everything, for nobody."""
        now, state = time.monotonic_ns(), life(sound.pid)
        if state is Life.STOPPED and not sound.cut:
            sound.end()
        if state is Life.OVER:
            self._finish(ear, sound, now)
        elif (due := 16 * PAGE if sound.cut else sound.due(now)) > 0:
            self._keep(sound, now, _held(ear, due))

    def _finish(self, ear: int, sound: Sound, now: int) -> None:
        """What its player left in the FIFO, if that is its end. Told to stop while it drains, aplay dies of an assertion."""
        rest = _held(ear, 16 * PAGE)
        if len(sound.pcm) + len(rest) < sound.length:
            sound.end()
        self._keep(sound, now, rest)
        self._close(ear)

    def _keep(self, sound: Sound, now: int, taken: bytes) -> None:
        if taken and not sound.cut:
            if not sound.pcm:
                self.sounds.append(sound)
            sound.pcm += taken
            sound.arrivals.append((now, len(taken)))

    def _open(self, path: Path) -> None:
        ear = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        fcntl.fcntl(ear, fcntl.F_SETPIPE_SZ, PAGE)
        self._ears[ear] = path
        self._poll.register(ear, select.POLLIN)

    def _close(self, ear: int) -> None:
        """Open it anew: a FIFO whose writer has gone is ready for reading for ever."""
        del self._sounding[ear]
        path = self._ears.pop(ear)
        os.close(ear)
        self._open(path)


def _held(ear: int, most: int) -> bytes:
    """What a FIFO holds."""
    try:
        return os.read(ear, most)
    except BlockingIOError:
        return b""


def mix(heard: "array[int]", at: int, sound: "array[int]") -> None:
    """Lay a sound over what was heard, from that sample on; louder than loud stays loud."""
    under = heard[at : at + len(sound)]
    if any(under):
        sound = array("h", (max(-32768, min(32767, a + b)) for a, b in zip(sound, under, strict=False)))
    heard[at : at + len(sound)] = sound[: len(under)]


def save(path: Path, heard: "array[int]") -> None:
    """Write samples as a wav of 44.1 kHz, mono."""
    with wave.open(str(path), "wb") as out:
        out.setparams((1, BYTES, RATE, 0, "NONE", ""))
        out.writeframes(heard.tobytes())
