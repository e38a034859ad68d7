"""Rules of the whole session: may there be one today, how much of it, and does anything get harder (E, G0, G1, R)."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.pain import sound
from corecare_tui.domain.plan import Advice, Because
from corecare_tui.domain.profile import LOCKS, Closes, Profile
from corecare_tui.domain.records import CheckIn, Session
from corecare_tui.domain.rules import escalation
from corecare_tui.domain.rules.exposures import Past
from corecare_tui.domain.rules.rule import Rule
from corecare_tui.domain.rules.weeks import climb
from corecare_tui.domain.settings import Settings
from corecare_tui.domain.thresholds import STANDARD as S

SCREEN = Rule(
    "G0",
    f"never screened; not for {S.screen_days} days; or no session for {S.long_gap_days} days since",
    "a plan carries this advice; the app asks the safety questions first",
    "The safety questions are {state}: CoreCare asks them before the next session.",
    "evidence 2.3 [CHOICE]; PAR-Q+ clearance commonly 12 months [SEEN-2nd]",
    "Answer them once.",
)
G1 = Rule(
    "G1",
    "a flag of the screening that a professional has to clear first; pregnancy; under 18",
    "no session until cleared; pregnancy and under 18 stay refused",
    "CoreCare is not made for this situation yet ({what}): ask a doctor, midwife or physiotherapist first.",
    "SR-17, SR-18 [SEED]; ACOG 804 [SEEN]",
    "Your word that a professional has cleared it; not for pregnancy or under 18.",
)
R1 = Rule(
    "R1",
    f"check-in {S.recovery} or more, below {S.severe}",
    "gentle movement only: the gentle set",
    "Your back is at {pain} today: gentle movement only.",
    "SR-09 [SEED]; [CHOICE]",
    f"A check-in below {S.recovery}.",
)
R2 = Rule(
    "R2",
    f"check-in {S.sore_start} or more, below {S.recovery}",
    "two of three sets; nothing gets harder",
    "A sore start at {pain}: fewer sets today, and nothing gets harder.",
    "[CHOICE]",
    f"A check-in below {S.sore_start}: the sets are back.",
)
R3 = Rule(
    "R3",
    f"the morning after was {S.morning_rise} or more above that session's check-in, or not back to normal",
    f"every exercise rated {S.amber} or more in it one step easier; strength rests the day after; nothing gets harder",
    "It had not settled by the next morning, so that dose was too big.",
    "Silbernagel 2007 [SEEN-2nd]; clinics' 24 hours [SEEN]",
    "Two clean sessions with a quiet morning bring the step back.",
)
R4 = Rule(
    "R4",
    f"two mornings within {t.UNSETTLED_DAYS} days that had not settled; "
    f"or still {S.morning_rise} or more above the check-in {t.STILL_UP_DAYS} days after one",
    f"{S.deload_days} lighter days as in E5; see a professional",
    "It has not settled {how}: a lighter week, and please have it looked at by a physiotherapist or doctor.",
    "providephysiotherapy, a few days [SEEN]; [CHOICE]",
    f"It ends after {S.deload_days} days without another such morning.",
)
R6 = Rule(
    "R6",
    f"no session for {S.gap_days} days or more; for {S.long_gap_days} days or more",
    "one step easier; a rung easier, and the safety questions again",
    "Welcome back after {days} days: {exercise} starts {how} lower.",
    "Mujika, up to 4 weeks [SEEN-2nd]; [CHOICE]",
    "Two clean sessions bring each step back.",
)
R7 = Rule(
    "R7",
    f"the effort of a whole session at {t.HARD_EFFORT} or more, {t.HARD_SESSIONS} sessions running",
    "two of three sets the next time; nothing gets harder",
    "The last two sessions took {efforts} out of 10 of effort: fewer sets this time.",
    "session RPE: Day 2004, Foster [SEEN]; [CHOICE]",
    f"A session with an effort below {t.HARD_EFFORT}.",
)

WELCOME = "Welcome back after {days} days: everything starts a little lower."


@dataclass(frozen=True, slots=True)
class Readiness:
    """What today allows."""

    blocked: Advice | None = None
    advice: tuple[Advice, ...] = ()
    gentle: bool = False
    """Only the gentle set (R1)."""
    deload: Advice | None = None
    """A lighter week, for this reason (E5, R4)."""
    fewer_sets: Advice | None = None
    """Cut the sets, for this reason (E5, R4, R2, R7)."""
    strength_rests: bool = False
    """Only mobility today (R3, the day after)."""
    may_raise: bool = True
    """No rule of E or R is active."""


def readiness(past: Past, profile: Profile, check_in: CheckIn | None, settings: Settings) -> Readiness:
    """E, G0, G1 and R for that day, gravest first. `profile` holds what is flagged today (concerns.holding)."""
    blocked = escalation.closed(past, profile, check_in, settings) or _refused(profile) or escalation.severe(past, check_in)
    if blocked:
        return Readiness(blocked=blocked)
    climbs = climb(past)
    deload = escalation.climbing(climbs) if climbs else _never_settles(past, check_in)
    lighter = [a for a in (deload, gentle(past, check_in), _sore_start(past, check_in), _hard(past)) if a]
    warnings = (escalation.down_a_leg(profile, past), escalation.no_better(past), escalation.after_birth(profile, past))
    active = [a for a in (*warnings, *lighter, unsettled(past), back_after(past)) if a]
    screen = screening_due(profile, past)
    return Readiness(
        None,
        tuple(dict.fromkeys((*([screen] if screen else ()), *active))),
        gentle(past, check_in) is not None,
        deload,
        lighter[0] if lighter else None,
        any(not_settled(s, past.limits.morning_rise) for s in past.sessions(past.limits.rest_days + 1)),
        not active,
    )


def screening_due(profile: Profile, past: Past) -> Advice | None:
    """G0: the full screening is missing, old, or from before a long time without training."""
    limits, last = past.limits, past.last
    if profile.screened is None:
        return Advice(SCREEN.id, SCREEN.say(state="not answered yet"))
    if (past.today - profile.screened).days >= limits.screen_days:
        return Advice(SCREEN.id, SCREEN.say(state=f"more than {limits.screen_days} days old"))
    if last is not None and (past.today - max(last.date, profile.screened)).days >= limits.long_gap_days:
        return Advice(SCREEN.id, SCREEN.say(state="from before a long break"))
    return None


def _refused(profile: Profile) -> Advice | None:
    """G1: the gravest flag that a professional has to clear, or that CoreCare is not made for."""
    closing = [question for question in profile.closing if question.closes in (Closes.REFUSE, Closes.PROFESSIONAL)]
    if not closing:
        return None
    what = min(closing, key=lambda question: LOCKS.index(question.closes)).text
    return Advice(G1.id, G1.say(what=what[0].lower() + what[1:]))


def _said(check_in: CheckIn | None) -> tuple[int, tuple[Because, ...]]:
    """The check-in (-1 = not said) and its reference."""
    pre = check_in.pain if check_in else None
    return (-1 if pre is None else pre), (Because(None, None, pre, "check_in"),)


def gentle(past: Past, check_in: CheckIn | None) -> Advice | None:
    """R1."""
    pre, because = _said(check_in)
    return Advice(R1.id, R1.say(pain=pre), because) if past.limits.recovery <= pre else None


def _sore_start(past: Past, check_in: CheckIn | None) -> Advice | None:
    """R2."""
    pre, because = _said(check_in)
    return Advice(R2.id, R2.say(pain=pre), because) if past.limits.sore_start <= pre < past.limits.recovery else None


def _hard(past: Past) -> Advice | None:
    """R7."""
    last = past.history.sessions[-t.HARD_SESSIONS :]
    efforts = [effort for s in last if (effort := sound(s.effort)) is not None and effort >= t.HARD_EFFORT]
    if len(efforts) < t.HARD_SESSIONS:
        return None
    because = tuple(Because(s.id, None, s.effort, "effort") for s in last)
    return Advice(R7.id, R7.say(efforts=" and ".join(map(str, efforts))), because)


# --- the morning after -------------------------------------------------------------------------


def not_settled(session: Session | None, rise: int) -> Advice | None:
    """R3 for that session: its morning after was bad; None when it was not, or nothing was said."""
    if session is None or session.morning_after is None:
        return None
    morning, pre = escalation.morning(session), session.pre
    risen = morning is not None and pre is not None and morning >= pre + rise
    if not risen and session.morning_after.settled is not False:
        return None
    return Advice(R3.id, R3.say(), (Because(session.id, None, morning, "morning_after"),))


def settled(session: Session, rise: int) -> bool | None:
    """Had the back settled by the morning after? None when it was not said."""
    after = session.morning_after
    if after is None or (escalation.morning(session) is None and after.settled is None):
        return None
    if not_settled(session, rise) is not None:
        return False
    # A number alone settles it only when there is a check-in to compare with.
    return True if after.settled or (escalation.morning(session) is not None and session.pre is not None) else None


def unsettled(past: Past) -> Advice | None:
    """R3: of a session whose rest day this is, else of the last one."""
    rise = past.limits.morning_rise
    resting = (found for s in past.sessions(past.limits.rest_days + 1) if (found := not_settled(s, rise)))
    return next(resting, None) or not_settled(past.last, rise)


def _never_settles(past: Past, check_in: CheckIn | None) -> Advice | None:
    """R4, while its lighter week lasts."""
    rise, days = past.limits.morning_rise, past.limits.deload_days
    bad = [s for s in past.sessions(days + t.UNSETTLED_DAYS + 1) if not_settled(s, rise)]
    for newer, older in pairwise(bad):
        near = (newer.date - older.date).days < t.UNSETTLED_DAYS
        if near and (past.today - newer.date).days <= days:
            return Advice(R4.id, R4.say(how="twice within two weeks"), (*_morning(newer), *_morning(older)))
    return _still_up(past, check_in)


def _still_up(past: Past, check_in: CheckIn | None) -> Advice | None:
    """R4's second half: three days after a bad morning the back was as far up as then, with no session in between."""
    rise, days = past.limits.morning_rise, past.limits.deload_days
    near = [*past.sessions(days + 1), *[s for s in past.sessions(days + 60) if (past.today - s.date).days > days][:1]]
    for newer, older in pairwise((None, *near)):
        if older is None or older.pre is None or not not_settled(older, rise):
            continue
        day = newer.date if newer else past.today
        score = newer.pre if newer else _now(past, check_in, older)
        late = (day - older.date).days >= t.STILL_UP_DAYS
        if late and score is not None and score >= older.pre + rise:
            return Advice(R4.id, R4.say(how="three days on"), _morning(older))
    return None


def _now(past: Past, check_in: CheckIn | None, since: Session) -> int | None:
    """The back today; not said, the last logged score of three days and more after that session."""
    if check_in is not None and check_in.pain is not None:
        return check_in.pain
    late = since.date + timedelta(t.STILL_UP_DAYS)
    return next((pain for day, pain in past.logged(past.limits.deload_days) if day >= late), None)


def _morning(session: Session) -> tuple[Because, ...]:
    return (Because(session.id, None, escalation.morning(session), "morning_after"),)


# --- a time without training -------------------------------------------------------------------


def back_after(past: Past) -> Advice | None:
    """R6 for the session as a whole; each exercise has a decision of its own."""
    last = past.last
    if last is None or (days := (past.today - last.date).days) < past.limits.gap_days:
        return None
    return Advice(R6.id, WELCOME.format(days=days), (Because(last.id, None, last.worst, "session"),))
