"""Worlds drawn from one number: libraries with ladders, gates and partners, routines, profiles, settings, histories."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from corecare_tui.domain.exercise import Dose, Exercise, Ladder, Library
from corecare_tui.domain.history import History
from corecare_tui.domain.ladder import steps
from corecare_tui.domain.plan import Plan, Planned
from corecare_tui.domain.profile import BY_ID, PREFERENCES, Choice, Chose, Closes, Profile
from corecare_tui.domain.profile import Stance as Stance
from corecare_tui.domain.records import CheckIn, MorningAfter, Outcome, PainEntry, Result, Session
from corecare_tui.domain.routine import Block, Day, Item, Routine, Routines
from corecare_tui.domain.rules import gates, plan_next
from corecare_tui.domain.settings import Settings
from corecare_tui.domain.thresholds import LOWER, STANDARD, with_limits
from tests.domain.history_kit import KIT, LIBRARY, PERSON, ROUTINES, day, result, session, veteran

PAINS = (None, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6)
MORNINGS = (
    None, MorningAfter(0, True), MorningAfter(0, True), MorningAfter(1, None), MorningAfter(None, False), MorningAfter(5, None),
)  # fmt: skip
TOKENS = tuple(gates.GATES)
TAGS = ("gentle", "extension", "flexion", "neutral_spine")


# --- libraries and routines --------------------------------------------------------------------


def world(seed: int) -> tuple[Library, Routines]:
    """The shipped ones half of the time, else generated ones."""
    r = Random(seed ^ 0x5EED)
    return (LIBRARY, ROUTINES) if r.random() < 0.5 else generated(r)


def generated(r: Random) -> tuple[Library, Routines]:
    """Two to five ladders of one to four rungs, and three routines over them."""
    library: Library = {}
    for number in range(r.randint(2, 5)):
        rungs = [f"f{number}_{rung}" for rung in range(r.randint(1, 4))]
        library |= {id: _exercise(r, id, f"f{number}", rungs, at) for at, id in enumerate(rungs)}
    ids = list(library)
    library = {id: replace(one, swaps=tuple(r.sample(ids, r.randint(0, min(3, len(ids)))))) for id, one in library.items()}
    library = {id: replace(one, swaps=tuple(s for s in one.swaps if s != id)) for id, one in library.items()}
    return library, {id: _routine(r, id, library) for id in ("core", "other", "gentle")}


def _exercise(r: Random, id: str, family: str, rungs: list[str], at: int) -> Exercise:
    start, top = _range(r)
    dose = r.choice(steps(_bare(id, family, start, top, "strength")))
    kind = "mobility" if family in ("f1", "f4") else "strength"
    return replace(
        _bare(id, family, start, top, kind),
        dose=dose,
        rung=at,
        easier=rungs[at - 1] if at else None,
        harder=rungs[at + 1] if at + 1 < len(rungs) else None,
        gates=tuple(r.sample(TOKENS, r.choice((0, 0, 1, 2)))),
        tags=tuple(r.sample(TAGS, r.randint(0, 2))),
    )


def _range(r: Random) -> tuple[Dose, Dose]:
    sets = r.randint(1, 3)
    if r.random() < 0.5:
        return Dose(r.randint(1, sets), None, 10, 20), Dose(sets, None, 10 + 5 * r.randint(0, 5), 20)
    hold = r.choice((None, 3))
    return Dose(r.randint(1, sets), 6, hold, 20), Dose(sets, 6 + r.randint(0, 9), hold, 20)


def _bare(id: str, family: str, start: Dose, top: Dose, kind: str) -> Exercise:
    return Exercise(id, id, family, kind, "floor", (), "easy", "assigned", start, "added", Ladder(start, top), "added")


def _routine(r: Random, id: str, library: Library) -> Routine:
    names = ("gentle",) if id == "gentle" else ("warm_up", "main", "close")
    chosen = r.sample(sorted({one.family for one in library.values()}), 2) if r.random() < 0.5 else []
    free = [one for one in library if library[one].family not in chosen]
    items = [_item(r, one, library) for one in r.sample(free, min(len(free), r.randint(1, 6)))]
    items += [Item(rung_of=tuple(one.id for one in library.values() if one.family in chosen and one.rung == 0))] if chosen else []
    r.shuffle(items)
    blocks = tuple(Block(name, tuple(items[n :: len(names)])) for n, name in enumerate(names) if items[n :: len(names)])
    return Routine(id, id, (Day("day1", id, blocks),), "added")


def _item(r: Random, id: str, library: Library) -> Item:
    return Item(id, dose=r.choice((None, r.choice(steps(library[id])))))


# --- people ------------------------------------------------------------------------------------


def person(r: Random, library: Library = LIBRARY) -> Profile:
    """Gating flags, preferences, kit, choices; nothing that locks."""
    gating = [id for id, q in BY_ID.items() if q.closes is Closes.GATE] + list(PREFERENCES)
    flags = tuple(r.sample(gating, r.choice((0, 0, 1, 3))))
    cleared = tuple(flag for flag in flags if r.random() < 0.3)
    choices = tuple(choice(r, library) for _ in range(r.choice((0, 0, 0, 1, 3))))
    stance = Stance(strict=r.random() < 0.1)
    return replace(PERSON, flags=flags, cleared=cleared, equipment=r.choice((KIT, ("mat",))), choices=choices, settings=stance)


def choice(r: Random, library: Library) -> Choice:
    """Anything but a step down of that day: that is the person's own, not the rules'."""
    at = session(r.randint(0, 15), None, None).started + timedelta(hours=1)
    what = (Chose.DECLINE, Chose.ENABLE, Chose.SKIP, Chose.EASE, Chose.BLOCK, Chose.BLOCK, Chose.UNBLOCK)
    return Choice(at, r.choice(what), r.choice(list(library)))


def settings(r: Random) -> Settings:
    """Mostly the standard; else some limits made more careful."""
    if r.random() < 0.7:
        return Settings()
    names = r.sample([name for name in STANDARD.__slots__ if name != "raises_a_session"], 3)
    return Settings(limits=with_limits({name: _careful(r, name) for name in names}))


def _careful(r: Random, name: str) -> int:
    standard = getattr(STANDARD, name)
    return r.randint(max(1, standard - 2), standard) if name in LOWER else standard + r.randint(0, 3)


# --- histories ---------------------------------------------------------------------------------


def answers(r: Random, grave: bool = False) -> dict:
    return {
        "pain": r.choice((*PAINS, 7, 9)) if grave else r.choice(PAINS),
        "done": r.choice((1.0, 1.0, 1.0, 1.0, 0.5, None)),
        "form": r.choice((True, True, True, True, False, None)),
        "effort": r.choice((1, 2, 2, 2, 3, None)),
        "sharp": r.random() < 0.03,
        "leg": r.random() < 0.02,
    }


def sound(r: Random) -> dict:
    """Answers of a good day, so that raises happen too."""
    return {"pain": r.choice((0, 0, 1)), "done": 1.0, "form": True, "effort": 2}


def any_dose(r: Random, one: Exercise) -> Dose | None:
    """In its range, or the exercise's own, or out of range, or untold."""
    return r.choice((*steps(one), one.dose, None, replace(one.dose, sets=one.dose.sets + 1)))


def arbitrary(seed: int, library: Library, routines: Routines, grave: bool = False) -> tuple[list[Session], Random]:
    """Sessions as an import might bring them: any routine, any exercise of it, any dose."""
    r = Random(seed)
    found, n = list(veteran()) if r.random() < 0.5 else [], 0
    good = r.random() < 0.4
    for _ in range(r.randint(0, 7)):
        routine = r.choice(list(routines))
        asked = r.choice(routines[routine].days)
        pool = [i.exercise for _, i in asked.items if i.exercise] + [r.choice(list(library))]
        ids = r.sample(pool, r.randint(0, min(4, len(pool))))
        kind = sound if good or r.random() < 0.3 else lambda r: answers(r, grave)
        results = tuple(_any_result(r, library[id], pool, kind(r)) for id in ids if not library[id].plays_as)
        pre = r.choice((None, 0, 0, 0, 1, 2, 3, 5))
        made = session(n, routine, asked.id, pre=pre, morning=MORNINGS[1] if good else r.choice(MORNINGS), again=results)
        found.append(replace(made, end_pain=r.choice((None, 0, 1, 3, 6)), effort=r.choice((None, 3, 8, 9))))
        n += r.choice((1, 2, 2, 2, 3, 3, 8, 16, 30))
    return found, r


def _any_result(r: Random, one: Exercise, pool: list[str], said: dict) -> Result:
    outcome = r.choice((None, None, None, Outcome.DONE, Outcome.EASED, Outcome.SKIPPED))
    slot = r.choice((None, None, None, r.choice(pool)))
    return result(one.id, dose=any_dose(r, one), outcome=outcome, slot=slot, **said)


def history(sessions: list[Session], r: Random) -> History:
    """With some pain logged in between."""
    pains = [PainEntry(s.started + timedelta(hours=9), r.choice((0, 1, 3, 5))) for s in sessions if r.random() < 0.3]
    return History.of(sessions, pains)


def played(
    seed: int, library: Library, routines: Routines, routine: str, day_id: str, count: int = 7, profile: Profile = PERSON
) -> list[tuple[Plan, Session]]:
    """What the rules plan is done as planned and answered somehow, `count` times."""
    r = Random(seed)
    found: list[tuple[Plan, Session]] = []
    n, good = 0, r.random() < 0.5
    for _ in range(count):
        pre = r.choice((0, 0, 0, 0, 1, 2, 3, 4))
        past = History.of((*veteran(), *(s for _, s in found)))
        plan = plan_next(library, routines, routine, past, profile, CheckIn(pre), day(n), day_id)
        results = tuple(done(item, sound(r) if good and r.random() < 0.8 else answers(r)) for item in plan.items)
        morning = r.choice(MORNINGS[1:3] if good else MORNINGS)
        made = session(n, plan.routine, plan.day, pre=pre, morning=morning, again=results)
        found.append((plan, replace(made, effort=r.choice((None, 3, 5, 8)))))
        n += r.choice((1, 2, 2, 3, 4, 8, 15))
    return found


def done(item: Planned, said: dict) -> Result:
    """The result of that item, as the coach keeps it."""
    slot = item.slot if item.slot != item.exercise else None
    lighter = item.usual != item.dose or item.usual_exercise
    usual = item.usual if lighter else None
    return result(item.exercise, slot=slot, dose=item.dose, usual=usual, usual_exercise=item.usual_exercise, **said)
