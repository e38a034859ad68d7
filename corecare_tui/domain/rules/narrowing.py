"""What may be done today of a place: each step tells what it changes, or leaves the place out and says False."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corecare_tui.domain.exercise import Exercise
from corecare_tui.domain.ladder import Place, steps
from corecare_tui.domain.plan import Because, Decision, LeftOut
from corecare_tui.domain.rules import gates
from corecare_tui.domain.rules.case import inside
from corecare_tui.domain.rules.compose import C2
from corecare_tui.domain.rules.easing import X5, no_more_sets
from corecare_tui.domain.rules.escalation import E3
from corecare_tui.domain.rules.mornings import R3
from corecare_tui.domain.rules.resting import blocked
from corecare_tui.domain.rules.spacing import DAILY, R5
from corecare_tui.domain.rules.tolerating import GENTLE_BLOCK, tolerated
from corecare_tui.domain.thresholds import EASY_RUNG

if TYPE_CHECKING:
    from corecare_tui.domain.rules.writing import Spot, Writing


def keep_tolerated(writing: "Writing", spot: "Spot") -> bool:
    """C4: in the gentle set, what hurt lately gives way to what did not."""
    found = tolerated(spot.now, spot.slot, writing.standing, writing.taken) if spot.block == GENTLE_BLOCK else None
    if found is None:
        return True
    if found.after is None:
        return writing.leave_out(spot.slot, found.rule, found.sentence)
    spot.decisions.append(found)
    spot.reached = [found.after]
    return True


def keep_spaced(writing: "Writing", spot: "Spot") -> bool:
    """R5: a partner of another family, or nothing."""
    exercise = writing.standing.library[spot.now.exercise]
    if not writing.family_rests(spot.now, spot.block):
        return True
    why, because = writing.resting[exercise.family]
    sentence = R5.say(exercise=exercise.name, why=why)
    partner = no_more_sets(_instead(writing, exercise), spot.now)
    if partner is None:
        return writing.leave_out(spot.slot, R5.id, sentence)
    spot.decisions.append(Decision(R5.id, sentence, spot.now, partner, because))
    spot.reached.append(partner)
    spot.only_rests = True
    return True


def _instead(writing: "Writing", exercise: Exercise) -> Place | None:
    """A partner of a family that does not rest; in the daily set the rung of the same ladder that may be daily."""
    library = writing.standing.library
    easier = library.get(exercise.easier or "")
    while writing.standing.routine.id == DAILY and easier is not None:
        free = easier.id not in writing.taken | writing.standing.named and writing.standing.welcome(easier.id)
        if (easier.rung or 0) <= EASY_RUNG and free:
            return Place(easier.id, steps(easier)[0])
        easier = library.get(easier.easier or "")
    return writing.standing.partner(exercise.id, writing.taken, frozenset(writing.resting))


def keep_open(writing: "Writing", spot: "Spot") -> bool:
    """Itself when it is open; else an easier open rung; else nothing. What is shut is told either way."""
    exercise = writing.standing.library[spot.now.exercise]
    gate = gates.shut(exercise, writing.standing.person)
    if gate is None:
        return _from_its_start(writing, spot)
    sentence = shut_words(exercise, gate)
    writing.leave_out(exercise.id, gate.rule, sentence)
    below = no_more_sets(writing.standing.open_below(spot.now, writing.taken), spot.now)
    if below is None:
        return False
    said = Because(None, None, writing.standing.person.pre, "check_in" if gate.for_today else "profile")
    spot.decisions.append(Decision(gate.rule, sentence, spot.now, below, (said,)))
    spot.reached = [*spot.reached, below] if gate.for_today else [below]
    spot.only_rests = spot.only_rests and gate.for_today
    return True


def shut_words(exercise: Exercise, gate: gates.Gate) -> str:
    """The sentence of the gate's own row; a gate of the day (C1's hour of waking among them) speaks as G2 does."""
    if gate.rule == E3.id:
        return E3.say()
    row = gates.G3 if gate.rule == gates.G3.id else gates.G2
    return row.say(exercise=exercise.name, why=gate.why)


def _from_its_start(writing: "Writing", spot: "Spot") -> bool:
    """A rung that was eased to on a day that shuts the one above begins at its start, as it would without the easing."""
    above, now = writing.standing.library[spot.stand.at.exercise], writing.standing.library[spot.now.exercise]
    gate = gates.shut(above, writing.standing.person)
    start = no_more_sets(Place(now.id, steps(now)[0]), spot.now)
    if gate is None or start is None or now.id == above.id or start.dose.work >= spot.now.dose.work:
        return True
    said = Because(None, None, writing.standing.person.pre, "check_in" if gate.for_today else "profile")
    sentence = shut_words(above, gate)
    spot.decisions.append(Decision(gate.rule, sentence, spot.now, start, (said,)))
    spot.reached = [*spot.reached, start] if gate.for_today else [start]
    return True


def keep_once(writing: "Writing", spot: "Spot") -> bool:
    """C2: not what is in the session already."""
    at = spot.now.exercise
    if at not in writing.elsewhere(spot.block, spot.slot):
        return True
    return writing.leave_out(spot.slot, C2.id, C2.say(exercise=writing.standing.library[at].name))


def keep_settled(writing: "Writing", spot: "Spot") -> bool:
    """R3: no strength on the rest day after a bad morning."""
    exercise = writing.standing.library[spot.now.exercise]
    if not writing.ready.strength_rests or exercise.kind != "strength":
        return True
    return writing.leave_out(spot.slot, R3.id, f"{R3.say()} {exercise.name} rests today.")


def keep_wanted(writing: "Writing", spot: "Spot") -> bool:
    """X5: not what is blocked, where of two ladders that share a foot one was eased down to it; of a mere name not its rungs."""
    library, profile = writing.standing.library, writing.standing.profile
    if blocked(spot.now.exercise, profile):
        return writing.leave_out(spot.slot, X5.id, left_for_good(library[spot.now.exercise]))
    named = spot.item.exercise
    return named is None or not library[named].plays_as or not blocked(named, profile)


def left_for_good(exercise: Exercise) -> str:
    """X5's sentence on it."""
    return X5.say(exercise=inside(exercise.name))


def blocked_besides(writing: "Writing") -> Iterator[LeftOut]:
    """X5 of what the routine names, whatever stands for it and why, where nothing has told of it yet."""
    library, told = writing.standing.library, {out.exercise for out in writing.left_out}
    for id in dict.fromkeys(item.exercise for _, item in writing.standing.day.items if item.exercise):
        if id not in told and blocked(id, writing.standing.profile):
            yield LeftOut(id, X5.id, left_for_good(library[id]))


NARROWING = (keep_tolerated, keep_spaced, keep_open, keep_once, keep_settled, keep_wanted)
"""In this order: a partner has to be open, too, and nothing is done twice."""
