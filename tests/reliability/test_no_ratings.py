"""X3: a rating that is none, in an import file or in the journal's own JSON, never makes anything harder."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from corecare_tui.adapters import export
from corecare_tui.adapters.journal.codec import decode
from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.domain.history import History
from corecare_tui.domain.plan import Plan, Planned
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import PainEntry, Record, Session
from corecare_tui.domain.rules import plan_next
from tests.reliability.counts import many
from tests.ui.kit import THURSDAY

CASES = many(300, 10_000)
SEED = 20261119
LIBRARY, ROUTINES, _ = load(shipped("routines"), None)
ROUTINE = "warm_up"
GONE = "@gone@"
"""The rating is missing."""
HUGE = "1" + "0" * 400
NONE = {
    "missing": GONE, "null": "null", "NaN": "NaN", "Infinity": "Infinity", "-Infinity": "-Infinity", '"7"': '"7"', "true": "true",
    "-1": "-1", "11": "11", "10^400": HUGE, "-10^400": f"-{HUGE}", "1e400": "1e400", "7.0": "7.0", "7.5": "7.5", "[3]": "[3]",
    "{}": "{}", '""': '""', "false": "false",
}  # fmt: skip
"""Its name, and how it stands in the JSON."""
UNSAID = ("missing", "null")
"""These are read, as "not said"; every other one is refused."""
WHERE = ("result", "result", "check_in", "end_pain", "morning_after", "logged")
Tree = dict[str, Any]
Read = Callable[[str], Record]


def past(chance: random.Random) -> Tree:
    """An export of two to four sessions of the routine, whole and in form; the next plan makes something of it harder, mostly."""
    sessions: list[Session] = []
    days = sorted(chance.sample(range(2, 16, 2), chance.randint(2, 4)), reverse=True)
    for number, ago in enumerate(days):
        at = THURSDAY - timedelta(ago)
        plan = plan_next(LIBRARY, ROUTINES, ROUTINE, History.of(sessions), Profile(screened=at.date()), None, at.date())
        results = [
            {
                "exercise": item.exercise, "slot": item.slot, "at": at.isoformat(), "dose": msgspec.to_builtins(item.dose),
                "done": 1.0, "outcome": "done", "form_held": True, "effort": 2, "pain": chance.choice((0,) * 6 + (1, 3, 5)),
            }
            for item in plan.items
        ]  # fmt: skip
        document = {
            "id": f"s{number}", "started": at.isoformat(), "routine": ROUTINE, "day": plan.day, "outcome": "finished",
            "check_in": {"pain": 0}, "end_pain": 0, "morning_after": {"pain": 0, "settled": True}, "results": results,
        }  # fmt: skip
        sessions.append(decode(Session, document))
    tree: Tree = json.loads(export.write(Record(Profile(screened=THURSDAY.date()), tuple(sessions))))
    tree["pains"] = [{"at": (THURSDAY - timedelta(1)).isoformat(), "pain": 0, "place": None, "note": None}]
    return tree


def put(tree: Tree, where: str, at: int, of: int, value: str) -> str:
    """The file with that in the place of one rating: of session `at`, and of its result `of` where it is one of a result."""
    tree = json.loads(json.dumps(tree))
    session = tree["sessions"][at]
    holders: dict[str, Tree] = {
        "result": session["results"][of % len(session["results"])],
        "check_in": session["check_in"],
        "end_pain": session,
        "morning_after": session["morning_after"],
        "logged": tree["pains"][0],
    }
    key = "end_pain" if where == "end_pain" else "pain"
    if value == GONE:
        del holders[where][key]
        return json.dumps(tree)
    holders[where][key] = "@rating@"
    return json.dumps(tree).replace('"@rating@"', value)


def imported(text: str) -> Record:
    """As `corecare import` reads it."""
    return export.read(text.encode())


def kept(text: str) -> Record:
    """As the journal reads its documents."""
    tree = msgspec.json.decode(text)
    bare = export.read(json.dumps({**tree, "sessions": [], "pains": []}).encode())
    sessions = tuple(decode(Session, document) for document in tree["sessions"])
    return replace(bare, sessions=sessions, pains=tuple(decode(PainEntry, document) for document in tree["pains"]))


def planned(record: Record) -> Plan:
    history = History.of(record.sessions, record.pains)
    return plan_next(LIBRARY, ROUTINES, ROUTINE, history, record.profile, None, THURSDAY.date())


def sizes(plan: Plan) -> dict[str, tuple[int, int]]:
    """Slot → how hard: the rung, then the work."""
    return {item.slot: _size(item) for item in plan.items}


def _size(item: Planned) -> tuple[int, int]:
    return LIBRARY[item.exercise].rung or 0, item.dose.work


def asked_last(record: Record) -> dict[str, tuple[int, int]]:
    """Slot → what was asked there the last time: to hold is to ask this again."""
    found = {}
    for session in record.sessions:
        for result in session.results:
            if result.dose is not None:
                found[result.slot or result.exercise] = LIBRARY[result.exercise].rung or 0, result.dose.work
    return found


def harder(best: Plan, one: Plan, last: dict[str, tuple[int, int]], spoilt: str | None) -> list[str]:
    """What `one` asks more of than was asked the last time, and than the plan of the best answer does.

    A raise that another exercise earned by its own ratings, and that had to wait in the best plan (U2, one change at a time),
    may come in the place of the one that the spoilt rating lost; then the plan still holds no more raises than the best one.
    """
    before, waited = sizes(best), {item.slot for item in best.items if any(d.rule == "U2" for d in item.decisions)}
    none = (-1, -1)
    more = [slot for slot, size in sizes(one).items() if size > max(before.get(slot, none), last.get(slot, none))]
    earned = [slot for slot in more if slot in waited and slot != spoilt]
    return more if len(raises(one)) > len(raises(best)) else [slot for slot in more if slot not in earned]


def raises(plan: Plan) -> list[str]:
    return [item.slot for item in plan.items if any(d.rule == "U1" for d in item.decisions)]


@pytest.mark.parametrize("read", [imported, kept])
def test_a_rating_that_is_none_is_refused_by_its_path_or_makes_nothing_harder(
    read: Read, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(SEED)
    pasts = [past(chance) for _ in range(many(40, 1000))]
    refused = held = could = 0
    for case in range(CASES):
        name = list(NONE)[case % len(NONE)] if case % 3 else UNSAID[case % 2]
        tree, where = chance.choice(pasts), chance.choice(WHERE)
        at, of = chance.randrange(len(tree["sessions"])), chance.randrange(9)
        try:
            spoilt = read(put(tree, where, at, of, NONE[name]))
        except ValueError as error:
            refused += 1
            assert name not in UNSAID, f"{name} in {where} is refused: {error}"
            wanted = ("NaN", "Infinity", "-Infinity", "1e400", "10^400", "-10^400")  # no JSON, or no number of Python's
            assert "pain" in str(error) or name in wanted, f"{name} in {where} is refused without its path: {error}"
            continue
        held += 1
        assert name in UNSAID, f"{name} in {where} is taken"
        best, now = planned(read(put(tree, where, at, of, "0"))), planned(spoilt)
        could += bool(raises(best))
        results = spoilt.sessions[at].results
        result = results[of % len(results)] if where == "result" else None
        slot = result and (result.slot or result.exercise)
        more = harder(best, now, asked_last(spoilt), slot)
        assert not more, f"{name} in {where} of session {at}: {more} is harder"
        if result is not None and at >= len(spoilt.sessions) - 2:  # both of the last two have to be rated for a raise
            assert slot not in raises(now), f"{name} in {where} of session {at}: {slot} is raised"
    record_property("figure", f"{CASES:,} ratings ({read.__name__}): {refused:,} refused, {held:,} held, 0 harder")
    assert could > held // 4, "where nothing would have been harder, nothing is shown"
