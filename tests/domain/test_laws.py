"""The laws of the rules (evidence 6.6) over generated libraries, profiles and histories: 2,000 examples each.

`pytest -m nightly tests/domain/test_laws.py` tries 100,000.
"""

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corecare_tui.domain.exercise import Library
from corecare_tui.domain.history import History
from corecare_tui.domain.ladder import clamp
from corecare_tui.domain.plan import Plan, Planned
from corecare_tui.domain.profile import BY_ID, NEW_SIGNS, Choice, Chose, Closes, Profile
from corecare_tui.domain.records import CheckIn, MorningAfter, PainEntry, Result, Session
from corecare_tui.domain.rules import gates, plan_next
from corecare_tui.domain.rules.concerns import holding
from corecare_tui.domain.rules.past import Past
from tests.domain import generated as g
from tests.domain.history_kit import LIBRARY, ROUTINES, day, session, veteran

SEEDS = st.integers(0, 2**48)
"""A world is drawn from one number: quick to make, and the number names it in a failure."""
CI, NIGHTLY = 2000, 100_000
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def law(test):
    """The law as two tests: of 2,000 fixed examples, and nightly of 100,000 fresh ones."""
    quick = settings(max_examples=CI, deadline=None, derandomize=True, suppress_health_check=QUIET, database=None)
    long = settings(max_examples=NIGHTLY, deadline=None, suppress_health_check=QUIET)
    counts = [pytest.param(quick, id="ci"), pytest.param(long, id="nightly", marks=pytest.mark.nightly)]

    @pytest.mark.parametrize("how", counts)
    def tried(how):
        how(given(seed=SEEDS)(test))()

    tried.__name__ = tried.__qualname__ = test.__name__
    tried.__doc__ = test.__doc__
    return tried


class World:
    """A library, a person, a past and a day, all of one number; `plan` plans it, with any part of it changed."""

    def __init__(self, seed: int, grave: bool = False) -> None:
        self.library, self.routines = g.world(seed)
        self.sessions, self.r = g.arbitrary(seed, self.library, self.routines, grave)
        r = self.r
        self.profile = g.person(r, self.library)
        self.settings = g.settings(r)
        self.pains = g.history(self.sessions, r).pains
        self.routine = r.choice(list(self.routines))
        self.day = r.choice(self.routines[self.routine].days).id
        last = max((s.date for s in self.sessions), default=day(0))
        self.on = max(last, day(0)) + (day(r.choice((0, 1, 2, 2, 3, 7, 9, 15, 29))) - day(0))
        self.check_in = CheckIn(r.choice((None, 0, 0, 0, 1, 2, 3, 4, 5, 6)))

    def plan(self, sessions=None, profile=None, check_in=None, pains=None) -> Plan:
        past = History.of(self.sessions if sessions is None else sessions, self.pains if pains is None else pains)
        who, said = profile or self.profile, check_in or self.check_in
        return plan_next(self.library, self.routines, self.routine, past, who, said, self.on, self.day, settings=self.settings)

    def changed(self, old: Session, new: Session) -> list[Session]:
        return [new if s is old else s for s in self.sessions]

    @property
    def past(self) -> Past:
        return Past(History.of(self.sessions, self.pains), self.on, self.library, self.routines, self.settings.limits)


def below(library: Library, exercise: str) -> set[str]:
    """The rungs under it."""
    found: set[str] = set()
    at = library[exercise].easier
    while at is not None and at not in found:
        found.add(at)
        at = library[at].easier
    return found


# --- L1 ----------------------------------------------------------------------------------------


@law
def test_l1_a_worse_rating_of_the_last_exposure_never_makes_it_harder(seed):
    world = World(seed)
    rated = [(s, x) for s in world.sessions for x in s.results if x.pain is not None and x.pain < 10]
    if not rated:
        return
    one, was = world.r.choice(rated)
    if any(x.exercise == was.exercise for s in world.sessions for x in s.results if s.started > one.started):
        return
    hurt = replace(was, pain=world.r.randint(was.pain + 1, 10))
    after_hurt = replace(one, results=tuple(hurt if x is was else x for x in one.results))
    before, after = world.plan(), world.plan(world.changed(one, after_hurt))
    assert not (before.blocked and not after.blocked)
    check_not_harder(world, before, after, was.exercise)


def check_not_harder(world: World, before: Plan, after: Plan, exercise: str) -> None:
    """Not in its place; a session that became the gentle set is another session, another ladder chosen another exercise."""
    if before.routine != after.routine or after.blocked:
        return
    then = {i.slot: i for i in before.items}
    for item in after.items:
        was = then.get(item.slot)
        if item.exercise != exercise:
            continue
        if was is not None and was.exercise == exercise:
            assert item.dose.work <= was.dose.work, (was, item)
        elif was is not None:
            assert was.exercise not in below(world.library, exercise), (was, item)


@law
def test_l1_a_worse_end_or_morning_of_the_last_session_makes_nothing_harder(seed):
    world = World(seed)
    if not world.sessions:
        return
    last = max(world.sessions, key=lambda s: (s.started, s.id))
    worse = _worse_after(last, world.r)
    if worse is None:
        return
    before, after = world.plan(), world.plan(world.changed(last, worse))
    assert not (before.blocked and not after.blocked)
    for exercise in world.library:
        check_not_harder(world, before, after, exercise)


def _worse_after(last: Session, r: Random) -> Session | None:
    if r.random() < 0.5 and last.end_pain is not None and last.end_pain < 10:
        return replace(last, end_pain=r.randint(last.end_pain + 1, 10))
    am = last.morning_after
    if am is None or am.pain is None or am.pain == 10:
        return None
    return replace(last, morning_after=MorningAfter(r.randint(am.pain + 1, 10), am.settled))


EASING = {"R3", "R6", "X1", "X2", "X3", "X4", "X5", "D1", "D2", "D3", "D4"}


@law
def test_l1_a_higher_check_in_then_never_turns_an_easing_into_a_raise(seed):
    world = World(seed)
    told = [s for s in world.sessions if s.pre is not None and s.pre < 10]
    if not told:
        return
    one = world.r.choice(told)
    higher = replace(one, check_in=CheckIn(world.r.randint(one.pre + 1, 10)))
    before, after = world.plan(), world.plan(world.changed(one, higher))
    eased = {i.slot for i in before.items if EASING & {d.rule for d in i.decisions}}
    raised = {i.slot for i in after.items if "U1" in {d.rule for d in i.decisions}}
    assert not eased & raised


@law
def test_l1_a_higher_check_in_now_makes_nothing_harder(seed):
    world = World(seed)
    if world.check_in.pain is None:
        return
    before, after = world.plan(), world.plan(check_in=CheckIn(world.check_in.pain + world.r.randint(1, 4)))
    assert not (before.blocked and not after.blocked)
    for exercise in world.library:
        check_not_harder(world, before, after, exercise)


# --- L2, L3, L4 --------------------------------------------------------------------------------


@law
def test_l2_without_an_answer_that_a_raise_needs_there_is_no_raise(seed):
    world = World(seed)
    if world.r.random() < 0.7:
        world.sessions = [*veteran(), *(s for _, s in _played(seed, world))]
    for item in world.plan().items:
        for decision in item.decisions:
            if decision.rule == "U1":
                newest = world.past.of(decision.before.exercise)[:2]
                assert len(newest) == 2
                for e in newest:
                    x = e.result
                    assert None not in (x.pain, x.done, x.form_held, x.effort, x.dose, e.session.morning_after)
                    assert e.session.pre is not None or x.pain <= 1


def _played(seed: int, world: World) -> list[tuple[Plan, Session]]:
    return g.played(seed, world.library, world.routines, world.routine, world.day)


LOCKING = [id for id, q in BY_ID.items() if q.closes in (Closes.EMERGENCY, Closes.TODAY)]
LOCKING_SIGNS = [sign.id for sign in NEW_SIGNS if sign.closes in (Closes.EMERGENCY, Closes.TODAY)]


@law
def test_l3_e1_and_e2_always_block(seed):
    world = World(seed, grave=True)
    locked = replace(world.profile, flags=(*world.profile.flags, world.r.choice(LOCKING)))
    found = [world.plan(profile=locked)]
    sign = world.r.choice(LOCKING_SIGNS)
    found.append(world.plan(check_in=CheckIn(world.r.choice((None, 0, 9)), (sign, "one_leg"))))
    if world.sessions:
        last = max(world.sessions, key=lambda s: (s.started, s.id))
        told = replace(last, check_in=CheckIn(last.pre, (sign,)))
        found.append(world.plan(world.changed(last, told), replace(world.profile, cleared=())))
    for plan in found:
        assert plan.blocked.rule in ("E1", "E2")
        assert plan.items == ()


@law
def test_l4_nothing_gated_is_in_a_plan(seed):
    world = World(seed)
    found, past = world.plan(), world.past
    profile = holding(world.profile, past, world.check_in)
    who = gates.Person(profile, world.check_in.pain, past.mean7, past.finished, past.worst7, world.settings)
    for item in found.items:
        assert gates.shut(world.library[item.exercise], who) is None
    said = [*found.advice, *found.left_out, *(d for item in found.items for d in item.decisions)]
    assert not [one for one in said if "{" in one.sentence]


def chosen(world: World, profile: Profile, what: Chose, exercises: list[str]) -> Profile:
    """Chosen on the day of the plan, after everything else."""
    at = session(0, hour=23).started + (world.on - day(0))
    return replace(profile, choices=(*profile.choices, *(Choice(at, what, id) for id in exercises)))


@law
def test_l4_nothing_blocked_is_in_a_plan_and_unblocked_the_plan_is_what_it_was(seed):
    world = World(seed)
    asked = [item.exercise for item in world.plan().items] * 3
    count = world.r.choice((1, 1, 2, 3, 6))
    out = list(dict.fromkeys(world.r.choice(asked + list(world.library)) for _ in range(count)))
    back = chosen(world, world.profile, Chose.UNBLOCK, out)
    without = chosen(world, back, Chose.BLOCK, out)
    found = world.plan(profile=without)
    for item in found.items:
        assert not {item.exercise, item.usual_exercise} & set(out), item
        assert not [d for d in item.decisions if d.after and d.after.exercise in out and d.rule in ("X5", "U1")]
    asked = world.routines[found.routine].day(found.day).items if not found.blocked else ()
    told = {one.exercise for one in found.left_out}
    assert {item.exercise for _, item in asked if item.exercise in out} <= told
    assert world.plan(profile=chosen(world, without, Chose.UNBLOCK, out)) == world.plan(profile=back)


# --- L5 ----------------------------------------------------------------------------------------


@law
def test_l5_every_dose_is_in_its_range_and_every_exercise_there_once(seed):
    world = World(seed)
    found = world.plan()
    exercises = [item.exercise for item in found.items]
    assert len(exercises) == len(set(exercises))
    for item in found.items:
        one = world.library[item.exercise]
        for dose in (item.dose, item.usual if item.usual_exercise is None else item.dose):
            assert clamp(one, dose) == dose, (item, one.ladder)
        if item.usual_exercise is None:
            assert item.dose.work <= item.usual.work
        else:
            rests = "R5" in {d.rule for d in item.decisions}
            assert rests or world.library[item.usual_exercise].easier == item.exercise
    assert sum(d.rule == "U1" for item in found.items for d in item.decisions) <= 2


@law
def test_l5_never_two_rungs_up_and_one_raise_a_week(seed):
    world = World(seed)
    last: dict[str, Planned] = {}
    raised: dict[str, list] = defaultdict(list)
    for plan, _ in _played(seed, world):
        for item in plan.items if plan.routine == world.routine else ():
            was = last.get(item.slot)
            if was is not None and world.library[was.exercise].family == world.library[item.exercise].family:
                rungs = (world.library[item.exercise].rung or 0) - (world.library[was.exercise].rung or 0)
                assert rungs <= 1 or swapped(was, item), (was, item)
            last[item.slot] = item
            up = [d for d in item.decisions if d.rule == "U1"]
            for exercise in {place.exercise for d in up for place in (d.before, d.after)}:
                raised[exercise].append(plan.date)
    for days in raised.values():
        assert all((b - a).days >= 7 for a, b in pairwise(days)), days


SWAPS = {"X1", "X5", "R5", "C4", "G2", "G3", "E3", "C1"}


def swapped(was: Planned, item: Planned) -> bool:
    """Was either of them a partner, an open rung or another ladder, in the place of what was reached?"""
    return bool(SWAPS & {d.rule for d in (*was.decisions, *item.decisions)})


# --- L6, L7, L8 --------------------------------------------------------------------------------


@law
def test_l6_the_order_of_the_records_changes_nothing(seed):
    world = World(seed)
    before = world.plan()
    sessions, pains = list(world.sessions), list(world.pains)
    world.r.shuffle(sessions)
    world.r.shuffle(pains)
    assert world.plan(sessions, pains=tuple(pains)) == before == world.plan()


@law
def test_l7_every_difference_has_its_decision_and_every_decision_names_real_ratings(seed):
    world = World(seed)
    last: dict[str, Planned] = {}
    sessions = {s.id: s for s in veteran()}
    for plan, made in _played(seed, world):
        for item in plan.items:
            was = last.get(item.slot) if plan.routine == world.routine else None
            if was is not None and different(was, item):
                assert any(d.changes or d.rule == "X1" for d in item.decisions), (was, item)
            for decision in item.decisions:
                assert_real(decision, sessions)
        if plan.routine == world.routine:
            last = {item.slot: item for item in plan.items}
        sessions[made.id] = made


def different(was: Planned, item: Planned) -> bool:
    a, b = (replace(one.dose, rest_s=0) for one in (was, item))
    return (was.exercise, a) != (item.exercise, b) or (was.exercise == item.exercise and was.dose.rest_s != item.dose.rest_s)


def assert_real(decision, sessions: dict[str, Session]) -> None:
    assert decision.because, decision
    for because in decision.because:
        if because.session is None:
            assert because.what in ("check_in", "logged", "week", "profile", "choice"), decision
            continue
        one = sessions[because.session]
        if because.what == "rating":
            assert because.pain in [r.pain for r in one.results if r.exercise == because.exercise], decision


BAD = st.one_of(
    st.integers(max_value=-1), st.integers(min_value=11), st.booleans(), st.floats(), st.text(), st.just(10**400)
)  # fmt: skip


@given(BAD)
@settings(max_examples=CI, deadline=None, derandomize=True)
def test_l8_a_bad_score_cannot_be_made(bad):
    now = session(0).started
    for make in (
        lambda: CheckIn(bad), lambda: MorningAfter(bad), lambda: Result("plank", pain=bad), lambda: PainEntry(now, bad),
        lambda: Session("x", now, end_pain=bad), lambda: Session("x", now, effort=bad),
    ):  # fmt: skip
        with pytest.raises(ValueError):
            make()


@given(SEEDS, BAD)
@settings(max_examples=CI, deadline=None, derandomize=True, suppress_health_check=QUIET)
def test_l8_and_if_one_did_get_in_it_would_hold(seed, bad):
    """Forced past the check, a score that is none is taken as not said: the plan is the one without it."""
    world = World(seed)
    rated = [(s, x) for s in world.sessions for x in s.results]
    if not rated:
        return
    one, was = world.r.choice(rated)

    def with_pain(score: object) -> list[Session]:
        forced = replace(was, pain=None)
        object.__setattr__(forced, "pain", score)
        return world.changed(one, replace(one, results=tuple(forced if x is was else x for x in one.results)))

    assert [(i.exercise, i.dose) for i in world.plan(with_pain(bad)).items] == [
        (i.exercise, i.dose) for i in world.plan(with_pain(None)).items
    ]


def test_the_played_histories_do_raise_and_ease():
    seen = set()
    for seed in range(120):
        for plan, _ in g.played(seed, LIBRARY, ROUTINES, *(("three_day", "day1"), ("core_restart", "day1"))[seed % 2]):
            seen |= {d.rule for i in plan.items for d in i.decisions} | {a.rule for a in plan.advice}
    assert {"X1", "R3", "R6", "D1", "D2", "D3", "H1", "H2", "U1", "U2", "R2", "C1", "C3", "R4"} <= seen
