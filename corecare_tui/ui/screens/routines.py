"""The routines: each with its next session as the rules would write it now."""

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from corecare_tui.domain.timetable import length_ms, unroll
from corecare_tui.ui.bound import bound
from corecare_tui.ui.screens.check_in import CheckInScreen
from corecare_tui.ui.screens.main import MainScreen
from corecare_tui.ui.screens.why import WhyScreen
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.nav import Nav
from corecare_tui.ui.words import dose

KEYS = bound("routines")


class RoutinesScreen(MainScreen):
    """A list, and beside it the next session of the one under the cursor."""

    NUMBER = 4
    BINDINGS = [*KEYS]

    def compose(self) -> ComposeResult:
        """The default first."""
        routines = self.face.coach.routines
        first = sorted(routines.values(), key=lambda routine: (not routine.composed, routine.name))
        yield Nav(self.NUMBER, self.face.coach.today)
        with Horizontal(classes="pair"):
            yield OptionList(*(Option(Content(routine.name), id=routine.id) for routine in first), id="routine-list")
            yield VerticalScroll(id="detail", can_focus=False)
        yield KeyBar(KEYS, keep=("start", "help"))

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.query_one(OptionList).focus()

    @property
    def chosen(self) -> str:
        """The routine under the cursor."""
        rows = self.query_one(OptionList)
        return rows.get_option_at_index(rows.highlighted or 0).id or ""

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Its next session."""
        coach = self.face.coach
        routine = coach.routines[event.option_id or ""]
        plan = coach.plan(routine.id)
        lines = [
            Label(routine.name.upper(), markup=False, classes="heading"),
            Label(routine.about, markup=False, classes="quiet"),
        ]
        if plan.blocked:
            lines.append(Label(plan.blocked.sentence, markup=False, classes="sentence"))
        else:
            time = round(length_ms(unroll(plan, coach.library)) / 60_000)
            lines.append(Label(f"{len(plan.items)} exercises   {time} min", markup=False, classes="change"))
        for number, item in enumerate(plan.items, 1):
            exercise = coach.library[item.exercise]
            lines.append(Label(f"{number:>2} {exercise.name}   {dose(exercise, item.dose)}", markup=False))
        lines += [Label(f" – {out.sentence}", markup=False, classes="quiet") for out in plan.left_out]
        detail = self.query_one("#detail", VerticalScroll)
        detail.remove_children()
        detail.mount(*lines)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click on the one under the cursor."""
        self.action_start()

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

    def action_move(self, by: int) -> None:
        """Along the list."""
        rows = self.query_one(OptionList)
        rows.action_cursor_down() if by > 0 else rows.action_cursor_up()
