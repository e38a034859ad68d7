"""The rules: from the record of what hurt to the next session, a row and a function each, a reason for every change."""

from corecare_tui.domain.rules import (
    compose,
    dosing,
    during,
    escalation,
    gates,
    mornings,
    readiness,
    spacing,
    telling,
    tolerating,
)
from corecare_tui.domain.rules.engine import plan_next
from corecare_tui.domain.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *escalation.ROWS,
    readiness.SCREEN,
    readiness.G1,
    *gates.ROWS,
    readiness.R1,
    readiness.R2,
    *mornings.ROWS,
    spacing.R5,
    readiness.R6,
    readiness.R7,
    *during.ROWS,
    *dosing.ROWS,
    *compose.ROWS,
    *telling.ROWS,
    *tolerating.ROWS,
)
"""Every rule in the order of precedence E > G > R > S > X > D > H > U, then composing."""

__all__ = ["RULES", "Rule", "plan_next"]
