"""History, calendar: each day's worst pain as a digit on its colour, rest that counts, weeks that were kept."""

from collections.abc import Iterator
from datetime import date, timedelta

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Label

from corecare_tui.domain.insight import words
from corecare_tui.domain.insight.days import WEEK
from corecare_tui.domain.insight.weeks import Day, Mark
from corecare_tui.ui.widgets.looking.panel import Looked, Panel
from corecare_tui.ui.widgets.pain_scale import colour

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
LEFT, CELL = 5, 5
"""Columns before the first week, and of a week."""
MOST_WEEKS = 20
LEGEND = "▐3▌ worst that day   ✓ trained, no score   – planned rest   · no session"


class Weeks(Widget):
    """A column a week, a row a day; a click tells the screen."""

    DEFAULT_CSS = "Weeks { width: 1fr; height: 9; }"

    weeks: reactive[tuple[tuple[Day, ...], ...]] = reactive[tuple[tuple[Day, ...], ...]](())
    """Oldest first, Monday to Sunday each."""
    selected: reactive[date | None] = reactive[date | None](None)
    """The day stood on."""

    class Chosen(Message):
        """A day was clicked."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Months, Mondays, seven days."""
        return 2 + WEEK

    def on_click(self, event: events.Click) -> None:
        """Tell which day that is."""
        at = event.get_content_offset(self)
        if at is not None and at.x >= LEFT and 0 <= at.y - 2 < WEEK and (at.x - LEFT) // CELL < len(self.weeks):
            event.stop()
            self.post_message(self.Chosen(self.weeks[(at.x - LEFT) // CELL][at.y - 2].day))

    def render_line(self, y: int) -> Strip:
        """Months, Mondays, or a row of days."""
        base = self.rich_style
        if y < 2:
            segments = [Segment(" " * LEFT + "".join(self._heads(y)), base)]
        else:
            row = [self._cell(week[y - 2], base) for week in self.weeks]
            segments = [Segment(f"  {DAYS[y - 2]} ", base), *row]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _heads(self, y: int) -> Iterator[str]:
        """The month over its first week; the day of each Monday."""
        for n, week in enumerate(self.weeks):
            first = week[0].day
            new = n == 0 or first.month != self.weeks[n - 1][0].day.month
            yield f" {first:%d}  " if y else f" {first:%b} " if new else " " * CELL

    def _cell(self, day: Day, base: Style) -> Segment:
        if day.worst is None:
            text, style = f"  {day.mark.value}  ", base
        else:
            shade = colour(day.worst, self)
            text = f"▐{'t' if day.worst == 10 else day.worst}▌"
            text, style = f" {text} ", base + Style(color=shade.rich_color, bold=True)
        if day.day == self.selected:
            text, style = f"[{text[1:-1]}]", style + Style(reverse=True)
        return Segment(text, style)


class CalendarPanel(Panel):
    """The weeks, the day stood on, and how regular they were."""

    TITLE = "Calendar"
    KEYS = frozenset({"across(-1)", "across(1)", "down(1)", "down(-1)", "range(-1)", "range(1)", "open", "add", "undo"})

    def __init__(self) -> None:
        super().__init__(id="calendar")

    def compose(self) -> ComposeResult:
        """Weeks and lines."""
        yield Weeks(id="weeks")
        yield Label(LEGEND, id="calendar-legend", classes="quiet", markup=False)
        yield Label("", id="day-line", markup=False)
        yield Label("", id="kept", markup=False)

    @property
    def count(self) -> int:
        """How many weeks there is room for."""
        return max(1, min(MOST_WEEKS, (self.app.size.width - 2 - LEFT) // CELL))

    @property
    def day(self) -> date | None:
        """The day stood on."""
        return self.query_one(Weeks).selected

    def prepare(self, looked: Looked) -> None:
        """Weeks and numbers."""
        _ = looked.view.weeks, looked.view.numbers, looked.view.points, looked.view.events

    def show(self, looked: Looked) -> None:
        """Those weeks; the cursor stays on its day while it is one of them."""
        self._looked = looked
        weeks = self.query_one(Weeks)
        weeks.weeks = looked.view.weeks
        at = weeks.selected or looked.view.until
        self._stand_on(min(max(at, looked.view.weeks[0][0].day), looked.view.until))
        self.query_one("#kept", Label).update(words.kept(looked.view.numbers.kept))

    def move(self, across: int, down: int) -> None:
        """A week or a day on."""
        weeks, looked = self.query_one(Weeks), self._looked
        if looked is not None and weeks.selected is not None:
            day = weeks.selected + timedelta(WEEK * across + down)
            self._stand_on(min(max(day, looked.view.weeks[0][0].day), looked.view.until))

    def on_weeks_chosen(self, event: Weeks.Chosen) -> None:
        """A click on a day."""
        if self._looked is not None and event.day <= self._looked.view.until:
            self._stand_on(event.day)

    def open(self) -> None:
        """That day in the log."""
        if self.day is not None:
            self.post_message(self.Opened(self.day))

    def _stand_on(self, day: date) -> None:
        self.query_one(Weeks).selected = day
        if self._looked is not None:
            self.query_one("#day-line", Label).update("\n".join(_of_day(day, self._looked)))


def _of_day(day: date, looked: Looked) -> Iterator[str]:
    """`Tue 19 Nov   before 2, after 1, worst 4`, a line a session."""
    points = [point for point in looked.view.points if point.day == day]
    for point in points:
        told = f"before {words.rated(point.before)}, after {words.rated(point.after)}"
        yield f"{day:%a %d %b}   {(point.routine or 'a session').replace('_', ' ')}   {told}"
    if not points:
        mark = next((one.mark for week in looked.view.weeks for one in week if one.day == day), Mark.NONE)
        yield f"{day:%a %d %b}   { ({Mark.REST: 'planned rest', Mark.TODAY: 'today'}.get(mark, 'no session')) }"
    if (worst := looked.view.days.worst(day)) is not None:
        yield f"worst that day {worst}"
    happened = [event for event in looked.view.events if event.day == day]
    if happened:
        yield words.happened(happened, looked.library)
