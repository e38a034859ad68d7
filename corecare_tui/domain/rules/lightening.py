"""One day's lightening, after which the usual dose is back: a step and fewer sets in a lighter week, fewer sets on a sore day."""

from collections.abc import Callable
from dataclasses import replace

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.exercise import Library
from corecare_tui.domain.ladder import Place, easier
from corecare_tui.domain.plan import Advice, Decision
from corecare_tui.domain.rules.readiness import Readiness


def lightened(at: Place, ready: Readiness, library: Library, may_take: Callable[[str], bool]) -> list[Decision]:
    """What is done of `at` today, as decisions; none on an ordinary day."""
    found: list[Decision] = []
    if ready.fewer_sets is not None:
        found += _fewer_sets(at, ready.fewer_sets)
    if ready.deload is not None and library[at.exercise].kind == "strength":
        found += _step((found[-1].after if found else None) or at, ready.deload, library, may_take)
    return found


def _step(at: Place, why: Advice, library: Library, may_take: Callable[[str], bool]) -> list[Decision]:
    less = easier(library, at)
    if less is None or not (less.exercise == at.exercise or may_take(less.exercise)):
        return []
    return [Decision(why.rule, why.sentence, at, less, why.because)]


def _fewer_sets(at: Place, why: Advice) -> list[Decision]:
    keep, of = t.SETS_SHARE
    less = Place(at.exercise, replace(at.dose, sets=max(1, at.dose.sets * keep // of)))
    return [Decision(why.rule, why.sentence, at, less, why.because)] if less != at else []


def usual(reached: list[Place], today: Place, library: Library) -> Place:
    """What comes back after today: the first of what was reached that is at most one rung above what is done."""
    near = (one for one in reached if today.exercise in (one.exercise, library[one.exercise].easier))
    return next(near, today)
