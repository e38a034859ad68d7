"""The rules: from the record of what hurt to the next session, a row and a function each, a reason for every change."""

from corecare_tui.domain.rules import compose, dosing, during, engine, readiness
from corecare_tui.domain.rules.engine import plan_next
from corecare_tui.domain.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    readiness.E1,
    readiness.E2,
    readiness.E4,
    readiness.G1,
    readiness.SCREEN,
    *engine.GATE_ROWS,
    readiness.R1,
    readiness.R2,
    readiness.R3,
    *during.ROWS,
    *dosing.ROWS,
    *compose.ROWS,
    *engine.COMPOSE_ROWS,
)
"""Every rule in the order of precedence E > G > R > S > X > D > H > U, then composing."""

__all__ = ["RULES", "Rule", "plan_next"]
