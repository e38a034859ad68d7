"""The player's picture: top line, stage, phase and clock, the cue. It is handed a scene and repaints what differs."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widgets import Label

from corecare_tui.ui.scene import Scene
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.line import Line
from corecare_tui.ui.widgets.stage import Stage

TONES = ("ready", "effort", "rest", "switch", "paused")
LEAST = (40, 10)
"""Below these columns or rows it asks for more room; the clock and the sounds go on."""
HUGE = (110, 32)
"""Columns and rows from which the letters are twice as large."""


class Moment(Vertical):
    """One scene, drawn."""

    shown: Scene | None = None
    """The scene that stands there."""
    only_clock: reactive[bool] = reactive(False)
    """Phase and clock alone, as large as they go."""

    def watch_only_clock(self, alone: bool) -> None:
        """Everything else gives way."""
        self.set_class(alone, "-only-clock")
        self.on_resize()

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Label("Please enlarge", id="enlarge", markup=False)
        with Horizontal(id="top"):
            yield Label("", id="title", markup=False)
            yield Label("", id="dots", markup=False)
            yield Label("", id="left", markup=False)
        with Horizontal(id="middle"):
            yield Stage(id="stage")
            with Vertical(id="panel"):
                yield Big("", id="phase")
                yield Big("", scale=3, id="clock")
                yield Big("", id="breath")
        yield Line(id="line")
        with Vertical(id="words"):
            yield Big("", id="cue")
            yield Label("", id="say", markup=False)
            yield Label("", id="ahead", markup=False)

    def on_resize(self) -> None:
        """Below HUGE phase and cue keep one size, so that nothing jumps from UP to HOLD."""
        width, height = self.size.width, self.size.height + 1  # its own and the keys' line: the app learns its size later
        self.set_class(width < LEAST[0] or height < LEAST[1], "-minute")
        huge = width >= HUGE[0] and height >= HUGE[1]
        larger = huge or self.only_clock
        for id, scale in (("phase", 2 if larger else 1), ("clock", 4 if larger else 3), ("cue", 2 if huge else 1)):
            self.query_one(f"#{id}", Big).scale = scale

    def on_mount(self) -> None:
        """Look the parts up once: ten times a second it would be a tenth of what a hold costs."""
        self._labels = {id: self.query_one(f"#{id}", Label) for id in ("title", "dots", "left", "say", "ahead")}
        self._letters = {id: self.query_one(f"#{id}", Big) for id in ("phase", "clock", "cue", "breath")}
        self._stage, self._line = self.query_one(Stage), self.query_one(Line)

    def show(self, scene: Scene) -> None:
        """Give every widget its value, where it is another one than before."""
        if self.shown is None or scene.tone != self.shown.tone:
            for tone in TONES:
                self.set_class(tone == scene.tone, tone)
        for id, label in self._labels.items():
            text = getattr(scene, id)
            if self.shown is None or text != getattr(self.shown, id):
                label.update(text, layout=len(text) != len(str(label.content)))
        for id, letters in self._letters.items():
            letters.text = getattr(scene, id) or ""
        if self.shown is None or (scene.breath is None) != (self.shown.breath is None):
            self._letters["breath"].display = scene.breath is not None
        self._stage.name_, self._stage.detail, self._stage.shown = scene.stage, scene.detail, scene.figure
        self._line.share = scene.share
        self.shown = scene
