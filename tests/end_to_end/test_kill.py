"""kill -9 at random moments of a session in a real terminal: what the screen acknowledged is on disk (reliability.md 11, R1)."""

import os
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from corecare_tui.adapters.journal import Journal
from corecare_tui.domain.profile import Profile
from tests.end_to_end.person import Person

MANY = os.environ.get("CORECARE_MANY")
ROUNDS = max(200, int(MANY)) if MANY else 10
"""10 by default; CORECARE_MANY=1 asks for the full 200, a larger number for as many."""
LANES = 2
"""Terminals at a time: one a core of the smallest machine this runs on."""
ROUNDS_EACH = 15
"""Rounds on one record. On it the plan gets ever easier, since nothing of it is ever done."""


def lane(folder: Path, seed: int) -> list[Person]:
    """One terminal's rounds."""
    chance = random.Random(seed)
    rounds = range(0, ROUNDS // LANES, ROUNDS_EACH)
    return [live(folder / f"{seed}-{first}", chance, min(ROUNDS_EACH, ROUNDS // LANES - first)) for first in rounds]


def live(home: Path, chance: random.Random, rounds: int) -> Person:
    """One person's rounds, one after the other on one record."""
    person = Person(home, chance)
    with Journal(home / "journal") as journal:
        journal.save_profile(Profile(screened=date.today()))
    for number in range(rounds):
        try:
            person.live_and_die()
        except AssertionError as error:
            raise AssertionError(f"{home.name}, round {number + 1}: {error}") from error
    return person


@pytest.mark.many
def test_no_acknowledged_rating_is_lost_to_a_kill(tmp_path: Path) -> None:
    with ThreadPoolExecutor(LANES) as pool:
        people = [person for people in pool.map(partial(lane, tmp_path), range(LANES)) for person in people]
    acknowledged = sum(person.acknowledged for person in people)
    print(f"{ROUNDS} kills, {acknowledged} acknowledged answers, {sum(p.resumed for p in people)} sessions resumed, 0 lost")
    assert acknowledged > 2 * ROUNDS
    assert sum(person.resumed for person in people) > 0
