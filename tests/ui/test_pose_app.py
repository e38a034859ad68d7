"""The live view of those who draw: read again when the file changes, time turned by hand, key poses one by one."""

import asyncio

from corecare_tui.figure.glyphs import Mode
from corecare_tui.ui.pose_app import Drawn, PoseApp
from corecare_tui.ui.widgets.figure import Figure
from tests.figure.figures import motions


def play(act, first: Drawn) -> None:
    """`act(app, pilot, save)`: what is saved is read at once, not when the app looks next."""
    file = [first]

    async def run() -> None:
        app = PoseApp(lambda: file.pop() if file else None)

        def save(drawn: Drawn) -> None:
            file.append(drawn)
            app.look()

        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await act(app, pilot, save)

    asyncio.run(run())


def some(*ids: str) -> dict:
    return {id: motions()[id] for id in ids}


def what(app: PoseApp) -> str:
    return str(app.query_one("#what").content)


def test_keys_turn_time_poses_exercises_sides_and_modes() -> None:
    async def act(app, pilot, save):
        await pilot.press("space", "right", "right")
        assert not app.playing
        at = app.ms
        await pilot.press("left")
        assert app.ms < at
        await pilot.press("p")
        assert what(app).startswith("glute_bridge   down")
        assert app.query_one(Figure).shown.pose == motions()["glute_bridge"].poses["down"]
        await pilot.press("P")
        assert what(app).split("   ")[1] == list(motions()["glute_bridge"].poses)[-1]
        await pilot.press("down")
        assert what(app).startswith("plank")
        await pilot.press("m")
        assert app.query_one(Figure).shown.mirrored
        await pilot.press("f")
        assert app.query_one(Figure).mode is Mode.HALF

    play(act, Drawn(some("glute_bridge", "plank"), ()))


def test_a_mistake_in_the_file_is_told_and_the_last_figure_stays() -> None:
    async def act(app, pilot, save):
        save(Drawn({}, ("mine.toml:3: trunk: must be a number",)))
        assert "mine.toml:3" in str(app.query_one("#said").content)
        assert what(app).startswith("plank")
        save(Drawn(some("cobra"), ()))
        assert what(app).startswith("cobra")
        assert "no warnings" in str(app.query_one("#said").content)

    play(act, Drawn(some("plank"), ()))


def test_a_key_pose_that_goes_from_the_file_gives_way_to_the_loop() -> None:
    async def act(app, pilot, save):
        await pilot.press("p", "p", "p")
        assert app.pose is not None
        save(Drawn(some("cobra"), ()))
        assert app.pose is None

    play(act, Drawn(some("glute_bridge"), ()))


def test_a_file_without_a_figure_is_no_error() -> None:
    async def act(app, pilot, save):
        await pilot.press("p", "down", "right", "m")
        assert what(app) == ""

    play(act, Drawn({}, ()))
