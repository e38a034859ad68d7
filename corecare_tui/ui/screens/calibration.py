"""Setting up a machine: is it read from the mat, how is the body drawn here, is it heard? Each question has a way out."""

from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Label

from corecare_tui.domain.settings import FIGURES
from corecare_tui.figure.motion import Motion
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keep_setting
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.showing import FRAME_MS, moving
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.figure import Figure
from corecare_tui.ui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from corecare_tui.ui.app import CoreCareApp

KEYS = bound("calibration")
PROBED_S = 0.6
"""How long a device that was just plugged in may take to answer."""
EXAMPLES = ("glute_bridge", "bird_dog")
"""What moves while it is asked; else the first exercise that is drawn."""
LARGER = "Larger letters: ctrl and +, or cmd and +. Fewer cells are fine; down to 60 × 20 everything is there."
UNHEARD = "No sound device was found here: press {calibration.yes}; signals are shown by a flash and the bell."
QUESTIONS = {
    "size": (
        "READ IT?",
        "Step back to your mat. Enlarge the terminal's letters (mostly ctrl and +): 80 × 24 is best.",
    ),
    "figure": (
        "SOLID BODY?",
        "{calibration.yes}: a body moves there.   {calibration.no}: I see boxes, gaps or question marks; draw it in another way.",
    ),
    "sound": (
        "HEARD IT?",
        "Signals lead you when you do not look. {calibration.sound} plays it again.   "
        "{calibration.no}: show them by a flash instead.",
    ),
}


class CalibrationScreen(Once, Screen[None]):
    """Size, figure, sound; every answer is kept in the settings file."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.steps = ["size", "figure", "sound"]
        self._tried = 0
        self._before = ""
        """How bodies were drawn when it was opened."""
        self._begun = face.ticks()
        self._muted = face.sounds.muted

    def compose(self) -> ComposeResult:
        """The question in letters for the mat, what to do in a line, the body."""
        yield Label("", id="calibration-head", markup=False)
        yield Big("", id="calibration-question")
        yield Label("", id="calibration-say", markup=False)
        yield Figure(id="calibration-figure")
        yield KeyBar(KEYS, keep=("answer(True)", "answer(False)", "leave"))

    def on_mount(self) -> None:
        """The first question; the body moves all the while."""
        self._before = cast("CoreCareApp", self.app).figures_are
        self._tried = 0 if self._before == "off" else FIGURES.index(self._before)
        self._motion = self._example()
        self.face.sounds.muted = False
        self.face.sounds.warm()  # now: when it comes to sound, a device will have shown itself
        self.show_step()
        self.move()
        self.set_interval(FRAME_MS / 1000, self.move)

    def on_resize(self, event: events.Resize) -> None:
        """The size that is being tried."""
        self._show_head()
        self.call_after_refresh(self._show_head)  # the app learns its size after its screens

    @property
    def step(self) -> str:
        """What is asked now."""
        return self.steps[0]

    def show_step(self) -> None:
        """The question, and what it is about."""
        big, say = QUESTIONS[self.step]
        self._show_head()
        self.query_one("#calibration-question", Big).text = big
        self.query_one("#calibration-say", Label).update(keyed(self.app, say))
        self.query_one("#calibration-figure").set_class(self.step == "sound", "undrawn")
        if self.step == "figure":
            self._draw()

    def _show_head(self) -> None:
        number = len(QUESTIONS) - len(self.steps) + 1
        now = "now {} × {}".format(*self.app.size)
        self.query_one("#calibration-head", Label).update(f"Set up   {number} of {len(QUESTIONS)}   {now}")

    def _example(self) -> Motion | None:
        """What moves while it is asked: a shipped exercise, else the first that is drawn."""
        motions = self.face.motions
        return next((found for id in (*EXAMPLES, *self.face.coach.library) if (found := motions[id])), None)

    def move(self) -> None:
        """The body goes on."""
        if self._motion is not None:
            elapsed, key_poses = self.face.ticks() - self._begun, self.app.animation_level == "none"
            self.query_one("#calibration-figure", Figure).shown = moving(self._motion, elapsed, key_poses)

    def action_answer(self, yes: bool) -> None:
        """On to the next question; a figure that is not seen is drawn in the next way."""
        if self.step == "figure" and not yes and FIGURES[self._tried] != "off":
            self._tried += 1
            self._draw()
            if FIGURES[self._tried] != "off":
                return
            self.notify("Then without a figure. Settings draws one again.", timeout=6)
        if self.step == "size" and not yes:
            self.query_one("#calibration-say", Label).update(LARGER)
            return
        if self.step == "sound":
            self._muted = not yes
        self._next()

    def action_sound(self) -> None:
        """Play it; what was heard or not is said where it is asked."""
        if self.step == "sound":
            self._play()
        else:
            self.face.sounds.play("start")

    def action_leave(self) -> None:
        """As it was when it was opened; on a new machine that is kept, so that nobody is asked again."""
        cast("CoreCareApp", self.app).draw_figures(self._before)
        self.face.sounds.muted = self._muted
        if self.face.settings.figure is None:
            self._save(self._before)
        self._close()

    def _next(self) -> None:
        if len(self.steps) == 1:
            self._keep()
            return
        self.steps.pop(0)
        self.show_step()
        if self.step == "sound":
            self._play()

    def _play(self, again: bool = True) -> None:
        heard = self.face.sounds.play("start")
        self.query_one("#calibration-say", Label).update(keyed(self.app, QUESTIONS["sound"][1] if heard else UNHEARD))
        if not heard and again:
            self.face.sounds.warm()
            self.set_timer(PROBED_S, lambda: self._play(again=False))

    def _draw(self) -> None:
        cast("CoreCareApp", self.app).draw_figures(FIGURES[self._tried])

    def _keep(self) -> None:
        self.face.sounds.muted = self._muted
        self._save(FIGURES[self._tried])
        self._close()

    def _save(self, figure: str) -> None:
        keep_setting(self, "figure", figure)
        keep_setting(self, "sounds", not self._muted)

    def _close(self) -> None:
        self.face.sounds.stop()
        self.dismiss()
