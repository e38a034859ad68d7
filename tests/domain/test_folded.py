"""Folded sessions tell what the same sessions tell as they are, and the rules of a day unfold no more than its end."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.domain.folded import Folded, Outline, outline
from corecare_tui.domain.history import History
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import Session
from corecare_tui.domain.rules import plan_next
from tests.bench import record
from tests.domain import generated
from tests.domain.history_kit import LIBRARY, ROUTINES, day

TODAY = date(2026, 11, 22)


@dataclass(frozen=True, eq=False)
class Leaf:
    """Some sessions, and how often they were asked for."""

    sessions: tuple[Session, ...]
    unfolded: list[int]

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        return tuple(map(outline, self.sessions))

    def unfold(self) -> tuple[Session, ...]:
        self.unfolded.append(len(self.sessions))
        return self.sessions


def folded(sessions: tuple[Session, ...], size: int, tail: int, unfolded: list[int] | None = None) -> Folded:
    """The last `tail` of them open, the others in leaves of `size`."""
    old, asked = sessions[: max(0, len(sessions) - tail)], [] if unfolded is None else unfolded
    leaves = tuple(Leaf(old[n : n + size], asked) for n in range(0, len(old), size))
    return Folded(leaves, sessions[len(old) :])


def of_ten_years(count: int) -> tuple[Session, ...]:
    return record.make(TODAY, count).sessions


@given(st.integers(0, 23), st.integers(1, 7), st.integers(0, 9), st.slices(23), st.integers(-24, 24))
def test_it_is_the_sequence_it_stands_for(count: int, size: int, tail: int, part: slice, at: int) -> None:
    plain = of_ten_years(count)
    one = folded(plain, size, tail)
    assert (len(one), list(one), list(reversed(one))) == (count, list(plain), list(reversed(plain)))
    assert one == plain and plain == one
    assert one[part] == plain[part] and one[: part.stop] == plain[: part.stop]
    assert one[: part.stop] + plain[:2] == plain[: part.stop] + plain[:2]
    assert one[: part.stop][part] == plain[: part.stop][part], "also where the cut goes through a leaf"
    assert one.outlines == tuple(map(outline, plain))
    if -count <= at < count:
        assert one[at] == plain[at]
    else:
        with pytest.raises(IndexError):
            one[at]


@given(st.integers(0, 2**32), st.integers(1, 4), st.integers(0, 3), st.integers(-3, 90))
def test_a_history_of_it_tells_the_same(seed: int, size: int, tail: int, n: int) -> None:
    sessions, r = generated.arbitrary(seed, LIBRARY, ROUTINES)
    plain = generated.history(sessions, r)
    one = History(folded(plain.sessions, size, tail), plain.pains)
    assert one == plain
    for name in ("by_exercise", "by_routine", "by_day", "by_slot", "started", "outlines"):
        assert getattr(one, name) == getattr(plain, name), name
    assert one.since(day(n)) == plain.since(day(n)) and one.until(day(n)) == plain.until(day(n))
    assert [one.number(session) for session in plain.sessions] == list(range(len(plain.sessions)))
    for session in plain.sessions:
        assert one.before(session.started) == plain.before(session.started)
        assert one.plus(session) == plain.plus(session) == History.of((*plain.sessions, session), plain.pains)


@given(st.integers(0, 2**32))
def test_a_plan_of_it_is_the_same(seed: int) -> None:
    library, routines = generated.world(seed)
    sessions, r = generated.arbitrary(seed, library, routines)
    plain, profile, routine = generated.history(sessions, r), generated.person(r, library), r.choice(list(routines))
    one = History(folded(plain.sessions, 2, 1), plain.pains)
    for ahead in (0, 3, 40):
        on = max((s.date for s in plain.sessions), default=TODAY) + timedelta(ahead)
        assert plan_next(library, routines, routine, one, profile, None, on) == plan_next(
            library, routines, routine, plain, profile, None, on
        )


@pytest.mark.parametrize("routine", ROUTINES)
def test_the_plan_of_a_day_unfolds_only_the_end(routine: str) -> None:
    unfolded: list[int] = []
    past = History(folded(of_ten_years(3650), 64, 0, unfolded))
    plan_next(LIBRARY, ROUTINES, routine, past, Profile(screened=TODAY), None, TODAY)
    assert len(unfolded) <= 3, "twelve weeks of a session a day"
