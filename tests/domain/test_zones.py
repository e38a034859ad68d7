"""Pain zones (evidence 1.5): the worked examples, and every pair of ratings."""

from itertools import pairwise

import pytest

from corecare_tui.domain.records import Session
from corecare_tui.domain.rules.exposure import Exposure, worse
from corecare_tui.domain.rules.zones import Zone, zone
from tests.domain.history_kit import result, session

SCORES = (None, *range(11))
GREEN, UNKNOWN, HOLD, AMBER, HIGH, RED, SEVERE = Zone


@pytest.mark.parametrize(
    ("pre", "during", "expected"),
    [(0, 1, GREEN), (0, 2, AMBER), (0, 3, HIGH), (0, 4, HIGH), (2, 2, GREEN), (2, 4, AMBER), (4, 5, HOLD)]
    + [(pre, 6, RED) for pre in SCORES]
    + [(pre, during, SEVERE) for pre in SCORES for during in (7, 8, 9, 10)],
)  # fmt: skip
def test_the_worked_examples(pre, during, expected):
    assert zone(during, pre) is expected


def banded(during: int, pre: int) -> Zone:
    """Evidence 1.5 read aloud: the graver of the two bands, then the exception for the pain a person came with."""
    rise = during - pre
    if 3 <= pre <= 5 and 3 <= during <= 5 and rise <= 1:
        return HOLD
    alone = SEVERE if during >= 7 else RED if during == 6 else HIGH if during == 5 else AMBER if during >= 3 else GREEN
    risen = HIGH if rise >= 3 else AMBER if rise == 2 else GREEN
    return max(alone, risen)


@pytest.mark.parametrize("pre", range(11))
@pytest.mark.parametrize("during", range(11))
def test_every_pair_is_the_graver_band(pre, during):
    assert zone(during, pre) is banded(during, pre)


@pytest.mark.parametrize("pre", SCORES)
def test_no_rating_is_unknown_and_more_pain_is_never_milder(pre):
    assert zone(None, pre) is UNKNOWN
    assert all(zone(low, pre) <= zone(high, pre) for low, high in pairwise(range(11)))


def test_without_a_check_in_only_the_number_speaks():
    # 0 and 1 are green whatever came before: the rise is at most 1. A 2 may be a rise of 2.
    found = [zone(during, None) for during in range(8)]
    assert found == [GREEN, GREEN, UNKNOWN, AMBER, AMBER, HIGH, RED, SEVERE]


def exposed(one: Session) -> Exposure:
    return Exposure(one, one.results[0])


@pytest.mark.parametrize("score", [None, 0, 5, 6])
def test_sharp_pain_is_red_whatever_the_number(score):
    assert exposed(session(0, plank={"pain": score, "sharp": True})).zone is RED
    assert exposed(session(0, plank={"pain": 9, "sharp": True})).zone is SEVERE


@pytest.mark.parametrize(
    ("a", "b", "pain"), [(1, 2, 2), (4, 1, 4), (None, 2, None), (1, None, None), (None, 3, 3), (6, None, 6), (None, None, None)]
)
def test_done_twice_the_worse_answer_counts_and_a_missing_one_never_helps(a, b, pain):
    assert worse(result("plank", pain=a), result("plank", pain=b)).pain == pain


def test_done_twice_every_other_answer_is_the_worse_one_too():
    found = worse(result("plank", done=0.5, effort=1, sharp=True), result("plank", form=False, effort=3, leg=True))
    assert (found.done, found.form_held, found.effort, found.sharp, found.leg) == (0.5, False, 3, True, True)
    found = worse(result("plank", form=None, effort=None), result("plank"))
    assert (found.form_held, found.effort) == (None, None)
