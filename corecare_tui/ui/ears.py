"""What a session screen does for the ears: tones and lines, and for who misses them the bell and the border."""

from dataclasses import replace
from typing import TYPE_CHECKING

from corecare_tui.domain.hearing import Hearing
from corecare_tui.domain.saying import rehearsed
from corecare_tui.domain.settings import after
from corecare_tui.domain.signals import Event, Signal
from corecare_tui.domain.tones import Tone
from corecare_tui.domain.wanted import LEVELS, Level
from corecare_tui.ui.keeping import keep_setting
from corecare_tui.ui.terminal import behind

if TYPE_CHECKING:
    from corecare_tui.ui.screens.session import SessionScreen

FLASH_S = 0.3
ALARM_S = 0.5
"""Half of each of the last three seconds: 1 Hz, and flashes are safe below 3 Hz (WCAG 2.3.1)."""


class Ears:
    """The hearing of one session screen."""

    def __init__(self, screen: "SessionScreen") -> None:
        self.screen, self.face = screen, screen.face
        self.hearing = Hearing(self.face.sounds, self._show, self.face.coach.library, self.face.settings.wanted)

    def hear(self, event: Event, signals: list[Signal]) -> None:
        """What happened, before it is kept or shown."""
        self.hearing.hear(event, signals, self.screen.player, self.screen.plan, self.face.ticks())

    def say(self, sentence: str) -> None:
        """A safety line: it is said whole."""
        self.hearing.say_now(sentence, self.face.ticks())

    def say_again(self, sentence: str) -> None:
        """A cue, once more."""
        self.hearing.say_again(sentence, self.face.ticks())

    def rehearse(self) -> None:
        """Have a voice ready for all that may be said from here on."""
        level, screen = self.hearing.wanted.voice, self.screen
        if level is not Level.OFF:
            self.face.voice.prepare(rehearsed(screen.plan, self.face.coach.library, screen.player.steps, level))

    def alarm(self) -> None:
        """One of the last three seconds, for who misses the beeps."""
        if self.face.settings.flash and self.screen.app.animation_level != "none":
            self._light("alarm", ALARM_S)

    def toggle_mute(self) -> str:
        """Sounds on or off; in words."""
        sounds = self.face.sounds
        sounds.muted = not sounds.muted
        sounds.hush() if sounds.muted else sounds.warm()
        return "Sounds off." if sounds.muted else "Sounds on."

    def say_more(self) -> str:
        """How much the voice says, in turn; in words."""
        level = after(LEVELS[self.hearing.wanted.voice], LEVELS)
        self.hearing.want(replace(self.hearing.wanted, voice=Level(LEVELS.index(level))))
        self.face.settings = replace(self.face.settings, voice=level)
        keep_setting(self.screen, "voice", level)
        self.rehearse()
        return f"Voice: {level}."

    def _show(self, tone: Tone) -> None:
        """A tone that cannot be heard: the terminal's bell rings (not for every tick) and the border lights up."""
        if not self.face.sounds.muted and not tone.quiet:
            self.screen.app.bell()
        self._light("flash", FLASH_S)

    def _light(self, name: str, seconds: float) -> None:
        if not behind(self.screen.app):
            self.screen.add_class(name)
            self.screen.set_timer(seconds, lambda: self.screen.remove_class(name))
