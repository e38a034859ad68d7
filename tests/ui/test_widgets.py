"""The three drawn widgets on a real screen: large letters, the pain scale, the dumbbell chart."""

import asyncio
from itertools import pairwise

import pytest
from textual.app import App
from textual.color import Color
from textual.containers import Vertical
from textual.geometry import Offset

from corecare_tui.figure import chart, letters
from corecare_tui.ui.widgets.big import Big
from corecare_tui.ui.widgets.dumbbell import Dumbbell
from corecare_tui.ui.widgets.pain_scale import COLOURS, PainScale, places

WIDE, NARROW = (80, 24), (60, 20)


@pytest.fixture(autouse=True)
def _in_colour(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)


class Stage(App[None]):
    """An app with one widget, which notes the scores that are clicked."""

    CSS = "Screen { background: #101418; }"

    def __init__(self, widget):
        super().__init__()
        self.widget = widget
        self.chosen = []

    def compose(self):
        yield self.widget

    def on_pain_scale_chosen(self, message):
        self.chosen.append(message.score)


def on_stage(widget, size, act):
    """Show `widget` at `size`, then run `act(app, pilot)`."""

    async def play():
        app = Stage(widget)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0)
            await act(app, pilot)

    asyncio.run(play())


def shown(widget):
    """What stands on the widget's rows; a blank on the colour of its letters is read as █."""
    ink = widget.rich_style.color
    strips = [widget.render_line(y) for y in range(widget.size.height)]
    assert {strip.cell_length for strip in strips} == {widget.size.width}
    return ["".join("█" * len(text) if style and style.bgcolor == ink else text for text, style, _ in strip) for strip in strips]


def luminance(colour):
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def segment_at(widget, x, y):
    return next(iter(widget.render_line(y).crop(x, x + 1)))


def centred(lines, width):
    return [" " * ((width - len(line)) // 2) + line for line in lines]


def trimmed(lines):
    return [line.rstrip() for line in lines]


@pytest.mark.parametrize(("size", "scale"), [(WIDE, 2), (NARROW, 1)])
def test_big_takes_the_largest_scale_that_fits(size, scale):
    async def act(app, pilot):
        assert trimmed(shown(app.widget)) == trimmed(centred(letters.lines("BELLY IN", scale), size[0]))

    on_stage(Big("Belly in", 2), size, act)


def test_big_heeds_its_height():
    big = Big("24", 4)
    big.styles.height = 6

    async def act(app, pilot):
        assert trimmed(shown(big))[:5] == trimmed(centred(letters.lines("24", 2), 80))

    on_stage(big, WIDE, act)


def test_big_falls_back_to_bold_capitals():
    async def act(app, pilot):
        assert app.widget.size.height == 1
        assert shown(app.widget)[0].strip() == "NOT EVEN ONE LETTER FITS [/] ?[2J"
        assert segment_at(app.widget, 30, 0).style.bold

    on_stage(Big("not even one letter fits [/] \x1b[2J"), NARROW, act)


@pytest.mark.parametrize(("align", "left"), [("left", 0), ("right", 71), ("center", 35)])
def test_big_aligns(align, left):
    async def act(app, pilot):
        assert shown(app.widget)[0].find("▀") == left

    on_stage(Big("24", align=align), WIDE, act)


def test_big_in_ascii_has_no_block():
    async def act(app, pilot):
        assert trimmed(shown(app.widget)) == trimmed(centred(letters.lines("HOLD", 1, ascii=True), 80))

    on_stage(Big("hold", ascii=True), WIDE, act)


def test_big_is_as_wide_as_its_text_when_auto():
    big = Big("24", 3)
    big.styles.width = "auto"

    async def act(app, pilot):
        assert big.size == (27, 8)
        big.text = "124"
        await pilot.pause(0)
        assert big.size == (39, 8)

    on_stage(Vertical(big), WIDE, act)


def test_big_lays_out_again_when_a_longer_text_needs_smaller_letters():
    async def act(app, pilot):
        assert app.widget.size.height == 5
        app.widget.text = "next side plank"
        await pilot.pause(0)
        assert app.widget.size.height == 3
        app.widget.text = "rest"
        await pilot.pause(0)
        assert app.widget.size.height == 5

    on_stage(Big("hold", 2), WIDE, act)


def test_big_repaints_only_the_rows_that_changed():
    painted = []

    class Watched(Big):
        def render_line(self, y):
            painted.append(y)
            return super().render_line(y)

    async def act(app, pilot):
        for text, rows in (("0", []), ("8", [1]), ("8", []), ("1", [0, 1, 2])):
            painted.clear()
            app.widget.text = text
            await pilot.pause(0)
            assert painted == rows

    on_stage(Watched("0"), WIDE, act)


def test_big_keeps_blocks_where_colours_belong_to_the_terminal():
    async def act(app, pilot):
        app.theme = "ansi-dark"
        await pilot.pause(0)
        assert "█" in app.widget.render_line(0).text

    on_stage(Big("24"), WIDE, act)


def test_the_scale_is_big_at_80_columns():
    async def act(app, pilot):
        digits = [app.widget.render_line(y).text for y in range(6)]
        assert app.widget.size.height == 6
        assert digits[0].strip() == "", "nothing is chosen at the start"
        assert digits[4].replace("─", " ").split() == ["none", "mild", "moderate", "severe"]
        assert digits[5].split("  ")[0] == "no pain" and digits[5].endswith("worst imaginable")
        assert segment_at(app.widget, 1, 1).style.bgcolor.name == COLOURS[0]  # a full cell of the digit

    on_stage(PainScale(), WIDE, act)


def test_a_big_box_is_filled_for_the_chosen_and_has_a_bar_for_the_cursor():
    scale = PainScale()
    scale.score, scale.cursor = 3, 5

    async def act(app, pilot):
        boxes = places(80, big=True)
        bars = [segment_at(scale, box.start, 0).text for box in boxes]
        assert [score for score, bar in enumerate(bars) if bar == "▄"] == [3, 5]
        papers = [segment_at(scale, box.start, 2).style.bgcolor.name for box in boxes]
        assert papers[3] == COLOURS[3] and len(set(papers)) == 2

    on_stage(scale, WIDE, act)


def test_every_score_stands_out_from_its_box():
    async def act(app, pilot):
        for n, box in enumerate(places(80, big=True)):
            paper = Color.from_rich_color(segment_at(app.widget, box.start, 3).style.bgcolor)
            assert (luminance(Color.parse(COLOURS[n])) + 0.05) / (luminance(paper) + 0.05) >= 3

    on_stage(PainScale(), WIDE, act)


def test_without_colour_no_score_is_fainter_than_another(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    scale = PainScale()

    async def act(app, pilot):
        inks = {style.color for text, style, _ in scale.render_line(3) if text.strip("▀ ") == "" and "▀" in text}
        assert inks == {scale.rich_style.color}

    on_stage(scale, WIDE, act)


@pytest.mark.parametrize("ascii", [False, True])
def test_the_scale_is_one_row_of_plain_digits_at_60(ascii):
    scale = PainScale(ascii)
    scale.score, scale.cursor = 3, 10

    async def act(app, pilot):
        rows = trimmed(scale.render_line(y).text for y in range(3))
        dash = "-" if ascii else "─"
        assert rows[0].split() == ["0", "1", "2", "[3]", "4", "5", "6", "7", "8", "9", "(10)"]
        assert rows[1].replace(dash, " ").split() == ["none", "mild", "moderate", "severe"]
        assert rows[1].index("mild") > rows[0].index("1") and rows[1].index("severe") > rows[0].index("7")
        assert rows[2].split("  ")[0] == "" and rows[2].endswith("worst imaginable")
        assert segment_at(scale, rows[0].index("["), 0).style.bgcolor.name == COLOURS[3]

    on_stage(scale, NARROW, act)


@pytest.mark.parametrize("width", [78, 79, 80, 99, 120, 200])
def test_big_places_hold_their_digits_and_never_touch_the_edge(width):
    boxes = places(width, big=True)
    assert all(len(box) >= letters.width(str(score)) for score, box in enumerate(boxes))
    assert all(left.stop < right.start for left, right in pairwise(boxes))
    assert boxes[0].start >= 0
    assert boxes[10].stop <= width


@pytest.mark.parametrize("size", [WIDE, NARROW, (34, 20)])
def test_a_click_on_a_number_is_told_and_chooses_nothing_by_itself(size):
    async def act(app, pilot):
        width = app.widget.size.width
        for box in places(width, big=width >= 78):
            await pilot.click(PainScale, Offset(box.start + 1, 0))
        await pilot.click(PainScale, Offset(10, app.widget.size.height - 1))
        await pilot.pause(0)
        assert app.chosen == list(range(11))
        assert app.widget.score is None

    on_stage(PainScale(), size, act)


@pytest.mark.parametrize("score", [11, -1, True, "3"])
def test_a_score_off_the_scale_is_refused(score):
    with pytest.raises(ValueError):
        PainScale().score = score


MONTH = [
    chart.Column("24", 4, 3),
    chart.Column("26", None, 4, 3.5),
    chart.Column("28", 5, 3, 3.2, False, "↓"),
    chart.Column("30"),
    chart.Column("1", 4, 2),
]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_chart_shows_what_was_drawn(size):
    async def act(app, pilot):
        high = app.widget.size.height
        assert shown(app.widget) == chart.draw(MONTH, size[0], high)
        app.widget.columns = MONTH[:2]
        app.widget.band = (1.5, 5.5)
        await pilot.pause(0)
        assert shown(app.widget) == chart.draw(MONTH[:2], size[0], high, band=(1.5, 5.5))

    on_stage(Dumbbell(MONTH), size, act)


def test_the_chart_colours_scores_and_lifts_the_selected_column():
    async def act(app, pilot):
        x, other = (chart.place(index, len(MONTH), 80) for index in (0, 1))
        assert segment_at(app.widget, x, 7).style.color.name == COLOURS[3]
        plain = segment_at(app.widget, x, 0).style.bgcolor
        app.widget.selected = 0
        await pilot.pause(0)
        assert segment_at(app.widget, x, 0).style.bgcolor != plain
        assert segment_at(app.widget, x, 11).text == "▲"
        assert segment_at(app.widget, other, 0).style.bgcolor == plain

    on_stage(Dumbbell(MONTH), (80, 20), act)


def test_a_low_chart_takes_the_rows_there_are():
    async def act(app, pilot):
        assert app.widget.size.height == 9
        assert shown(app.widget)[0].startswith("   6 │")

    on_stage(Dumbbell(MONTH), (60, 9), act)
