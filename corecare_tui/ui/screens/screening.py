"""The safety questions, before the first session and whenever they are due again: tick what applies, or say that none does."""

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Label

from corecare_tui.domain.plan import Advice
from corecare_tui.domain.profile import BY_ID, QUESTIONS, Closes
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.screens.menu import MenuScreen
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.widgets.ticks import Ticks

KEYS = bound("screening")
NONE = "You said that none of the safety questions applies. {today.safety} on Today shows them again."
FIRST = f"{len(QUESTIONS)} questions: j and k show them all. CoreCare is no medical device; it asks so that it can step aside."
AGAIN = (
    "Ticked is what you said before. Look at each line: {screening.tick} unticks what is over, "
    "{screening.keep} keeps what is ticked."
)
HELD = "This one stays until a professional has checked it: {today.safety} on Today, then {safety.clear}."
STAYS = (Closes.EMERGENCY, Closes.TODAY)
"""What an unticked box does not open."""


class ScreeningScreen(Once, Screen[None]):
    """All questions on one page."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face, due: Advice | None = None) -> None:
        """`due`: why they are asked now; None = the person asked for them."""
        super().__init__()
        self.face, self._due = face, due
        held = {question.id for question in face.coach.concerns()} | {f for f in face.coach.profile.flags if self._holds(f)}
        self._before = tuple(question.id for question in QUESTIONS if question.id in held)
        """What was said before and still holds."""
        self._moved = False

    def _holds(self, flag: str) -> bool:
        return self.face.coach.profile.has(flag) or (flag in BY_ID and BY_ID[flag].closes is Closes.REFUSE)

    def compose(self) -> ComposeResult:
        """The reason, the questions, and what a tick does."""
        held = [flag for flag in self._before if BY_ID[flag].closes in STAYS]
        yield Label(self._title, id="screening-title", markup=False)
        yield Ticks([(q.id, self._text(q.id, q.text)) for q in QUESTIONS], "screening", self._before, held)
        yield Label("", id="screening-why", markup=False)
        yield KeyBar(KEYS, keep=("answer_none", "keep_answers"))

    @property
    def _title(self) -> str:
        if self.face.coach.profile.screened is None:
            return "Before your first session: does any of these apply to you?"
        why = self._due.sentence.partition(":")[0] + ": does" if self._due else "The safety questions: does"
        return f"{why} any of these apply to you now?"

    def _text(self, flag: str, text: str) -> str:
        return text + (" (checked)" if flag in self.face.coach.profile.cleared and flag not in self._before else "")

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.query_one(Ticks).focus()
        self._say(AGAIN if self._before else FIRST)

    def _say(self, text: str) -> None:
        self.query_one("#screening-why", Label).update(keyed(self.app, text))

    def on_ticks_moved(self, event: Ticks.Moved) -> None:
        """Why the question under the cursor is asked; before the first move, why there are questions at all."""
        if event.index or self._moved:
            self._moved = True
            self._say(QUESTIONS[event.index].why)

    def on_ticks_held(self) -> None:
        """A sign that locks is not unticked away."""
        self._say(HELD)

    def action_tell_why(self) -> None:
        """Why the question under the cursor is asked."""
        at = self.query_one(Ticks).highlighted or 0
        self._say(QUESTIONS[at].why)

    def action_tick(self) -> None:
        """Tick the line under the cursor."""
        self.query_one(Ticks).action_select()

    def action_answer_none(self) -> None:
        """None of these; where something is ticked already, that would contradict it."""
        if self.query_one(Ticks).ticked:
            self._say("Something is ticked. {screening.keep} keeps it; untick it with {screening.tick} if it does not apply.")
        else:
            self._sure(())

    def action_keep_answers(self) -> None:
        """Keep the ticks; an empty list is said with n, never with Enter alone."""
        ticked = self.query_one(Ticks).ticked
        if ticked:
            self._sure(ticked)
        else:
            self._say("Nothing is ticked. If none of these applies, press {screening.none}.")

    def _sure(self, flags: tuple[str, ...]) -> None:
        """What was said before is taken back only by a second yes."""
        over = [BY_ID[flag].text for flag in self._before if flag not in flags]
        if not over:
            self._keep(flags)
            return
        rows = [("yes", "yes, that no longer applies to me"), ("no", "no, back to the questions")]
        menu = MenuScreen("IS THAT OVER?", "You said before: " + "; ".join(over) + ".", rows, "back")
        self.app.push_screen(menu, lambda chosen: self._keep(flags) if chosen == "yes" else None)

    @keeping
    def _keep(self, flags: tuple[str, ...]) -> None:
        profile = self.face.coach.screen(flags)
        if profile.closing or any(BY_ID[f].closes is Closes.GATE for f in flags):
            self.notify("Kept. What you ticked changes what CoreCare offers.", timeout=5)
        elif not flags:
            self.notify(keyed(self.app, NONE), timeout=5)  # a key that bounced answered all of them, and nobody had read them
        self.dismiss()
