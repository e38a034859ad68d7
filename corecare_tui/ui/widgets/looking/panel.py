"""What the views of History share: what they are shown, and how the screen speaks to them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.containers import Vertical
from textual.message import Message

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.insight.view import View
from corecare_tui.domain.plan import Plan


@dataclass(frozen=True)
class Looked:
    """What was looked up for a view, in a thread: ten years take tenths of a second."""

    view: View
    plan: Plan
    """The next session: where each exercise stands now."""
    narrow: bool
    """Fewer than 78 columns."""

    @property
    def library(self) -> Library:
        """The exercises."""
        return self.view.library


class Panel(Vertical):
    """One view."""

    TITLE: ClassVar[str]
    KEYS: ClassVar[frozenset[str]]
    """The actions of the screen that mean something here."""

    _looked: Looked | None = None
    """What is shown."""

    class Opened(Message):
        """Enter or a click: the rows of that day, or of that exercise, are asked for in the log."""

        def __init__(self, day: date | None = None, exercise: str | None = None) -> None:
            super().__init__()
            self.day, self.exercise = day, exercise

    def prepare(self, looked: Looked) -> None:
        """In a thread, before `show`: what the view will ask for is made here."""

    def show(self, looked: Looked) -> None:
        """That."""
        raise NotImplementedError

    def holds_other(self, looked: Looked) -> bool:
        """Does it hold on to other days than those?"""
        return self._looked is not None and self._looked.view is not looked.view

    def let_go(self) -> None:
        """Other days are seen, in another panel: ten years held four times made every collection of garbage 70 ms long."""
        self._looked = None

    def on_unmount(self) -> None:
        """A screen that is gone lies about until the next sweep."""
        self.let_go()

    def move(self, across: int, down: int) -> None:
        """The cursor by so much."""

    def open(self) -> None:
        """What is under the cursor."""
