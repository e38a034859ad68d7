"""The rules that keep a dose or make it harder (H, U)."""

from datetime import timedelta
from itertools import zip_longest

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.ladder import Place, begin, harder
from corecare_tui.domain.pain import sound
from corecare_tui.domain.plan import Decision
from corecare_tui.domain.profile import Chose
from corecare_tui.domain.records import Outcome
from corecare_tui.domain.rules.case import Case, decide
from corecare_tui.domain.rules.concerns import runs_down
from corecare_tui.domain.rules.exposure import Exposure
from corecare_tui.domain.rules.mornings import settled
from corecare_tui.domain.rules.past import Past
from corecare_tui.domain.rules.rule import Rule
from corecare_tui.domain.rules.zones import Zone
from corecare_tui.domain.thresholds import STANDARD as S

H1 = Rule(
    "H1",
    "amber once, or pain no higher than the person came with",
    "the same dose",
    "{pain} out of 10 in {exercise} is acceptable: the same dose next time.",
    "pain-monitoring model, amber [SEEN-2nd]",
    "Two green sessions make it ready for more.",
)
H2 = Rule(
    "H2",
    "an answer that a change needs was not given",
    "the same dose",
    "No {missing} for {exercise}, so nothing changes.",
    "[CHOICE]",
    "Answer it: in the summary, or m on Today for the morning.",
)
U1 = Rule(
    "U1",
    "two green sessions running, the second at the dose that is raised (for a new rung both at the top dose), "
    f"at least {S.raise_apart_h} h apart, all done, form held, effort easy or good, "
    "settled by the morning, the week not worse",
    "one step harder",
    "Two clean green sessions of {exercise}: one step up.",
    "NSCA 2-for-2 [SEEN-2nd]; ACSM 2–10 % [SEEN]; SR-21 [SEED]",
    "Say no with d on Today; pain or an unsettled morning takes it back.",
)
U2 = Rule(
    "U2",
    f"U1 would raise it, but it was raised in the last {S.raise_every_days} days, "
    f"or {S.raises_a_session} others are raised today, "
    "or a rule of E or R is active, or the person declined it this week",
    "the same dose",
    "{exercise} is ready for more, but {why}.",
    "weekly steps in practice [SEEN-2nd]; [CHOICE]",
    "It comes by itself when the reason is over.",
)

U3 = Rule(
    "U3",
    "U1 would go on to the next rung, but that rung is shut today or in the session anyway",
    "the same dose; it counts as one of the raises of the session",
    "{exercise} is at its top, and the next rung is not open today.",
    "[CHOICE]: what is shut for one exercise raises no other (law L1)",
    "It comes by itself when the rung opens.",
)

ROWS = (H1, H2, U1, U2, U3)
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
        missing = _missing(exposure, case.past.limits.morning_rise)
        if missing:
            return decide(H2, case, case.at, exposure.because(missing), missing=missing)
    return None


def _missing(exposure: Exposure, rise: int) -> str | None:
    r = exposure.result
    if exposure.zone is Zone.UNKNOWN:
        return "rating" if sound(r.pain) is None else "check-in before the rating"
    if exposure.usual is None or r.done is None:
        return "record of what was done"
    if r.form_held is None or r.effort is None:
        return "answer about form and effort"
    return "morning after" if settled(exposure.session, rise) is None else None


def ready_for_more(case: Case) -> Decision | None:
    """U1, held back by U2 or U3."""
    pair = case.exposures[:2] if case.may_grow else ()
    if len(pair) < 2 or not all(_clean(e, case) for e in pair) or not _apart(case.past, *pair) or _week_worse(case.past):
        return None
    if not _full(pair[0], case.at) or not _grown(*pair) or _came_down(case, pair[1]):
        return None
    if case.last is not None and case.last.result.exercise != case.at.exercise:
        return None  # the last time was lighter: first it comes back to where it stood
    if any((at := case.profile.chose(Chose.EASE, id)) and pair[1].session.started < at for id in (case.slot, case.at.exercise)):
        return None  # a person's own easing is earned back in full
    after = harder(case.library, case.at, case.most_sets, climb=False)
    if after is None and case.above is not None:
        after = begin(case.library, case.above, case.most_sets)
    if after is None or not case.open(case.at.exercise):
        return None
    if after.exercise != case.at.exercise and not _full(pair[1], case.at):
        return None  # a rung is earned by two times at its top dose
    if not case.open(after.exercise):
        return decide(U3, case, case.at, *pair)
    why = _not_today(case, after)
    return decide(U2, case, case.at, *pair, why=why) if why else decide(U1, case, after, *pair)


def _not_today(case: Case, after: Place) -> str | None:
    """What speaks against a raise that was earned; None = nothing."""
    if not case.ready.may_raise:
        return "not while something else asks for care"
    if _declined(case):
        return "you said not yet"
    elsewhere = bool({case.at.exercise, after.exercise} & case.raised)
    if elsewhere or case.raises_so_far >= case.past.limits.raises_a_session or _raised_lately(case):
        return "one change at a time"
    return None


def _declined(case: Case) -> bool:
    """Did the person say no to a raise of it within a week?"""
    days = [at.date() for id in (case.slot, case.at.exercise) if (at := case.profile.chose(Chose.DECLINE, id))]
    return any(0 <= (case.past.today - day).days < t.DECLINED_DAYS for day in days)


def _clean(e: Exposure, case: Case) -> bool:
    """Green, whole, in form, with something in reserve, and settled."""
    r, limits = e.result, case.past.limits
    whole = (
        r.done is not None
        and r.done >= 1.0
        and r.form_held is True
        and r.effort is not None
        and r.effort <= limits.effort_to_raise
    )
    calm = r.outcome is not Outcome.EASED and not runs_down(r) and settled(e.session, limits.morning_rise) is True
    return e.zone is Zone.GREEN and whole and calm


def _full(e: Exposure, at: Place) -> bool:
    """Was it done at the dose that would be raised, or more?"""
    dose = e.result.dose
    return dose is not None and dose.timed == at.dose.timed and dose.work >= at.dose.work


def _grown(newer: Exposure, older: Exposure) -> bool:
    """Was as much asked the second time as the first? What was lowered in between has to be clean twice again."""
    now, then = newer.result.dose, older.result.dose
    return now is not None and then is not None and now.timed == then.timed and now.work >= then.work


def _came_down(case: Case, older: Exposure) -> bool:
    """Was the next rung tried since the first of the two, and was it not clean? Then both have to be after that."""
    above = case.past.of(case.above or case.library[case.at.exercise].harder or "")
    return any(e.session.started >= older.session.started and not _clean(e, case) for e in above)


def _apart(past: Past, newer: Exposure, older: Exposure) -> bool:
    """Two days between them at least, and no long break since the first."""
    rested = newer.session.started - older.session.started >= timedelta(hours=past.limits.raise_apart_h)
    return rested and past.gap_since(older.session.date) < past.limits.gap_days


def _week_worse(past: Past) -> bool:
    return past.mean_rise(past.today) is not None


def _raised_lately(case: Case) -> bool:
    """Was more asked of it within the last 7 days than the time before, or was it begun as the next rung?"""
    for newer, older in zip_longest(case.exposures, case.exposures[1:]):
        if (case.past.today - newer.session.date).days >= case.past.limits.raise_every_days:
            break
        if older and newer.usual and older.usual and newer.usual.work > older.usual.work:
            return True
        if _begun(newer, older, case):
            return True
    return _left_behind(case)


def _left_behind(case: Case) -> bool:
    """Was the next rung begun from it within the last 7 days, in another place?"""
    above = case.past.of(case.above or case.library[case.at.exercise].harder or "")
    near = [e for e in above if (case.past.today - e.session.date).days < case.past.limits.raise_every_days]
    return any(_begun(newer, older, case) for newer, older in zip_longest(near, above[1 : len(near) + 1]))


def _begun(newer: Exposure, older: Exposure | None, case: Case) -> bool:
    """Did its routine have the rung below in its place between these two exposures? One asked for besides it tells nothing."""
    below = [
        e for e in case.past.of(case.library[newer.result.exercise].easier or "") if e.session.routine == newer.session.routine
    ]
    stands_in = case.past.stands_in(newer)
    here = [e.session.started for e in below if stands_in or e.result.exercise not in case.past.by_name(e.session)]
    return any(at < newer.session.started and (older is None or at >= older.session.started) for at in here)
