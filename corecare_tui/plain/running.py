"""One session in lines while it runs: a line typed is an event."""

from collections.abc import Callable

from corecare_tui.domain.plan import Kind, Step
from corecare_tui.domain.player import State
from corecare_tui.domain.signals import (
    Back,
    Event,
    Extend,
    Jump,
    Pause,
    Resume,
    Skip,
    SkipExercise,
    Stop,
    Tick,
)
from corecare_tui.domain.signals import Pain as Hurts
from corecare_tui.plain.rating import Rating
from corecare_tui.plain.telling import Sounding, Speaking
from corecare_tui.plain.words import how_to, set_told

__all__ = ["KEYS", "Running", "Sounding", "Speaking"]
TICK_MS = 100
EXTEND_MS = 5000
COMMANDS: dict[str, Callable[[], Event]] = {
    "": Pause,
    ".": Pause,
    "p": Hurts,
    "*": Hurts,
    "n": Skip,
    "b": Back,
    "x": SkipExercise,
    "s": Stop,
    "/": Stop,
    "+": lambda: Extend(EXTEND_MS),
    "-": lambda: Extend(-EXTEND_MS),
}
"""Lines that are one event each. Enter pauses and goes on; the others are in `Running._typed`."""
KEYS = (
    "Enter pauses and goes on. p pain, d form broke down, e easier, n next, b back, x skip this exercise, + and - 5 seconds, "
    "c I count myself, u takes back, o lists the sets and o 3 goes to the third, i says how it is done, s stop; then Enter."
)


class Running(Rating):
    """A session from its first get-ready to its last rest."""

    def play(self, first: int = 0) -> None:
        """Until nothing is left to play; raises EOFError at the end of the input."""
        self._tell(self.training.begin(self._now(), first, self._mark))
        if self.player.state is State.PAUSED:
            self.asking.tell("Paused where it stood; Enter goes on.")
        while self.player.state is not State.DONE:
            line = self.asking.clock.line_within(min(TICK_MS, self.player.next_ms(self._now())))
            self._typed("tick" if line is None else line.lower())

    # --- what is typed ------------------------------------------------------------------------

    def _typed(self, line: str) -> None:
        step = self.player.step
        if step is None or line == "tick":
            self._do(Tick())
        elif line == "d" and step.effort:
            self._form_lost(step.item)
        elif line == "u":
            self._take_back()
        elif line == "e":
            self._ease()
        elif line == "c":
            self._count_myself()
        elif line == "i":
            self._explain(step)
        elif line.startswith("o"):
            self._steps(line[1:].strip())
        elif line.isdecimal() and len(line) <= 2 and int(line) <= 10 and self.training.asks is not None:
            self._rate(step.item, int(line))
        else:
            self._event(line)

    def _explain(self, step: Step) -> None:
        """How it is done, in a rest of what comes next; the clock waits."""
        self._pause()
        later = self.player.steps[self.player.at + 1 :]
        shown = later[0] if step.kind is Kind.REST and later else step
        for told in how_to(self.coach.library[self.plan.items[shown.item].exercise]):
            self.asking.tell(told)
        self.asking.tell("Paused; Enter goes on.")

    def _event(self, line: str) -> None:
        event = COMMANDS[line]() if line in COMMANDS else Tick()
        if isinstance(event, Pause) and (self.player.state is not State.RUNNING or self.player.over_ms(self._now())):
            event = Resume() if self.player.state is State.PAUSED else Skip()
        self._do(event)
        if isinstance(event, Pause) and self.player.state is State.PAUSED:
            self.asking.tell("Paused; Enter goes on.")
        if isinstance(event, Hurts) and self.player.step is not None:
            self._rate(self.player.step.item, hurts=True)

    def _steps(self, number: str) -> None:
        """The sets with their numbers; with a number: to that one."""
        starts = self.player.sets()
        if number.isdecimal() and len(number) <= 4 and 1 <= int(number) <= len(starts):
            self._do(Jump(starts[int(number) - 1][0]))
            return
        self._pause()
        for number_of, (_, step, done) in enumerate(starts, 1):
            self.asking.tell(f"{number_of}. {set_told(step, done, self.plan, self.coach.library)}")
        self.asking.tell("Paused; Enter goes on, o and a number goes there.")

    def _count_myself(self) -> None:
        own = self.training.count_myself(self._now())
        told = "Enter when the set is done." if own else "Paced again."
        self.asking.tell("c is for reps: here is nothing to count." if own is None else told)
