"""Every number the rules compare with, named, with its source; nothing else in this package holds a number of its own."""

SEVERE = 7
"""A rating from here ends the session (Boonstra 2016: earliest published severe cut; CHOICE)."""
SEEK_ADVICE = 8
"""A rating from here adds advice to see a professional (CHOICE)."""
RED = 6
"""A rating from here stops the exercise (practice pages: 6–10 is too much)."""
AMBER_HIGH = 5
"""One step easier from here (pain-monitoring model: 5 is the published ceiling; the documents are stricter)."""
AMBER = 3
"""Hold the dose from here (pain-monitoring model)."""
RISE_AMBER, RISE_AMBER_HIGH = 2, 3
"""Rise over the check-in (minimum detectable change 2: Childs 2005)."""
BASELINE = (3, 5)
"""Check-ins between these: a rating in the same range with a rise of at most BASELINE_RISE is a hold (CHOICE)."""
BASELINE_RISE = 1
SORE = 3
"""Check-in or 7-day mean from here: crunches, sit-ups and weights are off the list (Karran 2017; SR-14, SR-15)."""
SORE_START = (3, 4)
"""Check-in: fewer sets, no raises (CHOICE)."""
RECOVERY = (5, 6)
"""Check-in: gentle movement only (SR-09; CHOICE)."""
SETS_SHARE = (2, 3)
"""What is left of the sets on a sore day: two of three, rounded down, never none (x 0.67)."""
BEGINNER_SESSIONS = 6
"""Finished sessions before hard rungs open (CHOICE)."""
MORNING_RISE = 2
"""The morning after at or above the session's check-in by this much: it had not settled (Silbernagel 2007; MDC 2)."""
DONE_LEAST = 0.8
"""Less of the dose done, twice running, was too big (CHOICE)."""
REST_DAYS = 1
"""Days without a session after a severe rating (CHOICE)."""
SEVERE_AGAIN_DAYS = 7
"""A second severe rating within these adds advice (CHOICE)."""
SWAP_DAYS, SWAP_EXPOSURES = 7, 2
"""An exercise that reached RED rests for both of these (SR-10, SR-12; CHOICE)."""
SKIP_DAYS = 7
"""An exercise at the foot of its ladder that hurt stays out this long (X2; CHOICE)."""
RAISE_APART_H = 48
"""Hours between the two clean sessions of a raise (ACSM: 48 h for the same muscles)."""
RAISE_EVERY_DAYS = 7
"""At most one raise an exercise in these days (practice: weekly)."""
RAISES_A_SESSION = 2
"""At most this many exercises are raised at once (CHOICE)."""
EFFORT_TO_RAISE = 2
"""Effort 1 easy or 2 good leaves two reps or more in reserve (Hackett 2017; CHOICE)."""
MEAN_RISE = 2
"""A 7-day mean this much above the one before is a real change (Childs 2005)."""
ELSEWHERE_DAYS = 84
"""A lower rung reached in another routine is looked for this far back: 12 weeks."""
SESSIONS_NEAR = 400
"""The near past, searched first: a year of daily sessions. Only an exercise that is not in it costs a look at all of them."""
EXPOSURES_SEEN = 60
"""Exposures of an exercise any rule may look at: two a day over FORGETS_DAYS. More would only cost time."""
FORGETS_DAYS = 28
"""Ratings in other routines are looked at this far back (the window of X3)."""
MOST_EXERCISES = 6
"""In a composed session (adherence falls with the number of exercises; CHOICE)."""
