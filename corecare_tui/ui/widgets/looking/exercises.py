"""History, per exercise: its ratings old to new, how it was done, where it stands now and why."""

from collections.abc import Iterator
from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.insight import words
from corecare_tui.domain.insight.exercises import Time, Trained
from corecare_tui.domain.pain import PLACE_NAMES, Score
from corecare_tui.domain.plan import Planned
from corecare_tui.domain.text import many
from corecare_tui.ui.reasons import UNDO
from corecare_tui.ui.widgets.looking.panel import Looked, Panel
from corecare_tui.ui.words import BLOCKS, dose, short

LATELY = 12
"""Ratings in the row of an exercise."""
TOLD = 9
"""Ratings and doses told one by one."""
STEPS = 4
"""Places on the ladder told one by one, the newest ones."""
NOTHING = "No exercise in these days yet. Each one will stand here with its ratings, old to new."


class ExercisesPanel(Panel):
    """A row an exercise, and beneath them the one under the cursor."""

    TITLE = "Per exercise"
    KEYS = frozenset({"down(1)", "down(-1)", "range(-1)", "range(1)", "open", "how_to"})

    def __init__(self) -> None:
        super().__init__(id="per-exercise")

    def compose(self) -> ComposeResult:
        """Names of the columns, rows, detail."""
        yield Label("", id="exercise-names", classes="quiet", markup=False)
        yield OptionList(id="exercise-rows")
        with VerticalScroll(id="exercise-detail", can_focus=False):
            yield Label("", id="exercise-told", markup=False)

    @property
    def chosen(self) -> Trained | None:
        """The exercise under the cursor."""
        at = self.query_one(OptionList).highlighted
        rows = self._looked.view.exercises if self._looked else ()
        return rows[at] if at is not None and at < len(rows) else None

    def prepare(self, looked: Looked) -> None:
        """Every exercise, and what its row says."""
        for one in looked.view.exercises:
            row(one, looked)

    def show(self, looked: Looked) -> None:
        """Those days; the cursor stays on its exercise."""
        was, self._looked = self.chosen, looked
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(Option(Content(row(one, looked))) for one in looked.view.exercises)
        names = self.query_one("#exercise-names", Label)
        names.set_class(not looked.view.exercises, "empty")
        names.update(_names(looked) if looked.view.exercises else NOTHING)
        again = next((n for n, one in enumerate(looked.view.exercises) if was and one.exercise == was.exercise), 0)
        listed.highlighted = again if looked.view.exercises else None
        self._tell()

    def move(self, across: int, down: int) -> None:
        """Along the rows."""
        listed = self.query_one(OptionList)
        listed.action_cursor_down() if down > 0 else listed.action_cursor_up()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell of the exercise under the cursor."""
        event.stop()
        self._tell()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click: its ratings in the log."""
        event.stop()
        self.open()

    def open(self) -> None:
        """The ratings of the exercise under the cursor."""
        if self.chosen is not None:
            self.post_message(self.Opened(exercise=self.chosen.exercise))

    def _tell(self) -> None:
        told = "\n".join(detail(self.chosen, self._looked)) if self.chosen and self._looked else ""
        self.query_one("#exercise-told", Label).update(told)


def _names(looked: Looked) -> str:
    name = f"{'EXERCISE':<18}TIMES {'OLD → NEW':<13}WORST  MEAN"
    return name if looked.narrow else f"{name}  FORM LOST  NOW AT"


def row(one: Trained, looked: Looked) -> str:
    """`Plank  9  ▁▂▃  4  2.1  3  3 × 20 s`."""
    blocks = "".join(_block(time.pain) for time in one.lately(LATELY))
    name = short(words.called(one.exercise, looked.library), 17)
    worst = "–" if one.worst is None else str(one.worst)
    line = f"{name:<18}{len(one):>4}  {blocks:<13}{worst:>5}{words.tenth(one.mean):>6}"
    return line if looked.narrow else f"{line}{one.form_lost:>8}     {short(now_at(one, looked), 17)}"


def now_at(one: Trained, looked: Looked) -> str:
    """What the next session asks for; where it is not in it, why not, or what was done last."""
    item = _planned(one, looked)
    if item is not None:
        exercise = looked.library[item.exercise]
        return dose(exercise, item.dose) if item.exercise == one.exercise else f"→ {short(exercise.name, 14)}"
    out = next((out for out in looked.plan.left_out if out.exercise == one.exercise), None)
    if out is not None:
        return f"left out ({out.rule})"
    return one.ladder[-1][1].dose.text if one.ladder else "–"


def detail(one: Trained, looked: Looked) -> Iterator[str]:
    """Ratings and doses one by one, its way on the ladder, and what the next session does with it."""
    unsaid = f", {one.unsaid} not said" if one.unsaid else ""
    yield f"{words.called(one.exercise, looked.library)}   {len(one.scores)} rated{unsaid}"
    yield f"pain, last {min(TOLD, len(one))}:  " + _cells(_rated(time) for time in one.lately(TOLD))
    unit, sizes = _sizes(one.lately(TOLD))
    if sizes:
        yield f"{unit + ':':<13} " + _cells(sizes)
    if one.form_lost:
        yield f"Form broke down {many(one.form_lost, 'time')}, last on {one.last_lost:%d %b}."
    if places := [result.place for result in one.done[1] if result.place and result.pain]:
        yield "Where: " + ", ".join(f"{PLACE_NAMES[place]} {places.count(place)}×" for place in dict.fromkeys(places))
    if one.sides:
        yield f"Stopped by pain: {words.sides(one)}"
    if len(one.ladder) > 1:
        yield "Ladder: " + " → ".join(f"{place.dose.text} ({_short(day)})" for day, place in one.ladder[-STEPS:])
    yield from _next(one, looked)


def _next(one: Trained, looked: Looked) -> Iterator[str]:
    """What was decided about it for the next session, and what takes that back."""
    item = _planned(one, looked)
    told = [(d.sentence, d.rule) for d in item.decisions] if item else []
    told += [(out.sentence, out.rule) for out in looked.plan.left_out if out.exercise == one.exercise]
    for sentence, rule in dict.fromkeys(told):
        yield f"{sentence} ({rule})  What would undo it: {UNDO.get(rule, '')}"
    if item is not None and not told:
        yield "Next session: as it was."


def _planned(one: Trained, looked: Looked) -> Planned | None:
    items = [item for item in looked.plan.items if one.exercise in (item.exercise, item.slot)]
    return next((item for item in items if item.exercise == one.exercise), items[0] if items else None)


def _block(pain: Score) -> str:
    return "·" if pain is None else BLOCKS[min(7, pain * 7 // 10)]


def _rated(time: Time) -> str:
    return "–" if time.pain is None else str(time.pain)


def _sizes(times: tuple[Time, ...]) -> tuple[str, list[str]]:
    """Seconds or reps of one set, as they were asked for."""
    doses = [time.dose for time in times]
    known = next((dose for dose in reversed(doses) if dose is not None), None)
    if known is None:
        return "", []
    return ("seconds" if known.timed else "reps"), [_size(dose) for dose in doses]


def _size(dose: Dose | None) -> str:
    return "–" if dose is None else str(dose.reps if dose.reps is not None else dose.hold_s)


def _cells(values: Iterator[str] | list[str]) -> str:
    return " ".join(f"{value:>3}" for value in values)


def _short(day: date) -> str:
    return f"{day:%d %b}"
