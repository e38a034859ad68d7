"""Gates: every token is known, and an exercise whose gate is shut is in no plan (law L4)."""

from dataclasses import replace
from itertools import product

import pytest

from corecare_tui.domain.profile import BY_ID, PREFERENCES, Closes
from corecare_tui.domain.rules import gates
from tests.domain.history_kit import LIBRARY, PERSON, PROBLEMS, ROUTINES, pain, plan, session

PRES = (None, *range(11))
GATING = [id for id, question in BY_ID.items() if question.closes is Closes.GATE] + list(PREFERENCES)


def test_the_shipped_library_is_sound_and_every_token_known():
    assert PROBLEMS == ()
    used = {token for exercise in LIBRARY.values() for token in exercise.gates}
    assert used <= set(gates.GATES)


def test_every_shut_gate_says_why():
    for token, gate in gates.GATES.items():
        assert gate.why or token in ("buttocks_only", "no_early_morning")


def person(pre=0, mean7=None, finished=6, **profile):
    return gates.Person(replace(PERSON, **profile), pre, mean7, finished)


@pytest.mark.parametrize("limit", [3, 4, 6])
def test_limits_of_pain_shut_at_their_number_and_not_for_an_unsaid_check_in(limit):
    gate = gates.GATES[f"no_pain_ge_{limit}"]
    assert [gate.shut(person(pre)) for pre in (None, limit - 1, limit, 10)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("pre", "mean7", "shut"), [(2, None, False), (3, None, True), (None, 2.9, False), (None, 3.0, True), (0, 3.0, True)]
)
def test_off_limits_while_sore_today_or_in_the_week(pre, mean7, shut):
    assert gates.GATES["OFF_LIMITS_with_pain"].shut(person(pre, mean7)) == shut


@pytest.mark.parametrize("token", ["OFF_LIMITS_beginner", "no_beginner"])
def test_hard_rungs_open_after_six_finished_sessions(token):
    assert [gates.GATES[token].shut(person(finished=n)) for n in (0, 5, 6, 100)] == [True, True, False, False]


FLAGS = {
    "no_extension_sensitive": ("extension_sensitive",),
    "leg_symptom_stop": ("one_leg",),
    "no_osteoporosis": ("osteoporosis",),
    "no_postpartum_uncleared": ("postpartum", "pelvic"),
    "not_pregnant": ("pregnant",),
    "not_pregnant_supine": ("pregnant",),
    "no_open_wound_fracture_dvt": ("bone_or_immune",),
    "wrist_or_knee_kneeling": ("wrist", "knee"),
    "knee_kneeling": ("knee",),
    "shoulder": ("shoulder",),
    "fall_risk": ("fall_risk",),
}


@pytest.mark.parametrize(("token", "flag"), [(token, flag) for token, flags in FLAGS.items() for flag in flags])
def test_flags_shut_and_clearing_opens(token, flag):
    shut = gates.GATES[token].shut
    assert not shut(person())
    assert shut(person(flags=(flag,)))
    assert not shut(person(flags=(flag,), cleared=(flag,)))


KIT_OF = {"equipment_ball": "exercise_ball", "equipment_roller": "foam_roller", "equipment_kb": "dumbbell"}


@pytest.mark.parametrize(("token", "thing"), [*KIT_OF.items(), ("equipment_kb", "kettlebell")])
def test_kit_that_is_not_at_hand(token, thing):
    assert gates.GATES[token].shut(person(equipment=("mat",)))
    assert not gates.GATES[token].shut(person(equipment=("mat", thing)))


def test_every_token_is_tested_here():
    pains = {f"no_pain_ge_{limit}" for limit in (3, 4, 6)}
    others = {"OFF_LIMITS_with_pain", "OFF_LIMITS_beginner", "no_beginner", "buttocks_only", "no_early_morning"}
    assert set(gates.GATES) == pains | others | set(KIT_OF) | set(FLAGS)


# --- L4 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("routine", ROUTINES)
@pytest.mark.parametrize("experienced", [True, False])
def test_l4_what_is_shut_is_in_no_plan(routine, experienced):
    flags = [(), *((flag,) for flag in GATING), tuple(GATING)]
    for day, pre, set_flags, kit in product(ROUTINES[routine].days, PRES, flags, (PERSON.equipment, ("mat",))):
        profile = replace(PERSON, flags=set_flags, equipment=kit)
        found = plan(0, routine=routine, day_id=day.id, pre=pre, profile=profile, experienced=experienced)
        who = gates.Person(profile, pre, None, 6 if experienced else 0)
        for item in found.items:
            assert gates.shut(LIBRARY[item.exercise], who) is None, (routine, day.id, pre, set_flags, item.exercise)
        asked = {i.exercise for _, i in ROUTINES[found.routine].day(found.day).items if i.exercise}
        for exercise in asked if not found.blocked else ():
            if gates.shut(LIBRARY[exercise], who) and not LIBRARY[exercise].plays_as:
                assert exercise in {out.exercise for out in found.left_out}


def test_a_shut_rung_is_replaced_by_an_open_one_below_and_both_are_told():
    found = plan(0, pre=4)
    (item,) = [item for item in found.items if item.slot == "plank"]
    assert (item.exercise, item.usual.text) == ("elevated_plank", "3 × 10 s")
    assert [d.rule for d in item.decisions] == ["G2", "R2"]
    assert ("plank", "G2") in [(out.exercise, out.rule) for out in found.left_out]
    assert "{" not in item.decisions[0].sentence


def test_the_week_shuts_the_off_limits_moves_even_on_a_good_day():
    sore = tuple(pain(n, 4) for n in (-1, -2, -3))
    found = plan(0, routine="lower_back", pre=0, pains=sore)
    assert "kettlebell_lift" in {out.exercise for out in found.left_out}
    assert "kettlebell_lift" in {item.exercise for item in plan(0, routine="lower_back").items}


def test_an_opening_gate_does_not_raise_by_itself():
    # Where the person stands is the lower rung done that day, so one sore day costs two rungs (see the report).
    sore = session(0, pre=4, elevated_plank={"dose": (2, None, 10), "usual": (3, None, 10)})
    (item,) = [item for item in plan(2, sore).items if item.slot == "plank"]
    assert (item.exercise, item.dose.text) == ("elevated_plank", "3 × 10 s")
