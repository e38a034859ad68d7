"""How an exercise is done: the move with its cues, then a page a mistake, NO beside YES, in pictures and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label

from corecare_tui.domain.exercise import Exercise, Mistake
from corecare_tui.ui.bound import bound
from corecare_tui.ui.explained import CALM, move
from corecare_tui.ui.face import Face
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.showing import FRAME_MS, Shown, judged, moving
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.figure import Figure
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.lines import Line, Lines

KEYS = bound("how_to")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the move itself, or one of its mistakes."""

    exercise: Exercise
    number: int
    """1 …"""
    of: int
    mistake: Mistake | None = None


def pages(exercises: tuple[Exercise, ...]) -> tuple[Page, ...]:
    """The pages of these exercises, one after the other."""
    return tuple(
        Page(exercise, number, 1 + len(exercise.mistakes), mistake)
        for exercise in exercises
        for number, mistake in enumerate((None, *exercise.mistakes), 1)
    )


class HowToScreen(Once, ModalScreen[None]):
    """Exercises explained, page by page."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face, *exercises: Exercise, told: Mapping[str, Sequence[Line]] | None = None) -> None:
        """`told`: further lines on an exercise's first page."""
        super().__init__()
        self._told = told or {}
        self.face, self.pages, self.at = face, pages(exercises), 0
        self._begun = face.ticks()

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.pages[self.at]

    def compose(self) -> ComposeResult:
        """Both kinds of page; one of them shows."""
        yield Label("", id="how-to-head", markup=False)
        with Vertical(id="the-move"):
            yield Figure(id="moving")
            with VerticalScroll(id="cues", can_focus=False):
                yield Lines("cue-lines")
        with Vertical(id="the-mistake"):
            with Horizontal(id="no-yes"):
                for verdict in ("no", "yes"):
                    with VerticalScroll(id=verdict, classes="judged", can_focus=False):
                        yield Big(verdict.upper(), classes="verdict")
                        yield Figure(judged=verdict)
                        yield Label("", classes="why-judged", markup=False)
            yield Label(CALM, classes="quiet calm", markup=False)
        yield KeyBar(KEYS, keep=("dismiss", "turn(1)"))

    def on_mount(self) -> None:
        """The move first; it goes on at its own pace."""
        self.show_page()
        self.set_interval(FRAME_MS / 1000, self.move)

    def action_turn(self, by: int) -> None:
        """Another page; after the last one the first."""
        self.at = (self.at + by) % len(self.pages)
        self.show_page()

    def action_scroll(self, by: int) -> None:
        """What does not fit, a line at a time."""
        for part in self.query(VerticalScroll):
            part.scroll_relative(y=by, animate=False)

    def show_page(self) -> None:
        """Everything of the page that is open."""
        page = self.page
        what = "the move" if page.mistake is None else "a mistake"
        self.query_one("#how-to-head", Label).update(f"{page.exercise.name}   how-to   {page.number} of {page.of}: {what}")
        self.query_one("#the-move").display = page.mistake is None
        self.query_one("#the-mistake").display = page.mistake is not None
        self._show_move(page.exercise) if page.mistake is None else self._show_mistake(page.exercise, page.mistake)
        self.move()

    def move(self) -> None:
        """Where the loop of the move stands now."""
        motion = self.face.motions[self.page.exercise.id]
        if self.page.mistake is None:
            key_poses = self.app.animation_level == "none"
            elapsed = self.face.ticks() - self._begun
            self.query_one("#moving", Figure).shown = moving(motion, elapsed, key_poses) if motion else None

    @property
    def _undrawn(self) -> bool:
        return getattr(self.app, "figure_mode", None) is None

    def _show_move(self, exercise: Exercise) -> None:
        self.query_one("#moving").set_class(self._undrawn or self.face.motions[exercise.id] is None, "undrawn")
        cues = self.query_one("#cues", VerticalScroll)
        self.query_one(Lines).show((*move(exercise), *self._told.get(exercise.id, ())))
        cues.scroll_home(animate=False)

    def _show_mistake(self, exercise: Exercise, mistake: Mistake) -> None:
        wrong, right = self._pictures(exercise, mistake)
        for verdict, shown, sentence in (("no", wrong, f"✗ {mistake.fault}"), ("yes", right, f"✓ {mistake.mend}")):
            figure = self.query_one(f"#{verdict} Figure", Figure)
            figure.shown = shown
            figure.set_class(self._undrawn or shown is None, "undrawn")
            self.query_one(f"#{verdict} .why-judged", Label).update(sentence)

    def _pictures(self, exercise: Exercise, mistake: Mistake) -> tuple[Shown | None, Shown | None]:
        """NO and YES; neither where only words can say it."""
        motion = self.face.motions[exercise.id]
        if motion is None or mistake.wrong is None:
            return None, None
        return judged(motion, mistake.wrong), judged(motion, mistake.right)
