"""The dose of one place in a routine: sets, reps, seconds and rest, or what the exercise has by itself."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Checkbox, Input, Label

from corecare_tui.domain.exercise import Dose, Exercise
from corecare_tui.domain.ladder import clamp
from corecare_tui.ui.screens.form import KEYS, FormScreen
from corecare_tui.ui.widgets.form import Field, Flag
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.words import dose

FIELDS = (
    ("Sets", "sets", ""),
    ("Reps", "reps", "empty: held against the clock"),
    ("Seconds", "hold_s", "of the hold, or at the top of each rep"),
    ("Rest", "rest_s", "seconds after each set"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was filled in; `dose` None = the exercise's own."""

    dose: Dose | None


class DoseScreen(FormScreen[Asked]):
    """Dismissed with the dose, or None."""

    def __init__(self, exercise: Exercise, now: Dose | None) -> None:
        super().__init__()
        self._exercise, self._now = exercise, now

    def compose(self) -> ComposeResult:
        """Its own dose as a tick, then the four numbers."""
        one = self._exercise
        shown = self._now or one.dose
        with VerticalScroll(id="form", can_focus=False):
            yield Label(f"DOSE   {one.name}", classes="heading", markup=False)
            yield Field("It has", Flag(f"its own: {dose(one, one.dose)}", self._now is None, "own-dose"))
            for name, key, says in FIELDS:
                value = getattr(shown, key)
                yield Field(name, Input("" if value is None else str(value), placeholder=says, compact=True, id=key))
            range_ = f"{one.ladder.start.text} and {one.ladder.top.text}"
            yield Label(f"The rules start here and stay between {range_}.", classes="quiet", markup=False)
            yield from self.ending()
        yield KeyBar(KEYS, keep=("save", "dismiss(None)"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """The tick says whether the numbers are its own; they decide, for keys may be faster than it."""
        with self.prevent(Checkbox.Changed):
            self.query_one("#own-dose", Checkbox).value = self._written == self._own

    def on_checkbox_changed(self, event: Checkbox.Changed) -> None:
        """Ticked: the numbers are its own again."""
        for key, value in self._own.items() if event.value else ():
            self.query_one(f"#{key}", Input).value = value

    @property
    def _own(self) -> dict[str, str]:
        """Its own dose, as it would be written here."""
        values = ((key, getattr(self._exercise.dose, key)) for _, key, _ in FIELDS)
        return {key: "" if value is None else str(value) for key, value in values}

    @property
    def _written(self) -> dict[str, str]:
        return {key: self.query_one(f"#{key}", Input).value.strip() for _, key, _ in FIELDS}

    def filled(self) -> Asked:
        """Raises ValueError for what is no dose, or none of this exercise."""
        if self._written == self._own:
            return Asked(None)
        given = {key: self._number(name, key) for name, key, _ in FIELDS}
        if given["sets"] is None or given["rest_s"] is None:
            raise ValueError("Sets and rest: a whole number; a rest of 0 is none.")
        found = Dose(given["sets"], given["reps"], given["hold_s"], given["rest_s"])
        near = clamp(self._exercise, found)
        if (near.sets, near.reps, found.timed and near.hold_s) != (found.sets, found.reps, found.timed and found.hold_s):
            raise ValueError(f"{found.text} is outside the range of this exercise; the nearest is {near.text}.")
        return Asked(found)

    def _number(self, name: str, key: str) -> int | None:
        text = self._written[key]
        if text and not (text.isascii() and text.isdecimal()):
            raise ValueError(f"{name}: a whole number, such as 3.")
        return int(text[:9]) if text else None
