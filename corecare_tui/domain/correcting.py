"""Corrections of what was said: a score amended, unsaid or set down later; each keeps what stood there before."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from corecare_tui.domain.insight.log import Entry
from corecare_tui.domain.pain import Score
from corecare_tui.domain.plan import Plan, asked
from corecare_tui.domain.records import (
    FORM_LOST,
    CheckIn,
    Edit,
    MorningAfter,
    Outcome,
    PainEntry,
    Result,
    Session,
    SessionOutcome,
)
from corecare_tui.domain.scores import When


@dataclass(frozen=True, slots=True)
class Said:
    """What a row of the log says; the defaults say nothing."""

    pain: Score = None
    place: str | None = None
    sharp: bool = False
    leg: bool = False
    effort: int | None = None
    note: str | None = None
    flare: bool = False
    settled: bool | None = None
    """Of a morning after: back to normal?"""
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A record as it was and as it is now; None = it was not, or is not, there."""

    before: Session | PainEntry | None
    after: Session | PainEntry | None


def said(entry: Entry) -> Said:
    """What that row says now."""
    if isinstance(entry.record, PainEntry):
        return Said(entry.record.pain, entry.record.place, note=entry.record.note, flare=entry.record.flare)
    if entry.result is not None:
        one = entry.result
        return Said(one.pain, one.place, one.sharp, one.leg, one.effort, one.note, side=one.side)
    morning = entry.record.morning_after if entry.when is When.MORNING else None
    return Said(entry.pain, settled=morning.settled if morning else None)


def amended(entry: Entry, new: Said, at: datetime) -> Session | PainEntry:
    """The record of that row with `new` in it, and what stood there kept as an edit; the record itself where nothing changed.

    What a kind of row does not know (the place of a check-in) is passed over.
    """
    old = said(entry)
    if isinstance(entry.record, PainEntry):
        new = replace(new, sharp=False, leg=False, effort=None, settled=None, side=None)
        if new == old:
            return entry.record
        edits = (*entry.record.edits, _edit(old, at))
        return replace(entry.record, pain=new.pain, place=new.place, note=new.note, flare=new.flare, edits=edits)
    if entry.result is not None:
        new = replace(new, flare=False, settled=None)
    else:
        new = Said(new.pain, settled=new.settled if entry.when is When.MORNING else None)
    if new == old:
        return entry.record
    return _rated(entry.record, entry.index, new, old, at) if entry.result else _scored(entry.record, entry.when, new, old, at)


def _rated(session: Session, index: int, new: Said, old: Said, at: datetime) -> Session:
    result = session.results[index]
    held = result.form_held if new.effort == old.effort else None if new.effort is None else new.effort < FORM_LOST
    told = replace(
        result,
        pain=new.pain,
        place=new.place,
        sharp=new.sharp,
        leg=new.leg,
        effort=new.effort,
        note=new.note,
        side=new.side,
        form_held=held,
        edits=(*result.edits, _edit(old, at)),
    )
    return replace(session, results=(*session.results[:index], told, *session.results[index + 1 :]))


def _scored(session: Session, when: When, new: Said, old: Said, at: datetime) -> Session:
    session = replace(session, edits=(*session.edits, replace(_edit(old, at), of=str(when))))
    if when is When.CHECK_IN:
        return replace(session, check_in=replace(session.check_in or CheckIn(), pain=new.pain))
    if when is When.END:
        return replace(session, end_pain=new.pain)
    return replace(session, morning_after=MorningAfter(new.pain, new.settled))


def _edit(old: Said, at: datetime) -> Edit:
    return Edit(at, old.pain, old.place, old.sharp, old.leg, old.effort, old.note, old.flare, old.settled, old.side)


def forgotten(plan: Plan, started: datetime, id: UUID, now: datetime, pain: Score) -> Session:
    """A session that was done and not set down: its exercises at the doses the plan would have asked for, and no rating yet.

    `pain`: the back before it.
    """
    results = tuple(
        asked(item, Result(item.exercise, started + timedelta(seconds=number), done=1.0, outcome=Outcome.DONE))
        for number, item in enumerate(plan.items, 1)
    )
    return Session(
        id.hex,
        started,
        plan.routine,
        plan.day,
        outcome=SessionOutcome.FINISHED,
        check_in=CheckIn(pain),
        results=results,
        added=now,
    )


def noon(on: date, now: datetime) -> datetime:
    """The middle of that day on the person's wall: of a score set down later the hour is not known; never after `now`."""
    return min(now, now.replace(year=on.year, month=on.month, day=on.day, hour=12, minute=0, second=0, microsecond=0))
