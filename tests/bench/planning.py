"""P5: the next plan from ten years against twelve weeks of them, through the pure rules."""

from datetime import date

from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.domain.records import Record
from corecare_tui.domain.rules import plan_next
from tests.bench.measure import Row, alternate, compare, milliseconds
from tests.bench.record import TWELVE_WEEKS, history

ROUTINES = {"core_restart": "done every other day", "gentle": "never done"}
"""The default one, and one whose every place has to be looked for in vain."""


def measure(rounds: int, record: Record, today: date) -> list[Row]:
    """Both routines."""
    return [_row(rounds, record, today, routine, told) for routine, told in ROUTINES.items()]


def _row(rounds: int, record: Record, today: date, routine: str, told: str) -> Row:
    library, routines, _ = load(shipped("routines"), None)
    past = {"years": history(record, len(record.sessions)), "twelve_weeks": history(record, TWELVE_WEEKS)}

    def plan(name: str) -> float:
        return milliseconds(lambda: plan_next(library, routines, routine, past[name], record.profile, None, today))

    times = alternate(rounds, years=lambda: plan("years"), twelve_weeks=lambda: plan("twelve_weeks"))
    return compare("P5", f"{routine} ({told}) from 10 years", times, "years", "twelve_weeks", 2)
