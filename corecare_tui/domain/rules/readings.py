"""Where two sources contradict each other or a law, and which reading was taken: always the careful one."""

READINGS = (
    (
        "6.3's 'previous dose step', where a set is dropped",
        "One step easier never lengthens a hold nor adds reps: from 3 × 8 at the foot of its range it is 2 × 8, not 2 × 10.",
    ),
    (
        "Each document gives its own doses, H1 and H2 promise the same dose",
        "A smaller dose done in another routine within 28 days is taken over where the exercise was never done here, or where "
        "it was not green. A bigger one never is.",
    ),
    (
        "A clearing without a date",
        "It stands for what was said before the last screening; a sign told later locks again.",
    ),
    (
        "First match wins, against law L1",
        "Of all rules that ease a place the one that eases most decides, among equal ones the first in the order of "
        "precedence. So a milder rule never hides a graver one: a 6 rests even when the morning was bad too.",
    ),
    (
        "U1's two green sessions, against the ladders' two sessions at the top dose",
        "A step is earned by two green sessions of which the second was at the dose that is raised; a new rung by two "
        "at the top dose. What was lowered in between, or a break of 14 days, starts the count again.",
    ),
    (
        "G2's mean of 3, against the catalogue (C1, C3)",
        "Crunches, sit-ups and weights wait while the check-in, the mean of the week or any score of the last seven "
        "days is 3 or more. Crunches and sit-ups also want seven days without any pain (1 or 2 allows the curl-up).",
    ),
    (
        "E5's step and sets, for how long",
        "They last seven days from the last climb and are no new base: afterwards the usual doses are back (C3 says "
        "so), if the last time was green or no worse than the person came. Sets are cut first, then a step on the same "
        "rung.",
    ),
    (
        "E5 compares weeks and sessions, L1 forbids more for a worse rating",
        "The week before is counted without the last session, and a climb counts for an exercise even where its own "
        "rating, taken for less, would have shown it: raising a rating never ends a lighter week.",
    ),
    (
        "A lightened day and an eased dose together",
        "Never more than the lightened day alone would ask: 2 × 6 becomes 1 × 6, also where the step below 2 × 6 is 1 ×"
        " 10. Two reasons for fewer sets (R1, R2, R7, E5, R4) cut them once.",
    ),
    (
        "A lighter day must not become the base, and must not be forgotten either",
        "After R2, R7, E5 or a gate of the day what was usual comes back only where the lighter form was green, or no "
        "worse than the person came with. Amber, unrated or worse: it goes on from the lighter form.",
    ),
    (
        "X2 'at rung 0', against D1",
        "At rung 0 a 5 leaves the whole family out for a week, whatever its dose. Where nothing easier exists "
        "elsewhere, or only the rise was too much, the exercise alone is left out.",
    ),
    (
        "X1's two exposures",
        "Sessions that ask for the exercise, or choose from its ladder, count; others do not.",
    ),
    (
        "X1 takes a partner first, X5 the rung easier",
        "A rest ends, leaving out for good does not: a rung of the same ladder grows with the person, and what stands in "
        "from another family does not. While X1 to X4 ask for less than that, they decide.",
    ),
    (
        "R5's 48 hours, against daily warm-ups and the daily postpartum set (C12)",
        "What warms up, closes or soothes trains no family. In the postpartum set rungs up to 1 may be daily, so they "
        "do not climb above it, and on the day between glute bridge takes the place of the bridges above it.",
    ),
    (
        "R5 counts hours, a plan is made for a day",
        "48 hours are two days on the calendar: trained on Monday, again from Wednesday.",
    ),
    (
        "R6 speaks of a gap, exercises come back on different days",
        "Each place is eased once, the first time it comes after the gap.",
    ),
    (
        "C1 wants front and back in every session, D1 and X1 take exercises out",
        "Where the ladder that has its turn has nothing for today the next one is taken; an exercise that main work was"
        " eased down to is done there, and left out of the warm-up.",
    ),
    (
        "'E3 to E7 advise', against 'stop' in E7",
        "Leaking, heaviness, doming or more bleeding, ticked at a check-in, closes that day; from the next day on it "
        "advises, and the stronger belly work waits until it is cleared.",
    ),
    (
        "Some pain is acceptable (pain-monitoring model), against none (SR-01, SR-10; C7)",
        "The table as it stands; the strict setting is the documents' own stance: 3 or more skips the exercise and eases it.",
    ),
    (
        "A check-in that is not said",
        "It neither eases nor raises by itself: 0 and 1 are green whatever came before, 2 is unknown, from 3 on the "
        "number alone decides.",
    ),
    (
        "A raise that is earned, but shut (U3)",
        "It counts as one of the two raises of the session: what is shut for one exercise raises no other.",
    ),
    (
        "Fixed routines (C6, C11)",
        "Their order is kept: cat-cow opens day 1 of the three-day plan, and its leg raise is the person's own rung of "
        "that ladder.",
    ),
)
"""(what contradicts, the reading)."""

SEEN = (
    (
        "People: 200 of eleven kinds, twelve weeks, 6,771 planned sessions (22 November 2026; the pain model is simple "
        "and ours, so the kinds may be compared, but the shares are no forecast)."
    ),
    (
        "What must hold held: no session after a red flag; after a flare the next session was easier for every one of "
        "the 18 (two days, one session); at most two raises a session and one a week an exercise; no raise for those "
        "who never rate or always say 4."
    ),
    (
        "The steady improver (20): 73 % of the plans raise something, 7 % ease. A ladder of the main part gets a step "
        "about once a week: forearm plank after knee plank in week 11 (always 0: week 8, +5 s a week, as practice has "
        "it), side plank with the leg up in week 9. Ladders counted in reps take longer than twelve weeks for a rung "
        "(one rep a week over eight to ten steps), which is slow, but neither weeks of nothing nor a leap."
    ),
    ("The flare in week 3: 14 % of the plans in a lighter week, 14 % easier, 17 of the 18 raise again in weeks 10 to 12."),
    (
        "One bad exercise: it rests, comes back two steps easier, and is parked at the end for 4 of the 18, who never "
        "brought it back themselves; the rest of the session goes on, and all 18 raise something in weeks 10 to 12."
    ),
    (
        "Worsening: 22 % harder early on, 29 % easier, 5 % lighter weeks; 17 of 18 are told to see somebody, in week 9 "
        "in the median, and most end on one or two exercises. A slow climb of 0.4 a week is under what E5 can tell from"
        " noise; E6 catches it."
    ),
    (
        "The noisy scorer (spread of 2 points): 83 % of the plans ease something, 44 % are in a lighter week. Single "
        "ratings are noisy and the rules believe them: the price of care, which a physiotherapist would have to weigh."
    ),
    (
        "After a birth: the set is daily, the bridges every second day, and strong belly work never before the check-up"
        " is said to be done."
    ),
    "A month off: everyone starts a rung lower once, and all 18 raise again in weeks 10 to 12.",
    (
        "The first cohort found what the single rules did not show: a rest that never ended on a composed ladder, a "
        "place left empty for good when an eased exercise was in the warm-up already, warm-ups that never climbed back,"
        " and a sore day's dose that became the base. All four are mended; the run above is the one after."
    ),
)
"""What the cohort showed, in sentences; the numbers are of `python -m tests.cohort`."""
