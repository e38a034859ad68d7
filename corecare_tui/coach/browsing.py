"""The library as this person sees it now."""

from corecare_tui.coach.planning import Planning
from corecare_tui.domain.catalogue import Entry, entries
from corecare_tui.domain.records import CheckIn
from corecare_tui.domain.rules.engine import person_on
from corecare_tui.domain.rules.past import Past


class Browsing(Planning):
    """What there is, beside what is planned."""

    def catalogue(self, routine: str | None = None, check_in: CheckIn | None = None) -> tuple[Entry, ...]:
        """Every exercise beside the next session of `routine` (the active one). It only reads, so it may run in a thread.

        Raises KeyError for an unknown routine.
        """
        past = Past(self.history(), self.today, self.library, self.routines, self.settings.limits)
        person = person_on(past, self.profile, check_in, self.settings, self._now().time())
        return entries(self.library, past, person, self.next_plan(routine))
