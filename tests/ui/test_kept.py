"""What the player keeps of its picture is what would be painted anew, and what it is not laid out for needs no layout."""

from collections.abc import Iterator

import pytest
from kit import WIDE, Hands, play
from textual.geometry import Region
from textual.widget import Widget

from corecare_tui.domain.settings import THEMES
from corecare_tui.ui.widgets.kept import Kept, Text

SIZES = [WIDE, (120, 36), (60, 20), (40, 12)]


def kept(p: Hands) -> Iterator[Widget]:
    """The widgets of the screen on top that keep something."""
    return (node for node in p.screen.walk_children(Widget, with_self=True) if isinstance(node, Kept) and node.region)


def rows(widget: Widget) -> list[list[tuple[str, str]]]:
    strips = widget.render_lines(Region(0, 0, *widget.outer_size))
    return [[(segment.text, str(segment.style)) for segment in strip] for strip in strips]


def assert_whole(p: Hands) -> None:
    """Every row as if it were rendered for the first time."""
    for widget in kept(p):
        before = rows(widget)
        widget._stale = True  # type: ignore[attr-defined]
        widget._styles_cache.clear()
        assert before == rows(widget), widget


async def assert_laid_out(p: Hands) -> None:
    """Every text in the room that a new layout gives it."""
    before = {text: text.region for text in p.screen.query(Text)}
    for text in before:
        text.refresh(layout=True)
    await p.settle()
    assert {text: text.region for text in p.screen.query(Text)} == before


@pytest.mark.parametrize("size", SIZES)
def test_all_along_a_session(tmp_path, size):
    async def act(p):
        await p.press("o", "0", "enter")
        for number in range(60):
            if p.on != "SessionScreen":
                break
            await p.wait(0.7 if number % 3 else 2.1)
            assert_whole(p)
            await assert_laid_out(p)
            if number % 10 == 9:
                await p.press("n")

    play(tmp_path, act, size=size)


@pytest.mark.parametrize(
    "keys", ["space", "space space", "f", "f f f", "z", "z z", "c", "r", "plus", "m", "v", "o escape", "p 2 4 0 0 1"]
)
def test_whatever_is_pressed(tmp_path, keys):
    async def act(p):
        await p.press("o", "0", "enter")
        await p.wait(14)
        await p.press(*keys.split())
        for _ in range(4):
            assert_whole(p)
            await p.wait(0.3)

    play(tmp_path, act)


def test_in_every_theme_and_at_every_size(tmp_path):
    async def act(p):
        await p.press("o", "0", "enter")
        await p.wait(14)
        for name in (*THEMES, *THEMES):
            p.app.dress(name)
            await p.settle()
            assert_whole(p)
        for size in (*SIZES, WIDE):
            await p.resize(*size)
            assert_whole(p)
            await assert_laid_out(p)

    play(tmp_path, act)


def test_what_stands_is_not_rendered_again(tmp_path):
    async def act(p):
        await p.press("o", "0", "enter")
        await p.wait(16)
        rendered = []
        for widget in kept(p):
            render = widget._styles_cache.render_widget
            widget._styles_cache.render_widget = lambda w, crop, render=render: rendered.append(w.id) or render(w, crop)
        await p.wait(1)
        assert {"clock", "left"} <= set(rendered) <= {"clock", "left", "line", "stage"}

    play(tmp_path, act)
