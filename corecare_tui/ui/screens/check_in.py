"""The check-in before a session: pain now, and whether anything is new. Nothing is preselected."""

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Label

from corecare_tui.domain.pain import MEANING, word
from corecare_tui.domain.plan import ordered
from corecare_tui.domain.records import CheckIn
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.typed import digit
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.pain_scale import PainScale
from corecare_tui.ui.widgets.ticks import Ticks

KEYS = bound("check_in")
GENTLE = "gentle"
TICKED = "Something is ticked. {check_in.go} goes on with it; untick it if it is not so."
NEW = (
    "New since last time? A numb groin, bladder or bowel; a leg weaker, both legs; fever, a fall.  "
    "{check_in.nothing} or {check_in.go}: nothing new."
)
"""The question that matters most, in one line; the list below it has every sign."""
BAD_DAY = "Easy moves, one set each, made of what went well for you lately. Nothing to achieve."


class CheckInScreen(Once, Screen[None]):
    """Two answers, then the session as the rules write it for today."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face, routine: str, order: tuple[str, ...] = ()) -> None:
        """`order`: the slots as the person put them for today."""
        super().__init__()
        self.face, self.routine, self._order = face, routine, order

    def compose(self) -> ComposeResult:
        """The scale, the signs, what today's plan makes of them."""
        routine = self.face.coach.routines[self.routine]
        day = "Bad-back day: " if self.routine == GENTLE else ""
        yield Label(f"Check-in   {day}{routine.name}", id="check-in-title", markup=False)
        yield Big("PAIN NOW ?", id="question")
        yield PainScale(id="scale")
        yield Label("Press the number of your back pain now.", id="meaning", markup=False)
        yield Label(keyed(self.app, NEW), id="signs-heading", markup=False)
        yield Ticks([(s.id, s.words) for s in self.face.coach.signs], id="signs")
        yield Label(BAD_DAY if self.routine == GENTLE else "", id="today-plan", markup=False)
        yield KeyBar(KEYS, keep=("go", "dismiss"))

    def on_mount(self) -> None:
        """Arrows and space go to the signs, digits to the scale."""
        self.app.clear_notifications()  # what was told on Today covers no sign of danger
        self.query_one(Ticks).focus()

    def on_key(self, event: events.Key) -> None:
        """A digit is the pain now."""
        number = digit(event)
        if number is not None and self.query(PainScale):
            event.stop()
            self.action_score(number)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that was faster than the screen means nothing yet."""
        return bool(self.query(PainScale)) or action == "dismiss"

    def on_pain_scale_chosen(self, event: PainScale.Chosen) -> None:
        """A click on the scale."""
        self.action_score(event.score)

    def action_score(self, score: int) -> None:
        """Show the choice and what today's session would be."""
        self.query_one(PainScale).score = score
        self.query_one("#meaning", Label).update(f"{score}  {word(score).upper()}   {MEANING[word(score)]}")
        self._show_plan()

    def action_take_or_ten(self) -> None:
        """The point of a number pad is 10; a clicker's dot takes what its arrows stand on, and the next one begins."""
        scale = self.query_one(PainScale)
        if scale.cursor is None:
            self.action_score(10) if scale.score is None else self.action_go()
        else:
            self.action_score(scale.cursor)
            scale.cursor = None

    def action_walk(self, by: int) -> None:
        """Along the scale, without a hand on a digit."""
        scale = self.query_one(PainScale)
        scale.cursor = min(10, max(0, 0 if scale.cursor is None else scale.cursor + by))
        self.query_one("#meaning", Label).update(f"{scale.cursor}?   {keyed(self.app, '{check_in.take_or_ten}')} takes it.")

    def on_ticks_changed(self) -> None:
        """A tick may change today's session too."""
        self._show_plan()

    def _show_plan(self) -> None:
        plan = self.face.coach.plan(self.routine, self._said)
        told = [plan.blocked.sentence] if plan.blocked else [advice.sentence for advice in plan.advice]
        self.query_one("#today-plan").set_class(plan.blocked is not None, "stops")
        names = len(plan.items)
        if plan.routine != self.routine:
            told.append(f"Today: {self.face.coach.routines[plan.routine].name}, {names} exercises.")
        self.query_one("#today-plan", Label).update(" ".join(told) or f"Today: {names} exercises, as planned.")

    @property
    def _said(self) -> CheckIn:
        return CheckIn(self.query_one(PainScale).score, self.query_one(Ticks).ticked)

    def action_tick(self) -> None:
        """Tick the sign under the cursor."""
        self.query_one(Ticks).action_select()

    def action_go_nothing_new(self) -> None:
        """Nothing is new: begin. Where something is ticked, that would contradict it."""
        if self.query_one(Ticks).ticked:
            self.query_one("#today-plan", Label).update(
                keyed(self.app, "Something is ticked. {check_in.go} goes on with it; untick it if it is not so.")
            )
        else:
            self.action_go()

    @keeping
    def action_go(self) -> None:
        """Begin; without a number there is no session, a lock is shown instead of one."""
        said, coach = self._said, self.face.coach
        if said.pain is None:
            self.query_one("#meaning", Label).update("A number first: 0 is no pain, 10 the worst you can imagine.")
            return
        plan = coach.plan(self.routine, said)
        if plan.blocked is not None:
            from corecare_tui.ui.screens.locked import LockedScreen

            coach.refuse(said)
            self.app.switch_screen(LockedScreen(self.face, plan.blocked))
        elif not plan.items:
            self.query_one("#today-plan", Label).update("Nothing of this routine is open to you today. Choose another one.")
        else:
            from corecare_tui.ui.screens.session import SessionScreen

            plan = ordered(plan, self._order)
            self.app.switch_screen(SessionScreen(self.face, plan, coach.start(plan, said)))
