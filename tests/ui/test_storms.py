"""Storms: any keys, clicks, waits and sleeps at any moment of a session, on the real screen with a clock of the test's own."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from kit import TICK_MS, Hands, play

from corecare_tui.domain.player import State
from corecare_tui.domain.settings import Settings
from corecare_tui.ui.screens.session import SessionScreen

STORMS = 100 if os.environ.get("CORECARE_MANY") else 12
LONGEST = 40
AS_FOUND = (Phase.explicit, Phase.reuse, Phase.generate)
"""Nothing is made smaller: a storm takes seconds, and its own draws tell the way."""
KEYS = (
    *("space", "n", "n", "n", "b", "e", "p", "s", "u", "u", "d", "plus", "minus", "c", "z", "o", "m", "v", "i", "f", "r"),
    *("enter", "escape", "pageup", "pagedown", "full_stop", "asterisk", "slash", "j", "k", "question_mark"),
    *"0123456789t",
)


class Storm:
    """One session in a storm, and what must hold after everything that happens."""

    def __init__(self, p: Hands, data: st.DataObject) -> None:
        self.p, self.data = p, data
        self.rated: dict[str, int] = {}

    async def blow(self) -> None:
        await self.p.start(pain=self.data.draw(st.integers(0, 2), "check-in"))
        for _ in range(self.data.draw(st.integers(5, LONGEST), "length")):
            if not self._in_session:
                return
            key = await self._gust()
            if self._in_session:
                self.holds(key)

    @property
    def _in_session(self) -> bool:
        return any(isinstance(screen, SessionScreen) for screen in self.p.app.screen_stack)

    async def _tick(self) -> None:
        """One look at the clock; the screen is given time only where something came over it or went."""
        face, before = self.p.app.face, list(self.p.app.screen_stack)
        face.ticks.ms += TICK_MS  # type: ignore[attr-defined]
        self.p.wall.later(seconds=TICK_MS / 1000)
        self.p.session.tick()
        if self.p.app.screen_stack != before or self.p.player.step is None:
            await self.p.settle()

    async def _rate(self) -> str:
        """To the next rest that asks, and an answer: what storms seldom find by themselves."""
        for _ in range(8):
            if self.p.on == "RatingScreen" or not self._in_session:
                break
            await self.p.press("n")
            if self._in_session and self.p.player.step is not None and self.p.player.step.effort:
                await self._wait(30)
        for key in self.data.draw(st.sampled_from(("00", "212", "3021", "5102", "6", "4u", "1"))):
            if self.p.on == "RatingScreen":
                await self.p.press(key)
        return "rate"

    async def _gust(self) -> str:
        """A key, a click, some time, or a sleep."""
        what = self.data.draw(
            st.sampled_from(("key", "key", "key", "key", "undo", "rate", "rate", "wait", "wait", "click", "sleep"))
        )
        if what == "rate":
            return await self._rate()
        if what == "undo":
            await self.p.press("u")
            return "u"
        if what == "key":
            key = self.data.draw(st.sampled_from(KEYS))
            await self.p.press(key)
            return key
        if what == "click":
            await self.p.click_at(self.data.draw(st.integers(0, 79)), self.data.draw(st.integers(0, 23)))
            return "click"
        if what == "wait":
            await self._wait(self.data.draw(st.integers(1, 80)))
            return "wait"
        self.p.app.face.ticks.ms += self.data.draw(st.integers(2_001, 10**9))  # type: ignore[attr-defined]
        self.p.session.tick()
        assert self.p.player.state is not State.RUNNING, "it slept: nothing runs on"
        await self.p.settle()
        return "sleep"

    async def _wait(self, ticks: int) -> None:
        """Tick by tick: what is left grows less by just what went by, while it runs, and not at all while it does not."""
        for _ in range(ticks):
            player, clock = self.p.player, self.p.app.face.ticks
            ran, leading = player.state is State.RUNNING, player.count_in(clock()) is not None
            left, over = player.left_ms(clock()), player.over_ms(clock())
            await self._tick()
            if not self._in_session or self.p.on == "SummaryScreen":
                return
            gone = left - self.p.player.left_ms(clock()) + self.p.player.over_ms(clock()) - over
            runs_on = ran and not leading and self.p.player.state is State.RUNNING
            assert gone == TICK_MS if runs_on else 0 <= gone <= TICK_MS, (gone, ran, self.p.player.state)

    def holds(self, key: str) -> None:
        """No state that cannot be, what is shown is what stands, and no rating lost."""
        player, clock = self.p.player, self.p.app.face.ticks()
        assert (player.step is None) == (player.state in (State.IDLE, State.DONE))
        assert player.state is not State.IDLE
        if player.step is not None:
            assert 0 <= player.elapsed_ms(clock) <= (player._limit if player._limit is not None else 10**12)
        session = self.p.session.session
        assert [r.exercise for r in session.results] == [r.exercise for r in self.p.kept], "what it knows is on disk"
        self._no_rating_lost(key)

    def _no_rating_lost(self, key: str) -> None:
        """A rating goes only where it is taken back, and then it is asked for again at once."""
        now = {result.exercise: result.pain for result in self.p.kept if result.pain is not None}
        lost = self.rated.keys() - now.keys()
        assert not lost or (len(lost) == 1 and self.p.on == "RatingScreen"), (key, lost)
        self.rated = now


@settings(max_examples=STORMS, deadline=None, phases=AS_FOUND, suppress_health_check=list(HealthCheck))
@given(data=st.data(), own=st.booleans(), past=st.booleans())
def test_a_storm_leaves_a_session_whole(data: st.DataObject, own: bool, past: bool) -> None:
    async def act(p: Hands) -> None:
        await Storm(p, data).blow()

    world: dict[str, Any] = {"settings": Settings(figure="smooth", own_pace=own, hold_past=past)}
    with TemporaryDirectory() as folder:
        play(Path(folder), act, **world)
