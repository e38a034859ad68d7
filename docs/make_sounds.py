"""Writes the cues of sounds/ from a table of notes: python docs/make_sounds.py [folder], the same bytes every time."""

import math
import sys
import wave
from array import array
from pathlib import Path
from typing import NamedTuple

RATE = 44_100
PEAK_DB = -14.0
"""Peak of a cue, in dBFS: heard over one's breathing, and no one next door wakes up."""
SOFTER_DB = {"pain": -18.0, "up": -19.0, "stay": -19.0, "down": -19.0}
"""The question after pain asks; it does not alarm. The phases of a rep come every two seconds."""
BELL = ((1, 1.0), (2, 0.35), (3, 0.12))
HOLLOW = ((1, 1.0), (3, 0.3), (5, 0.1))
RELEASE_MS = 30
SILENCE_MS = 50


class Note(NamedTuple):
    """One struck tone."""

    at_ms: int
    hz: float
    ms: int = 260
    attack_ms: int = 6
    """Below about 4 ms the rise itself is heard as a click."""
    partials: tuple[tuple[int, float], ...] = BELL
    """(multiple of hz, share) each."""


def tune(gap_ms: int, *pitches: float, last_ms: int = 420) -> list[Note]:
    """Pitches struck `gap_ms` apart; the last rings on."""
    *first, last = pitches
    return [Note(i * gap_ms, hz) for i, hz in enumerate(first)] + [Note(len(first) * gap_ms, last, last_ms)]


C, D, E, G, A, B, HIGH_C, HIGH_E = 523.25, 587.33, 659.26, 783.99, 880.0, 987.77, 1046.5, 1318.51
LOW_G, LOW_E = 392.0, 329.63
UP, STAY, DOWN = tune(90, D, B, last_ms=200), [Note(0, G, 260, partials=HOLLOW)], tune(90, B, D, last_ms=200)
"""The three kinds of phase in a rep: away, still, back."""


def counted_in(go: list[Note]) -> list[Note]:
    """3-2-1, then `go`: one wav, so that its spacing is exact whatever the machine does."""
    return [*(Note(n * 1000, A, 140) for n in range(3)), *(note._replace(at_ms=3000 + note.at_ms) for note in go)]


# Rhythm and direction tell cues apart, pitch only helps: few people name a tone alone, all hear "twice" and "falling".
CUES: dict[str, list[Note]] = {
    "tick": [Note(0, A, 140)],
    "countdown": counted_in([Note(0, HIGH_E, 520)]),
    "countdown_up": counted_in(UP),
    "countdown_stay": counted_in(STAY),
    "countdown_down": counted_in(DOWN),
    "ready": [Note(0, E, 110), Note(120, E, 110), Note(240, B, 480)],
    "start": tune(130, C, E, G),
    "half": tune(170, B, B),
    "end": tune(130, G, E, C),
    "switch": [Note(i * 220, hz, 220, partials=HOLLOW) for i, hz in enumerate((A, D, A, D))],
    "up": UP,
    "stay": STAY,
    "down": DOWN,
    "reached": tune(110, G, B, HIGH_E),
    "pain": [Note(i * 340, LOW_E, 300, attack_ms=40) for i in range(3)],
    "pause": tune(200, D, LOW_G),
    "resume": tune(200, LOW_G, D),
    "done": tune(150, C, E, G, HIGH_C, G, HIGH_C, last_ms=1100),
    "silent": [],
}


def swell(part: float) -> float:
    """A half cosine from 0 to 1 as `part` goes from 0 to 1: no corner, so no click."""
    return 0.5 - 0.5 * math.cos(math.pi * min(1.0, max(0.0, part)))


def loudness(note: Note, ms: float) -> float:
    """How loud, 0 to 1, `ms` after the strike."""
    decay = math.exp(-4.0 * ms / note.ms)
    return swell(ms / note.attack_ms) * decay * swell((note.ms - ms) / RELEASE_MS)


def ring(note: Note) -> list[float]:
    """The samples of one note, not yet scaled."""
    turn = 2 * math.pi * note.hz / RATE
    return [
        loudness(note, n * 1000 / RATE) * sum(share * math.sin(turn * multiple * n) for multiple, share in note.partials)
        for n in range(note.ms * RATE // 1000)
    ]


def mix(notes: list[Note]) -> list[float]:
    """The notes laid over each other; SILENCE_MS of nothing if there are none."""
    length_ms = max((note.at_ms + note.ms for note in notes), default=SILENCE_MS)
    samples = [0.0] * (length_ms * RATE // 1000)
    for note in notes:
        start = note.at_ms * RATE // 1000
        for n, value in enumerate(ring(note), start):
            samples[n] += value
    return samples


def scale(samples: list[float], peak_db: float) -> "array[int]":
    """16-bit samples whose loudest is `peak_db` dBFS."""
    loudest = max(map(abs, samples)) or 1.0
    gain = 32_767 * 10 ** (peak_db / 20) / loudest
    return array("h", (round(value * gain) for value in samples))


def make(folder: Path) -> None:
    """Write one mono wav a cue into `folder`, which exists. Raises OSError."""
    for name, notes in CUES.items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as out:
            out.setparams((1, 2, RATE, 0, "NONE", ""))
            out.writeframes(scale(mix(notes), SOFTER_DB.get(name, PEAK_DB)).tobytes())


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "sounds")
