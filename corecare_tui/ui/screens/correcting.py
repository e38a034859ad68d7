"""What is set right in History: a row says something else, is cleared, or set down afterwards; one key takes it back."""

from datetime import date

from corecare_tui.domain.correcting import Correction, Said
from corecare_tui.domain.insight.log import Entry
from corecare_tui.domain.records import Session
from corecare_tui.ui.bound import keyed
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.screens.main import MainScreen
from corecare_tui.ui.widgets.looking.calendar import CalendarPanel
from corecare_tui.ui.widgets.looking.log import LogPanel
from corecare_tui.ui.widgets.looking.panel import Panel


class CorrectingScreen(MainScreen):
    """The half of the screen that changes the record."""

    @property
    def panel(self) -> Panel:
        """The view that is seen."""
        raise NotImplementedError

    def look(self) -> None:
        """The view that is seen, anew from the record."""
        raise NotImplementedError

    def action_edit(self) -> None:
        """Say something else in the row under the cursor."""
        from corecare_tui.ui.screens.edit import EditScreen

        entry = self.query_one(LogPanel).entry
        if entry is None:
            return
        screen = EditScreen(entry, self.face.coach.library)
        self.app.push_screen(screen, lambda said: self._amend(entry, said) if said is not None else None)

    @keeping
    def _amend(self, entry: Entry, said: Said) -> None:
        self._corrected(self.face.coach.amend(entry, said), "Corrected. What was said before stays with it.")

    def action_unsay(self) -> None:
        """The score under the cursor counts no more; of a session set down from memory all of it may go."""
        from corecare_tui.ui.screens.menu import MenuScreen

        entry = self.query_one(LogPanel).entry
        if entry is None:
            return
        if not isinstance(entry.record, Session) or entry.record.added is None:
            self._clear(entry, "score")
            return
        rows = (("score", "only this score"), ("session", "the whole session, which was set down from memory"))
        self.app.push_screen(MenuScreen("CLEAR", "", rows, "back"), lambda what: self._clear(entry, what))

    @keeping
    def _clear(self, entry: Entry, what: str | None) -> None:
        if what == "session" and isinstance(entry.record, Session):
            self._corrected(self.face.coach.remove(entry.record), "The session is gone.")
        elif what == "score":
            self._corrected(self.face.coach.unsay(entry), "Cleared: it counts no more. What was said stays with it.")

    def action_add(self) -> None:
        """A session that was forgotten, or the pain of another day."""
        from corecare_tui.ui.screens.add import AddScreen

        panel = self.panel
        on: date | None = panel.day if isinstance(panel, CalendarPanel) else None
        self.app.push_screen(AddScreen(self.face, on), lambda made: self._added(made) if made is not None else None)

    def _added(self, made: Correction) -> None:
        of = made.after
        day = of.date if isinstance(of, Session) else of.at if of is not None else self.face.coach.today
        self._corrected(made, f"Set down for {day:%a %d %b}.")

    @keeping
    def action_undo(self) -> None:
        """The last correction is taken back."""
        if not self.face.corrections:
            self.notify("There is nothing to take back.", timeout=3)
            return
        self.face.coach.take_back(self.face.corrections[-1])
        self.face.corrections.pop()
        self.notify("Taken back: it is as it was.", timeout=3)
        self.look()

    def _corrected(self, made: Correction, told: str) -> None:
        if made.before == made.after:
            return
        self.face.corrections.append(made)
        self.notify(keyed(self.app, f"{told}  {{history.undo}} takes it back."), timeout=4)
        self.look()
