"""Rules of the whole session: may there be one today, how much of it, and does anything get harder (E, G0, G1, R)."""

from dataclasses import dataclass

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.pain import sound
from corecare_tui.domain.plan import Advice, Because
from corecare_tui.domain.profile import LOCKS, Closes, Profile
from corecare_tui.domain.records import CheckIn
from corecare_tui.domain.rules import escalation
from corecare_tui.domain.rules.mornings import never_settles, not_settled, unsettled
from corecare_tui.domain.rules.past import Past
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
    "CoreCare is not made for this situation yet: {what}. Ask a doctor, midwife or physiotherapist first.",
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

WELCOME = "Welcome back after {days} days: this is a careful start."


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
    deload = escalation.climbing(climbs) if climbs else never_settles(past, check_in)
    lighter = [a for a in (deload, gentle(past, check_in), _sore_start(past, check_in), _hard(past)) if a]
    warnings = (escalation.down_a_leg(profile, past), escalation.no_better(past), escalation.after_birth(profile, past))
    active = [a for a in (*warnings, *lighter, unsettled(past), back_after(past)) if a]
    told = [a for a in (screening_due(profile, past), escalation.long_spell(profile)) if a]
    return Readiness(
        None,
        tuple(dict.fromkeys((*told, *active))),
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


# --- a time without training -------------------------------------------------------------------


def back_after(past: Past) -> Advice | None:
    """R6 for the session as a whole; each exercise has a decision of its own."""
    last = past.last
    if last is None or (days := (past.today - last.date).days) < past.limits.gap_days:
        return None
    return Advice(R6.id, WELCOME.format(days=days), (Because(last.id, None, last.worst, "session"),))
