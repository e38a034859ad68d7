"""A sequence of sessions, the older ones folded up: ten years of them are 13 MB, folded 1."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import accumulate, chain, islice
from typing import NamedTuple, Protocol, overload

from corecare_tui.domain.records import Session

OPEN_LEAVES = 3
"""Leaves that stay unfolded; the rules of one day reach back over two or three of 64 sessions."""


class Outline(NamedTuple):
    """What is asked of every session there ever was, to find the few that are looked at."""

    started: datetime
    id: str
    routine: str | None
    day: str | None
    exercises: tuple[str, ...]
    """Of its results, in their order."""
    slots: tuple[str, ...]
    """What the routine asked for where another exercise took the place."""


class Leaf(Protocol):
    """Sessions folded up, oldest first; at least one."""

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """One each."""

    def unfold(self) -> tuple[Session, ...]:
        """They themselves; equal ones each time."""

    def __hash__(self) -> int: ...


class Folded(Sequence[Session]):
    """The first `stop` sessions of the leaves, then `tail`; never changed. Safe between threads."""

    def __init__(self, leaves: tuple[Leaf, ...], tail: tuple[Session, ...] = (), stop: int | None = None) -> None:
        self._leaves, self._tail = leaves, tail
        self._ends = tuple(accumulate(len(leaf.outlines) for leaf in leaves))
        self._stop = (self._ends or (0,))[-1] if stop is None else stop

    def __len__(self) -> int:
        return self._stop + len(self._tail)

    @overload
    def __getitem__(self, at: int) -> Session: ...

    @overload
    def __getitem__(self, at: slice) -> "Sessions": ...

    def __getitem__(self, at: int | slice) -> "Session | Sessions":
        if isinstance(at, slice):
            return self._part(*at.indices(len(self)))
        number = range(len(self))[at]
        if number >= self._stop:
            return self._tail[number - self._stop]
        place = bisect_right(self._ends, number)
        return _unfolded(self._leaves[place])[number - self._ends[place]]  # from the leaf's end: a negative index

    def __iter__(self) -> Iterator[Session]:
        """A leaf at a time: who walks through all of them leaves none unfolded behind."""
        folded = chain.from_iterable(leaf.unfold() for leaf in self._leaves)
        return chain(islice(folded, self._stop), self._tail)

    def _part(self, start: int, stop: int, step: int) -> "Sessions":
        """From the first on it stays folded; any other part is unfolded for good."""
        if (start, step) == (0, 1):
            return Folded(self._leaves, self._tail[: max(0, stop - self._stop)], min(stop, self._stop))
        return tuple(self[number] for number in range(start, stop, step))

    def __add__(self, later: tuple[Session, ...]) -> "Folded":
        return Folded(self._leaves, self._tail + later, self._stop)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (tuple, Folded)) and tuple(self) == tuple(other)

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """One each; nothing is unfolded for them."""
        folded = tuple(chain.from_iterable(leaf.outlines for leaf in self._leaves))
        return folded[: self._stop] + tuple(map(outline, self._tail))


Sessions = tuple[Session, ...] | Folded
"""What a history is made of."""


def outline(session: Session) -> Outline:
    """That of one."""
    exercises = tuple([result.exercise for result in session.results])
    slots = tuple([result.slot for result in session.results if result.slot is not None])
    return Outline(session.started, session.id, session.routine, session.day, exercises, slots)


@lru_cache(OPEN_LEAVES)
def _unfolded(leaf: Leaf) -> tuple[Session, ...]:
    return leaf.unfold()
