"""After a session: what was done, the pain before and after, what was not rated, what changes next time and why."""

from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Label, OptionList

from corecare_tui.coach import NotKept, Training
from corecare_tui.domain.insight.words import plain
from corecare_tui.domain.pain import Pain, Score
from corecare_tui.domain.plan import Plan
from corecare_tui.domain.records import SessionOutcome
from corecare_tui.ui.bound import bound, keyed
from corecare_tui.ui.done_rows import NAMES, of, row
from corecare_tui.ui.face import Face
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.next_time import reasons, words
from corecare_tui.ui.scene import minutes
from corecare_tui.ui.screens.once import Once
from corecare_tui.ui.screens.rating import RatingScreen
from corecare_tui.ui.typed import digit
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.key_bar import KeyBar
from corecare_tui.ui.words import NARROW

PRAISE_BELOW = 6
"""From a worst rating of this on the summary says SAVED, not WELL DONE."""
MUCH_HIGHER = 2
"""Two points are more than the noise of a rating (Childs 2005)."""
WORSE = "Your back ended well above where it began. Say tomorrow how the morning was ({today.morning} on Today): that decides."
HOW_HARD = "How hard was the whole session? 0 rest … 10 the hardest you can imagine"
NUMBERS = "  ".join(f"[@click=screen.score({n})] {n} [/]" for n in range(11))
"""The answers for the mouse."""

KEYS = bound("summary")


class SummaryScreen(Once, Screen[bool]):
    """The session before it is closed; dismissed with True when the stop that led here is taken back."""

    BINDINGS = [*KEYS]

    def __init__(self, face: Face, training: Training, over: bool = False) -> None:
        """`over`: nothing of it was left to play when it was picked up again."""
        super().__init__()
        self.face, self.plan, self.session = face, training.plan, training.session
        self._training, self._over = training, over
        self.whole, self.ended_by = over or training.whole, training.ended_by
        self.end_pain: Score = None
        self.effort: Score = None
        """Of the whole session; asked once the pain now is said, may be left unsaid."""
        self._asked_again = self._refused = False
        self._cursor: Score = None
        """The score that a clicker's arrows stand on."""

    def compose(self) -> ComposeResult:
        """The headline, the pain, the rows, the reasons."""
        yield Label("", id="summary-head", markup=False)
        yield Big("", id="headline")
        yield Label("", id="pain-line", markup=False)
        yield Label("", id="effort-line", markup=False)
        yield Label(Content.from_markup(NUMBERS), id="numbers")
        yield Label("", id="row-names", markup=False)
        yield OptionList(id="rows")
        with VerticalScroll(id="reasons", can_focus=False):
            yield Label("", id="why-next", markup=False)
        yield KeyBar(KEYS, keep=("save",))

    def on_mount(self) -> None:
        """Show what is known; the rows take the arrow keys, Enter stays the screen's: it saves."""
        rows = self.query_one("#rows", OptionList)
        rows.focus()
        self.show_all()

    def on_resize(self) -> None:
        """Narrow terminals have fewer columns."""
        if self.query("#rows"):
            self.show_all()

    def show_all(self) -> None:
        """Everything, anew."""
        took = self.face.coach.took(self.session)
        name = self.face.coach.routines[self.plan.routine].name
        head = "Session done" if self.whole else "Session stopped"
        self.query_one("#summary-head", Label).update(f"{head}   {name}   {minutes(int(took.total_seconds() * 1000))}")
        self._show_answers()
        following = self._next()
        self._show_rows(following)
        self._show_reasons(following)

    def _show_answers(self) -> None:
        """The headline, the pain, and the question that is asked now."""
        results = self.session.results
        worst = max((pain for pain in (*(r.pain for r in results), self.end_pain) if pain is not None), default=None)
        calm = (worst is None or worst < PRAISE_BELOW) and not any(r.sharp or r.leg for r in results)
        self.query_one("#headline", Big).text = (
            "NOT KEPT" if self.face.coach.not_kept else "WELL DONE" if calm and self.whole else "SAVED"
        )
        cursor = "" if self._cursor is None else f"   {self._cursor}?  {keyed(self.app, '{summary.take_or_ten}')} takes it"
        now = (cursor or keyed(self.app, "press 0-9, {summary.ten} = 10")) if self.end_pain is None else str(self.end_pain)
        self.query_one("#pain-line", Label).update(f"Pain   before {plain(self.session.pre)}   worst {plain(worst)}   now: {now}")
        line = self.query_one("#effort-line", Label)
        line.display = self.end_pain is not None
        line.update(cursor or HOW_HARD if self.effort is None else f"Effort of the whole session: {self.effort}")
        self.query_one("#numbers").display = self.effort is None

    def _next(self, days: int = 2) -> Plan:
        said = replace(self.session, effort=self.effort)
        return self.face.coach.preview(said, self.end_pain, self.whole, days)

    def _show_rows(self, following: Plan) -> None:
        rows, library = self.query_one("#rows", OptionList), self.face.coach.library
        at, narrow = rows.highlighted, self.size.width < NARROW
        self.query_one("#row-names", Label).update(row(*NAMES, narrow))
        rows.clear_options()
        for result, word in zip(self.session.results, words(self.session.results, following, library), strict=True):
            rows.add_option(Content(of(result, library[result.exercise].name, word, narrow)))
        first = 0 if self.session.results else None
        unrated = self._first_unrated()
        rows.highlighted = at if at is not None else first if unrated is None else unrated

    def _first_unrated(self) -> int | None:
        unrated = (i for i, r in enumerate(self.session.results) if r.pain is None and r.done)
        return next(unrated, None)

    def _show_reasons(self, following: Plan) -> None:
        told = [self.ended_by.sentence] if self.ended_by else []
        tomorrow = self._next(days=1)
        if tomorrow.blocked and self.ended_by is None:
            told.append(tomorrow.blocked.sentence)
        told += reasons(self.session.results, following, self.plan, self.face.coach.library)
        pre = self.session.pre
        if pre is not None and self.end_pain is not None and self.end_pain - pre >= MUCH_HIGHER:
            told.append(keyed(self.app, WORSE))
        if not told:
            told.append("Next time: the same. Harder comes after two clean sessions and a quiet morning.")
        self.query_one("#why-next", Label).update("\n".join(told))

    # --- keys ---------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A digit is the pain now, the next one the effort of the session."""
        number = digit(event)
        if number is not None:
            event.stop()
            self.action_score(number)

    def action_score(self, score: int) -> None:
        """An answer to what is asked now."""
        self._cursor = None
        if self.end_pain is None:
            self.end_pain = score
        elif self.effort is None:
            self.effort = score
        else:
            self.notify(keyed(self.app, "Both are said. {summary.take_back} takes the last one back."), timeout=3)
        self.show_all()

    def action_walk(self, by: int) -> None:
        """A clicker's arrows go along the numbers of what is asked."""
        self._cursor = min(10, max(0, 0 if self._cursor is None else self._cursor + by))
        self._show_answers()

    def action_take_or_ten(self) -> None:
        """The point of a number pad is 10; a clicker's dot takes what its arrows stand on, and closes when all is said."""
        if self._cursor is not None:
            self.action_score(self._cursor)
        elif self.effort is not None:
            self.action_save()
        else:
            self.action_score(10)

    def action_take_back(self) -> None:
        """The last answer was a slip; before any, the stop that led here: back to where the session stood."""
        if self.effort is not None:
            self.effort = None
        elif self.end_pain is not None:
            self.end_pain = None
        elif self._goes_back:
            self.dismiss(True)
            return
        else:
            self.notify(keyed(self.app, "Nothing to take back. {summary.rate} rates a row again."), timeout=3)
        self.show_all()

    @property
    def _goes_back(self) -> bool:
        """Is the stop the person's own, and nothing said since that would be lost?"""
        return self._training.last == "stopped" and self.ended_by is None and self.session is self._training.session

    def action_show_why(self) -> None:
        """The next time whole, with its reasons."""
        from corecare_tui.ui.screens.why import WhyScreen

        self.app.push_screen(WhyScreen(self.face, self._next()))

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
        screen = RatingScreen(
            name,
            result.pain,
            self.session.pre,
            lambda felt, effort: self._keep(at, felt, effort),
            lambda: self._keep(at, result.felt, result.effort),
        )
        self.app.push_screen(screen, lambda _: self.show_all())

    @keeping
    def _keep(self, at: int, felt: Pain, effort: int | None) -> None:
        self.session = self.face.coach.correct(self.session, at, felt, effort)
        if self.face.coach.not_kept is not None:
            raise self.face.coach.not_kept

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
        try:
            self.face.coach.finish(self.session, outcome, self.end_pain, self.effort)
        except NotKept:
            if not self._refused:
                self._refused = True  # Enter tries again, and then leaves
                raise
        self.dismiss(False)
