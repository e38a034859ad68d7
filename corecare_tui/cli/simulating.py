"""simulate: what the rules would do over days of such ratings. Nothing of the person's record is read, nothing is stored."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from corecare_tui.adapters import ratings
from corecare_tui.cli import show
from corecare_tui.cli.run import Bad
from corecare_tui.cli.saying import say, say_json, warn
from corecare_tui.cli.world import known, library, remarks, settings, told
from corecare_tui.domain.exercise import Library
from corecare_tui.domain.replay import CHECK_IN, EQUIPMENT, GOOD_EFFORT, PassedOver, Replay, Replayed, replay
from corecare_tui.domain.text import clean
from corecare_tui.domain.timetable import minutes

MOST_DAYS = 3650
ASSUMED = {
    "record": "empty",
    "screened": True,
    "flags": [],
    "equipment": list(EQUIPMENT),
    "check_in": CHECK_IN,
    "done": 1.0,
    "form_held": True,
    "effort": GOOD_EFFORT,
}
"""`check_in` holds where the file gives none."""
HEAD = (
    "From an empty record: a screened person with a mat and nothing else; your own record is neither read nor written.",
    "Every exercise planned is taken as done in full, in form, with good effort, and rated as the file says, else not rated.",
    f"Where the file gives no check-in it is taken as {CHECK_IN}: the most careful reading, every rating counts as a rise.",
)


def simulate(options: Namespace) -> int:
    """Days of ratings through the rules."""
    if options.days is not None and not 1 <= options.days <= MOST_DAYS:
        raise Bad(f"--days: {options.days} is out of range; give 1 to {MOST_DAYS}")
    exercises, routines, problems = library()
    told(problems)
    own = settings()
    told(remarks(own, routines))
    routine = known(routines, options.routine, own)
    try:
        file = ratings.read(Path(options.ratings), exercises)
    except ratings.RatingsRefused as error:
        raise Bad(str(error)) from None
    if file.passed_over:
        names = ", ".join(clean(name, 40) for name in file.passed_over)
        warn(f"{clean(options.ratings)}: passed over columns it does not know: {names}")
    found = replay(exercises, routines, routine, file.rows, own, options.days)
    if options.json:
        say_json(_json(routine, found, exercises))
    else:
        say("\n".join(_lines(found, exercises, minutes(found.next, exercises, own.pace))))
    return 0


# --- JSON -----------------------------------------------------------------------------------------


def _json(routine: str, found: Replay, exercises: Library) -> show.JSON:
    return {
        "routine": routine,
        "assumed": ASSUMED,
        "days": [_day_json(one, exercises) for one in found.days],
        "next": show.plan(found.next, exercises),
    }


def _day_json(one: Replayed, exercises: Library) -> show.JSON:
    results = one.session.results if one.session else ()
    return {
        "date": one.plan.date.isoformat(),
        "played": one.session is not None,
        "plan": show.plan(one.plan, exercises),
        "check_in": one.session.pre if one.session else None,
        "ratings": [{"exercise": result.exercise, "pain": result.pain} for result in results],
        "passed_over": [{"exercise": out.exercise, "pain": out.pain, "why": out.why} for out in one.passed_over],
        "morning": one.morning,
    }


# --- text -----------------------------------------------------------------------------------------


def _lines(found: Replay, exercises: Library, length: int) -> Iterator[str]:
    yield from HEAD
    for one in found.days:
        yield ""
        yield from _day_lines(one, exercises)
    yield ""
    yield "What follows:"
    yield from show.plan_lines(found.next, exercises, length)


def _day_lines(one: Replayed, exercises: Library) -> Iterator[str]:
    plan = one.plan
    if one.session is None:
        why = f"{plan.blocked.rule}: {plan.blocked.sentence}" if plan.blocked else "nothing of the routine is open."
        yield f"{plan.date}  no session; what the file says of that day is passed over"
        yield f"    {why}"
    else:
        yield f"{plan.date}  {plan.routine}, {plan.day}, {len(plan.items)} exercises{'' if one.before else ', the first time'}"
        yield from (f"    {advice.rule}: {advice.sentence}" for advice in plan.advice)
        yield from _changes(one, exercises) if one.changed or one.left_out else ("    no change",)
    if one.passed_over:
        yield f"    Passed over, {one.passed_over[0].why}: {', '.join(_rating(out, exercises) for out in one.passed_over)}"


def _changes(one: Replayed, exercises: Library) -> Iterator[str]:
    for item in one.changed:
        exercise = exercises[item.exercise]
        yield f"    {exercise.name}: {show.dose_text(exercise, item.dose)}"
        yield from (f"       {show.change(decision, exercises)}" for decision in item.decisions if decision.changes)
    yield from (f"    –  {out.rule}: {out.sentence}" for out in one.left_out)


def _rating(out: PassedOver, exercises: Library) -> str:
    return f"{exercises[out.exercise].name} {out.pain}"
