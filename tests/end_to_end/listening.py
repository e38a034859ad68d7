"""Listens to a session's wav, and to nothing else: which cue sounds where, and so which phase it is in which second.

The recording is searched for sound that begins after silence. There, and only there, each wav of sounds/ is laid over it at an
eighth of the rate and compared by normalised correlation, so that neither the volume nor the machine's lateness matters.
"""

import sys
import wave
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import sqrt
from operator import mul
from pathlib import Path
from typing import NamedTuple

from corecare_tui.domain.bouts import marks
from corecare_tui.domain.plan import Kind, Step
from corecare_tui.domain.running import COUNT_IN_MS
from corecare_tui.domain.signals import Counted, Halfway, Second

SOUNDS = Path(__file__).parents[2] / "sounds"
RATE = 44_100
REDUCED = 8
"""Samples that become one: 5.5 kHz still holds the highest note, 1.3 kHz, and costs an eighth."""
QUIET = 1
"""Of 32,767: there is no noise in a recording without a microphone. Cues are told at 15 % of their volume and more, where the
softest have a peak of 83."""
GAP, BLOCK = 88, 7
"""2 ms of samples, 1.3 ms of the reduced ones: between a cue that a key cuts and the next one there may be 4 ms of silence."""
BEGUN = 0.1
"""Of the loudest in its first 60 ms: there a sound is aligned, whatever its volume. The slowest takes 40 ms to be loud."""
HEAD_MS, TOLD_MS = 60, 250
"""Before 60 ms no cue is told from noise; after 250 ms every one is told from every other (at most 0.71 alike)."""
LEAST_MS = 150
"""A cue that was cut before is not told: `start` and `done`, `half` and `down` begin alike."""
LIKELY, ALIKE, SURE = 0.5, 0.94, 0.95
"""Correlations: worth a whole look; the cue; the cue, though a part of it only. A tick in `switch` has 0.92, others 0.6."""
CLEAN = 0.98
"""Nothing else sounds with it."""
TIE = 0.02
FAINT, SILENT, ROUNDED = 0.03, 0.3, 24
"""Of a cue's loudest, the least that has to be heard; of that, what is silence; what rounding may leave of REDUCED samples."""

GO_MS = 3000
"""A countdown's go comes so long after its first tick."""
STRUCK_MS = 60
"""So much of a go has to be heard."""
PAUSED, BACK, OVER, UNKNOWN = "PAUSED", "BACK", "OVER", "?"
BEGINS = {
    "ready": "READY",
    "switch": "SWITCH",
    "start": "HOLD",
    "up": "UP",
    "stay": "STAY",
    "down": "DOWN",
    "end": "REST",
    "pain": "REST",
    "pause": PAUSED,
    "resume": BACK,
    "done": OVER,
}
"""Cue → the phase that begins with it."""
GOES = {"countdown": "HOLD", "countdown_up": "UP", "countdown_stay": "STAY", "countdown_down": "DOWN"}
"""Countdown → the phase that begins with its go."""
MOVES = ("UP", "STAY", "DOWN")
EFFORTS = ("HOLD", *MOVES)


class Cue(NamedTuple):
    """A cue that was heard."""

    ms: float
    """When it began."""
    name: str
    heard_ms: float
    """How much of it was heard: less than its length when it was cut."""


Phase = tuple[float, str]
"""(ms of its beginning, its word)"""


# --- what there is to hear ----------------------------------------------------------------------


@dataclass(frozen=True)
class Template:
    """A wav of sounds/, prepared for comparing."""

    name: str
    samples: "array[int]"
    begins: int
    """The sample by which it is aligned, from `beginning`."""
    low: Sequence[int]
    """Reduced, from there on."""
    levels: Sequence[int]
    """The loudest of each BLOCK of `low`."""


def read(path: Path) -> "array[int]":
    """The samples of a wav. Raises ValueError if it is not 44.1 kHz, mono, 16 bits."""
    with wave.open(str(path)) as file:
        if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (RATE, 1, 2):
            raise ValueError(f"{path}: not 44.1 kHz, mono, 16 bits")
        return array("h", file.readframes(file.getnframes()))


@cache
def templates(folder: Path = SOUNDS) -> tuple[Template, ...]:
    """Every cue that can be heard."""
    return tuple(_template(path) for path in sorted(folder.glob("*.wav")) if path.stem != "silent")


def _template(path: Path) -> Template:
    samples = read(path)
    first = onset(samples, 0)
    if first is None:
        raise ValueError(f"{path}: silence")
    begins = beginning(samples, first)
    low = reduced(samples, begins, len(samples) - begins)
    return Template(path.stem, samples, begins, low, levels(low))


def reduced(samples: "array[int]", at: int, count: int) -> list[int]:
    """Sums of REDUCED samples each, silence beyond the end."""
    part = samples[at : at + count]
    part.extend([0] * (-len(part) % REDUCED))
    low = list(map(sum, zip(*[iter(part)] * REDUCED, strict=True)))
    return low + [0] * (-(-count // REDUCED) - len(low))


def levels(low: Sequence[int]) -> list[int]:
    """The loudest of each BLOCK."""
    return [max(map(abs, low[at : at + BLOCK])) for at in range(0, len(low), BLOCK)]


# --- where something begins ---------------------------------------------------------------------


def onset(samples: "array[int]", at: int) -> int | None:
    """The first sample from `at` on that is sound; None = silence to the end."""
    for begin in range(at, len(samples), RATE // 10):
        part = samples[begin : begin + RATE // 10]
        if max(part) > QUIET or min(part) < -QUIET:
            return begin + next(n for n, sample in enumerate(part) if abs(sample) > QUIET)
    return None


def beginning(samples: "array[int]", at: int) -> int:
    """The first sample that counts of the sound that begins at `at`: quieter ones get lost at a low volume."""
    part = samples[at : at + HEAD_MS * RATE // 1000]
    least = BEGUN * max(map(abs, part))
    return at + next(n for n, sample in enumerate(part) if abs(sample) >= least)


def silence(samples: "array[int]", at: int) -> int:
    """The first GAP of silence from `at` on, or the end."""
    while at < len(samples) and max(map(abs, samples[at : at + GAP])) > QUIET:
        at += GAP
    return at


# --- what it is ---------------------------------------------------------------------------------


class Match(NamedTuple):
    """How much a template is like what begins somewhere."""

    score: float
    template: Template
    heard: int
    """Reduced samples until it was cut, or all."""
    whole: bool
    """Not cut; a countdown that was cut after its go counts as whole."""
    alone: bool = True
    """Nothing else sounds before it ends."""


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """Normalised correlation of the shorter with as much of the longer."""
    one, other = one[: len(other)], other[: len(one)]
    loudness = sqrt(sum(map(mul, one, one))) * sqrt(sum(map(mul, other, other)))
    return sum(map(mul, one, other)) / loudness if loudness else 0.0


def _volume(low: Sequence[int], template: Sequence[int]) -> float:
    """How loud it is played, by its first 60 ms."""
    head = _low(HEAD_MS)
    return sqrt(sum(map(mul, low[:head], low[:head])) / sum(map(mul, template[:head], template[:head])))


def cues(samples: "array[int]", folder: Path = SOUNDS) -> Iterator[Cue]:
    """Every cue in the recording, in its order. What was heard is taken away: give a copy if it is still needed."""
    at = 0
    while (first := onset(samples, at)) is not None:
        begins = beginning(samples, first)
        match = _identify(samples, begins, templates(folder))
        if match is None:  # a voice, a noise, a cue cut too soon
            at = silence(samples, begins)
            continue
        begun = begins - match.template.begins
        until = _take_away(samples, begins, match)
        yield Cue(begun * 1000 / RATE, match.template.name, (until - begun) * 1000 / RATE)
        at = begins + 1


def _low(ms: int) -> int:
    return ms * RATE // 1000 // REDUCED


def _identify(samples: "array[int]", at: int, known: Iterable[Template]) -> Match | None:
    """The cue that begins there."""
    head = reduced(samples, at, _low(HEAD_MS) * REDUCED)
    likely = [template for template in known if alike(head, template.low) >= LIKELY]
    if not likely:
        return None
    low = reduced(samples, at, max(len(template.low) for template in likely) * REDUCED)
    there = levels(low)
    matches = [_match(low, there, template) for template in likely]
    return _best(matches) or _covered(low, matches)


def _match(low: Sequence[int], there: Sequence[int], template: Template) -> Match:
    """Compare until it is cut: a block is silent in which it should sound."""
    volume = _volume(low, template.low)
    least = max(FAINT * volume * max(template.levels), ROUNDED)
    due = (volume * level for level in template.levels)
    missed = (n for n, (here, level) in enumerate(zip(there, due, strict=False)) if level > least and here < SILENT * level)
    heard = min(next(missed, len(template.levels)) * BLOCK, len(template.low))
    whole = heard == len(template.low) or (template.name in GOES and heard > _low(GO_MS + STRUCK_MS))
    return Match(alike(low[:heard], template.low[:heard]), template, heard, whole)


def _best(matches: Iterable[Match]) -> Match | None:
    """The one that is most like it; of two, the one that was heard whole; of two, the longer: a countdown begins as a tick."""
    good = [m for m in matches if m.score >= (ALIKE if m.whole else SURE) and (m.whole or m.heard >= _low(LEAST_MS))]
    top = max((match.score for match in good), default=0.0)
    return max((m for m in good if m.score >= top - TIE), key=lambda m: (m.whole, m.heard), default=None)


def _covered(low: Sequence[int], matches: Iterable[Match]) -> Match | None:
    """Another sound began before its end, so that only its first part is like it."""
    told = _low(TOLD_MS)
    there = [m.template for m in matches if m.heard >= min(told, len(m.template.low))]
    found = [Match(alike(low[:told], one.low[:told]), one, len(one.low), whole=True, alone=False) for one in there]
    top = max((match.score for match in found), default=0.0)
    return min((m for m in found if m.score >= max(SURE, top - TIE)), key=lambda m: m.heard, default=None)


def _take_away(samples: "array[int]", at: int, match: Match) -> int:
    """Leave what else sounds there; the sample until which the cue was heard."""
    template = match.template
    begin, end = max(0, at - template.begins), at + min(match.heard * REDUCED, len(template.samples) - template.begins)
    if match.alone and (match.score >= CLEAN or not match.whole):
        samples[begin:end] = array("h", bytes(2 * len(samples[begin:end])))
        return end
    shift, volume = _aligned(samples, at, template)
    played = [round(volume * sample) for sample in template.samples[max(0, begin - at + template.begins + shift) :]]
    under = [sample - one for sample, one in zip(samples[begin:end], played, strict=False)]
    # Where it was cut, taking it away adds more than it takes: until there the sum of the squares falls.
    sums = list(accumulate(left * left - sample * sample for left, sample in zip(under, samples[begin:end], strict=False)))
    heard = sums.index(min(sums)) + 1
    near = max(QUIET, FAINT * max(played))
    kept = (0 if abs(left) <= near else max(-32768, min(32767, left)) for left in under[:heard])
    samples[begin : begin + heard] = array("h", kept)
    return begin + heard


def _aligned(samples: "array[int]", at: int, template: Template) -> tuple[int, float]:
    """(samples by which the template has to be moved, its volume), by the first 60 ms: the recording's beginning is rounded."""
    head = samples[at : at + _low(HEAD_MS) * REDUCED]

    def part(shift: int) -> "array[int]":
        begin = max(0, template.begins + shift)
        return template.samples[begin : begin + len(head)]

    shift = max(range(-4, 5), key=lambda shift: alike(head, part(shift)))
    return shift, sum(map(mul, head, part(shift))) / sum(map(mul, part(shift), part(shift)))


# --- what it means ------------------------------------------------------------------------------


def phases(heard: Iterable[Cue]) -> list[Phase]:
    """The phases that a person knows of who hears these cues."""
    found: list[Phase] = []
    before = UNKNOWN
    for ms, phase in sorted(_beginnings(heard)):
        if phase == PAUSED and (not found or found[-1][1] != PAUSED):
            before = found[-1][1] if found else UNKNOWN
        found.append((ms, before if phase == BACK else phase))
    return found


def _beginnings(heard: Iterable[Cue]) -> Iterator[Phase]:
    for cue in heard:
        if cue.name in BEGINS:
            yield cue.ms, BEGINS[cue.name]
        elif cue.name in GOES and cue.heard_ms > GO_MS + STRUCK_MS:
            yield cue.ms + GO_MS, GOES[cue.name]


def second_by_second(found: Sequence[Phase], seconds: int, begun_ms: float | None = None) -> list[str]:
    """The phase in the middle of each second, counted from the first phase's beginning if nothing else is said."""
    begun = (found[0][0] if found else 0.0) if begun_ms is None else begun_ms
    return [_at(found, begun + 1000 * second + 500) for second in range(seconds)]


def _at(found: Sequence[Phase], ms: float) -> str:
    return next((phase for begun, phase in reversed(found) if begun <= ms), UNKNOWN)


# --- what is true -------------------------------------------------------------------------------


def phase_of(step: Step) -> str:
    """The phase that a step is."""
    if step.effort:
        return step.move.upper() or "HOLD"
    return step.kind.name


def timetable(steps: Iterable[Step], own_pace_ms: int | None = None) -> list[Phase]:
    """When each step begins if nobody presses a key. Raises ValueError at one that waits, unless told how long it takes."""
    now, found = 0, []
    for step in steps:
        found.append((float(now), phase_of(step)))
        length = own_pace_ms if step.ms is None else step.ms
        if length is None:
            raise ValueError("a set at one's own pace has no length")
        now += length
    return [*found, (float(now), OVER)]


def paused(true: Sequence[Phase], at_ms: float, until_ms: float) -> list[Phase]:
    """The same with a pause from then until then; an effort goes on after a 3-2-1, which is not yet it."""
    phase = _at(true, at_ms)
    again = until_ms + (COUNT_IN_MS if phase in EFFORTS else 0)
    before = [one for one in true if one[0] <= at_ms]
    after = [(ms + again - at_ms, word) for ms, word in true if ms > at_ms]
    return [*before, (at_ms, PAUSED), (again, phase), *after]


def score(steps: Sequence[Step]) -> Iterator[tuple[int, str]]:
    """(ms, cue) of all that is heard of steps if nobody presses a key and nothing but the seconds is turned off."""
    now = 0
    for before, step, after in zip((None, *steps), steps, (*steps[1:], None), strict=False):
        if step.ms is None:
            raise ValueError("a set at one's own pace has no length")
        counted_in = before is not None and before.kind in (Kind.READY, Kind.SWITCH)
        yield from ((now + ms, name) for ms, name in _of_step(step, after, counted_in))
        now += step.ms
    yield now, "done"


def _of_step(step: Step, after: Step | None, counted_in: bool) -> Iterator[tuple[int, str]]:
    into = after is not None and after.effort and not step.effort
    own = {Kind.READY: "ready", Kind.SWITCH: "switch", Kind.REST: "pain" if step.ends_item else "end"}
    if not step.effort or not counted_in:
        yield 0, own.get(step.kind) or step.move or "start"
    for ms, signal in marks(step, step.ms):
        match signal:
            case Halfway():
                yield ms, "half"
            case Counted(3) if into and after:
                yield ms, "_".join(filter(None, ("countdown", after.move)))
            case Counted() | Second() if not into:
                yield ms, "tick"


# --- how well it was heard ----------------------------------------------------------------------


class Confusion(NamedTuple):
    """What was heard against what was true, second by second."""

    counts: Counter[tuple[str, str]]
    """(true, heard) → seconds."""

    @property
    def share(self) -> float:
        """Of the seconds, those heard as they were."""
        return sum(n for (true, heard), n in self.counts.items() if true == heard) / (self.counts.total() or 1)

    def __str__(self) -> str:
        """A row for each true phase, a column for each heard one."""
        words = sorted({word for pair in self.counts for word in pair})
        rows = [["true \\ heard", *words]]
        rows += [[true, *(str(self.counts[true, heard] or ".") for heard in words)] for true in words]
        lines = ["".join(f"{cell:>8}" if n else f"{cell:<13}" for n, cell in enumerate(row)) for row in rows]
        return "\n".join([*lines, f"{self.share:.2%} of {self.counts.total()} seconds"])


def confusion(heard: Sequence[str], true: Sequence[str]) -> Confusion:
    """Raises ValueError if one is longer."""
    return Confusion(Counter(zip(true, heard, strict=True)))


if __name__ == "__main__":
    for one in cues(read(Path(sys.argv[1]))):
        print(f"{one.ms / 1000:9.3f} s  {one.name:<15} {one.heard_ms:6.0f} ms heard")
