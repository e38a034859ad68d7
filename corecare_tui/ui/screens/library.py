"""The library: every exercise, found by words and by what it is, and the one under the cursor as this person has it."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Label
from textual.worker import get_current_worker

from corecare_tui.domain.catalogue import Entry
from corecare_tui.domain.drafting import added, dosed
from corecare_tui.domain.finding import Only, facets, matching, narrowed
from corecare_tui.domain.profile import Chose
from corecare_tui.domain.routine import Routine
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.explained import MARKS, facts, mark, standing, whole
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.screens.ask import ask_name
from corecare_tui.ui.screens.choose import ChooseScreen
from corecare_tui.ui.screens.how_to import HowToScreen
from corecare_tui.ui.screens.main import MainScreen
from corecare_tui.ui.screens.pick import Choice, PickScreen
from corecare_tui.ui.showing import FRAME_MS, moving
from corecare_tui.ui.widgets.figure import Figure
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.lines import Line, Lines
from corecare_tui.ui.widgets.nav import Nav
from corecare_tui.ui.widgets.rows import Rows
from corecare_tui.ui.words import short

KEYS = bound("library")
NONE_FOUND = "No exercise is like that. Enter, then {library.clear}, shows all of them again."
NEW = "new"
"""Among the routines an exercise may be put into: one that is not there yet."""


class LibraryScreen(MainScreen):
    """A list, and beside it what it stands on."""

    NUMBER = 3
    BINDINGS = [*KEYS]
    AUTO_FOCUS = ""

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self.entries: tuple[Entry, ...] = ()
        self.only: tuple[Only, ...] = ()
        """What the list is narrowed to."""
        self._begun = face.ticks()

    def compose(self) -> ComposeResult:
        """What is sought, the list in the order of the ladders, the one under the cursor."""
        yield Nav(self.NUMBER, self.face.coach.today)
        with Horizontal(id="sought"):
            yield Input(placeholder=keyed(self.app, "{library.find} search"), compact=True, id="words")
            yield Label("all", id="narrowed", markup=False)
        with Horizontal(classes="pair"):
            with Vertical(id="exercises-beside"):
                yield Rows[Entry]("exercises")
                yield Label(MARKS, id="marks", classes="quiet", markup=False)
            with Vertical(id="beside"):
                yield Figure(id="shown")
                with VerticalScroll(id="detail", can_focus=False):
                    yield Lines("detail-lines")
        yield KeyBar(KEYS, keep=("open", "help"))

    def on_mount(self) -> None:
        """The record is read in a thread; the list stands when it was."""
        self.set_interval(FRAME_MS / 1000, self._move_figure)

    def on_screen_resume(self) -> None:
        """First, and back from another screen: the record may have changed."""
        self.run_worker(self._look_up, thread=True, group="library", exclusive=True)

    def _look_up(self) -> None:
        entries, worker = self.face.coach.catalogue(self.face.planned), get_current_worker()
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, entries)

    # --- what it shows ------------------------------------------------------------------------

    def _show(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        if self.is_attached:
            self._fill()

    def _fill(self) -> None:
        """The rows that are sought; the cursor stays on its exercise."""
        rows, was = self.listed, self.listed.row
        found = matching(narrowed(self.entries, self.only), self.query_one("#words", Input).value)
        same = (at for at, one in enumerate(found) if was and one.exercise.id == was.exercise.id)
        rows.cursor = next(same, 0)
        rows.fill(found, _row)
        names = ", ".join(_named(one) for one in self.only) or "all"
        self.query_one("#narrowed", Label).update(f"{names}   {len(found)} of {len(self.entries)}")
        told = MARKS if found or self.query_one("#beside").display else keyed(self.app, NONE_FOUND)
        self.query_one("#marks", Label).update(told)

    @property
    def listed(self) -> Rows[Entry]:
        """The list."""
        found: Rows[Entry] = self.query_one("#exercises", Rows)
        return found

    @property
    def entry(self) -> Entry | None:
        """The one under the cursor."""
        return self.listed.row

    def on_rows_moved(self) -> None:
        """Explain the exercise under the cursor."""
        entry = self.entry
        told = whole(entry, self.face.coach.library) if entry else (("", keyed(self.app, NONE_FOUND)),)
        self.query_one(Lines).show(told)
        self.query_one("#detail", VerticalScroll).scroll_home(animate=False)
        self._begun = self.face.ticks()
        self._move_figure()

    def _told(self, entry: Entry) -> tuple[Line, ...]:
        library = self.face.coach.library
        return (*standing(entry, library), *facts(entry, library))

    def _move_figure(self) -> None:
        """Its loop, at its own pace."""
        figure = self.query_one("#shown", Figure)
        motion = self.face.motions[self.entry.exercise.id] if self.entry else None
        figure.set_class(motion is None or figure.mode is None, "undrawn")
        key_poses = self.app.animation_level == "none"
        figure.shown = moving(motion, self.face.ticks() - self._begun, key_poses) if motion else None

    # --- finding ------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Words are typed from now on."""
        self.query_one("#words", Input).focus()

    def on_input_changed(self) -> None:
        """Sought while it is typed."""
        self._fill()

    def on_input_submitted(self) -> None:
        """Back to the list."""
        self.set_focus(None)

    def action_filter(self) -> None:
        """What the list may be narrowed to, ticked."""
        found = facets(self.entries)
        rows = [(str(at), f"{_named(only)}  ({count})") for at, (only, count) in enumerate(found)]
        ticked = [str(at) for at, (only, _) in enumerate(found) if only in self.only]

        def chosen(said: tuple[str, ...] | None) -> None:
            if said is not None:
                self.only = tuple(found[int(at)][0] for at in said)
                self._fill()

        says = "Only exercises with all of it; of one kind, any. Nothing ticked: all."
        self.app.push_screen(ChooseScreen("FILTER", says, rows, ticked), chosen)

    def action_clear(self) -> None:
        """Every exercise again."""
        self.only = ()
        self.query_one("#words", Input).value = ""
        self._fill()

    def action_go(self, number: int) -> None:
        """Esc leaves the search first, then the screen."""
        if self.focused is not None:
            self.set_focus(None)
        else:
            super().action_go(number)

    def on_nav_chosen(self, event: Nav.Chosen) -> None:
        """A click on another screen leaves the search, too; MainScreen's own handler then goes there."""
        self.set_focus(None)

    # --- the row under the cursor -------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Along the list."""
        self.listed.stand(self.listed.cursor + by)

    def on_rows_opened(self) -> None:
        """A click on the row under the cursor."""
        self.action_open()

    def action_open(self) -> None:
        """The whole page of the exercise under the cursor."""
        if self.entry is not None:
            told = {self.entry.exercise.id: self._told(self.entry)}
            self.app.push_screen(HowToScreen(self.face, self.entry.exercise, told=told))

    @keeping
    def action_block(self) -> None:
        """Out for good, or back in."""
        entry = self.entry
        if entry is None:
            return
        out = entry.blocked is None
        self.face.coach.choose(Chose.BLOCK if out else Chose.UNBLOCK, entry.exercise.id)
        said = "is left out of every session. {library.block} lets it back in." if out else "may be planned again."
        self.notify(keyed(self.app, f"{entry.exercise.name} {said}"), timeout=4)
        self.on_screen_resume()

    def action_add(self) -> None:
        """Into a routine of one's own, or a new one."""
        if self.entry is None:
            return
        exercise = self.entry.exercise
        rows = [*(Choice(one.id, one.name) for one in self.face.coach.own_routines()), Choice(NEW, "a new routine")]
        self.app.push_screen(PickScreen(f"ADD {exercise.name.upper()} TO", rows), lambda id: self._add(exercise.id, id))

    def _add(self, exercise: str, id: str | None) -> None:
        coach = self.face.coach
        if id == NEW:
            ask_name(self, "A NEW ROUTINE", "", lambda name: self._put(exercise, coach.new_routine(name)))
        elif id is not None:
            self._put(exercise, coach.routines[id])

    def _put(self, exercise: str, routine: Routine) -> None:
        from corecare_tui.ui.screens.draft import DraftScreen

        last = len(routine.days) - 1
        end = len(routine.days[last].items)
        put = dosed(added(routine, last, end - 1, exercise), last, end, self.face.coach.begin_dose(exercise))
        self.app.push_screen(DraftScreen(self.face, put, saved=routine, day=last))


def _row(entry: Entry) -> str:
    return f"{short(entry.exercise.name, 24):<25}{entry.exercise.difficulty:<12}{mark(entry)}"


def _named(only: Only) -> str:
    return f"{only.facet}: {only.value.replace('_', ' ')}" if only.value else str(only.facet)
