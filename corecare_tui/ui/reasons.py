"""Why a plan is as it is, in words: what was said and when, the rule it fired, and what would undo it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.history import History
from corecare_tui.domain.plan import Because
from corecare_tui.domain.rules import RULES

UNDO = {rule.id: rule.undo for rule in RULES}
"""Rule → what takes it back."""
SAID = {
    "rating": ("rated {pain}", "not rated"),
    "check_in": ("{pain} at the check-in", "no number at the check-in"),
    "end": ("{pain} at the end", "no number at the end"),
    "morning_after": ("{pain} the morning after", "not settled the morning after"),
    "logged": ("{pain} logged outside a session", "pain logged outside a session"),
    "form": ("form broke down",) * 2,
    "done": ("not all of it done",) * 2,
    "leg": ("{pain}, down a leg", "felt down a leg"),
    "effort": ("an effort of {pain} out of 10", "an effort not said"),
    "week": ("a mean of {pain} over the week", "the mean of a week"),
    "session": ("{pain} at worst", "the session"),
    "choice": ("your own choice",) * 2,
    "profile": ("your safety answers, or the kit at hand",) * 2,
}
"""What fired a rule → its words with a number, and without."""
UNDATED = {"check_in": " today"}
"""What is added where no session tells the day."""


def because(reasons: Iterable[Because], history: History, library: Library, of: str | None = None) -> str:
    """`rated 5 on Tue 17 Nov; 0 at the check-in on Tue 17 Nov`; another exercise than `of` is named. Empty without a reason."""
    return "; ".join(dict.fromkeys(_said(one, history.started, library, of) for one in reasons))


def _said(one: Because, started: Mapping[str, datetime], library: Library, of: str | None) -> str:
    with_number, without = SAID.get(one.what, (f"no {one.what}",) * 2)
    text = without if one.pain is None else with_number.format(pain=one.pain)
    where = f" in {library[one.exercise].name}" if one.exercise in library and one.exercise != of else ""
    day = started.get(one.session or "")
    return text + where + (f" on {day:%a %d %b}" if day else UNDATED.get(one.what, ""))
