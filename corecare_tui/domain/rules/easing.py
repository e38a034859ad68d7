"""The rules that make an exercise easier, swap it or leave it out (R3, R6, X, D)."""

from collections.abc import Sequence
from dataclasses import replace

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.ladder import Place, clamp, easier, two_easier
from corecare_tui.domain.pain import sound
from corecare_tui.domain.plan import Because, Decision
from corecare_tui.domain.profile import Chose
from corecare_tui.domain.records import Outcome
from corecare_tui.domain.rules.case import Case, decide
from corecare_tui.domain.rules.exposure import Exposure
from corecare_tui.domain.rules.mornings import R3, not_settled
from corecare_tui.domain.rules.readiness import R6
from corecare_tui.domain.rules.resting import blocked, hurt_at_foot, parked, skipped, still_rests
from corecare_tui.domain.rules.rule import Rule
from corecare_tui.domain.rules.zones import Zone
from corecare_tui.domain.thresholds import STANDARD as S

BACK_UP = "Two clean sessions bring the step back."

X1 = Rule(
    "X1",
    f"a rating of {S.red} or more, or sharp pain",
    f"a neutral-spine partner takes its place for {S.swap_exposures} times "
    f"and at least {S.swap_days} days; then it returns two steps easier",
    "{exercise} hurt {pain}, so it rests for a while: {swap}.",
    "SR-10, SR-12 [SEED]; [CHOICE]",
    f"It comes back by itself after {S.swap_days} days and {S.swap_exposures} sessions.",
)
X2 = Rule(
    "X2",
    f"a rating of {S.amber_high} or more at the foot of a ladder, or where nothing easier exists",
    f"its family is left out for {S.skip_days} days (the exercise alone where only the rise was too much)",
    "{exercise} hurt at {pain} and has no easier form, so it is left out for a week.",
    "SR-10 [SEED]; [CHOICE]",
    f"It comes back by itself after {S.skip_days} days.",
)
X3 = Rule(
    "X3",
    f"too much (amber-high or red) in {S.park_after} of the last {t.PARK_OF} times, within {t.PARK_DAYS} days",
    "parked until the person brings it back",
    "{exercise} keeps hurting you ({pains}): it is parked until you bring it back.",
    "SR-12 [SEED]; [CHOICE]",
    "Bring it back yourself: x on its row on Today.",
)
X4 = Rule(
    "X4",
    "the person leaves it out of today",
    "left out of that day",
    "You left {exercise} out of today.",
    "[CHOICE]: a person may skip anything",
    "x on Today again, or tomorrow.",
)
X5 = Rule(
    "X5",
    "the person leaves it out for good",
    "never planned, in no routine: the rung easier takes its place, else a swap partner; without either it is left out",
    "You left {exercise} out for good; b in the Library brings it back.",
    "[CHOICE]: a person may do without anything",
    "b on it in the Library.",
)
D1 = Rule(
    "D1",
    f"a rating of {S.amber_high}, or {S.rise_amber_high} or more above the check-in "
    "(not when the back came at 3–5 and rose by at most 1)",
    "one step easier",
    "{pain} out of 10 in {exercise}: one notch easier next time.",
    "pain-monitoring model's ceiling [SEEN-2nd]; SR-02 [SEED]",
    BACK_UP,
)
D2 = Rule(
    "D2",
    f"amber (3–4, or a rise of {S.rise_amber}) twice running",
    "one step easier",
    "{exercise} was at {pain} again, so we ease it.",
    "pain-monitoring model [SEEN-2nd]; [CHOICE]",
    BACK_UP,
)
D3 = Rule(
    "D3",
    f"less than {t.DONE_LEAST:.0%} done, or form lost, twice running",
    "one step easier",
    "The dose of {exercise} was too big for clean form, so it gets smaller.",
    "SR-02, SR-03 [SEED]; 80 % [CHOICE]",
    BACK_UP,
)
D4 = Rule(
    "D4",
    "the person took an easier form, during the session or on Today",
    "it goes on from there",
    "You eased {exercise}, so we go on from there.",
    "[CHOICE]: a person's own easing is never undone by a rule",
    BACK_UP,
)

ROWS = (X1, X2, X3, X4, X5, D1, D2, D3, D4)


def skipped_today(case: Case) -> Decision | None:
    """X4."""
    if not any(skipped(id, case.past.today, case.profile) for id in (case.slot, case.at.exercise)):
        return None
    return decide(X4, case, None)


def blocked_for_good(case: Case) -> Decision | None:
    """X5. A rung first: it grows with the person, and a partner in another's place does not."""
    if not blocked(case.at.exercise, case.profile):
        return None
    instead = no_more_sets(case.below() or case.partner(), case.at)
    return decide(X5, case, instead, Because(None, case.at.exercise, None, "choice"))


def keeps_hurting(case: Case) -> Decision | None:
    """X3."""
    found = parked(case.at.exercise, case.past, case.profile, case.slot)
    return decide(X3, case, None, *found, pains=pains_of(found)) if found else None


def pains_of(hurt: Sequence[Exposure]) -> str:
    """What was said those times, oldest first."""
    return ", ".join("sharp" if e.result.pain is None else str(e.result.pain) for e in reversed(hurt))


def foot_of_ladder(case: Case) -> Decision | None:
    """X2: the whole family after a 5 at its foot; an exercise that has no easier form and rose too much, alone."""
    at_foot = hurt_at_foot(case.library[case.at.exercise].family, case.library, case.past)
    own = next((e for e in case.fresh if e.zone is Zone.AMBER_HIGH and _easier(case, e) is None), None)
    if own is not None and (case.past.today - own.session.date).days >= case.past.limits.skip_days:
        own = None
    high = at_foot or own
    if high is None:
        return None
    name = case.name(high.result.exercise)
    return decide(X2, case, None, high, pain=high.result.pain, exercise=name)


def rest_and_swap(case: Case) -> Decision | None:
    """X1. It rests until both the days and the sessions are over; then it comes back two steps easier."""
    red = next((e for e in case.fresh if e.zone >= Zone.RED), None)
    if red is None:
        return None
    pain = painfully(red, case.past.limits.red)
    if not still_rests(red, case.slot, case.past):
        after = two_easier(case.library, case.at) or case.at
        return decide(X1, case, after, red, pain=pain, swap=f"it is back gently, as {case.name(after.exercise)}")
    partner = no_more_sets(case.partner(), case.at)
    swap = f"{case.name(partner.exercise)} takes its place" if partner else "it is left out today"
    return decide(X1, case, partner, red, pain=pain, swap=swap)


def painfully(red: Exposure, limit: int) -> str:
    """How it hurt: `sharply`, or `at 6`."""
    said = sound(red.result.pain)
    return "sharply" if said is None or said < limit else f"at {said}"


def no_more_sets(partner: Place | None, place: Place) -> Place | None:
    """A partner in a warm-up of one set is done for one set."""
    if partner is None:
        return None
    return Place(partner.exercise, replace(partner.dose, sets=min(partner.dose.sets, place.dose.sets)))


def after_a_gap(case: Case) -> Decision | None:
    """R6, once for each place: the next time it is done it stands in a session after the gap."""
    last = case.last or case.newest
    if last is None or case.gap < case.past.limits.gap_days:
        return None
    long = case.gap >= case.past.limits.long_gap_days
    after = two_easier(case.library, case.at) if long else _easier(case, last)
    how = "a rung" if long else "a step"
    return decide(R6, case, after or case.at, last, days=case.gap, how=how) if after else None


def unsettled(case: Case) -> Decision | None:
    """R3, for each exercise of a session that had not settled, whenever it comes next. At the foot X2 or a hold answers."""
    limits = case.past.limits
    rated = (e for e in case.fresh if (sound(e.result.pain) or 0) >= limits.amber)
    after, exposure = _easiest(case, [e for e in rated if not_settled(e.session, limits.morning_rise)])
    bad = not_settled(exposure.session, limits.morning_rise) if exposure else None
    return decide(R3, case, after, exposure, *bad.because) if exposure and bad else None


def too_much(case: Case) -> Decision | None:
    """D1."""
    after, high = _easiest(case, [e for e in case.fresh if e.zone is Zone.AMBER_HIGH])
    return decide(D1, case, after, high, pain=high.result.pain) if high else None


def amber_twice(case: Case) -> Decision | None:
    """D2: amber now, and at least amber the time before."""
    pair = case.exposures[:2]
    if len(pair) < 2 or pair[0] not in case.fresh or pair[0].zone is not Zone.AMBER or pair[1].zone < Zone.AMBER:
        return None
    after = _easier(case, pair[0])
    return decide(D2, case, after, *pair, pain=pair[0].result.pain) if after else None


def form_twice(case: Case) -> Decision | None:
    """D3."""
    pair = case.exposures[:2]
    if len(pair) < 2 or pair[0] not in case.fresh or not all(e.failed for e in pair):
        return None
    what = ["form" if e.result.form_held is False else "done" for e in pair]
    after = _easier(case, pair[0])
    return decide(D3, case, after, *(e.because(w) for e, w in zip(pair, what, strict=True))) if after else None


def eased_by_person(case: Case) -> Decision | None:
    """D4. Chosen on Today: a step. Taken in the session: the dose of the easier form is the place to go on from."""
    if case.first and case.chose_today(Chose.EASE):
        after = easier(case.library, case.at)
        because = case.newest or Because(None, case.at.exercise, None, "choice")
        return decide(D4, case, after, because) if after else None
    newest = case.newest
    if newest is None or newest not in case.fresh or newest.result.outcome is not Outcome.EASED:
        return None
    below = easier(case.library, case.at)
    done = next((r for r in newest.session.results if below and r.exercise == below.exercise != case.at.exercise), None)
    dose = (done.usual or done.dose) if done else None
    after = Place(below.exercise, clamp(case.library[below.exercise], dose)) if below and dose else below
    return decide(D4, case, after or case.at, newest)


def _easiest(case: Case, hurt: list[Exposure]) -> tuple[Place | None, Exposure | None]:
    """The least of what those exposures ease to, and the one that says so; (None, None) where nothing is easier."""
    found = [(after, e) for e in hurt if (after := _easier(case, e)) is not None]
    rung = {after.exercise: case.library[after.exercise].rung or 0 for after, _ in found}
    return min(found, key=lambda pair: (rung[pair[0].exercise], pair[0].dose.work), default=(None, None))


def _easier(case: Case, hurt: Exposure) -> Place | None:
    """One step below the place, or below the dose that hurt where that was less: a lighter routine, a lightened day."""
    dose, place = hurt.result.dose, case.at
    if (
        dose is not None
        and hurt.result.exercise == place.exercise
        and dose.timed == place.dose.timed
        and dose.work < place.dose.work
    ):
        less = replace(dose, rest_s=place.dose.rest_s)
        place = Place(place.exercise, clamp(case.library[place.exercise], less))
    return easier(case.library, place)
