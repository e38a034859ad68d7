"""One alarm for a session: it rings when a cue, a second or a posture is due, so that nothing is counted by ticks."""

import asyncio
from typing import TYPE_CHECKING

from corecare_tui.ui.showing import next_frame_ms
from corecare_tui.ui.widgets.moment import Moment

if TYPE_CHECKING:
    from corecare_tui.ui.screens.session import SessionScreen


class Waking:
    """Has `screen.tick` called when something is next due; in a hold that is once a second."""

    def __init__(self, screen: "SessionScreen") -> None:
        self._screen = screen
        self._alarm: asyncio.TimerHandle | None = None

    def for_what_is_next(self) -> None:
        """Set the alarm anew: every event may have changed what comes."""
        if self._alarm is not None:
            self._alarm.cancel()
        player, now = self._screen.player, self._screen.face.ticks()
        if player.step is None or not self._screen.is_attached:
            return
        wait = min(player.next_ms(now), self._screen.ears.hearing.next_ms(now) or 1000)
        shown = self._screen.query_one(Moment).shown
        if shown is not None and self._screen.app.animation_level != "none":
            wait = min(wait, next_frame_ms(shown.figure, player, player.step, now) or wait)
        # The loop's own alarm: Textual's timer, when the process is stopped in the wrong microsecond, never rings (2 of 15,000).
        self._alarm = asyncio.get_running_loop().call_later(wait / 1000, self._ring)

    def _ring(self) -> None:
        if self._screen.is_attached:
            self._screen.call_later(self._screen.tick)  # in the screen's own turn, where what goes wrong is told
