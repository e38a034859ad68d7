"""The questions of the line mode: asked as a line, answered as a line; a slip is asked again, an empty line is "not said"."""

from typing import Protocol

from corecare_tui.domain.pain import PLACE_NAMES, PLACES, Pain
from corecare_tui.domain.profile import QUESTIONS, Sign
from corecare_tui.domain.records import Session
from corecare_tui.domain.text import harmless
from corecare_tui.domain.ways import Row


class Listening(Protocol):
    """A clock that can wait for a line."""

    def now(self) -> int:
        """Milliseconds."""

    def line_within(self, ms: int | None) -> str | None:
        """A line, None after `ms`; EOFError at the end."""


NO_SCORE = "A whole number from 0, no pain, to 10, the worst you can imagine."


class Asking:
    """Questions to the person over a clock that can wait for a line."""

    def __init__(self, clock: Listening) -> None:
        self.clock = clock

    def tell(self, line: str) -> None:
        """One line, at once."""
        print(harmless(line), flush=True)

    def ask(self, question: str) -> str:
        """Wait for an answer; empty = not said."""
        self.tell(question)
        return self.clock.line_within(None) or ""

    def number(self, question: str, slip: str = NO_SCORE) -> int | None:
        """A score, or None for an empty line; `slip` answers what is neither."""
        while True:
            answer = self.ask(f"{question} (empty = not said)")
            if not answer:
                return None
            if answer.isdecimal() and len(answer) <= 2 and int(answer) <= 10:
                return int(answer)
            self.tell(slip)

    def chosen(self, question: str, count: int) -> list[int]:
        """Indexes of the numbers 1 to `count` that were answered; asks again rather than take a slip for a no."""
        while True:
            parts = self.ask(question).replace(",", " ").split()
            numbers = [int(part) for part in parts if part.isdecimal() and len(part) <= 2]
            if len(numbers) == len(parts) and all(1 <= n <= count for n in numbers):
                return [n - 1 for n in numbers]
            self.tell(f"Numbers from 1 to {count} with spaces between them, or only Enter.")

    def screening(self) -> tuple[str, ...]:
        """The flags that apply: every safety question."""
        self.tell("Does any of these apply to you?")
        for number, question in enumerate(QUESTIONS, 1):
            self.tell(f"{number}. {question.text}")
        chosen = self.chosen("Numbers of what applies, or empty for none of these.", len(QUESTIONS))
        return tuple(QUESTIONS[n].id for n in chosen)

    def signs(self, asked: tuple[Sign, ...]) -> tuple[str, ...]:
        """What of those is new since last time."""
        for number, sign in enumerate(asked, 1):
            self.tell(f"{number}. {sign.words}")
        chosen = self.chosen("Numbers of what is new since last time, or empty for nothing new.", len(asked))
        return tuple(asked[n].id for n in chosen)

    def morning(self, session: Session) -> tuple[int | None, bool | None]:
        """The back on the morning after that session, and whether it had settled."""
        pain = self.number(f"Your back on waking, the morning after {session.started:%A %d %B}?")
        settled = {"y": True, "n": False}.get(self.ask("Back to its usual self by then? y or n, empty = not said.").lower())
        return pain, settled

    def where(self, score: int, hurts: bool = False) -> Pain:
        """Where it hurt; after PAIN in the middle of a set also whether it is sharp, and whether it goes down the leg."""
        names = [*(PLACE_NAMES[place] for place in PLACES), "it is sharp or shooting"]
        rows = ", ".join(f"{n} {name}" for n, name in enumerate(names, 1))
        chosen = self.chosen(f"Where? {rows}, empty = skip.", len(names))
        place = next((PLACES[n] for n in chosen if n < len(PLACES)), None)
        sharp, leg = len(PLACES) in chosen, place == "leg"
        if hurts:
            sharp = sharp or self.yes("Is it sharp or shooting? y or n.")
            leg = leg or self.yes("Does it go down the leg, or tingle? y or n.")
        return Pain(score, place, sharp, leg)

    def yes(self, question: str) -> bool:
        """Asked again until it is y or n; an empty line is no."""
        while (answer := self.ask(question).lower()) not in ("y", "n", ""):
            self.tell("y for yes, n for no.")
        return answer == "y"

    def effort(self) -> int | None:
        """1 easy to 4 form broke down."""
        chosen = self.chosen("Effort? 1 easy, 2 good, 3 hard, 4 form broke down, empty = skip.", 4)
        return chosen[0] + 1 if chosen else None

    def way(self, rows: tuple[Row, ...], otherwise: str) -> str:
        """How it goes on: the word of the row whose number is answered; only Enter means `otherwise`."""
        told = "; ".join(f"{n} {text}" for n, (_, text) in enumerate(rows, 1))
        while True:
            chosen = self.chosen(f"How do we go on? {told}. Empty = {dict(rows)[otherwise]}.", len(rows))
            if len(chosen) < 2:
                return rows[chosen[0]][0] if chosen else otherwise
