"""A session by number pad, by mouse and in lines leaves the same record; PAIN by the pad and a clicker what they can say."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest

from corecare_tui.adapters.journal import Journal
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn, Outcome, Result, Session, SessionOutcome
from tests.end_to_end.mouse import ALL_NUMBERS, ENDS, click_number, click_score, click_text
from tests.end_to_end.terminal import Terminal, fast

MORNING = "@2026-11-16 08:00:00"
AT_15 = f"{MORNING} x15"
"""Ten minutes in 40 s. A screen that is 133 ms late is paused as after a sleep; at x20, with 100 ms, it is all the time."""
AT_10 = f"{MORNING} x10"
"""For a clicker: it sends a dozen keys into a rest, and one of them, too late, would skip the set."""
AT_5 = f"{MORNING} x5"
"""For what falls into a get-ready of 10 s and into the hold after it; most of that session is not played."""

STILL_S = 0.25
"""So long nothing is painted: it is a pause, for a clock that runs is painted every second, at x5 every 0.2 s."""
PAUSED, SLEPT = "An effort goes", "The machine slept."
"""Of a pause on the screen only what a toast does not cover; the line that tells of one in `--plain`."""
CHECK_IN, GO = "New since last time?", "Enter go"
RATING, WORKED = "No answer is kept", "FORM BROKE DOWN"
PLACE, EFFORTS = "1  low back", {1: "1  easy", 2: "2  good"}
HOW_HARD, SAVE = "How hard was the whole session?", "save & close"
TODAY = "PAIN, LAST 14 DAYS"
BACK, ON = "\x1b[5~", "\x1b[6~"
"""What a presenter clicker sends: Page Up, Page Down."""


@dataclass(frozen=True)
class Said:
    """What is answered about an exercise; the place is the low back, asked for from 1 on."""

    name: str
    pain: int
    effort: int


NOW, AT_THE_END, WHOLE = 2, 1, 3
"""Pain at the check-in, pain at the end, effort of the whole session."""
SAID = (Said("Cat-cow", 2, 2), Said("Side plank", 0, 1), Said("Forearm plank", 2, 2))


# --- hands --------------------------------------------------------------------------------------


class Hand(Protocol):
    """What a person plays with; each answer is given where its question stands on the screen."""

    def check_in(self, terminal: Terminal) -> None: ...
    def go_on(self, terminal: Terminal) -> None: ...
    def rate(self, terminal: Terminal, said: Said) -> None: ...
    def sum_up(self, terminal: Terminal) -> None: ...


class NumberPad:
    """0-9, Enter, + - . * / and nothing else."""

    def check_in(self, terminal: Terminal) -> None:
        terminal.press(str(NOW))
        terminal.until("Today: 3 exercises")
        terminal.press("\r")

    def go_on(self, terminal: Terminal) -> None:
        terminal.press("\r")

    def rate(self, terminal: Terminal, said: Said) -> None:
        """All at once, for at this speed the rest is soon over."""
        terminal.press(f"{said.pain}{'1' if said.pain else ''}{said.effort}")

    def sum_up(self, terminal: Terminal) -> None:
        terminal.press(str(AT_THE_END))
        terminal.until(HOW_HARD)
        terminal.press(str(WHOLE))
        terminal.until(f"Effort of the whole session: {WHOLE}")
        terminal.press("\r")


class Mouse:
    """The left button alone."""

    def check_in(self, terminal: Terminal) -> None:
        terminal.until(ENDS)
        click_score(terminal, NOW)
        terminal.until("Today: 3 exercises")
        terminal.until(GO)
        click_text(terminal, GO)

    def go_on(self, terminal: Terminal) -> None:
        click_text(terminal, PAUSED)

    def rate(self, terminal: Terminal, said: Said) -> None:
        click_score(terminal, said.pain)
        for answer in (*((PLACE,) if said.pain else ()), EFFORTS[said.effort]):
            terminal.until(answer)
            click_text(terminal, answer)

    def sum_up(self, terminal: Terminal) -> None:
        terminal.until(ALL_NUMBERS)
        click_number(terminal, AT_THE_END)
        terminal.until(HOW_HARD)
        terminal.until(ALL_NUMBERS)
        click_number(terminal, WHOLE)
        terminal.until(f"Effort of the whole session: {WHOLE}")
        terminal.until(SAVE)
        click_text(terminal, SAVE)


class Clicker:
    """Page Up, Page Down and the dot of a presenter; it can say a number, but neither a place nor how hard an exercise was."""

    def check_in(self, terminal: Terminal) -> None:
        terminal.press(ON * (NOW + 1))  # the first one stands on 0
        terminal.until(f"{NOW}?   . takes it.")
        terminal.press(".")
        terminal.until("Today: 3 exercises")
        terminal.press(".")

    def go_on(self, terminal: Terminal) -> None:
        terminal.press(".")

    def rate(self, terminal: Terminal, said: Said) -> None:
        """The first one stands on the pain of the check-in; a dot takes, and passes over what it cannot say."""
        steps = BACK * (NOW - said.pain) + ON * (said.pain - NOW)
        terminal.press(f"{ON}{steps}." + ("." if said.pain else "") + ".")

    def sum_up(self, terminal: Terminal) -> None:
        terminal.press(ON * (AT_THE_END + 1))
        terminal.until(f"{AT_THE_END}?  . takes it")
        terminal.press(".")
        terminal.until(HOW_HARD)
        terminal.press(ON * (WHOLE + 1))
        terminal.until(f"{WHOLE}?  . takes it")
        terminal.press(".")
        terminal.until(f"Effort of the whole session: {WHOLE}")
        terminal.press(".")


# --- sessions -----------------------------------------------------------------------------------


def play_on(terminal: Terminal, hand: Hand, there: Callable[[], bool], what: str) -> None:
    """Until it is there, going on where a busy machine was taken for one that slept."""
    while True:
        terminal.wait(lambda: there() or PAUSED in terminal.text, what, timeout=60)
        if there():
            return
        if not terminal.read(STILL_S):
            hand.go_on(terminal)
            look(terminal, lambda: PAUSED not in terminal.text)


def look(terminal: Terminal, there: Callable[[], bool]) -> None:
    """Give what a key does a moment; a busy machine may sleep again before it paints that, and needs another key."""
    with suppress(AssertionError):
        terminal.wait(there, "what the key does", timeout=2)


def play(home: Path, hand: Hand, routine: str = "three_day", told: tuple[Said, ...] = SAID, clock: str = AT_15) -> None:
    """A whole session on the screen, from the check-in to Today."""
    with Terminal(home, "play", routine, clock=clock) as terminal:
        terminal.until(CHECK_IN)
        hand.check_in(terminal)
        for said in told:
            play_on(terminal, hand, lambda: RATING in terminal.text, f"the rating of {said.name}")
            assert said.name in terminal.rows[0]
            hand.rate(terminal, said)
            terminal.wait(lambda: RATING not in terminal.text and WORKED not in terminal.text, "the end of the rating")
        terminal.until("Session done")  # with the last rating, paused or not: a key to go on would close the summary
        hand.sum_up(terminal)
        terminal.until(TODAY)


def by_number_pad(home: Path) -> None:
    play(home, NumberPad())


def by_mouse(home: Path) -> None:
    play(home, Mouse())


def in_lines(home: Path) -> None:
    """`--plain`: its clock waits while it asks, that of the screen does not."""
    with Terminal(home, "play", "three_day", "--plain", clock=AT_15) as terminal:
        read = 0
        for question, answer in script():
            while told_since(terminal, read, question, SLEPT) == SLEPT:
                read = say(terminal, "")
            read = say(terminal, answer)
        assert terminal.until_end() == 0
        assert "\nKept. " in terminal.text


def script() -> Iterator[tuple[str, str]]:
    """Each question by its words, with the line that answers it."""
    yield "Back pain now, 0 to 10?", str(NOW)
    yield "Numbers of what is new", ""
    for said in SAID:
        yield f"Worst back pain during {said.name}", str(said.pain)
        if said.pain:
            yield "Where? 1 low back", "1"
        yield "Effort? 1 easy, 2 good", str(said.effort)
    yield "Back pain now, at the end", str(AT_THE_END)
    yield "How hard was the whole session", str(WHOLE)


def told_since(terminal: Terminal, read: int, *texts: str) -> str:
    """Read until one of the texts was written after that many bytes; the screen scrolls, and older questions stand on it."""

    def found() -> str:
        written = terminal.raw[read:].decode(errors="replace")
        return next((text for text in texts if text in written), "")

    terminal.wait(lambda: found() != "", " or ".join(texts), timeout=60)
    return found()


def say(terminal: Terminal, line: str) -> int:
    """Type a line; how much had been read by then."""
    terminal.press(f"{line}\r")
    return len(terminal.raw)


# --- what is left of them -----------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Of a person who is screened, and has not trained yet."""
    with Journal(tmp_path / "journal") as journal:
        journal.save_profile(Profile(screened=date(2026, 11, 16)))
    return tmp_path


def the_session(home: Path) -> Session:
    with Journal(home / "journal", write=False) as journal:
        assert journal.current() is None
        (session,) = journal.sessions()
    return session


NEVER = datetime.min.replace(tzinfo=UTC)


def timeless(session: Session) -> Session:
    """All of it but ids and times, which no two sessions share."""
    results = tuple(replace(result, at=None) for result in session.results)
    return replace(session, id="", started=NEVER, ended=None, results=results)


def whole(exercise: str, dose: Dose, pain: int, place: str | None, effort: int | None) -> Result:
    """An exercise done to its end; form is known to have held where it was said how hard it was."""
    held = None if effort is None else True
    return Result(exercise, None, dose, None, 1.0, Outcome.DONE, held, effort, pain, place)


def finished(routine: str, *results: Result) -> Session:
    outcome = SessionOutcome.FINISHED
    return Session("", NEVER, routine, "day1", None, outcome, CheckIn(NOW), results, AT_THE_END, WHOLE)


@fast
@pytest.mark.parametrize("way", [by_number_pad, by_mouse, in_lines])
def test_however_a_session_is_played_its_record_is_the_same(home: Path, way: Callable[[Path], None]) -> None:
    way(home)
    session = the_session(home)
    assert session.ended - session.started > timedelta(minutes=9)
    assert timeless(session) == finished(
        "three_day",
        whole("cat_cow", Dose(1, hold_s=120, rest_s=20), 2, "low_back", 2),
        whole("side_plank", Dose(3, hold_s=20, rest_s=30), 0, None, 1),
        whole("plank", Dose(3, hold_s=30, rest_s=30), 2, "low_back", 2),
    )


# --- PAIN by the number pad ---------------------------------------------------------------------


def left(terminal: Terminal) -> int:
    """Seconds of the session that are left, as its first row says."""
    told = re.search(r"(\d+):(\d\d) left", terminal.rows[0])
    return 60 * int(told[1]) + int(told[2]) if told else 3600


def pause_and_stretch(terminal: Terminal) -> None:
    """In a get-ready: the dot pauses and goes on, plus and minus are 5 s."""
    while PAUSED not in terminal.text or terminal.read(STILL_S):
        if PAUSED not in terminal.text:  # else it slept, painting its first picture
            terminal.press(".")
            look(terminal, lambda: PAUSED in terminal.text)
    stood = left(terminal)
    terminal.press("+")
    terminal.wait(lambda: left(terminal) == stood + 5, "5 s more")
    terminal.press("-")
    terminal.wait(lambda: left(terminal) == stood, "5 s less")
    terminal.press(".")
    look(terminal, lambda: PAUSED not in terminal.text)


def work(terminal: Terminal, seconds: int) -> int:
    """Go on with the hold for so long; what is left of the session then."""
    until = left(terminal) - seconds
    play_on(terminal, NumberPad(), lambda: left(terminal) <= until, f"{seconds} s of work")
    return left(terminal)


def report_pain(terminal: Terminal) -> None:
    """PAIN 2 in the low back, neither sharp nor down the leg; then on with the same set."""
    for key, question in (("*", RATING), ("2", PLACE), ("1", "it is sharp or shooting"), ("0", "it goes down the leg")):
        terminal.press(key)
        terminal.until(question)
    terminal.press("0")
    terminal.until("go on with this set")
    on = re.search(r"(\d)  go on with this set", terminal.text)
    assert on
    terminal.press(on[1])
    terminal.wait(lambda: "HOW DO WE GO ON?" not in terminal.text, "the end of the menu")


def stop(terminal: Terminal) -> None:
    """Too tired: what is done is kept."""
    terminal.press("/")
    terminal.until("2  Too tired")
    terminal.press("2")
    terminal.until("Session stopped")


@fast
def test_pain_in_a_hold_and_the_way_on_and_the_end_are_on_the_number_pad(home: Path) -> None:
    pad = NumberPad()
    with Terminal(home, "play", "three_day", clock=AT_5) as terminal:
        terminal.until(CHECK_IN)
        pad.check_in(terminal)
        terminal.until("120 seconds")
        pause_and_stretch(terminal)
        play_on(terminal, pad, lambda: "Next: rest 20 s" in terminal.text, "the hold")
        begun = left(terminal)
        work(terminal, 5)
        report_pain(terminal)
        ended = work(terminal, 5)
        stop(terminal)
        pad.sum_up(terminal)
        terminal.until(TODAY)
    session = the_session(home)
    (cat_cow,) = session.results
    assert cat_cow.done is not None and begun - ended - 1 <= 120 * cat_cow.done < 60  # what was done before PAIN, and after it
    said = Result("cat_cow", None, Dose(1, hold_s=120, rest_s=20), None, cat_cow.done, Outcome.PARTIAL, pain=2, place="low_back")
    assert timeless(session) == replace(finished("three_day", said), outcome=SessionOutcome.STOPPED)


# --- a clicker ----------------------------------------------------------------------------------


@fast
def test_a_clicker_plays_a_whole_session(home: Path) -> None:
    told = (Said("Low-lunge hip-flexor stretch", 2, 0), Said("Donkey kick", 3, 0), Said("Glute bridge", 0, 0))
    play(home, Clicker(), "warm_up", told, AT_10)
    assert timeless(the_session(home)) == finished(
        "warm_up",
        whole("low_lunge", Dose(1, hold_s=25, rest_s=20), 2, None, None),
        whole("donkey_kick", Dose(1, 8, rest_s=20), 3, None, None),
        whole("glute_bridge", Dose(1, 10, 3, rest_s=20), 0, None, None),
    )
