"""The library as one person sees it: what the record says of each exercise, what closes it, where they stand; and finding it."""

from dataclasses import replace
from datetime import time

import pytest

from corecare_tui.domain.catalogue import entries
from corecare_tui.domain.finding import Facet, Only, facets, matching, narrowed
from corecare_tui.domain.history import History
from corecare_tui.domain.insight.exercises import exercises
from corecare_tui.domain.profile import Chose, Profile
from corecare_tui.domain.records import CheckIn, MorningAfter, Outcome
from corecare_tui.domain.rules import plan_next
from corecare_tui.domain.rules.engine import person_on
from corecare_tui.domain.rules.past import Past
from corecare_tui.domain.settings import USUAL_CARE
from tests.domain.history_kit import LIBRARY, PERSON, ROUTINES, day, result, session, veteran
from tests.domain.test_choices import chose


def seen(on, *sessions, profile=PERSON, pre=None, hour=None, library=LIBRARY, experienced=True, routine="three_day"):
    """Exercise → its entry on day `on`, beside day 1 of the three-day plan."""
    history = History.of((*(veteran() if experienced else ()), *sessions))
    past = Past(history, day(on), library, ROUTINES)
    said = None if pre is None else CheckIn(pre)
    plan = plan_next(library, ROUTINES, routine, history, profile, said, day(on), ROUTINES[routine].days[0].id, hour=hour)
    return {one.exercise.id: one for one in entries(library, past, person_on(past, profile, said, USUAL_CARE, hour), plan)}


def planks(*pains, gap=3, **said):
    return [session(gap * n, plank={"pain": pain, **said}) for n, pain in enumerate(pains)]


# --- what the record says -----------------------------------------------------------------------


def test_every_exercise_is_there_once_in_the_order_of_the_library():
    assert list(seen(0)) == list(LIBRARY)
    assert all(one.last is None and (one.times, one.said, one.usual, one.hurt) == (0, 0, None, None) for one in seen(0).values())


def test_times_ratings_the_usual_pain_and_the_last_time():
    skipped = session(9, plank={"outcome": Outcome.SKIPPED, "pain": None})
    one = seen(12, *planks(1, None, 2), skipped)["plank"]
    assert (one.times, one.said, one.usual) == (3, 2, 1.5)
    assert (one.last.day, one.last.pain, one.last.dose.text) == (day(6), 2, "3 × 30 s")


def test_its_numbers_are_those_of_the_history():
    past = [*planks(1, None, 5, 2), session(10, plank={}, again=(result("plank", pain=3),))]
    (told,) = exercises(History.of(past))
    one = seen(12, *past)["plank"]
    assert (one.times, one.said, one.usual, one.last) == (len(told), len(told.scores), told.usual, told.times[-1])


@pytest.mark.parametrize(
    ("pains", "on", "hurt"),
    [((3, 0), 4, (3, 2)), ((0, 4, 1), 7, (4, 3)), ((2, 2), 4, None), ((9,), 1, None), ((None, 9), 4, None), ((3, 0), 31, None)],
)
def test_it_hurt_lately_from_a_3_within_28_days_and_never_by_one_rating(pains, on, hurt):
    found = seen(on, *planks(*pains))["plank"].hurt
    assert (found and (found.worst, found.said)) == hurt


def test_28_days_are_counted_from_the_day():
    assert seen(28, session(0, plank={"pain": 5}), session(1, plank={}), session(2, plank={}))["plank"].hurt is None
    assert seen(28, session(1, plank={"pain": 5}), session(2, plank={}))["plank"].hurt.worst == 5


# --- what keeps it out --------------------------------------------------------------------------


def why(one):
    return {name: getattr(one, name).rule for name in REASONS if getattr(one, name)}


REASONS = ("closed", "rests", "parked", "skipped", "blocked", "left_out")


@pytest.mark.parametrize(
    ("given", "exercise", "rule", "words"),
    [
        ({"pre": 3}, "crunch", "G2", "seven days without any pain"),
        ({"experienced": False}, "superman", "G2", "six|6"),
        ({"profile": replace(PERSON, flags=("knee",))}, "bird_dog", "G3", "spare"),
        ({"profile": replace(PERSON, equipment=("mat",))}, "ball_back_extension", "G3", "exercise ball"),
        ({"profile": replace(PERSON, flags=("one_leg",))}, "cobra", "E3", "leg"),
        ({"hour": time(7, 30)}, "forward_bend", "C1", "two hours"),
    ],
)  # fmt: skip
def test_the_gate_that_is_shut_for_this_person_today(given, exercise, rule, words):
    one = seen(0, **given)[exercise]
    assert one.closed.rule == rule
    assert any(word in one.closed.sentence for word in words.split("|"))
    assert one.not_now == one.closed
    assert seen(0, hour=time(15))["forward_bend"].closed is None


def test_pain_that_ran_down_a_leg_closes_that_very_exercise():
    assert seen(2, session(0, plank={"leg": True}))["plank"].closed.rule == "E3"


def test_rests_parked_skipped_and_blocked():
    red = seen(2, session(0, plank={"pain": 6}))["plank"]
    assert why(red) == {"rests": "X1"}
    assert red.not_now.sentence == "Forearm plank hurt at 6, so it rests for a while: it comes back by itself."
    over = seen(12, session(0, plank={"pain": 6}), session(3, knee_plank={"slot": "plank"}), session(8))["plank"]
    assert why(over) == {}
    foot = seen(2, session(0, "core_restart", heel_tap={"pain": 5}))
    assert (why(foot["heel_tap"]), why(foot["heel_slide"]), why(foot["plank"])) == ({"rests": "X2"}, {"rests": "X2"}, {})
    assert foot["heel_slide"].rests.sentence.startswith("Bent-knee march / heel tap hurt at 5 ")
    often = seen(9, *planks(5, 5, 5))["plank"]
    assert (why(often), often.parked.sentence.count("5, 5, 5")) == ({"parked": "X3"}, 1)
    assert why(seen(9, *planks(5, 5, 5), profile=chose(Chose.ENABLE, "plank", 8))["plank"]) == {}
    skipped = chose(Chose.SKIP, "plank", 4)
    assert [why(seen(on, profile=skipped)["plank"]) for on in (4, 5)] == [{"skipped": "X4"}, {}]
    out = chose(Chose.BLOCK, "plank", 4)
    assert [why(seen(on, profile=out)["plank"]) for on in (3, 4, 50)] == [{}, {"blocked": "X5"}, {"blocked": "X5"}]
    assert why(seen(6, profile=chose(Chose.UNBLOCK, "plank", 5, profile=out))["plank"]) == {}


def test_what_a_person_decided_is_told_first():
    one = seen(9, *planks(5, 5, 5), profile=chose(Chose.BLOCK, "plank", 8))["plank"]
    assert (one.not_now.rule, set(why(one))) == ("X5", {"parked", "blocked"})


def test_each_word_on_what_the_plan_leaves_out_is_that_of_the_plan():
    sentences = {"X3": planks(5, 5, 5), "X1": [session(7, superman={"pain": 6}, day_id="day2")]}
    history = History.of((*veteran(), *sentences["X3"]))
    (out,) = plan_next(LIBRARY, ROUTINES, "three_day", history, PERSON, CheckIn(0), day(9), "day1").left_out
    assert (out.rule, out.sentence) == ("X3", seen(9, *sentences["X3"])["plank"].parked.sentence)


def test_what_else_the_plan_keeps_out_speaks_of_that_session():
    said = seen(1, session(0, plank={}, side_plank={}, morning=MorningAfter(4, False)))
    told = {id: one.left_out.rule for id, one in said.items() if one.left_out}
    assert told
    assert set(told.values()) <= {"R3", "R5", "C2"}
    assert all(one.not_now is None for id, one in said.items() if id in told)


# --- the plan and the ladder --------------------------------------------------------------------


def test_in_the_plan_is_what_is_done_and_what_it_stands_for():
    found = seen(4, profile=chose(Chose.BLOCK, "plank", 4))
    assert {id for id, one in found.items() if one.in_plan} == {"cat_cow", "side_plank", "plank", "knee_plank"}
    assert found["plank"].planned is found["knee_plank"].planned
    assert not any(one.in_plan for one in seen(0, pre=9).values())


def test_the_ladder_and_the_rung_the_person_stands_on():
    past = [session(0, plank={}), session(3, knee_plank={"slot": "plank", "dose": (2, None, 20)})]
    found = seen(5, *past)
    ladder = found["mountain_climber"].ladder
    assert ladder.rungs[:4] == ("wall_plank", "elevated_plank", "knee_plank", "plank")
    assert (ladder.stands.exercise, ladder.stands.dose.text) == ("knee_plank", "2 × 20 s")
    assert ladder is found["plank"].ladder
    assert seen(2, session(0, plank={}, knee_plank={}))["plank"].ladder.stands.exercise == "plank"
    assert found["superman"].ladder.stands is None
    assert "back_extensors_unspecified" not in found["superman"].ladder.rungs


def test_a_lightened_day_and_a_warm_up_are_no_step_down():
    lighter = session(3, plank={"dose": (2, None, 30), "usual": (3, None, 30)})
    assert seen(5, lighter)["plank"].ladder.stands.dose.sets == 3
    day_off = session(3, knee_plank={"slot": "plank", "usual_exercise": "plank", "usual": (3, None, 30)})
    assert seen(5, day_off)["plank"].ladder.stands.exercise == "plank"
    trained = session(0, "three_day", "day2", bridge_abd_add={"slot": "glute_bridge"})
    warmed = session(3, "core_restart", "day1", glute_bridge={})
    assert seen(5, trained, warmed)["glute_bridge"].ladder.stands.exercise == "bridge_abd_add"
    assert seen(5, warmed)["glute_bridge"].ladder.stands.exercise == "glute_bridge"


# --- finding ------------------------------------------------------------------------------------


def names(found):
    return [one.exercise.id for one in found]


ALL = tuple(seen(0).values())


def test_words_are_found_in_name_family_muscles_and_goal_by_their_beginning():
    assert names(matching(ALL, "superm")) == ["superman"]
    assert set(names(matching(ALL, "hinge"))) == {id for id, one in LIBRARY.items() if one.family == "hinge"}
    assert "plank" in names(matching(ALL, "plank obliq anti")) or "side_plank" in names(matching(ALL, "plank obliq"))
    assert matching(ALL, "lank") == ()
    assert matching(ALL, "plank qqq") == ()
    assert matching(ALL, "  ") == ALL


def test_the_best_match_comes_first_and_else_the_order_of_the_library_stays():
    found = names(matching(ALL, "plank"))
    begins = [id for id in found if LIBRARY[id].name.lower().startswith("plank")]
    named = [id for id in found if "plank" in LIBRARY[id].name.lower() and id not in begins]
    assert found[: len(begins) + len(named)] == begins + named
    for part in (begins, named, found[len(begins) + len(named) :]):
        assert part == [id for id in LIBRARY if id in part]
    assert "mountain_climber" in found


@pytest.mark.parametrize("text", ["PRÉSS-UP", "press up", "pressup", "Press‑up", "up press"])
def test_case_accents_and_hyphens_mean_nothing(text):
    own = {"own": replace(LIBRARY["cobra"], id="own", name="Préss-up of mine", family="f", goal=(), cues=())}
    found = tuple(seen(0, library={**LIBRARY, **own}).values())
    assert "own" in names(matching(found, text))


def test_filters_combine_of_one_facet_either_of_several_all():
    hard, easy = Only(Facet.DIFFICULTY, "hard"), Only(Facet.DIFFICULTY, "easy")
    plank, bridge = Only(Facet.FAMILY, "plank"), Only(Facet.FAMILY, "bridge")
    both = narrowed(ALL, (plank, bridge, hard))
    assert both
    assert all(one.exercise.family in ("plank", "bridge") and one.exercise.difficulty == "hard" for one in both)
    assert len(narrowed(ALL, (hard, easy))) == len(narrowed(ALL, (hard,))) + len(narrowed(ALL, (easy,)))
    assert narrowed(ALL, ()) == ALL
    assert names(matching(narrowed(ALL, (plank, hard)), "climber")) == ["mountain_climber", "mountain_climber_cross"]


def test_the_facets_of_a_person():
    who = chose(Chose.BLOCK, "plank", 2)
    found = tuple(seen(4, session(0, side_plank={"pain": 4}), session(2, side_plank={"pain": 1}), profile=who).values())
    assert names(narrowed(found, [Only(Facet.BLOCKED)])) == ["plank"]
    assert names(narrowed(found, [Only(Facet.HURT)])) == ["side_plank"]
    assert "plank" in names(narrowed(found, [Only(Facet.NOT_NOW)]))
    assert names(narrowed(found, [Only(Facet.IN_PLAN), Only(Facet.BLOCKED)])) == ["plank"]


def test_every_facet_says_how_many_it_leaves():
    found = tuple(seen(4, profile=replace(chose(Chose.BLOCK, "plank", 2), equipment=("mat",))).values())
    told = facets(found)
    assert [only.facet for only, _ in told] == sorted((only.facet for only, _ in told), key=tuple(Facet).index)
    assert all(len(narrowed(found, [only])) == count > 0 for only, count in told)
    assert [only.value for only, _ in told if only.facet is Facet.DIFFICULTY] == [
        "easy", "easy-medium", "medium", "medium-hard", "hard",
    ]  # fmt: skip
    assert Only(Facet.EQUIPMENT, "nothing") in [only for only, _ in told]


def test_nobody_screened_yet_sees_the_library_too():
    assert len(seen(0, profile=Profile(), experienced=False)) == len(LIBRARY)
