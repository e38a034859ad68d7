"""Days, scores, doses and decisions as the page tells them; what a person or a file wrote is made one safe line here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby

from corecare_tui.adapters.report.markup import Markup, joined, tag
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.insight import words
from corecare_tui.domain.insight.log import Entry
from corecare_tui.domain.insight.story import Story
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.pain import PLACE_NAMES, Score
from corecare_tui.domain.plan import Decision
from corecare_tui.domain.text import clean

NAME, NOTE = 60, 160
"""Letters of a name and of a note; the notes of the app are shorter."""
SIGN = {True: "told at a check-in, so there was no session", False: "cleared by a professional, as the person says"}
"""What is kept of a sign: that it was told, and that it was cleared."""
NOT_SAID = tag("abbr", "–", title="not said")


@dataclass(frozen=True)
class Telling:
    """What the words need of a story."""

    story: Story
    reasons: dict[tuple[str, str], int] = field(default_factory=dict)
    """Rule and reason → its number on the page, in the order in which they were first told."""

    def day(self, day: date) -> str:
        """`2 Mar`, with its year where that is not the year of the whole page."""
        years = {self.story.view.since.year, self.story.view.until.year}
        year = f" {day.year}" if years != {day.year} else ""
        return f"{day.day} {day:%b}{year}"

    def name(self, exercise: str) -> str:
        """The whole name of an exercise."""
        return clean(words.called(exercise, self.story.library), NAME)

    def routine(self, id: str | None) -> str:
        """The name of a routine, also of one that is gone."""
        known = self.story.routines.get(id or "")
        return clean(known.name if known else id or "no routine", NAME)

    def score(self, entry: Entry) -> Markup:
        """`4 (was 6)`, in a box from amber on; a dash where nothing was said."""
        return joined((self._boxed(entry.pain), words.was(entry.pain, entry.edits)))

    def _boxed(self, score: Score) -> Markup:
        if score is None:
            return NOT_SAID
        limits = self.story.settings.limits
        kind = "red" if score >= limits.red else "amber" if score >= limits.amber else "green"
        return tag("b", str(score), class_=kind)

    def why(self, decisions: Sequence[Decision], asked: Place | None) -> Markup:
        """`(C1² from bird dog 2×5, E5⁶ from 2×7)`: each rule with the number of its reason, and what stood there before it.

        `asked` is where they led; None = it stands nowhere else, and is told at the end.
        """
        parts = [self._because(reason, next(found), asked) for reason, found in groupby(decisions, self._reason)]
        last = decisions[-1].after if decisions and asked is None else None
        to = f" to {_named(last, asked)}" if last else ""
        return tag("i", "(", joined(parts, ", "), f"{to})") if parts else Markup()

    def _because(self, reason: tuple[str, str], first: Decision, asked: Place | None) -> Markup:
        number = self.reasons.setdefault(reason, len(self.reasons) + 1)
        before = f" from {_named(first.before, asked)}" if first.before else ""
        return joined((tag("a", reason[0], tag("sup", str(number)), href=f"#r{number}"), before))

    def _reason(self, decision: Decision) -> tuple[str, str]:
        """Its rule, and its sentence without the names of exercises, which stand beside it: one reason for many decisions."""
        return decision.rule, sentence(self._names.sub("…", decision.sentence).replace("….", "…"))

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = sorted((one.name for one in self.story.library.values()), key=len, reverse=True)
        return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


def _named(place: Place, asked: Place | None) -> str:
    """The dose, with the exercise where it is another one."""
    return dose(place.dose) if asked and place.exercise == asked.exercise else f"{short(place.exercise)} {dose(place.dose)}"


def dose(of: Dose) -> str:
    """`3×20 s`, `2×8`, `2×8/3 s`: a dose where many stand in a row; what belongs together is not broken."""
    size = f"{of.hold_s}\u00a0s" if of.reps is None else f"{of.reps}/{of.hold_s}\u00a0s" if of.hold_s else str(of.reps)
    return f"{of.sets}×{size}"


def sentence(text: str) -> str:
    """A sentence of the rules; the names in it may be a person's own."""
    return clean(text, 4 * NOTE)


def short(exercise: str) -> str:
    """The short name of an exercise, for rows that hold many."""
    return clean(exercise.replace("_", " "), NAME)


def place(of: str | None) -> str:
    """Where it hurt, where that says more than most answers: the low back is not named."""
    return PLACE_NAMES.get(of or "", "") if of != "low_back" else ""


def note(text: str | None) -> str:
    """A few words of the person, in quotes."""
    return f"“{clean(text, NOTE)}”" if text else ""
