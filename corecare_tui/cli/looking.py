"""history, report: what the record shows, headless; every number comes from domain.insight, as on the screens."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import msgspec

from corecare_tui.adapters.export import as_tree
from corecare_tui.adapters.report import write
from corecare_tui.cli import show
from corecare_tui.cli.run import Bad
from corecare_tui.cli.saying import put, remark, say, say_json
from corecare_tui.cli.world import coach
from corecare_tui.domain.insight import words
from corecare_tui.domain.insight.exercises import Trained, results
from corecare_tui.domain.insight.numbers import scores
from corecare_tui.domain.insight.view import View
from corecare_tui.domain.text import clean

MOST_DAYS = 36_500
JSON = dict[str, Any]


def history(options: Namespace) -> int:
    """Sessions and ratings of the last days, of one exercise or all; with --json all that the screens show of them."""
    days = _days(options.days)
    with coach(write=False) as one:
        if options.exercise and options.exercise not in one.library:
            raise Bad(f"there is no exercise {options.exercise[:40]!r}; {show.nearest(options.exercise, one.library)}")
        view = one.view(days)
        if options.json:
            say_json(tree(view, options.exercise))
            return 0
        for line in lines(view, options.exercise):
            say(line)
        remark(words.kept(view.numbers.kept))
        told = (r.pain for _, r in results(view.near.sessions) if options.exercise in (None, r.exercise))
        remark(f"Mean of the ratings {words.scores(scores(told))}")
        remark(view.numbers.trend)
    return 0


def report(options: Namespace) -> int:
    """The page for a physiotherapist, of the last days."""
    days = _days(options.days)
    with coach(write=False) as one:
        page = write(one.story(days))
    put(options.file, page)
    remark(f"The page is in {options.file}: open it with a browser, and print it from there.")
    return 0


def _days(days: int) -> int:
    if not 1 <= days <= MOST_DAYS:
        raise Bad(f"--days: {days} is out of range; give 1 to {MOST_DAYS}")
    return days


def lines(view: View, exercise: str | None) -> Iterator[str]:
    """A line a rating, newest session first."""
    for session in reversed(view.near.sessions):
        for result in (r for r in session.results if exercise in (None, r.exercise)):
            name = clean(words.called(result.exercise, view.library), 32)
            pain = "not rated" if result.pain is None else str(result.pain)
            was = words.was(result.pain, result.edits)
            done = words.done(result, result.dose.text if result.dose else "")
            yield f"{session.started:%Y-%m-%d %H:%M}  {name:<32} {done:<24} pain {pain}{was}"


def tree(view: View, exercise: str | None = None) -> JSON:
    """What the screens show, and the sessions it was made of; of one exercise only what has to do with it."""
    shown = [one for one in view.exercises if exercise in (None, one.exercise)]
    closed = {session.id for session, result in results(view.near.sessions) if exercise in (None, result.exercise)}
    sessions = [session for session in view.near.sessions if exercise is None or session.id in closed]
    return {
        "since": view.since.isoformat(),
        "until": view.until.isoformat(),
        "numbers": msgspec.to_builtins(asdict(view.numbers)),
        "hurting": [one.exercise for one in view.hurting if exercise in (None, one.exercise)],
        "exercises": [_trained(one) for one in shown],
        "points": msgspec.to_builtins([asdict(point) for point in view.points]),
        "events": msgspec.to_builtins([asdict(event) for event in view.events if exercise in (None, event.of)]),
        "sessions": [as_tree(session) for session in sessions],
    }


def _trained(one: Trained) -> JSON:
    return {
        "exercise": one.exercise,
        "times": len(one),
        "rated": len(one.scores),
        "unsaid": one.unsaid,
        "worst": one.worst,
        "mean": one.mean,
        "usual": one.usual,
        "form_lost": one.form_lost,
        "sides": [{"side": side, "times": times, "worst": worst} for side, times, worst in one.sides],
        "ladder": msgspec.to_builtins([{"since": day, "dose": place.dose} for day, place in one.ladder]),
        "ratings": msgspec.to_builtins([{"day": time.day, "pain": time.pain, "edited": time.edited} for time in one.times]),
    }
