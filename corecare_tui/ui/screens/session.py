"""Drives one session: keys become events, signals become sounds, ratings and what the widgets show."""

from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from corecare_tui.domain.plan import Kind, Plan, Step, unroll
from corecare_tui.domain.player import Player, State
from corecare_tui.domain.records import Result, Session
from corecare_tui.domain.rules.during import Turn
from corecare_tui.domain.settings import FIGURES, after
from corecare_tui.domain.signals import (
    Back,
    Entered,
    Event,
    ExerciseDone,
    Extend,
    Finished,
    NoPlaceFor,
    Pause,
    Resume,
    Signal,
    Skip,
    Slept,
    Start,
    Tick,
)
from corecare_tui.ui.conversation import Conversation
from corecare_tui.ui.cues import Cues
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.player_keys import KEYS
from corecare_tui.ui.scene import Scene, minutes, scene
from corecare_tui.ui.waking import Waking
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.moment import Moment

if TYPE_CHECKING:
    from corecare_tui.ui.app import CoreCareApp

EXTEND_MS = 5000
FLASH_S = 0.3


class SessionScreen(Screen[None]):
    """One session from its first get-ready to its summary."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face, plan: Plan, session: Session, first: int = 0) -> None:
        super().__init__()
        self.face, self.plan, self.session = face, plan, session
        self.player = Player(unroll(plan, face.coach.library))
        self._first = first
        self.talk = Conversation(self)
        self.cues = Cues(self.player, self.sound)
        self._waking = Waking(self)
        self.ended_by: Turn | None = None
        """The rule that ended it, if one did."""

    def compose(self) -> ComposeResult:
        """The moment, and the keys."""
        yield Moment()
        yield KeyBar(KEYS, keep=("report_pain", "open_stop_menu", "help", "toggle_pause"))

    def on_mount(self) -> None:
        """Begin; from here on the clock is asked whenever something is due."""
        self.do(Start(self._first))

    # --- the player ---------------------------------------------------------------------------

    def tick(self) -> None:
        """Let the time that went by happen, and show the moment."""
        if self.player.state is not State.IDLE and self.is_attached:
            self.do(Tick())

    def do(self, event: Event) -> bool:
        """Hand an event to the player and perform what it signals; False where it has no place now."""
        if not isinstance(event, Tick | Extend):
            self.face.sounds.stop()
            self.cues.interrupted()
        try:
            signals = self.player.handle(event, self.face.ticks())
        except NoPlaceFor:
            return False
        for signal in signals:
            self.cues.hear(signal)
            self.perform(signal)
        self.show_moment()
        self._waking.for_what_is_next()
        return True

    def perform(self, signal: Signal) -> None:
        """One line for each thing that can have happened; what it sounds like is `cues`."""
        match signal:
            case Entered(step):
                self._entered(step)
            case ExerciseDone(item, share):
                self.store(item, self.face.coach.result(self.plan, item, share))
            case Slept(ms):
                self.notify(f"The machine slept for {minutes(ms)}. Paused where you were.", timeout=6)
            case Finished():
                self._finish()

    def _entered(self, step: Step) -> None:
        if not step.ends_item:
            self.talk.end_asking()
        elif self.player.share(step.item) > 0:
            self.talk.ask_after(step.item)

    def sound(self, name: str, quiet: bool = False) -> bool:
        """Play a cue; where it cannot be heard the terminal's bell rings (not for every tick) and the border flashes."""
        if self.face.sounds.play(name):
            return True
        if not self.face.sounds.muted and not quiet:
            self.app.bell()
        self.add_class("flash")
        self.set_timer(FLASH_S, lambda: self.remove_class("flash"))
        return False

    @property
    def moment(self) -> Scene | None:
        """What there is to see now."""
        key_poses = self.app.animation_level == "none"
        return scene(self.player, self.plan, self.face.coach.library, self.face.motions, self.face.ticks(), key_poses)

    def show_moment(self) -> None:
        """What the person sees now."""
        moment = self.moment
        if moment is not None:
            self.query_one(Moment).show(moment)
            if self.talk.rating is not None:
                self.talk.rating.rest = f"rest {moment.clock}" if self.player.state is State.RUNNING else ""

    @keeping
    def store(self, item: int, result: Result) -> None:
        """On disk when this returns; where that fails the person is told and may go on."""
        self.session = self.face.coach.keep(self.session, item, result)

    def uncover(self, screen: Screen[Any]) -> None:
        """Close what lies over `screen`: the command palette, opened in a rest that is over now."""
        while screen in self.app.screen_stack and self.app.screen is not screen:
            self.app.screen.dismiss(None)

    def _finish(self) -> None:
        """To the summary, once whatever lies over this screen has gone."""
        self.talk.end_asking()
        self.app.call_after_refresh(self._leave)

    def _leave(self) -> None:
        # Its awaitable is dropped on purpose: a screen that waits for its own removal waits for ever.
        from corecare_tui.ui.screens.summary import SummaryScreen

        whole = self.ended_by is None and self.player.at == len(self.player.steps) - 1
        self.uncover(self)
        self.app.switch_screen(SummaryScreen(self.face, self.plan, self.session, whole, self.ended_by))

    # --- keys ---------------------------------------------------------------------------------

    def action_toggle_pause(self) -> None:
        """Pause or go on; in a self-paced set: it is done."""
        if self.player.state is State.RUNNING:
            self.do(Pause())
            self.sound("pause", quiet=True)
        elif self.player.state is State.PAUSED:
            self.do(Resume())
            self.face.sounds.warm()
        elif self.player.state is State.AWAITING:
            self.do(Skip())

    def on_click(self, event: events.Click) -> None:
        """A click anywhere but on a key pauses or goes on."""
        if not any(isinstance(node, KeyBar) for node in (event.widget.ancestors_with_self if event.widget else ())):
            self.action_toggle_pause()

    def action_skip_step(self) -> None:
        """What comes next."""
        step = self.player.step
        if self.do(Skip()) and step is not None and step.effort and step.ms is not None:
            self.notify("Skipped. b undoes.", timeout=3)

    def action_go_back(self) -> None:
        """The set again; pressed again, the set before."""
        self.do(Back())

    def action_extend_step(self, sign: int) -> None:
        """5 s more or less."""
        self.do(Extend(sign * EXTEND_MS))

    def action_ease_exercise(self) -> None:
        """An easier form for the sets that are left."""
        self.talk.changes.ease()

    def action_lose_form(self) -> None:
        """Form broke down: the set ends, and what was done of it counts."""
        self.talk.form_lost()

    def action_rate_again(self) -> None:
        """Take the rating of the exercise just done back."""
        self.talk.ask_again()

    def action_report_pain(self) -> None:
        """PAIN: the set stops now, then it is rated."""
        self.talk.report_pain()
        self.sound("pain", quiet=True)

    def action_open_stop_menu(self) -> None:
        """Why to stop, or keep going."""
        self.talk.open_stop_menu()

    def action_toggle_mute(self) -> None:
        """Sounds on or off."""
        sounds = self.face.sounds
        sounds.muted = not sounds.muted
        sounds.stop() if sounds.muted else sounds.warm()
        self.notify("Sounds off." if sounds.muted else "Sounds on.", timeout=2)

    def action_draw_figure(self) -> None:
        """The body drawn in another way, or not at all, until the program ends."""
        app = cast("CoreCareApp", self.app)
        app.draw_figures(after(app.figures_are, FIGURES))
        self.notify(f"Figure: {app.figures_are}.", timeout=2)

    def action_repeat_cue(self) -> None:
        """Say the cue of this moment once more."""
        moment = self.moment
        if moment is not None:
            self.notify(moment.say, title=moment.cue, timeout=6)

    def action_show_how_to(self) -> None:
        """The exercise explained, in a rest the next one; the clock waits."""
        from corecare_tui.ui.screens.how_to import HowToScreen

        if self.player.step is None:
            return
        resting = self.player.step.kind is Kind.REST and self.player.at + 1 < len(self.player.steps)
        shown = self.player.steps[self.player.at + resting]
        self.do(Pause())
        self.app.push_screen(HowToScreen(self.face, self.face.coach.library[self.plan.items[shown.item].exercise]))

    def action_help(self) -> None:
        """Every key; the clock waits."""
        from corecare_tui.ui.screens.help import HelpScreen

        self.do(Pause())
        self.app.push_screen(HelpScreen(self))
