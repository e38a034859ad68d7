"""What a person does with routines of their own: make, change, delete, send, and take in what was sent."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual.app import SuspendNotSupported

from corecare_tui.domain.routine import Routine
from corecare_tui.ui.bound import keyed
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.routine_lines import offered
from corecare_tui.ui.screens.ask import AskScreen, ask_name
from corecare_tui.ui.screens.draft import DraftScreen
from corecare_tui.ui.screens.main import MainScreen
from corecare_tui.ui.screens.menu import MenuScreen
from corecare_tui.ui.screens.tell import TellScreen

if TYPE_CHECKING:
    from corecare_tui.coach.authoring import Sent

SHIPPED = "{name} came with CoreCare and stays as it is; {{routines.copy}} makes a copy of your own."
BROKEN = "This file has a mistake and is left out; {routines.edit} opens it in your editor."


S = TypeVar("S", bound="OwnRoutines")


def sound(act: Callable[[S], None]) -> Callable[[S], None]:
    """Only of a routine that could be read: a file with a mistake can be opened in the editor, and no more."""

    @wraps(act)
    def told(screen: S) -> None:
        if screen.chosen in screen.face.coach.routines:
            act(screen)
        else:
            screen.notify(keyed(screen.app, BROKEN), timeout=4)

    return told


class OwnRoutines(MainScreen):
    """The part of Routines that writes files."""

    @property
    def chosen(self) -> str:
        """The routine under the cursor, or the file that could not be read."""
        raise NotImplementedError

    @property
    def routine(self) -> Routine:
        """The routine under the cursor."""
        return self.face.coach.routines[self.chosen]

    @property
    def own(self) -> frozenset[str]:
        """The ids of the person's own."""
        return frozenset(one.id for one in self.face.coach.own_routines())

    def show(self, at: str) -> None:
        """The list anew, the cursor on that routine or file."""
        raise NotImplementedError

    # --- one's own ----------------------------------------------------------------------------

    def _is_own(self) -> bool:
        """Is the one under the cursor the person's own? If not, they are told how it becomes so."""
        if self.chosen in self.own:
            return True
        self.notify(keyed(self.app, SHIPPED.format(name=self.routine.name)), timeout=5)
        return False

    def action_new(self) -> None:
        """A routine of one's own: a name, then its exercises."""
        self._ask_name("A NEW ROUTINE", "", self.face.coach.new_routine)

    @sound
    def action_copy(self) -> None:
        """A copy of this one as one's own."""
        id = self.chosen
        self._ask_name("A COPY", f"My {self.routine.name[0].lower()}{self.routine.name[1:]}", lambda name: self._copy(id, name))

    def _copy(self, id: str, name: str) -> Routine:
        return self.face.coach.copied_routine(id, name)

    def _ask_name(self, heading: str, name: str, made: Callable[[str], Routine]) -> None:
        ask_name(self, heading, name, lambda said: self._write(made(said), new=True))

    @sound
    def action_change(self) -> None:
        """The one under the cursor, if it is one's own."""
        if self._is_own():
            self._write(self.routine)

    def _write(self, routine: Routine, new: bool = False) -> None:
        saved = replace(routine, days=()) if new else routine
        screen = DraftScreen(self.face, routine, saved)
        self.app.push_screen(screen, lambda kept: self.show(screen.routine.id) if kept else None)

    @keeping
    def action_edit(self) -> None:
        """Its file in the editor of the person; what is wrong afterwards comes back with its line."""
        path = Path(self.chosen)
        if path in self.face.coach.broken_files():
            self._edit(path)
        elif self._is_own():
            self._edit(self.face.coach.own_file(self.chosen))

    def _edit(self, path: Path) -> None:
        was = self.chosen
        try:
            with self.app.suspend():
                wrong = self.face.edit(path)
        except SuspendNotSupported:
            self.notify(f"This terminal cannot be handed to an editor. The file is {path}.", timeout=15)
            return
        problems = [str(one) for one in self.face.coach.reload_routines() if one.file == str(path)]
        self.show(str(path) if problems else was if was in self.face.coach.routines else path.stem)
        if problems or wrong:
            lines = [*problems, *([f"The editor: {wrong}."] if wrong else [])]
            head = "THE FILE HAS A MISTAKE   it is left out until that is mended" if problems else "THE EDITOR"
            self.app.push_screen(TellScreen(head, lines, "editor again"), lambda again: self._edit(path) if again else None)

    @sound
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
        self.show(self.chosen)
        self.notify(keyed(self.app, f"{routine.name} is deleted. {{routines.undo}} brings it back."), timeout=5)

    @keeping
    def action_undo(self) -> None:
        """What was deleted last, back."""
        if not self.face.changes:
            self.notify("Nothing was deleted since you started CoreCare.", timeout=3)
            return
        change = self.face.changes[-1]
        self.face.coach.undo_changes(change)
        self.face.changes.pop()
        self.show(change.path.stem)

    # --- sent and received --------------------------------------------------------------------

    @sound
    @keeping
    def action_share(self) -> None:
        """As a file for somebody else."""
        if self._is_own():
            paths = self.face.coach.send_routine(self.chosen)
            self.notify(f"Written: {', '.join(map(str, paths))}. `corecare routines add FILE` takes it in.", timeout=12)

    def action_add(self) -> None:
        """A file that somebody sent: shown first."""
        says = "The file that was sent, such as ~/Downloads/morning.toml. It is shown before anything is taken in."
        self.app.push_screen(AskScreen("TAKE IN   a routine", "File", "", says, self._looked, "Show it"), self._offered)

    def _looked(self, text: str) -> "tuple[Path, str | None, Sent]":
        """Raises ValueError where there is no such file."""
        try:
            path = Path(text).expanduser()
            there = path.is_file()
        except (OSError, RuntimeError, ValueError) as error:  # nobody's home, a name too long, a folder one may not enter
            raise ValueError(f"{text}: {getattr(error, 'strerror', None) or error}.") from None
        if not text or not there:
            raise ValueError(f"There is no file {text!r}." if text else "The name of the file is needed.")
        coach = self.face.coach
        sent = coach.sent([path])
        if sent.problems and all(problem.key == "id" for problem in sent.problems):  # its id is taken: under another
            id = coach.free_id(path.stem)
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
        self.show(self.chosen)
        self.show(sent.offers[0].routine.id if sent.offers else self.chosen)
