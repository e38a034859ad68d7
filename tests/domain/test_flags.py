"""Signs and flags: pain down a leg (E3), after a birth (E7), bones, locks in the record, and how they are cleared."""

from dataclasses import replace
from datetime import timedelta

import pytest

from corecare_tui.domain.profile import BY_ID, Choice, Chose, Closes
from corecare_tui.domain.records import CheckIn
from tests.domain.history_kit import LIBRARY, PERSON, day, pain, plan, rules, session
from tests.domain.test_weeks import advice

SPINE = {id for id, one in LIBRARY.items() if {"extension", "flexion"} & set(one.tags)}


def cleared(flag, n, profile=PERSON):
    at = session(n, hour=20).started
    return replace(profile, cleared=(flag,), choices=(Choice(at, Chose.CLEAR, flag),))


def out(found):
    return {o.exercise: o.rule for o in found.left_out}


# --- E3 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", [{"leg": True}, {"place": "leg", "pain": 1}])
def test_e3_pain_down_a_leg_keeps_that_exercise_and_the_ends_of_bending_out(said):
    found = plan(2, session(0, "five_good", glute_bridge=said), routine="five_good")
    assert advice(found, "E3").because[0].exercise == "glute_bridge"
    assert out(found)["glute_bridge"] == "E3"
    assert not SPINE & {i.exercise for i in found.items}
    assert plan(2, session(0, "five_good", glute_bridge={"place": "leg", "pain": 0}), routine="five_good").advice == ()


@pytest.mark.parametrize("said", [{"leg": True}])
def test_e3_holds_until_somebody_has_looked_at_it(said):
    hurt = session(0, "five_good", glute_bridge=said)
    later = session(40, "gentle")
    assert advice(plan(42, hurt, later), "E3")
    assert not advice(plan(42, hurt, later, profile=cleared("one_leg", 1)), "E3")
    assert advice(plan(42, hurt, later, session(41, "gentle", glute_bridge=said), profile=cleared("one_leg", 1)), "E3")
    assert advice(plan(42, hurt, later, profile=replace(PERSON, cleared=("one_leg",))), "E3")  # cleared, but when?


def test_e3_a_later_screening_without_it_answers_it():
    hurt = session(0, "five_good", glute_bridge={"leg": True})
    assert not advice(plan(9, hurt, session(7, "gentle"), profile=replace(PERSON, screened=day(8))), "E3")


def test_e3_said_at_a_check_in_holds_the_next_time_too():
    told = replace(session(0, "gentle"), check_in=CheckIn(0, ("one_leg",)))
    assert advice(plan(2, told), "E3")
    assert not plan(2, told).blocked


# --- locks in the record -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sign", "rule"), [("saddle_numb", "E1"), ("both_legs", "E1"), ("chest", "E1"), ("unwell", "E2"), ("fall", "E2")]
)
def test_a_sign_in_the_record_locks_until_it_is_cleared(sign, rule):
    told = replace(session(0, "gentle"), check_in=CheckIn(0, (sign,)))
    assert plan(2, told).blocked.rule == rule
    assert plan(2, told, profile=replace(PERSON, screened=day(1))).blocked.rule == rule
    assert plan(2, told, profile=cleared(sign, 1)).blocked is None
    assert plan(2, told, profile=replace(PERSON, cleared=(sign,))).blocked.rule == rule  # cleared, but when?
    assert plan(2, told, profile=replace(PERSON, screened=day(1), cleared=(sign,))).blocked is None
    again = replace(session(2, "gentle"), check_in=CheckIn(0, (sign,)))
    assert plan(3, told, again, profile=cleared(sign, 1)).blocked.rule == rule


def test_new_pain_locks_those_whose_bones_or_defences_are_weak():
    flagged = replace(PERSON, flags=("bone_or_immune",), cleared=("bone_or_immune",))
    assert plan(0, profile=flagged).blocked is None
    assert plan(0, signs=("new_pain",), profile=flagged).blocked.rule == "E2"
    asked = [sign.id for sign in __import__("corecare_tui.domain.profile", fromlist=["x"]).NEW_SIGNS if flagged.asked(sign)]
    assert "new_pain" in asked
    assert "pelvic" not in asked


# --- after a birth -----------------------------------------------------------------------------

MOTHER = replace(PERSON, flags=("postpartum",))
STRONG = {"plank", "mountain_climber", "single_leg_bridge", "lying_leg_raise", "crunch", "curl_up", "straight_leg_situp"}


def test_e7_the_pelvic_sign_stops_the_day_and_advises_until_it_is_checked():
    assert plan(0, signs=("pelvic",), profile=MOTHER, routine="postpartum").blocked.rule == "E7"
    after = replace(MOTHER, flags=("postpartum", "pelvic"))
    found = plan(1, profile=after, routine="postpartum")
    assert found.blocked is None
    assert advice(found, "E7")
    assert not advice(plan(1, profile=replace(after, cleared=("pelvic",)), routine="postpartum"), "E7")


@pytest.mark.parametrize(("since", "score", "fires"), [(84, 3, True), (83, 3, False), (84, 2, False)])
def test_e7_still_sore_twelve_weeks_after_the_first_postpartum_set(since, score, fires):
    first = session(0, "postpartum", glute_bridge={})
    pains = tuple(pain(since - n, score) for n in (0, 1, 2))
    found = plan(since, first, session(since - 9, "postpartum"), profile=MOTHER, pains=pains, routine="postpartum")
    assert (advice(found, "E7") is not None) == fires


@pytest.mark.parametrize("routine", ["three_day", "five_good", "lower_back", "core_restart", "postpartum"])
def test_the_stronger_belly_work_waits_for_the_check_up(routine):
    for profile in (MOTHER, replace(MOTHER, cleared=("postpartum",), flags=("postpartum", "pelvic"))):
        found = plan(0, routine=routine, day_id=None, profile=profile)
        assert not STRONG & {i.exercise for i in found.items}


# --- bones -------------------------------------------------------------------------------------


def test_osteoporosis_keeps_loaded_bending_and_turning_out():
    found = plan(0, routine="lower_back", profile=replace(PERSON, flags=("osteoporosis",)))
    assert out(found)["forward_bend"] == "G3"
    assert rules(plan(0, day_id="day3", profile=replace(PERSON, flags=("osteoporosis",))), "seated_rotation") == ["G3"]


def test_every_flag_is_known_and_locks_by_its_own_word():
    assert {q.closes for q in BY_ID.values()} == set(Closes)
    for flag, question in BY_ID.items():
        locked = plan(0, profile=replace(PERSON, flags=(flag,))).blocked
        assert bool(locked) == (question.closes not in (Closes.GATE, Closes.ADVISE, Closes.TODAY_ONLY)), flag


def test_the_emergency_number_of_the_person_is_in_the_words():
    from corecare_tui.domain.history import History
    from corecare_tui.domain.rules import plan_next
    from corecare_tui.domain.settings import Settings
    from tests.domain.history_kit import ROUTINES

    for settings, words in ((Settings(), "your emergency number"), (Settings(emergency_number="112"), "call 112")):
        found = plan_next(LIBRARY, ROUTINES, "gentle", History(), PERSON, CheckIn(0, ("chest",)), day(0), settings=settings)
        assert words in found.blocked.sentence


def test_a_clearing_is_older_than_what_was_said_after_it():
    told = replace(session(1, "gentle"), check_in=CheckIn(0, ("chest",)))
    assert plan(2, told, profile=cleared("chest", 0)).blocked.rule == "E1"
    assert timedelta(0) < session(1).started - session(0, hour=20).started


def test_a_spell_of_more_than_six_weeks_advises_and_holds_nothing_back():
    long = replace(PERSON, flags=("six_weeks",))
    clean = [session(n, plank={"dose": (3, None, 20)}) for n in (0, 2)]
    assert rules(plan(4, *clean, profile=long), "plank") == ["U1"]
    assert "six weeks" in advice(plan(4, *clean, profile=long), "E6").sentence
    assert not advice(plan(4, *clean, profile=replace(long, cleared=("six_weeks",))), "E6")


def test_a_sign_told_without_a_session_locks_until_a_later_clearing():
    at = session(0).started
    told = Choice(at, Chose.SIGN, "chest")
    assert plan(1, profile=replace(PERSON, choices=(told,))).blocked.rule == "E1"
    assert plan(1, profile=replace(PERSON, choices=(told, Choice(at, Chose.CLEAR, "chest")))).blocked is None
    assert (
        plan(1, profile=replace(PERSON, choices=(Choice(at, Chose.CLEAR, "chest"), told), cleared=("chest",))).blocked.rule
        == "E1"
    )


def test_the_pelvic_sign_of_todays_session_closes_the_rest_of_the_day():
    told = replace(session(0, "postpartum"), check_in=CheckIn(0, ("pelvic",)))
    assert plan(0, told, profile=MOTHER, routine="postpartum").blocked.rule == "E7"
    assert plan(1, told, profile=MOTHER, routine="postpartum").blocked is None


def test_a_plan_for_an_earlier_day_knows_nothing_of_later_choices_and_screenings():
    told = replace(session(0, "gentle"), check_in=CheckIn(0, ("chest",)))
    assert plan(0, told, profile=cleared("chest", 2)).blocked.rule == "E1"
    assert advice(plan(0, profile=replace(PERSON, screened=day(5))), "G0")


def test_moves_that_need_balance_are_not_for_thin_bones():
    found = plan(0, routine="five_good", profile=replace(PERSON, flags=("osteoporosis",)))
    assert out(found)["ball_lean_back"] == "G3"
