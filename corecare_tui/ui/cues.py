"""Which sound belongs to which signal. The whole 3-2-1-go before an effort is one sound, so its spacing is exact."""

from collections.abc import Callable

from corecare_tui.domain.plan import Kind, Step
from corecare_tui.domain.player import Player
from corecare_tui.domain.signals import Counted, Entered, Finished, Halfway, RepDone, Signal, Slept

Play = Callable[[str, bool], bool]
"""(name, quiet) → will it be heard. Quiet cues ring no bell where there is no device."""


class Cues:
    """Turns signals into sounds."""

    def __init__(self, player: Player, play: Play) -> None:
        self._player, self._play = player, play
        self._counted_in = False
        """The 3-2-1-go is sounding: its go is the start of the effort."""

    def interrupted(self) -> None:
        """A key changed what is going on: a countdown that was sounding means nothing any more."""
        self._counted_in = False

    def hear(self, signal: Signal) -> None:
        """Play what belongs to `signal`."""
        match signal:
            case Entered(step):
                self._entered(step)
            case Counted(n, count_in):
                self._counted(n, count_in)
            case Halfway():
                self._play("half", False)
            case RepDone():
                self._play("tick", True)
            case Slept():
                self._play("pause", False)
            case Finished():
                self._play("done", True)

    def _entered(self, step: Step) -> None:
        if step.kind is Kind.SWITCH:
            self._play("switch", False)
        elif step.kind is Kind.REST:
            self._play("pain" if step.ends_item else "end", False)
        elif step.effort:
            if not self._counted_in and self._begins_bout:
                self._play("start", False)
            self._counted_in = False

    @property
    def _begins_bout(self) -> bool:
        return self._player.at == 0 or not self._player.steps[self._player.at - 1].effort

    def _counted(self, n: int, count_in: bool) -> None:
        step = self._player.step
        before_effort = count_in or (step is not None and step.kind in (Kind.READY, Kind.SWITCH))
        if before_effort and n == 3:
            self._counted_in = self._play("countdown", True)
        elif not before_effort or not self._counted_in:
            self._play("tick", True)
