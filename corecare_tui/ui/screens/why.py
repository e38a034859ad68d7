"""Why: every decision of the next session with its rule, before and after, and the ratings that fired it."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label

from corecare_tui.domain.plan import Because, Plan
from corecare_tui.ui.face import Face
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.words import change, dose

KEYS = [Binding("escape,enter,w", "dismiss", "close", key_display="Esc", id="why.close")]


class WhyScreen(ModalScreen[None]):
    """The plan, item by item, with its reasons."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face, plan: Plan) -> None:
        super().__init__()
        self.face, self.plan = face, plan

    def compose(self) -> ComposeResult:
        """Items with their decisions, then what is left out."""
        library = self.face.coach.library
        with VerticalScroll(id="why"):
            yield Label("THE NEXT SESSION, AND WHY", classes="heading", markup=False)
            for item in self.plan.items:
                exercise = library[item.exercise]
                yield Label(f"{exercise.name}   {dose(exercise, item.dose)}", markup=False, classes="change")
                for decision in item.decisions:
                    if decision.changes:
                        yield Label(f"  {change(decision, library)}", markup=False)
                    yield Label(
                        f"  {decision.sentence}  ({decision.rule}{self._because(decision.because)})",
                        markup=False,
                        classes="quiet",
                    )
            if self.plan.left_out:
                yield Label("LEFT OUT", classes="heading", markup=False)
            for out in self.plan.left_out:
                yield Label(f"{out.sentence}  ({out.rule})", markup=False, classes="quiet")
        yield KeyBar(KEYS, keep=("dismiss",))

    def _because(self, because: tuple[Because, ...]) -> str:
        """`; rated 5 on 21 Nov`."""
        started = {s.id: s.started for s in self.face.coach.history().sessions}
        said = [f"rated {b.pain} on {started[b.session]:%d %b}" for b in because if b.session in started and b.pain is not None]
        return "; " + ", ".join(said) if said else ""
