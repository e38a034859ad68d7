"""One timer for a session: it rings when a cue, a second or a posture is due, so that nothing is counted by ticks."""

from typing import TYPE_CHECKING

from textual.timer import Timer

from corecare_tui.ui.showing import next_frame_ms
from corecare_tui.ui.widgets.moment import Moment

if TYPE_CHECKING:
    from corecare_tui.ui.screens.session import SessionScreen


class Waking:
    """Calls `screen.tick` when something is next due; in a hold that is once a second."""

    def __init__(self, screen: "SessionScreen") -> None:
        self._screen = screen
        self._timer: Timer | None = None

    def for_what_is_next(self) -> None:
        """Set the timer anew: every event may have changed what comes."""
        if self._timer is not None:
            self._timer.stop()
        player, now = self._screen.player, self._screen.face.ticks()
        if player.step is None or not self._screen.is_attached:
            return
        wait = player.next_ms(now)
        shown = self._screen.query_one(Moment).shown
        if shown is not None and self._screen.app.animation_level != "none":
            wait = min(wait, next_frame_ms(shown.figure, player, player.step, now) or wait)
        self._timer = self._screen.set_timer(wait / 1000, self._screen.tick)
