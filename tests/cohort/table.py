"""What twelve weeks of the rules came to, a row a kind of person; and what must hold whatever the person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from corecare_tui.domain.plan import Decision, Plan
from corecare_tui.domain.profile import BY_ID, Closes
from corecare_tui.domain.records import Outcome
from tests.cohort.living import LIBRARY, ROUTINES, Life, Visit

REGRESSED = {"R3", "R6", "X1", "X2", "X3", "D1", "D2", "D3", "D4"}
LIGHTER = {"E5", "R4"}
EASIER = REGRESSED | LIGHTER | {"R1", "R2", "R7"}
"""... or a block."""
SEES_SOMEBODY = {"E6", "R4", "E7"}
SOMEBODY = "physiotherapist"
"""In the sentence of E4 and E5 where they send a person to somebody."""
RED_FLAGS = {id for id, question in BY_ID.items() if question.closes in (Closes.EMERGENCY, Closes.TODAY)}
WEEK = 7
LADDERS = ("plank", "side_plank", "leg_lift", "quadruped", "prone_extension")


# --- one visit ------------------------------------------------------------------------------------


def fired(plan: Plan) -> set[str]:
    """Every rule that decided something of that plan."""
    found = {d.rule for item in plan.items for d in item.decisions} | {out.rule for out in plan.left_out}
    return found | {advice.rule for advice in (*plan.advice, *([plan.blocked] if plan.blocked else []))}


def raised(visit: Visit) -> list[Decision]:
    """What a plan made harder and the person then did: not what another rule swapped, nor what was passed over."""
    done = {r.exercise for r in visit.session.results if r.outcome is not Outcome.SKIPPED} if visit.session else set()
    raises = (d for item in visit.plan.items if item.exercise in done for d in item.decisions if d.rule == "U1")
    return [d for d in raises if d.after and d.after.exercise in done]


def advised(plan: Plan) -> bool:
    """Does it say to see somebody?"""
    told = (*plan.advice, *([plan.blocked] if plan.blocked else []))
    return any(one.rule in SEES_SOMEBODY or (one.rule in ("E4", "E5") and SOMEBODY in one.sentence) for one in told)


# --- one life -------------------------------------------------------------------------------------


def after_a_red_flag(life: Life) -> int:
    """Sessions given at or after the check-in that told of a red flag."""
    since = next((v.day for v in life.visits if RED_FLAGS & set(v.ticked)), None)
    return 0 if since is None else sum(1 for v in life.visits if v.day >= since and v.plan.items)


@dataclass(frozen=True)
class Eased:
    """How long from the first answer that tells of a flare to the first easier plan."""

    days: int
    sessions: int
    """1 = the very next plan."""


def after_the_flare(life: Life) -> Eased | None:
    """None without a flare, or with no visit after it."""
    person, visits = life.person, life.visits
    if not life.kind.flares or person.flared is None:
        return None
    # Overnight it is told at the check-in for which the plan is made; in a session only the next plan can know.
    later = [v for v in visits if v.day >= person.flared + (not person.overnight)]
    found = next(((n, v) for n, v in enumerate(later, 1) if v.plan.blocked or fired(v.plan) & EASIER), None)
    return Eased(found[1].day - person.flared, found[0]) if found else (Eased(999, 999) if later else None)


def raises_in_a_week(life: Life) -> int:
    """The most raises that one exercise saw within seven days."""
    days: dict[str, list[int]] = {}
    for visit in life.visits:
        for d in raised(visit):
            for exercise in {place.exercise for place in (d.before, d.after) if place}:
                days.setdefault(exercise, []).append(visit.day)
    return max((sum(day <= other < day + WEEK for other in found) for found in days.values() for day in found), default=0)


def first_advice(life: Life) -> int | None:
    """The week, from 1, in which they first read that somebody should see it."""
    return next((v.day // WEEK + 1 for v in life.visits if advised(v.plan)), None)


def reached(life: Life) -> dict[str, int]:
    """Exercise of a ladder → the week, from 1, in which the main part first had it."""
    found: dict[str, int] = {}
    for visit in life.visits:
        for item in visit.plan.items if visit.session else ():
            if item.block == "main" and LIBRARY[item.exercise].family in LADDERS:
                found.setdefault(item.exercise, visit.day // WEEK + 1)
    return found


def lost(life: Life) -> set[str]:
    """Ladders of the main part that were trained in the first third of the time and never in the last."""
    third = life.person.weeks * WEEK // 3
    early, late = (_trained(v for v in life.visits if a <= v.day < a + third) for a in (0, 2 * third))
    return early - late if late else set()


def _trained(visits: Iterable[Visit]) -> set[str]:
    items = (item for visit in visits if visit.session for item in visit.plan.items)
    return {LIBRARY[item.exercise].family for item in items if item.block == "main"}


def thin(visit: Visit) -> bool:
    """Has the session fewer exercises in its main part than its routine has places?"""
    plan = visit.plan
    places = sum(block == "main" for block, _ in ROUTINES[plan.routine].day(plan.day).items)
    return visit.session is not None and sum(item.block == "main" for item in plan.items) < places


# --- a kind ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One kind of person."""

    name: str
    people: int
    plans: int
    progressed: float
    regressed: float
    blocked: float
    lighter: float
    advice: float
    advised: tuple[int, ...]
    """Of each person who read it, the first week."""
    left: float
    """Exercises in the last session, the median."""
    thin: float
    lost: int
    """People who lost a ladder."""
    eased: tuple[Eased, ...]
    most_raises: int
    most_a_week: int
    red: int
    raises: int


def row(lives: list[Life]) -> Row:
    """Everything of one kind."""
    visits = [visit for life in lives for visit in life.visits]
    rules = [fired(v.plan) for v in visits]

    def share(found: Iterable[object]) -> float:
        return sum(map(bool, found)) / max(1, len(visits))

    return Row(
        lives[0].kind.name,
        len(lives),
        len(visits),
        share("U1" in r for r in rules),
        share(r & REGRESSED for r in rules),
        share(v.plan.blocked for v in visits),
        share(r & LIGHTER for r in rules),
        share(advised(v.plan) for v in visits),
        tuple(week for life in lives if (week := first_advice(life))),
        median(next((len(v.plan.items) for v in reversed(life.visits) if v.session), 0) for life in lives),
        share(map(thin, visits)),
        sum(bool(lost(life)) for life in lives),
        tuple(eased for life in lives if (eased := after_the_flare(life))),
        max((len(raised(v)) for v in visits), default=0),
        max(map(raises_in_a_week, lives), default=0),
        sum(map(after_a_red_flag, lives)),
        sum(len(raised(v)) for v in visits),
    )


HEAD = (
    "kind", "people", "plans", "harder", "easier", "blocked", "lighter", "advice", "advised", "at end", "thin", "lost",
    "to easier", "raises", "/session", "/ex-week", "red",
)  # fmt: skip
MEANS = """\
plans     sessions planned, the blocked ones too
harder    share of plans with a raise (U1)
easier    share of plans with R3 R6 X1 X2 X3 D1-D4
blocked   share of plans that allow no session
lighter   share of plans in a lighter week (E5, R4)
advice    share of plans that say to see somebody (E4 and E5 with advice, E6, E7, R4)
advised   people who read it at least once, and the median week of the first time
at end    exercises in the last session, the median
thin      share of plans whose main part has fewer exercises than the routine has places
lost      people with a ladder of the main part that they trained in the first third and never in the last
to easier median days, and the most sessions, from the first answer that tells of a flare to an easier plan
raises    in all; the most in one session; the most of one exercise within seven days
red       sessions given at or after a ticked red flag"""


def table(rows: list[Row]) -> str:
    """All kinds."""
    lines = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEAD))]
    text = (
        "  ".join(c.ljust(w) if n == 0 else c.rjust(w) for n, (c, w) in enumerate(zip(x, widths, strict=True))) for x in lines
    )
    return "\n".join(text)


def _cells(row: Row) -> tuple[str, ...]:
    shares = (row.progressed, row.regressed, row.blocked, row.lighter, row.advice)
    eased = "–"
    if row.eased:
        eased = f"{median(e.days for e in row.eased):g} d, {max(e.sessions for e in row.eased)} s"
    advised = f"{len(row.advised)}, week {median(row.advised):g}" if row.advised else "0"
    counts = (row.raises, row.most_raises, row.most_a_week, row.red)
    return (
        row.name,
        str(row.people),
        str(row.plans),
        *(f"{share:.0%}" for share in shares),
        advised,
        f"{row.left:g}",
        f"{row.thin:.0%}",
        str(row.lost),
        eased,
        *map(str, counts),
    )


def rungs(kinds: list[list[Life]]) -> Iterator[str]:
    """For each rung of the ladders of the main part: the median week in which these kinds had it first, and how many did."""
    weeks = [[reached(life) for life in lives] for lives in kinds]
    yield f"{'':<45}" + "".join(f"{lives[0].kind.name:<24}" for lives in kinds).rstrip()
    for family in LADDERS:
        ladder = (one for one in LIBRARY.values() if one.family == family and one.rung is not None)
        for exercise in sorted(ladder, key=lambda one: one.rung or 0):
            cells = (_reached([week[exercise.id] for week in of if exercise.id in week], len(of)) for of in weeks)
            yield f"{family:<16}{exercise.rung}  {exercise.id:<26}" + "".join(f"{cell:<24}" for cell in cells).rstrip()


def _reached(weeks: list[int], people: int) -> str:
    return f"week {median(weeks):g}, {len(weeks)} of {people}" if weeks else "–"


# --- what must hold -------------------------------------------------------------------------------


def broken(rows: list[Row]) -> Iterator[str]:
    """Every law that one of these rows breaks."""
    for row in rows:
        if row.red:
            yield f"{row.name}: {row.red} sessions were given after a red flag"
        if row.most_raises > 2:
            yield f"{row.name}: {row.most_raises} raises in one session"
        if row.most_a_week > 1:
            yield f"{row.name}: {row.most_a_week} raises of one exercise within a week"
        if any(eased.sessions != 1 for eased in row.eased):
            yield f"{row.name}: a flare was not answered by the next session"
        if row.name in ("never rates", "always 4") and row.raises:
            yield f"{row.name}: {row.raises} raises"
