"""Every screen at every size: it composes, its last row alone is the key bar, and nothing is cut in the middle."""

import os
import random
from datetime import timedelta

import pytest
from kit import NARROW, THURSDAY, WIDE, done, play
from textual.widgets import Label

from corecare_tui.domain.records import PainEntry
from corecare_tui.ui.widgets.key_bar import Key, KeyBar

SIZES = (WIDE, (120, 36), NARROW, (40, 10), (20, 5))
RECORD = tuple(done(n, n % 7, pre=n % 5, end=None if n % 3 else 2) for n in range(1, 30, 2))
PAINS = (PainEntry(THURSDAY - timedelta(2), 3),)


def sound(p):
    """What holds for any screen: one bar, in the last row, its keys whole; at 80 × 24 no text is cut."""
    width, height = p.app.size
    bars = p.screen.query(KeyBar)
    for bar in bars:
        assert (bar.region.y, bar.region.height, bar.region.width) == (height - 1, 1, width), p.on
        shown = [key for key in p.screen.query(Key) if key.display and key.region]
        assert all(key.region.right <= width for key in shown) or width < 40, (p.on, [key.word for key in shown])
        first = next((key for key in bar.query(Key) if key in shown), None)
        if first:
            assert p.rows[-1].strip().startswith(first.key[: width - 2]), p.on
    assert len(bars) <= 1
    if width >= 80:
        assert not cut(p), p.on


def cut(p):
    """The labels on top whose text is not all there, or ends beyond their place."""
    found = []
    for widget, (region, clip, *_) in p.screen._compositor.visible_widgets.items():
        if not isinstance(widget, Label) or not region or not str(widget.content).strip():
            continue
        inner = widget.content_size
        needs = widget.get_content_height(inner, p.app.size, inner.width)
        if needs > inner.height or region.x < clip.x or region.right > clip.right:
            found.append((widget.id or widget.classes, str(widget.content), inner))
    return found


async def walk(p):
    """Through every screen that a day has, looking at each."""

    async def look(*keys):
        await p.press(*keys)
        sound(p)

    await look()
    await look("m")
    await look("4")
    await look("escape", "p")
    await look("escape", "w")
    await look("escape", "question_mark")
    await look("escape", "2")
    await look("left")
    await look("right_square_bracket")
    await look("3")
    await look("j", "enter")
    await look("escape", "4")
    await look("j", "j")
    await look("1", "enter")
    await look("3")
    await look("0", "enter")
    assert p.on == "SessionScreen"
    for _ in range(3):
        await look("n")
    await look("space")
    await look("i")
    await look("escape", "question_mark")
    await look("escape", "s")
    await look("escape")
    await p.wait(7)
    await look("p")
    await look("4")
    await look("1")
    await look("0")
    await look("0")
    assert p.on == "MenuScreen"
    await look("3")
    await look("escape")
    await p.wait(21)
    await look("n")
    await look("s", "2")
    assert p.on == "SummaryScreen"
    await look("r")
    await look("2")
    await look("escape", "escape")
    await look("4")
    await look("enter")
    assert p.on == "TodayScreen"
    await look("enter", "7", "enter")
    assert p.on == "LockedScreen"
    await look("escape")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_a_day_at_every_size(tmp_path, size):
    async def act(p):
        await walk(p)  # looks at every screen on its way
        assert p.on == "TodayScreen"

    play(tmp_path, act, size, sessions=RECORD, pains=PAINS)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_the_first_day_at_every_size(tmp_path, size):
    async def act(p):
        sound(p)
        for key in ("j", "space", "enter", "enter", "c"):
            await p.press(key)
            sound(p)
        assert p.on == "MenuScreen"

    play(tmp_path, act, size, screened=False)


def test_the_keys_that_never_go(tmp_path):
    async def act(p):
        await p.start()
        assert all(word in p.rows[-1] for word in ("PAIN", "stop", "help")), p.rows[-1]
        await p.press("n")
        await p.wait(1)
        await p.press("p")
        assert all(word in p.rows[-1] for word in ("later", "stop")), p.rows[-1]

    play(tmp_path, act, NARROW)


def test_the_menu_rows_are_whole_at_60_columns(tmp_path):
    async def act(p):
        await p.start()
        await p.press("s")
        assert p.reads("Pain: rate it, then go on or end", "Just this exercise: leave it out, keep the rest")
        assert not cut(p)

    play(tmp_path, act, NARROW)


def test_names_are_not_cut_without_a_sign(tmp_path):
    async def act(p):
        await p.press("3")
        for exercise in p.app.face.coach.library.values():
            assert p.screen.entry.exercise is exercise
            row = next(row for row in p.rows if row.startswith("▶"))
            assert exercise.name in row or "…" in row, exercise.name
            await p.press("j")

    play(tmp_path, act)


@pytest.mark.parametrize("size", [NARROW, (40, 10)])
def test_a_small_terminal_still_shows_phase_and_clock(tmp_path, size):
    async def act(p):
        await p.start()
        for id in ("#phase", "#clock"):
            region = p.screen.query_one(id).region
            assert region.height, id
            assert region.bottom <= size[1] - 1, id

    play(tmp_path, act, size)


def test_many_sizes_during_a_session(tmp_path):
    async def act(p):
        chance = random.Random(1)
        await p.press("o", "0", "enter")
        sizes = [(1, 1), (200, 60), (2, 1), (1, 60), (200, 1)]
        sizes += [(chance.randint(1, 200), chance.randint(1, 60)) for _ in range(195 if os.environ.get("CORECARE_MANY") else 45)]
        for at, (width, height) in enumerate(sizes):
            await p.resize(width, height)
            if at % 10 == 0:
                await p.wait(1)
            if at in (10, 20, 30):
                await p.press("space")
            if at == 40:
                await p.press("p")
        await p.resize(*WIDE)
        await p.press("0")
        assert p.on in ("SessionScreen", "RatingScreen")
        sound(p)

    play(tmp_path, act)
