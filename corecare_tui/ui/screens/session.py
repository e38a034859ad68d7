"""Drives one session: keys become events, signals become sounds, ratings and what the widgets show."""

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Label

from corecare_tui.coach import NotKept
from corecare_tui.domain.pain import Pain as Felt
from corecare_tui.domain.plan import Kind, Plan, unroll
from corecare_tui.domain.player import Player, State
from corecare_tui.domain.records import Outcome, Session
from corecare_tui.domain.rules.during import S2, Then, Turn
from corecare_tui.domain.signals import (
    Back,
    Change,
    Counted,
    Entered,
    Event,
    ExerciseDone,
    Extend,
    Finished,
    Halfway,
    NoPlaceFor,
    Pain,
    Pause,
    RepDone,
    Resume,
    Signal,
    Skip,
    SkipExercise,
    Slept,
    Start,
    Stop,
    Tick,
)
from corecare_tui.ui.face import Face
from corecare_tui.ui.scene import minutes, scene
from corecare_tui.ui.screens.menu import MenuScreen
from corecare_tui.ui.screens.rating import FORM_LOST, RatingScreen
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.line import Line
from corecare_tui.ui.widgets.stage import Stage

TICK_S = 0.1
"""Ten looks at the clock a second: a cue is at most 100 ms late, and nothing is counted by ticks."""
EXTEND_MS = 5000
TONES = ("ready", "effort", "rest", "switch", "paused")

KEYS = [
    Binding("space,full_stop", "toggle_pause", "pause", key_display="space", id="player.pause"),
    Binding("n,right,pagedown", "skip_step", "next", id="player.next"),
    Binding("b,left,pageup", "go_back", "back", id="player.back"),
    Binding("e", "ease_exercise", "easier", id="player.ease"),
    Binding("p", "report_pain", "PAIN", id="player.pain"),
    Binding("s,escape,q", "open_stop_menu", "stop", key_display="s", id="player.stop"),
    Binding("plus,equals_sign", "extend_step(1)", "time", key_display="+/-", id="player.more_time"),
    Binding("minus", "extend_step(-1)", "5 s less", show=False, id="player.less_time"),
    Binding("m", "toggle_mute", "mute", id="player.mute"),
    Binding("i", "show_how_to", "how-to", id="player.how_to"),
    Binding("r", "repeat_cue", "repeat cue", id="player.repeat"),
    Binding("question_mark", "help", "help", key_display="?", id="player.help"),
]


class SessionScreen(Screen[None]):
    """One session from its first get-ready to its summary."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face, plan: Plan, session: Session, first: int = 0) -> None:
        super().__init__()
        self.face, self.plan, self.session = face, plan, session
        self.player = Player(unroll(plan, face.coach.library))
        self._first = first
        self._rating: RatingScreen | None = None
        self._counted_in = False
        self.ended_by: Turn | None = None
        """The rule that ended it, if one did."""

    def compose(self) -> ComposeResult:
        """Top line, stage and clock, the cue, the keys."""
        with Horizontal(id="top"):
            yield Label("", id="title", markup=False)
            yield Label("", id="dots", markup=False)
            yield Label("", id="left", markup=False)
        with Horizontal(id="middle"):
            yield Stage(id="stage")
            with Vertical(id="panel"):
                yield Big("", id="phase")
                yield Big("", scale=3, id="clock")
        yield Line(id="line")
        with Vertical(id="words"):
            yield Big("", id="cue")
            yield Label("", id="say", markup=False)
            yield Label("", id="ahead", markup=False)
        yield KeyBar(KEYS, keep=("report_pain", "open_stop_menu", "help", "toggle_pause"))

    def on_mount(self) -> None:
        """Begin; from here on the clock is asked ten times a second."""
        self.do(Start(self._first))
        self.set_interval(TICK_S, self.tick)

    def on_resize(self) -> None:
        """From 110 x 32 on the letters are twice as large; below, phase and cue keep one size so that nothing jumps."""
        huge = self.size.width >= 110 and self.size.height >= 32
        for id, scale in (("phase", 2 if huge else 1), ("clock", 4 if huge else 3), ("cue", 2 if huge else 1)):
            self.query_one(f"#{id}", Big).scale = scale

    # --- the player ---------------------------------------------------------------------------

    def tick(self) -> None:
        """Let the time that went by happen, and show the moment."""
        if self.player.state is not State.IDLE and self.is_attached:
            self.do(Tick())

    def do(self, event: Event) -> bool:
        """Hand an event to the player and perform what it signals; False where it has no place now."""
        try:
            signals = self.player.handle(event, self.face.ticks())
        except NoPlaceFor:
            return False
        for signal in signals:
            self.perform(signal)
        self.show_moment()
        return True

    def perform(self, signal: Signal) -> None:
        """One line for each thing that can have happened."""
        match signal:
            case Entered(step):
                self._entered(step.kind, step.effort, step.ends_item, step.item)
            case Counted(n, count_in):
                self._count(n, count_in)
            case Halfway():
                self.sound("half")
            case RepDone():
                self.sound("tick", quiet=True)
            case ExerciseDone(item, share):
                self._keep_done(item, share)
            case Slept(ms):
                self.sound("pause")
                self.notify(f"The machine slept for {minutes(ms)}. Paused where you were.", timeout=6)
            case Finished():
                self._finish()

    def _entered(self, kind: Kind, effort: bool, ends_item: bool, item: int) -> None:
        if self._rating is not None and not ends_item:
            self._rating.dismiss(None)
        if kind is Kind.SWITCH:
            self.sound("switch")
        elif kind is Kind.REST:
            self.sound("pain" if ends_item else "end")
            if ends_item and self.player.share(item) > 0:
                self.ask_rating(item)
        elif effort and not self._counted_in and self._begins_bout():
            self.sound("start")
        if effort:
            self._counted_in = False

    def _begins_bout(self) -> bool:
        return self.player.at == 0 or not self.player.steps[self.player.at - 1].effort

    def _count(self, n: int, count_in: bool) -> None:
        """Into an effort the whole 3-2-1-go is one sound, sample-exact; out of one, or out of a rest, single ticks."""
        step = self.player.step
        before_effort = count_in or (step is not None and step.kind in (Kind.READY, Kind.SWITCH))
        if before_effort and n == 3:
            self._counted_in = self.sound("countdown", quiet=True)
        elif not before_effort or not self._counted_in:
            self.sound("tick", quiet=True)

    def sound(self, name: str, quiet: bool = False) -> bool:
        """Play a cue; where it cannot be heard the terminal's bell rings (not for every tick) and the border flashes."""
        if self.face.sounds.play(name):
            return True
        if not self.face.sounds.muted and not quiet:
            self.app.bell()
        self.add_class("flash")
        self.set_timer(0.3, lambda: self.remove_class("flash"))
        return False

    def show_moment(self) -> None:
        """Give every widget its value; each repaints only what differs."""
        now = self.face.ticks()
        moment = scene(self.player, self.plan, self.face.coach.library, now)
        if moment is None:
            return
        for tone in TONES:
            self.set_class(tone == moment.tone, tone)
        for id, text in (
            ("title", moment.title),
            ("dots", moment.dots),
            ("left", moment.left),
            ("say", moment.say),
            ("ahead", moment.ahead),
        ):
            self._put(id, text)
        for id, text in (("phase", moment.phase), ("clock", moment.clock), ("cue", moment.cue)):
            self.query_one(f"#{id}", Big).text = text
        stage = self.query_one(Stage)
        stage.name_, stage.detail = moment.stage, moment.detail
        self.query_one(Line).share = moment.share
        if self._rating is not None and self._rating.is_attached:
            self._rating.rest = f"rest {moment.clock}" if self.player.state is State.RUNNING else ""

    def _put(self, id: str, text: str) -> None:
        label = self.query_one(f"#{id}", Label)
        if str(label.content) != text:
            label.update(text)

    # --- what is said -------------------------------------------------------------------------

    def _keep_done(self, item: int, share: float, outcome: Outcome | None = None) -> None:
        self._store(item, self.face.coach.result(self.plan, item, share, outcome))

    def _store(self, item: int, result: object) -> None:
        """On disk when this returns; where that fails the person is told and may go on."""
        try:
            self.session = self.face.coach.keep(self.session, item, result)  # type: ignore[arg-type]
        except NotKept as error:
            self.notify(f"Not kept: {error}", severity="error", timeout=20)

    def ask_rating(self, item: int) -> None:
        """Over the rest that follows an exercise, or over a set that pain has stopped."""
        exercise = self.plan.items[item].exercise
        last = self.face.coach.last_rating(exercise)
        pre = self.session.pre
        self._rating = RatingScreen(
            self.face.coach.library[exercise].name, last, pre, lambda felt, effort: self._rate(item, felt, effort)
        )
        self.app.push_screen(self._rating, lambda answer: self._rated(item, answer))

    def _rate(self, item: int, felt: Felt, effort: int | None) -> None:
        """Keep one answer at once."""
        share = self.player.share(item)
        self._store(item, self.face.coach.rated(self.plan, item, share, felt, effort))
        if effort == FORM_LOST:
            self.notify(S2.sentence, timeout=5)
        if felt.score is not None and effort is None and self.player.state is State.RUNNING:
            self._halt(self.face.coach.turn(self.plan, item, felt))

    def _halt(self, turn: Turn) -> None:
        """From a stop limit on the rest no longer counts: nothing goes on by itself."""
        if turn.then is not Then.GO_ON:
            self.do(Pain())

    def _rated(self, item: int, answer: str | None) -> None:
        self._rating = None
        if answer == "stop":
            self.action_open_stop_menu()
            return
        result = self.face.coach.kept(item)
        turn = self.face.coach.turn(self.plan, item, result.felt) if result else Turn(Then.GO_ON)
        if turn.then is Then.GO_ON:
            self._go_on(item)
        else:
            self._turn(item, turn)

    def _go_on(self, item: int) -> None:
        step = self.player.step
        if self.player.state is State.AWAITING and step is not None and step.ms is not None:
            self._ask_after_pain(item)
        elif step is not None and step.ends_item and self.player.at == len(self.player.steps) - 1:
            self.do(Skip())

    def _ask_after_pain(self, item: int) -> None:
        """The set was stopped by PAIN, and the rating is below the stop limit."""
        rows = [
            ("resume", "go on with this set (3-2-1)"),
            ("ease", "an easier form"),
            ("skip", "leave this exercise out"),
            ("end", "end here"),
        ]
        self.app.push_screen(MenuScreen("HOW DO WE GO ON?", "", rows), lambda chosen: self._chosen(item, chosen))

    def _turn(self, item: int, turn: Turn) -> None:
        """A rule of the session speaks: S1 or E4."""
        if turn.then is Then.END_SESSION:
            self.ended_by = turn
            self.do(Stop())
            return
        rows = [("skip", "go on without it"), ("end", "end here, all is kept")]
        if turn.then is Then.END_STRENGTH:
            rows[0] = ("mobility", "only the easy mobility that is left")
        self.app.push_screen(MenuScreen("STOP THIS ONE", turn.sentence, rows), lambda chosen: self._chosen(item, chosen))

    def _chosen(self, item: int, chosen: str | None) -> None:
        match chosen:
            case "resume":
                self.do(Resume())
            case "ease":
                self.action_ease_exercise()
            case "skip":
                self.do(SkipExercise() if self.player.step and not self.player.step.ends_item else Skip())
            case "mobility":
                self._only_mobility(item)
            case "end":
                self.do(Stop())

    def _only_mobility(self, item: int) -> None:
        self.plan = self.face.coach.only_mobility(self.plan, item)
        if len(self.plan.items) > item + 1:
            self.do(Change(unroll(self.plan, self.face.coach.library), item + 1))
        else:
            self.do(Stop())

    def _finish(self) -> None:
        """To the summary, once whatever lies over this screen has gone."""
        self.sound("done", quiet=True)
        if self._rating is not None:
            self._rating.dismiss(None)
        self.call_after_refresh(self._leave)

    def _leave(self) -> None:
        # Its awaitable is dropped on purpose: a screen that waits for its own removal waits for ever.
        from corecare_tui.ui.screens.summary import SummaryScreen

        whole = self.ended_by is None and self.player.at == len(self.player.steps) - 1
        self.app.switch_screen(SummaryScreen(self.face, self.plan, self.session, whole, self.ended_by))

    # --- keys ---------------------------------------------------------------------------------

    def action_toggle_pause(self) -> None:
        """Pause or go on; in a self-paced set: it is done."""
        if self.player.state is State.RUNNING:
            self.do(Pause())
            self.face.sounds.stop()
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
        step = self.player.step
        if step is None:
            return
        left = self.plan.items[step.item].dose.sets - step.set_no + (step.kind is not Kind.REST)
        eased = self.face.coach.eased(self.plan, step.item, left) if left else None
        if eased is None:
            self.notify("There is no easier form of this one. n skips it.", timeout=4)
            return
        item, self.plan = step.item, eased
        self.do(Change(unroll(eased, self.face.coach.library), item + 1))
        self._keep_done(item, self.player.share(item), Outcome.EASED)
        self.notify(f"Easier: {self.face.coach.library[eased.items[item + 1].exercise].name}.", timeout=4)

    def action_report_pain(self) -> None:
        """PAIN: the set stops now, then it is rated. In a rest: rate what was just done."""
        step = self.player.step
        if step is None:
            return
        self.do(Pain())
        self.face.sounds.stop()
        self.sound("pain", quiet=True)
        self.ask_rating(step.item)

    def action_open_stop_menu(self) -> None:
        """Why one stops decides nothing about a person; all of it is kept."""
        self.do(Pause())
        kept = sum(result.done is not None and result.done > 0 for result in self.session.results)
        rows = [
            ("pain", "Pain: rate it, then go on or end"),
            ("end", "Too tired: keep what is done and end"),
            ("end", "No time: keep what is done and end"),
            ("skip", "Just this exercise: leave it out, keep the rest"),
        ]
        sentence = f"Kept so far: {kept} of {len(self.plan.items)} exercises."
        self.app.push_screen(MenuScreen("STOP HERE?", sentence, rows, "keep going (3-2-1)"), self._stop_chosen)

    def _stop_chosen(self, chosen: str | None) -> None:
        if chosen == "pain":
            self.action_report_pain()
        elif chosen is None:
            self.do(Resume())
        elif self.player.step is not None:
            self._chosen(self.player.step.item, chosen)

    def action_toggle_mute(self) -> None:
        """Sounds on or off."""
        sounds = self.face.sounds
        sounds.muted = not sounds.muted
        sounds.stop() if sounds.muted else sounds.warm()
        self.notify("Sounds off." if sounds.muted else "Sounds on.", timeout=2)

    def action_repeat_cue(self) -> None:
        """Say the cue of this moment once more."""
        moment = scene(self.player, self.plan, self.face.coach.library, self.face.ticks())
        if moment is not None:
            self.notify(moment.say, title=moment.cue, timeout=6)

    def action_show_how_to(self) -> None:
        """The exercise explained; the clock waits."""
        from corecare_tui.ui.screens.how_to import HowToScreen

        step = self.player.step
        if step is not None:
            self.do(Pause())
            self.app.push_screen(HowToScreen(self.face.coach.library[self.plan.items[step.item].exercise]))

    def action_help(self) -> None:
        """Every key; the clock waits."""
        from corecare_tui.ui.screens.help import HelpScreen

        self.do(Pause())
        self.app.push_screen(HelpScreen(self))
