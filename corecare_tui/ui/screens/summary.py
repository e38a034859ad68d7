"""After a session: what was done, the pain before and after, what was not rated, what changes next time and why."""

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Label, OptionList

from corecare_tui.domain.pain import Pain, Score
from corecare_tui.domain.plan import Plan
from corecare_tui.domain.records import Result, Session, SessionOutcome
from corecare_tui.domain.rules.during import Turn
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.scene import minutes
from corecare_tui.ui.screens.rating import RatingScreen
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.words import change, effort, score, short

PRAISE_BELOW = 6
"""From a worst rating of this on the summary says SAVED, not WELL DONE."""
MUCH_HIGHER = 2
"""Two points are more than the noise of a rating (Childs 2005)."""

KEYS = [
    Binding("f24", "app.hint", "pain now", key_display="0-9", id="summary.score"),
    Binding("t,full_stop", "score(10)", "= 10", key_display="t", id="summary.ten"),
    Binding("r", "rate_row", "rate the row", id="summary.rate"),
    Binding("j,down", "move(1)", "rows", key_display="j/k", id="summary.down"),
    Binding("k,up", "move(-1)", "up", show=False, id="summary.up"),
    Binding("enter", "save", "save & close", key_display="Enter", id="summary.save"),
]


class SummaryScreen(Screen[None]):
    """The session before it is closed."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face, plan: Plan, session: Session, whole: bool, ended_by: Turn | None) -> None:
        super().__init__()
        self.face, self.plan, self.session = face, plan, session
        self.whole, self.ended_by = whole, ended_by
        self.end_pain: Score = None
        self._asked_again = False

    def compose(self) -> ComposeResult:
        """The headline, the pain, the rows, the reasons."""
        yield Label("", id="summary-head", markup=False)
        yield Big("", id="headline")
        yield Label("", id="pain-line", markup=False)
        yield Label(self._row("EXERCISE", "DONE", "PAIN", "EFFORT / FORM", "NEXT TIME"), id="row-names", markup=False)
        yield OptionList(id="rows")
        with VerticalScroll(id="reasons", can_focus=False):
            yield Label("", id="why-next", markup=False)
        yield KeyBar(KEYS, keep=("save",))

    def on_mount(self) -> None:
        """Show what is known; the rows take the arrow keys, Enter stays the screen's: it saves."""
        rows = self.query_one("#rows", OptionList)
        rows._bindings.key_to_bindings.pop("enter")
        rows.focus()
        self.show_all()

    def on_resize(self) -> None:
        """Narrow terminals have fewer columns."""
        if self.query("#rows"):
            self.query_one("#row-names", Label).update(self._row("EXERCISE", "DONE", "PAIN", "EFFORT / FORM", "NEXT TIME"))
            self.show_all()

    def show_all(self) -> None:
        """Everything, anew."""
        worst = max((r.pain for r in self.session.results if r.pain is not None), default=0)
        worst = max(worst, self.end_pain or 0)
        took = self.face.coach.took(self.session)
        name = self.face.coach.routines[self.plan.routine].name
        head = "Session done" if self.whole else "Session stopped"
        self.query_one("#summary-head", Label).update(f"{head}   {name}   {minutes(int(took.total_seconds() * 1000))}")
        self.query_one("#headline", Big).text = "WELL DONE" if worst < PRAISE_BELOW and self.whole else "SAVED"
        now = "press 0-9, t = 10" if self.end_pain is None else str(self.end_pain)
        pre = "not said" if self.session.pre is None else self.session.pre
        self.query_one("#pain-line", Label).update(f"Pain   before {pre}   worst {worst}   now: {now}")
        self._show_rows()
        self._show_reasons()

    def _next(self) -> Plan:
        return self.face.coach.preview(self.session, self.end_pain, self.whole)

    def _show_rows(self) -> None:
        rows = self.query_one("#rows", OptionList)
        at = rows.highlighted
        following = {item.slot: item for item in self._next().items}
        rows.clear_options()
        for result in self.session.results:
            rows.add_option(Content(self._result(result, following.get(result.exercise))))
        first = 0 if self.session.results else None
        unrated = self._first_unrated()
        rows.highlighted = at if at is not None else first if unrated is None else unrated

    def _first_unrated(self) -> int | None:
        unrated = (i for i, r in enumerate(self.session.results) if r.pain is None and r.done)
        return next(unrated, None)

    def _result(self, result: Result, following: object) -> str:
        exercise = self.face.coach.library[result.exercise]
        done = "skipped" if not result.done else self._done(result)
        return self._row(exercise.name, done, score(result.pain) if result.done else "–", effort(result), self._change(following))

    def _done(self, result: Result) -> str:
        dose = result.dose.text if result.dose else ""
        return dose if (result.done or 0) >= 1 else f"{result.done:.0%} done"

    def _change(self, following: object) -> str:
        decisions = getattr(following, "decisions", ())
        changed = next((d for d in decisions if d.changes), None)
        if changed is None:
            return "–" if following is None else "same"
        return {"U1": "harder", "X1": "swapped"}.get(changed.rule, "easier")

    def _row(self, name: str, done: str, pain: str, effort: str, following: str) -> str:
        if self.size.width < 78:
            return f"{short(name, 22):<23}{pain:<11}{effort:<16}"
        return f"{short(name, 22):<23}{done[:17]:<18}{pain:<10}{effort:<16}{following}"

    def _show_reasons(self) -> None:
        told = [self.ended_by.sentence] if self.ended_by else []
        following = self._next()
        tomorrow = self.face.coach.preview(self.session, self.end_pain, self.whole, days=1)
        if tomorrow.blocked and self.ended_by is None:
            told.append(tomorrow.blocked.sentence)
        for decision in following.changes:
            told.append(f"{change(decision, self.face.coach.library)}: {decision.sentence}")
        pre = self.session.pre
        if pre is not None and self.end_pain is not None and self.end_pain - pre >= MUCH_HIGHER:
            told.append("Your back ended well above where it began. Say tomorrow how the morning was (m on Today): that decides.")
        if not told:
            told.append("Next time: the same. Harder comes after two clean sessions and a quiet morning.")
        self.query_one("#why-next", Label).update("\n".join(told))

    # --- keys ---------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A digit is the pain now."""
        if event.character and event.character.isdigit():
            event.stop()
            self.action_score(int(event.character))

    def action_score(self, score: int) -> None:
        """The back now; it can be said again until the session is closed."""
        self.end_pain = score
        self.show_all()

    def action_move(self, by: int) -> None:
        """Up and down the rows."""
        rows = self.query_one("#rows", OptionList)
        rows.action_cursor_down() if by > 0 else rows.action_cursor_up()

    def action_rate_row(self) -> None:
        """Rate, or correct, the row under the cursor."""
        at = self.query_one("#rows", OptionList).highlighted
        if at is None:
            return
        result = self.session.results[at]
        name = self.face.coach.library[result.exercise].name
        screen = RatingScreen(name, result.pain, self.session.pre, lambda felt, effort: self._keep(at, felt, effort))
        self.app.push_screen(screen, lambda _: self.show_all())

    @keeping
    def _keep(self, at: int, felt: Pain, effort: int | None) -> None:
        self.session = self.face.coach.correct(self.session, at, felt, effort)

    def on_option_list_option_selected(self) -> None:
        """A click on a row rates it."""
        self.action_rate_row()

    @keeping
    def action_save(self) -> None:
        """What is not rated is asked for once more; then the session is closed and Today comes back."""
        unrated = self._first_unrated()
        if unrated is not None and not self._asked_again:
            self._asked_again = True
            self.query_one("#rows", OptionList).highlighted = unrated
            self.action_rate_row()
            return
        outcome = SessionOutcome.FINISHED if self.whole else SessionOutcome.STOPPED
        self.face.coach.finish(self.session, outcome, self.end_pain)
        self.app.pop_screen()
