"""A session in lines as far as it goes by itself: each signal is heard, kept and told; the rest after an exercise asks."""

from collections.abc import Iterable
from typing import Protocol

from corecare_tui.coach import Coach, NotKept, Training
from corecare_tui.domain.hearing import Hearing
from corecare_tui.domain.hearing import Sounding as Hearable
from corecare_tui.domain.mark import Mark
from corecare_tui.domain.plan import Plan, Step
from corecare_tui.domain.player import Player, State
from corecare_tui.domain.records import Result, Session
from corecare_tui.domain.saying import rehearsed
from corecare_tui.domain.settings import Settings
from corecare_tui.domain.signals import (
    Entered,
    Event,
    Finished,
    NoPlaceFor,
    Pause,
    Signal,
)
from corecare_tui.domain.tones import Tone
from corecare_tui.plain.asking import Asking
from corecare_tui.plain.words import words


class Sounding(Hearable, Protocol):
    """What the line mode needs of the sounds."""

    def warm(self) -> None:
        """Look for a device."""


class Speaking(Protocol):
    """What the line mode needs of the voice."""

    def prepare(self, texts: Iterable[str]) -> None:
        """Have these rendered."""


class Telling:
    """A running session, told line by line."""

    def __init__(
        self, coach: Coach, sounds: Sounding, asking: Asking, plan: Plan, session: Session, settings: Settings, mark: Mark | None
    ) -> None:
        self.coach, self.asking = coach, asking
        self.hearing = Hearing(sounds, self._show, coach.library, settings.wanted)
        self.training = Training(coach, plan, session, settings.pace, self._heard, self._not_kept)
        self._mark = mark
        self._before: tuple[int, Result | None] = (-1, None)
        """The item asked about last, and what was known of it before."""
        self._rated: int | None = None
        """The item that was rated just now and is not asked about again."""

    @property
    def player(self) -> Player:
        """What plays."""
        return self.training.player

    @property
    def plan(self) -> Plan:
        """What is played, as it is by now."""
        return self.training.plan

    @property
    def session(self) -> Session:
        """What is kept of it."""
        return self.training.session

    def rehearsal(self) -> list[str]:
        """All that may be said."""
        return list(rehearsed(self.plan, self.coach.library, self.player.steps, self.hearing.wanted.voice))

    def _now(self) -> int:
        return self.asking.clock.now()

    def _pause(self) -> None:
        if self.player.state is State.RUNNING:
            self._do(Pause())

    def _do(self, event: Event) -> None:
        """Let it happen, sound, keep and tell it."""
        try:
            signals = self.training.do(event, self._now())
        except NoPlaceFor:
            return
        self._tell(signals)

    def _heard(self, event: Event, signals: list[Signal]) -> None:
        self.hearing.hear(event, signals, self.player, self.plan, self._now())

    def _show(self, tone: Tone) -> None:
        """A tone that cannot be heard has its line already."""

    def _not_kept(self, error: NotKept) -> None:
        self.asking.tell(f"Not kept: {error}")

    def _tell(self, signals: list[Signal], fanfare: bool = True) -> None:
        """A line for each signal; the rest after an exercise asks how it was."""
        for signal in signals:
            line = words(signal, self.plan, self.coach.library)
            if line and (fanfare or not isinstance(signal, Finished)):
                self.asking.tell(line)
            if isinstance(signal, Entered) and self.player.step is signal.step and self._due(signal.step):
                self._rate(signal.step.item)

    def _due(self, step: Step) -> bool:
        """Is it to be rated now: not what was rated just before it was left out, nor what is said already?"""
        known = self.coach.kept(step.item)
        said = known is not None and known.pain is not None and known.effort is not None
        return self.training.asks == step.item != self._rated and not said

    def _rate(self, item: int, score: int | None = None, hurts: bool = False) -> None:
        """How an item felt; who only tells does not ask."""
