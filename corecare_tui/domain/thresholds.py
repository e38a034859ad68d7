"""Every number the rules compare with, named, with its source; the ones a person may make more careful stand in `Limits`."""

from dataclasses import dataclass, fields, replace

BASELINE = (3, 5)
"""Check-ins between these: a rating in the same range with a rise of at most BASELINE_RISE is a hold (CHOICE)."""
BASELINE_RISE = 1
SETS_SHARE = (2, 3)
"""What is left of the sets on a lighter day: two of three, rounded down, never none (x 0.67)."""
DONE_LEAST = 0.8
"""Less of the dose done, twice running, was too big (CHOICE)."""
RISING_SESSIONS, RISING_TOTAL = 3, 2
"""E5: the worst score rises over so many sessions running, by so much in all (pain-monitoring model; Childs 2005)."""
NUDGE_WEEKS, REFER_WEEKS = 4, 6
"""E6: weeks of a 7-day mean that stays up (NHS Lothian: 4–6 weeks; Costa 2012)."""
REFER_EVERY_DAYS = 14
"""E6: the advice to see a professional comes back this often (CHOICE)."""
REAL_CHANGE, REAL_SHARE = 2.0, 0.3
"""A fall smaller than both is no real change (Childs 2005: 2 points; Farrar 2001: 30 %)."""
POSTPARTUM_DAYS = 84
"""E7: still sore after 12 weeks of the postpartum set ("a few months" in its document; CHOICE)."""
UNSETTLED_DAYS, STILL_UP_DAYS = 14, 3
"""R4: two bad mornings within the first, or still up after the second, 72 hours (providephysiotherapy; CHOICE)."""
HARD_EFFORT, HARD_SESSIONS = 8, 2
"""R7: a session effort (0–10) from the first, in so many sessions running (session RPE; CHOICE)."""
PARK_OF, PARK_DAYS = 5, 28
"""X3 looks at so many exposures within so many days (SR-12; CHOICE)."""
TOLERATED_DAYS = 28
"""A bad-back day is made of what was tolerated in these days (CHOICE)."""
UP_HOURS = 2
"""No forward bend for so many hours after waking (Snook 1998)."""
EASY_RUNG = 1
"""R5: up to this rung the postpartum set may be done daily (catalogue C12)."""
DECLINED_DAYS = 7
"""A declined raise is not offered again for this long: never twice a week (CHOICE)."""
ELSEWHERE_DAYS = 84
"""A lower rung reached in another routine is looked for this far back: 12 weeks."""
EXPOSURES_SEEN = 60
"""Exposures of an exercise any rule may look at: two a day over FORGETS_DAYS. More would only cost time."""
FORGETS_DAYS = 28
"""Ratings in other routines are looked at this far back (the window of X3)."""
LEG_DAYS = 90
"""E3 looks for pain down a leg this far back: by then all safety questions were asked again (CHOICE)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers a person may change in the settings file, in the careful direction only (`CAREFUL`)."""

    severe: int = 7
    """A rating from here ends the session (Boonstra 2016: earliest published severe cut; CHOICE)."""
    seek_advice: int = 8
    """A rating from here adds advice to see a professional (CHOICE)."""
    red: int = 6
    """A rating from here stops the exercise (practice pages: 6–10 is too much)."""
    amber_high: int = 5
    """One step easier from here (pain-monitoring model: 5 is the published ceiling; the documents are stricter)."""
    amber: int = 3
    """Hold the dose from here (pain-monitoring model)."""
    rise_amber: int = 2
    """A rise over the check-in from here holds the dose (minimum detectable change 2: Childs 2005)."""
    rise_amber_high: int = 3
    """A rise over the check-in from here eases."""
    sore: int = 3
    """Check-in or 7-day mean from here: crunches, sit-ups and weights are off the list (Karran 2017; SR-14, SR-15)."""
    sore_start: int = 3
    """Check-in from here: fewer sets, no raises (CHOICE)."""
    recovery: int = 5
    """Check-in from here: gentle movement only (SR-09; CHOICE)."""
    morning_rise: int = 2
    """The morning after above the session's check-in by this: it had not settled (Silbernagel 2007; MDC 2)."""
    mean_rise: int = 2
    """A 7-day mean this much above the one before is a real change (Childs 2005)."""
    beginner_sessions: int = 6
    """Finished sessions before hard rungs open (CHOICE)."""
    rest_days: int = 1
    """Days without a session after a severe rating (CHOICE)."""
    severe_again_days: int = 7
    """A second severe rating within these adds advice (CHOICE)."""
    swap_days: int = 7
    """An exercise that reached red rests at least this long (SR-10, SR-12; CHOICE)."""
    swap_exposures: int = 2
    """... and for so many sessions that ask for it."""
    skip_days: int = 7
    """An exercise at the foot of its ladder that hurt stays out this long (X2; CHOICE)."""
    park_after: int = 3
    """So many of the last 5 exposures too painful: the exercise is parked (X3; SR-12)."""
    deload_days: int = 7
    """A lighter week after pain has climbed (E5, R4; CHOICE)."""
    apart_days: int = 2
    """Days between two sessions of a strength family, 48 h (ACSM Guidelines; Garber 2011)."""
    family_week: int = 3
    """Sessions of a strength family in 7 days (ACSM: two to three days a week)."""
    gap_days: int = 14
    """Without training from here: one step easier (Mujika [SEEN-2nd]; CHOICE)."""
    long_gap_days: int = 28
    """Without training from here: a rung easier, and the safety questions again (CHOICE)."""
    screen_days: int = 90
    """The safety questions are asked again after this long (CHOICE)."""
    raise_apart_h: int = 48
    """Hours between the two clean sessions of a raise (ACSM: 48 h for the same muscles)."""
    raise_every_days: int = 7
    """At most one raise an exercise in these days (practice: weekly)."""
    raises_a_session: int = 2
    """At most this many exercises are raised at once (CHOICE)."""
    effort_to_raise: int = 2
    """Effort 1 easy or 2 good leaves two reps or more in reserve (Hackett 2017; CHOICE)."""


STANDARD = Limits()

LOWER = frozenset(
    {
        "severe", "seek_advice", "red", "amber_high", "amber", "rise_amber", "rise_amber_high", "sore", "sore_start", "recovery",
        "morning_rise", "mean_rise", "park_after", "family_week", "gap_days", "long_gap_days", "screen_days", "raises_a_session",
        "effort_to_raise",
    }
)  # fmt: skip
"""The limits for which a smaller number is the more careful one; for all others a greater one is."""
LARGEST = 365
"""No limit is a longer time or a greater count."""


class Careless(ValueError):
    """A limit was to be changed in the other direction; says which and how to mend it."""


def with_limits(changes: dict[str, int]) -> Limits:
    """The limits with those changes. Raises Careless for an unknown name, no whole number, or the less careful direction."""
    known = {f.name: getattr(STANDARD, f.name) for f in fields(Limits)}
    for name, value in changes.items():
        _check(name, value, known)
    return replace(STANDARD, **changes)


def _check(name: str, value: object, known: dict[str, int]) -> None:
    if name not in known:
        raise Careless(f"{name}: there is no such limit")
    standard, low = known[name], name in LOWER
    least, most = (0 if name == "raises_a_session" else 1, standard) if low else (standard, LARGEST)
    if type(value) is not int or not least <= value <= most:
        way = "lower" if low else "higher"
        raise Careless(
            f"{name}: {value!r} is not a whole number from {least} to {most}; it may only be made {way}, the careful way"
        )
