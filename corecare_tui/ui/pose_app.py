"""The figures of one file, alive, for those who draw them: it is read again when it changes, and time is turned by hand."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label

from corecare_tui.domain.settings import FIGURES, after
from corecare_tui.figure.glyphs import Mode
from corecare_tui.figure.motion import Motion
from corecare_tui.ui.manners import WellMannered
from corecare_tui.ui.showing import FRAME_MS, Shown
from corecare_tui.ui.themes import NIGHT
from corecare_tui.ui.widgets.figure import Figure
from corecare_tui.ui.widgets.key_bar import KeyBar

KEYS = [
    Binding("space", "app.play", "play", key_display="space", id="pose.play"),
    Binding("right,l", "app.scrub(1)", "time", key_display="←/→", id="pose.later"),
    Binding("left,h", "app.scrub(-1)", "earlier", show=False, id="pose.earlier"),
    Binding("down,j", "app.turn(1)", "exercise", key_display="↑/↓", id="pose.next"),
    Binding("up,k", "app.turn(-1)", "exercise before", show=False, id="pose.before"),
    Binding("p", "app.pose(1)", "key pose", id="pose.pose"),
    Binding("P", "app.pose(-1)", "key pose before", show=False, id="pose.pose_before"),
    Binding("m", "app.mirror", "mirror", id="pose.mirror"),
    Binding("f", "app.draw", "mode", id="pose.draw"),
    Binding("q,escape", "app.quit", "quit", key_display="q", id="pose.quit"),
]
LOOK_S = 0.5
"""How often the file is looked at."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a file holds now."""

    motions: dict[str, Motion]
    said: tuple[str, ...]
    """Mistakes of the file (the figures of before stay then), or warnings about bodies."""


class PoseApp(WellMannered):
    """One figure at a time."""

    CSS = """
    #what, #said { width: 1fr; height: auto; padding: 0 1; }
    #said { max-height: 8; color: $warning; }
    KeyBar { dock: bottom; height: 1; background: $surface; padding: 0 1; }
    Key { height: 1; width: auto; }
    """
    BINDINGS = [*KEYS]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, read: Callable[[], Drawn | None], mode: Mode = Mode.SMOOTH) -> None:
        """`read` gives what the file holds, or None when it has not changed since it was asked last."""
        super().__init__()
        self._read = read
        self.drawn = Drawn({}, ())
        self.at, self.ms, self.playing, self.mirrored = 0, 0, True, False
        self.pose: str | None = None
        """A key pose instead of the loop."""
        self.figure_mode = mode

    def compose(self) -> ComposeResult:
        """What it is, the body, what is wrong."""
        yield Label("", id="what", markup=False)
        yield Figure()
        yield Label("", id="said", markup=False)
        yield KeyBar(KEYS, keep=("app.quit",))

    def on_mount(self) -> None:
        """Read it, and begin."""
        self.register_theme(NIGHT)
        self.theme = NIGHT.name
        self.look()
        self.set_interval(LOOK_S, self.look)
        self.set_interval(FRAME_MS / 1000, self.tick)

    def look(self) -> None:
        """Take up what was saved."""
        found = self._read()
        if found is not None:
            self.drawn = Drawn(found.motions or self.drawn.motions, found.said)
            self.at = min(self.at, max(0, len(self.drawn.motions) - 1))
            self.show()

    def tick(self) -> None:
        """One frame of the loop."""
        if self.playing and self.pose is None:
            self.ms += FRAME_MS
            self.show()

    def show(self) -> None:
        """The figure of this moment."""
        self.query_one("#said", Label).update("\n".join(self.drawn.said) or "no warnings")
        if not self.drawn.motions:
            return
        id, motion = list(self.drawn.motions.items())[self.at]
        if self.pose not in motion.poses:  # it may have gone from the file
            self.pose = None
        pose = motion.poses[self.pose] if self.pose else motion.at(self.ms)
        self.query_one(Figure).shown = Shown(motion, pose, self.mirrored, beside=self.pose is not None)
        where = self.pose or f"{self.ms % max(1, motion.loop_ms) / 1000:.1f} of {motion.loop_ms / 1000:g} s"
        self.query_one("#what", Label).update(f"{id}   {where}   {self.at + 1} of {len(self.drawn.motions)}")

    def action_play(self) -> None:
        """The loop, or stand still."""
        self.playing, self.pose = not self.playing or self.pose is not None, None
        self.show()

    def action_scrub(self, by: int) -> None:
        """Turn time by one frame."""
        self.playing, self.pose, self.ms = False, None, max(0, self.ms + by * FRAME_MS)
        self.show()

    def action_turn(self, by: int) -> None:
        """Another exercise of the file."""
        self.at = (self.at + by) % max(1, len(self.drawn.motions))
        self.ms, self.pose = 0, None
        self.show()

    def action_pose(self, by: int) -> None:
        """The next key pose, those of mistakes too."""
        motions = list(self.drawn.motions.values())
        if motions:
            names = list(motions[self.at].poses)
            here = names.index(self.pose) if self.pose in names else -1 if by > 0 else 0
            self.pose = names[(here + by) % len(names)]
            self.show()

    def action_mirror(self) -> None:
        """The other side."""
        self.mirrored = not self.mirrored
        self.show()

    def action_draw(self) -> None:
        """The next way of drawing."""
        known = FIGURES[:-1]
        self.figure_mode = Mode(after(self.figure_mode.value, known) if self.figure_mode in known else known[0])
        self.query_one(Figure).mode = self.figure_mode
