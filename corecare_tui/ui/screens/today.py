"""Today: the next session, what changed in it and why, what to decide about it, and the way into a session."""

from datetime import timedelta
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Label

from corecare_tui.coach import WARM_UP
from corecare_tui.domain.plan import Plan, ordered
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.deciding import Deciding
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.opening import ask_if_due, calibrate_if_new, offer_if_open
from corecare_tui.ui.screens.main import MainScreen
from corecare_tui.ui.sweeping import sweep
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.lately import Lately
from corecare_tui.ui.widgets.nav import Nav
from corecare_tui.ui.widgets.next_session import NextSession
from corecare_tui.ui.widgets.plan_list import PlanList
from corecare_tui.ui.widgets.row_keys import RowKeys
from corecare_tui.ui.words import how_long

KEYS = bound("today")
ROW_KEYS = [binding for binding in KEYS if not binding.show]
"""Shown above the key bar, in the words of the row under the cursor."""
SOON_S = 0.05
SLACK = timedelta(minutes=1)
"""A clock that is set by the network takes a second back now and then."""
BEHIND = "The clock of this computer is {by} behind your last entry. Times are counted on from there until it is right."
GENTLE = "gentle"


class TodayScreen(MainScreen):
    """Where CoreCare opens."""

    NUMBER = 1
    BINDINGS = [*KEYS]

    def __init__(self, face: Face, first: bool = False) -> None:
        """`first`: the program has just started, and starts the routine it was asked for."""
        super().__init__(face)
        self._first, self._starts = first, first and face.routine is not None
        self.plan: Plan | None = None

    def compose(self) -> ComposeResult:
        """The frame at once; what needs the record comes after the first paint."""
        yield Nav(self.NUMBER, self.face.coach.today)
        with Horizontal(id="today"):
            yield NextSession(id="next")
            with Vertical(id="lately"):
                yield Lately()
                with Vertical(id="go"):
                    yield Big("START", id="start")
                    yield Label("Enter", id="start-key", markup=False)
        yield RowKeys(ROW_KEYS)
        yield KeyBar(KEYS, keep=("start_session", "help", "app.quit"))

    def on_mount(self) -> None:
        """Read the record once something is painted."""
        self.call_after_refresh(self.open)

    # --- opening ------------------------------------------------------------------------------

    def open(self) -> None:
        """Once a start what is due: setting up, the safety questions; then a session that was never finished, then the plan."""
        if self._first:
            asked = partial(ask_if_due, self, lambda: offer_if_open(self, self._go_on))
            calibrate_if_new(self, asked)
        else:
            offer_if_open(self, self._go_on)

    def _go_on(self) -> None:
        """The plan; at the first opening the session that was asked for too."""
        self.refresh_plan()
        self._back_up()
        coach = self.face.coach
        if coach.behind > SLACK:
            self.notify(BEHIND.format(by=how_long(coach.behind)), severity="warning", timeout=15)
        if (gone := coach.own.routine) is not None and gone not in coach.routines:
            now = coach.routines[self.routine].name
            self.notify(f"{gone} cannot be read or is gone: {now} is planned until it is back.", severity="warning", timeout=12)
        if self._starts and coach.screening_due() is None and coach.open_session() is None:
            self._starts = False
            self.action_start_session()

    def on_screen_resume(self) -> None:
        """Back from a session or another screen: the record may have changed."""
        if self.plan is not None:
            self.refresh_plan()
            self._back_up()

    def _back_up(self) -> None:
        self.run_worker(self.face.back_up, thread=True, group="back up", exclusive=True)

    @property
    def routine(self) -> str:
        """What is planned."""
        return self.face.planned

    # --- what it shows ------------------------------------------------------------------------

    def refresh_plan(self) -> None:
        """Everything on the screen, anew from the record."""
        self.plan = self._next()
        self.query_one(NextSession).show(self.plan, self.face.coach)
        self.query_one(Lately).show(self.face.coach)
        self._show_start(self.plan)

    def _next(self) -> Plan:
        """The next plan; today's in the person's own order."""
        plan = self.face.coach.next_plan(self.routine)
        return ordered(plan, self._order(self.routine)) if plan.date == self.face.coach.today else plan

    def _order(self, routine: str) -> tuple[str, ...]:
        """The slots of that routine as the person put them for today; nothing where they did not."""
        return self.face.orders.get((routine, self.face.coach.today), ())

    def _show_start(self, plan: Plan) -> None:
        """START, or what stands in its place: a rest day ends by itself, a lock is opened by a professional's word."""
        from corecare_tui.ui.screens.locked import BY_ITSELF

        later = plan.date != self.face.coach.today
        word = "START" if plan.blocked is None else "REST" if plan.blocked.rule in BY_ITSELF else "LOCKED"
        self.set_class(plan.blocked is not None, "locked")
        self.query_one("#start", Big).text = word
        key = "{today.why} says why" if plan.blocked else "{today.start}: one more today" if later else "{today.start}"
        self.query_one("#start-key", Label).update(keyed(self.app, key))

    # --- the rows -----------------------------------------------------------------------------

    @property
    def _deciding(self) -> Deciding:
        return Deciding(self.face.coach, self._next)

    def on_plan_list_moved(self) -> None:
        """The keys of the row under the cursor."""
        if self.plan is None:
            return
        row = self.query_one(PlanList).row
        offers = {f"decide('{key}')": word for key, word in self._deciding.offers(row, self.plan).items()}
        shift = {"shift(-1)": "earlier", "shift(1)": "later"} if row and row.item and len(self.plan.items) > 1 else {}
        self.query_one(RowKeys).show(({"move(1)": "move"} if row else {}) | offers | {"show_why": "why"} | shift)

    def action_move(self, by: int) -> None:
        """Along the rows."""
        listed = self.query_one(PlanList)
        listed.action_cursor_down() if by > 0 else listed.action_cursor_up()

    def action_shift(self, by: int) -> None:
        """The exercise under the cursor earlier or later, for today."""
        row = self.query_one(PlanList).row
        if self.plan is None or row is None or row.item is None or self.plan.date != self.face.coach.today:
            return
        slots = [item.slot for item in self.plan.items]
        at = slots.index(row.of)
        to = min(len(slots) - 1, max(0, at + by))
        slots[at], slots[to] = slots[to], slots[at]
        self.face.orders[self.routine, self.face.coach.today] = tuple(slots)
        self.refresh_plan()

    @keeping
    def action_decide(self, key: str) -> None:
        """Keep what the person decides about the row, and say what it did."""
        if self.plan is not None and not self.plan.blocked:
            said = self._deciding.decide(key, self.query_one(PlanList).row, self.plan)
            self.refresh_plan()
            self.notify(keyed(self.app, said), timeout=4, markup=False)

    # --- keys ---------------------------------------------------------------------------------

    def action_start_session(self) -> None:
        """To the check-in; a lock shows its reason instead."""
        self._start(self.routine)

    def action_start_gentle(self) -> None:
        """A bad-back day: the gentle set, made of what went well lately."""
        self._start(GENTLE)

    def action_start_warm_up(self) -> None:
        """The warm-up trio alone."""
        self._start(WARM_UP)

    def _start(self, routine: str) -> None:
        if self.app.screen is not self:
            return
        if self.plan is None:  # a key that was faster than the record: it waits for the plan
            self.set_timer(SOON_S, lambda: self._start(routine))
        else:
            ask_if_due(self, lambda: self._check_in(routine))

    def _check_in(self, routine: str) -> None:
        from corecare_tui.ui.screens.check_in import CheckInScreen

        self.refresh_plan()
        if self.plan is not None and self.plan.blocked is not None:
            self.action_show_why()
        elif self.face.coach.screening_due() is None:
            sweep(self)  # what a session before has left
            self.app.push_screen(CheckInScreen(self.face, routine, self._order(routine)))

    def action_show_why(self) -> None:
        """Every decision with its rule, from the row under the cursor on, or the lock with the way to open it."""
        from corecare_tui.ui.screens.locked import LockedScreen
        from corecare_tui.ui.screens.why import WhyScreen

        if self.plan is not None and self.plan.blocked is not None:
            self.app.push_screen(LockedScreen(self.face, self.plan.blocked), lambda _: self.refresh_plan())
        elif self.plan is not None:
            row = self.query_one(PlanList).row
            self.app.push_screen(WhyScreen(self.face, self.plan, row.key if row else None))

    def action_show_safety(self) -> None:
        """What the safety answers hold back, and the way to have it checked or to answer anew."""
        from corecare_tui.ui.screens.safety import SafetyScreen

        self.app.push_screen(SafetyScreen(self.face), lambda _: self.refresh_plan())

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
