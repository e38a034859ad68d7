"""Each rule at its threshold, just below it, at its exception, and against the rules it gives way to (evidence 6.4)."""

from dataclasses import replace

import pytest

from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.history import History
from corecare_tui.domain.profile import BY_ID, NEW_SIGNS, Closes, Profile
from corecare_tui.domain.records import CheckIn, MorningAfter, Outcome, SessionOutcome
from corecare_tui.domain.routine import Block, Day, Item, Routine
from corecare_tui.domain.rules import RULES, plan_next
from corecare_tui.domain.timetable import length_ms, unroll
from tests.domain.history_kit import LIBRARY, PERSON, at, day, pain, plan, result, rules, session, shown

BAD = MorningAfter(5, False)
UNSAID = MorningAfter(None, None)


def plank(n, **said):
    """A day 1 of the three-day plan with only its plank."""
    of_session = {key: said.pop(key) for key in ("pre", "morning", "hour", "end", "outcome") if key in said}
    return session(n, plank=said, **of_session)


def back(n, exercise, **said):
    return session(n, day_id="day2", **{exercise: said})


# --- the table ----------------------------------------------------------------------------------


def test_rules_stand_in_the_order_of_precedence_and_have_one_row_each():
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    letters = "".join(dict.fromkeys(id[0] for id in ids))
    assert letters == "EGRSXDHUC"
    assert all(rule.condition and rule.action and rule.sentence and "[" in rule.source for rule in RULES)


def test_a_decision_names_what_was_what_is_and_why():
    bad = plank(0, pain=5)
    (decision,) = at(plan(2, bad), "plank").decisions
    assert (decision.rule, decision.before.text, decision.after.text) == ("D1", "plank 3 × 30 s", "plank 3 × 25 s")
    assert [(b.session, b.exercise, b.pain) for b in decision.because] == [(bad.id, "plank", 5)]
    assert decision.sentence == "5 out of 10 in forearm plank: one notch easier next time."


# --- E: close -----------------------------------------------------------------------------------

LOCKS = {Closes.EMERGENCY: "E1", Closes.TODAY: "E2", Closes.PROFESSIONAL: "G1", Closes.REFUSE: "G1"}


@pytest.mark.parametrize("flag", BY_ID)
def test_flags_of_the_screening_lock_or_only_close_exercises(flag):
    found = plan(0, profile=replace(PERSON, flags=(flag,)))
    expected = LOCKS.get(BY_ID[flag].closes)
    assert (found.blocked.rule if found.blocked else None) == expected
    assert bool(found.items) == (expected is None)


@pytest.mark.parametrize("flag", BY_ID)
def test_clearing_opens_but_never_for_pregnancy_and_minors(flag):
    found = plan(0, profile=replace(PERSON, flags=(flag,), cleared=(flag,)))
    assert bool(found.blocked) == (flag in ("pregnant", "under_18"))


def test_the_gravest_flag_speaks():
    found = plan(0, profile=replace(PERSON, flags=("limited", "pregnant", "fall", "chest")))
    assert found.blocked.rule == "E1"
    assert plan(0, profile=replace(PERSON, flags=("limited", "fall"))).blocked.rule == "E2"


@pytest.mark.parametrize(("sign", "closes"), [(sign.id, sign.closes) for sign in NEW_SIGNS])
def test_new_signs_at_the_check_in_lock_even_when_once_cleared(sign, closes):
    cleared = replace(PERSON, flags=(sign,), cleared=(sign,))
    for profile in (PERSON, cleared):
        found = plan(0, signs=(sign,), profile=profile)
        assert (found.blocked.rule if found.blocked else None) == ({**LOCKS, Closes.TODAY_ONLY: "E7"}).get(closes)


def test_a_sign_of_one_leg_closes_exercises_for_that_session_even_when_cleared():
    cleared = replace(PERSON, flags=("one_leg",), cleared=("one_leg",))
    found = plan(0, routine="lower_back", signs=("one_leg",), profile=cleared)
    assert "cobra" in {out.exercise for out in found.left_out}
    assert at(plan(0, routine="lower_back", profile=cleared), "cobra")


SEVERE_SAID = {
    "an exercise": lambda n: plank(0, pain=n),
    "the check-in": lambda n: plank(0, pre=n),
    "the end": lambda n: plank(0, end=n),
}


@pytest.mark.parametrize("said", SEVERE_SAID)
@pytest.mark.parametrize("score", [6, 7, 10])
def test_e4_rests_that_day_and_the_next_and_opens_on_the_day_after(said, score):
    bad = SEVERE_SAID[said](score)
    blocked = [found.blocked.rule if found.blocked else None for n in (0, 1, 2) if (found := plan(n, bad))]
    assert blocked == (["E4", "E4", None] if score >= 7 else [None, None, None])


def test_e4_counts_the_morning_after_from_the_next_day_and_logged_pain_from_its_own():
    bad = plank(0, morning=MorningAfter(7, False))
    assert [bool(plan(n, bad).blocked) for n in (0, 1, 2, 3)] == [False, True, True, False]
    assert [bool(plan(n, pains=(pain(3, 7),)).blocked) for n in (2, 3, 4, 5)] == [False, True, True, False]


def test_e4_at_the_check_in_and_its_advice():
    assert plan(0, pre=7).blocked.sentence.startswith("7 out of 10")
    assert "looked at" not in plan(0, pre=7).blocked.sentence
    assert "looked at" in plan(0, pre=8).blocked.sentence
    assert "looked at" in plan(6, plank(0, pain=7), pre=7).blocked.sentence
    assert "looked at" not in plan(7, plank(0, pain=7), pre=7).blocked.sentence
    (because,) = plan(1, plank(0, pain=9)).blocked.because
    assert (because.exercise, because.pain) == ("plank", 9)


def test_signs_come_before_flags_and_flags_before_ratings():
    flagged = replace(PERSON, flags=("limited",))
    assert plan(1, plank(0, pain=9), signs=("fall",), profile=flagged).blocked.rule == "E2"
    assert plan(1, plank(0, pain=9), profile=flagged).blocked.rule == "G1"


def test_never_screened_gets_a_plan_with_the_advice():
    found = plan(0, profile=Profile(), experienced=False)
    assert [a.rule for a in found.advice] == ["G0"]
    assert found.items
    assert not plan(0, experienced=False).advice


# --- R: readiness -------------------------------------------------------------------------------


@pytest.mark.parametrize(("pre", "routine"), [(None, "three_day"), (4, "three_day"), (5, "gentle"), (6, "gentle")])
def test_r1_gives_the_gentle_routine_at_5_and_6(pre, routine):
    found = plan(0, pre=pre)
    assert found.routine == routine
    assert ("R1" in [a.rule for a in found.advice]) == (routine == "gentle")
    assert not {item.exercise for item in found.items} & {"plank", "side_plank"} or routine == "three_day"


def test_r1_of_a_person_without_a_gentle_past_takes_at_most_ten_minutes():
    # Not so for one who has trained the gentle routine: it then holds the doses reached (see the report on R1).
    assert length_ms(unroll(plan(0, pre=5), LIBRARY)) <= 600_000


@pytest.mark.parametrize(("pre", "sets"), [(None, 3), (2, 3), (3, 2), (5, None)])
def test_r2_leaves_two_of_three_sets_at_3_and_4(pre, sets):
    item = at(plan(0, pre=pre), "side_plank")
    assert (item.dose.sets if item else None) == sets
    assert item is None or item.usual.sets == 3


def test_r2_never_leaves_no_set_and_says_nothing_where_nothing_changes():
    found = plan(0, routine="warm_up", pre=3, experienced=False)
    assert {item.dose.sets for item in found.items} == {1}
    assert found.changes == ()
    assert [a.rule for a in found.advice] == ["R2"]


def test_r2_is_for_one_day_and_coming_back_is_no_raise():
    item = at(plan(0, pre=3), "side_plank")
    (decision,) = item.decisions
    assert (decision.rule, decision.because[0].pain, decision.because[0].what) == ("R2", 3, "check_in")
    sore = session(0, pre=3, side_plank={"dose": item.dose, "usual": item.usual, "pain": 2})
    assert shown(plan(2, sore), "side_plank") == "side_plank 3 × 20 s"
    assert rules(plan(2, sore), "side_plank") == ["C3"]


def test_r2_lets_nothing_get_harder_and_its_short_session_earns_nothing():
    clean = [plank(0, dose=(3, None, 20)), plank(2, dose=(3, None, 20))]
    assert rules(plan(4, *clean), "plank") == ["U1"]
    assert rules(plan(4, *clean, pre=3), "plank") == ["U2", "R2"]
    short = plank(2, dose=(2, None, 20), usual=(3, None, 20))
    assert rules(plan(4, clean[0], short), "plank") == ["C3"]


@pytest.mark.parametrize(
    ("score", "morning", "eased"),
    [
        (3, MorningAfter(4, None), True), (3, MorningAfter(3, None), False), (2, MorningAfter(4, None), False),
        (3, MorningAfter(None, False), True), (3, MorningAfter(None, True), False), (3, MorningAfter(4, True), True),
    ],
)  # fmt: skip
def test_r3_eases_what_was_rated_3_or_more_after_a_bad_morning(score, morning, eased):
    found = plan(2, plank(0, pain=score, pre=2, morning=morning))
    assert ("R3" in rules(found, "plank")) == eased
    assert shown(found, "plank") == ("plank 3 × 25 s" if eased else "plank 3 × 30 s")


def test_r3_leaves_strength_out_on_the_next_day_only():
    bad = session(0, pre=2, morning=BAD, side_plank={"pain": 1}, plank={"pain": 3})
    assert [item.slot for item in plan(1, bad).items] == ["cat_cow"]
    assert {out.rule for out in plan(1, bad).left_out} == {"R3"}
    assert [item.slot for item in plan(2, bad).items] == ["cat_cow", "side_plank", "plank"]
    assert rules(plan(2, bad), "side_plank") == []


def test_r3_rests_strength_even_after_another_session_of_that_day():
    bad = plank(0, pain=3, pre=2, morning=BAD)
    mobility = session(1, day_id="day3", seated_rotation={}, morning=None)
    assert [item.slot for item in plan(1, bad, mobility).items] == ["cat_cow"]


def test_r3_still_eases_when_the_rotation_comes_round_to_it():
    bad = plank(0, pain=4, pre=2, morning=BAD)
    others = [back(2, "superman"), session(4, day_id="day3", seated_rotation={})]
    assert shown(plan(6, bad, *others), "plank") == "plank 3 × 25 s"
    assert rules(plan(6, bad, *others), "plank") == ["R3"]


def test_r3_stops_raises():
    clean = [plank(0, dose=(3, None, 20)), plank(2, dose=(3, None, 20))]
    bad = session(3, day_id="day3", pre=0, morning=BAD, seated_rotation={})
    assert rules(plan(5, *clean, bad), "plank") == ["U2"]


def test_r3_gives_way_to_red_and_at_the_foot_to_x2():
    assert rules(plan(2, plank(0, pain=6, pre=2, morning=BAD)), "plank") == ["X1"]
    foot = session(0, "postpartum", pre=2, morning=BAD, elevated_plank={"pain": 4})
    foot = replace(foot, results=(result("wall_plank", dose=(3, None, 10), pain=5),))
    assert rules(plan(2, foot, routine="postpartum"), "elevated_plank") == ["X2"]


# --- X: swap and skip ---------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "rests"), [({"pain": 5}, False), ({"pain": 6}, True), ({"pain": 1, "sharp": True}, True)])
def test_x1_swaps_at_6_and_for_sharp_pain(said, rests):
    found = plan(2, plank(0, **said))
    assert ("X1" in rules(found, "plank")) == rests
    assert (shown(found, "plank") == "knee_plank 3 × 10 s") == rests


def test_x1_words():
    (decision,) = at(plan(2, plank(0, pain=6)), "plank").decisions
    assert decision.sentence == "Forearm plank hurt at 6, so it rests for a while: modified plank on knees takes its place."
    (decision,) = at(plan(2, plank(0, pain=None, sharp=True)), "plank").decisions
    assert decision.sentence.startswith("Forearm plank hurt sharply")


def red(n=0):
    return back(n, "superman", pain=6)


def swapped(n):
    return session(n, day_id="day2", bird_dog={"dose": (2, 4, 8)})


@pytest.mark.parametrize(
    ("on", "since", "expected"),
    [
        (2, (), "bird_dog 2 × 4, hold 8 s"), (7, (2,), "bird_dog 2 × 4, hold 8 s"), (6, (2, 4), "bird_dog 2 × 4, hold 8 s"),
        (7, (2, 4), "prone_leg_lift 2 × 6, hold 2 s"), (15, (2,), "bird_dog 2 × 4, hold 8 s"),
    ],
)  # fmt: skip
def test_x1_rests_two_exposures_and_seven_days_then_returns_two_steps_easier(on, since, expected):
    found = plan(on, red(), *(swapped(n) for n in since), day_id="day2")
    assert shown(found, "superman") == expected
    assert rules(found, "superman") == ["X1"]


def test_x1_on_the_partners_rung_nothing_climbs_back_before_the_rest_is_over():
    before = session(-9, "core_restart", knee_plank={"dose": (3, None, 30)})
    swaps = [session(3, knee_plank={"dose": (3, None, 30)})]
    found = plan(6, before, plank(0, pain=6), *swaps)
    assert (shown(found, "plank"), rules(found, "plank")) == ("knee_plank 3 × 30 s", [])
    swaps += [session(5, knee_plank={"dose": (3, None, 30)})]
    assert shown(plan(7, before, plank(0, pain=6), *swaps), "plank") == "plank 3 × 10 s"


def test_x1_takes_the_next_partner_where_the_first_is_shut_or_hurt():
    kneeling = replace(PERSON, flags=("knee",))
    assert at(plan(2, plank(0, pain=6), profile=kneeling), "plank") is None
    hurt = session(1, "core_restart", knee_plank={"pain": 5})
    assert shown(plan(2, plank(0, pain=6), hurt), "plank") == "bird_dog 2 × 4, hold 8 s"


def test_an_easier_form_that_is_resting_itself_is_never_the_answer():
    hurt = session(1, "core_restart", knee_plank={"pain": 6})
    found = plan(3, plank(0, dose=(3, None, 10), pain=5), hurt)
    assert (shown(found, "plank"), rules(found, "plank")) == ("elevated_plank 3 × 10 s", ["D1", "X1"])


def foot(n, score, **said):
    """The lowest rung at its first dose; nothing easier exists."""
    return session(n, "gentle", pelvic_tilt={"dose": (2, 6, 3), "pain": score}, **said)


@pytest.mark.parametrize(("on", "score", "expected"), [(2, 5, ["X2"]), (6, 5, ["X2"]), (7, 5, ["C4"]), (2, 4, ["C4"])])
def test_x2_leaves_out_for_seven_days_what_has_no_easier_form(on, score, expected):
    assert rules(plan(on, foot(0, score, pre=2), routine="gentle"), "pelvic_tilt") == expected


def test_x2_is_not_for_what_the_person_came_with():
    assert rules(plan(2, foot(0, 5, pre=4), routine="gentle"), "pelvic_tilt") == ["H1"]


# --- D: easier ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exercise", "dose", "expected"),
    [
        ("glute_bridge", (3, 12, 3), "glute_bridge 3 × 10, hold 3 s"), ("superman", (3, 10, 3), "superman 3 × 9, hold 3 s"),
        ("superman", (2, 6, 3), "prone_leg_lift 2 × 10, hold 2 s"), ("glute_bridge", (2, 8, 3), "pelvic_tilt 2 × 10, hold 3 s"),
    ],
)  # fmt: skip
def test_d1_is_one_step_or_the_rung_below_at_its_middle(exercise, dose, expected):
    found = plan(2, back(0, exercise, dose=dose, pain=5), day_id="day2")
    assert (shown(found, exercise), rules(found, exercise)) == (expected, ["D1"])


@pytest.mark.parametrize(("dose", "expected"), [((3, None, 30), "plank 3 × 25 s"), ((3, None, 10), "knee_plank 3 × 20 s")])
def test_d1_of_a_hold(dose, expected):
    assert shown(plan(2, plank(0, dose=dose, pain=5)), "plank") == expected


@pytest.mark.parametrize(
    ("pre", "score", "expected"),
    [
        (0, 3, ["D1"]), (0, 2, ["H1"]), (1, 3, ["H1"]), (2, 5, ["D1"]), (2, 4, ["H1"]), (3, 5, ["D1"]), (4, 5, ["H1"]),
        (5, 5, ["H1"]), (6, 5, ["D1"]), (None, 5, ["D1"]), (None, 4, ["H1"]), (None, 2, ["H2"]), (0, 1, []),
    ],
)  # fmt: skip
def test_d1_h1_and_h2_by_rating_and_check_in(pre, score, expected):
    assert rules(plan(2, plank(0, pre=pre, pain=score)), "plank") == expected


def test_a_rating_in_another_routine_may_ease_and_is_answered_once():
    other = session(1, "five_good", plank={"pain": 5})
    assert rules(plan(3, plank(0), other), "plank") == ["D1"]
    assert shown(plan(3, plank(0), other), "plank") == "plank 3 × 25 s"
    assert rules(plan(8, plank(0), other, plank(3, dose=(3, None, 25))), "plank") == []
    assert rules(plan(30, plank(0), other), "plank") == ["R6"]


@pytest.mark.parametrize(
    ("scores", "expected"), [((3, 3), ["D2"]), ((2, 3), ["H1"]), ((3, 2), []), ((5, 3), ["D2"]), ((3, None), ["H2"])]
)
def test_d2_eases_amber_twice_running(scores, expected):
    past = [plank(2 * n, pre=2, dose=(3, None, 20), pain=score) for n, score in enumerate(scores)]
    found = plan(4, *past)
    assert rules(found, "plank") == expected
    assert (shown(found, "plank") == "plank 3 × 15 s") == (expected == ["D2"])


def test_d2_is_not_for_what_the_person_came_with():
    assert rules(plan(4, plank(0, pre=4, pain=4), plank(2, pre=4, pain=5)), "plank") == ["H1"]


@pytest.mark.parametrize(
    ("first", "second", "eased"),
    [
        ({"done": 0.79}, {"done": 0.79}, True), ({"done": 0.8}, {"done": 0.79}, False), ({"form": False}, {"done": 0.5}, True),
        ({"form": False}, {}, False), ({}, {"form": False}, False), ({"done": None}, {"done": 0.1}, False),
    ],
)  # fmt: skip
def test_d3_eases_what_was_too_big_twice_running(first, second, eased):
    found = plan(4, plank(0, **first), plank(2, **second))
    assert (rules(found, "plank") == ["D3"]) == eased
    assert (shown(found, "plank") == "plank 3 × 25 s") == eased


def test_d4_goes_on_from_the_form_the_person_took():
    eased = session(0, plank={"dose": (3, None, 10), "outcome": Outcome.EASED, "pain": 2}, knee_plank={"dose": (2, None, 15)})
    found = plan(2, eased)
    assert (shown(found, "plank"), rules(found, "plank")) == ("knee_plank 2 × 15 s", ["D4"])


def test_d4_stays_within_the_range_whatever_was_recorded():
    eased = session(0, plank={"dose": (3, None, 10), "outcome": Outcome.EASED}, knee_plank={"dose": (10, None, 200)})
    assert shown(plan(2, eased), "plank") == "knee_plank 3 × 30 s"


@pytest.mark.parametrize(
    ("score", "expected", "why"),
    [(4, "knee_plank 3 × 15 s", ["D4"]), (5, "knee_plank 3 × 10 s", ["D4", "D1"]), (6, "elevated_plank 3 × 10 s", ["D4", "X1"])],
)
def test_d4_does_not_hide_what_the_easier_form_was_rated(score, expected, why):
    easier = {"dose": (3, None, 15), "pain": score}
    eased = session(0, pre=2, plank={"dose": (3, None, 10), "outcome": Outcome.EASED, "pain": 3}, knee_plank=easier)
    found = plan(2, eased)
    assert (shown(found, "plank"), rules(found, "plank")) == (expected, why)


def test_d4_of_the_same_exercise_stands_at_the_smaller_dose():
    # L7 does not hold here yet: the step down has no Decision, it is only where the record stands.
    again = (result("plank", dose=(1, None, 25), usual=(3, None, 25)),)
    eased = session(0, plank={"outcome": Outcome.EASED}, again=again)
    assert shown(plan(2, eased), "plank") == "plank 3 × 25 s"


def test_red_comes_before_the_persons_own_easing_and_that_before_d1():
    assert rules(plan(2, plank(0, pain=6, outcome=SessionOutcome.STOPPED)), "plank") == ["X1"]
    eased = session(0, plank={"outcome": Outcome.EASED, "pain": 6})
    assert rules(plan(2, eased), "plank") == ["X1"]
    eased = session(0, plank={"outcome": Outcome.EASED, "pain": 5})
    assert rules(plan(2, eased), "plank") == ["D1"]


def test_severe_rests_the_exercise_after_the_day_of_rest():
    assert rules(plan(2, plank(0, pain=9)), "plank") == ["X1"]


# --- H, U: the same, harder ---------------------------------------------------------------------


def clean(n, **said):
    return plank(n, dose=said.pop("dose", (3, None, 20)), **said)


def test_u1_raises_after_two_clean_green_sessions():
    found = plan(4, clean(0), clean(2))
    assert (shown(found, "plank"), rules(found, "plank")) == ("plank 3 × 25 s", ["U1"])
    assert [b.session for b in at(found, "plank").decisions[0].because] == [clean(2).id, clean(0).id]
    assert rules(plan(2, clean(0)), "plank") == []


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("missing", [{"pain": None}, {"done": None}, {"form": None}, {"effort": None}, {"morning": None}])
def test_u1_needs_every_single_answer_of_both(which, missing):
    past = [clean(0), clean(2)]
    past[which] = clean(2 * which, **missing)
    found = plan(4, *past)
    assert (shown(found, "plank"), rules(found, "plank")) == ("plank 3 × 20 s", ["H2"])


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("morning", [UNSAID, MorningAfter(1, None)])
def test_u1_needs_a_morning_that_says_something(which, morning):
    past = [clean(0), clean(2)]
    past[which] = clean(2 * which, morning=morning, pre=None)
    assert rules(plan(4, *past), "plank") == ["H2"]


@pytest.mark.parametrize("which", [0, 1])
def test_u1_needs_the_check_in_for_a_2_but_not_for_a_0(which):
    # The rise over an unknown check-in is at most 1 for a 0 or 1: green (zone). A strict reading of H2 would hold.
    past = [clean(0), clean(2)]
    past[which] = clean(2 * which, pre=None, pain=2)
    assert rules(plan(4, *past), "plank") == ["H2"]
    past[which] = clean(2 * which, pre=None, pain=0)
    assert rules(plan(4, *past), "plank") == ["U1"]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(
    "spoilt",
    [
        {"effort": 3}, {"done": 0.99}, {"form": False}, {"leg": True}, {"pain": 2, "pre": 0}, {"morning": MorningAfter(2, True)},
        {"morning": MorningAfter(0, False)},
    ],
)  # fmt: skip
def test_u1_needs_both_clean(which, spoilt):
    past = [clean(0), clean(2)]
    past[which] = clean(2 * which, **spoilt)
    found = plan(4, *past)
    assert "U1" not in rules(found, "plank")


def test_u1_needs_the_dose_the_second_time_and_raises_a_smaller_one_by_a_step_only():
    assert rules(plan(11, clean(6, dose=(3, None, 15)), clean(8)), "plank") == ["U2"]  # raised on day 8
    assert rules(plan(15, clean(6, dose=(3, None, 15)), clean(8)), "plank") == ["U1"]
    assert shown(plan(4, clean(0), clean(2, dose=(3, None, 15))), "plank") == "plank 3 × 15 s"


@pytest.mark.parametrize(("hour", "raised"), [(8, True), (7, False), (9, True)])
def test_u1_needs_48_hours_between(hour, raised):
    assert ("U1" in rules(plan(4, clean(0), clean(2, hour=hour)), "plank")) == raised


@pytest.mark.parametrize(("on", "expected"), [(8, ["U2"]), (10, ["U2"]), (11, ["U1"])])
def test_u2_raises_an_exercise_once_in_seven_days(on, expected):
    past = [clean(-1), clean(1), clean(4, dose=(3, None, 25)), clean(6, dose=(3, None, 25))]
    assert rules(plan(on, *past), "plank") == expected


@pytest.mark.parametrize(("on", "expected"), [(8, ["U2"]), (11, ["U1"])])
def test_u2_counts_a_new_rung_as_a_raise(on, expected):
    march = [session(n, plank_march={"dose": (3, 6, None, 30)}) for n in (4, 6)]
    assert rules(plan(on, plank(-1), plank(1), *march), "plank") == expected


def test_u2_raises_at_most_two_in_a_session():
    three = {"cat_cow": {"dose": (1, 6)}, "superman": {"dose": (2, 6, 3)}, "glute_bridge": {"dose": (2, 8, 3)}}
    days = [session(n, "five_good", **three) for n in (0, 2)]
    found = plan(4, *days, routine="five_good")
    assert [rules(found, slot) for slot in ("cat_cow", "superman", "glute_bridge")] == [["U1"], ["U1"], ["U2"]]


@pytest.mark.parametrize(("experienced", "expected"), [(True, "plank_march 3 × 6"), (False, "plank 3 × 30 s")])
def test_u1_from_the_top_dose_is_the_next_rung_if_it_is_open(experienced, expected):
    found = plan(4, plank(0), plank(2), experienced=experienced)
    assert (shown(found, "plank"), rules(found, "plank")) == (expected, ["U1" if experienced else "U3"])


def test_u3_keeps_from_a_rung_that_the_session_asks_for_anyway():
    days = [session(n, "postpartum", bridge_abd_add={"dose": (3, 12)}, bridge_march={"dose": (2, 8)}) for n in (0, 2)]
    found = plan(4, *days, routine="postpartum")
    assert rules(found, "bridge_abd_add") == ["U3"]
    assert [item.exercise for item in found.items][:2] == ["bridge_abd_add", "bridge_march"]


def test_at_the_very_top_nothing_is_said():
    days = [session(n, "three_day", "day1", cat_cow={}) for n in (0, 2)]
    assert rules(plan(4, *days), "cat_cow") == []


def test_u1_waits_while_the_week_is_worse():
    past = [plank(5, dose=(3, None, 20), pre=2, pain=2), plank(7, dose=(3, None, 20), pre=2, pain=2)]
    worse = tuple(pain(n, 3) for n in (5, 6, 7, 8))
    assert "U1" in rules(plan(9, *past), "plank")
    assert "U1" not in rules(plan(9, *past, pains=tuple(pain(n, 0) for n in (-1, 0, 1, 2)) + worse), "plank")


def test_what_was_skipped_untried_is_no_exposure():
    skipped = plank(2, pain=None, done=0.0, outcome=SessionOutcome.FINISHED)
    skipped = replace(skipped, results=(replace(skipped.results[0], outcome=Outcome.SKIPPED),))
    assert rules(plan(4, plank(0, pain=5), skipped), "plank") == ["D1"]
    rated = replace(skipped, results=(replace(skipped.results[0], pain=6),))
    assert rules(plan(4, plank(0), rated), "plank") == ["X1"]


# --- easing below what hurt; whose raise comes first ---------------------------------------------


def test_d1_eases_below_the_dose_that_hurt_where_that_was_less_than_this_routines():
    hurt = session(0, "five_good", plank={"dose": (3, None, 20), "pain": 5})
    assert shown(plan(2, hurt), "plank") == "plank 3 × 15 s"


def test_a_raise_goes_to_the_main_work_before_the_warm_up():
    warm = Block("warm_up", (Item("low_lunge", dose=Dose(1, None, 20)), Item("donkey_kick", dose=Dose(1, 8))))
    main = Block("main", (Item("plank", dose=Dose(3, None, 20)), Item("side_plank", dose=Dose(3, None, 20))))
    own = {"own": Routine("own", "Own", (Day("day1", "Own", (warm, main)),), "test")}
    doses = {"low_lunge": (1, None, 20), "donkey_kick": (1, 8, None), "plank": (3, None, 20), "side_plank": (3, None, 20)}
    past = [session(n, "own", "day1", **{id: {"dose": dose} for id, dose in doses.items()}) for n in (0, 2)]
    found = plan_next(LIBRARY, own, "own", History.of(past), PERSON, CheckIn(0), day(4))
    assert [item.exercise for item in found.items] == list(doses)
    assert [item.exercise for item in found.items if any(d.rule == "U1" for d in item.decisions)] == ["plank", "side_plank"]
    assert [item.exercise for item in found.items if any(d.rule == "U2" for d in item.decisions)] == ["low_lunge", "donkey_kick"]


def test_sets_grow_only_to_the_routines_own_number_and_a_warm_up_keeps_its_exercise():
    top = [session(n, "warm_up", "day1", glute_bridge={"dose": (1, 12, 3), "pain": 0}) for n in (0, 8)]
    assert shown(plan(10, *top, routine="warm_up"), "glute_bridge") == "glute_bridge 1 × 12, hold 3 s"


def test_u1_a_rung_that_was_tried_and_hurt_has_to_be_earned_twice_again():
    top = {"dose": (3, None, 30)}
    tried = [session(n, plank=top) for n in (0, 3)]
    hurt = session(6, plank_march={"dose": (3, 6), "pain": 5, "slot": "plank"})
    back = session(8, plank=top)
    assert rules(plan(15, *tried, hurt, back), "plank") == []
    assert rules(plan(18, *tried, hurt, back, session(15, plank=top)), "plank") == ["U1"]


def test_u2_a_rung_climbed_this_week_counts_also_when_it_was_left_again():
    top = {"dose": (3, None, 30)}
    tried = [session(n, plank=top) for n in (0, 2)]
    march = session(4, plank_march={"dose": (3, 6), "slot": "plank"})
    eased = [session(n, "five_good", plank=top) for n in (6, 8)]
    assert "U1" not in rules(plan(10, *tried, march, *eased, routine="five_good", day_id="day1"), "plank")


@pytest.mark.parametrize(("routine", "block"), [("five_good", "main"), ("warm_up", "warm_up")])
def test_a_foot_that_two_ladders_share_leads_back_to_what_was_asked_for(routine, block):
    """Pelvic tilt stands under the curl-up and under the glute bridge: eased to from the bridge, it leads back to it."""
    days = [session(n, routine, pelvic_tilt={"slot": "glute_bridge", "dose": (3, 10, 3)}) for n in (0, 3)]
    found = plan(6, *days, routine=routine)
    assert found.items and at(found, "glute_bridge").block == block
    assert (at(found, "glute_bridge").exercise, rules(found, "glute_bridge")) == ("glute_bridge", ["U1"])


def test_a_warm_up_goes_no_higher_than_it_is_asked_for():
    days = [session(n, "warm_up", donkey_kick={"dose": (1, 10)}) for n in (0, 3)]
    assert at(plan(6, *days, routine="warm_up"), "donkey_kick").exercise == "donkey_kick"
    back = [session(n, "warm_up", quadruped_brace={"slot": "donkey_kick", "dose": (1, 10, 5)}) for n in (0, 3)]
    assert at(plan(6, *back, routine="warm_up"), "donkey_kick").exercise == "donkey_kick"
