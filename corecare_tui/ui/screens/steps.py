"""Every set of the session in its order: what is done of it, and the way to any of them."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from corecare_tui.coach import Training
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.words import short

KEYS = bound("steps")


class StepsScreen(Once, ModalScreen[int | None]):
    """Dismissed with the index of the step that begins the chosen set, or None."""

    BINDINGS = [*KEYS]

    def __init__(self, training: Training) -> None:
        super().__init__()
        self._training = training

    def compose(self) -> ComposeResult:
        """A row a set."""
        with Vertical(id="steps"):
            yield Label(
                keyed(self.app, "STEPS   passed over is left out; {player.undo} takes it back"), classes="heading", markup=False
            )
            yield OptionList(*(Option(Content(text), id=str(at)) for at, text in self._rows()), id="step-list")
        yield KeyBar(KEYS, keep=("choose", "dismiss(None)"))

    def on_mount(self) -> None:
        """The cursor on the set that runs."""
        listed = self.query_one(OptionList)
        starts = [at for at, _ in self._rows()]
        listed.highlighted = max((n for n, at in enumerate(starts) if at <= self._training.player.at), default=0)
        listed.focus()

    def _rows(self) -> Iterator[tuple[int, str]]:
        """(index of the step that begins it, exercise, set, side, what is done)."""
        player, plan, library = self._training.player, self._training.plan, self._training.coach.library
        sets = player.sets()
        running = max((at for at, _, _ in sets if at <= player.at), default=0)
        for at, step, done in sets:
            item = plan.items[step.item]
            told = f"{done:.0%}" if done else ""
            name = f"{'▶' if at == running else ' '} {short(library[item.exercise].name, 22):<23}"
            yield at, f"{name}set {step.set_no}/{item.dose.sets:<3}{step.side or '':<6}{told:>5}"

    def action_move(self, by: int) -> None:
        """Along the rows."""
        listed = self.query_one(OptionList)
        listed.action_cursor_down() if by > 0 else listed.action_cursor_up()

    def action_choose(self) -> None:
        """To the set under the cursor."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click or Enter on a set."""
        self.dismiss(int(event.option_id or 0))
