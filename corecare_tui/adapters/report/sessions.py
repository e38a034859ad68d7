"""The sessions, a row each: what was asked, done and felt, what the rules had changed; and what happened in between."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from corecare_tui.adapters.report.markup import Markup, joined, listed, row, section, table, tag
from corecare_tui.adapters.report.telling import SIGN, Telling, dose, note, place, short
from corecare_tui.domain.insight.log import Entry
from corecare_tui.domain.insight.story import Told
from corecare_tui.domain.ladder import Place
from corecare_tui.domain.plan import Decision
from corecare_tui.domain.profile import BY_ID, Choice, Chose
from corecare_tui.domain.records import Outcome, PainEntry, Result, Session, SessionOutcome
from corecare_tui.domain.rules.mornings import settled
from corecare_tui.domain.scores import When
from corecare_tui.domain.text import many

HEADS = ("Session", "Before", "Each exercise: dose asked, pain (what the rules had changed, from what)", "After", "Morning")
MOST_BETWEEN = 40
"""Scores logged between sessions, the newest; somebody may log one an hour."""
ENDED = {Outcome.PARTIAL: "in part", Outcome.SKIPPED: "skipped", Outcome.STOPPED: "stopped", Outcome.EASED: "eased"}
SETTLED = {True: "settled", False: "not settled", None: ""}
CAPTION = (
    "Oldest first. No routine named: {usual}; no place named by a pain: the low back, or none said. "
    "What the rules changed is read off the record as it stands now; what differs from what was done stands last."
)


def sessions(telling: Telling) -> Markup:
    """The whole table."""
    return section("Session by session", table(_caption(telling), HEADS, _rows(telling)), class_="sessions")


def _caption(telling: Telling) -> str:
    """How the table is read, and what is not in it."""
    more, logged = telling.story.more, len(telling.story.view.near.pains)
    told = CAPTION.format(usual=telling.routine(telling.story.plan.routine))
    told += f" {many(more, 'earlier session')} of these days: in the numbers and the chart alone." if more > 0 else ""
    return told + (f" Of the scores between sessions the newest {MOST_BETWEEN}." if logged > MOST_BETWEEN else "")


def reasons(telling: Telling) -> Markup:
    """Why the rules changed what they did, as far as the page has told of it."""
    if not telling.reasons:
        return Markup()
    told = (tag("li", tag("b", rule), f" {reason}", id=f"r{number}") for (rule, reason), number in telling.reasons.items())
    return section("Reasons, each with its rule", tag("ol", *told))


def _rows(telling: Telling) -> Iterator[Markup]:
    """Sessions, scores between them and signs, as they happened."""
    story = telling.story
    first = story.sessions[0].session.started if story.sessions and story.more > 0 else None
    dated: list[tuple[datetime, Markup]] = [(told.session.started, _session(told, telling)) for told in story.sessions]
    dated += [(one.at, _between(one, telling)) for one in story.view.near.pains[-MOST_BETWEEN:]]
    dated += [(one.at, _sign(one, telling)) for one in story.signs]
    return (told for at, told in sorted(dated, key=lambda one: one[0]) if first is None or at >= first)


def _session(told: Told, telling: Telling) -> Markup:
    session = told.session
    before, after, morning = (
        telling.score(Entry(when, session.started, session)) for when in (When.CHECK_IN, When.END, When.MORNING)
    )
    return row(
        joined((f"{session.date:%a} {telling.day(session.date)}", *_about(session, telling))),
        before,
        listed(_exercises(told, telling)),
        joined((after, _small(f"effort {session.effort}" if session.effort is not None else ""))),
        joined((morning, _small(SETTLED[settled(session, telling.story.settings.limits.morning_rise)]))),
    )


def _about(session: Session, telling: Telling) -> Iterator[Markup]:
    """What was not as usual."""
    if session.routine != telling.story.plan.routine:
        yield _small(telling.routine(session.routine))
    yield _small("stopped early" if session.outcome is SessionOutcome.STOPPED else "")
    yield _small("set down later" if session.added else "")


def _exercises(told: Told, telling: Telling) -> Iterator[Markup]:
    """What was new and what was done, with what led there; last the changes that led to nothing that was done."""
    session, changes = told.session, _led(told.decisions)
    signs = session.check_in.new_signs if session.check_in else ()
    yield from (joined(("new: ", tag("b", BY_ID[sign].text))) for sign in signs if sign in BY_ID)
    for index, result in enumerate(session.results):
        asked = Place(result.exercise, result.dose) if result.dose else None
        found = changes.pop(asked.text, []) if asked else []
        yield joined((_exercise(session, index, result, telling), " " * bool(found), telling.why(found, asked)))
    yield from (joined(("not done: ", telling.why(found, None))) for found in changes.values())


def _led(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """The decisions by the place to which each row of them led, its rest left aside."""
    rows: list[list[Decision]] = []
    for one in decisions:
        if rows and rows[-1][-1].after == one.before:
            rows[-1].append(one)
        else:
            rows.append([one])
    led: dict[str, list[Decision]] = {}
    for found in rows:
        after = found[-1].after
        led.setdefault(after.text if after else "", []).extend(found)
    return led


def _exercise(session: Session, index: int, result: Result, telling: Telling) -> Markup:
    """`plank 3×20 s 60 % done (in part) 4 (was 6), down the leg`."""
    asked = f" {dose(result.dose)}" if result.dose else ""
    score = telling.score(Entry(When.EXERCISE, session.started, session, index))
    more = "".join(f", {one}" for one in _felt(result) if one)
    return joined((f"{short(result.exercise)}{asked}{_done(result)}\u00a0", score, more))


def _done(result: Result) -> str:
    """What is not as it was asked."""
    share = f" {result.done * 100:.0f}\u00a0% done" if result.done is not None and result.done != 1 else ""
    return share + (f" ({ENDED[result.outcome]})" if result.outcome in ENDED else "")


def _felt(result: Result) -> Iterator[str]:
    yield place(result.place)
    yield "sharp" if result.sharp else ""
    yield "down a leg" if result.leg else ""
    yield f"on the {result.side}" if result.side else ""
    yield "form lost" if result.form_held is False else ""
    yield note(result.note)


def _between(entry: PainEntry, telling: Telling) -> Markup:
    """A score logged outside a session."""
    told = (place(entry.place), "flare-up" if entry.flare else "", note(entry.note), "set down later" if entry.added else "")
    score = telling.score(Entry(When.BETWEEN, entry.at, entry))
    return _aside(telling, entry.at, joined(("between sessions: ", score, "".join(f", {one}" for one in told if one))))


def _sign(choice: Choice, telling: Telling) -> Markup:
    told = joined((tag("b", BY_ID[choice.of].text), f": {SIGN[choice.what is Chose.SIGN]}"))
    return _aside(telling, choice.at, told)


def _aside(telling: Telling, at: datetime, told: Markup) -> Markup:
    """A row that is no session."""
    head = tag("th", f"{at:%a} {telling.day(at.date())}", scope="row")
    return tag("tr", head, tag("td", told, colspan=len(HEADS) - 1), class_="aside")


def _small(text: str) -> Markup:
    return tag("small", text) if text else Markup()
