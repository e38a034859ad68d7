"""routines new, add, share, delete: routines of one's own at the shell."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path

from corecare_tui.cli import show
from corecare_tui.cli.run import Bad
from corecare_tui.cli.saying import put, remark, say
from corecare_tui.cli.world import coach
from corecare_tui.coach import Coach, RoutineError
from corecare_tui.coach.authoring import Offer, Sent
from corecare_tui.domain.exercise import Library


def own(options: Namespace) -> int:
    """What is to be done with routines of one's own, by its first word."""
    verb, *what = options.words
    if verb not in VERBS:
        near = get_close_matches(verb, VERBS, 1)
        raise Bad(f"routines: {verb[:40]!r} is none of {', '.join(VERBS)}" + (f"; did you mean {near[0]}?" if near else ""))
    if options.json:
        raise Bad(f"routines {verb}: --json is for the list of routines alone; leave it out")
    if not what:
        raise Bad(f"routines {verb}: say which; `corecare routines --help` shows how")
    try:
        return VERBS[verb](what, options)
    except RoutineError as error:
        raise Bad(str(error)) from error


def _new(what: list[str], options: Namespace) -> int:
    with coach(write=False) as one:
        change = one.start_routine(" ".join(what))
    say(change.path)
    remark("change it in your editor; `corecare check FILE` says what is wrong and what may be better")
    return 0


def _share(what: list[str], options: Namespace) -> int:
    if len(what) > 2:
        raise Bad("routines share: give an ID, and perhaps a FILE to write to")
    to = Path(what[1]) if len(what) == 2 else None
    with coach(write=False) as one:
        shared = one.share_routine(what[0])
    put(str(to) if to else None, shared.data)
    for name, data in shared.exercises:
        if to is None:
            remark(f"it also needs your exercises/{name}; name a FILE to have them beside it")
        else:
            beside = to.with_name(f"{to.stem}-{name}")
            put(str(beside), data)
            remark(f"it also needs {beside}: send both")
    return 0


def _delete(what: list[str], options: Namespace) -> int:
    with coach(write=False) as one:
        for id in what:
            change = one.delete_routine(id)
            say(f"{id} is set aside as {change.aside}; rename it to {change.path.name} to have it back")
    return 0


def _add(what: list[str], options: Namespace) -> int:
    paths = [Path(name) for name in what]
    with coach(write=False) as one:
        sent = one.sent(paths, options.as_id)
        for problem in sent.problems:
            say(problem)
        if sent.problems or not (sent.offers or sent.exercises):
            one.take_in(paths, options.as_id)  # which refuses it, with the mend
        for line in _offered(sent, one):
            say(line)
        if not options.yes and not _agreed():
            remark("nothing was taken in")
            return 0
        for change in one.take_in(paths, options.as_id):
            say(f"taken in: {change.path}")
    return 0


def _agreed() -> bool:
    """Asks at a terminal. Raises Bad where there is none."""
    if not all(end is not None and end.isatty() for end in (sys.stdin, sys.stderr)):
        raise Bad("nothing was taken in; look at it above, then say --yes")
    print("Take it in? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _offered(sent: Sent, one: Coach) -> Iterator[str]:
    """What was sent, for people."""
    for offer in sent.offers:
        yield from _routine(offer, sent.library)
    for exercise in sent.exercises:
        yield f"New exercise: {exercise.name} ({exercise.id}), {show.dose_text(exercise, exercise.dose)}; from: {exercise.source}"


def _routine(offer: Offer, library: Library) -> Iterator[str]:
    routine = offer.routine
    yield f"{routine.name} ({routine.id}), from: {routine.source}"
    if routine.about:
        yield f"  {routine.about}"
    for day, minutes in zip(routine.days, offer.minutes, strict=True):
        yield f"  {day.name}, about {minutes} min"
        for _, item in day.items:
            exercise = library[item.exercise or item.rung_of[0]]
            dose = item.dose or (exercise.dose if item.exercise else None)
            yield f"    {show.item_name(item, library)}" + (f": {show.dose_text(exercise, dose)}" if dose else "")
    for told in offer.remarks:
        yield f"  Remark: {told.sentence}"
    if offer.blocked:
        yield f"  For you now: {offer.blocked.rule}: {offer.blocked.sentence}"
    for out in offer.closed:
        yield f"  For you now: {out.rule}: {out.sentence}"


VERBS: dict[str, Callable[[list[str], Namespace], int]] = {"new": _new, "add": _add, "share": _share, "delete": _delete}
"""What may follow `corecare routines`."""
