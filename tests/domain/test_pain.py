"""A pain score is 0 to 10 or not said, and nothing else that looks like one."""

from decimal import Decimal

import pytest

from corecare_tui.domain.pain import MEANING, PLACE_NAMES, PLACES, check_score, word


@pytest.mark.parametrize("score", [None, *range(11)])
def test_takes_every_score_of_the_scale_and_not_said(score):
    check_score("pain", score)


@pytest.mark.parametrize(
    "score", [True, False, 7.0, 0.0, "7", "", 11, -1, 10**30, float("nan"), float("inf"), Decimal(7), [7], b"7"]
)
def test_refuses_what_is_no_score(score):
    with pytest.raises(ValueError, match="pain must be a whole number from 0 to 10, or null"):
        check_score("pain", score)


def test_says_which_field_and_what_stood_there_but_not_all_of_it():
    with pytest.raises(ValueError, match=r"^morning_after must .*, not '77'$"):
        check_score("morning_after", "77")
    with pytest.raises(ValueError) as refused:
        check_score("pain", "9" * 10_000)
    assert len(str(refused.value)) < 100


def test_not_said_is_not_none():
    assert word(None) == "not rated"
    assert word(0) == "none"


def test_every_score_has_its_word_and_every_word_its_meaning():
    words = [word(score) for score in range(11)]
    assert words == ["none"] + ["mild"] * 3 + ["moderate"] * 3 + ["severe"] * 4
    assert set(MEANING) == {*words, word(None)}


def test_every_place_has_a_digit_key_and_a_name():
    assert len(PLACES) == 8
    assert list(PLACE_NAMES) == list(PLACES)
