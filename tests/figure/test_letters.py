"""The big letters: their shapes, their size, and that they never overflow."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.figure import letters

KNOWN = string.ascii_uppercase + string.digits + ":.-+/!?'%,×=→<> "
TEXTS = st.one_of(st.text(max_size=20), st.text(KNOWN, max_size=20))
SCALES = st.integers(1, 4)


def test_a_word_looks_like_this():
    assert letters.lines("Hold") == [
        "█  █ ▄▀▀▄ █    █▀▀▄",
        "█▀▀█ █  █ █    █  █",
        "▀  ▀  ▀▀  ▀▀▀▀ ▀▀▀ ",
    ]


def test_a_clock_looks_like_this():
    assert letters.lines("1:24", 2) == [
        "████        ████████  ██    ██",
        "  ██    ██        ██  ██    ██",
        "  ██        ████████  ████████",
        "  ██    ██  ██              ██",
        "██████      ████████        ██",
    ]


def test_three_times_larger_keeps_the_half_rows():
    assert letters.lines("7", 3) == [
        "████████████",
        "▀▀▀▀▀▀▀▀▀███",
        "         ███",
        "      ███   ",
        "   ▄▄▄▀▀▀   ",
        "   ███      ",
        "   ███      ",
        "   ▀▀▀      ",
    ]


def test_ascii_has_a_row_for_every_pixel_row():
    assert letters.lines("No", ascii=True) == [
        "#   #  ## ",
        "##  # #  #",
        "# # # #  #",
        "#  ## #  #",
        "#   #  ## ",
    ]


def test_ascii_at_twice_the_size_is_five_rows_too():
    assert letters.lines("1", 2, ascii=True) == ["####  ", "  ##  ", "  ##  ", "  ##  ", "######"]


def test_no_two_glyphs_look_alike():
    drawn = {tuple(letters.lines(letter)) for letter in KNOWN}
    assert len(drawn) == len(KNOWN)


@pytest.mark.parametrize(("alike", "columns"), [("MNTVWY", 5), ("I1", 3), ("ABCDEFGHJKLOPQRSUXZ023456789", 4)])
def test_widths(alike, columns):
    assert {letters.width(letter) for letter in alike} == {columns}


@pytest.mark.parametrize(("odd", "plain"), [("é", "E"), ("Ñandú", "NANDU"), ("–", "-"), ("’", "'"), ("½", "1/2"), ("ß", "SS")])
def test_accents_and_relatives_are_folded(odd, plain):
    assert letters.lines(odd) == letters.lines(plain)


@pytest.mark.parametrize("unknown", ["♥", "漢", "\x1b", "\n", "&"])
def test_the_unknown_is_a_question_mark(unknown):
    assert letters.lines(unknown) == letters.lines("?")


def test_a_cue_of_fifteen_letters_fits_80_columns():
    assert letters.width("FLEX GLUTES NOW") <= 78
    assert letters.fit("FLEX GLUTES NOW", 78, 3) == 1


def test_nothing_is_nothing():
    assert letters.width("") == 0
    assert letters.lines("") == ["", "", ""]


def test_fit_takes_the_largest_that_fits_both_ways():
    assert letters.fit("24", 27, 8) == 3
    assert letters.fit("24", 26, 8) == 2
    assert letters.fit("24", 27, 7) == 2
    assert letters.fit("24", 99, 99) == 4
    assert letters.fit("24", 99, 99, largest=2) == 2
    assert letters.fit("24", 8, 3) == 0
    assert letters.fit("24", 9, 2) == 0
    assert letters.fit("24", 9, 4, ascii=True) == 0


@given(TEXTS, SCALES, st.booleans())
def test_every_line_has_exactly_the_width(text, scale, ascii):
    drawn = letters.lines(text, scale, ascii)
    assert {len(line) for line in drawn} == {letters.width(text, scale)}
    assert len(drawn) == letters.height(scale, ascii)
    assert set("".join(drawn)) <= set("# " if ascii else "█▀▄ ")


@given(TEXTS, st.integers(0, 120), st.integers(0, 40), SCALES, st.booleans())
def test_fit_never_overflows_and_never_wastes(text, columns, rows, largest, ascii):
    scale = letters.fit(text, columns, rows, largest, ascii)
    assert 0 <= scale <= largest
    if scale:
        assert letters.width(text, scale) <= columns
        assert letters.height(scale, ascii) <= rows
    if scale < largest:
        assert letters.width(text, scale + 1) > columns or letters.height(scale + 1, ascii) > rows
