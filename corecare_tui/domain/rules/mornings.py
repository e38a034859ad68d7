"""The morning after a session: had the back settled (R3), does it never (R4)? It outranks the ratings of the session itself."""

from datetime import timedelta
from itertools import pairwise

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.plan import Advice, Because
from corecare_tui.domain.records import CheckIn, Session
from corecare_tui.domain.rules import escalation
from corecare_tui.domain.rules.past import Past
from corecare_tui.domain.rules.rule import Rule
from corecare_tui.domain.thresholds import STANDARD as S

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
ROWS = (R3, R4)


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


def never_settles(past: Past, check_in: CheckIn | None) -> Advice | None:
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
