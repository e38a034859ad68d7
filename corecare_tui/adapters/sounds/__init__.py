"""What a person hears, tones and spoken lines: wavs, played by playsound3 from one thread that lives as long as the program."""

import logging
import re
import threading
import wave
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from corecare_tui.adapters.sounds.copies import Copies
from corecare_tui.adapters.sounds.library import aplay, backends, playsound3

PROBE = "silent"
SPOKEN = "a line"
NAME = re.compile(r"[a-z_]{1,40}")
# Cues come a second apart: if a fourth waits, the thread is stuck and the oldest is no longer true.
MOST_WAITING = 3
# A player without a device ends after 11 ms; 50 ms sees it before the next cue. Nothing polls while nothing sounds.
REAP_S = 0.05
# Polls before a player counts as hung. PulseAudio may take 2 s to drain the shortest wav: 3 s for the silence, and 6 s
# for cues, whose longest lasts 3.5 s; 20 s for a spoken line.
PROBE_POLLS = 60
CUE_POLLS = 120
LINE_POLLS = 400
# Ending a player took 53 ms on PulseAudio; a person who leaves waits no longer than this for a worse one.
CLOSE_S = 0.5
GIVEN_UP = -1


class Asked(NamedTuple):
    """A wav someone asked for, in the era (a count of `stop`) they asked it."""

    name: str
    era: int
    path: Path
    safe: bool = False
    """A safety line: it outlives `stop`."""


class Playing(NamedTuple):
    """A cue and the playsound3 Sound that plays it."""

    asked: Asked
    sound: Any
    polls: int = 0

    @property
    def hung(self) -> bool:
        """Polled for longer than any wav here lasts."""
        return self.polls >= {PROBE: PROBE_POLLS, SPOKEN: LINE_POLLS}.get(self.asked.name, CUE_POLLS)


class Sounds:
    """Plays the wavs of a folder by name; where it cannot, `silent` says so and the caller rings the bell and flashes.

    Only `close` may wait (CLOSE_S at most) and nothing raises. Call it from one thread.
    """

    def __init__(
        self,
        folder: Path,
        muted: bool = False,
        *,
        voice: Callable[[str], Path | None] = lambda text: None,
        volume: int = 100,
        cache: Path | None = None,
    ) -> None:
        """`voice` gives the wav of a text once there is one; `cache` takes copies at another volume than 100 %."""
        self.muted = muted
        """The person's wish; may be changed at any time (`warm` again after the first unmuting)."""
        self.volume = volume
        """Per cent, 0 to 100; may be changed at any time."""
        self._voice, self._copies = voice, Copies(cache)
        self._lengths: dict[Path, int] = {}
        self.known = threading.Event()
        """Set once a try has shown whether there is a device; may stay unset for ever if a driver hangs."""
        self._paths = {path.stem: path for path in folder.absolute().glob("*.wav") if NAME.fullmatch(path.stem)}
        self._backends: list[str | None] = []
        self._heard = False
        self._closed = False
        self._era = self._hushed = 0
        self._waiting: deque[Asked] = deque(maxlen=MOST_WAITING)
        self._playing: list[Playing] = []
        self._begun: deque[Playing] = deque()
        """Started in the caller's own thread; the other one has not seen them yet."""
        self._direct: Any = None
        """A backend whose start costs a millisecond, once it has proved itself: a cue need not wait for the other thread."""
        self._wake = threading.Event()
        # playsound3 has its players killed with the THREAD that started them (PR_SET_PDEATHSIG): this one never ends early.
        self._thread = threading.Thread(target=self._run, name="sounds", daemon=True)

    @property
    def silent(self) -> bool:
        """Nothing will be heard: muted, closed, no backend, or no device has proved itself yet."""
        return self.muted or self._closed or not self._heard or self.volume <= 0

    def warm(self) -> None:
        """Look for a device, now or anew, by playing 50 ms of silence. `silent` turns false when that went well."""
        if self.muted or self._closed:
            return
        if self._thread.ident is None:
            self._thread.start()
        self._ask(Asked(PROBE, self._era, self._paths.get(PROBE, Path(PROBE))))

    def play(self, name: str) -> bool:
        """Start a cue. False if it will not be heard: silent, no such cue, or the thread is stuck."""
        if self.silent or name not in self._paths:
            return False
        return self._ask(Asked(name, self._era, self._paths[name]))

    def say(self, text: str, safe: bool = False) -> int | None:
        """Start a spoken line; its length in ms, None when it is not rendered yet or will not be heard."""
        path = None if self.silent else self._voice(text)
        length = None if path is None else self._length(path)
        if path is None or length is None:
            return None
        return length if self._ask(Asked(SPOKEN, self._hushed if safe else self._era, path, safe)) else None

    def length_ms(self, name: str) -> int:
        """How long a cue lasts; 0 for one that is not there."""
        return self._length(self._paths[name]) or 0 if name in self._paths else 0

    def spoken_ms(self, text: str) -> int | None:
        """How long a line lasts; None when it is not rendered yet."""
        path = self._voice(text)
        return None if path is None else self._length(path)

    def _length(self, path: Path) -> int | None:
        if path not in self._lengths:
            with suppress(OSError, EOFError, ZeroDivisionError, wave.Error), wave.open(str(path)) as sound:
                self._lengths[path] = sound.getnframes() * 1000 // sound.getframerate()
        return self._lengths.get(path)

    def stop(self) -> None:
        """End what sounds, but for a safety line, and forget what waits; a cue asked for after this plays."""
        self._era += 1
        for one in (*self._playing, *self._begun) if self._direct is not None else ():
            if self._over(one.asked):
                one.sound.stop()  # here, too: a cue that follows must not begin over it
        self._wake.set()

    def hush(self) -> None:
        """End everything that sounds: the person wants silence."""
        self._hushed += 1
        self.stop()

    def close(self) -> None:
        """Stop for good. May be called twice."""
        self._closed = True
        self.hush()
        if self._thread.is_alive():
            self._thread.join(CLOSE_S)

    def _ask(self, asked: Asked) -> bool:
        """Start a cue, here if that is quick, or put it in the queue; a full one drops its oldest: nobody is listening, False."""
        if self._at_once(asked):
            return True
        free = len(self._waiting) < MOST_WAITING
        self._waiting.append(asked)
        self._wake.set()
        return free

    def _at_once(self, asked: Asked) -> bool:
        """Start it in this thread: the other one would get its turn when the screen is painted, 10 ms later."""
        direct, wav = self._direct, self._copies.of(asked.path, self.volume)
        if direct is None or asked.name == PROBE or not (wav == asked.path or wav.exists()):
            return False
        try:
            self._begun.append(Playing(asked, playsound3().playsound(wav, block=False, backend=direct)))
        except Exception:  # the other thread will see what is wrong
            self._direct = None
            return False
        self._wake.set()
        return True

    def _run(self) -> None:
        """The thread: start what waits, see what ended; after `close`, until the last player is gone."""
        self._copies.tidy()
        while self._playing or self._begun or not self._closed:
            self._wake.wait(REAP_S if self._playing else None)
            self._wake.clear()
            self._reap()
            while self._waiting:
                self._start(self._waiting.popleft())

    def _over(self, asked: Asked) -> bool:
        """Whether it was stopped. The probe outlives `stop`: it cannot be heard, and its answer is wanted."""
        era = self._hushed if asked.safe else self._era
        return self._closed or asked.era == GIVEN_UP or (asked.name != PROBE and asked.era != era)

    def _start(self, asked: Asked) -> None:
        """Hand a cue to playsound3. Whatever that raises costs the sound, never the session."""
        if self._over(asked):
            return
        try:
            self._playing.append(Playing(asked, self._sound(self._copies.made(asked.path, self.volume))))
        except BaseException:  # an import may raise anything, SystemExit too, and this thread has to live on
            self._judge(asked, ok=False)

    def _quick(self) -> Any:
        """The backend that is started without a fork, if it is the one in use."""
        found = aplay() if self._backends[:1] == ["alsa"] else "alsa"
        return None if isinstance(found, str) else found

    def _sound(self, wav: Path) -> Any:
        """A started playsound3 Sound. A Path, never a str: playsound3 downloads a str that looks like a URL."""
        # It logs a missing backend as a warning, which Python would write over the screen.
        logging.getLogger("playsound3").setLevel(logging.CRITICAL + 1)
        library = playsound3()
        if not self._backends:
            self._backends = backends(library.DEFAULT_BACKEND)
        return library.playsound(wav, block=False, backend=aplay() if self._backends[0] == "alsa" else self._backends[0])

    def _reap(self) -> None:
        """Poll every player (an unpolled one stays a zombie): judge the ended by exit code, end the stopped and the hung."""
        playing, self._playing = self._playing, []
        while self._begun:
            playing.append(self._begun.popleft())
        for one in playing:
            code = one.sound.subprocess.poll()
            if not self._over(one.asked) and (code is not None or one.hung):
                self._judge(one.asked, ok=code == 0)
                one = one._replace(asked=one.asked._replace(era=GIVEN_UP))
            if code is None:
                self._keep(one)

    def _keep(self, one: Playing) -> None:
        """Poll it again next time; ask it to end if it is over (again each time: a hung one may need it)."""
        if self._over(one.asked):
            one.sound.stop()
        self._playing.append(one._replace(polls=one.polls + 1))

    def _judge(self, asked: Asked, *, ok: bool) -> None:
        """A player without a device raises nothing: its exit code is all there is. A failed probe tries the next backend."""
        if not ok and asked.name == PROBE and len(self._backends) > 1:
            del self._backends[0]
            self._start(asked)
            return
        self._direct = self._quick() if ok else None
        if not ok:
            self._backends = []  # so that the next `warm` begins with the best one again
        self._heard = ok
        self.known.set()
