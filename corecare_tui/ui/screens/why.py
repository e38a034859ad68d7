"""Why: every decision of the next session with its rule, before and after, what was said, and what would undo it."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label

from corecare_tui.domain.plan import Because, Decision, Plan
from corecare_tui.ui.bound import bound
from corecare_tui.ui.face import Face
from corecare_tui.ui.reasons import UNDO, because
from corecare_tui.ui.rows import Kind, Row, rows
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.words import change, dose

KEYS = bound("why")
UNCHANGED = "As it was: no rule asks for a change."
FIRST = "Where everybody begins; your ratings change it from here."
HEADINGS = {Kind.ADVICE: "ABOUT THE WHOLE SESSION", Kind.ITEM: "THE EXERCISES", Kind.OUT: "LEFT OUT"}


class WhyScreen(Once, ModalScreen[None]):
    """The plan, row by row, with its reasons."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face, plan: Plan, at: str | None = None) -> None:
        """`at`: the key of the row to begin with."""
        super().__init__()
        self.face, self.plan, self._at = face, plan, at

    def compose(self) -> ComposeResult:
        """Each row with what is behind it, under a heading a kind."""
        above = None
        with VerticalScroll(id="why"):
            yield Label("THE NEXT SESSION, AND WHY", classes="heading", markup=False)
            for row in rows(self.plan, self.face.coach):
                if row.kind is not above:
                    yield Label(HEADINGS[row.kind], classes="heading", markup=False)
                above = row.kind
                with Vertical(classes="reasons", name=row.key):
                    yield from self._told(row)
        yield KeyBar(KEYS, keep=("dismiss",))

    def on_mount(self) -> None:
        """Begin with the row that was asked about."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        found = next((one for one in self.query(".reasons") if one.name == self._at), None)
        if found is not None and self._at != self._first:
            self.query_one("#why", VerticalScroll).scroll_to_widget(found, animate=False, top=True)

    @property
    def _first(self) -> str | None:
        return next((one.name for one in self.query(".reasons")), None)

    def action_scroll(self, by: int) -> None:
        """A few lines on; nothing while it is still being put together."""
        for reasons in self.query("#why").results(VerticalScroll):
            reasons.scroll_relative(y=3 * by, animate=False)

    # --- a row --------------------------------------------------------------------------------

    def _told(self, row: Row) -> Iterator[Label]:
        if row.item is not None:
            exercise = self.face.coach.library[row.item.exercise]
            yield _line(f"{exercise.name}   {dose(exercise, row.item.dose)}", "change")
            yield from self._decisions(row.item.decisions)
        elif row.advice is not None:
            yield _line(f"{row.advice.sentence}  ({row.advice.rule})")
            yield from self._behind(row.advice.rule, row.advice.because)
        else:
            yield _line(row.name, "change")
            yield _line(f"{' '.join(row.why) or 'As said above.'}  ({row.rules[0]})")
            yield _undo(row.rules[0])

    def _decisions(self, decisions: tuple[Decision, ...]) -> Iterator[Label]:
        if not decisions:
            yield _line(UNCHANGED if self.face.coach.history().sessions else FIRST, "quiet")
        for decision in decisions:
            yield _line(self._what(decision))
            yield _line(f"{decision.sentence}  ({decision.rule})")
            yield from self._behind(decision.rule, decision.because, decision.before.exercise if decision.before else None)

    def _what(self, decision: Decision) -> str:
        if decision.changes or decision.before is None:
            return change(decision, self.face.coach.library)
        return f"=  stays at {decision.before.dose.text}"

    def _behind(self, rule: str, reasons: tuple[Because, ...], of: str | None = None) -> Iterator[Label]:
        said = because(reasons, self.face.coach.history(), self.face.coach.library, of)
        if said:
            yield _line(f"Because: {said}.", "quiet")
        yield _undo(rule)


def _line(text: str, classes: str = "cue-line") -> Label:
    return Label(text, markup=False, classes=classes)


def _undo(rule: str) -> Label:
    return _line(f"What would undo it: {UNDO.get(rule, 'The next record that says otherwise.')}", "quiet undo")
