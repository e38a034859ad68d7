"""Today: the next session, what changed in it and why, the pain of the last two weeks, this week."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Label

from corecare_tui.coach import DEFAULT
from corecare_tui.domain.insight import Days, Mark, sessions_this_week, week
from corecare_tui.domain.plan import Decision, Plan, length_ms, unroll
from corecare_tui.domain.records import History, Session
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.screens.main import MainScreen
from corecare_tui.ui.screens.menu import MenuScreen
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.nav import Nav
from corecare_tui.ui.words import change, dose, marks, pain_row

KEYS = [
    Binding("enter", "start_session", "start", key_display="Enter", id="today.start"),
    Binding("w", "show_why", "why", id="today.why"),
    Binding("m", "answer_morning", "morning", id="today.morning"),
    Binding("o", "start_warm_up", "warm-up only", id="today.warm_up"),
    Binding("p", "log_pain", "log pain", id="today.pain"),
    Binding("q", "app.quit", "quit", id="today.quit"),
    Binding("question_mark", "help", "help", key_display="?", id="today.help"),
]


SOON_S = 0.05


def _word(plan: Plan) -> str:
    """START, or what stands in its place: a rest day ends by itself, a lock is opened by a professional's word."""
    if plan.blocked is None:
        return "START"
    return "REST" if plan.blocked.rule == "E4" else "LOCKED"


class TodayScreen(MainScreen):
    """Where CoreCare opens."""

    NUMBER = 1
    BINDINGS = [*KEYS]

    def __init__(self, face: Face, first: bool = False) -> None:
        """`first`: the program has just started, and starts the routine it was asked for."""
        super().__init__(face)
        self.routine = face.routine or DEFAULT
        self._starts = first and face.routine is not None
        self.plan: Plan | None = None

    def compose(self) -> ComposeResult:
        """The frame at once; what needs the record comes after the first paint."""
        yield Nav(self.NUMBER, self.face.coach.today)
        with Horizontal(id="today"):
            with VerticalScroll(id="next", can_focus=False):
                yield Label("NEXT SESSION", classes="heading", markup=False)
                yield Label("", id="name", markup=False)
                yield Label("", id="size", markup=False)
                yield Vertical(id="changes")
            with Vertical(id="lately"):
                yield Label("PAIN, LAST 14 DAYS", classes="heading", markup=False)
                yield Label("", id="fortnight", markup=False)
                yield Label("", id="trend", markup=False)
                yield Label("THIS WEEK", classes="heading", id="week-heading", markup=False)
                yield Label("", id="week", markup=False)
                yield Vertical(id="morning")
                with Vertical(id="go"):
                    yield Big("START", id="start")
                    yield Label("Enter", id="start-key", markup=False)
        yield KeyBar(KEYS, keep=("start_session", "help", "app.quit"))

    def on_mount(self) -> None:
        """Read the record once something is painted."""
        self.call_after_refresh(self.open)

    def open(self) -> None:
        """First run: the screening. A session that was never finished: offer it. Then the plan."""
        if self.face.coach.profile.screened is None:
            from corecare_tui.ui.screens.screening import ScreeningScreen

            self.app.push_screen(ScreeningScreen(self.face), lambda _: self._go_on())
        elif (held := self.face.coach.open_session()) is not None:
            self._offer(held)
        else:
            self._go_on()

    def _go_on(self) -> None:
        """The plan; at the first opening the session that was asked for too."""
        self.refresh_plan()
        if self._starts and self.face.coach.profile.screened is not None:
            self._starts = False
            self.action_start_session()

    def on_screen_resume(self) -> None:
        """Back from a session or another screen: the record may have changed."""
        if self.plan is not None:
            self.refresh_plan()

    def _offer(self, held: Session) -> None:
        rows = [("resume", "go on with the exercise that was running"), ("close", "close it, all that was rated is kept")]
        done = len(held.results)
        sentence = f"A session of {held.started:%a %d %b, %H:%M} was not finished: {done} exercise{'s' * (done != 1)} done."
        self.app.push_screen(MenuScreen("AN OPEN SESSION", sentence, rows), lambda chosen: self._opened(held, chosen))

    @keeping
    def _opened(self, held: Session, chosen: str | None) -> None:
        from corecare_tui.domain.records import SessionOutcome
        from corecare_tui.ui.screens.session import SessionScreen
        from corecare_tui.ui.screens.summary import SummaryScreen

        if chosen == "close":
            self.face.coach.finish(held, SessionOutcome.STOPPED, None)
            self.refresh_plan()
            return
        plan, first = self.face.coach.resume(held)
        screen = SessionScreen(self.face, plan, held, first)
        self.refresh_plan()
        self.app.push_screen(screen if first < len(plan.items) else SummaryScreen(self.face, plan, held, True, None))

    # --- what it shows ------------------------------------------------------------------------

    def refresh_plan(self) -> None:
        """Everything on the screen, anew from the record."""
        coach = self.face.coach
        self.plan = coach.plan(self.routine)
        history = coach.history()
        self._show_session(self.plan)
        self._show_lately(history)
        self._show_morning(coach.unanswered_morning())

    def _show_session(self, plan: Plan) -> None:
        coach = self.face.coach
        routine = coach.routines[plan.routine]
        day = routine.day(plan.day)
        name = routine.name if len(routine.days) == 1 else f"{routine.name}: {day.name}"
        self.query_one("#name", Label).update(name)
        size = "" if plan.blocked else f"{len(plan.items)} exercises   {self._minutes(plan)} min   {self._kit(plan)}"
        self.query_one("#size", Label).update(size)
        changes = self.query_one("#changes", Vertical)
        changes.remove_children()
        changes.mount(*self._changes(plan))
        start = self.query_one("#start", Big)
        start.text = _word(plan)
        self.query_one("#start-key", Label).update("w says why" if plan.blocked else "Enter")
        self.set_class(plan.blocked is not None, "locked")

    def _minutes(self, plan: Plan) -> int:
        return round(length_ms(unroll(plan, self.face.coach.library)) / 60_000)

    def _kit(self, plan: Plan) -> str:
        library = self.face.coach.library
        needs = dict.fromkeys(kit.replace("_", " ") for item in plan.items for kit in library[item.exercise].equipment)
        return "mat only" if set(needs) <= {"mat"} else ", ".join(needs)

    def _changes(self, plan: Plan) -> list[Label]:
        if plan.blocked:
            return [Label(plan.blocked.sentence, markup=False, classes="sentence")]
        told = [Label(advice.sentence, markup=False, classes="sentence") for advice in plan.advice]
        for decision in plan.changes:
            told += self._change(decision)
        heading = Label(self._heading(plan), markup=False, classes="heading")
        return [heading, *told, Label("THE EXERCISES", markup=False, classes="heading item"), *self._items(plan)]

    def _heading(self, plan: Plan) -> str:
        if not self.face.coach.history().sessions:
            return "YOUR FIRST SESSION"
        return "CHANGED SINCE LAST TIME" if plan.changes else "THE SAME AS LAST TIME"

    def _items(self, plan: Plan) -> list[Label]:
        library = self.face.coach.library
        rows = ((library[item.exercise], item.dose) for item in plan.items)
        return [
            Label(f"{number} {one.name}  {dose(one, amount)}", markup=False, classes="item")
            for number, (one, amount) in enumerate(rows, 1)
        ]

    def _change(self, decision: Decision) -> list[Label]:
        return [
            Label(change(decision, self.face.coach.library), markup=False, classes="change"),
            Label(f"  {decision.sentence}", markup=False, classes="quiet"),
        ]

    def _show_lately(self, history: History) -> None:
        today = self.face.coach.today
        days = Days(history, today)
        self.query_one("#fortnight", Label).update(pain_row(days.last(14)))
        self.query_one("#trend", Label).update(days.trend())
        done = sessions_this_week(history, today)
        self.query_one("#week-heading", Label).update(f"THIS WEEK   {done} session{'s' * (done != 1)}")
        self.query_one("#week", Label).update(marks(week(history, today), Mark.REST))

    def _show_morning(self, pending: Session | None) -> None:
        panel = self.query_one("#morning", Vertical)
        panel.remove_children()
        if pending is not None:
            panel.mount(
                Label("THE MORNING AFTER", markup=False, classes="heading"),
                Label(f"How was your back the morning after {pending.started:%A}?  Press m.", markup=False, classes="asks"),
            )

    # --- keys ---------------------------------------------------------------------------------

    def action_start_session(self) -> None:
        """To the check-in; a lock shows its reason instead."""
        self._start(self.routine)

    def action_start_warm_up(self) -> None:
        """The warm-up trio alone."""
        self._start("warm_up")

    def _start(self, routine: str) -> None:
        from corecare_tui.ui.screens.check_in import CheckInScreen

        if self.app.screen is not self:
            return
        if self.plan is None:  # a key that was faster than the record: it waits for the plan
            self.set_timer(SOON_S, lambda: self._start(routine))
        elif self.face.coach.profile.screened is None:
            self.open()
        elif self.plan.blocked is not None:
            self.action_show_why()
        else:
            self.app.push_screen(CheckInScreen(self.face, routine))

    def action_show_why(self) -> None:
        """Every decision with its rule, or the lock with the way to open it."""
        from corecare_tui.ui.screens.locked import LockedScreen
        from corecare_tui.ui.screens.why import WhyScreen

        if self.plan is not None and self.plan.blocked is not None:
            self.app.push_screen(LockedScreen(self.face, self.plan.blocked), lambda _: self.refresh_plan())
        elif self.plan is not None:
            self.app.push_screen(WhyScreen(self.face, self.plan))

    def action_answer_morning(self) -> None:
        """The morning after the last session."""
        from corecare_tui.ui.screens.morning import MorningScreen

        pending = self.face.coach.unanswered_morning()
        if pending is None:
            self.notify("There is no morning to ask about.", timeout=3)
        else:
            self.app.push_screen(MorningScreen(self.face, pending), lambda _: self.refresh_plan())

    def action_log_pain(self) -> None:
        """A score felt outside a session."""
        from corecare_tui.ui.screens.log_pain import LogPainScreen

        self.app.push_screen(LogPainScreen(self.face), lambda _: self.refresh_plan())
