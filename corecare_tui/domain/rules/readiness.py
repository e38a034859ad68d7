"""Rules of the whole session: may there be one today, how much of it, and does anything get harder (E, G1, R)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from corecare_tui.domain.pain import Score
from corecare_tui.domain.plan import Advice, Because
from corecare_tui.domain.profile import BY_ID, Closes, Profile, Question
from corecare_tui.domain.records import CheckIn, Session
from corecare_tui.domain.rules import thresholds as t
from corecare_tui.domain.rules.exposures import Past
from corecare_tui.domain.rules.rule import Rule

E1 = Rule(
    "E1",
    "a sign that can be an emergency: numbness around the groin, bladder or bowel change, both legs, chest signs",
    "no session; locked until the person confirms that a clinician has checked them",
    "Stop here. What you ticked can be an emergency: call your emergency number or go to an emergency department now. "
    "CoreCare starts no session until you tell it that a clinician has checked you.",
    "cauda equina card (backes.org.uk), sheffieldachespains, Finucane 2020 [SEEN]",
)
E2 = Rule(
    "E2",
    "fever or feeling ill, weight loss, a leg getting weaker, a recent fall, night pain that never eases",
    "no session; locked as E1; medical advice the same day",
    "Please speak to a doctor or an urgent-care line today, before any exercise.",
    "sheffieldachespains, IPRS [SEEN]; Downie 2013 [SEEN-2nd]",
)
E4 = Rule(
    "E4",
    f"any rating of {t.SEVERE} or more",
    f"the session ends; {t.REST_DAYS} rest day (walking is fine); "
    f"from {t.SEEK_ADVICE}, or twice in {t.SEVERE_AGAIN_DAYS} days, see a professional",
    "{pain} out of 10 is beyond what CoreCare trains through: rest, with easy walking if it feels good{more}.",
    "Boonstra 2016, severe from 7 [SEEN]; the rest day [CHOICE]",
)
G1 = Rule(
    "G1",
    "a flag of the screening that a professional has to clear first; pregnancy; under 18",
    "no session until cleared; pregnancy and under 18 stay refused",
    "CoreCare is not made for this situation yet ({what}): ask a doctor, midwife or physiotherapist first.",
    "SR-17, SR-18 [SEED]; ACOG 804 [SEEN]",
)
R1 = Rule(
    "R1",
    f"check-in {t.RECOVERY[0]} or {t.RECOVERY[1]}",
    "gentle movement only: the gentle set",
    "Your back is at {pain} today: gentle movement only.",
    "SR-09 [SEED]; [CHOICE]",
)
R2 = Rule(
    "R2",
    f"check-in {t.SORE_START[0]} or {t.SORE_START[1]}",
    "two of three sets; nothing gets harder",
    "A sore start at {pain}: fewer sets today, and nothing gets harder.",
    "[CHOICE]",
)
R3 = Rule(
    "R3",
    f"the morning after was {t.MORNING_RISE} or more above that session's check-in, or not back to normal",
    f"every exercise rated {t.AMBER} or more in it one step easier; strength rests the day after; nothing gets harder",
    "It had not settled by the next morning, so that dose was too big.",
    "Silbernagel 2007 [SEEN-2nd]; clinics' 24 hours [SEEN]",
)
SCREEN = Rule(
    "G0",
    "never screened",
    "a plan without the person's screening carries this advice; the app screens first",
    "The safety questions are not answered yet: open `corecare`, press Enter and answer them before you train.",
    "evidence 2.3 [CHOICE]",
)


GRAVEST_FIRST = (Closes.EMERGENCY, Closes.TODAY, Closes.REFUSE, Closes.PROFESSIONAL)
"""What locks sessions."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What today allows."""

    blocked: Advice | None = None
    advice: tuple[Advice, ...] = ()
    gentle: bool = False
    """Only the gentle set (R1)."""
    fewer_sets: Advice | None = None
    """Cut the sets, for this reason (R2)."""
    unsettled: Advice | None = None
    """The last session had not settled (R3)."""
    strength_rests: bool = False
    """Only mobility today (R3, the day after)."""

    @property
    def may_raise(self) -> bool:
        """Nothing gets harder while a rule of E or R is active."""
        return not (self.gentle or self.fewer_sets or self.unsettled)


def readiness(past: Past, profile: Profile, check_in: CheckIn | None, today: date) -> Readiness:
    """E, G1 and R for that day, gravest first."""
    blocked = _signs(check_in) or _flags(profile) or _severe(past, check_in, today)
    if blocked:
        return Readiness(blocked=blocked)
    advice = [] if profile.screened else [Advice(SCREEN.id, SCREEN.say())]
    pre = check_in.pain if check_in else None
    said = (Because(None, None, pre, "check_in"),)
    gentle = pre is not None and t.RECOVERY[0] <= pre <= t.RECOVERY[1]
    fewer = None
    if pre is not None and t.SORE_START[0] <= pre <= t.SORE_START[1]:
        fewer = Advice(R2.id, R2.say(pain=pre), said)
    if gentle:
        advice.append(Advice(R1.id, R1.say(pain=pre), said))
    resting = (s for s in reversed(past.history.sessions) if (today - s.date).days <= t.REST_DAYS)
    bad = next((found for s in resting if (found := not_settled(s))), None)
    unsettled = bad or not_settled(past.last)
    advice += [found for found in (fewer, unsettled) if found]
    return Readiness(None, tuple(advice), gentle, fewer, unsettled, bad is not None)


def _signs(check_in: CheckIn | None) -> Advice | None:
    """New signs ticked at the check-in: they lock exactly as the flags of the screening do."""
    ticked = check_in.new_signs if check_in else ()
    return _closing(tuple(BY_ID[id] for id in ticked if id in BY_ID))


def _flags(profile: Profile) -> Advice | None:
    return _closing(profile.closing)


def _closing(questions: tuple[Question, ...]) -> Advice | None:
    """The block of the gravest of those questions; None where each closes single exercises only."""
    closing = [question for question in questions if question.closes in GRAVEST_FIRST]
    if not closing:
        return None
    gravest = min(closing, key=lambda question: GRAVEST_FIRST.index(question.closes))
    if gravest.closes is Closes.EMERGENCY:
        return Advice(E1.id, E1.say())
    if gravest.closes is Closes.TODAY:
        return Advice(E2.id, E2.say())
    return Advice(G1.id, G1.say(what=gravest.text[0].lower() + gravest.text[1:]))


def _severe(past: Past, check_in: CheckIn | None, today: date) -> Advice | None:
    """E4: a severe rating now, or one whose rest day is not over."""
    found = list(severe_ratings(past, today - timedelta(t.SEVERE_AGAIN_DAYS - 1)))
    pre = check_in.pain if check_in else None
    if pre is not None and pre >= t.SEVERE:
        found.append((today, Because(None, None, pre, "check_in")))
    resting = [(day, b) for day, b in found if (today - day).days <= t.REST_DAYS]
    if not resting:
        return None
    worst = max(b.pain or 0 for _, b in resting)
    return Advice(E4.id, severe_sentence(worst, again=len(found) > 1), tuple(b for _, b in resting))


def severe_sentence(pain: int, again: bool) -> str:
    """E4 in words, with the advice to see somebody where it belongs."""
    return E4.say(
        pain=pain, more=", and please have it looked at by a doctor or physiotherapist" if pain >= t.SEEK_ADVICE or again else ""
    )


def severe_ratings(past: Past, since: date) -> Iterator[tuple[date, Because]]:
    """Every rating of 7 or more said for `since` or later, with its day."""
    for session in takewhile(lambda s: s.date >= since - timedelta(2), reversed(past.history.sessions)):
        for because in _said(session):
            day = session.date + timedelta(because.what == "morning_after")
            if because.pain is not None and because.pain >= t.SEVERE and day >= since:
                yield day, because
    for entry in takewhile(lambda p: p.at.date() >= since, reversed(past.history.pains)):
        if entry.pain is not None and entry.pain >= t.SEVERE:
            yield entry.at.date(), Because(None, None, entry.pain, "logged")


def _said(session: Session) -> Iterator[Because]:
    yield Because(session.id, None, session.pre, "check_in")
    yield from (Because(session.id, r.exercise, r.pain) for r in session.results)
    yield Because(session.id, None, session.end_pain, "end")
    yield Because(session.id, None, _morning(session), "morning_after")


def _morning(session: Session) -> Score:
    return session.morning_after.pain if session.morning_after else None


def not_settled(last: Session | None) -> Advice | None:
    """R3 for that session: its morning after was bad; None when it was not, or nothing was said."""
    if last is None or last.morning_after is None:
        return None
    morning, pre = last.morning_after.pain, last.pre
    risen = morning is not None and pre is not None and morning >= pre + t.MORNING_RISE
    if not risen and last.morning_after.settled is not False:
        return None
    return Advice(R3.id, R3.say(), (Because(last.id, None, morning, "morning_after"),))


def settled(session: Session) -> bool | None:
    """Had the back settled by the morning after? None when it was not said."""
    after = session.morning_after
    if after is None or (after.pain is None and after.settled is None):
        return None
    if not_settled(session) is not None:
        return False
    # A number alone settles it only when there is a check-in to compare with.
    return True if after.settled or (after.pain is not None and session.pre is not None) else None
