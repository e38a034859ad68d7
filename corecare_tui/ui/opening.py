"""What comes before the plan of Today: a machine set up, the safety questions, a session that was never finished."""

from collections.abc import Callable
from functools import partial
from typing import Any

from corecare_tui.coach import Training
from corecare_tui.domain.records import Session, SessionOutcome
from corecare_tui.domain.text import many
from corecare_tui.ui.keeping import keeping
from corecare_tui.ui.screens.main import MainScreen
from corecare_tui.ui.screens.menu import MenuScreen

LOST = "What was done in it is lost for good. The pain that was rated stays in your history."
SURE = (("discard", "discard it"),)
Then = Callable[[], Any]


def calibrate_if_new(screen: MainScreen, then: Then) -> None:
    """On a machine where nobody was asked yet: is it read, seen, heard? Then `then`."""
    if screen.face.settings.figure is not None:
        then()
        return
    from corecare_tui.ui.screens.calibration import CalibrationScreen

    screen.app.push_screen(CalibrationScreen(screen.face), lambda _: then())


def ask_if_due(screen: MainScreen, then: Then) -> None:
    """The safety questions first, where they are due; answered or put off, `then` comes."""
    due = screen.face.coach.screening_due()
    if due is None:
        then()
        return
    from corecare_tui.ui.screens.screening import ScreeningScreen

    screen.app.push_screen(ScreeningScreen(screen.face, due), lambda _: then())


def offer_if_open(screen: MainScreen, then: Then) -> None:
    """A session that was never finished is gone on with or closed; without one `then` comes."""
    held = screen.face.coach.open_session()
    if held is None:
        then()
        return
    coach = screen.face.coach
    rows = [("close", "finish it with what is done"), ("discard", "discard it")]
    if coach.resumable(held):
        rows.insert(0, ("resume", "go on where it stood"))
    done = len(held.results)
    sentence = f"A session of {held.started:%a %d %b, %H:%M} was not finished: {many(done, 'exercise')} done."
    screen.app.push_screen(MenuScreen("AN OPEN SESSION", sentence, rows), partial(_opened, screen, held, then))


@keeping
def _opened(screen: MainScreen, held: Session, then: Then, chosen: str | None) -> None:
    from corecare_tui.ui.screens.session import SessionScreen
    from corecare_tui.ui.screens.summary import SummaryScreen

    face = screen.face
    if chosen == "close":
        face.coach.finish(held, SessionOutcome.STOPPED, None)
        then()
        return
    if chosen == "discard":
        screen.app.push_screen(MenuScreen("DISCARD IT?", LOST, SURE, "no, back"), partial(_discarded, screen, held, then))
        return
    plan, first, mark = face.coach.resume(held)
    then()
    if mark is None and first >= len(plan.items):
        training = Training(face.coach, plan, held)
        screen.app.push_screen(SummaryScreen(face, training, over=True))
    else:
        screen.app.push_screen(SessionScreen(face, plan, held, first, mark))


@keeping
def _discarded(screen: MainScreen, held: Session, then: Then, chosen: str | None) -> None:
    if chosen is None:
        offer_if_open(screen, then)
        return
    screen.face.coach.discard(held)
    then()
