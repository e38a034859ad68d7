"""Which rule of an exercise decides: of those that ease, the one that eases most; else the first of those that keep or raise."""

from corecare_tui.domain.plan import Decision
from corecare_tui.domain.rules import easing, raising
from corecare_tui.domain.rules.case import Case, Judge

EASING: tuple[Judge, ...] = (
    easing.after_a_gap,
    easing.unsettled,
    easing.skipped_today,
    easing.keeps_hurting,
    easing.foot_of_ladder,
    easing.rest_and_swap,
    easing.blocked_for_good,
    easing.too_much,
    easing.amber_twice,
    easing.form_twice,
    easing.eased_by_person,
)
"""In the order of precedence R, X, D. Where several match, the easiest outcome wins, so that a milder rule never hides a
graver one (a 6 rests even when the morning was bad); among equal ones the first."""
KEEPING: tuple[Judge, ...] = (raising.amber_once, raising.unknown, raising.ready_for_more)
ROWS = (*easing.ROWS, *raising.ROWS)


def judge(case: Case) -> Decision | None:
    """The rule that decides this case; None when there is nothing to say (never done, or green once)."""
    eased = [decision for rule in EASING if (decision := rule(case)) is not None]
    if eased:
        return min(eased, key=lambda decision: _work(case, decision))
    return next((decision for rule in KEEPING if (decision := rule(case)) is not None), None)


def _work(case: Case, decision: Decision) -> tuple[int, int, int]:
    """How much a decision leaves: nothing, a partner, a rung of the ladder, a dose on it."""
    after = decision.after
    if after is None:
        return (0, 0, 0)
    one = case.library[after.exercise]
    swapped = decision.rule == easing.X1.id and after.exercise in case.library[case.at.exercise].swaps
    if swapped or decision.rule == easing.X5.id:  # of a blocked exercise no dose is small enough
        return (1, 0, 0)
    return (2, one.rung or 0, after.dose.work)
