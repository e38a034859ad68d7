"""The way of a routine of one's own over the screens: made, started, spoilt in an editor, mended, sent, taken in by another."""

from contextlib import contextmanager

from kit import play
from textual.app import App
from textual.widgets import Input, OptionList

from corecare_tui.adapters.library.own import Own
from corecare_tui.adapters.places import shipped


@contextmanager
def handed_over(_app):
    """A terminal that an editor may have: a Pilot's cannot be handed over (textual 8.2.8)."""
    yield


def spoils_then_mends(path):
    """An editor: the first time it writes a slip of the pen, the second time it takes it out."""
    text = path.read_text()
    slip, right = "glute_brigde", "glute_bridge"
    path.write_text(text.replace(slip, right) if slip in text else text.replace(right, slip))


async def add(p, letters):
    await p.press("a", *letters, "enter")


async def on_own(p):
    """To Routines, with the cursor on the routine that is one's own."""
    await p.press("4", "end")
    await p.settle()
    assert p.screen.chosen == "before_breakfast"


def test_made_started_spoilt_mended_sent_and_taken_in(tmp_path, monkeypatch):
    monkeypatch.setattr(App, "suspend", handed_over)
    post = tmp_path / "post"
    post.mkdir()

    async def made(p):
        face = p.app.face
        face.edit = spoils_then_mends
        face.coach.elsewhere = (post,)
        await p.press("4", "n", *"Before breakfast", "enter")
        for letters in ("cat", "glute br", "forearm"):
            await add(p, ["space" if letter == " " else letter for letter in letters])
        assert [item.exercise for _, item in p.screen.day.items] == ["cat_cow", "glute_bridge", "plank"]
        await p.press("enter", "tab", "tab", "tab", "1", "5", "ctrl+s", "ctrl+s")
        assert face.coach.routines["before_breakfast"].days[0].items[2][1].dose.hold_s == 15

        await on_own(p)
        await p.press("enter", "0", "enter")
        assert p.on == "SessionScreen" and p.reads("1/3")
        await p.press("s", "3")
        await p.press("0", "1", "enter")
        assert p.on == "RoutinesScreen"

        await on_own(p)
        await p.press("e")
        assert p.on == "TellScreen" and p.reads("before_breakfast.toml:", "did you mean", "glute_bridge")
        assert "before_breakfast" not in face.coach.routines
        await p.press("enter")
        assert p.on == "RoutinesScreen" and p.screen.chosen == "before_breakfast"
        await p.press("s")
        assert (post / "before_breakfast.toml").read_text().count("{ exercise") == 3

    async def taken_in(p):
        await p.press("4", "t")
        p.screen.query_one(Input).value = str(post / "before_breakfast.toml")
        await p.press("enter")
        assert p.on == "TellScreen" and p.reads("nothing is taken in yet", "Before breakfast", "Forearm plank", "3 × 15 s")
        assert not p.app.face.coach.own_routines()
        await p.press("enter")
        assert p.screen.query_one(OptionList).highlighted == len(p.app.face.coach.routines) - 1
        assert p.screen.chosen == "before_breakfast"

    play(tmp_path / "one", made, own=tmp_path / "mine")
    play(tmp_path / "other", taken_in, own=tmp_path / "theirs")
    mine, theirs = (Own(tmp_path / one, shipped("routines")).routines for one in ("mine", "theirs"))
    assert mine == theirs and len(mine) == 1
