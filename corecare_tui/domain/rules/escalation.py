"""The rules that send a person to somebody: E1, E2 and E4 close a session, E3, E5, E6 and E7 advise (evidence 2, 6.4)."""

from collections.abc import Iterator
from datetime import date, timedelta

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.insight.days import WEEK, real
from corecare_tui.domain.pain import Score, sound
from corecare_tui.domain.plan import Advice, Because
from corecare_tui.domain.profile import SIGNS, Chose, Closes, Profile, Question
from corecare_tui.domain.records import CheckIn, Session
from corecare_tui.domain.rules.concerns import leg_pain, standing_signs
from corecare_tui.domain.rules.past import Past
from corecare_tui.domain.rules.rule import Rule
from corecare_tui.domain.rules.weeks import Climb, still_up
from corecare_tui.domain.settings import Settings
from corecare_tui.domain.thresholds import STANDARD as S

E1 = Rule(
    "E1",
    "a sign that can be an emergency: numbness around the groin, bladder or bowel change, both legs, "
    "chest pain, collapse, breathlessness",
    "no session; locked until the person confirms that a clinician has checked them",
    "Stop here. What you ticked can be an emergency: call {number} or go to an emergency department now. "
    "CoreCare starts no session until you tell it that a clinician has checked you.",
    "cauda equina card (backes.org.uk), sheffieldachespains, Finucane 2020 [SEEN]",
    "Your word that a clinician has checked you opens it again.",
)
E2 = Rule(
    "E2",
    "fever or feeling ill, weight loss, a leg getting weaker, a recent fall, night pain that never eases, "
    "a new pain where bones or defences are weak",
    "no session; locked as E1; medical advice the same day",
    "Please speak to a doctor or an urgent-care line today, before any exercise.",
    "sheffieldachespains, IPRS [SEEN]; Downie 2013 [SEEN-2nd]",
    "Your word that a clinician has checked you opens it again.",
)
E3 = Rule(
    "E3",
    "pain or tingling down one leg, at a check-in or during an exercise",
    "that exercise stops and stays out; moves at the end of bending, forward and back, too, until somebody has looked at it",
    "Pain that runs down a leg is a stop sign: those moves wait until a physiotherapist or doctor has looked at it.",
    "McKenzie pages [SEEN-2nd]; SR-13, SR-34 [SEED]",
    "Your word that a professional has looked at it, or the safety questions answered anew without it.",
)
E4 = Rule(
    "E4",
    f"any rating of {S.severe} or more",
    f"the session ends; {S.rest_days} rest day (walking is fine); "
    f"from {S.seek_advice}, or twice in {S.severe_again_days} days, see a professional",
    "{pain} out of 10 is beyond what CoreCare trains through: rest, with easy walking if it feels good{more}.",
    "Boonstra 2016, severe from 7 [SEEN]; the rest day [CHOICE]",
    "It opens by itself when the rest day is over.",
)
E5 = Rule(
    "E5",
    f"the worst pain of a session rises {t.RISING_SESSIONS} sessions running, by {t.RISING_TOTAL} or more in all; "
    f"or the mean of the week is {S.mean_rise} or more above the week before",
    f"{S.deload_days} lighter days: strength one step easier, two of three sets, nothing gets harder; "
    "a second week running, see a professional",
    "Your pain has climbed, {climb}, so this is a lighter week{more}.",
    "pain-monitoring model, week to week [SEEN-2nd]; Childs 2005 [SEEN]",
    f"It ends {S.deload_days} days after the last climb; then your own doses are back.",
)
E6 = Rule(
    "E6",
    f"the mean of the week at {S.sore} or more for {t.NUDGE_WEEKS} weeks; "
    f"for {t.REFER_WEEKS} weeks without a fall of {t.REAL_CHANGE:.0f} points or {t.REAL_SHARE:.0%}; "
    "or a spell of more than six weeks told at the screening",
    f"training goes on where it is tolerated; after {t.REFER_WEEKS} weeks see a professional, "
    f"said again every {t.REFER_EVERY_DAYS} days",
    "Your back has been at {mean} out of 10 for {weeks} weeks: {more}.",
    "NHS Lothian 4–6 weeks, Costa 2012 [SEEN]; Farrar 2001 [SEEN]",
    "It goes when a week is clearly better.",
)
E7 = Rule(
    "E7",
    "after a birth: leaking, heaviness, doming or heavier bleeding; "
    f"or a mean of {S.sore} or more {t.POSTPARTUM_DAYS // WEEK} weeks after the first postpartum set",
    "no session that day, the stronger belly work waits; see a pelvic-floor physiotherapist, midwife or doctor",
    "{what}: please ask a pelvic-floor physiotherapist, your midwife or doctor.",
    "NHS postnatal page [SEEN]; S4:36 [SEED]; 12 weeks [CHOICE]",
    "A check-in without it, or your word that a professional has checked it.",
)

ROWS = (E1, E2, E3, E4, E5, E6, E7)
LONG_SPELL = "More than six weeks of this: if nobody has looked at it yet, a physiotherapist or doctor could, while you go on."
STOPS_TODAY = "Leaking, heaviness, doming or more bleeding means stop for today"
CALL = "your emergency number"


# --- what closes a session ---------------------------------------------------------------------


def closed(past: Past, profile: Profile, check_in: CheckIn | None, settings: Settings) -> Advice | None:
    """E1, E2, then the pelvic sign of the day, then a severe rating; None = none of them."""
    gravest = profile.closing[0] if profile.closing else None
    if gravest is not None and gravest.closes in (Closes.EMERGENCY, Closes.TODAY):
        return locked(gravest, settings)
    if any(_told_today(sign, past, profile, check_in) for sign in SIGNS if SIGNS[sign].closes is Closes.TODAY_ONLY):
        return Advice(E7.id, E7.say(what=STOPS_TODAY))
    return None


def _told_today(sign: str, past: Past, profile: Profile, check_in: CheckIn | None) -> bool:
    """Ticked now, or at a check-in earlier today that nobody has cleared since."""
    cleared = profile.chose(Chose.CLEAR, sign)
    earlier = any(told.of == sign and told.at.date() == past.today for told in standing_signs(profile))
    trained = any(s.check_in and sign in s.check_in.new_signs for s in past.sessions(1) if not cleared or cleared < s.started)
    return earlier or trained or (check_in is not None and sign in check_in.new_signs)


def locked(question: Question, settings: Settings) -> Advice:
    """The words of that lock."""
    if question.closes is Closes.EMERGENCY:
        return Advice(E1.id, E1.say(number=settings.emergency_number or CALL))
    return Advice(E2.id, E2.say())


def severe(past: Past, check_in: CheckIn | None) -> Advice | None:
    """E4: a severe rating now, or one whose rest day is not over."""
    limits, today = past.limits, past.today
    found = list(severe_ratings(past, today - timedelta(limits.severe_again_days - 1)))
    pre = check_in.pain if check_in else None
    if pre is not None and pre >= limits.severe:
        found.append((today, Because(None, None, pre, "check_in")))
    resting = [(day, b) for day, b in found if (today - day).days <= limits.rest_days]
    if not resting:
        return None
    worst = max(b.pain or 0 for _, b in resting)
    return Advice(E4.id, severe_sentence(worst, again=len(found) > 1, seek=limits.seek_advice), tuple(b for _, b in resting))


def severe_sentence(pain: int, again: bool, seek: int) -> str:
    """E4 in words, with the advice to see somebody where it belongs."""
    more = ", and please have it looked at by a doctor or physiotherapist" if pain >= seek or again else ""
    return E4.say(pain=pain, more=more)


def severe_ratings(past: Past, since: date) -> Iterator[tuple[date, Because]]:
    """Every rating of 7 or more said for `since` or later, with its day."""
    for session in past.sessions((past.today - since).days + 2):
        for because in said(session):
            day = session.date + timedelta(because.what == "morning_after")
            if (sound(because.pain) or 0) >= past.limits.severe and day >= since:
                yield day, because
    for day, pain in past.logged((past.today - since).days + 1):
        if pain >= past.limits.severe:
            yield day, Because(None, None, pain, "logged")


def said(session: Session) -> Iterator[Because]:
    """Every score of a session, said or not."""
    yield Because(session.id, None, session.pre, "check_in")
    yield from (Because(session.id, r.exercise, r.pain) for r in session.results)
    yield Because(session.id, None, session.end_pain, "end")
    yield Because(session.id, None, morning(session), "morning_after")


def morning(session: Session) -> Score:
    """The score of the morning after."""
    return sound(session.morning_after.pain) if session.morning_after else None


# --- what advises ------------------------------------------------------------------------------


def down_a_leg(profile: Profile, past: Past) -> Advice | None:
    """E3."""
    if not profile.has("one_leg"):
        return None
    return Advice(E3.id, E3.say(), tuple(leg_pain(profile, past)))


def climbing(climb: Climb) -> Advice:
    """E5, for a climb that was found."""
    more = ""
    if climb.second_week:
        more = "; as it is the second week running, please have it looked at by a physiotherapist or doctor"
    return Advice(E5.id, E5.say(climb=climb.words, more=more), climb.because)


def no_better(past: Past) -> Advice | None:
    """E6: the nudge after four weeks, the advice to see somebody after six, for a week in every two."""
    up = still_up(past)
    if up is None:
        return None
    more = "a good moment to think about who could look at it with you"
    if (
        up.weeks >= t.REFER_WEEKS
        and not real(up.first, up.mean)
        and (up.weeks - t.REFER_WEEKS) % (t.REFER_EVERY_DAYS // WEEK) == 0
    ):
        more = "little change in that time is a good reason to be seen by a physiotherapist or doctor"
    return Advice(E6.id, E6.say(mean=f"{up.mean:.1f}", weeks=up.weeks, more=more))


def long_spell(profile: Profile) -> Advice | None:
    """E6, said at the screening: it advises until somebody has looked at it, and holds nothing back."""
    return Advice(E6.id, LONG_SPELL) if profile.has("six_weeks") else None


def after_birth(profile: Profile, past: Past) -> Advice | None:
    """E7: the sign that was said and not checked since, or twelve weeks without getting there."""
    if profile.has("pelvic"):
        return Advice(E7.id, E7.say(what="You told of leaking, heaviness, doming or more bleeding"))
    numbers = past.history.by_routine.get("postpartum", []) if "postpartum" in profile.flags else []
    if not numbers or (past.today - past.history.outlines[numbers[0]].started.date()).days < t.POSTPARTUM_DAYS:
        return None
    if past.mean7 is None or past.mean7 < past.limits.sore:
        return None
    return Advice(E7.id, E7.say(what="Still sore twelve weeks on"))
