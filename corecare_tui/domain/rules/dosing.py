"""The order in which the rules of one exercise are asked: X, D, H, U, the first match decides."""

from corecare_tui.domain.plan import Decision
from corecare_tui.domain.rules import easing, raising
from corecare_tui.domain.rules.case import Case, Judge

ORDER: tuple[Judge, ...] = (
    easing.rest_and_swap,
    easing.eased_by_person,
    easing.unsettled,
    easing.too_much,
    easing.amber_twice,
    easing.form_twice,
    raising.amber_once,
    raising.unknown,
    raising.ready_for_more,
)
"""First match wins. X1 comes before R3: a 6 rests even when the morning was bad, and never gets the milder answer.
D4 comes before the others that ease: a person's own step down is at least as far as theirs."""
ROWS = (*easing.ROWS, *raising.ROWS)


def judge(case: Case) -> Decision | None:
    """The first rule that decides this case; None when there is nothing to say (never done, or green once)."""
    return next((decision for rule in ORDER if (decision := rule(case)) is not None), None)
