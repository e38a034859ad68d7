"""History: the dumbbell chart of pain before and after, and the log of every rating."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ContentSwitcher, Label, OptionList

from corecare_tui.domain.insight import Days, dumbbells, most_painful, rows
from corecare_tui.domain.pain import PLACE_NAMES
from corecare_tui.ui.screens.main import MainScreen
from corecare_tui.ui.widgets.dumbbell import Dumbbell
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.nav import Nav
from corecare_tui.ui.words import effort, short

RANGES = (7, 30, 90, 365, 3650)
VIEWS = ("chart", "log")

KEYS = [
    Binding("left_square_bracket", "view(-1)", "view", key_display="[ ]", id="history.view"),
    Binding("right_square_bracket", "view(1)", "next view", show=False, id="history.next_view"),
    Binding("h,left", "select(-1)", "session", key_display="←/→", id="history.left"),
    Binding("l,right", "select(1)", "later session", show=False, id="history.right"),
    Binding("less_than_sign", "range(-1)", "range", key_display="< >", id="history.range"),
    Binding("greater_than_sign", "range(1)", "longer range", show=False, id="history.longer"),
    Binding("p", "log_pain", "log pain", id="history.pain"),
    Binding("question_mark", "help", "help", key_display="?", id="history.help"),
    Binding("escape", "go(1)", "Today", key_display="Esc", id="history.back"),
]


class HistoryScreen(MainScreen):
    """Two views of the record."""

    NUMBER = 2
    AUTO_FOCUS = ""  # not the log while it is hidden: PageDown in a list that is not laid out raises in Textual 8.2.8
    BINDINGS = [*KEYS]

    def compose(self) -> ComposeResult:
        """The views, one at a time."""
        yield Nav(self.NUMBER, self.face.coach.today)
        yield Label("", id="views", markup=False)
        with ContentSwitcher(initial="chart", id="view"):
            with Vertical(id="chart"):
                yield Dumbbell(id="dumbbell")
                yield Label("", id="legend", markup=False)
                yield Label("", id="worst", markup=False)
            yield OptionList(id="log")
        yield KeyBar(KEYS, keep=("help", "view(-1)"))

    def on_mount(self) -> None:
        """Thirty days to begin with."""
        self.days = 30
        self.call_after_refresh(self.show_all)

    def show_all(self) -> None:
        """Both views for the chosen range."""
        coach = self.face.coach
        history, today = coach.history(), coach.today
        here = self.query_one("#view", ContentSwitcher).current
        names = "  ".join(f"[{v.capitalize()}]" if v == here else f" {v.capitalize()} " for v in VIEWS)
        self.query_one("#views", Label).update(f"{names}      < {self.days} days >")
        chart = self.query_one(Dumbbell)
        chart.points = dumbbells(history, self.days, today)
        chart.selected = None
        trend = Days(history, today).trend()
        self.query_one("#legend", Label).update(
            f"○ before  ● after     {trend}" if chart.points else "No session in these days yet."
        )
        hurt = "   ".join(
            f"{self._called(h.exercise)} {h.worst} ({h.times}×)" for h in most_painful(history, self.days, today)[:3] if h.worst
        )
        self.query_one("#worst", Label).update(f"Hurt most:  {hurt}" if hurt else "Nothing hurt in these days.")
        self._show_log()

    def _called(self, id: str) -> str:
        found = self.face.coach.library.get(id)
        return found.name if found else id

    def _show_log(self) -> None:
        log = self.query_one("#log", OptionList)
        log.clear_options()
        for session, result in rows(self.face.coach.history(), self.days, self.face.coach.today):
            pain = "not rated" if result.pain is None else str(result.pain)
            where = PLACE_NAMES.get(result.place or "", "")
            name = f"{session.started:%d %b %H:%M}  {short(self._called(result.exercise), 22):<23}{pain:<11}"
            line = f"{name}{where:<16}{effort(result)}" if self.size.width >= 78 else f"{name}{effort(result)}"[:57]
            log.add_option(Content(line))
        if not log.option_count:
            log.add_option(Content("Nothing yet. Your first session will stand here."))

    def action_view(self, by: int) -> None:
        """The other view."""
        switcher = self.query_one("#view", ContentSwitcher)
        at = VIEWS.index(switcher.current or "chart")
        switcher.current = VIEWS[(at + by) % len(VIEWS)]
        if switcher.current == "log":
            self.query_one("#log").focus()
        else:
            self.set_focus(None)
        self.show_all()

    def action_range(self, by: int) -> None:
        """A shorter or longer time."""
        at = RANGES.index(self.days) + by
        self.days = RANGES[min(len(RANGES) - 1, max(0, at))]
        self.show_all()

    def action_select(self, by: int) -> None:
        """Walk along the sessions of the chart; the legend tells the one stood on."""
        chart = self.query_one(Dumbbell)
        if not chart.points:
            return
        last = len(chart.points) - 1
        chart.selected = last if chart.selected is None else min(last, max(0, chart.selected + by))
        coach = self.face.coach
        sessions = [s for s in coach.history().sessions if (coach.today - s.date).days < self.days]
        session = sessions[chart.selected]
        said = ["not said" if s is None else str(s) for s in (session.pre, session.end_pain, session.worst)]
        name = coach.routines[session.routine].name if session.routine in coach.routines else session.routine or ""
        self.query_one("#legend", Label).update(
            f"{session.started:%a %d %b}  {name}   before {said[0]}  after {said[1]}  worst {said[2]}"
        )

    def action_log_pain(self) -> None:
        """A score felt outside a session."""
        from corecare_tui.ui.screens.log_pain import LogPainScreen

        self.app.push_screen(LogPainScreen(self.face), lambda _: self.show_all())
