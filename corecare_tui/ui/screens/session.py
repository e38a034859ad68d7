"""Drives one session: keys become events, signals become ratings and what the widgets show; what is heard is `Hearing`'s."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from corecare_tui.coach import RATED, NotKept, Training
from corecare_tui.domain.mark import Mark
from corecare_tui.domain.plan import Kind, Plan, Step
from corecare_tui.domain.player import Player, State
from corecare_tui.domain.records import Session
from corecare_tui.domain.settings import FIGURES, after
from corecare_tui.domain.signals import (
    Back,
    Counted,
    Entered,
    Event,
    Extend,
    Finished,
    Jump,
    NoPlaceFor,
    Pause,
    Resume,
    Signal,
    Skip,
    Slept,
    Tick,
)
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.conversation import Conversation
from corecare_tui.ui.ears import Ears
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keep_setting
from corecare_tui.ui.scene import Scene, minutes, scene
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.sweeping import forget_covered, forget_painted, sweep
from corecare_tui.ui.terminal import behind
from corecare_tui.ui.typed import digit
from corecare_tui.ui.waking import Waking
from corecare_tui.ui.widgets.kept import Kept
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.moment import Moment
from corecare_tui.ui.widgets.stage import Stage

if TYPE_CHECKING:
    from corecare_tui.ui.app import CoreCareApp

KEYS = bound("player")
EXTEND_MS = 5000


class SessionScreen(Once, Kept, Screen[None]):
    """One session from its first get-ready to its summary."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face, plan: Plan, session: Session, first: int = 0, mark: Mark | None = None) -> None:
        """`mark`: where it stood before a crash; it begins there, paused."""
        super().__init__()
        self.face = face
        self._first, self._mark = first, mark
        self.ears = Ears(self)
        self.training = Training(face.coach, plan, session, face.settings.pace, self.ears.hear, self._not_kept)
        self.talk = Conversation(self)
        self._waking = Waking(self)

    @property
    def player(self) -> Player:
        """What plays."""
        return self.training.player

    @property
    def plan(self) -> Plan:
        """What is played, as it is by now."""
        return self.training.plan

    @property
    def session(self) -> Session:
        """What is kept of it."""
        return self.training.session

    def compose(self) -> ComposeResult:
        """The moment, and the keys."""
        yield Moment()
        yield KeyBar(KEYS, keep=("report_pain", "open_stop_menu", "help", "toggle_pause"))

    def on_mount(self) -> None:
        """Begin; from here on the clock is asked whenever something is due."""
        self.app.clear_notifications()  # what was told before covers no cue
        forget_covered(self)
        self.ears.rehearse()
        self._stay_awake()
        self.app.app_suspend_signal.subscribe(self, lambda _: self._pause())
        self.perform_all(self.training.begin(self.face.ticks(), self._first, self._mark))

    def _stay_awake(self) -> None:
        if self.face.settings.awake:
            self.face.awake.hold()

    def on_screen_resume(self) -> None:
        """A question or a menu over it is gone; each leaves 0.5 MB that points only at itself."""
        sweep(self)

    def on_unmount(self) -> None:
        """The screen may sleep again; a signal of the app holds on to whoever listens, and 3 MB with it."""
        self.face.awake.release()
        self.app.app_suspend_signal.unsubscribe(self)

    # --- the player ---------------------------------------------------------------------------

    def tick(self) -> None:
        """Let the time that went by happen, and show the moment."""
        if self.player.state is not State.IDLE and self.is_attached:
            self.do(Tick())

    def do(self, event: Event) -> bool:
        """Hand an event to the player and perform what it signals; False where it has no place now."""
        try:
            self.perform_all(self.training.do(event, self.face.ticks()))
        except NoPlaceFor:
            return False
        return True

    def perform_all(self, signals: list[Signal]) -> None:
        """What happened, then what is seen of it, then the alarm for what comes."""
        for signal in signals:
            self.perform(signal)
        self.show_moment()
        self._waking.for_what_is_next()

    def perform(self, signal: Signal) -> None:
        """One line for each thing that can have happened; what it sounds like is heard by now, what it ended is kept."""
        match signal:
            case Entered(step):
                self._entered(step)
            case Counted():
                self.ears.alarm()
            case Slept(ms):
                self.notify(f"The machine slept for {minutes(ms)}. Paused where you were.", timeout=6)
            case Finished():
                self._finish()

    def _entered(self, step: Step) -> None:
        if not step.ends_item:
            self.talk.end_asking()
        elif self.training.asks is not None:
            self.talk.ask_after(step.item)

    def _not_kept(self, error: NotKept) -> None:
        self.notify(f"Not kept: {error}", severity="error", timeout=20, markup=False)

    @property
    def moment(self) -> Scene | None:
        """What there is to see now."""
        key_poses = self.app.animation_level == "none"
        done, face = keyed(self.app, "{player.pause}").upper(), self.face
        return scene(self.player, self.plan, face.coach.library, face.motions, face.ticks(), key_poses, done)

    def show_moment(self) -> None:
        """What the person sees now; nothing while the terminal does not read, or the cues would wait for it."""
        moment = self.moment
        if moment is not None and not behind(self.app):
            self.query_one(Moment).show(moment)
            if self.talk.rating is not None:
                self.talk.rating.rest = f"rest {moment.clock}" if self.player.state is State.RUNNING else ""

    def uncover(self, screen: Screen[Any]) -> None:
        """Close what lies over `screen`: the command palette, opened in a rest that is over now."""
        while screen in self.app.screen_stack and self.app.screen is not screen:
            self.app.screen.dismiss(None)

    def _finish(self) -> None:
        """To the summary, once whatever lies over this screen has gone."""
        self.talk.end_asking()
        self.face.awake.release()
        self.app.call_after_refresh(self._leave)

    def _leave(self) -> None:
        """It lies under the summary: a stop can be taken back there."""
        from corecare_tui.ui.screens.summary import SummaryScreen

        self.uncover(self)
        self.query_one(Stage).forget()
        forget_painted(self)
        self.app.push_screen(SummaryScreen(self.face, self.training), self._summed_up)

    def _summed_up(self, again: bool | None) -> None:
        if again:
            self._stay_awake()
            self.action_take_back()
        else:
            self.dismiss()

    # --- its course ---------------------------------------------------------------------------

    def _pause(self) -> bool:
        return self.player.state is State.RUNNING and self.do(Pause())

    def action_toggle_pause(self) -> None:
        """Pause or go on; in a set at one's own pace, or in a hold beyond its target: it is done."""
        if self.player.state is State.AWAITING or self.player.over_ms(self.face.ticks()):
            self.do(Skip())
        elif self.player.state is State.PAUSED:
            self.do(Resume())
            self.face.sounds.warm()
        else:
            self._pause()

    def on_click(self, event: events.Click) -> None:
        """A click anywhere but on a key pauses or goes on."""
        if not any(isinstance(node, KeyBar) for node in (event.widget.ancestors_with_self if event.widget else ())):
            self.action_toggle_pause()

    def on_key(self, event: events.Key) -> None:
        """A digit in the rest after an exercise rates it, though the question was put off."""
        item, number = self.training.asks, digit(event)
        if item is not None and number is not None and not self.talk.just_answered:
            event.stop()
            self.talk.ask(item, number)

    def action_skip_step(self) -> None:
        """What comes next."""
        step = self.player.step
        if self.do(Skip()) and step is not None and step.effort and step.ms is not None:
            self.notify(keyed(self.app, "Skipped. {player.undo} undoes."), timeout=3)

    def action_go_back(self) -> None:
        """The set again; pressed again, the set before."""
        self.do(Back())

    def action_extend_step(self, sign: int) -> None:
        """5 s more or less."""
        self.do(Extend(sign * EXTEND_MS))

    def action_take_back(self) -> None:
        """The last thing done was a slip: a skip, a stop, a jump, an easing, a rating."""
        last, running = self.training.last, self.player.state is not State.PAUSED
        if last in (None, RATED):
            self.talk.ask_again()
            return
        undone = self.training.undo(self.face.ticks())
        self.perform_all(undone)
        self.notify(f"Taken back: {last}.", timeout=3)
        if running and self.player.state is State.PAUSED:
            self.do(Resume())

    def action_show_steps(self) -> None:
        """Every set, and the way to any of them; the clock waits."""
        from corecare_tui.ui.screens.steps import StepsScreen

        self._pause()
        self.app.push_screen(StepsScreen(self.training), self._chose_step)

    def _chose_step(self, at: int | None) -> None:
        if at is not None:
            self.do(Jump(at))

    def action_count_myself(self) -> None:
        """The reps of this exercise at one's own pace, or paced again."""
        own = self.training.count_myself(self.face.ticks())
        if own is None:
            self.notify(keyed(self.app, "{player.own_pace} is for reps: here is nothing to count."), timeout=3)
            return
        chosen = tuple(sorted(self.training.pace.own_for))
        self.face.settings = replace(self.face.settings, own_pace_for=chosen)
        keep_setting(self, "own_pace_for", list(chosen))
        said = "You count yourself: {player.pause} when the set is done." if own else "Paced again."
        self.notify(keyed(self.app, said), timeout=4)
        self.perform_all([])

    # --- pain, easing, the end ----------------------------------------------------------------

    def action_ease_exercise(self) -> None:
        """An easier form for the sets that are left."""
        self.talk.ease()

    def action_lose_form(self) -> None:
        """Form broke down: the set ends, and what was done of it counts."""
        self.talk.form_lost()

    def action_report_pain(self) -> None:
        """PAIN: the set stops now, then it is rated."""
        self.talk.report_pain()

    def action_open_stop_menu(self) -> None:
        """Why to stop, or keep going."""
        self.talk.open_stop_menu()

    # --- how it is heard and shown ------------------------------------------------------------

    def action_toggle_mute(self) -> None:
        """Sounds on or off."""
        self.notify(self.ears.toggle_mute(), timeout=2)

    def action_say_more(self) -> None:
        """How much the voice says, in turn."""
        self.notify(self.ears.say_more(), timeout=2)

    def action_draw_figure(self) -> None:
        """The body drawn in another way, or not at all, until the program ends."""
        app = cast("CoreCareApp", self.app)
        app.draw_figures(after(app.figures_are, FIGURES))
        self.notify(f"Figure: {app.figures_are}.", timeout=2)

    def action_only_clock(self) -> None:
        """Phase and clock alone, as large as the terminal allows; or everything again."""
        self.query_one(Moment).only_clock = not self.query_one(Moment).only_clock

    def action_repeat_cue(self) -> None:
        """Show and say the cue of this moment once more."""
        moment = self.moment
        if moment is not None:
            self.notify(moment.say, title=moment.cue, timeout=6)
            self.ears.say_again(moment.say)

    def action_show_how_to(self) -> None:
        """The exercise explained, in a rest the next one; the clock waits."""
        from corecare_tui.ui.screens.how_to import HowToScreen

        if self.player.step is None:
            return
        resting = self.player.step.kind is Kind.REST and self.player.at + 1 < len(self.player.steps)
        shown = self.player.steps[self.player.at + resting]
        self._pause()
        self.app.push_screen(HowToScreen(self.face, self.face.coach.library[self.plan.items[shown.item].exercise]))

    def action_help(self) -> None:
        """Every key; the clock waits."""
        from corecare_tui.ui.screens.help import HelpScreen

        self._pause()
        self.app.push_screen(HelpScreen(self))
