"""The cohort still lives: two people of each kind for four weeks, and what must hold holds. The numbers are for the table."""

import pytest

from tests.cohort.__main__ import lives
from tests.cohort.living import Life, live
from tests.cohort.people import KINDS
from tests.cohort.table import Eased, Row, after_a_red_flag, broken, row, rungs, table

BY_NAME = {kind.name: kind for kind in KINDS}


@pytest.fixture(scope="module")
def found() -> dict[str, list[Life]]:
    return {kind[0].kind.name: kind for kind in lives(4, people=2)}


def test_two_hundred_people_of_eleven_kinds():
    assert (len(KINDS), sum(kind.people for kind in KINDS)) == (11, 200)


def test_what_must_hold_holds(found):
    rows = [row(kind) for kind in found.values()]
    assert list(broken(rows)) == []
    assert len(table(rows).splitlines()) == 12
    assert sum(one.raises for one in rows) > 0


def test_a_red_flag_ends_it(found):
    flagged = found["worsening"][0]
    assert [visit.ticked for visit in flagged.visits].count(("saddle_numb",)) == 1
    assert after_a_red_flag(flagged) == 0
    assert flagged.visits[-1].plan.blocked.rule == "E1"


def test_the_same_person_lives_the_same_life(found):
    assert live(BY_NAME["noisy scorer"], 1, 4) == found["noisy scorer"][1]


def test_rungs_are_told_in_their_order(found):
    told = list(rungs([found["always 0"]]))
    assert any(line.startswith("plank           2  knee_plank") and "week 1" in line for line in told)


def test_a_broken_law_is_told():
    bad = Row("always 4", 1, 1, 0, 0, 0, 0, 0, (), 6, 0, 0, (Eased(4, 2),), 3, 2, 1, 1)
    assert len(list(broken([bad]))) == 5
