"""What is typed before a screen has gone: it neither answers twice nor closes what lies below."""

from pathlib import Path

from textual import events

from tests.ui.kit import Hands, play


def test_a_score_typed_fast_is_one_entry(tmp_path: Path) -> None:
    async def act(p: Hands) -> None:
        await p.press("p")
        assert p.on == "LogPainScreen"
        for key in "47878":
            await p.hit(key)
        await p.settle()
        assert p.on == "TodayScreen"
        assert [entry.pain for entry in p.on_disk().pains()] == [4]

    play(tmp_path, act)


def test_a_command_of_the_palette_is_chosen_once(tmp_path: Path) -> None:
    async def act(p: Hands) -> None:
        await p.start()
        await p.hit("ctrl+p")
        await p.settle()
        await p.press("k")
        await p.pilot.pause(0.5)
        for _ in range(4):
            await p.hit("enter")
        await p.settle()
        assert [type(screen).__name__ for screen in p.app.screen_stack][:3] == ["Screen", "TodayScreen", "SessionScreen"]

    play(tmp_path, act)


def test_it_stands_in_a_terminal_of_three_columns(tmp_path: Path) -> None:
    async def act(p: Hands) -> None:
        await p.press("enter")
        for width in (8, 3, 1, 4, 60):
            await p.resize(width, 40)
        assert p.on == "CheckInScreen"

    play(tmp_path, act)


def test_a_click_on_what_has_just_gone_means_nothing(tmp_path: Path) -> None:
    async def act(p: Hands) -> None:
        await p.start()
        await p.press("p", "3")
        answer = p.screen.query("Answer").first()
        (x, y), above = answer.region.offset, answer._parent
        answer._detach()  # as it stands while it is being removed: off the tree, and still in the picture
        p.app._driver.send_message(events.MouseDown(answer, x, y, 0, 0, 1, False, False, False, x, y))
        await p.settle()
        answer._attach(above)
        assert p.on == "RatingScreen"

    play(tmp_path, act)


def test_the_palette_opens_again_while_it_closes(tmp_path: Path) -> None:
    async def act(p: Hands) -> None:
        await p.hit("ctrl+p")
        await p.settle()
        p.app.screen.dismiss(None)
        p.app.action_command_palette()
        await p.settle()
        assert p.on == "Palette"

    play(tmp_path, act)
