"""`corecare plan`: the JSON of contract.md, the exit codes, and a plan that follows what was imported and nothing later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corecare_tui.adapters import export as files
from corecare_tui.cli import main
from corecare_tui.domain.records import CheckIn, MorningAfter, Record, Result, Session
from tests.cli.cli_kit import NOW, PLANK, doses, file, fresh_home, mornings, put, scores, session

SCREENED = {"screened": "2026-11-01"}
DOSE = {"sets", "reps", "hold_s", "rest_s"}


def plank(pain, **rest):
    return {**PLANK, "pain": pain, **rest}


def rotation(*pains):
    """`three_day` once round for each of `pains`, a day a session up to yesterday: what the plank of day 1 was rated."""
    found = []
    for n in range(3 * len(pains)):
        at = f"2026-11-{21 - 3 * len(pains) + n:02}T08:00:00+01:00"
        results = [plank(pains[n // 3], at=None)] if n % 3 == 0 else [{"exercise": "glute_bridge"}]
        parts = {"routine": "three_day", "day": f"day{n % 3 + 1}", "outcome": "finished", "check_in": {"pain": 2}}
        found.append(session(f"s{n}", at, results=results, **parts))
    return found


@pytest.fixture
def told(corecare, tmp_path):
    """Import these sessions of a screened person."""

    def tell(*sessions, **parts):
        assert corecare("import", put(tmp_path / "told.json", file(profile=SCREENED, sessions=sessions, **parts))).code == 0

    return tell


def planks(plan):
    return next(one for one in plan["items"] if one["family"] == "plank")


def test_the_shape_of_contract_md(corecare, told):
    told(*rotation(5))
    plan = corecare("plan", "three_day", "--json").json
    assert list(plan) == ["routine", "day", "date", "blocked", "advice", "items", "left_out"]
    assert (plan["routine"], plan["day"], plan["date"], plan["blocked"]) == ("three_day", "day1", "2026-11-21", None)
    for one in plan["items"]:
        assert list(one) == ["block", "exercise", "family", "rung", "sides", "dose", "decisions"]
        assert set(one["dose"]) == DOSE
        assert one["sides"] in ("none", "each", "alternating")
    decisions = [d for one in plan["items"] for d in one["decisions"]]
    assert decisions
    for d in decisions:
        assert list(d) == ["rule", "sentence", "before", "after", "because"]
        assert all(set(place) == {"exercise", "dose"} and set(place["dose"]) == DOSE for place in (d["before"], d["after"]))
        assert all({"session", "exercise", "pain"} <= set(because) for because in d["because"])


def test_left_out_says_what_and_why(corecare):
    plan = corecare("plan", "lower_back", "--json").json
    assert plan["left_out"]
    assert all(list(out) == ["exercise", "rule", "sentence"] for out in plan["left_out"])
    assert {"G2", "G3"} == {out["rule"] for out in plan["left_out"]}
    shown = corecare("plan", "lower_back").out
    assert all(out["sentence"] in shown for out in plan["left_out"])


def test_what_is_blocked_is_told_and_leaves_with_the_export(corecare, tmp_path):
    block = {"at": "2026-11-20T08:00:00+01:00", "what": "block", "of": "plank"}
    corecare("import", put(tmp_path / "f.json", file(profile={**SCREENED, "choices": [block]})))
    found = corecare("plan", "three_day", "--json").json
    assert "plank" not in [item["exercise"] for item in found["items"]]
    assert [(out["exercise"], out["rule"]) for out in found["left_out"]] == [("plank", "X5")]
    assert ("knee_plank", ["X5"]) in [(item["exercise"], [d["rule"] for d in item["decisions"]]) for item in found["items"]]
    assert corecare("export").json["profile"]["choices"] == [block]


def test_the_default_is_core_restart(corecare):
    assert corecare("plan", "--json").json["routine"] == "core_restart"


def test_one_who_was_never_screened_is_told(corecare, told):
    assert [a["rule"] for a in corecare("plan", "--json").json["advice"]] == ["G0"]
    told()
    assert corecare("plan", "--json").json["advice"] == []


@pytest.mark.parametrize("pain", [7, 8, 10])
def test_a_severe_check_in_blocks_with_exit_3(corecare, pain):
    said = corecare("plan", "three_day", "--json", "--pain", pain)
    assert said.code == 3
    plan = said.json
    assert (plan["items"], set(plan["blocked"]), plan["blocked"]["rule"]) == ([], {"rule", "sentence"}, "E4")
    assert str(pain) in plan["blocked"]["sentence"]
    assert ("physiotherapist" in plan["blocked"]["sentence"]) == (pain >= 8)
    text = corecare("plan", "--pain", pain)
    assert (text.code, "E4: " in text.out) == (3, True)


@pytest.mark.parametrize("pain", [5, 6])
def test_a_bad_day_gets_the_gentle_set(corecare, told, pain):
    told()
    said = corecare("plan", "three_day", "--json", "--pain", pain)
    assert (said.code, said.json["routine"], said.json["blocked"]) == (0, "gentle", None)
    assert [a["rule"] for a in said.json["advice"]] == ["R1"]


@pytest.mark.parametrize("pain", [3, 4])
def test_a_sore_start_gets_fewer_sets(corecare, told, pain):
    told()
    plan = corecare("plan", "three_day", "--json", "--pain", pain).json
    assert [a["rule"] for a in plan["advice"]] == ["R2"]
    assert str(pain) in plan["advice"][0]["sentence"]
    cut = [d for one in plan["items"] for d in one["decisions"] if d["rule"] == "R2"]
    assert cut and all(d["after"]["dose"]["sets"] < d["before"]["dose"]["sets"] for d in cut)


@pytest.mark.parametrize("pain", [0, 1, 2])
def test_a_good_day_changes_nothing(corecare, told, pain):
    told()
    assert corecare("plan", "three_day", "--pain", pain).out == corecare("plan", "three_day").out


@pytest.mark.parametrize("flag", ["saddle_numb", "leg_weak", "limited", "pregnant", "under_18"])
def test_flags_of_the_screening_block(corecare, tmp_path, flag):
    corecare("import", put(tmp_path / "f.json", file(profile={**SCREENED, "flags": [flag]})))
    said = corecare("plan", "--json")
    assert (said.code, said.json["items"]) == (3, [])
    assert said.json["blocked"]["rule"] in ("E1", "E2", "G1")


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("thre_day",), "did you mean three_day?"),
        (("nothing_like_it",), "there are core_restart"),
        (("",), "there are core_restart"),
        (("x" * 10_000,), "there are core_restart"),
        (("--on", "tomorrow"), "2026-11-21"),
        (("--on", "2026-02-30"), "2026-11-21"),
        (("--on", "0001-01-01"), "1900"),
        (("--on", "9999-12-31"), "2999"),
        (("--pain", "11"), "0 to 10"),
        (("--pain", "-1"), "0 to 10"),
    ],
)
def test_what_it_does_not_know_is_one_line(corecare, argv, says):
    said = corecare("plan", *argv)
    assert (said.code, says in said.line) == (2, True)


def test_both_ends_of_the_calendar_plan(corecare, told):
    told(*rotation(5))
    for day in ("1900-01-01", "2999-12-31"):
        assert corecare("plan", "--on", day).code == 0


# --- after an import ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pains", "rule", "hold_s"),
    [((5,), "D1", 25), ((5, 5), "D1", 25), ((2, 5), "D1", 25), ((3, 3), "D2", 25), ((3,), "H1", 30), ((2, 3), "H1", 30)],
)
def test_the_plan_follows_the_ratings(corecare, told, pains, rule, hold_s):
    told(*rotation(*pains))
    one = planks(corecare("plan", "three_day", "--json").json)
    assert (one["exercise"], one["dose"]["hold_s"]) == ("plank", hold_s)
    (decision,) = one["decisions"]
    assert decision["rule"] == rule
    assert decision["before"]["dose"]["hold_s"] == 30
    newest = decision["because"][0]
    assert (newest["session"], newest["exercise"], newest["pain"]) == (f"s{3 * len(pains) - 3}", "plank", pains[-1])
    assert decision["sentence"] in corecare("plan", "three_day").out


def test_a_plank_at_6_rests(corecare, told):
    told(*rotation(6))
    plan = corecare("plan", "three_day", "--json").json
    (decision,) = [d for one in plan["items"] for d in one["decisions"] if d["rule"] == "X1"]
    assert decision["before"]["exercise"] == "plank"
    assert "plank" not in [one["exercise"] for one in plan["items"]]


def test_a_7_rests_for_a_day(corecare, told):
    told(session("s", "2026-11-20T08:00:00+01:00", outcome="stopped", results=[plank(7)]))
    assert corecare("plan", "three_day", "--on", "2026-11-20").code == 3
    assert corecare("plan", "three_day", "--on", "2026-11-21").code == 3
    assert corecare("plan", "three_day", "--on", "2026-11-22").code == 0
    assert corecare("plan", "three_day", "--on", "2026-11-19").code == 0


def test_pain_logged_by_hand_counts_too(corecare):
    corecare("pain", 7)
    assert corecare("plan").code == 3
    assert corecare("plan", "--on", "2026-11-20").code == 0


def test_on_a_day_knows_that_day_and_nothing_later(corecare, told):
    told(*rotation(5))
    for day, planned in (("2026-11-17", "day1"), ("2026-11-18", "day2"), ("2026-11-19", "day3"), ("2026-11-20", "day1")):
        assert corecare("plan", "three_day", "--json", "--on", day).json["day"] == planned
    untouched = planks(corecare("plan", "three_day", "--json", "--on", "2026-11-17").json)
    assert (untouched["decisions"], untouched["dose"]["hold_s"]) == ([], 30)


EXERCISES = ["cat_cow", "side_plank", "plank", "knee_plank", "superman", "glute_bridge", "back_thigh_stretch"]
results = st.builds(
    Result,
    exercise=st.sampled_from(EXERCISES),
    dose=doses,
    done=st.sampled_from([None, 0.5, 1.0]),
    form_held=st.none() | st.booleans(),
    effort=st.none() | st.integers(1, 4),
    pain=scores,
    sharp=st.booleans(),
)
pasts = st.lists(
    st.builds(
        Session,
        id=st.uuids().map(str),
        started=st.integers(0, 30 * 24).map(lambda hours: NOW.replace(month=11, day=1, hour=0) + timedelta(hours=hours)),
        routine=st.sampled_from(["three_day", "warm_up"]),
        day=st.sampled_from(["day1", "day2", "day3"]),
        check_in=st.none() | st.builds(CheckIn, scores),
        results=st.lists(results, max_size=4).map(tuple),
        end_pain=scores,
        morning_after=mornings,
    ),
    max_size=8,
    unique_by=lambda s: s.id,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pasts, st.integers(1, 30))
def test_on_reads_nothing_later_whatever_was_recorded(capsys, tmp_path, past, day):
    on = date(2026, 11, day)
    # What is said the morning after that very day is later, too.
    known = [replace(s, morning_after=None) if s.date == on else s for s in past if s.date <= on]
    plans = []
    for sessions in (past, known):
        with fresh_home():
            written = put(tmp_path / "past.json", files.write(Record(sessions=tuple(sessions))))
            assert main(["import", str(written)]) == 0
            capsys.readouterr()
            code = main(["plan", "three_day", "--json", "--on", on.isoformat()])
            plans.append((code, capsys.readouterr().out))
    assert plans[0] == plans[1]


@pytest.mark.parametrize("morning", [MorningAfter(8), MorningAfter(None, False)])
def test_on_does_not_know_the_morning_after_of_that_day(corecare, tmp_path, morning):
    one = Session("s", NOW, "three_day", "day1", check_in=CheckIn(2), results=(Result("plank", pain=3),))
    corecare("import", put(tmp_path / "a.json", files.write(Record(sessions=(one,)))))
    before = corecare("plan", "three_day", "--on", "2026-11-21").out
    corecare("import", put(tmp_path / "b.json", files.write(Record(sessions=(replace(one, morning_after=morning),)))))
    assert corecare("plan", "three_day", "--on", "2026-11-21").out == before
