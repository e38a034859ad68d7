"""Keys at random: no run of them raises, loses the record or keeps a person from leaving."""

import os
import random

import pytest
from kit import THURSDAY, done, play

from corecare_tui.domain.records import PainEntry

KEYS = (
    *"0123456789", *"jkhlnbpseiwmrtocx", "space", "enter", "escape", "tab", "up", "down", "left", "right", "pageup", "pagedown",
    "plus", "minus", "question_mark", "full_stop", "left_square_bracket", "right_square_bracket", "less_than_sign", "home", "end",
)  # fmt: skip
"""All but q, which leaves by right, and the palette, which has a test of its own."""
COUNT = 300 if os.environ.get("CORECARE_MANY") else 100
"""100 by default; CORECARE_MANY=1 asks for the full 300."""


async def hammer(p, seed, moving=False):
    """Press so many keys; where time moves, let some go by after each."""
    chance = random.Random(seed)
    pressed = []
    for _ in range(COUNT):
        key = chance.choice(KEYS)
        pressed.append(key)
        await p.hit(key)
        if moving and chance.random() < 0.3:
            await p.wait(chance.choice((0.1, 1, 3)))
        if p.app._exception:
            raise AssertionError(f"{pressed[-12:]} on {p.on}") from p.app._exception
    await p.settle()
    await p.hit("ctrl+q")
    await p.settle()
    assert p.app._exit, p.on


@pytest.mark.parametrize("number", "1234")
def test_random_keys_from_every_main_screen(tmp_path, number):
    async def act(p):
        await p.press(number)
        await hammer(p, int(number))

    async def again(p):
        """What was kept can be read, whatever it is."""
        assert p.on_disk().history() is not None

    play(tmp_path, act, sessions=(done(5, 3), done(2, None)), pains=(PainEntry(THURSDAY, 2),))
    play(tmp_path, again)


@pytest.mark.parametrize("seed", [11, 12])
def test_random_keys_in_a_session(tmp_path, seed):
    async def act(p):
        await p.start()
        await hammer(p, seed, moving=True)

    async def again(p):
        assert p.on in ("TodayScreen", "MenuScreen")

    play(tmp_path, act)
    play(tmp_path, again)


def test_random_keys_on_the_first_screen(tmp_path):
    async def act(p):
        await hammer(p, 21)

    async def again(p):
        """Whatever was answered can be read, and it starts where such answers lead."""
        assert p.on_disk().profile() is not None
        assert p.on in ("ScreeningScreen", "TodayScreen", "MenuScreen", "LockedScreen")

    play(tmp_path, act, screened=False)
    play(tmp_path, again, screened=False)
