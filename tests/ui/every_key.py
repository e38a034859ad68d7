"""Each screen in a state in which its keys mean something, opened without a key; and all that a key can be seen to do."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

from kit import HANGS_S, SET_UP, THURSDAY, Hands, Heard, Wall, _shipped, done, text
from kit import Ticks as Clock
from textual.screen import Screen
from textual.widgets import Checkbox, Input, OptionList, Select

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.library.own import Own
from corecare_tui.adapters.places import shipped
from corecare_tui.coach import WARM_UP, Coach, Training
from corecare_tui.domain.plan import Plan
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn, MorningAfter, PainEntry, Result, Session
from corecare_tui.domain.signals import Skip, Stop, Tick
from corecare_tui.ui.app import CoreCareApp
from corecare_tui.ui.face import Face
from corecare_tui.ui.keymap import NUMBERED
from corecare_tui.ui.keys import DIGITS, SCREENS, Key
from corecare_tui.ui.widgets.dumbbell import Dumbbell
from corecare_tui.ui.widgets.looking.calendar import Weeks
from corecare_tui.ui.widgets.moment import Moment
from corecare_tui.ui.widgets.pain_scale import PainScale
from corecare_tui.ui.widgets.rows import Rows
from corecare_tui.ui.widgets.ticks import Ticks as TickList

DAILY = ("low_lunge", "donkey_kick", "glute_bridge", "knee_plank", "bird_dog", "cat_cow")


# --- the world ------------------------------------------------------------------------------------


def whole(days_ago: int, pain: int = 0, answered: bool = True) -> Session:
    """A finished session of six exercises; its morning was quiet where it was answered."""
    session, library = done(days_ago, end=pain), _shipped()[0]
    said = {"at": session.started, "done": 1.0, "effort": 2, "form_held": True, "pain": pain}
    results = tuple(Result(id, dose=library[id].dose, **said) for id in DAILY)  # type: ignore[arg-type]
    return replace(session, results=results, morning_after=MorningAfter(0, True) if answered else None)


RECORD = tuple(whole(days) for days in (9, 7, 5, 2))
"""Clean weeks: some exercises are to get harder."""
MORNING = (*RECORD[:-1], whole(1, answered=False))
"""The last one was yesterday, and nobody said yet how that morning was."""
SORE = tuple(whole(days, 5) for days in (9, 7, 5, 2))
"""Much is eased and left out, and there is much to read about it."""
PAINS = (PainEntry(THURSDAY - timedelta(3), 4, "low_back", "on the stairs"),)
FLAGS = ("saddle_numb", "osteoporosis", "pelvic")
"""Held back by safety answers: one that locks, two that close exercises."""


@cache
def _template(parent: Path, sessions: tuple[Session, ...], flags: tuple[str, ...]) -> tuple[Path, Any]:
    """A folder with that record and two routines of one's own, written once; every routine there is then."""
    folder = parent / f"template{_template.cache_info().currsize}"
    with Journal(folder / "journal") as journal:
        journal.save_profile(Profile(THURSDAY.date(), flags))
        for session in sessions:
            journal.upsert(session)
        for pain in PAINS:
            journal.log(pain)
        coach = Coach(*_shipped()[:2], journal, Wall(), files=Own(folder / "own", shipped("routines")))
        coach.save_routine(coach.copied_routine("three_day", "My days"))
        coach.save_routine(coach.copied_routine("warm_up", "My warm-up"))
    return folder, coach.routines


class World(Hands):
    """One app for many keys. What a key changed in the record or the settings is gone with `anew`."""

    def __init__(self, app: CoreCareApp, pilot: Any, parent: Path, remap: Mapping[str, str]) -> None:
        super().__init__(app, pilot, parent)
        self.parent, self.remap = parent, remap
        self.left: list[Any] = []
        """How often the program was to end."""
        self.said: list[Any] = []
        """What was kept of an answer, or saved of a setting."""
        self.sentences: set[str] = set()
        """Those that name a key which means something else by now."""
        self._journal: Journal | None = None
        self._own: Own | None = None
        self._number, self._of, self._at_first = 0, ((), ()), ""
        app.exit = lambda *a, **k: self.left.append(a)  # type: ignore[assignment, method-assign]

    @property
    def face(self) -> Face:
        """The world of the screens."""
        return self.app.face

    def prepare(self, sessions: tuple[Session, ...] = RECORD, flags: tuple[str, ...] = (), **settings: Any) -> Face:
        """A face over that record; the one of the key before where nothing in it was changed."""
        template, routines = _template(self.parent, sessions, flags)
        if self._journal is None or (sessions, flags) != self._of or self._on_disk() != self._at_first:
            self.close()
            self._number, self._of = self._number + 1, (sessions, flags)
            self.folder = self.parent / str(self._number)
            copytree(template, self.folder)
            self._journal = Journal(self.folder / "journal")
            self._at_first = self._on_disk()
            self._own = Own(self.folder / "own", shipped("routines"))
        wanted = replace(SET_UP, keys=dict(self.remap), volume=75, **settings)
        coach = Coach(_shipped()[0], routines, self._journal, Wall(), wanted, files=self._own)
        coach.elsewhere = (self.folder / "out",)
        coach.elsewhere[0].mkdir(exist_ok=True)
        self.app.face = Face(coach, Heard(), Clock(), save_setting=lambda key, value: self.said.append((key, value)))
        self.app.draw_figures("smooth")
        self.app.dress("dark")
        self.app.use_keys(wanted.keys)
        self.left, self.said = [], []
        return self.app.face

    def close(self) -> None:
        """Give the journal's folder back."""
        if self._journal is not None:
            self._journal.__exit__(None, None, None)
            rmtree(self.folder)

    def _on_disk(self) -> str:
        files = sorted(path for path in self.folder.rglob("*") if path.is_file() and path.name != ".lock")
        return str([(str(path), path.stat().st_mtime_ns) for path in files])

    async def show(self, screen: Screen[Any]) -> Any:
        """That screen over nothing; it stands when this returns."""
        await self.app.push_screen(screen, lambda answer: self.said.append(repr(answer)))
        await self.settle()
        return screen

    async def away(self) -> None:
        """Every screen gone, and every notice."""
        while len(self.app.screen_stack) > 1:
            await self.app.pop_screen()
        self.app.clear_notifications()
        self.app._notifications.clear()

    def seen(self) -> dict[str, Any]:
        """All that a key can change, in parts."""
        app, face, top = self.app, self.face, self.screen
        widgets = list(top.query("*"))
        return {
            "screens": [type(one).__name__ for one in app.screen_stack],
            "which": [id(one) for one in app.screen_stack],
            "focus": _name(app.focused),
            "rows": text(app),
            "cursors": [_cursor(one) for one in widgets if _cursor(one)],
            "scroll": [(one.scroll_x, one.scroll_y) for one in widgets if one.is_scrollable],
            "hidden": [_name(one) for one in widgets if one.id and not one.display],
            "told": sorted(note.message for note in app._notifications),
            "heard": (face.sounds.names[:], face.sounds.stops, face.sounds.muted),  # type: ignore[attr-defined]
            "settings": replace(face.settings, keys={}),
            "shown": (app.figures_are, app.theme),
            "said": self.said[:],
            "record": (face.coach.history(), face.coach.profile, face.coach.open_session()),
            "files": self._on_disk(),
            "left": self.left[:],
            "routines": list(face.coach.routines),
        }


def _name(widget: Any) -> str:
    return "" if widget is None else f"{type(widget).__name__}#{widget.id}"


def _cursor(widget: Any) -> Any:
    """Where the cursor of that widget stands, what is typed or ticked in it."""
    match widget:
        case TickList():
            return widget.highlighted, widget.ticked
        case OptionList():
            return ("at", widget.highlighted)
        case Rows():
            return ("at", widget.cursor, len(widget.rows))
        case PainScale():
            return ("at", widget.score, widget.cursor)
        case Dumbbell() | Weeks():
            return ("at", widget.selected)
        case Input():
            return ("typed", widget.value, widget.cursor_position)
        case Checkbox() | Select():
            return ("chosen", str(widget.value))
        case Moment():
            return ("alone", widget.only_clock)
    return None


LIGHT = frozenset({"rows", "cursors", "scroll", "told", "heard", "hidden", "shown"})
"""Parts in which a change leaves nothing behind that another key would stumble over."""


def changed(before: dict[str, Any], after: dict[str, Any]) -> frozenset[str]:
    """The parts that are not as they were."""
    return frozenset(part for part, value in before.items() if after[part] != value)


def living(act: Callable[[World], Awaitable[None]], size: tuple[int, int], parent: Path, remap: Mapping[str, str]) -> None:
    """Open the app at `size` over nothing, let `act` use it, close it."""

    async def lived() -> None:
        with Journal(parent / "first") as journal:
            journal.save_profile(Profile(screened=THURSDAY.date()))
            coach = Coach(*_shipped()[:2], journal, Wall(), replace(SET_UP, keys=dict(remap)))
            made = Face(coach, Heard(), Clock())
            app = CoreCareApp(lambda: made)
            async with app.run_test(size=size) as pilot:
                world = World(app, pilot, parent, remap)
                await app.workers.wait_for_complete()
                await world.settle()
                try:
                    await act(world)
                finally:
                    await world.away()
                    world.close()

    gc.disable()
    try:
        asyncio.run(asyncio.wait_for(lived(), HANGS_S))
    finally:
        gc.enable()
        _template.cache_clear()


# --- ways to open a screen ------------------------------------------------------------------------


Open = Callable[[World], Awaitable[Any]]


@dataclass(frozen=True)
class Way:
    """How a screen is opened, and for which of its commands; None = for all that no other way is for."""

    open: Open
    verbs: tuple[str, ...] | None = None


def stands(made: Callable[[Face], Screen[Any]], **world: Any) -> Open:
    """That screen, over the record."""

    async def open(w: World) -> None:
        await w.show(made(w.prepare(**world)))

    return open


def then(first: Open, *steps: Callable[[World], Any]) -> Open:
    """That, and then each of these."""

    async def open(w: World) -> None:
        await first(w)
        for step in steps:
            found = step(w)
            if found is not None:
                await found
            await w.settle()

    return open


def act(name: str) -> Callable[[World], Any]:
    """What a key would do."""
    return lambda w: w.screen.run_action(name)


def at(row: int, what: type = OptionList) -> Callable[[World], None]:
    """The cursor of the screen's list there."""

    def put(w: World) -> None:
        listed = w.screen.query(what).first()
        listed.stand(row) if isinstance(listed, Rows) else setattr(listed, "highlighted", row % listed.option_count)  # type: ignore[attr-defined]

    return put


def _today(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.today import TodayScreen

    return TodayScreen(face)


def _history(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.history import HistoryScreen

    return HistoryScreen(face)


def _library(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.library import LibraryScreen

    return LibraryScreen(face)


def _routines(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.routines import RoutinesScreen

    return RoutinesScreen(face)


def _settings(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.settings import SettingsScreen

    return SettingsScreen(face)


def _draft(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.draft import DraftScreen

    return DraftScreen(face, face.coach.routines["my_days"])


def _edit(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.edit import EditScreen

    entry = next(one for one in face.coach.view(30).log if one.result is not None)
    return EditScreen(entry, face.coach.library)


def _add(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.add import AddScreen

    return AddScreen(face)


def _check_in(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.check_in import CheckInScreen

    return CheckInScreen(face, "core_restart")


def _screening(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.screening import ScreeningScreen

    return ScreeningScreen(face)


def _safety(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.safety import SafetyScreen

    return SafetyScreen(face)


def _locked(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.locked import LockedScreen

    why = face.coach.plan("core_restart").blocked
    assert why is not None
    return LockedScreen(face, why)


def _calibration(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.calibration import CalibrationScreen

    return CalibrationScreen(face)


def _morning(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.morning import MorningScreen

    pending = face.coach.unanswered_morning()
    assert pending is not None
    return MorningScreen(face, pending)


def _log_pain(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.log_pain import LogPainScreen

    return LogPainScreen(face)


def _how_to(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.how_to import HowToScreen

    told = [("quiet", f"A line to scroll by, number {n}.") for n in range(60)]
    return HowToScreen(face, face.coach.library["bird_dog"], told={"bird_dog": told})


def _why(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.why import WhyScreen

    return WhyScreen(face, face.coach.next_plan("core_restart"))


def _choose(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.choose import ChooseScreen

    return ChooseScreen("DAYS", "Which ones?", [(day, f"{day}day") for day in ("mon", "fri", "sun")], ("fri",))


def _tell(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.tell import TellScreen

    return TellScreen("SENT", [f"Line {n}." for n in range(80)], "take it in")


def _menu(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.menu import MenuScreen

    return MenuScreen("WHICH ?", "One of nine.", [(f"w{n}", f"way {n}") for n in range(1, 10)], "back")


def _pick(face: Face) -> Screen[Any]:
    from corecare_tui.ui.screens.pick import Choice, PickScreen

    return PickScreen("PICK", [Choice(one.id, one.name) for one in face.coach.routines.values()])


def _rating(face: Face, keep: Callable[[Any], Any] = lambda kept: None) -> Screen[Any]:
    from corecare_tui.ui.screens.rating import RatingScreen

    return RatingScreen("Plank", 2, 1, lambda felt, effort: None, lambda: None)


def _begun(face: Face) -> tuple[Plan, Session]:
    said = CheckIn(0)
    plan = face.coach.plan(WARM_UP, said)
    return plan, face.coach.start(plan, said)


def happens(training: Training, face: Face, course: str) -> None:
    """A skip for each `n`, the next second for each dot, and the end for an `s`; nothing of it is painted."""
    for sign in course:
        if sign == ".":
            face.ticks.ms += 1000  # type: ignore[attr-defined]
        training.do({".": Tick, "n": Skip, "s": Stop}[sign](), face.ticks())


def playing(course: str) -> Open:
    """The warm-up, that far on."""

    async def open(w: World) -> None:
        from corecare_tui.ui.screens.session import SessionScreen

        face = w.prepare()
        screen = await w.show(SessionScreen(face, *_begun(face)))
        happens(screen.training, face, course)
        screen.perform_all([])
        await w.settle()

    return open


def stopped(course: str) -> Open:
    """The summary of the warm-up that was ended there."""

    async def open(w: World) -> None:
        from corecare_tui.ui.screens.summary import SummaryScreen

        face = w.prepare()
        training = Training(face.coach, *_begun(face))
        training.begin(face.ticks())
        happens(training, face, course + "s")
        await w.show(SummaryScreen(face, training))

    return open


IN_HOLD, IN_REPS = playing("n" + "." * 9), playing("nnnnnn...")
IN_REST = playing("n.....nn.....n")
STOPPED = stopped("n.....nn.....nn.....nnn....")
"""With several rows, one of them not whole."""


def score(n: int) -> Callable[[World], Any]:
    """That answer."""

    def say(w: World) -> None:
        w.screen.action_score(n)

    return say


def panel(name: str) -> Open:
    """That view of History."""

    def go(w: World) -> None:
        from textual.widgets import ContentSwitcher

        w.screen.query_one("#view", ContentSwitcher).current = name
        w.screen.look()

    return then(stands(_history), go)


def typed(words: str) -> Callable[[World], None]:
    """Those words in the first field."""

    def put(w: World) -> None:
        w.screen.query(Input).first().value = words

    return put


def own(w: World) -> None:
    """The cursor on a routine of one's own that is not the last row."""
    listed = w.screen.query_one(OptionList)
    listed.highlighted = listed.get_option_index("my_days")


def deleted(w: World) -> None:
    """Something of one's own was deleted before."""
    w.face.changes.append(w.face.coach.delete_routine("my_warm_up"))


def corrected(w: World) -> Any:
    """A row of the log was cleared before."""
    return w.screen.run_action("unsay")


def scrolled(to: int, what: str) -> Callable[[World], None]:
    """A few lines further down."""
    return lambda w: w.screen.query_one(what).scroll_to(y=to, animate=False)


def _marked(cursor: int) -> Callable[[World], None]:
    def put(w: World) -> None:
        w.screen.query_one(PainScale).cursor = cursor

    return put


def _setting(key: str) -> Callable[[World], None]:
    def put(w: World) -> None:
        listed = w.screen.query_one(OptionList)
        listed.highlighted = listed.get_option_index(key)

    return put


def _help(w: World) -> Any:
    from corecare_tui.ui.screens.help import HelpScreen

    return w.show(HelpScreen(w.screen))


TODAY = then(stands(_today), at(2))
LOG = then(panel("log"), at(12, Rows))
CALENDAR = then(panel("calendar"), act("across(-1)"), act("down(-1)"))
ROUTINES = then(stands(_routines), own)
DRAFT = then(stands(_draft), at(1), act("shift(1)"), at(1))

WAYS: dict[str, tuple[Way, ...]] = {
    "app": (Way(TODAY),),
    "main": (Way(TODAY), Way(stands(_settings), ("go_today",))),
    "today": (
        Way(TODAY),
        Way(then(stands(_today), at(0)), ("decline",)),
        Way(stands(_today, sessions=MORNING), ("morning",)),
    ),
    "history": (
        Way(LOG),
        Way(then(panel("chart"), act("across(-1)"), act("across(-1)")), ("left", "right")),
        Way(panel("chart"), ("open",)),
        Way(panel("per-exercise"), ("how_to",)),
        Way(then(LOG, corrected), ("undo",)),
    ),
    "library": (
        Way(then(stands(_library), at(4, Rows))),
        Way(then(stands(_library), typed("plank")), ("clear",)),
    ),
    "routines": (Way(ROUTINES), Way(then(ROUTINES, deleted), ("undo",))),
    "draft": (Way(DRAFT),),
    "pick": (Way(then(stands(_pick), at(2))),),
    "settings": (Way(then(stands(_settings), _setting("volume"))),),
    "player": (
        Way(IN_HOLD),
        Way(IN_REPS, ("ease", "own_pace")),
        Way(IN_REST, ("score",)),
    ),
    "steps": (Way(then(IN_HOLD, act("show_steps"), at(2))),),
    "rating": (Way(then(stands(_rating), _marked(4))),),
    "check_in": (Way(then(stands(_check_in), score(2), _marked(5))), Way(stands(_check_in), ("score", "ten"))),
    "summary": (Way(then(STOPPED, at(1))), Way(then(STOPPED, score(3)), ("take_back", "lower", "higher"))),
    "morning": (Way(stands(_morning, sessions=MORNING)),),
    "log_pain": (Way(stands(_log_pain)),),
    "screening": (Way(stands(_screening)),),
    "safety": (Way(then(stands(_safety, flags=FLAGS), at(1))),),
    "locked": (Way(stands(_locked, flags=FLAGS)),),
    "calibration": (Way(stands(_calibration)),),
    "how_to": (Way(then(stands(_how_to), scrolled(3, "#cues"))),),
    "why": (Way(then(stands(_why, sessions=SORE), scrolled(2, "#why"))),),
    "form": (Way(then(stands(_edit), lambda w: w.screen.set_focus(w.screen.query(Input).first()))),),
    "choose": (Way(then(stands(_choose), at(1))),),
    "tell": (Way(then(stands(_tell), scrolled(4, "#told"))),),
    "menu": (Way(stands(_menu)),),
    "help": (Way(then(DRAFT, _help, scrolled(1, "#help"))),),
}
"""Screen → the ways to open it."""


def way_of(screen: str, row: Key) -> Open:
    """How that screen is opened for that command."""
    first, *others = WAYS[screen]
    return next((way.open for way in others if way.verbs and row.verb in way.verbs), first.open)


# --- keys -----------------------------------------------------------------------------------------


FRESH = [f"f{n}" for n in range(1, 24) if n != 5]
"""For the commands of a screen; f5 is a clicker's, f24 is `bound.NOWHERE`."""
SHARED = ["ctrl+g", "ctrl+l", "ctrl+n", "ctrl+o", "ctrl+r", "ctrl+t"]
"""For those that several screens hear."""


def others() -> dict[str, str]:
    """A keymap in which every command has a key that no command of its screen had before, spelled as people do."""
    shared = iter(SHARED)
    found: dict[str, str] = {}
    for screen, rows in SCREENS.items():
        free = shared if screen in ("main", "app") else iter(FRESH)
        found |= {f"{screen}.{row.verb}": next(free).title() for row in rows if DIGITS not in row.keys}
    return found


def turned() -> dict[str, str]:
    """A keymap in which each command has the keys of the next one of its screen."""
    found: dict[str, str] = {}
    for screen, rows in SCREENS.items():
        able = [row for row in rows if DIGITS not in row.keys]
        for row, following in zip(able, chain(able[1:], able[:1]), strict=True):
            found[f"{screen}.{row.verb}"] = ",".join(following.keys)
    found.pop("app.quit")
    return found


def numbered(screen: str) -> bool:
    """Has it the keys of `main`, too?"""
    return screen in NUMBERED
