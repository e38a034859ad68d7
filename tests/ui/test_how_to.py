"""How-to: the move, then a page a mistake with NO beside YES, from the player, the library and the routines."""

import pytest

from corecare_tui.domain.settings import Settings
from corecare_tui.ui.widgets.figure import Figure
from tests.ui.kit import play


def figures(p):
    return {figure.judged: figure for figure in p.screen.query(Figure) if figure.region}


def test_the_move_comes_first_then_no_beside_yes(tmp_path):
    async def act(p):
        await p.press("3", "enter")
        bridge = p.app.face.coach.library["glute_bridge"]
        assert p.reads("1 of 3: the move", bridge.cues[0].say)
        assert set(figures(p)) == {""}
        for mistake in bridge.mistakes:
            await p.press("right")
            assert p.reads(f"✗ {mistake.fault}", f"✓ {mistake.mend}")
            shown = figures(p)
            motion = p.app.face.motions["glute_bridge"]
            assert shown["no"].shown.pose == motion.poses[mistake.wrong]
            assert shown["yes"].shown.pose == (motion.poses[mistake.right] if mistake.right else motion.still)
            assert shown["no"].palette != shown["yes"].palette
        await p.press("right")
        assert p.reads("1 of 3")
        await p.press("left")
        assert p.reads("3 of 3")

    play(tmp_path, act)


def test_a_mistake_that_no_picture_shows_is_told_in_words(tmp_path):
    async def act(p):
        library = p.app.face.coach.library
        spoken = next(id for id, one in library.items() if one.mistakes and one.mistakes[0].wrong is None)
        from corecare_tui.ui.screens.how_to import HowToScreen

        p.app.push_screen(HowToScreen(p.app.face, library[spoken]))
        await p.settle()
        await p.press("right")
        assert p.reads(library[spoken].mistakes[0].fault, library[spoken].mistakes[0].mend)
        assert figures(p) == {}

    play(tmp_path, act)


def test_in_a_rest_it_explains_what_comes_next_and_the_clock_waits(tmp_path):
    async def act(p):
        await p.press("0", "enter")
        await p.until("REST", most=120)
        await p.settle()
        if p.on == "RatingScreen":
            await p.press("escape")
        await p.press("i")
        assert p.reads("Donkey kick how-to")
        await p.press("escape")
        assert p.big("phase") == "PAUSED"

    play(tmp_path, act, routine="warm_up")


def test_a_routine_is_explained_from_its_first_exercise_to_its_last(tmp_path):
    async def act(p):
        await p.press("4", "i")
        plan = p.app.face.coach.plan("core_restart")
        library = p.app.face.coach.library
        assert p.reads(library[plan.items[0].exercise].name)
        for _ in range(1 + len(library[plan.items[0].exercise].mistakes)):
            await p.press("right")
        assert p.reads(library[plan.items[1].exercise].name, "the move")

    play(tmp_path, act)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (56, 16), (44, 12)])
def test_every_sentence_can_be_reached_at_every_size(tmp_path, size):
    async def act(p):
        await p.press("3", "enter")
        for page in ("cues", "no"):
            part = p.screen.query_one(f"#{page}")
            for _ in range(60):
                await p.press("j")
            assert part.scroll_offset.y == part.max_scroll_y
            last = part.query("Static").last().region
            assert last.bottom <= part.region.bottom, (page, last, part.region)
            await p.press("right")

    play(tmp_path, act, size=size)


def test_with_the_figure_off_the_words_have_the_room(tmp_path):
    async def act(p):
        await p.press("3", "enter")
        assert figures(p) == {}
        assert p.screen.query_one("#cues").region.y == 1
        await p.press("right")
        assert figures(p) == {}

    play(tmp_path, act, settings=Settings(figure="off"))
