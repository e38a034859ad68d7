"""The one door between a face and what lies below: a method for each thing a person does."""

from corecare_tui.adapters.journal import JournalError as NotKept
from corecare_tui.adapters.library.own import Change
from corecare_tui.adapters.library.refusing import RoutineError
from corecare_tui.coach.authoring import Authoring
from corecare_tui.coach.browsing import Browsing
from corecare_tui.coach.course import RATED
from corecare_tui.coach.exporting import Exporting
from corecare_tui.coach.planning import DEFAULT, WARM_UP, active
from corecare_tui.coach.safety import Safety
from corecare_tui.coach.training import Training
from corecare_tui.domain.records import FORM_LOST

__all__ = ["DEFAULT", "FORM_LOST", "RATED", "WARM_UP", "Change", "Coach", "NotKept", "RoutineError", "Training", "active"]


class Coach(Exporting, Safety, Authoring, Browsing):
    """A person's coach."""
