"""A question is answered once: what a hand that bounced answers again must not close the screen below."""

from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete

from corecare_tui.ui.bound import give_way

if TYPE_CHECKING:
    from textual.screen import Screen

    class Base(Screen[Any]):
        """What it is mixed into."""

else:
    Base = object  # no screen: Textual takes component classes from a screen's first base


class Once(Base):
    """Mixed in before a screen's own base. Textual 8.2.8 lets a screen that is closing dismiss whatever stands on top."""

    _closing_now = False

    def on_mount(self) -> None:
        """Its keys are its own. Textual calls this beside the `on_mount` of the screen."""
        give_way(self)

    @property
    def over(self) -> bool:
        """Has it been answered? What is typed before it has gone means nothing any more."""
        return self._closing_now

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close with that answer; a second one is not heard."""
        if self._closing_now:
            return AwaitComplete()
        self._closing_now = True
        return super().dismiss(result)
