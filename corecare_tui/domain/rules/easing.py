"""The rules that make an exercise easier, swap it or leave it out (X, R3, D)."""

from dataclasses import replace

from corecare_tui.domain.ladder import Place, clamp, easier, two_easier
from corecare_tui.domain.plan import Decision
from corecare_tui.domain.records import Outcome
from corecare_tui.domain.rules import thresholds as t
from corecare_tui.domain.rules.case import Case, decide
from corecare_tui.domain.rules.exposures import Exposure, Past
from corecare_tui.domain.rules.readiness import R3, not_settled
from corecare_tui.domain.rules.rule import Rule
from corecare_tui.domain.rules.zones import Zone

X1 = Rule(
    "X1",
    f"a rating of {t.RED} or more, or sharp pain",
    f"a neutral-spine partner takes its place for {t.SWAP_EXPOSURES} times "
    f"and at least {t.SWAP_DAYS} days; then it returns two steps easier",
    "{exercise} hurt {pain}, so it rests for a while: {swap}.",
    "SR-10, SR-12 [SEED]; [CHOICE]",
)
X2 = Rule(
    "X2",
    f"a rating of {t.AMBER_HIGH} or more where nothing easier exists",
    f"it is left out for {t.SKIP_DAYS} days",
    "{exercise} hurt at {pain} and has no easier form, so it is left out for a week.",
    "SR-10 [SEED]; [CHOICE]",
)
D1 = Rule(
    "D1",
    f"a rating of {t.AMBER_HIGH}, or {t.RISE_AMBER_HIGH} or more above the check-in "
    "(not when the back came at 3–5 and rose by at most 1)",
    "one step easier",
    "{pain} out of 10 in {exercise}: one notch easier next time.",
    "pain-monitoring model's ceiling [SEEN-2nd]; SR-02 [SEED]",
)
D2 = Rule(
    "D2",
    f"amber (3–4, or a rise of {t.RISE_AMBER}) twice running",
    "one step easier",
    "{exercise} was at {pain} again, so we ease it.",
    "pain-monitoring model [SEEN-2nd]; [CHOICE]",
)
D3 = Rule(
    "D3",
    f"less than {t.DONE_LEAST:.0%} done, or form lost, twice running",
    "one step easier",
    "The dose of {exercise} was too big for clean form, so it gets smaller.",
    "SR-02, SR-03 [SEED]; 80 % [CHOICE]",
)
D4 = Rule(
    "D4",
    "the person took an easier form during the session",
    "it goes on from there",
    "You eased {exercise} last time, so we start there.",
    "[CHOICE]: a person's own easing is never undone by a rule",
)

ROWS = (X1, X2, D1, D2, D3, D4)


def rest_and_swap(case: Case) -> Decision | None:
    """X1. It rests until both the days and the sessions are over; then it comes back two steps easier."""
    red = next((e for e in case.fresh if e.zone >= Zone.RED), None)
    if red is None:
        return None
    pain = "sharply" if red.result.pain is None else f"at {red.result.pain}"
    if not still_rests(red, case.past):
        after = two_easier(case.library, case.at) or case.at
        return decide(X1, case, after, red, pain=pain, swap=f"it is back gently, as {case.name(after.exercise)}")
    partner = _no_more_sets(case.partner(), case.at)
    swap = f"{case.name(partner.exercise)} takes its place" if partner else "it is left out today"
    return decide(X1, case, partner, red, pain=pain, swap=swap)


def _no_more_sets(partner: Place | None, place: Place) -> Place | None:
    """A partner in a warm-up of one set is done for one set."""
    if partner is None:
        return None
    return Place(partner.exercise, replace(partner.dose, sets=min(partner.dose.sets, place.dose.sets)))


def still_rests(red: Exposure, past: Past) -> bool:
    """Are the days or the sessions of its rest (X1) not over?"""
    since = sum(s.started > red.session.started for s in past.history.sessions)
    return (past.today - red.session.date).days < t.SWAP_DAYS or since < t.SWAP_EXPOSURES


def unsettled(case: Case) -> Decision | None:
    """R3, for each exercise of a session that had not settled, whenever it comes next. At the foot X2 or a hold answers."""
    for exposure in case.fresh:
        bad, pain = not_settled(exposure.session), exposure.result.pain
        after = _easier(case, exposure)
        if bad is not None and after is not None and pain is not None and pain >= t.AMBER:
            return decide(R3, case, after, exposure, *bad.because)
    return None


def too_much(case: Case) -> Decision | None:
    """D1; where nothing easier exists, X2."""
    high = next((e for e in case.fresh if e.zone is Zone.AMBER_HIGH), None)
    if high is None:
        return None
    after = _easier(case, high)
    if after is not None:
        return decide(D1, case, after, high, pain=high.result.pain)
    if (case.past.today - high.session.date).days >= t.SKIP_DAYS:
        return None
    return decide(X2, case, None, high, pain=high.result.pain)


def amber_twice(case: Case) -> Decision | None:
    """D2: amber now, and at least amber the time before."""
    pair = case.exposures[:2]
    if len(pair) < 2 or pair[0].zone is not Zone.AMBER or pair[1].zone < Zone.AMBER:
        return None
    after = _easier(case, pair[0])
    return decide(D2, case, after, *pair, pain=pair[0].result.pain) if after else None


def form_twice(case: Case) -> Decision | None:
    """D3."""
    pair = case.exposures[:2]
    if len(pair) < 2 or not all(e.failed for e in pair):
        return None
    what = ["form" if e.result.form_held is False else "done" for e in pair]
    after = _easier(case, pair[0])
    return decide(D3, case, after, *(e.because(w) for e, w in zip(pair, what, strict=True))) if after else None


def eased_by_person(case: Case) -> Decision | None:
    """D4. Where the easier form was done, its dose is the place to go on from."""
    newest = case.newest
    if newest is None or newest.result.outcome is not Outcome.EASED:
        return None
    below = easier(case.library, case.at)
    done = next((r for r in newest.session.results if below and r.exercise == below.exercise != case.at.exercise), None)
    dose = (done.usual or done.dose) if done else None
    after = Place(below.exercise, clamp(case.library[below.exercise], dose)) if below and dose else below
    return decide(D4, case, after or case.at, newest)


def _easier(case: Case, hurt: Exposure) -> Place | None:
    """One step below the place, or below the dose that hurt where that was less: a lighter routine, a lightened day."""
    dose, place = hurt.result.dose, case.at
    if dose is not None and dose.timed == place.dose.timed and dose.work < place.dose.work:
        less = replace(dose, rest_s=place.dose.rest_s)
        place = Place(place.exercise, clamp(case.library[place.exercise], less))
    return easier(case.library, place)
