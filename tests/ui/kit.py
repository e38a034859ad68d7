"""The app in a test's hands: the real library, a real journal in a temporary folder, and time that only the test moves."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from textual import events
from textual.errors import NoWidget
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Label

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.library import load
from corecare_tui.adapters.library.own import Own
from corecare_tui.adapters.places import shipped
from corecare_tui.coach import Coach
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn, PainEntry, Result, Session, SessionOutcome
from corecare_tui.domain.settings import Settings
from corecare_tui.ui.app import CoreCareApp
from corecare_tui.ui.face import Face, Kept
from corecare_tui.ui.screens.session import SessionScreen
from corecare_tui.ui.widgets.big import Big

THURSDAY = datetime(2026, 11, 19, 8, 0, tzinfo=timezone(timedelta(hours=1)))
"""When every test begins."""
WIDE, NARROW = (80, 24), (60, 20)
CHARACTERS = {"space": " ", "full_stop": ".", "question_mark": "?", "plus": "+", "minus": "-"}
HANGS_S = 300
"""A Pilot that waits for itself never ends; this ends it."""
TICK_MS = 100
SLOWEST = 100
"""Looks at a screen that is to change, before a test goes on without."""
LOOKING = ("look", "library", "routines")
"""Groups of the threads in which a screen looks something up."""
SET_UP = Settings(figure="smooth")
"""Of a person who answered the questions of the first start."""


LASTS = {"countdown": 3520, "countdown_up": 3290, "countdown_stay": 3260, "countdown_down": 3290, "pain": 980, "done": 1850}
"""Milliseconds of the longer tones."""


class Wall:
    """The clock on the wall; a test moves it to later days."""

    def __init__(self, now: datetime = THURSDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: float) -> None:
        """Days, hours or seconds onward."""
        self.now += timedelta(**by)


class Ticks:
    """Milliseconds of a clock that stands until it is moved."""

    def __init__(self) -> None:
        self.ms = 1_000

    def __call__(self) -> int:
        return self.ms


class Heard:
    """Sounds that only note what they were asked for; `device` False = there is nothing to hear them with."""

    def __init__(self, device: bool = True) -> None:
        self.device, self.muted = device, False
        self.names: list[str] = []
        """Every cue that sounded, in order."""
        self.stops = 0
        self.volume, self.speaks = 100, False
        self.said: list[str] = []
        """Every line that was spoken, in order, once a test lets it speak."""
        self.warmed = 0

    @property
    def silent(self) -> bool:
        return self.muted or not self.device

    def warm(self) -> None:
        self.warmed += 1

    def play(self, name: str) -> bool:
        if self.silent:
            return False
        self.names.append(name)
        return True

    def stop(self) -> None:
        self.stops += 1

    def hush(self) -> None:
        self.stops += 1

    def length_ms(self, name: str) -> int:
        return LASTS.get(name, 300)

    def spoken_ms(self, text: str) -> int | None:
        return (self.speaks and 300 + 60 * len(text)) or None

    def say(self, text: str, safe: bool) -> int | None:
        if self.silent or not self.speaks:
            return None
        self.said.append(text)
        return self.spoken_ms(text)


@cache
def _shipped() -> Any:
    exercises, routines, problems = load(shipped("routines"), None)
    assert not problems
    return exercises, routines


def face(
    folder: Path,
    *,
    screened: bool = True,
    sessions: tuple[Session, ...] = (),
    pains: tuple[PainEntry, ...] = (),
    wall: Wall | None = None,
    device: bool = True,
    routine: str | None = None,
    settings: Settings = SET_UP,
    save: Kept = lambda key, value: None,
    own: Path | None = None,
) -> tuple[Face, Journal]:
    """The world as the screens see it, over a journal in `folder` that already holds these records.

    `own` is a folder for routines of the person's own; what lies in it is read.
    """
    files = Own(own, shipped("routines")) if own else None
    exercises, routines = (files.now.library, files.now.routines) if files else _shipped()
    journal = Journal(folder)
    if screened and journal.profile().screened is None:
        journal.save_profile(Profile(screened=THURSDAY.date()))
    for session in sessions:
        journal.upsert(session)
    for pain in pains:
        journal.log(pain)
    coach = Coach(exercises, routines, journal, wall or Wall(), settings, files=files)
    return Face(coach, Heard(device), Ticks(), routine, save_setting=save), journal


def run(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run it to its end, or fail if it never comes."""
    asyncio.run(asyncio.wait_for(coroutine, HANGS_S))


class Hands:
    """A person at the app: presses, clicks, waits, reads."""

    def __init__(self, app: CoreCareApp, pilot: Pilot[int], folder: Path) -> None:
        self.app, self.pilot, self.folder = app, pilot, folder

    @property
    def screen(self) -> Screen[Any]:
        return self.app.screen

    @property
    def on(self) -> str:
        """The class name of the screen on top."""
        return type(self.app.screen).__name__

    @property
    def sounds(self) -> Any:
        return self.app.face.sounds

    @property
    def wall(self) -> Any:
        return self.app.face.coach._clock

    @property
    def session(self) -> SessionScreen:
        """The session screen, on top or under a question."""
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, SessionScreen))

    @property
    def player(self) -> Any:
        return self.session.player

    async def press(self, *keys: str) -> None:
        """One key after the other, each done with before the next."""
        for key in keys:
            await self.hit(key)
            await self.settle()

    async def hit(self, key: str) -> None:
        """One key, as a terminal sends it. `Pilot.press` sleeps until the processor is idle: 20 ms or more, twice a key."""
        letter = CHARACTERS.get(key, key if len(key) == 1 else None)
        self.app._driver.send_message(events.Key(key, letter))
        await self.pilot.pause(0)

    async def resize(self, width: int, height: int) -> None:
        """The terminal's new size; it is the screens' own when this returns. Textual gathers resizes for a moment."""
        size = Size(width, height)
        self.app._driver._size = size
        self.app.post_message(events.Resize(size, size))
        for _ in range(SLOWEST):
            await self.pilot.pause(0)
            if self.screen.size == size == self.screen.region.size:
                break
            await self.pilot.pause(0.01)
        await self.pilot.pause(0)

    async def settle(self) -> None:
        """Let everything that was posted happen."""
        for _ in range(3):
            await self.pilot.pause(0)
        if self._looking:
            while self._looking:
                await self.pilot.pause(0.002)
            await self.settle()

    @property
    def _looking(self) -> bool:
        """Is a screen looking something up, in a thread of its own?"""
        return any(worker.group in LOOKING and not worker.is_finished for worker in self.app.workers)

    async def click(self, what: Any, offset: tuple[int, int] = (0, 0)) -> None:
        await self.pilot.click(what, offset=offset)
        await self.settle()

    async def click_at(self, x: int, y: int) -> None:
        """Where a person would; Pilot's own click at an offset is the screen's, whatever stands there."""
        try:
            widget, region = self.screen.get_widget_at(x, y)
        except NoWidget:
            return
        await self.click(widget, offset=(x - region.x, y - region.y))

    async def key(self, word: str) -> None:
        """Click the key of the key bar that says `word`."""
        key = next(k for k in self.screen.query("Key") if k.word == word and k.display)
        await self.click(key)

    async def start(self, pain: int = 0, *keys: str) -> None:
        """From Today into a session, after a check-in of `pain`."""
        await self.press(*(keys or ("enter",)), str(pain), "enter")
        assert self.on == "SessionScreen", text(self.app)

    async def wait(self, seconds: float) -> None:
        await advance(self.pilot, seconds)

    async def until(self, phase: str, most: float = 200) -> None:
        """Wait until the phase in big letters begins with that word."""
        for _ in range(int(most * 10)):
            if self.big("phase").startswith(phase):
                return
            await advance(self.pilot, 0.1)
        raise AssertionError(f"{phase} never came: {self.big('phase')}")

    def big(self, id: str) -> str:
        """What stands in the big letters of that id, on top or in the session under a question."""
        for screen in reversed(self.app.screen_stack):
            if found := screen.query(f"#{id}").results(Big):
                for one in found:
                    return one.text
        raise AssertionError(f"no big letters #{id}")

    @property
    def rows(self) -> list[str]:
        """The rows of the screen."""
        return text(self.app)

    @property
    def shown(self) -> str:
        """All that stands on the screen, runs of blanks as one."""
        return " ".join(" ".join(self.rows).split())

    @property
    def says(self) -> str:
        """The texts of the labels on top, each whole however it is wrapped."""
        return " ".join(" ".join(str(label.content) for label in self.screen.query(Label) if label.region).split())

    def reads(self, *words: str) -> bool:
        """Do all of these stand on the screen, within one row or wrapped in a label of their own?"""
        missing = [word for word in words if word not in self.shown and word not in self.says]
        if missing:  # pytest shows it beside the failure
            print("\n".join(self.rows), f"\nmissing: {missing}")
        return not missing

    @property
    def told(self) -> list[str]:
        """The notices given so far that still stand."""
        return [note.message for note in self.app._notifications]

    def on_disk(self) -> Journal:
        """What another program would find in the folder now."""
        return Journal(self.folder, write=False)

    @property
    def kept(self) -> tuple[Result, ...]:
        """The results of the open session, read from its file."""
        held = self.on_disk().current()
        return held.results if held else ()

    @property
    def session_kept(self) -> Session:
        """The open session, read from its file."""
        held = self.on_disk().current()
        assert held is not None
        return held

    @property
    def finished(self) -> tuple[Session, ...]:
        return self.on_disk().sessions()


def play(folder: Path, act: Callable[[Hands], Awaitable[None]], size: tuple[int, int] = WIDE, **world: Any) -> None:
    """Open the app over `folder` at `size`, let `act` use it, close it. A second call is a restart of the program."""

    async def played() -> None:
        made, journal = face(folder, **world)
        app = CoreCareApp(lambda: made)
        with journal:
            async with app.run_test(size=size) as pilot:
                hands = Hands(app, pilot, folder)
                await app.workers.wait_for_complete()
                await hands.settle()
                await hands.settle()
                await act(hands)

    gc.disable()  # collecting while an app stands costs a third of the time
    try:
        run(played())
    finally:
        gc.enable()


async def advance(pilot: Pilot[int], seconds: float) -> None:
    """Time goes by, ten looks at the clock a second, as the app takes them itself."""
    app = pilot.app
    assert isinstance(app, CoreCareApp)
    for n in range(1, round(seconds * 1000) // TICK_MS + 1):
        app.face.ticks.ms += TICK_MS  # type: ignore[attr-defined]
        app.face.coach._clock.later(seconds=TICK_MS / 1000)  # type: ignore[attr-defined]
        before = list(app.screen_stack)
        for screen in before:
            if isinstance(screen, SessionScreen):
                screen.tick()
        if app.screen_stack != before or n % 50 == 0:
            await pilot.pause(0)
    for _ in range(3):
        await pilot.pause(0)


async def choose(p: Hands, words: str) -> None:
    """Press the digit of the menu's row that says so."""
    row = next(row for row in p.screen.query("Row") if words in str(row.content))
    await p.press(str(row.number))


def text(app: CoreCareApp) -> list[str]:
    """The rows of the screen, as a person reads them."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def done(
    days_ago: int,
    pain: int | None = 0,
    exercise: str = "glute_bridge",
    *,
    pre: int | None = 0,
    end: int | None = 0,
    routine: str = "core_restart",
    outcome: SessionOutcome = SessionOutcome.FINISHED,
) -> Session:
    """A finished session of one exercise, that many days before the test's."""
    started = THURSDAY - timedelta(days_ago)
    dose = _shipped()[0][exercise].dose
    result = Result(exercise, at=started, dose=dose, done=1.0, pain=pain, effort=2, form_held=True)
    ended = started + timedelta(minutes=12)
    return Session(f"s{days_ago}", started, routine, "day1", ended, outcome, CheckIn(pre), (result,), end)
