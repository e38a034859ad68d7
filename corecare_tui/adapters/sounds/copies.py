"""Wavs at another volume than their own: playsound3 knows none, so what it plays is a copy."""

import errno
import os
import wave
from array import array
from contextlib import suppress
from pathlib import Path

from corecare_tui.adapters.places import roomy

MOST = 1500


class Copies:
    """The copies in a folder, made when they are needed; without a folder there are none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def of(self, wav: Path, volume: int) -> Path:
        """Where the wav at so many per cent lies, or will; the wav itself where it needs no copy."""
        if volume >= 100 or self._folder is None:
            return wav
        try:
            made = wav.stat().st_mtime_ns  # a later version of the same cue is another one
        except OSError:
            return wav
        return self._folder / f"{made:x}" / f"{volume}-{wav.name}"

    def made(self, wav: Path, volume: int) -> Path:
        """The same, and it lies there; where no copy can be made, the wav as it is."""
        copy = self.of(wav, volume)
        if copy != wav and not copy.exists():
            try:
                _copy(wav, copy, volume)
            except (OSError, EOFError, ValueError, wave.Error):
                return wav
        return copy

    def tidy(self) -> None:
        """They are made again when they are needed: of too many all go."""
        with suppress(OSError):
            found = list(self._folder.glob("*/*")) if self._folder is not None else []
            for path in found if len(found) > MOST else []:
                path.unlink(missing_ok=True)


def _copy(wav: Path, copy: Path, volume: int) -> None:
    """`wav` at so many per cent. Loudness is felt as a power: half the number is a quarter of the amplitude."""
    copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not roomy(copy.parent):
        raise OSError(errno.ENOSPC, "the last room is the record's")
    with wave.open(str(wav)) as sound:
        settings, samples = sound.getparams(), array("h", sound.readframes(sound.getnframes()))
    factor = (volume / 100) ** 2
    part = copy.with_name(f".{copy.name}.{os.getpid()}")
    with wave.open(str(part), "wb") as out:
        out.setparams(settings)
        out.writeframes(array("h", (int(sample * factor) for sample in samples)).tobytes())
    part.replace(copy)
