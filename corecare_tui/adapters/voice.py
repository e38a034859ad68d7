"""A voice: texts rendered to wavs before they are needed, by the speech engine of the system, in a thread of its own."""

import errno
import hashlib
import os
import queue
import shutil
import subprocess
import threading
import wave
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corecare_tui.adapters.places import roomy

RENDER_S = 5.0
"""espeak-ng takes 15 ms for a sentence of five seconds; what takes this long hangs."""
MOST_FAILURES = 3
"""After so many in a row the engine is left alone until the program starts again."""
MOST_FILES, FILES_LEFT = 3000, 2000
"""A library in three voices is some 1,000 wavs of 60 kB."""
OUT = "CORECARE_WAV"
_SPEAK = (
    "Add-Type -AssemblyName System.Speech; $s = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    f"$s.SetOutputToWaveFile($env:{OUT}); $s.Speak([Console]::In.ReadToEnd()); $s.Dispose()"
)


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that writes a wav: `argv` with `{out}` in it, the text on its stdin, so that no text is taken for an option."""

    program: str
    argv: tuple[str, ...]


ENGINES = (
    Engine("say", ("--file-format=WAVE", "--data-format=LEI16@22050", "-o", "{out}", "-f", "-")),
    Engine("espeak-ng", ("-v", "en", "-s", "150", "-w", "{out}", "--stdin")),
    Engine("espeak", ("-v", "en", "-s", "150", "-w", "{out}", "--stdin")),
    Engine("powershell", ("-NoProfile", "-NonInteractive", "-Command", _SPEAK)),
)
"""Best first. spd-say is none of them: it can only speak aloud, where pause, mute and stop do not reach it."""


def engine(environ: Mapping[str, str] = os.environ) -> Engine | None:
    """The first engine that is here; None without one. Over SSH there is none: the voice would speak in another room."""
    if environ.get("SSH_CONNECTION"):
        return None
    return next((one for one in ENGINES if shutil.which(one.program, path=environ.get("PATH"))), None)


def _check_whole(wav: Path) -> None:
    """Raises OSError or wave.Error for one that was cut: on a full disk espeak-ng says that all went well."""
    with wave.open(str(wav)) as sound:
        frames = sound.getnframes()
        if not frames or len(sound.readframes(frames)) != frames * sound.getsampwidth() * sound.getnchannels():
            raise OSError(f"{wav} is cut")


class Voice:
    """Wavs of texts. Nothing here waits or raises: a text that is not ready in time is not said."""

    def __init__(self, folder: Path, engine: Engine | None) -> None:
        """`folder` keeps what was rendered, for the next time too; it is made when it is needed."""
        self.engine = engine
        self._folder = folder
        self._ready: dict[str, Path | None] = {}
        """Text → its wav; None = asked for."""
        self._wanted: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._failures = 0
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)

    def __call__(self, text: str) -> Path | None:
        """The wav of a text, if there is one by now; if not, it is made for the next time."""
        if text not in self._ready:
            self.prepare((text,))
        return self._ready.get(text)

    def prepare(self, texts: Iterable[str]) -> None:
        """Have these rendered, in this order, behind what is waiting."""
        if self.engine is None or self._closed:
            return
        for text in texts:
            if text not in self._ready:
                self._ready[text] = None
                self._wanted.put(text)
        if self._thread.ident is None:
            self._thread.start()

    def close(self) -> None:
        """Render nothing more."""
        self._closed = True
        self._wanted.put(None)

    def _run(self) -> None:
        self._tidy()
        while (text := self._wanted.get()) is not None and not self._closed:
            self._ready[text] = self._wav(text)

    def _wav(self, text: str) -> Path | None:
        """The file of a text, from before or made now; None when the engine or the disk will not."""
        assert self.engine is not None
        name = hashlib.sha256(f"{self.engine}\0{text}".encode("utf-8", "replace")).hexdigest()[:32]
        path = self._folder / f"{name}.wav"
        if path.exists():
            return path
        if self._failures >= MOST_FAILURES:
            return None
        try:
            self._render(self.engine, text, path)
        except (OSError, EOFError, wave.Error, subprocess.SubprocessError):
            self._failures += 1
            return None
        self._failures = 0
        return path

    def _render(self, engine: Engine, text: str, path: Path) -> None:
        """Into a file beside it first: what is killed half way must not be played the next time."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not roomy(self._folder):
            raise OSError(errno.ENOSPC, "the last room is the record's")
        part = path.with_name(f".{os.getpid()}-{path.name}")
        argv = [engine.program, *(part_of.replace("{out}", str(part)) for part_of in engine.argv)]
        try:
            subprocess.run(
                argv,
                input=text.encode("utf-8", "replace"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, OUT: str(part)},
                timeout=RENDER_S,
                check=True,
            )
            _check_whole(part)
            part.chmod(0o600)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def _tidy(self) -> None:
        """Of too many the oldest go, and what a crash left half made."""
        try:
            found = sorted(self._folder.glob("*.wav"), key=lambda path: path.stat().st_mtime)
            for path in found[:-FILES_LEFT] if len(found) > MOST_FILES else []:
                path.unlink(missing_ok=True)
            for path in self._folder.glob(".*.wav"):
                path.unlink(missing_ok=True)
        except OSError:
            return
