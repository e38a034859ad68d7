"""A routine of one's own, being written: its exercises in order with their doses, and what there is to remark on it."""

from collections.abc import Callable
from functools import cached_property

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from corecare_tui.domain.catalogue import Entry
from corecare_tui.domain.drafting import added, dosed, moved, removed, renamed
from corecare_tui.domain.lengths import day_s
from corecare_tui.domain.linting import lint
from corecare_tui.domain.routine import Day, Item, Routine
from corecare_tui.domain.text import many
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.screens.ask import ask_name
from corecare_tui.ui.screens.dose import Asked, DoseScreen
from corecare_tui.ui.screens.menu import MenuScreen
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.screens.pick import Choice, PickScreen
from corecare_tui.ui.showing import Shown, still
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.lines import Lines
from corecare_tui.ui.words import dose, short

KEYS = bound("draft")
EMPTY = "Nothing in it yet: {draft.add} adds an exercise. A gentle mover such as cat-cow is a good first one."
SOUND = "Nothing to remark."
OWN = "* the dose that the exercise has by itself"
ON_ITEM = frozenset({"dose", "remove", "shift(1)", "shift(-1)"})


class DraftScreen(Once, Screen[bool]):
    """Dismissed with True once it was saved."""

    BINDINGS = [*KEYS]
    AUTO_FOCUS = ""

    def __init__(self, face: Face, routine: Routine, saved: Routine | None = None, day: int = 0) -> None:
        """`saved`: as it is in its file, where that is not what it begins with; `day`: the one to open."""
        super().__init__()
        self.face, self.routine, self._day = face, routine, day
        self._saved = saved or routine
        self._before: list[Routine] = []
        """What it was before each change, the newest last."""

    @property
    def day(self) -> Day:
        """The day that is open."""
        return self.routine.days[self._day]

    @property
    def at(self) -> int:
        """The row under the cursor; -1 where there is none."""
        at = self.query_one(OptionList).highlighted
        return -1 if at is None else at

    def compose(self) -> ComposeResult:
        """Its name, the rows, the remarks."""
        yield Label("", id="draft-head", markup=False)
        with Horizontal(classes="pair"):
            yield OptionList(id="draft-rows")
            with VerticalScroll(id="detail", can_focus=False):
                yield Lines("detail-lines")
        yield KeyBar(KEYS, keep=("save", "cancel", "add"))

    def on_mount(self) -> None:
        """The keys are the screen's: the list takes none."""
        self.query_one(OptionList).can_focus = False
        self.show(0)

    # --- what it shows ------------------------------------------------------------------------

    def show(self, at: int) -> None:
        """Everything anew, the cursor on that row."""
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options(Option(Content(self._row(n, item))) for n, (_, item) in enumerate(self.day.items, 1))
        rows.highlighted = max(0, min(at, len(self.day.items) - 1)) if self.day.items else None
        self.query_one("#draft-head", Label).update(self._head())
        self.query_one(KeyBar).only(self._able)
        self.query_one(Lines).show(("", f"{text}\n") for text in self._remarks())

    def _head(self) -> str:
        days = self.routine.days
        which = f"   day {self._day + 1} of {len(days)}: {self.day.name}" if len(days) > 1 else ""
        size = f"{many(len(self.day.items), 'exercise')}, about {round(day_s(self.day, self.face.coach.library) / 60)} min"
        return f"{self.routine.name}{which}   {size}{'' if self.routine == self._saved else '   not saved yet'}"

    def _row(self, number: int, item: Item) -> str:
        library = self.face.coach.library
        if item.exercise is None:
            entry = library[item.rung_of[0]]
            return f"{number:>2} your rung of {entry.family.replace('_', ' ')}"
        one = library[item.exercise]
        own = "" if item.dose else " *"
        return f"{number:>2} {short(one.name, 20):<20} {dose(one, item.dose or one.dose)}{own}"

    def _remarks(self) -> list[str]:
        if not self.day.items:
            return [keyed(self.app, EMPTY)]
        found = [remark for remark in lint(self.routine, self.face.coach.library) if remark.day in (None, self._day)]
        told = [self._remark(remark.row, remark.sentence) for remark in found]
        told += [self._remark(row, why) for row, (_, item) in enumerate(self.day.items) if (why := self._not_now(item))]
        told = told or [SOUND]
        return [*told, OWN] if any(item.exercise and not item.dose for _, item in self.day.items) else told

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        """Each exercise as this person has it now."""
        return {entry.exercise.id: entry for entry in self.face.coach.catalogue(self.face.planned)}

    def _not_now(self, item: Item) -> str | None:
        why = self._entries[item.exercise].not_now if item.exercise in self._entries else None
        return f"Not for you now: {why.sentence} ({why.rule})" if why else None

    def _remark(self, row: int | None, sentence: str) -> str:
        return sentence if row is None else f"{row + 1}  {sentence}"

    @property
    def _able(self) -> frozenset[str]:
        """What means something now."""
        able = {binding.action for binding in KEYS} - (frozenset() if self.day.items else ON_ITEM)
        able -= frozenset() if len(self.routine.days) > 1 else {"day(1)"}
        return frozenset(able - (frozenset() if self._before else {"undo"}))

    # --- changes ------------------------------------------------------------------------------

    def change(self, routine: Routine, at: int) -> None:
        """It is this from now on; undo goes back."""
        if routine != self.routine:
            self._before.append(self.routine)
            self.routine = routine
        self.show(at)

    def action_move(self, by: int) -> None:
        """Along the rows."""
        if self.day.items:
            self.query_one(OptionList).highlighted = (self.at + by) % len(self.day.items)

    def action_shift(self, by: int) -> None:
        """The row under the cursor further down or up."""
        if self.at >= 0:
            to = max(0, min(self.at + by, len(self.day.items) - 1))
            self.change(moved(self.routine, self._day, self.at, by), to)

    def action_remove(self) -> None:
        """The row under the cursor goes."""
        if self.at >= 0:
            self.change(removed(self.routine, self._day, self.at), self.at)

    def action_add(self) -> None:
        """An exercise, picked by a few letters, after the row under the cursor."""
        rows = [_choice(entry) for entry in self._entries.values()]
        self.app.push_screen(PickScreen("ADD   an exercise   × is not for you now", rows, self._still), self._added)

    def _still(self, id: str) -> Shown | None:
        motion = self.face.motions[id] if id else None
        return still(motion) if motion else None

    def _added(self, id: str | None) -> None:
        if id is not None:
            at = self.at + 1
            put = added(self.routine, self._day, self.at, id)
            self.change(dosed(put, self._day, at, self.face.coach.begin_dose(id)), at)

    def action_dose(self) -> None:
        """The dose of the row under the cursor."""
        item = self.day.items[self.at][1] if self.at >= 0 else None
        if item is not None and item.exercise is not None:
            self.app.push_screen(DoseScreen(self.face.coach.library[item.exercise], item.dose), self._dosed(self.at))
        elif item is not None:
            self.notify("This place takes the rung you have reached, at the dose you have reached there.", timeout=4)

    def _dosed(self, at: int) -> Callable[[Asked | None], None]:
        return lambda asked: self.change(dosed(self.routine, self._day, at, asked.dose), at) if asked else None

    def action_rename(self) -> None:
        """Another name."""
        ask_name(self, "NAME", self.routine.name, lambda name: self.change(renamed(self.routine, name), self.at))

    def action_day(self, by: int) -> None:
        """Another day, of a routine that has several."""
        self._day = (self._day + by) % len(self.routine.days)
        self.show(0)

    def action_undo(self) -> None:
        """As it was before the last change."""
        if self._before:
            self.routine = self._before.pop()
            self._day = min(self._day, len(self.routine.days) - 1)
            self.show(self.at)

    # --- leaving ------------------------------------------------------------------------------

    @keeping
    def action_save(self) -> None:
        """Into its file; what stands in the way is said, and nothing is lost."""
        if not all(day.items for day in self.routine.days):
            self.notify(keyed(self.app, "A day without an exercise cannot be saved: {draft.add} adds one."), severity="warning")
            return
        self.face.coach.save_routine(self.routine)
        self.dismiss(True)

    def action_cancel(self) -> None:
        """Back; asks first where something would be lost."""
        if self.unsaved:
            self.ask_to_leave(lambda: self.dismiss(False))
        else:
            self.dismiss(False)

    @property
    def unsaved(self) -> bool:
        """Would something be lost?"""
        return self.routine != self._saved

    def ask_to_leave(self, leave: Callable[[], object]) -> None:
        """Save, leave, or go on writing."""
        rows = [("save", "save it"), ("leave", "leave it as it was")]

        def chosen(how: str | None) -> None:
            if how is not None:
                self.action_save() if how == "save" else leave()

        self.app.push_screen(MenuScreen("NOT SAVED YET", f"{self.routine.name} was changed.", rows, "go on writing"), chosen)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a row: its dose."""
        self.action_dose()

    def action_help(self) -> None:
        """Every key of this screen."""
        from corecare_tui.ui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))


def _choice(entry: Entry) -> Choice:
    """A row to pick: its name, how hard it is, whether it is closed; found by its family, too."""
    one = entry.exercise
    text = f"{short(one.name, 24):<25}{one.difficulty:<12}{'×' if entry.not_now else ' '}"
    return Choice(one.id, text, f"{one.name} {one.family.replace('_', ' ')}")
