"""A key is a number in the digits of any script, and nothing else is."""

import sys

import pytest
from kit import play
from textual import events

from corecare_tui.ui.typed import digit


@pytest.mark.parametrize(
    ("typed", "number"), [("0", 0), ("9", 9), ("٣", 3), ("５", 5), ("²", None), ("①", None), ("½", None), ("a", None)]
)
def test_what_is_a_digit(typed, number):
    assert digit(events.Key(typed, typed)) == number


def test_every_letter_there_is_a_number_to_ten_or_none():
    for code in range(sys.maxunicode + 1):
        assert digit(events.Key("key", chr(code))) in (None, *range(10)), code


@pytest.mark.parametrize("keys", [(), ("enter",), ("p",), ("enter", "0", "enter"), ("enter", "0", "enter", "p")])
def test_a_superscript_answers_nothing(tmp_path, keys):
    async def act(p):
        await p.press(*keys)
        before = p.on
        await p.press("²")
        assert p.on == before

    play(tmp_path, act)
