"""One day's lightening, after which the usual dose is back: fewer sets on a sore day, and a step less in a lighter week."""

from dataclasses import replace

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.exercise import Library
from corecare_tui.domain.ladder import Place, easier_dose
from corecare_tui.domain.plan import Advice, Decision
from corecare_tui.domain.rules.readiness import Readiness


def lightened(at: Place, stood: Place, ready: Readiness, library: Library) -> list[Decision]:
    """What is done of `at` today, as decisions; none on an ordinary day.

    Never more than what would be done without the easing from `stood` to `at`: 2 × 6 lightened is 1 × 6, but the step below
    it, 1 × 10, stays 1 × 10.
    """
    found = _lighter(at, ready, library)
    today = (found[-1].after if found else None) or at
    if stood.exercise == at.exercise and stood.dose.work > at.dose.work:
        uneased = _lighter(stood, ready, library)
        least = uneased[-1].after if uneased else None
        if least is not None and least.dose.work < today.dose.work:
            return [replace(uneased[-1], before=at)]
    return found


def _lighter(at: Place, ready: Readiness, library: Library) -> list[Decision]:
    found: list[Decision] = []
    if ready.fewer_sets is not None:
        found += _fewer_sets(at, ready.fewer_sets)
    if ready.deload is not None and library[at.exercise].kind == "strength":
        found += _step((found[-1].after if found else None) or at, ready.deload, library)
    return found


def _fewer_sets(at: Place, why: Advice) -> list[Decision]:
    keep, of = t.SETS_SHARE
    less = Place(at.exercise, replace(at.dose, sets=max(1, at.dose.sets * keep // of)))
    return [Decision(why.rule, why.sentence, at, less, why.because)] if less != at else []


def _step(at: Place, why: Advice, library: Library) -> list[Decision]:
    """On its rung: what another rung took of the session would change its other places, too (law L1)."""
    dose = easier_dose(library[at.exercise], at.dose)
    return [Decision(why.rule, why.sentence, at, Place(at.exercise, dose), why.because)] if dose else []


def usual(reached: list[Place], today: Place, library: Library) -> Place:
    """What comes back after today: the first of what was reached that is at most one rung above what is done."""
    near = (one for one in reached if today.exercise in (one.exercise, library[one.exercise].easier))
    return next(near, today)
