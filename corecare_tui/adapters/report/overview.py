"""What stands above the sessions: the safety answers, the numbers, the chart, what hurts, the exercises, the next session."""

from collections.abc import Iterator

from corecare_tui.adapters.report.markup import Markup, joined, listed, row, section, table, tag
from corecare_tui.adapters.report.picture import picture
from corecare_tui.adapters.report.telling import SIGN, Telling, dose
from corecare_tui.domain.insight import words
from corecare_tui.domain.insight.days import LEAST_DAYS, SOLID_DAYS
from corecare_tui.domain.insight.exercises import Trained
from corecare_tui.domain.insight.numbers import Scores
from corecare_tui.domain.profile import BY_ID, PREFERENCES, Chose
from corecare_tui.domain.text import clean

MOST_STEPS = 12
"""Doses of an exercise, the newest."""
MOST_KIT = 20
HEADS = ("Exercise", "Times", "Rated", "Not said", "Worst", "Mean", "Form lost", "Dose, and since when")
DOSES = (
    "The one done most first. Doses: 3×20 s is three holds, 2×8/3 s two sets of eight held 3 s each; "
    "one that was lighter for a day only is not listed."
)


def safety(telling: Telling) -> Markup:
    """The safety answers, the signs told at check-ins, the kit."""
    return section("Safety answers and kit", listed(_safety(telling)))


def _safety(telling: Telling) -> Iterator[str]:
    story, profile = telling.story, telling.story.profile
    yes = "" if story.flags else "; none with yes"
    yield (
        f"Answered on {telling.day(profile.screened)}{yes}." if profile.screened else "The safety questions were never answered."
    )
    for question, cleared in story.flags:
        yield joined(("Yes: ", tag("b", question.text), ", cleared by a professional" if cleared else ", not cleared"))
    for choice in story.signs:
        yield joined(
            (f"{telling.day(choice.at.date())}: ", tag("b", BY_ID[choice.of].text), f", {SIGN[choice.what is Chose.SIGN]}")
        )
    spared = [flag.replace("_", " ") for flag in profile.flags if flag in PREFERENCES]
    if spared:
        yield f"Asked to be spared: {', '.join(spared)}."
    yield f"Kit at hand: {', '.join(clean(one.replace('_', ' '), 24) for one in profile.equipment[:MOST_KIT]) or 'none'}."


def numbers(telling: Telling) -> Markup:
    """The numbers of these days."""
    told = telling.story.view.numbers
    kinds = (("Before sessions", told.before), ("After sessions", told.after), ("Exercises", told.ratings))
    heads = ("Pain, 0–10", "Mean", "Worst", "Said", "Not said")
    scores = table(
        "A mean is made of what was said; what was not said is no 0.", heads, (_scores(name, one) for name, one in kinds)
    )
    return section("In numbers", scores, tag("dl", *_facts(telling)))


def _scores(name: str, told: Scores) -> Markup:
    return row(name, words.tenth(told.mean), "–" if told.worst is None else str(told.worst), str(told.said), str(told.unsaid))


def _facts(telling: Telling) -> Iterator[Markup]:
    told = telling.story.view.numbers
    facts = {
        "Trend": told.trend,
        "7-day mean": f"{words.tenth(told.week)} now, {words.tenth(told.week_before)} a week before",
        "High pain": words.high_days(told),
        "Mornings": words.mornings(told),
        "Sessions": f"{told.sessions}; from before to after {words.change(told.change)}",
        "Regularity": " · ".join(words.kept(told.kept).split("   ")),
        "Where": _places(telling),
    }
    for name, fact in facts.items():
        yield from (tag("dt", name), tag("dd", fact))


def _places(telling: Telling) -> str:
    """`low back 71 %, buttock / hip 29 % (5×, 2×)`."""
    told = telling.story.view.numbers
    return f"{words.places(told)} ({', '.join(f'{count}×' for _, count in told.places)})" if told.places else "no place was said"


def pain(telling: Telling) -> Markup:
    """The chart."""
    signs = " · ".join(f"{sign} {words.HAPPENED[kind]}" for kind, sign in words.SIGNS.items())
    key = (
        f"○ before, ● after a session · ━ 7-day mean of {SOLID_DAYS} rated days or more, ┅ of {LEAST_DAYS} or more, "
        f"none of fewer · grey: no real change from the first mean · under the days: {signs}"
    )
    return section("Pain over time", tag("figure", picture(telling), tag("figcaption", key)))


def hurting(telling: Telling) -> Markup:
    """What hurts, worst first."""
    found = telling.story.view.hurting
    told = tag("p", "Of the exercises that were rated twice or more none was above 0.")
    return section("What hurts", listed((clean(words.hurts(one, telling.story.library)) for one in found), class_="run") or told)


def exercises(telling: Telling) -> Markup:
    """Each exercise of these days."""
    rows = (_exercise(one, telling) for one in telling.story.view.exercises)
    return section("Exercises", table(DOSES, HEADS, rows), class_="exercises")


def _exercise(one: Trained, telling: Telling) -> Markup:
    counts = (len(one.times), len(one.scores), one.unsaid, one.worst, words.tenth(one.mean), one.form_lost)
    earlier = "… " if len(one.ladder) > MOST_STEPS else ""
    steps = " · ".join(f"{telling.day(day)} {dose(place.dose)}" for day, place in one.ladder[-MOST_STEPS:])
    return row(telling.name(one.exercise), *("–" if count is None else str(count) for count in counts), earlier + steps)
