"""The routines: each with its next session as the rules would write it now; one's own are made, changed and sent from here."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from corecare_tui.domain.drafting import id_of
from corecare_tui.domain.routine import Routine
from corecare_tui.domain.settings import DAYS
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keep_setting, keeping
from corecare_tui.ui.routine_lines import next_session, offered, remarks
from corecare_tui.ui.screens.ask import AskScreen
from corecare_tui.ui.screens.check_in import CheckInScreen
from corecare_tui.ui.screens.choose import ChooseScreen
from corecare_tui.ui.screens.draft import DraftScreen
from corecare_tui.ui.screens.main import MainScreen
from corecare_tui.ui.screens.menu import MenuScreen
from corecare_tui.ui.screens.tell import TellScreen
from corecare_tui.ui.screens.why import WhyScreen
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.lines import Lines
from corecare_tui.ui.widgets.nav import Nav
from corecare_tui.ui.words import WEEK, short

if TYPE_CHECKING:
    from corecare_tui.coach.authoring import Sent

KEYS = bound("routines")
SHIPPED = "{name} came with CoreCare and stays as it is; {{routines.copy}} makes a copy of your own."
ANY_DAY = "Whenever 48 hours went by since the last session. Planned rest counts as much as a session."
OWN_ONLY = ("change", "edit", "delete", "share")


class RoutinesScreen(MainScreen):
    """A list, and beside it the next session of the one under the cursor."""

    NUMBER = 4
    BINDINGS = [*KEYS]

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self._sizes: dict[str, str] = {}
        """Routine → how much its next session is, once that was looked up."""

    def compose(self) -> ComposeResult:
        """The default first, one's own last."""
        yield Nav(self.NUMBER, self.face.coach.today)
        with Horizontal(classes="pair"):
            yield OptionList(id="routine-list")
            with VerticalScroll(id="detail", can_focus=False):
                yield Lines("detail-lines")
        yield KeyBar(KEYS, keep=("start", "help", "new"))

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """First, and back from another screen: files and record may have changed."""
        self._show(self.chosen)
        self.run_worker(self._look_up, thread=True, group="routines", exclusive=True)

    def _look_up(self) -> None:
        """Eight plans of ten years are 50 ms: in a thread."""
        coach, worker = self.face.coach, get_current_worker()
        for id in tuple(coach.routines):
            plan = coach.next_plan(id)
            size = "not now" if plan.blocked else f"{len(plan.items)} ex   {coach.minutes(plan)} min"
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._sized, id, size)

    def _sized(self, id: str, size: str) -> None:
        self._sizes[id] = size
        if id in self.face.coach.routines:
            self.query_one(OptionList).replace_option_prompt(id, self._prompt(self.face.coach.routines[id]))

    # --- what it shows ------------------------------------------------------------------------

    @property
    def _own(self) -> frozenset[str]:
        return frozenset(one.id for one in self.face.coach.own_routines())

    def _show(self, at: str) -> None:
        """The list anew, the cursor on that routine."""
        own, rows = self._own, self.query_one(OptionList)
        listed = sorted(self.face.coach.routines.values(), key=lambda one: (one.id in own, not one.composed, one.name))
        rows.clear_options()
        rows.add_options(Option(self._prompt(one), id=one.id) for one in listed)
        rows.highlighted = next((n for n, one in enumerate(listed) if one.id == at), 0)

    def _prompt(self, routine: Routine) -> Content:
        marks = ("●" if routine.id == self.face.coach.active else " ") + ("✎" if routine.id in self._own else " ")
        size = Content.styled(f"\n  {self._sizes.get(routine.id, '')}", "$foreground 75%")
        return Content(f"{short(routine.name, 25):<26}{marks}") + size

    @property
    def chosen(self) -> str:
        """The routine under the cursor."""
        rows = self.query_one(OptionList)
        if not rows.option_count:
            return self.face.coach.active
        return rows.get_option_at_index(rows.highlighted or 0).id or ""

    @property
    def routine(self) -> Routine:
        """That."""
        return self.face.coach.routines[self.chosen]

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Its next session."""
        coach, id = self.face.coach, event.option_id or ""
        lines = [*next_session(coach.plan(id), coach)]
        if id in self._own:
            lines += remarks(coach.routines[id], coach)
        self.query_one(Lines).show(lines)
        self.query_one("#detail", VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click on the one under the cursor."""
        self.action_start()

    def action_move(self, by: int) -> None:
        """Along the list, or to its first or last."""
        rows = self.query_one(OptionList)
        go = {1: rows.action_cursor_down, -1: rows.action_cursor_up}
        go.get(by, rows.action_last if by > 0 else rows.action_first)()

    # --- its next session ---------------------------------------------------------------------

    def action_start(self) -> None:
        """To the check-in; the safety questions come first, a lock shows its reason instead."""
        from corecare_tui.ui.screens.locked import LockedScreen
        from corecare_tui.ui.screens.screening import ScreeningScreen

        due = self.face.coach.screening_due()
        if due is not None:
            self.app.push_screen(ScreeningScreen(self.face, due))
            return
        blocked = self.face.coach.plan(self.chosen).blocked
        self.app.push_screen(LockedScreen(self.face, blocked) if blocked else CheckInScreen(self.face, self.chosen))

    def action_show_why(self) -> None:
        """Every decision of its next session, or why there is none."""
        from corecare_tui.ui.screens.locked import LockedScreen

        plan = self.face.coach.plan(self.chosen)
        self.app.push_screen(LockedScreen(self.face, plan.blocked) if plan.blocked else WhyScreen(self.face, plan))

    def action_show_how_to(self) -> None:
        """Every exercise of its next session explained, page after page."""
        from corecare_tui.ui.screens.how_to import HowToScreen

        coach = self.face.coach
        exercises = [coach.library[item.exercise] for item in coach.plan(self.chosen).items]
        if exercises:
            self.app.push_screen(HowToScreen(self.face, *exercises))
        else:
            self.notify("There is no session of it now.", timeout=3)

    def action_choose(self) -> None:
        """Today plans this one from now on."""
        id = self.chosen
        self.face.settings = replace(self.face.settings, routine=id)
        keep_setting(self, "routine", id)
        self.notify(f"{self.routine.name} is planned on Today from now on.", timeout=4)
        self._show(id)

    def action_plan_days(self) -> None:
        """The days of the week to train on."""
        rows = list(zip(DAYS, WEEK, strict=True))
        ask = ChooseScreen("DAYS   you plan to train on", f"Nothing ticked: {ANY_DAY}", rows, self.face.settings.days)
        self.app.push_screen(ask, self._planned)

    def _planned(self, days: tuple[str, ...] | None) -> None:
        if days is not None:
            self.face.settings = replace(self.face.settings, days=days)
            keep_setting(self, "days", list(days) or None)
            said = ", ".join(WEEK[DAYS.index(day)] for day in days)
            self.notify(f"Planned: {said}. The days between are rest, and count." if said else ANY_DAY, timeout=5)

    # --- one's own ----------------------------------------------------------------------------

    def _is_own(self) -> bool:
        """Is the one under the cursor the person's own? If not, they are told how it becomes so."""
        if self.chosen in self._own:
            return True
        self.notify(keyed(self.app, SHIPPED.format(name=self.routine.name)), timeout=5)
        return False

    def action_new(self) -> None:
        """A routine of one's own: a name, then its exercises."""
        self._ask_name("A NEW ROUTINE", "", self.face.coach.new_routine)

    def action_copy(self) -> None:
        """A copy of this one as one's own."""
        id = self.chosen
        self._ask_name("A COPY", f"My {self.routine.name[0].lower()}{self.routine.name[1:]}", lambda name: self._copy(id, name))

    def _copy(self, id: str, name: str) -> Routine:
        return self.face.coach.copied_routine(id, name)

    def _ask_name(self, heading: str, name: str, made: Callable[[str], Routine]) -> None:
        ask = AskScreen(heading, "Name", name, "What Today and this screen call it.", _name)
        self.app.push_screen(ask, lambda said: self._write(made(said), new=True) if said else None)

    def action_change(self) -> None:
        """The one under the cursor, if it is one's own."""
        if self._is_own():
            self._write(self.routine)

    def _write(self, routine: Routine, new: bool = False) -> None:
        saved = replace(routine, days=()) if new else routine
        screen = DraftScreen(self.face, routine, saved)
        self.app.push_screen(screen, lambda kept: self._show(screen.routine.id) if kept else None)

    @keeping
    def action_edit(self) -> None:
        """Its file in the editor of the person; what is wrong afterwards comes back with its line."""
        if not self._is_own():
            return
        self._edit(self.face.coach.own_file(self.chosen), self.chosen)

    def _edit(self, path: Path, id: str) -> None:
        try:
            with self.app.suspend():
                wrong = self.face.edit(path)
        except SuspendNotSupported:
            self.notify(f"This terminal cannot be handed to an editor. The file is {path}.", timeout=15)
            return
        problems = [str(one) for one in self.face.coach.reload_routines() if one.file == str(path)]
        self._show(id)
        if problems or wrong:
            lines = [*problems, *([f"The editor: {wrong}."] if wrong else [])]
            head = "THE FILE HAS A MISTAKE   it is left out until that is mended" if problems else "THE EDITOR"
            self.app.push_screen(TellScreen(head, lines, "editor again"), lambda again: self._edit(path, id) if again else None)

    @keeping
    def action_delete(self) -> None:
        """Set it aside, after a question."""
        if not self._is_own():
            return
        routine = self.routine
        rows = [("delete", f"delete {routine.name}")]
        told = keyed(self.app, "What you did with it stays in your record. {routines.undo} brings it back.")
        self.app.push_screen(MenuScreen("DELETE ?", told, rows, "keep it"), lambda said: self._delete(routine) if said else None)

    @keeping
    def _delete(self, routine: Routine) -> None:
        self.face.changes.append(self.face.coach.delete_routine(routine.id))
        self.on_screen_resume()
        self.notify(keyed(self.app, f"{routine.name} is deleted. {{routines.undo}} brings it back."), timeout=5)

    @keeping
    def action_undo(self) -> None:
        """What was deleted last, back."""
        if not self.face.changes:
            self.notify("Nothing was deleted since you started CoreCare.", timeout=3)
            return
        self.face.coach.undo_changes(self.face.changes.pop())
        self.on_screen_resume()

    # --- sent and received --------------------------------------------------------------------

    @keeping
    def action_share(self) -> None:
        """As a file for somebody else."""
        if self._is_own():
            paths = self.face.coach.send_routine(self.chosen)
            self.notify(f"Written: {', '.join(map(str, paths))}. `corecare routines add FILE` takes it in.", timeout=12)

    def action_add(self) -> None:
        """A file that somebody sent: shown first."""
        says = "The file that was sent, such as ~/Downloads/morning.toml. It is shown before anything is taken in."
        self.app.push_screen(AskScreen("TAKE IN   a routine", "File", "", says, self._looked), self._offered)

    def _looked(self, text: str) -> "tuple[Path, str | None, Sent]":
        """Raises ValueError where there is no such file."""
        path = Path(text).expanduser()
        if not text or not path.is_file():
            raise ValueError(f"There is no file {text!r}." if text else "The name of the file is needed.")
        coach = self.face.coach
        sent = coach.sent([path])
        if sent.problems and all(problem.key == "id" for problem in sent.problems):  # its id is taken: under another
            id = id_of(path.stem, coach.routines)
            return path, id, coach.sent([path], id)
        return path, None, sent

    def _offered(self, looked: "tuple[Path, str | None, Sent] | None") -> None:
        if looked is None:
            return
        path, id, sent = looked
        if sent.problems:
            lines = [str(one) for one in sent.problems]
            self.app.push_screen(TellScreen("NOT TAKEN IN   ask for a file without these", lines))
        else:
            lines = [*([f"Its id is taken here: it comes in as {id}."] if id else []), *offered(sent)]
            show = TellScreen("SENT TO YOU   nothing is taken in yet", lines, "take it in")
            self.app.push_screen(show, lambda yes: self._take_in(path, id, sent) if yes else None)

    @keeping
    def _take_in(self, path: Path, id: str | None, sent: "Sent") -> None:
        self.face.coach.take_in([path], id)
        self.on_screen_resume()
        self._show(sent.offers[0].routine.id if sent.offers else self.chosen)


def _name(text: str) -> str:
    if not text:
        raise ValueError("A name is needed.")
    return text
