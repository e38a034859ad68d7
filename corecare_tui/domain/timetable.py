"""A plan unrolled into the steps of its player: sets, sides, reps, the phases of their tempo with the breath, and rests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corecare_tui.domain.bouts import bouts
from corecare_tui.domain.exercise import Dose, Exercise, Library, Phase, Sides
from corecare_tui.domain.plan import Kind, Plan, Step
from corecare_tui.domain.signals import Spot

FIRST_READY_S, READY_S, SWITCH_S = 10, 5, 8
"""Get-ready before the first effort, before the others, and the time to change sides (ux 1.5)."""
LEAST_RATING_REST_S = 20
"""The rest after an exercise's last set, in which pain is asked, is never shorter: a rating takes 1 to 3 keys."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How a person wants steps unrolled; a plan knows nothing of it."""

    own: bool = False
    """Reps are counted by the person: a set waits until it is done."""
    own_for: frozenset[str] = frozenset()
    """The same, of these exercises only."""
    hold_past: bool = False
    """A still hold goes on beyond its target until the person ends it."""
    every_second: bool = False
    """Each second of a hold is heard."""
    ready: int = FIRST_READY_S
    """Seconds before the first effort."""
    ready_between: int = READY_S
    """Seconds before each other one."""
    switch: int = SWITCH_S
    """Seconds to change sides, a step of its own."""


PACED = Pace()
"""Everything is paced and ends by itself."""


def unroll(plan: Plan, library: Library, pace: Pace = PACED) -> tuple[Step, ...]:
    """Sets, reps, tempo phases, sides and rests flattened into one run of steps."""
    found: list[Step] = []
    for index, planned in enumerate(plan.items):
        found += _item(index, planned.dose, library[planned.exercise], pace, first=not found)
    return tuple(found)


def _item(index: int, dose: Dose, exercise: Exercise, pace: Pace, first: bool) -> Iterator[Step]:
    for set_no in range(1, dose.sets + 1):
        ready_s = pace.ready if first and set_no == 1 else pace.ready_between
        sides: tuple[str | None, ...] = ("left", "right") if exercise.sides is Sides.EACH else (None,)
        for side in sides:
            if side == "right":
                yield Step(Kind.SWITCH, index, pace.switch * 1000, set_no, side=side, phase="SWITCH")
            else:
                yield Step(Kind.READY, index, ready_s * 1000, set_no, side=side, phase="READY")
            yield from _effort(index, dose, exercise, pace, set_no, side)
        last = set_no == dose.sets
        rest_s = max(dose.rest_s, LEAST_RATING_REST_S) if last else dose.rest_s
        if rest_s:
            yield Step(Kind.REST, index, rest_s * 1000, set_no, phase="REST", ends_item=last)


def _effort(index: int, dose: Dose, exercise: Exercise, pace: Pace, set_no: int, side: str | None) -> Iterator[Step]:
    if dose.reps is None:
        word, past = ("MOVE", False) if exercise.tempo else ("HOLD", pace.hold_past)
        length = (dose.hold_s or 1) * 1000
        yield Step(Kind.HOLD, index, length, set_no, side=side, phase=word, past=past, every_second=pace.every_second)
    elif at_own_pace(exercise, pace):
        yield Step(Kind.REP, index, None, set_no, dose.reps, side, "REPS", ends_rep=True)
    else:
        for rep_no in range(1, reps_in_set(exercise, dose) + 1):
            yield from _rep(index, dose, exercise, set_no, rep_no, side or _turn(exercise, rep_no))


def at_own_pace(exercise: Exercise, pace: Pace) -> bool:
    """Does a set of its reps wait for the person?"""
    return exercise.self_paced or not exercise.tempo or pace.own or exercise.id in pace.own_for


def _turn(exercise: Exercise, rep_no: int) -> str | None:
    if exercise.sides is not Sides.ALTERNATING:
        return None
    return "left" if rep_no % 2 else "right"


def reps_in_set(exercise: Exercise, dose: Dose) -> int:
    """Reps one set really has: alternating sides counted per side take twice as many."""
    twice = exercise.sides is Sides.ALTERNATING and exercise.count == "per_side"
    return (dose.reps or 0) * (2 if twice else 1)


def _rep(index: int, dose: Dose, exercise: Exercise, set_no: int, rep_no: int, side: str | None) -> Iterator[Step]:
    moves = directions(exercise.tempo)
    phases = [(phase, move, s) for phase, move in zip(exercise.tempo, moves, strict=True) if (s := _seconds(phase, dose))]
    for number, (phase, move, seconds) in enumerate(phases, 1):
        yield Step(
            Kind.REP,
            index,
            seconds * 1000,
            set_no,
            rep_no,
            side,
            phase.word,
            ends_rep=number == len(phases),
            move=move,
            breath=_breath(phase, move),
        )


def _seconds(phase: Phase, dose: Dose) -> int:
    return phase.s if phase.s is not None else dose.hold_s or 0


def directions(tempo: tuple[Phase, ...]) -> tuple[str, ...]:
    """up, stay or down of each phase: a hold stays, UP and DOWN say it themselves, else the first half of the way goes away."""
    moving = sum(phase.word != "HOLD" for phase in tempo)
    found: list[str] = []
    for phase in tempo:
        away = sum(move != "stay" for move in found) < (moving + 1) // 2
        found.append(_SAID.get(phase.word) or ("up" if away else "down"))
    return tuple(found)


_SAID = {"HOLD": "stay", "UP": "up", "LIFT": "up", "DOWN": "down", "LOWER": "down", "BACK": "down", "EASE": "down"}


def _breath(phase: Phase, move: str) -> str:
    """What the file says of it; else out with the effort, in on the way back, and it flows in a hold."""
    if phase.breath is not None:
        return phase.breath.replace("free", "")
    return {"up": "out", "down": "in"}.get(move, "")


def moved(spot: Spot, old: tuple[Step, ...], new: tuple[Step, ...]) -> Spot:
    """The same place in the steps of another pace: bouts and waits keep their numbers, a bout that runs begins anew."""
    old_bouts, new_bouts = list(bouts(old)), list(bouts(new))
    shares = tuple((new_bouts[old_bouts.index(bout)], share) for bout, share in spot.shares)
    if old[spot.at].effort:
        running = max(number for number, bout in enumerate(old_bouts) if bout <= spot.at)
        return Spot(new_bouts[running], 0, None, shares)
    waits = [index for index, step in enumerate(new) if not step.effort]
    return Spot(waits[sum(not step.effort for step in old[: spot.at])], spot.elapsed, spot.length, shares)


SELF_PACED_REP_S = 6
"""What a self-paced rep is counted as when the length of a session is told in advance."""


def length_ms(steps: tuple[Step, ...]) -> int:
    """How long the steps take, a self-paced set counted at 6 s a rep."""
    return sum(step.ms if step.ms is not None else step.rep_no * SELF_PACED_REP_S * 1000 for step in steps)


def minutes(plan: Plan, library: Library, pace: Pace = PACED) -> int:
    """How long a person of that pace needs for it, as they are told beforehand."""
    return round(length_ms(unroll(plan, library, pace)) / 60_000)


def day_named(day: date, today: date) -> str:
    """`today`, or the day of the week; of a week and more ahead with its date, for its name alone would be a nearer one."""
    if day == today:
        return "today"
    return f"{day:%A}" if (day - today).days < 7 else f"{day:%A %d %B}"
