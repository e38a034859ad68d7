"""How an exercise is done: its cues, the common mistake and what mends it, its easier and harder forms."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label

from corecare_tui.domain.exercise import Exercise
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.words import dose

KEYS = [Binding("escape,space,i", "dismiss", "back", key_display="Esc", id="how_to.back")]


class HowToScreen(ModalScreen[None]):
    """One exercise explained."""

    BINDINGS = [*KEYS]

    def __init__(self, exercise: Exercise) -> None:
        super().__init__()
        self.exercise = exercise

    def compose(self) -> ComposeResult:
        """NO and YES first: the mistake is what hurts."""
        with VerticalScroll(id="how-to"):
            yield from exercise_lines(self.exercise)
        yield KeyBar(KEYS, keep=("dismiss",))


def exercise_lines(one: Exercise) -> ComposeResult:
    """The labels that tell an exercise whole."""
    yield Label(f"{one.name.upper()}   {one.difficulty}", classes="heading", markup=False)
    yield Label(f"{one.position.replace('_', ' ')}   {dose(one, one.dose)}", classes="quiet", markup=False)
    for mistake in one.mistakes:
        yield Label(f"✗ NO   {mistake.fault}", classes="no", markup=False)
        yield Label(f"✓ YES  {mistake.mend}", classes="yes", markup=False)
    for cue in one.cues:
        yield Label(f"{cue.big:<16} {cue.say}", classes="cue-line", markup=False)
    yield Label(
        "Feel it in the muscles named, not in the low back. An easier form is the right choice, not a failure.",
        classes="quiet",
        markup=False,
    )
