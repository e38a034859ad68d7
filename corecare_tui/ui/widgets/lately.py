"""What Today shows of the record: the pain of the last two weeks, this week's sessions, the morning still to be told."""

from datetime import timedelta

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label

from corecare_tui.coach import Coach
from corecare_tui.domain.history import History
from corecare_tui.domain.insight.days import WEEK, Days
from corecare_tui.domain.insight.weeks import Mark, sessions_this_week, week
from corecare_tui.domain.records import Session
from corecare_tui.domain.text import many
from corecare_tui.ui.bound import keyed
from corecare_tui.ui.words import marks, pain_row

FORTNIGHT = 2 * WEEK


class Lately(Vertical):
    """Three small panels, anew from the record each time."""

    def compose(self) -> ComposeResult:
        """Headings and room."""
        yield Label("PAIN, LAST 14 DAYS", classes="heading", markup=False)
        yield Label("", id="fortnight", markup=False)
        yield Label("", id="trend", markup=False)
        yield Label("THIS WEEK", classes="heading", id="week-heading", markup=False)
        yield Label("", id="week", markup=False)
        with Vertical(id="morning"):
            yield Label("THE MORNING AFTER", classes="heading", markup=False)
            yield Label("", classes="asks", id="morning-asks", markup=False)

    def show(self, coach: Coach) -> None:
        """Everything anew."""
        self._show_days(coach.history(), coach)
        self._show_morning(coach.unanswered_morning())

    def _show_days(self, history: History, coach: Coach) -> None:
        days = Days(history.since(coach.today - timedelta(FORTNIGHT + WEEK)), coach.today)
        self.query_one("#fortnight", Label).update(pain_row(days.last(FORTNIGHT)))
        self.query_one("#trend", Label).update(days.trend().told)
        done = sessions_this_week(history, coach.today)
        self.query_one("#week-heading", Label).update(f"THIS WEEK   {many(done, 'session')}")
        self.query_one("#week", Label).update(marks(week(history, coach.today), Mark.REST))

    def _show_morning(self, pending: Session | None) -> None:
        self.query_one("#morning", Vertical).display = pending is not None
        if pending is not None:
            asks = f"How was your back the morning after {pending.started:%A}?  Press {{today.morning}}."
            self.query_one("#morning-asks", Label).update(keyed(self.app, asks))
