"""The routines: each with its next session as the rules would write it now; one's own are made, changed and sent from here."""

from dataclasses import replace
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from corecare_tui.domain.routine import Routine
from corecare_tui.domain.settings import DAYS
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keep_setting
from corecare_tui.ui.routine_lines import next_session, remarks
from corecare_tui.ui.screens.check_in import CheckInScreen
from corecare_tui.ui.screens.choose import ChooseScreen
from corecare_tui.ui.screens.own_routines import BROKEN, OwnRoutines, sound
from corecare_tui.ui.screens.why import WhyScreen
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.lines import Line, Lines
from corecare_tui.ui.widgets.nav import Nav
from corecare_tui.ui.words import WEEK, short

KEYS = bound("routines")
ANY_DAY = "Any day: what was trained rests 48 hours by itself, and rest counts as much as a session."


class RoutinesScreen(OwnRoutines):
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
        self._sizes = {}
        self.show(self.chosen)

    def _look_up(self) -> None:
        """Eight plans of ten years are 50 ms: in a thread."""
        coach, worker = self.face.coach, get_current_worker()
        for id in tuple(coach.routines):
            if worker.is_cancelled or id not in coach.routines:
                return
            plan = coach.next_plan(id)
            size = "not now" if plan.blocked else f"{len(plan.items)} ex   {coach.minutes(plan)} min"
            self.app.call_from_thread(self._sized, id, size)

    def _sized(self, id: str, size: str) -> None:
        self._sizes[id] = size
        if self.is_attached and id in self.face.coach.routines:
            self.query_one(OptionList).replace_option_prompt(id, self._prompt(self.face.coach.routines[id]))

    # --- what it shows ------------------------------------------------------------------------

    def show(self, at: str) -> None:
        """The list anew, the cursor on that routine."""
        own, rows = self.own, self.query_one(OptionList)
        listed = sorted(self.face.coach.routines.values(), key=lambda one: (one.id in own, not one.composed, one.name))
        rows.clear_options()
        rows.add_options(Option(self._prompt(one), id=one.id) for one in listed)
        broken = {str(path): path.name for path in self.face.coach.broken_files()}
        rows.add_options(Option(Content(f"✗ {name}\n  has a mistake"), id=path) for path, name in broken.items())
        ids = [*(one.id for one in listed), *broken]
        rows.highlighted = ids.index(at) if at in ids else 0
        if self._sizes.keys() < self.face.coach.routines.keys():
            self.run_worker(self._look_up, thread=True, group="routines", exclusive=True)

    def _prompt(self, routine: Routine) -> Content:
        marks = ("●" if routine.id == self.face.planned else " ") + ("✎" if routine.id in self.own else " ")
        size = Content.styled(f"\n  {self._sizes.get(routine.id, '')}", "$foreground 75%")
        return Content(f"{short(routine.name, 24):<25}{marks}") + size

    @property
    def chosen(self) -> str:
        """The routine under the cursor."""
        rows = self.query_one(OptionList)
        if not rows.option_count:
            return self.face.coach.active
        return rows.get_option_at_index(rows.highlighted or 0).id or ""

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Its next session."""
        self.query_one(Lines).show(self._about(event.option_id or ""))
        self.query_one("#detail", VerticalScroll).scroll_home(animate=False)

    def _about(self, id: str) -> list[Line]:
        coach = self.face.coach
        if id not in coach.routines:
            wrong = coach.broken_files().get(Path(id), ())
            return [("heading", Path(id).name), *(("no", str(one)) for one in wrong), ("", keyed(self.app, BROKEN))]
        return [*next_session(coach.plan(id), coach), *(remarks(coach.routines[id], coach) if id in self.own else ())]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click on the one under the cursor."""
        self.action_start()

    def action_move(self, by: int) -> None:
        """Along the list, or to its first or last."""
        rows = self.query_one(OptionList)
        go = {1: rows.action_cursor_down, -1: rows.action_cursor_up}
        go.get(by, rows.action_last if by > 0 else rows.action_first)()

    # --- its next session ---------------------------------------------------------------------

    @sound
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

    @sound
    def action_show_why(self) -> None:
        """Every decision of its next session, or why there is none."""
        from corecare_tui.ui.screens.locked import LockedScreen

        plan = self.face.coach.plan(self.chosen)
        self.app.push_screen(LockedScreen(self.face, plan.blocked) if plan.blocked else WhyScreen(self.face, plan))

    @sound
    def action_show_how_to(self) -> None:
        """Every exercise of its next session explained, page after page."""
        from corecare_tui.ui.screens.how_to import HowToScreen

        coach = self.face.coach
        exercises = [coach.library[item.exercise] for item in coach.plan(self.chosen).items]
        if exercises:
            self.app.push_screen(HowToScreen(self.face, *exercises))
        else:
            self.notify("There is no session of it now.", timeout=3)

    @sound
    def action_choose(self) -> None:
        """Today plans this one from now on."""
        id = self.chosen
        self.face.plan_from_now_on(id)
        keep_setting(self, "routine", id)
        self.notify(f"{self.routine.name} is planned on Today from now on.", timeout=4)
        self.show(id)

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
