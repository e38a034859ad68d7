"""What may sound when: a tone on time or not at all, a line where it ends before the next tone, a safety line whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from corecare_tui.domain import tones
from corecare_tui.domain.exercise import Library
from corecare_tui.domain.plan import Kind, Plan, Step
from corecare_tui.domain.player import Player, State
from corecare_tui.domain.saying import Line, lines
from corecare_tui.domain.signals import Counted, Event, Extend, GoTo, Pain, Pause, Resume, Signal, Stop, Tick
from corecare_tui.domain.tones import Tone
from corecare_tui.domain.wanted import Level, Sort, Wanted

MARGIN_MS = 150
"""A line ends at least so long before the next tone: a player of wavs starts some 10 ms late and drains its buffer."""
DRAIN_MS = 60
"""So long after its end a sound may still be heard: its player began late by as much (10 ms, 36 on a busy machine)."""
MOST_WAITING = 8
RENDERED_MS = 100
"""A line that no voice has rendered yet is looked at again after this."""
SAFE_FOR_MS = 10_000
"""A safety line that could not begin by then has lost its moment; it stands on the screen."""


class Sounding(Protocol):
    """What plays: `adapters.sounds.Sounds` is one."""

    def play(self, name: str) -> bool:
        """Start a tone; False when it will not be heard."""

    def say(self, text: str, safe: bool) -> int | None:
        """Start a spoken line; its length in ms, None when it is not ready or will not be heard."""

    def length_ms(self, name: str) -> int:
        """How long a tone lasts."""

    def spoken_ms(self, text: str) -> int | None:
        """How long a line lasts; None when it is not ready."""

    def stop(self) -> None:
        """End what sounds, but for a safety line."""


class Waiting(NamedTuple):
    """A line that has not found room yet."""

    line: Line
    at: int
    """The step it belongs to; with the step it goes."""
    due: int


@dataclass
class Hearing:
    """The ears of one session. Times are milliseconds of the player's clock."""

    out: Sounding
    shown: Callable[[Tone], None]
    """Called with every tone that could not be heard: it is shown instead."""
    library: Library
    wanted: Wanted = field(default_factory=Wanted)
    _waiting: list[Waiting] = field(default_factory=list)
    _busy: int = 0
    """Until then something sounds."""
    _spoken: int = 0
    """Until then a line does."""
    _safe: int = 0
    """Until then a safety line does."""
    _counted_in: bool = False
    """The 3-2-1-go is sounding: its go is the start of the effort."""
    _last: str = ""
    """What was said last: the same is not said twice running."""

    # --- what happens -------------------------------------------------------------------------

    def hear(self, event: Event, signals: list[Signal], player: Player, plan: Plan, now: int) -> None:
        """The one tone of an event, then the lines that it brings."""
        if not isinstance(event, Tick | Extend):
            self._interrupted(now)
        tone = self._tone(event, signals, player)
        if tone is not None:
            self._play(tone, now)
        if not isinstance(event, GoTo | Pain) and player.step is not None:
            self._await(lines(signals, plan, self.library, player.steps, player.at), player, now)
        self.go_on(player, now)

    def say_now(self, text: str, now: int) -> None:
        """A safety line: another line is cut for it, a tone is waited for."""
        if self.wanted.voice is Level.OFF:
            return
        self._waiting.insert(sum(w.line.safe for w in self._waiting), Waiting(Line(text, safe=True), 0, now))
        if self._safe <= now < self._spoken:
            self.out.stop()
            self._busy = self._spoken = now
        self._say(now, None)

    def want(self, wanted: Wanted) -> None:
        """From now on; what waits to be said was wanted before."""
        self.wanted = wanted
        self._waiting = [w for w in self._waiting if w.line.level <= wanted.voice and wanted.voice is not Level.OFF]

    def say_again(self, text: str, now: int) -> None:
        """A cue that the person asked for, if nothing else sounds."""
        if self.wanted.voice is not Level.OFF and now >= self._busy:
            length = self.out.say(text, False)
            self._busy = self._spoken = now + (length or 0)

    def go_on(self, player: Player, now: int) -> None:
        """Time went by: a line that waits may have found its room. Those of a step that is over are forgotten."""
        self._waiting = [w for w in self._waiting if w.at == player.at or (w.line.safe and now < w.due + SAFE_FOR_MS)]
        self._say(now, player.next_tone_ms(now))

    def next_ms(self, now: int) -> int | None:
        """Milliseconds until a line that waits may begin; None when none waits."""
        due = [max(w.due, self._busy) - now for w in self._waiting if w.line.safe or max(w.due, self._busy) > now]
        return min((max(RENDERED_MS, ms) if ms <= 0 else ms for ms in due), default=None)

    def _interrupted(self, now: int) -> None:
        """A person did something: what is said of before means nothing any more, nor a countdown that sounds."""
        self.out.stop()
        self._waiting = [w for w in self._waiting if w.line.safe]
        self._counted_in, self._busy, self._spoken = False, max(now, self._safe), max(now, self._safe)

    # --- tones --------------------------------------------------------------------------------

    def _tone(self, event: Event, signals: list[Signal], player: Player) -> Tone | None:
        """A phase before all; then 3-2-1; then what is told by the way."""
        step = tones.entered(signals)
        if isinstance(event, GoTo):
            return None
        if isinstance(event, Pain):
            return tones.HURTS
        if isinstance(event, Stop):
            return tones.STOPPED
        if isinstance(event, Pause) and player.state is State.PAUSED:
            return tones.PAUSED
        if isinstance(event, Resume) and player.step is not None and not player.step.effort:
            return tones.RESUMED
        if step is not None and player.step is not None:
            return self._entering(player)
        counted = next((s for s in signals if isinstance(s, Counted)), None)
        return self._counting(counted, player) if counted else tones.passing(signals)

    def _entering(self, player: Player) -> Tone | None:
        before = player.steps[player.at - 1] if player.at else None
        step = player.steps[player.at]
        tone = tones.entering(step, before is None or not before.effort, self._counted_in)
        self._counted_in = False
        return tone

    def _counting(self, counted: Counted, player: Player) -> Tone | None:
        """One wav from the three on; its ticks are not played again."""
        step = player.step
        into = step if counted.count_in else _effort_after(player)
        if into is None or not into.effort:
            return tones.TICK
        if counted.n == 3:
            self._counted_in = True
            return tones.countdown(into)
        return None if self._counted_in else tones.TICK

    def _play(self, tone: Tone, now: int) -> None:
        """On time or not at all. What could not be heard is shown; it does not count as counted in."""
        if tone.sort in self.wanted.off:
            self._counted_in = self._counted_in and tone.sort is not Sort.COUNTDOWN
            return
        if now < self._safe or not self._heard(tone, now):
            self._counted_in = False
            self.shown(tone)

    def _heard(self, tone: Tone, now: int) -> bool:
        if now < self._busy:
            self.out.stop()  # a tone is never late for the end of another sound
        if not self.out.play(tone.name):
            return False
        self._busy = now + self.out.length_ms(tone.name) + DRAIN_MS
        return True

    # --- words --------------------------------------------------------------------------------

    def _await(self, new: Iterable[Line], player: Player, now: int) -> None:
        begun = now - player.elapsed_ms(now)
        for line in new:
            if line.level <= self.wanted.voice:
                self._waiting.append(Waiting(line, player.at, max(now, begun + line.after_ms)))
        self._waiting = self._waiting[-MOST_WAITING:]

    def _say(self, now: int, free: int | None) -> None:
        """The first line that is due and fits before the next tone; the same sentence is not said twice running."""
        if now < self._busy:
            return
        for waiting in list(self._waiting):
            text = self._fitting(waiting, now, free)
            if text is None:
                continue
            self._waiting.remove(waiting)
            length = self.out.say(text, waiting.line.safe)
            if length is not None:
                self._last = text
                self._busy = self._spoken = now + length + DRAIN_MS
                self._safe = self._busy if waiting.line.safe else self._safe
                return

    def _fitting(self, waiting: Waiting, now: int, free: int | None) -> str | None:
        """The whole line, or its short form; None when it is not due, not ready, or has no room."""
        if waiting.due > now:
            return None
        for text in (waiting.line.text, waiting.line.short):
            length = self.out.spoken_ms(text) if text else None
            if length is None or (text == self._last and not waiting.line.safe):
                continue
            if waiting.line.safe or free is None or length + MARGIN_MS <= free:
                return text
        return None


def _effort_after(player: Player) -> Step | None:
    """The step after a get-ready or a change of sides; None elsewhere: a rest counts down to a get-ready."""
    step = player.step
    if step is None or step.kind not in (Kind.READY, Kind.SWITCH) or player.at + 1 >= len(player.steps):
        return None
    return player.steps[player.at + 1]
