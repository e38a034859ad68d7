"""plan, rules, routines, exercises: what would be played, and why."""

from argparse import Namespace
from datetime import date

from corecare_tui.adapters.export import FIRST_YEAR, LAST_YEAR
from corecare_tui.cli import show
from corecare_tui.cli.run import REFUSED, Bad
from corecare_tui.cli.saying import say, say_json
from corecare_tui.cli.world import coach, known, library, told
from corecare_tui.coach import Coach
from corecare_tui.domain.plan import Plan
from corecare_tui.domain.records import CheckIn
from corecare_tui.domain.rules import RULES
from corecare_tui.domain.scores import last


def plan(options: Namespace) -> int:
    """The next session of a routine; exit 3 when a rule blocks it."""
    on = _day(options.on) if options.on else None
    check_in = CheckIn(_score(options.pain)) if options.pain is not None else None
    with coach(write=False) as one:
        found = one.plan(known(one.routines, options.routine, one.own), check_in, on)
        say_json(show.plan(found, one.library)) if options.json else say(_text(found, one))
    return REFUSED if found.blocked else 0


def status(options: Namespace) -> int:
    """The next session and the last pain in one line; a lock is told in it, not by the exit code: a status bar goes on."""
    with coach(write=False) as one:
        found, said = one.next_plan(), last(one.history())
        name = one.routines[found.routine].name
        say(show.status_line(found, name, one.minutes(found), said, one.today, one.open_session() is not None))
    return 0


def _text(found: Plan, one: Coach) -> str:
    return "\n".join(show.plan_lines(found, one.library, one.minutes(found)))


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Bad(f"--on: {text[:40]!r} is no day; write it like 2026-11-21") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Bad(f"--on: {day} is out of range; give a day from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _score(pain: int) -> int:
    if not 0 <= pain <= 10:
        raise Bad(f"--pain: {pain} is not on the scale; give a whole number from 0 to 10")
    return pain


def rules(options: Namespace) -> int:
    """Every rule."""
    if options.json:
        say_json([show.rule(rule) for rule in RULES])
    else:
        say("\n".join(show.rules_page(RULES)))
    return 0


def routines(options: Namespace) -> int:
    """Every routine; with a word, what is done with one's own."""
    if options.words:
        from corecare_tui.cli.authoring import own

        return own(options)
    exercises, found, problems = library()
    told(problems)
    if options.json:
        say_json([show.routine(routine) for routine in found.values()])
        return 0
    for one in found.values():
        say(f"{one.id:<14} {one.name}: {one.about}")
        for day in one.days:
            names = ", ".join(show.item_name(item, exercises) for _, item in day.items)
            say(f"{'':<14} {day.name}: {names}" if len(one.days) > 1 else f"{'':<14} {names}")
    return 0


def exercises(options: Namespace) -> int:
    """Every exercise, or one whole."""
    found, _, problems = library()
    told(problems)
    if options.exercise is not None:
        one = found.get(options.exercise)
        if one is None:
            raise Bad(f"there is no exercise {options.exercise[:40]!r}; {show.nearest(options.exercise, found)}")
        say_json(show.exercise(one, found)) if options.json else say("\n".join(show.exercise_page(one, found)))
    elif options.json:
        say_json([show.exercise(one, found) for one in found.values()])
    else:
        for one in found.values():
            say(f"{one.id:<28} {one.family:<19} {one.difficulty:<12} {one.dose.text:<20} {one.name}")
    return 0
