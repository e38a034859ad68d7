"""The rules that keep a dose or make it harder (H, U)."""

from datetime import timedelta
from itertools import zip_longest

from corecare_tui.domain.ladder import harder
from corecare_tui.domain.plan import Decision
from corecare_tui.domain.rules import thresholds as t
from corecare_tui.domain.rules.case import Case, decide
from corecare_tui.domain.rules.exposures import Exposure, Past
from corecare_tui.domain.rules.readiness import settled
from corecare_tui.domain.rules.rule import Rule
from corecare_tui.domain.rules.zones import Zone

H1 = Rule(
    "H1",
    "amber once, or pain no higher than the person came with",
    "the same dose",
    "{pain} out of 10 in {exercise} is acceptable: the same dose next time.",
    "pain-monitoring model, amber [SEEN-2nd]",
)
H2 = Rule(
    "H2",
    "an answer that a change needs was not given",
    "the same dose",
    "No {missing} for {exercise}, so nothing changes.",
    "[CHOICE]",
)
U1 = Rule(
    "U1",
    f"two green sessions running, at least {t.RAISE_APART_H} h apart, all done, form held, effort easy or good, "
    "settled by the morning, the week not worse",
    "one step harder",
    "Two clean green sessions of {exercise}: one step up.",
    "NSCA 2-for-2 [SEEN-2nd]; ACSM 2–10 % [SEEN]; SR-21 [SEED]",
)
U2 = Rule(
    "U2",
    f"U1 would raise it, but it was raised in the last {t.RAISE_EVERY_DAYS} days, "
    f"or {t.RAISES_A_SESSION} others are raised today, "
    "or a rule of E or R is active, or the next rung is shut",
    "the same dose",
    "{exercise} is ready for more, but one change at a time.",
    "weekly steps in practice [SEEN-2nd]; [CHOICE]",
)

ROWS = (H1, H2, U1, U2)
KEEPS = tuple(rule.id for rule in ROWS)
"""Rules that ease nothing."""


def amber_once(case: Case) -> Decision | None:
    """H1."""
    newest = case.newest
    if newest is None or newest.zone not in (Zone.AMBER, Zone.HOLD):
        return None
    return decide(H1, case, case.at, newest, pain=newest.result.pain)


def unknown(case: Case) -> Decision | None:
    """H2: no rating the last time; or an answer of the two newest exposures that a raise would need."""
    if case.newest is None or (len(case.exposures) < 2 and case.newest.zone is not Zone.UNKNOWN):
        return None
    for exposure in case.exposures[:2]:
        missing = _missing(exposure)
        if missing:
            return decide(H2, case, case.at, exposure.because(missing), missing=missing)
    return None


def _missing(exposure: Exposure) -> str | None:
    r = exposure.result
    if exposure.zone is Zone.UNKNOWN:
        return "rating" if r.pain is None else "check-in before the rating"
    if exposure.usual is None or r.done is None:
        return "record of what was done"
    if r.form_held is None or r.effort is None:
        return "answer about form and effort"
    return "morning after" if settled(exposure.session) is None else None


def ready_for_more(case: Case) -> Decision | None:
    """U1, held back by U2."""
    pair = case.exposures[:2]
    if len(pair) < 2 or not all(_clean(e, case) for e in pair) or not _apart(*pair) or _week_worse(case.past):
        return None
    after = harder(case.library, case.at, case.most_sets, case.climbs)
    if after is None:
        return None
    if (
        not case.open(after.exercise)
        or not case.ready.may_raise
        or case.raises_so_far >= t.RAISES_A_SESSION
        or _raised_lately(case)
    ):
        return decide(U2, case, case.at, *pair)
    return decide(U1, case, after, *pair)


def _clean(e: Exposure, case: Case) -> bool:
    """Green, whole, in form, with something in reserve, settled, and at the very dose that would be raised."""
    r = e.result
    whole = (
        r.done is not None and r.done >= 1.0 and r.form_held is True and r.effort is not None and r.effort <= t.EFFORT_TO_RAISE
    )
    full = r.dose is not None and r.dose.work >= case.at.dose.work and e.usual is not None and e.usual.timed == case.at.dose.timed
    return e.zone is Zone.GREEN and whole and full and not r.leg and settled(e.session) is True


def _apart(newer: Exposure, older: Exposure) -> bool:
    return newer.session.started - older.session.started >= timedelta(hours=t.RAISE_APART_H)


def _week_worse(past: Past) -> bool:
    return past.mean7 is not None and past.prev7 is not None and past.mean7 - past.prev7 >= t.MEAN_RISE


def _raised_lately(case: Case) -> bool:
    """Was more asked of it within the last 7 days than the time before, or was it begun as the next rung?"""
    for newer, older in zip_longest(case.exposures, case.exposures[1:]):
        if (case.past.today - newer.session.date).days >= t.RAISE_EVERY_DAYS:
            return False
        if older and newer.usual and older.usual and newer.usual.work > older.usual.work:
            return True
        if _begun(newer, older, case):
            return True
    return False


def _begun(newer: Exposure, older: Exposure | None, case: Case) -> bool:
    """Did its routine have the rung below in its place between these two exposures? One asked for besides it tells nothing."""
    below = [
        e for e in case.past.of(case.library[newer.result.exercise].easier or "") if e.session.routine == newer.session.routine
    ]
    stands_in = case.past.stands_in(newer)
    here = [e.session.started for e in below if stands_in or e.result.exercise not in case.past.by_name(e.session)]
    return any(at < newer.session.started and (older is None or at > older.session.started) for at in here)
