"""The chart as a drawing in the page: pain before and after each session and the mean of the week; gaps stay gaps."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from corecare_tui.adapters.report.markup import Markup, joined, tag
from corecare_tui.adapters.report.telling import Telling
from corecare_tui.domain.insight import words
from corecare_tui.domain.insight.chart import Span
from corecare_tui.domain.insight.view import View

COLUMNS = 120
"""More days than that share columns."""
WIDE, HIGH = 760, 170
LEFT, RIGHT, TOP, FLOOR = 16, 52, 6, 137
"""Where the days and the scale of 0–10 begin and end."""
LEVELS = {10: "worst", 7: "severe", 4: "moderate", 1: "mild", 0: "none"}
"""The lines that are named, as in domain.pain."""
TICKS = 12
"""Days named under the floor, at most."""
NARROW = 30
"""Half a day with its year: nearer to the edge it would be cut."""


def picture(telling: Telling) -> Markup:
    """The chart of all days of the page."""
    view = telling.story.view
    return _Drawing(telling, view.spans(COLUMNS)).drawn(view)


class _Drawing:
    """A chart while it is drawn."""

    def __init__(self, telling: Telling, spans: Sequence[Span]) -> None:
        self.telling, self.spans = telling, spans
        self.step = (WIDE - LEFT - RIGHT) / len(spans)

    def drawn(self, view: View) -> Markup:
        """All of it."""
        title, told = tag("title", "Pain before and after each session", id="chart"), tag("desc", _described(view), id="told")
        band, marks = self._band(words.band(view.first_mean)), (self._scale(), self._days(), self._week(), self._sessions())
        return tag(
            "svg", title, told, band, *(joined(one) for one in marks),
            viewBox=f"0 0 {WIDE} {HIGH}", role="img", aria_labelledby="chart told",
        )  # fmt: skip

    def _x(self, index: float) -> float:
        return round(LEFT + (index + 0.5) * self.step, 1)

    def _band(self, band: tuple[float, float] | None) -> Markup:
        if band is None:
            return Markup()
        top, floor = _y(min(10, band[1])), _y(max(0, band[0]))
        return tag("rect", x=LEFT, y=top, width=WIDE - LEFT - RIGHT, height=round(floor - top, 1), class_="band")

    def _scale(self) -> Iterator[Markup]:
        for level in range(11):
            kind = "named" if level in LEVELS else "level"
            yield _line(LEFT, _y(level), WIDE - RIGHT, _y(level), kind)
            yield _text(LEFT - 5, _y(level) + 3, str(level), "end")
            if level in LEVELS:
                yield _text(WIDE - RIGHT + 5, _y(level) + 3, LEVELS[level], "start")

    def _days(self) -> Iterator[Markup]:
        """The named days, and what happened."""
        every = max(1, -(-len(self.spans) // TICKS))
        for index, span in enumerate(self.spans):
            if index % every == 0:
                yield _line(self._x(index), FLOOR, self._x(index), FLOOR + 4, "named")
                yield _text(max(NARROW, self._x(index)), HIGH - 4, self.telling.day(span.first), "middle")
            if span.events:
                yield _text(self._x(index), FLOOR + 18, words.sign(span.events), "middle", "sign")

    def _week(self) -> Iterator[Markup]:
        """The mean of the week: dashed where few days tell it, not there where too few do."""
        for there, run in groupby(enumerate(self.spans), lambda one: one[1].mean is not None):
            known = [(index, span.mean or 0.0, span.solid) for index, span in run] if there else []
            if len(known) == 1:
                ((index, mean, solid),) = known
                yield _line(self._x(index - 0.4), _y(mean), self._x(index + 0.4), _y(mean), "mean" if solid else "mean few")
            for (index, mean, solid), (_, after, solid_after) in pairwise(known):
                kind = "mean" if solid and solid_after else "mean few"
                yield _line(self._x(index), _y(mean), self._x(index + 1), _y(after), kind)

    def _sessions(self) -> Iterator[Markup]:
        """○ before and ● after each, joined where both were said."""
        apart = min(0.25, 2.5 / self.step)
        for index, span in enumerate(self.spans):
            left, right = self._x(index - apart), self._x(index + apart)
            if span.before is not None and span.after is not None:
                yield _line(left, _y(span.before), right, _y(span.after), "joined")
            if span.before is not None:
                yield tag("circle", cx=left, cy=_y(span.before), r=2.7, class_="before")
            if span.after is not None:
                yield tag("circle", cx=right, cy=_y(span.after), r=2.7, class_="after")


def _y(score: float) -> float:
    return round(FLOOR - score * (FLOOR - TOP) / 10, 1)


def _line(x: float, y: float, to_x: float, to_y: float, kind: str) -> Markup:
    return tag("line", x1=x, y1=y, x2=to_x, y2=to_y, class_=kind)


def _text(x: float, y: float, text: str, anchor: str, kind: str = "label") -> Markup:
    return tag("text", text, x=x, y=round(y, 1), text_anchor=anchor, class_=kind)


def _described(view: View) -> str:
    told = view.numbers
    return (
        f"From {view.since} to {view.until}, on a fixed scale of 0 to 10. Mean before sessions {words.scores(told.before)}; "
        f"mean after sessions {words.scores(told.after)}. The mean of the week: {told.trend} "
        "Each score stands in the table of sessions."
    )
