"""A routine: days of blocks of items, each naming an exercise or a ladder and perhaps a dose of its own."""

from dataclasses import dataclass

from corecare_tui.domain.exercise import Dose


@dataclass(frozen=True, slots=True)
class Item:
    """One place in a routine: an exercise, or the person's own rung on one of several ladders."""

    exercise: str | None = None
    """This exercise, or what the rules put in its place."""
    rung_of: tuple[str, ...] = ()
    """Entry exercises of ladders: the ladder trained longest ago is taken, at the rung the person has reached on it."""
    dose: Dose | None = None
    """The document's dose here; None = the exercise's own."""

    def __post_init__(self) -> None:
        """Raise ValueError unless exactly one way of choosing is given."""
        if (self.exercise is None) == (not self.rung_of):
            raise ValueError("give either exercise or rung_of")


@dataclass(frozen=True, slots=True)
class Block:
    """A named part of a session: warm_up, main, close."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One session of a routine; a routine of several days is a rotation."""

    id: str
    name: str
    blocks: tuple[Block, ...]

    @property
    def items(self) -> tuple[tuple[str, Item], ...]:
        """(block name, item) in the order in which they are done."""
        return tuple((block.name, item) for block in self.blocks for item in block.items)


@dataclass(frozen=True, slots=True)
class Routine:
    """A plan a person can choose."""

    id: str
    name: str
    days: tuple[Day, ...]
    source: str
    about: str = ""
    """One or two sentences for the picker."""
    composed: bool = False
    """True: written by rule C1 from the person's own rungs; False: its order is kept."""

    def day(self, id: str) -> Day:
        """The day of that id; KeyError if there is none."""
        for day in self.days:
            if day.id == id:
                return day
        raise KeyError(id)


Routines = dict[str, Routine]
"""All routines by id."""
