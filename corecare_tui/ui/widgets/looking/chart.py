"""History, chart: pain before and after each session, the mean of the week, what happened, and all of it in numbers."""

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Label

from corecare_tui.domain.insight import words
from corecare_tui.domain.insight.chart import Span
from corecare_tui.domain.text import many
from corecare_tui.figure.chart import Column
from corecare_tui.ui.widgets.dumbbell import Dumbbell
from corecare_tui.ui.widgets.looking.panel import Looked, Panel

NOTHING = "Nothing in these days yet. Each session will stand here: ○ before it, ● after it."
MOST_HURTING = 3
DAYS_ALONE, WITH_MONTHS = 45, 400
"""Up to so many days the labels say the day, then day and month; beyond, month and year."""


class ChartPanel(Panel):
    """The chart, and under it the numbers, or the column stood on."""

    TITLE = "Chart"
    KEYS = frozenset({"across(-1)", "across(1)", "down(1)", "down(-1)", "range(-1)", "range(1)", "open"})

    def __init__(self) -> None:
        super().__init__(id="chart")
        self._spans: tuple[Span, ...] = ()

    def compose(self) -> ComposeResult:
        """The chart and the lines."""
        yield Dumbbell(id="dumbbell")
        yield Label("", id="legend", markup=False)
        yield Label("", id="trend-line", markup=False)
        with VerticalScroll(id="said-room", can_focus=False):
            yield Label("", id="said", markup=False)

    def prepare(self, looked: Looked) -> None:
        """Numbers, and the columns it has room for."""
        view, room = looked.view, self.query_one(Dumbbell).room
        _ = view.numbers, view.hurting, view.first_mean, view.spans(room)

    def show(self, looked: Looked) -> None:
        """Those days; none of them stood on."""
        self._looked = looked
        self._fill()

    def on_resize(self, event: events.Resize) -> None:
        """Another number of columns."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        chart, looked = self.query_one(Dumbbell), self._looked
        if looked is None or not chart.size.width:
            return
        view = looked.view
        self._spans = view.spans(chart.room)
        chart.columns = [_column(span, (view.until - view.since).days) for span in self._spans]
        chart.band = words.band(view.first_mean)
        chart.selected = None
        self._tell()

    def _tell(self) -> None:
        looked, selected = self._looked, self.query_one(Dumbbell).selected
        if looked is None:
            return
        there = bool(looked.view.points or looked.view.events or looked.view.near.pains)
        self.query_one("#legend", Label).update(legend(looked) if there else "")
        self.query_one("#trend-line", Label).update(looked.view.numbers.trend)
        lines = [*self._wide(), *told(looked)] if selected is None else _of_span(self._spans[selected], looked)
        self.query_one("#said", Label).update("\n".join(lines) if there else NOTHING)

    def _wide(self) -> Iterator[str]:
        """That a column is more than a day, where it is."""
        days = (self._spans[-1].last - self._spans[-1].first).days + 1 if self._spans else 1
        if days > 1:
            yield f"A column is {days} days: ○ and ● are means there, ◇ the worst."

    def move(self, across: int, down: int) -> None:
        """To the next column in which anything was said or happened; down is further on in the lines."""
        if down:
            self.query_one("#said-room", VerticalScroll).scroll_relative(y=down, animate=False)
            return
        chart = self.query_one(Dumbbell)
        there = [n for n, span in enumerate(self._spans) if span.points or span.events or span.between is not None]
        if not there:
            return
        at = len(self._spans) if chart.selected is None else chart.selected
        beyond = [n for n in there if (n > at if across > 0 else n < at)]
        chart.selected = (beyond[0] if across > 0 else beyond[-1]) if beyond else there[-1 if across > 0 else 0]
        self._tell()

    def on_dumbbell_chosen(self, event: Dumbbell.Chosen) -> None:
        """A click on a column."""
        self.query_one(Dumbbell).selected = event.index
        self._tell()

    def open(self) -> None:
        """The day stood on, or the last one, in the log."""
        selected = self.query_one(Dumbbell).selected
        spans = [self._spans[selected]] if selected is not None else list(reversed(self._spans))
        told = (span for span in spans if span.points or span.between is not None)
        day = next((span.points[-1].day if span.points else span.last for span in told), None)
        if day is not None:
            self.post_message(self.Opened(day))


def legend(looked: Looked) -> str:
    """What the signs mean, as far as they are there."""
    mean, signs = looked.view.first_mean, "○ before ● after ◇ else"
    if mean is None:
        return signs
    first = words.tenth(round(mean.value, 1))
    if looked.narrow:
        return f"{signs} ━ 7-day mean ║ ±2 of first ({first})"
    return f"{signs} ━ 7-day mean ╌ of 3-4 days ║ ±2 of first mean ({first})"


def told(looked: Looked) -> Iterator[str]:
    """The numbers, a line each."""
    view, numbers = looked.view, looked.view.numbers
    yield f"Mean before {words.scores(numbers.before)}; after {words.scores(numbers.after)}"
    yield f"{many(numbers.sessions, 'session')}, {words.change(numbers.change)}; {words.mornings(numbers)}"
    hurting = ", ".join(words.hurts(one, view.library) for one in view.hurting[:MOST_HURTING])
    yield f"Hurts most: {hurting or 'nothing that was rated twice'}"
    where = words.places(numbers)
    yield words.high_days(numbers) + (f"; where: {where}" if where else "")
    counts = {kind: sum(event.kind is kind for event in view.events) for kind in words.HAPPENED}
    yield "  ".join(f"{words.SIGNS[kind]} {words.HAPPENED[kind]} {n}×" for kind, n in counts.items() if n)


def _of_span(span: Span, looked: Looked) -> Iterator[str]:
    """The column stood on: one session, or the means of some."""
    days = f"{span.first:%a %d %b %Y}" if span.first == span.last else f"{span.first:%d %b} to {span.last:%d %b %Y}"
    yield f"▲ {days}   {_sessions(span, looked)}"
    if span.points:
        mean = "mean " if len(span.points) > 1 else ""
        yield f"before {mean}{words.plain(span.before)}, after {mean}{words.plain(span.after)}"
    yield f"worst of all {words.rated(span.worst)}" + ("" if span.between is None else f", outside sessions {span.between}")
    yield f"mean of the week {words.tenth(span.mean)}" + ("" if span.mean is None or span.solid else " (of 3 or 4 days)")
    if span.events:
        yield words.happened(span.events, looked.library)


def _sessions(span: Span, looked: Looked) -> str:
    if len(span.points) == 1:
        return (span.points[0].routine or "").replace("_", " ")
    return many(len(span.points), "session")


def _column(span: Span, days: int) -> Column:
    """`days`: how many the chart shows in all."""
    last = span.last
    label = str(last.day) if days < DAYS_ALONE else f"{last.day} {last:%b}" if days < WITH_MONTHS else f"{last:%b %Y}"
    return Column(label, span.before, span.after, span.mean, span.solid, words.sign(span.events), span.between)
