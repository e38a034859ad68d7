"""The player's picture: top line, stage, phase and clock, the cue. It is handed a scene and repaints what differs."""

from textual.app import ComposeResult
from textual.reactive import reactive

from corecare_tui.ui.scene import Scene
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.kept import Column, Row, Text
from corecare_tui.ui.widgets.line import Line
from corecare_tui.ui.widgets.stage import Stage

TONES = ("ready", "effort", "rest", "switch", "paused")
LEAST = (40, 10)
"""Below these columns or rows it asks for more room; the clock and the sounds go on."""
HUGE = (110, 32)
"""Columns and rows from which the letters are twice as large."""


class Moment(Column):
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
        yield Text("Please enlarge", id="enlarge", markup=False)
        with Row(id="top"):
            yield Text("", id="title", markup=False)
            yield Text("", id="dots", markup=False)
            yield Text("", id="left", markup=False)
        with Row(id="middle"):
            yield Stage(id="stage")
            with Column(id="panel"):
                yield Big("", id="phase")
                yield Big("", scale=3, id="clock")
                yield Big("", id="breath")
        yield Line(id="line")
        with Column(id="words"):
            yield Big("", id="cue")
            yield Text("", id="say", markup=False)
            yield Text("", id="ahead", markup=False)

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
        self._labels = {id: self.query_one(f"#{id}", Text) for id in ("title", "dots", "left", "say", "ahead")}
        self._letters = {id: self.query_one(f"#{id}", Big) for id in ("phase", "clock", "cue", "breath")}
        self._stage, self._line = self.query_one(Stage), self.query_one(Line)

    def show(self, scene: Scene) -> None:
        """Give every widget its value, where it is another one than before."""
        if self.shown is None or scene.tone != self.shown.tone:
            for tone in TONES:
                self.set_class(tone == scene.tone, tone)
        for id, label in self._labels.items():
            label.say(getattr(scene, id))
        for id, letters in self._letters.items():
            letters.text = getattr(scene, id) or ""
        if self.shown is None or (scene.breath is None) != (self.shown.breath is None):
            self._letters["breath"].display = scene.breath is not None
        self._stage.name_, self._stage.detail, self._stage.shown = scene.stage, scene.detail, scene.figure
        self._line.share = scene.share
        self.shown = scene
