"""A person who plays sessions in a terminal, is killed with it, and knows what the screen had acknowledged by then."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.library import load
from corecare_tui.domain.history import History
from corecare_tui.domain.pain import PLACES
from corecare_tui.domain.records import Result, Session, SessionOutcome
from tests.end_to_end.terminal import ROOT, Terminal

MOST_PRESSES = 16
"""A session is about 17 presses: a kill falls anywhere in it, and in the start of the next one."""

MARKS = {
    "open": "AN OPEN SESSION",
    "on": "HOW DO WE GO ON?",
    "stop": "STOP HERE?",
    "check-in": "New since last time?",
    "score": "No answer is kept",
    "place": "buttock / hip",
    "sharp": "no, dull or an ache",
    "leg": "no, it stays where it is",
    "effort": "FORM BROKE DOWN",
    "summary": "EFFORT / FORM",
    "today": " exercises   ",
    "session": "left",
}
"""A word by which each state is told, those that lie over others first."""

ASKED = ("place", "sharp", "leg", "effort")
"""What may be asked after the number, in this order."""
ON = ("on", "session", "summary")
"""How it goes on after PAIN."""
PLACES_ASKED = (1, 2, 4, 5, 6, 7, 8)
"""Not down the leg: that would close the next session."""
LOOK_S = 0.3
"""Nobody answers a frame of 20 ms: what is pressed is meant for what stands there."""
Acknowledge = Callable[[float], None]

EXERCISES = {exercise.name: exercise.id for exercise in load(ROOT / "routines", ROOT / "none")[0].values()}


@dataclass(frozen=True)
class Said:
    """A rating as far as it was given."""

    pain: int
    place: str | None = None
    effort: int | None = None

    @classmethod
    def of(cls, result: Result) -> "Said | None":
        return None if result.pain is None else cls(result.pain, result.place, result.effort)


@dataclass
class Person:
    """Plays sessions, and remembers what the screen has acknowledged."""

    home: Path
    chance: random.Random
    said: dict[str, Said] = field(default_factory=dict)
    """Acknowledged in the session that is open."""
    pressed: dict[str, Said] = field(default_factory=dict)
    """Pressed, but the screen has not gone on: on disk or not."""
    rated: set[str] = field(default_factory=set)
    """Exercises that need no rating any more."""
    ending: bool = False
    """The session's last Enter was pressed and not acknowledged."""
    before: dict[str, dict[str, Said]] = field(default_factory=dict)
    """What was acknowledged in sessions that are closed, by their id."""
    acknowledged: int = 0
    resumed: int = 0

    # --- a round ------------------------------------------------------------------------------

    def live_and_die(self) -> None:
        """Start, press a few keys, be killed at a random moment, look at the record."""
        held = self.open_session()
        with Terminal(self.home) as terminal:
            presses = self.begin(terminal, held)
            for _ in range(self.chance.randint(1, MOST_PRESSES)):
                next(presses)(20)
            in_mid_press = self.chance.random() < 0.7  # else after the acknowledgement of one
            if in_mid_press:
                acknowledge = next(presses)
                terminal.watch(self.chance.uniform(0, 0.08))
            terminal.kill()
            assert terminal.until_end() == -9
            if in_mid_press:
                acknowledge(0)  # it counts if it was painted before the end
        self.look()

    def open_session(self) -> Session | None:
        with Journal(self.home / "journal", write=False) as journal:
            return journal.current()

    def begin(self, terminal: Terminal, held: Session | None) -> Iterator[Acknowledge]:
        """Start; an open session is offered and goes on where it stood."""
        terminal.until(MARKS["open"] if held else MARKS["today"])
        if held is not None:
            with Journal(self.home / "journal", write=False) as journal:
                mark = journal.marked()
            terminal.press("1")
            self.state(terminal, "session", "score", "summary")
            if mark is not None:
                terminal.wait(lambda: self.exercise(terminal) in {item.exercise for item in mark.items}, "where it stood")
            self.resumed += 1
        return self.presses(terminal)

    # --- playing ------------------------------------------------------------------------------

    def state(self, terminal: Terminal, *awaited: str, seconds: float = 20) -> str:
        """Read until one of these states is on the screen."""

        def now() -> str:
            return next((state for state, mark in MARKS.items() if mark in terminal.text), "")

        terminal.wait(lambda: now() in awaited, " or ".join(awaited), seconds)
        return now()

    def settled(self, terminal: Terminal) -> str:
        """The state after a look that lasts: between a rating and the menu after it a frame of the session is painted."""
        if self.state(terminal, *MARKS) == "session":
            terminal.watch(LOOK_S)
        return self.state(terminal, *MARKS)

    def exercise(self, terminal: Terminal) -> str:
        """The exercise in the first row, of a session as of a rating."""
        first = f"{terminal.rows[0].strip()}   "
        return next((id for name, id in EXERCISES.items() if first.startswith(f"{name}   ")), "")

    def presses(self, terminal: Terminal) -> Iterator[Acknowledge]:
        """A press at a time; each yields what waits for its acknowledgement, and notes it if it comes in that time."""
        while True:
            state, at = self.settled(terminal), self.exercise(terminal)
            if state == "today":
                yield self.press(terminal, "o", "check-in")
            elif state == "check-in":
                yield self.press(terminal, "1\r", "session")
            elif state == "on":
                yield self.press(terminal, "3", "session", "score", "summary")
            elif state == "score":
                yield from self.rate(terminal, at, "session", "summary")
            elif state == "summary":
                yield self.close(terminal)
            elif state == "stop":
                yield self.leave(terminal, at)
            elif at in self.rated:
                yield self.press(terminal, "s", "stop", "summary", "on")  # a rating asked for again gives way to the menu
            elif at and self.chance.random() < 0.5:  # PAIN in the get-ready, which then goes on
                yield self.press(terminal, "p", "score")
                yield from self.rate(terminal, self.exercise(terminal), *ON)
            elif at:  # PAIN in the effort, and a menu what to do
                yield self.press(terminal, "np", "score", "summary")
                if self.state(terminal, *MARKS) == "score":
                    yield from self.rate(terminal, self.exercise(terminal), *ON)

    def press(self, terminal: Terminal, keys: str, *awaited: str) -> Acknowledge:
        terminal.press(keys)
        return self.seen(lambda seconds: self.state(terminal, *awaited, seconds=seconds))

    def seen(self, look: Callable[[float], object], then: Callable[[], None] = lambda: None) -> Acknowledge:
        """Whether it is on the screen within that time; with no time at all it need not be."""

        def acknowledge(seconds: float) -> None:
            try:
                look(seconds)
            except AssertionError:
                if seconds:
                    raise
            else:
                then()

        return acknowledge

    def rate(self, terminal: Terminal, at: str, *after: str) -> Iterator[Acknowledge]:
        """Score, then whatever is asked: place, sharp, down the leg, effort."""
        pain = self.chance.randint(0, 2)
        known = self.said.get(at)
        worst = known if known is not None and known.pain > pain else None  # a quieter answer does not talk the worst down
        said = worst or Said(pain, None, known.effort if known else None)
        yield self.say(terminal, at, str(pain), said, *ASKED, *after)
        while (asked := self.state(terminal, *ASKED, *after)) in ASKED:
            number = {"place": self.chance.choice(PLACES_ASKED), "effort": self.chance.randint(1, 3)}.get(asked, 0)
            said = replace(said, place=PLACES[number - 1]) if asked == "place" and not worst else said
            said = replace(said, effort=number) if asked == "effort" else said
            then = ASKED[ASKED.index(asked) + 1 :]
            yield self.say(terminal, at, str(number), said, *then, *after)
        self.rated.add(at)

    def say(self, terminal: Terminal, at: str, key: str, said: Said, *awaited: str) -> Acknowledge:
        """Press an answer: from the next question on it must be on disk."""
        assert at, terminal.text
        self.pressed[at] = said

        def kept() -> None:
            self.said[at] = self.pressed.pop(at)
            self.acknowledged += 1

        terminal.press(key)
        return self.seen(lambda seconds: self.state(terminal, *awaited, seconds=seconds), kept)

    def leave(self, terminal: Terminal, at: str) -> Acknowledge:
        """From the stop menu: leave this exercise out, unless it is behind us already."""
        terminal.press("4" if at in self.rated else "\x1b")
        return self.seen(lambda seconds: terminal.wait(lambda: MARKS["stop"] not in terminal.text, "the menu's end", seconds))

    def close(self, terminal: Terminal) -> Acknowledge:
        """The summary: a number, then Enter. When Today is there the session is in its year."""
        terminal.press("1")
        terminal.until("now: 1")
        self.ending = True
        terminal.press("\r")

        def kept() -> None:
            with Journal(self.home / "journal", write=False) as journal:
                assert journal.current() is None
                (closed,) = (session for session in journal.sessions() if session.id not in self.before)
            self.shelve(closed)

        return self.seen(lambda seconds: self.state(terminal, "today", seconds=seconds), kept)

    def shelve(self, session: Session) -> None:
        """The open session is closed: what was said belongs to it from now on."""
        self.before[session.id] = self.said
        self.said, self.pressed, self.rated, self.ending = {}, {}, set(), False

    # --- looking ------------------------------------------------------------------------------

    def look(self) -> None:
        """Every file loads, and every acknowledged rating is in it."""
        for file in (self.home / "journal").glob("*.json"):
            json.loads(file.read_text())
        with Journal(self.home / "journal", write=False) as journal:
            assert journal.profile().screened
            held, history = journal.current(), journal.history()
        new = [session for session in history.sessions if session.id not in self.before]
        if new:
            assert self.ending, "a session was closed that nobody closed"
            (closed,) = new
            compare(closed.results, self.said, self.pressed)
            self.shelve(closed)
        self.compare_closed(history)
        if held is None:
            assert not self.said, f"acknowledged and lost: {self.said}"
        else:
            assert held.outcome is SessionOutcome.OPEN
            compare(held.results, self.said, self.pressed)
            found = {result.exercise: Said.of(result) for result in held.results}
            self.said = {id: said for id, said in found.items() if said is not None}
        self.pressed, self.rated, self.ending = {}, set(), False

    def compare_closed(self, history: History) -> None:
        """Sessions that were closed stay as they were, to the last answer."""
        found = {session.id: session for session in history.sessions}
        for id, said in self.before.items():
            compare(found[id].results, said, {})


def compare(results: tuple[Result, ...], said: dict[str, Said], pressed: dict[str, Said]) -> None:
    """What is kept is what was acknowledged, but for the one answer that was on its way."""
    found = {result.exercise: Said.of(result) for result in results if result.pain is not None}
    for id in {*found, *said}:
        kept, sure = found.get(id), said.get(id)
        assert kept in (sure, pressed.get(id, sure)), f"{id}: {kept} is kept, {sure} was acknowledged"
