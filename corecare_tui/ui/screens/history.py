"""History: four views of the record, each looked up in a thread."""

from textual.app import ComposeResult
from textual.widgets import ContentSwitcher, Label
from textual.worker import get_current_worker

from corecare_tui.coach import NotKept
from corecare_tui.domain.insight.view import RANGES, longer
from corecare_tui.ui.bound import bound
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.screens.correcting import CorrectingScreen
from corecare_tui.ui.sweeping import collect_if_due, go_on, hold_off
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.looking.calendar import CalendarPanel
from corecare_tui.ui.widgets.looking.chart import ChartPanel
from corecare_tui.ui.widgets.looking.exercises import ExercisesPanel
from corecare_tui.ui.widgets.looking.log import LogPanel
from corecare_tui.ui.widgets.looking.panel import Looked, Panel
from corecare_tui.ui.widgets.nav import Nav
from corecare_tui.ui.words import NARROW

PANELS = (ChartPanel, ExercisesPanel, CalendarPanel, LogPanel)
COLLECT_S = 1.0
"""So often it is asked whether a collection is due."""
WEEKS_ON = 4
"""Weeks the calendar goes by at once."""

KEYS = bound("history")
EVERYWHERE = frozenset({"view(-1)", "view(1)", "log_pain", "export", "help", "back"})
PAGES = frozenset({"down(10)", "down(-10)"})


class HistoryScreen(CorrectingScreen):
    """The line of views, and one of them."""

    NUMBER = 2
    AUTO_FOCUS = ""  # the keys are the screen's; only what is sought is typed into a field
    BINDINGS = [*KEYS]

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self.days: int | None = 30
        self._back = 0
        """Weeks the calendar stands before this one."""
        self._seen: Looked | None = None
        """What was looked up last, for every view over the same days."""

    def compose(self) -> ComposeResult:
        """The views, one at a time."""
        yield Nav(self.NUMBER, self.face.coach.today)
        yield Label("", id="views", markup=False)
        with ContentSwitcher(initial="chart", id="view"):
            for panel in PANELS:
                yield panel()
        yield KeyBar(KEYS, keep=("help", "view(-1)"))

    def on_mount(self) -> None:
        """Ten years are many objects: whole collections wait until they lie in memory once."""
        hold_off()
        self.set_interval(COLLECT_S, self._collect)

    def _collect(self) -> None:
        if all(worker.is_finished for worker in self.workers if worker.group == "look"):
            collect_if_due()

    def on_unmount(self) -> None:
        """Left."""
        self._seen = None
        go_on()

    def on_screen_resume(self) -> None:
        """Opened, or back from a question: the record may say something else."""
        self.call_after_refresh(self.look)

    def on_resize(self) -> None:
        """The calendar has room for another number of weeks."""
        self.call_after_refresh(self.look)

    @property
    def panel(self) -> Panel:
        """The view that is seen."""
        return self.query_one(f"#{self.query_one('#view', ContentSwitcher).current}", Panel)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that means nothing in this view does nothing, and is not shown."""
        name = f"{action}({', '.join(map(str, parameters))})" if parameters else action
        known = {binding.action for binding in KEYS}
        return name not in known or not self.is_mounted or name in self._able

    @property
    def _able(self) -> frozenset[str]:
        keys = self.panel.KEYS
        return EVERYWHERE | keys | (PAGES if "down(1)" in keys else frozenset())

    # --- looking ------------------------------------------------------------------------------

    def look(self) -> None:
        """The view that is seen, anew from the record."""
        panel = self.panel
        self._tell_views()
        self.query_one(KeyBar).only(self._able)
        weeks = panel.count if isinstance(panel, CalendarPanel) else None
        self.run_worker(lambda: self._look_up(panel, weeks), thread=True, group="look", exclusive=True)

    def _look_up(self, panel: Panel, weeks: int | None) -> None:
        """In a thread: all that the view will ask for is made here, not in the loop's own turn."""
        coach = self.face.coach
        try:
            view = coach.view(self.days) if weeks is None else coach.weeks(weeks, self._back)
            view = self._seen.view if self._seen is not None and self._seen.view.same(view) else view
            looked = Looked(view, coach.next_plan(self.face.planned), self.size.width < NARROW)
            panel.prepare(looked)
        except NotKept as error:
            self.app.call_from_thread(self.notify, error.told, severity="error", timeout=20, markup=False)
            return
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, panel, looked)

    def _show(self, panel: Panel, looked: Looked) -> None:
        if panel.is_attached and panel is self.panel:
            panel.show(looked)
            self._seen = looked
            for other in self.query(Panel):
                if other.holds_other(looked):
                    other.let_go()

    def _tell_views(self) -> None:
        here = self.panel
        names = " ".join(f"[{panel.TITLE}]" if isinstance(here, panel) else f" {panel.TITLE} " for panel in PANELS)
        days = "all" if self.days is None else f"{self.days} days"
        if isinstance(here, CalendarPanel):
            days = "to today" if not self._back else f"to {self._back} weeks ago"
        self.query_one("#views", Label).update(f"{names}   < {days} >")

    def action_view(self, by: int) -> None:
        """Another view of the same days."""
        switcher = self.query_one("#view", ContentSwitcher)
        ids = [panel.id for panel in self.query(Panel)]
        switcher.current = ids[(ids.index(switcher.current) + by) % len(ids)]
        self.set_focus(None)
        self.call_after_refresh(self.look)

    def action_range(self, by: int) -> None:
        """More days or fewer; in the calendar weeks back or on."""
        if isinstance(self.panel, CalendarPanel):
            self._back = max(0, self._back - by * WEEKS_ON)
        else:
            self.days = longer(self.days, by)
        self.look()

    def action_across(self, by: int) -> None:
        """Along the days."""
        self.panel.move(by, 0)

    def action_down(self, by: int) -> None:
        """Along the rows."""
        self.panel.move(0, by)

    def action_open(self) -> None:
        """What is under the cursor, in detail."""
        self.panel.open()

    def on_panel_opened(self, event: Panel.Opened) -> None:
        """The log with the rows of that day or exercise alone; of a day further back in the first range that holds it."""
        if event.day is not None:
            ago = (self.face.coach.today - event.day).days
            self.days = next(days for days in RANGES[RANGES.index(self.days) :] if days is None or ago < days)
        self.query_one("#view", ContentSwitcher).current = "log"
        self.query_one(LogPanel).seek(f"{event.day:%d %b %Y}" if event.day else "", event.exercise)
        self.call_after_refresh(self.look)

    def action_how_to(self) -> None:
        """The page of the exercise under the cursor."""
        from corecare_tui.ui.screens.how_to import HowToScreen

        chosen = self.query_one(ExercisesPanel).chosen
        if chosen is not None and chosen.exercise in self.face.coach.library:
            self.app.push_screen(HowToScreen(self.face, self.face.coach.library[chosen.exercise]))

    def action_back(self) -> None:
        """Out of what is sought; else to Today."""
        log = self.query_one(LogPanel)
        if isinstance(self.panel, LogPanel) and (log.sought or self.focused is not None):
            self.set_focus(None)
            log.seek("")
        else:
            self.action_go(1)

    def action_filter(self) -> None:
        """Words are sought in the log."""
        self.query_one(LogPanel).ask()

    def action_log_pain(self) -> None:
        """A score felt outside a session."""
        from corecare_tui.ui.screens.log_pain import LogPainScreen

        self.app.push_screen(LogPainScreen(self.face))

    @keeping
    def _write_out(self, kind: str) -> None:
        path = self.face.coach.write_out(kind)
        self.notify(f"Written: {path}", timeout=10, markup=False)

    def action_export(self) -> None:
        """A page for a physiotherapist, a table, or everything, as a file."""
        from corecare_tui.ui.screens.menu import MenuScreen

        rows = (("html", "a page for a physiotherapist (HTML)"), ("csv", "a table (CSV)"), ("json", "everything (JSON)"))
        menu = MenuScreen("EXPORT", "Into your home folder. Nothing leaves this computer.", rows, "back")
        self.app.push_screen(menu, lambda kind: self._write_out(kind) if kind is not None else None)
