"""The rows of the summary: what was done of each exercise, how it felt, and what comes of it."""

from corecare_tui.domain.records import Outcome, Result
from corecare_tui.ui.words import effort, score, short

NAMES = ("EXERCISE", "DONE", "PAIN", "EFFORT / FORM", "NEXT TIME")
NOT_WHOLE = {Outcome.STOPPED: "stopped", Outcome.EASED: "eased"}


def of(result: Result, name: str, following: str, narrow: bool) -> str:
    """That of one exercise; `following`: what the next session makes of it."""
    pain = score(result.pain) if result.done or result.pain is not None else "–"
    return row(name, done(result), pain, effort(result), following, narrow)


def row(name: str, done: str, pain: str, effort: str, following: str, narrow: bool) -> str:
    """The columns."""
    if narrow:
        return f"{short(name, 22):<23}{pain:<11}{effort:<16}"
    return f"{short(name, 22):<23}{done[:17]:<18}{pain:<10}{effort:<16}{following}"


def done(result: Result) -> str:
    """`2 × 20 s`, `50% stopped`, `skipped`."""
    how = NOT_WHOLE.get(result.outcome) if result.outcome else None
    if how is None and result.done and result.done > 1:
        how = "held past"
    if not result.done:
        return how or "skipped"
    if how is None and result.done < 1:
        how = "done"
    return f"{result.done:.0%} {how}" if how else result.dose.text if result.dose else ""
