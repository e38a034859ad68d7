"""What the safety answers hold back, a line each; the word that a professional has checked one; the questions once more."""

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from corecare_tui.domain.profile import BY_ID, LOCKS, Closes, Question
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.screens.menu import MenuScreen
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.widgets.key_bar import KeyBar

KEYS = bound("safety")
LOOKED = "A doctor or physiotherapist has looked at it and said that these exercises are fine for me."
SURE = {
    "postpartum": "The check-up is done, and there is no doming, leaking or heaviness.",
    "pelvic": "It was checked, and there is no doming, leaking, heaviness or heavier bleeding.",
    "osteoporosis": "A doctor or physiotherapist knows of it and has allowed loaded bending and twisting.",
}
"""What is confirmed, where a look at it is not enough."""
NOTHING = "Nothing is held back by your safety answers."
ON_ROW = frozenset({"confirm", "move(1)"})
"""What means something only where something is held back."""
NEVER = "An answer here is no diagnosis, and no tick is no proof that all is well. When in doubt, ask a professional."


class SafetyScreen(Once, Screen[None]):
    """Reachable from Today at any time."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self._held: tuple[Question, ...] = ()

    def compose(self) -> ComposeResult:
        """When they were answered, what they hold back, why."""
        yield Label("Safety   what your answers hold back", id="safety-title", markup=False)
        yield Label("", id="answered", markup=False)
        yield OptionList(id="concerns")
        yield Label("", id="safety-why", markup=False)
        yield Label(NEVER, id="safety-never", classes="quiet", markup=False)
        yield KeyBar(KEYS, keep=("confirm", "answer_again", "dismiss"))

    def on_mount(self) -> None:
        """The list as it is now."""
        self._show()

    def on_screen_resume(self) -> None:
        """Back from the questions."""
        self._show()

    def _show(self) -> None:
        self._held = tuple(sorted(self.face.coach.concerns(), key=lambda question: question.closes not in LOCKS))
        listed = self.query_one(OptionList)
        at = listed.highlighted or 0
        listed.clear_options()
        listed.add_options(Option(Content(f"{_sentence(question.text)}: {_closes(question)}")) for question in self._held)
        listed.display = bool(self._held)
        self.query_one(KeyBar).only({one.action for one in KEYS if self._held or one.action not in ON_ROW})
        if self._held:
            listed.highlighted = min(at, len(self._held) - 1)
            listed.focus()
        self.query_one("#answered", Label).update(self._answered)
        self._tell()

    @property
    def _answered(self) -> str:
        profile = self.face.coach.profile
        when = f"Answered on {profile.screened:%A %d %B}." if profile.screened else "The questions were not answered yet."
        refused = [BY_ID[f].text for f in profile.flags if f in BY_ID and BY_ID[f].closes is Closes.REFUSE]
        checked = [BY_ID[f].text for f in profile.cleared if f in BY_ID]
        told = [("Checked by a professional", checked), ("CoreCare is not made for", refused)]
        return "\n".join([when, *(f"{what}: {'; '.join(texts)}." for what, texts in told if texts)])

    @property
    def _chosen(self) -> Question | None:
        at = self.query_one(OptionList).highlighted
        return self._held[at] if at is not None and at < len(self._held) else None

    def _tell(self) -> None:
        chosen = self._chosen
        self.query_one("#safety-why", Label).update(chosen.why if chosen else NOTHING)

    def on_option_list_option_highlighted(self) -> None:
        """Why the one under the cursor matters."""
        self._tell()

    def action_move(self, by: int) -> None:
        """Along the list."""
        listed = self.query_one(OptionList)
        listed.action_cursor_down() if by > 0 else listed.action_cursor_up()

    def action_confirm(self) -> None:
        """Ask once more before a flag is set aside."""
        chosen = self._chosen
        if chosen is None:
            self.notify(NOTHING, timeout=3)
            return
        rows = [("yes", "yes, that is so"), ("no", "no, not yet")]
        menu = MenuScreen(f"CHECKED? {_sentence(chosen.text)}", SURE.get(chosen.id, LOOKED), rows, "back")
        self.app.push_screen(menu, lambda answer: self._confirmed(chosen, answer))

    @keeping
    def _confirmed(self, chosen: Question, answer: str | None) -> None:
        if answer == "yes":
            self.face.coach.clear((chosen.id,))
            self.notify(keyed(self.app, "Kept, with today's date. If it changes, tick it again: {safety.again}."), timeout=5)
            self._show()

    def action_answer_again(self) -> None:
        """All the questions, with what holds now ticked."""
        from corecare_tui.ui.screens.screening import ScreeningScreen

        self.app.push_screen(ScreeningScreen(self.face))


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _closes(question: Question) -> str:
    return "no sessions" if question.closes in LOCKS else "some exercises wait"
