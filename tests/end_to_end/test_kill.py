"""kill -9 at random moments of a session in a real terminal: what the screen acknowledged is on disk (reliability.md 11, R1)."""

import json
import os
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from terminal import ROOT, Terminal

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.library import load
from corecare_tui.domain.pain import PLACES
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import History, Result, Session, SessionOutcome

ROUNDS = 200 if os.environ.get("CORECARE_MANY") else 30
LANES = 2
"""Terminals at a time: one a core of the smallest machine this runs on."""
MOST_PRESSES = 16
"""A session is about 17 presses: a kill falls anywhere in it, and in the start of the next one."""

MARKS = {
    "open": "AN OPEN SESSION",
    "on": "HOW DO WE GO ON?",
    "check-in": "New since last time?",
    "score": "No answer is kept",
    "place": "buttock / hip",
    "effort": "FORM BROKE DOWN",
    "summary": "EFFORT / FORM",
    "today": "PAIN, LAST 14 DAYS",
    "session": "left",
}
"""A word by which each state is told, those that lie over others first."""

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
                acknowledge = next(presses)
                acknowledge(20)
            if self.chance.random() < 0.7:  # in the middle of a press; else after its acknowledgement
                acknowledge = next(presses)
                terminal.watch(self.chance.uniform(0, 0.08))
                acknowledge(0)
            terminal.kill()
            assert terminal.until_end() == -9
        self.look()

    def open_session(self) -> Session | None:
        with Journal(self.home / "journal", write=False) as journal:
            return journal.current()

    def begin(self, terminal: Terminal, held: Session | None) -> Iterator:
        """Start; an open session is offered and goes on after the last exercise that was done."""
        terminal.until(MARKS["open"] if held else MARKS["today"])
        if held is not None:
            done = {result.exercise for result in held.results}
            terminal.press("1")
            if self.state(terminal, "session", "summary") == "session":
                terminal.wait(lambda: f" {len(done) + 1}/" in terminal.rows[0], "the exercise after the last one done")
                assert self.exercise(terminal) not in done
            self.resumed += 1
        return self.presses(terminal)

    # --- playing ------------------------------------------------------------------------------

    def state(self, terminal: Terminal, *awaited: str, seconds: float = 20) -> str:
        """Read until one of these states is on the screen."""

        def now() -> str:
            return next((state for state, mark in MARKS.items() if mark in terminal.text), "")

        terminal.wait(lambda: now() in awaited, " or ".join(awaited), seconds)
        return now()

    def exercise(self, terminal: Terminal) -> str:
        """The exercise in the first row, of a session as of a rating."""
        (found,) = [id for name, id in EXERCISES.items() if terminal.rows[0].strip().startswith(f"{name}   ")] or [""]
        return found

    def presses(self, terminal: Terminal) -> Iterator:
        """A press at a time; each yields what waits for its acknowledgement and notes it, or gives up after the time it gets."""
        while True:
            state = self.state(terminal, *MARKS)
            if state == "today":
                yield self.press(terminal, "o", "check-in")
            elif state == "check-in":
                yield self.press(terminal, "1\r", "session")
            elif state == "summary":
                yield from self.close(terminal)
            else:
                yield from self.rate(terminal)

    def press(self, terminal: Terminal, keys: str, *awaited: str):
        terminal.press(keys)

        def acknowledge(seconds: float) -> bool:
            try:
                self.state(terminal, *awaited, seconds=seconds)
            except AssertionError:
                if seconds:
                    raise
                return False
            return True

        return acknowledge

    def rate(self, terminal: Terminal) -> Iterator:
        """PAIN, its answers, and on to the next exercise."""
        at = self.exercise(terminal)
        yield self.press(terminal, "p", "score")
        pain = self.chance.randint(0, 2)
        known = self.said.get(at)
        yield self.say(terminal, at, str(pain), Said(pain, None, known.effort if known else None), "place" if pain else "effort")
        if pain:
            place = self.chance.randint(1, len(PLACES))
            said = replace(self.said[at], place=PLACES[place - 1])
            yield self.say(terminal, at, str(place), said, "effort")
        effort = self.chance.randint(1, 3)
        yield self.say(terminal, at, str(effort), replace(self.said[at], effort=effort), "on")
        yield self.leave(terminal, at)

    def say(self, terminal: Terminal, at: str, keys: str, said: Said, awaited: str):
        """Press an answer: from the next question on it must be on disk."""
        assert at
        self.pressed[at] = said
        wait = self.press(terminal, keys, awaited)

        def acknowledge(seconds: float) -> bool:
            if not wait(seconds):
                return False
            self.said[at] = self.pressed.pop(at)
            self.acknowledged += 1
            return True

        return acknowledge

    def leave(self, terminal: Terminal, at: str):
        """Nothing of it was done: straight to the next one, or to the summary after the last."""
        terminal.press("3")

        def acknowledge(seconds: float) -> bool:
            def gone() -> bool:
                return MARKS["summary"] in terminal.text or (
                    MARKS["on"] not in terminal.text and self.exercise(terminal) not in ("", at)
                )

            if seconds:
                terminal.wait(gone, "the next exercise", seconds)
            return gone()

        return acknowledge

    def close(self, terminal: Terminal) -> Iterator:
        """The summary: a number, then Enter. When Today is there the session is in its year."""
        terminal.press("1")
        terminal.until("now: 1")
        self.ending = True
        wait = self.press(terminal, "\r", "today")

        def acknowledge(seconds: float) -> bool:
            if not wait(seconds):
                return False
            with Journal(self.home / "journal", write=False) as journal:
                assert journal.current() is None
                self.shelve(journal.sessions()[-1])
            return True

        yield acknowledge

    def shelve(self, session: Session) -> None:
        """The open session is closed: what was said belongs to it from now on."""
        self.before[session.id] = self.said
        self.said, self.pressed, self.ending = {}, {}, False

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
            self.compare(closed.results, self.said)
            self.shelve(closed)
        self.compare_closed(history)
        if held is None:
            assert not self.said, f"acknowledged and lost: {self.said}"
        else:
            assert held.outcome is SessionOutcome.OPEN
            self.compare(held.results, self.said)
            found = {result.exercise: Said.of(result) for result in held.results}
            self.said = {id: said for id, said in found.items() if said is not None}
        self.pressed, self.ending = {}, False

    def compare_closed(self, history: History) -> None:
        found = {session.id: session for session in history.sessions}
        for id, said in self.before.items():
            self.compare(found[id].results, said)

    def compare(self, results: tuple[Result, ...], said: dict[str, Said]) -> None:
        """What is kept is what was acknowledged, but for the one answer that was on its way."""
        found = {result.exercise: Said.of(result) for result in results if result.pain is not None}
        for id in {*found, *said}:
            assert found.get(id) in (said.get(id), self.pressed.get(id, said.get(id))), f"{id}: {found.get(id)}, not {said.get(id)}"


def lane(home: Path, seed: int, rounds: int) -> Person:
    """One person's rounds, one after the other on one record."""
    person = Person(home, random.Random(seed))
    with Journal(home / "journal") as journal:
        journal.save_profile(Profile(screened=date(2026, 1, 1)))
    for number in range(rounds):
        try:
            person.live_and_die()
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, round {number + 1}: {error}") from error
    return person


@pytest.mark.many
def test_no_acknowledged_rating_is_lost_to_a_kill(tmp_path: Path) -> None:
    with ThreadPoolExecutor(LANES) as pool:
        people = list(pool.map(lambda n: lane(tmp_path / str(n), n, ROUNDS // LANES), range(LANES)))
    acknowledged = sum(person.acknowledged for person in people)
    print(f"{ROUNDS} kills, {acknowledged} acknowledged answers, {sum(p.resumed for p in people)} sessions resumed, 0 lost")
    assert acknowledged > 2 * ROUNDS
    assert sum(person.resumed for person in people) > 0
