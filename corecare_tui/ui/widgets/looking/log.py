"""History, log: every score with its session, drawn a line at a time: ten years are 47,000 rows."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Label

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.insight import words
from corecare_tui.domain.insight.log import Entry
from corecare_tui.domain.pain import PLACE_NAMES
from corecare_tui.domain.text import clean
from corecare_tui.ui.bound import keyed
from corecare_tui.ui.widgets.looking.panel import Looked, Panel
from corecare_tui.ui.widgets.rows import Rows
from corecare_tui.ui.words import dose, short

EFFORTS = {None: "", 1: "easy", 2: "good", 3: "hard", 4: "form broke"}
NOTHING = "Nothing in these days yet. Every rating will stand here, newest first; {history.edit} corrects one."
NONE_FOUND = "Nothing has these words. {history.back} shows all again."


class LogPanel(Panel):
    """The rows, and above them what they are sought by."""

    TITLE = "Log"
    KEYS = frozenset({"down(1)", "down(-1)", "range(-1)", "range(1)", "edit", "unsay", "undo", "add", "filter"})

    def __init__(self) -> None:
        super().__init__(id="log")
        self.exercise: str | None = None
        """The only one whose rows are wanted."""

    def compose(self) -> ComposeResult:
        """Search, the names of the columns, the rows."""
        with Horizontal(id="search"):
            yield Label("/", markup=False)
            yield Input(id="words", placeholder="exercise, place, note, or a day such as 21 Nov", compact=True)
        yield Label("", id="log-names", classes="quiet", markup=False)
        yield Rows[Entry]("log-rows")
        yield Label("", id="log-told", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Nothing is sought yet."""
        self.query_one("#search").display = False

    @property
    def entry(self) -> Entry | None:
        """The row under the cursor."""
        return self.query_one(Rows).row

    @property
    def words(self) -> str:
        """What is sought."""
        return self.query_one(Input).value

    def prepare(self, looked: Looked) -> None:
        """Every row, and what it can be found by."""
        _ = looked.view.log_texts

    def show(self, looked: Looked) -> None:
        """Those days."""
        self._looked = looked
        self._fill()

    def let_go(self) -> None:
        """The rows hold on to the sessions, too."""
        super().let_go()
        for rows in self.query(Rows):
            rows.let_go()

    @property
    def sought(self) -> bool:
        """Are only some rows shown?"""
        return bool(self.words) or self.exercise is not None

    def seek(self, text: str, exercise: str | None = None) -> None:
        """The rows with these words, or of that exercise, alone; without either all of them."""
        self.exercise = exercise
        search = self.query_one(Input)
        with self.prevent(Input.Changed):
            search.value = text
        self.query_one("#search").display = bool(text)
        self.query_one(Rows).cursor = 0
        self._fill()

    def ask(self) -> None:
        """Words are typed from now on."""
        self.query_one("#search").display = True
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Sought while it is typed."""
        event.stop()
        self.query_one(Rows).cursor = 0
        self._fill()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Back to the rows."""
        event.stop()
        self.query_one("#search").display = bool(event.value)
        self.screen.set_focus(None)

    def move(self, across: int, down: int) -> None:
        """Along the rows."""
        rows = self.query_one(Rows)
        rows.stand(rows.cursor + down)

    def on_rows_moved(self) -> None:
        """What was said of that row before, and its note in full."""
        told = told_of(self.entry) if self.entry is not None else ""
        self.query_one("#log-told", Label).update(told)

    def _fill(self) -> None:
        looked = self._looked
        if looked is None:
            return
        rows = looked.view.log.found(looked.view.log_texts, self.words, self.exercise)
        empty = NONE_FOUND if self.sought else NOTHING
        names = self.query_one("#log-names", Label)
        names.set_class(not rows, "empty")
        names.update(_names(looked.narrow) if rows else keyed(self.app, empty))
        library, narrow = looked.library, looked.narrow  # not all that was looked up: the rows outlive it
        self.query_one(Rows).fill(rows, lambda row: line(row, library, narrow))


def _names(narrow: bool) -> str:
    line = f"  {'DATE':<13}{'EXERCISE':<19}{'PAIN':<11}{'WHERE':<10}"
    return line if narrow else f"{line}{'EFFORT':<11}{'DONE':<17}NOTE"


def line(entry: Entry, library: Library, narrow: bool) -> str:
    """`21 Nov 07:10 Side plank   4 (was 6)  low back   form broke  2 × 20 s  left worse`."""
    name = short(entry.name(library), 18)
    where = short(PLACE_NAMES.get(entry.place or "", ""), 9)
    text = f"{entry.at:%d %b %H:%M} {name:<19}{_pain(entry):<11}{where:<10}"
    if narrow:
        return text
    effort = EFFORTS[entry.result.effort if entry.result else None]
    return f"{text}{effort:<11}{_dose(entry, library):<17}{clean(entry.note or '', 40)}"


def told_of(entry: Entry) -> str:
    """Under the rows: its corrections, old to new, and its note."""
    was = [f"{words.rated(edit.pain)} until {edit.at:%d %b %Y}" for edit in entry.edits]
    late = entry.record.added
    parts = [f"Was {'; then '.join(was)}."] if was else []
    parts += [f"Set down on {late:%d %b %Y}, from memory."] if late else []
    parts += [f"Note: {clean(entry.note, 400)}"] if entry.note else []
    return " ".join(parts)


def _pain(entry: Entry) -> str:
    return short(("–" if entry.pain is None else str(entry.pain)) + words.was(entry.pain, entry.edits), 10)


def _dose(entry: Entry, library: Library) -> str:
    if entry.result is None or entry.dose is None:
        return ""
    known = library.get(entry.result.exercise)
    text = dose(known, entry.dose) if known else entry.dose.text
    return short(words.done(entry.result, text).replace(" × ", "×"), 16)
