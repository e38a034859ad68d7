"""Rules of one exercise: rest and swap, easier, the same, harder (X, D, H, U). Each looks at one case and may decide it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import zip_longest

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.ladder import Place, clamp, easier, harder, two_easier
from corecare_tui.domain.plan import Because, Decision
from corecare_tui.domain.records import Outcome
from corecare_tui.domain.rules import thresholds as t
from corecare_tui.domain.rules.exposures import Exposure, Past, Zone
from corecare_tui.domain.rules.readiness import R3, Readiness, not_settled, settled
from corecare_tui.domain.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Case:
    """One place of the next session, with everything its rules may look at."""

    slot: str
    """The exercise the routine asks for."""
    at: Place
    """Where the person stands there."""
    exposures: tuple[Exposure, ...]
    """Of `at.exercise`, newest first, in any routine."""
    fresh: tuple[Exposure, ...]
    """Those since this routine last had it, that one included: each may ease, the newest two may raise."""
    past: Past
    ready: Readiness
    library: Library = field(repr=False)
    partner: Callable[[], Place | None] = field(repr=False)
    """Finds an open partner for an exercise that rests."""
    open: Callable[[str], bool] = field(repr=False)
    """May that exercise be added to this session: its gates open, not asked for elsewhere in it, not resting by X1?"""
    raises_so_far: int = 0
    most_sets: int | None = None
    """The routine's own number of sets here; None where the ladder's counts."""
    climbs: bool = True
    """May it go on to the next rung? What warms up or closes a session keeps its exercise."""

    def name(self, exercise: str) -> str:
        """What people call it, inside a sentence."""
        name = self.library[exercise].name
        return name[0].lower() + name[1:]

    @property
    def newest(self) -> Exposure | None:
        """The last time it was done."""
        return self.exposures[0] if self.exposures else None


Judge = Callable[[Case], "Decision | None"]


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


def _decide(rule: Rule, case: Case, after: Place | None, *because: Exposure | Because, **values: object) -> Decision:
    named = {"exercise": case.name(case.at.exercise), **values}
    refs = tuple(b.because() if isinstance(b, Exposure) else b for b in because)
    sentence = rule.say(**named)
    return Decision(rule.id, sentence[0].upper() + sentence[1:], case.at, after, refs)


def rest_and_swap(case: Case) -> Decision | None:
    """X1. It rests until both the days and the sessions are over; then it comes back two steps easier."""
    red = next((e for e in case.fresh if e.zone >= Zone.RED), None)
    if red is None:
        return None
    pain = "sharply" if red.result.pain is None else f"at {red.result.pain}"
    if not still_rests(red, case.past):
        after = two_easier(case.library, case.at) or case.at
        return _decide(X1, case, after, red, pain=pain, swap=f"it is back gently, as {case.name(after.exercise)}")
    partner = _no_more_sets(case.partner(), case.at)
    swap = f"{case.name(partner.exercise)} takes its place" if partner else "it is left out today"
    return _decide(X1, case, partner, red, pain=pain, swap=swap)


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
            return _decide(R3, case, after, exposure, *bad.because)
    return None


def too_much(case: Case) -> Decision | None:
    """D1; where nothing easier exists, X2."""
    high = next((e for e in case.fresh if e.zone is Zone.AMBER_HIGH), None)
    if high is None:
        return None
    after = _easier(case, high)
    if after is not None:
        return _decide(D1, case, after, high, pain=high.result.pain)
    if (case.past.today - high.session.date).days >= t.SKIP_DAYS:
        return None
    return _decide(X2, case, None, high, pain=high.result.pain)


def amber_twice(case: Case) -> Decision | None:
    """D2: amber now, and at least amber the time before."""
    pair = case.exposures[:2]
    if len(pair) < 2 or pair[0].zone is not Zone.AMBER or pair[1].zone < Zone.AMBER:
        return None
    after = _easier(case, pair[0])
    return _decide(D2, case, after, *pair, pain=pair[0].result.pain) if after else None


def form_twice(case: Case) -> Decision | None:
    """D3."""
    pair = case.exposures[:2]
    if len(pair) < 2 or not all(e.failed for e in pair):
        return None
    what = ["form" if e.result.form_held is False else "done" for e in pair]
    after = _easier(case, pair[0])
    return _decide(D3, case, after, *(e.because(w) for e, w in zip(pair, what, strict=True))) if after else None


def eased_by_person(case: Case) -> Decision | None:
    """D4. Where the easier form was done, its dose is the place to go on from."""
    newest = case.newest
    if newest is None or newest.result.outcome is not Outcome.EASED:
        return None
    below = easier(case.library, case.at)
    done = next((r for r in newest.session.results if below and r.exercise == below.exercise != case.at.exercise), None)
    dose = (done.usual or done.dose) if done else None
    after = Place(below.exercise, clamp(case.library[below.exercise], dose)) if below and dose else below
    return _decide(D4, case, after or case.at, newest)


def _easier(case: Case, hurt: Exposure) -> Place | None:
    """One step below the place, or below the dose that hurt where that was less: a lighter routine, a lightened day."""
    dose, place = hurt.result.dose, case.at
    if dose is not None and dose.timed == place.dose.timed and dose.work < place.dose.work:
        less = replace(dose, rest_s=place.dose.rest_s)
        place = Place(place.exercise, clamp(case.library[place.exercise], less))
    return easier(case.library, place)


def amber_once(case: Case) -> Decision | None:
    """H1."""
    newest = case.newest
    if newest is None or newest.zone not in (Zone.AMBER, Zone.HOLD):
        return None
    return _decide(H1, case, case.at, newest, pain=newest.result.pain)


def unknown(case: Case) -> Decision | None:
    """H2: no rating the last time; or an answer of the two newest exposures that a raise would need."""
    if case.newest is None or (len(case.exposures) < 2 and case.newest.zone is not Zone.UNKNOWN):
        return None
    for exposure in case.exposures[:2]:
        missing = _missing(exposure)
        if missing:
            return _decide(H2, case, case.at, exposure.because(missing), missing=missing)
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
        return _decide(U2, case, case.at, *pair)
    return _decide(U1, case, after, *pair)


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


ORDER: tuple[Judge, ...] = (
    rest_and_swap,
    eased_by_person,
    unsettled,
    too_much,
    amber_twice,
    form_twice,
    amber_once,
    unknown,
    ready_for_more,
)
"""First match wins. X1 comes before R3: a 6 rests even when the morning was bad, and never gets the milder answer.
D4 comes before the others that ease: a person's own step down is at least as far as theirs."""
ROWS = (X1, X2, D1, D2, D3, D4, H1, H2, U1, U2)
KEEPS = (H1.id, H2.id, U1.id, U2.id)
"""Rules that ease nothing."""


def judge(case: Case) -> Decision | None:
    """The first rule that decides this case; None when there is nothing to say (never done, or green once)."""
    return next((decision for rule in ORDER if (decision := rule(case)) is not None), None)
