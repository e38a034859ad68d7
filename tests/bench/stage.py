"""What stands on a terminal while its costs are counted: `python -m tests.bench.stage digits`, or one of DOSES."""

import sys
import time
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Digits, Label

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.coach import Coach
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.plan import Plan, Planned
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn
from corecare_tui.ui.app import CoreCareApp
from corecare_tui.ui.face import Face
from corecare_tui.ui.screens.session import SessionScreen
from tests.bench.world import CHECKOUT

DOSES = {
    "moving": ("glute_bridge", Dose(1, 100, 0, 30)),
    "nobody": ("glute_bridge", Dose(1, 100, 0, 30)),
    "still": ("plank", Dose(1, None, 60, 30)),
    "nobody still": ("plank", Dose(1, None, 60, 30)),
}
"""Up and down without a stop, or a minute of a hold; with `nobody` the same session, the figure not drawn."""


class OneDigits(App[None]):
    """The reference: one Digits that changes once a second."""

    BINDINGS = [Binding("y", "answer", show=False)]
    keys = 0

    def compose(self) -> ComposeResult:
        yield Digits("0")
        yield Label("", id="answer")

    def on_mount(self) -> None:
        self.begun = time.monotonic()
        self.set_interval(1, lambda: self.query_one(Digits).update(str(int(time.monotonic() - self.begun))))

    def action_answer(self) -> None:
        self.keys += 1
        self.query_one("#answer", Label).update(f"key {self.keys}.")


class Played(SessionScreen):
    """The real player; a key is answered by a word, which can be found among what is written."""

    BINDINGS = [Binding("y", "answer", show=False)]
    DEFAULT_CSS = "#answer { dock: top; height: 1; }"
    keys = 0

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield Label("", id="answer")

    def action_answer(self) -> None:
        self.keys += 1
        self.query_one("#answer", Label).update(f"key {self.keys}.")


class Unheard:
    """Sounds that cost nothing."""

    muted = silent = False
    volume = 100

    def warm(self) -> None:
        """Nothing to look for."""

    def play(self, name: str) -> bool:
        """Heard."""
        return True

    def stop(self) -> None:
        """Nothing sounds."""

    def hush(self) -> None:
        """Nothing sounds."""

    def length_ms(self, name: str) -> int:
        """About as long as a tone."""
        return 300

    def spoken_ms(self, text: str) -> int | None:
        """Nobody speaks."""
        return None

    def say(self, text: str, safe: bool) -> int | None:
        """Nobody speaks."""
        return None


class Stage(CoreCareApp):
    """One exercise from its first second, by the real clock."""

    CSS_PATH = CHECKOUT / "corecare_tui/ui/corecare.tcss"  # else it is looked for beside this file

    def __init__(self, what: str, folder: Path) -> None:
        super().__init__(lambda: self._world(folder))
        self.what = what

    def _world(self, folder: Path) -> Face:
        exercises, routines, _ = load(shipped("routines"), None)
        journal = Journal(folder)
        journal.save_profile(Profile(screened=datetime.now().date()))
        coach = Coach(exercises, routines, journal, lambda: datetime.now().astimezone())
        return Face(coach, Unheard(), lambda: time.monotonic_ns() // 1_000_000)

    def _open(self, face: Face) -> None:
        self.face = face
        self.draw_figures("off" if self.what.startswith("nobody") else "smooth")
        exercise, dose = DOSES[self.what]
        plan = Plan("warm_up", "day1", face.coach.today, (Planned("main", exercise, dose, dose, exercise),))
        self.push_screen(Played(face, plan, face.coach.start(plan, CheckIn(0))))


if __name__ == "__main__":
    if sys.argv[1] == "digits":
        OneDigits().run()
    else:
        with TemporaryDirectory() as folder:
            Stage(sys.argv[1], Path(folder)).run()
