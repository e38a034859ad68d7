"""The fields by which a score is said in writing: the number, where, how hard, the rest; and what they say together."""

from datetime import date
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Label, Select

from corecare_tui.domain.correcting import Said
from corecare_tui.domain.pain import PLACE_NAMES, SIDES, Score

EFFORTS = (("easy", 1), ("good", 2), ("hard", 3), ("form broke down", 4))
NOTE = 400
"""Letters of a note."""


class Field(Horizontal):
    """A name and what is filled in."""

    def __init__(self, name: str, widget: Widget, classes: str = "") -> None:
        super().__init__(classes=f"field {classes}")
        self._label, self._widget = name, widget

    def compose(self) -> ComposeResult:
        """Side by side."""
        yield Label(self._label, classes="field-name", markup=False)
        yield self._widget


class ScoreField(Input):
    """A score; empty or - is not said."""

    def __init__(self, score: Score = None) -> None:
        text = "" if score is None else str(score)
        super().__init__(text, placeholder="0-10, empty = not said", compact=True, max_length=3, id="pain")

    @property
    def score(self) -> Score:
        """What it says. Raises ValueError for what is none."""
        text = self.value.strip()
        if text in ("", "-"):
            return None
        if text.isascii() and text.isdecimal() and int(text) <= 10:
            return int(text)
        raise ValueError("Pain: a whole number from 0 to 10; empty = not said.")


class DayField(Input):
    """A day."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat(), placeholder="YYYY-MM-DD", compact=True, max_length=10, id="day-field")

    @property
    def day(self) -> date:
        """What it says. Raises ValueError for what is none."""
        try:
            return date.fromisoformat(self.value.strip())
        except ValueError:
            raise ValueError("Day: year, month and day, such as 2026-11-19.") from None


def place_field(place: str | None = None) -> Select[str]:
    """Where it hurt."""
    options = [(name, place) for place, name in PLACE_NAMES.items()]
    return Select(options, value=place or Select.NULL, prompt="not said", compact=True, id="place")


def effort_field(effort: int | None = None) -> Select[int]:
    """How hard it was."""
    return Select(EFFORTS, value=effort or Select.NULL, prompt="not said", compact=True, id="effort")


def side_field(side: str | None) -> Select[str]:
    """Which side hurt."""
    return Select([(one, one) for one in SIDES], value=side or Select.NULL, prompt="not said", compact=True, id="side")


def settled_field(settled: bool | None) -> Select[bool]:
    """Of a morning after: back to normal?"""
    return Select(
        (("yes, back to normal", True), ("no, it had not settled", False)),
        value=Select.NULL if settled is None else settled,
        prompt="not said",
        compact=True,
        id="settled",
    )


def note_field(note: str | None = None) -> Input:
    """A few words."""
    return Input(note or "", compact=True, max_length=NOTE, id="note-field")


class Flag(Checkbox):
    """Yes or no: `[x] sharp or shooting`, a tick that needs no colour."""

    def __init__(self, words: str, on: bool, id: str) -> None:
        super().__init__(Content(words), on, compact=True, id=id)
        self._words = words

    def render(self) -> Content:
        """As the ticks of the check-in; Textual's own is an X that only colour takes away."""
        return Content(f"[{'x' if self.value else ' '}] {self._words}")


def read(form: DOMNode) -> Said:
    """What the fields of that form say; a field that is not there says nothing. Raises ValueError for what is no score."""
    return Said(
        form.query_one(ScoreField).score,
        _chosen(form, "#place"),
        _ticked(form, "#sharp"),
        _ticked(form, "#leg"),
        _chosen(form, "#effort"),
        next((text.value.strip() or None for text in form.query("#note-field").results(Input)), None),
        _ticked(form, "#flare"),
        _chosen(form, "#settled"),
        _chosen(form, "#side"),
    )


def _chosen(form: DOMNode, of: str) -> Any:
    for select in form.query(of).results(Select):
        return None if select.value is Select.NULL else select.value
    return None


def _ticked(form: DOMNode, of: str) -> bool:
    return any(box.value for box in form.query(of).results(Checkbox))
