"""What the person decides, and what is out: decline, ease, skip, block, X2's family, X3's parking, C4's gentle day."""

from dataclasses import replace

import pytest

from corecare_tui.domain.history import History
from corecare_tui.domain.profile import Choice, Chose, Profile, Stance
from corecare_tui.domain.records import CheckIn
from corecare_tui.domain.routine import Block, Day, Item, Routine
from corecare_tui.domain.rules import plan_next
from corecare_tui.domain.rules.exposure import Exposure
from corecare_tui.domain.rules.past import Past
from corecare_tui.domain.rules.resting import blocked, still_rests
from corecare_tui.domain.settings import Settings
from tests.domain.history_kit import LIBRARY, PERSON, ROUTINES, at, day, plan, rules, session, shown, veteran


def chose(what, of, n, hour=7, profile=PERSON):
    return replace(profile, choices=(*profile.choices, Choice(session(n, hour=hour).started, what, of)))


CLEAN = [session(n, plank={"dose": (3, None, 20)}) for n in (0, 2)]


@pytest.mark.parametrize(("on", "expected"), [(4, ["U2"]), (10, ["U2"]), (11, ["U1"])])
def test_a_declined_raise_is_not_offered_again_within_the_week(on, expected):
    assert rules(plan(on, *CLEAN), "plank") == ["U1"]
    found = plan(on, *CLEAN, profile=chose(Chose.DECLINE, "plank", 4))
    assert rules(found, "plank") == expected
    assert ("you said not yet" in at(found, "plank").decisions[0].sentence) == (expected == ["U2"])


def test_eased_on_today_is_a_step_and_stays():
    eased = chose(Chose.EASE, "plank", 4)
    found = plan(4, *CLEAN, profile=eased)
    assert (shown(found, "plank"), rules(found, "plank")) == ("plank 3 × 15 s", ["D4"])
    assert rules(plan(5, profile=eased), "plank") == []  # it was for day 4
    done = session(4, plank={"dose": (3, None, 15)})
    assert shown(plan(7, *CLEAN, done, profile=eased), "plank") == "plank 3 × 15 s"


def test_skipped_today_is_left_out_of_that_day_only():
    found = plan(4, *CLEAN, profile=chose(Chose.SKIP, "plank", 4))
    assert at(found, "plank") is None
    assert rules(found, "plank") == ["X4"]
    assert at(plan(5, *CLEAN, profile=chose(Chose.SKIP, "plank", 4)), "plank")


# --- X5 ----------------------------------------------------------------------------------------

BLOCKED = chose(Chose.BLOCK, "plank", 4)


def test_blocked_the_rung_easier_takes_its_place_and_says_so():
    found = plan(4, *CLEAN, profile=BLOCKED)
    assert (shown(found, "plank"), rules(found, "plank")) == ("knee_plank 3 × 10 s", ["X5"])
    said = "You left forearm plank out for good; b in the Library brings it back."
    (decision,) = at(found, "plank").decisions
    assert (decision.sentence, [b.what for b in decision.because]) == (said, ["choice"])
    assert [(o.exercise, o.rule, o.sentence) for o in found.left_out] == [("plank", "X5", said)]


def test_blocked_it_stays_out_and_what_stands_for_it_grows_up_to_it_and_no_further():
    for dose, goes_on in (((3, None, 20), ["U1"]), ((3, None, 30), ["U3"])):
        done = [session(n, knee_plank={"slot": "plank", "dose": dose}) for n in (14, 17)]
        found = plan(20, *CLEAN, *done, profile=BLOCKED)
        assert (at(found, "plank").exercise, rules(found, "plank")) == ("knee_plank", goes_on)
        assert ("plank", "X5") in [(o.exercise, o.rule) for o in found.left_out]
        assert rules(plan(20, *CLEAN, *done), "plank") == ["U1"]


def test_blocked_and_the_rung_under_it_too_the_next_one_or_a_partner_takes_the_place():
    both = chose(Chose.BLOCK, "knee_plank", 4, profile=BLOCKED)
    assert shown(plan(4, *CLEAN, profile=both), "plank").startswith("elevated_plank")
    for id in ("elevated_plank", "wall_plank"):
        both = chose(Chose.BLOCK, id, 4, profile=both)
    assert shown(plan(4, *CLEAN, profile=both), "plank").startswith("bird_dog")
    none = chose(Chose.BLOCK, "bird_dog", 4, profile=both)
    assert at(plan(4, *CLEAN, profile=none), "plank") is None
    assert rules(plan(4, *CLEAN, profile=none), "plank") == ["X5"]


def test_blocked_a_rung_is_not_reached_by_easing_nor_by_raising():
    low = chose(Chose.BLOCK, "knee_plank", 0)
    foot = session(0, plank={"dose": (1, None, 10), "pain": 5})
    assert shown(plan(2, foot), "plank").startswith("knee_plank")
    assert shown(plan(2, foot, profile=low), "plank").startswith("elevated_plank")
    top = [session(n, knee_plank={"slot": "plank", "dose": (3, None, 30)}) for n in (0, 2)]
    assert rules(plan(4, *top), "plank") == ["U1"]
    assert rules(plan(4, *top, profile=chose(Chose.BLOCK, "plank", 4)), "plank") == ["U3"]


def test_blocked_is_no_partner_and_does_not_hurry_what_rests():
    red = session(0, superman={"pain": 6}, day_id="day2")
    assert at(plan(2, red, day_id="day2"), "superman").exercise == "bird_dog"
    found = plan(2, red, day_id="day2", profile=chose(Chose.BLOCK, "bird_dog", 1))
    assert (at(found, "superman").exercise, rules(found, "superman")) == ("donkey_kick", ["X1"])
    rests = session(0, knee_plank={"pain": 6, "slot": "plank"})
    both = chose(Chose.BLOCK, "elevated_plank", 1, profile=chose(Chose.BLOCK, "knee_plank", 1))
    assert at(plan(2, rests, profile=both), "plank").exercise == "bird_dog"  # not the wall plank: what hurt rests first
    assert at(plan(9, rests, session(4), session(6), profile=both), "plank").exercise == "wall_plank"


def test_a_partner_is_that_very_exercise_not_what_it_was_lighter_than():
    red = session(0, superman={"pain": 6}, day_id="day2")
    lighter = session(0, "core_restart", bird_dog={"usual_exercise": "bird_dog_elbow_knee", "usual": (2, 6, 5)}, hour=7)
    for who, exercise in ((PERSON, "bird_dog"), (chose(Chose.BLOCK, "bird_dog_elbow_knee", 1), "bird_dog")):
        assert at(plan(2, lighter, red, day_id="day2", profile=who), "superman").exercise == exercise


def test_blocked_a_partner_is_not_eased_back_to_it():
    library = {**LIBRARY, "pelvic_tilt": replace(LIBRARY["pelvic_tilt"], swaps=("glute_bridge",))}
    routines = {"own": Routine("own", "Own", (Day("day1", "Own", (Block("main", (Item("pelvic_tilt"),)),)),), "test")}
    amber = [session(n, None, None, pre=1, glute_bridge={"pain": 3, "dose": (1, 6, 3)}) for n in (0, 3)]
    past = History.of((*veteran(), *amber))
    found = [
        plan_next(library, routines, "own", past, who, CheckIn(0), day(7))
        for who in (PERSON, chose(Chose.BLOCK, "pelvic_tilt", 6))
    ]
    assert [[i.exercise for i in one.items] for one in found] == [["pelvic_tilt"], []]
    assert [(o.exercise, o.rule) for o in found[1].left_out] == [("pelvic_tilt", "X5")]


def test_blocked_off_the_ladder_a_smaller_dose_is_no_answer():
    lean = replace(LIBRARY["ball_lean_back"], swaps=(), easier="prone_on_elbows", rung=None)
    past = History.of((*veteran(), session(0, "five_good", ball_lean_back={"pain": 5})))
    library, who = {**LIBRARY, "ball_lean_back": lean}, chose(Chose.BLOCK, "ball_lean_back", 1)
    for person, exercise in ((PERSON, "ball_lean_back"), (who, "prone_on_elbows")):
        found = plan_next(library, ROUTINES, "five_good", past, person, CheckIn(0), day(2))
        assert at(found, "ball_lean_back").exercise == exercise


def test_blocked_at_the_foot_another_ladder_has_its_turn():
    found = plan(0, routine="core_restart", profile=chose(Chose.BLOCK, "side_plank_knees", 0))
    assert "side_plank_knees" in [o.exercise for o in found.left_out if o.rule == "X5"]
    done = [session(n, "core_restart", knee_plank={}, heel_slide={}) for n in (0, 2)]
    assert "side_plank_knees" in [i.exercise for i in plan(5, *done, routine="core_restart").items]
    others = plan(5, *done, routine="core_restart", profile=chose(Chose.BLOCK, "side_plank_knees", 5))
    assert {"knee_plank", "heel_slide"} & {i.exercise for i in others.items}


def test_blocked_a_name_without_a_movement_of_its_own_leaves_its_place_out():
    found = plan(0, day_id="day2", profile=chose(Chose.BLOCK, "back_extensors_unspecified", 0))
    assert [(o.exercise, o.rule) for o in found.left_out] == [("back_extensors_unspecified", "X5")]
    assert len(found.items) == len(plan(0, day_id="day2").items) - 1


def test_the_newest_word_counts_and_of_one_moment_the_later_one():
    back = chose(Chose.UNBLOCK, "plank", 5, profile=BLOCKED)
    assert [blocked("plank", who) for who in (Profile(), BLOCKED, back)] == [False, True, False]
    assert blocked("plank", chose(Chose.BLOCK, "plank", 6, profile=back))
    assert not blocked("plank", replace(back, choices=back.choices[::-1]))
    assert not blocked("plank", chose(Chose.UNBLOCK, "plank", 4, profile=BLOCKED))
    assert plan(6, *CLEAN, profile=back) == plan(6, *CLEAN)
    assert plan(3, *CLEAN, profile=BLOCKED) == plan(3, *CLEAN)  # it was said on day 4


@pytest.mark.parametrize("id", LIBRARY)
def test_blocked_nothing_of_the_library_is_in_any_routine(id):
    who = chose(Chose.BLOCK, id, 0)
    for routine, one in ROUTINES.items():
        for of in one.days:
            found = plan(0, routine=routine, day_id=of.id, profile=who)
            assert id not in [i.exercise for i in found.items]
            if id in [item.exercise for _, item in of.items]:
                assert ("X5", id) in [(o.rule, o.exercise) for o in found.left_out]


# --- X2 ----------------------------------------------------------------------------------------


def test_x2_a_5_at_the_foot_of_a_ladder_keeps_its_family_out_for_a_week():
    foot = session(0, "gentle", pelvic_tilt={"pain": 5})
    tap = session(0, "core_restart", heel_tap={"pain": 5})
    assert rules(plan(2, foot, routine="gentle"), "pelvic_tilt") == ["X2"]
    assert rules(plan(2, tap, day_id="day3"), "heel_slide") == ["X2"]
    assert rules(plan(7, tap, day_id="day3"), "heel_slide") != ["X2"]


def test_x2_a_6_there_keeps_the_family_out_too():
    assert rules(plan(2, session(0, heel_tap={"pain": 6}), day_id="day3"), "heel_tap") == ["X2"]


def test_x2_where_only_the_rise_was_too_much_the_exercise_alone_is_out():
    low = session(0, "three_day", "day3", heel_tap={"pain": 3, "dose": (2, 6), "slot": "heel_slide"})
    assert rules(plan(2, low, day_id="day3"), "heel_tap") in (["X2"], ["D1"])


def test_x2_lets_the_composed_session_take_another_ladder():
    found = plan(2, session(0, "core_restart", heel_tap={"pain": 5}), routine="core_restart")
    assert not {"heel_tap", "heel_slide"} & {i.exercise for i in found.items}


# --- X3 ----------------------------------------------------------------------------------------


def hurting(*pains, gap=3):
    return [session(gap * n, plank={"pain": score}) for n, score in enumerate(pains)]


@pytest.mark.parametrize(
    ("pains", "parked"),
    [
        ((5, 5, 5), True),
        ((5, 0, 5, 0, 5), True),
        ((5, 5, 0, 0, 0, 5), False),
        ((5, 5, 2), False),
        ((6, 5, 5), True),
        ((5, 5), False),
    ],
)  # fmt: skip
def test_x3_too_much_in_three_of_the_last_five_parks_it(pains, parked):
    found = plan(3 * len(pains) + 2, *hurting(*pains))
    assert (rules(found, "plank") == ["X3"]) == parked


@pytest.mark.parametrize("said", [{"pain": None, "sharp": True}, {"pain": 1, "sharp": True}, {"pain": 3}])
def test_x3_sharp_pain_and_a_rise_of_3_are_too_much_as_well(said):
    assert rules(plan(9, *[session(3 * n, plank=said) for n in range(3)]), "plank") == ["X3"]
    calm = {**said, "sharp": False} if "sharp" in said else {"pain": 2}
    assert rules(plan(9, *[session(3 * n, plank=calm) for n in range(3)]), "plank") != ["X3"]


def test_x1_counts_the_sessions_in_which_another_exercise_stood_there():
    red = session(0, None, None, superman={"pain": 6})
    swapped = [session(n, None, None, bird_dog={"slot": "superman"}) for n in (2, 4)]
    found = [still_rests(Exposure(red, red.results[0]), "superman", past_of(8, red, *swapped[:n])) for n in range(3)]
    assert found == [True, True, False]
    assert still_rests(Exposure(red, red.results[0]), "superman", past_of(6, red, *swapped))
    assert still_rests(Exposure(red, red.results[0]), "superman", past_of(8, red, session(2, None, None, plank={}), swapped[0]))


def past_of(on, *sessions):
    return Past(History.of(sessions), day(on), LIBRARY, ROUTINES)


def test_x3_looks_at_28_days_and_lasts_until_the_person_brings_it_back():
    days = hurting(5, 5, 5)
    assert rules(plan(16, *hurting(5, 5, 5, gap=15)), "plank") != ["X3"]
    after = session(40, "gentle")
    assert rules(plan(42, *days, after), "plank") == ["X3"]
    back = plan(42, *days, after, profile=chose(Chose.ENABLE, "plank", 41))
    assert at(back, "plank") is not None
    assert "5, 5, 5" in next(o.sentence for o in plan(9, *days).left_out if o.rule == "X3")


# --- C4 ----------------------------------------------------------------------------------------


def test_c4_a_gentle_day_is_made_of_what_was_tolerated():
    sore = session(0, "gentle", pre=1, cat_cow_small={"pain": 3})
    well = [session(n, "core_restart", heel_slide={}) for n in (0, 3)]
    found = plan(6, sore, *well, routine="gentle")
    item = at(found, "cat_cow_small")
    assert (item.exercise, item.dose.sets, rules(found, "cat_cow_small")) == ("heel_slide", 1, ["H1", "C4"])
    assert "cat-cow" in item.decisions[1].sentence.lower()


def test_c4_leaves_out_where_nothing_was_tolerated_and_forgets_after_28_days():
    sore = session(0, "gentle", pre=1, cat_cow_small={"pain": 3})
    assert rules(plan(3, sore, routine="gentle"), "cat_cow_small") == ["C4"]
    assert at(plan(3, sore, routine="gentle"), "cat_cow_small") is None
    assert at(plan(28, sore, session(20, "warm_up"), routine="gentle"), "cat_cow_small").exercise == "cat_cow_small"


def test_c4_is_for_the_gentle_set_alone():
    assert rules(plan(3, session(0, pre=1, cat_cow={"pain": 3})), "cat_cow") != ["C4"]


# --- strict ------------------------------------------------------------------------------------


@pytest.mark.parametrize("strictly", [{"profile": replace(PERSON, settings=Stance(strict=True))}, {}])
def test_strict_eases_from_3_on(strictly):
    found = plan(2, session(0, pre=2, plank={"pain": 3}), **strictly)
    assert rules(found, "plank") == (["D1"] if strictly else ["H1"])


def test_strict_by_either_the_profile_or_the_settings_file():
    strict = Settings(strict=True).with_stance(PERSON)
    assert (strict.strict, strict.limits.amber_high) == (True, 3)
    assert Settings().with_stance(PERSON) == Settings()
    assert Settings().with_stance(replace(PERSON, settings=Stance(strict=True))).strict
