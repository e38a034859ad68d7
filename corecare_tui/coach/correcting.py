"""What a person corrects in the record afterwards; the next plan follows from it, and every step can be taken back."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

from corecare_tui.adapters.journal import JournalError
from corecare_tui.coach.planning import Planning
from corecare_tui.domain.correcting import Correction, Said, amended, forgotten, noon, said
from corecare_tui.domain.history import History
from corecare_tui.domain.insight.log import Entry
from corecare_tui.domain.insight.view import View, first_day
from corecare_tui.domain.insight.weeks import monday
from corecare_tui.domain.records import CheckIn, PainEntry, Session


class Correcting(Planning):
    """Looking back, and setting right. What writes is on disk when it returns, or raises NotKept and changes nothing."""

    def view(self, length: int | None) -> View:
        """The record over the last `length` days; None = all of it."""
        history, today = self.history(), self.today
        since = first_day(history, today) if length is None else today - timedelta(length - 1)
        return self._view(history, since, today)

    def weeks(self, count: int, back: int = 0) -> View:
        """The record over so many whole weeks, the last one `back` weeks before this one."""
        last = monday(self.today) - timedelta(7 * back)
        until = min(self.today, last + timedelta(6))
        return self._view(self.history(), last - timedelta(7 * (count - 1)), until)

    def _view(self, history: History, since: date, until: date) -> View:
        limits, planned = self.settings.limits, self.own.weekdays
        return View(history, self.profile, self.library, since, until, self.today, limits, planned)

    def amend(self, entry: Entry, new: Said) -> Correction:
        """Say something else there; what was said stays as an edit. Raises NotKept also where that row was changed since."""
        now = replace(entry, record=self._as_it_is(entry.record))
        if said(now) != said(entry):
            raise self._changed_since()
        return self._exchanged(now.record, amended(now, new, self._now()))

    def unsay(self, entry: Entry) -> Correction:
        """Say nothing there: the score counts no more, and stays as an edit. What was done stays done."""
        return self.amend(entry, Said())

    def remove(self, session: Session) -> Correction:
        """Take away a session that was set down from memory. Raises ValueError for one that was played."""
        if session.added is None:
            raise ValueError("a session that was played stays")
        return self._exchanged(self._as_it_is(session), None)

    def add_score(self, on: date, new: Said) -> Correction:
        """Set down the pain of another day. Raises ValueError for a day ahead, or without a score."""
        if new.pain is None:
            raise ValueError("a pain score is a whole number from 0 to 10")
        now = self._now()
        return self._exchanged(None, PainEntry(noon(self._past_day(on), now), new.pain, new.place, new.note, new.flare, now))

    def add_session(self, on: date, routine: str, pain: int | None) -> Correction:
        """Set down a session that was forgotten: what the plan of that day asked for, as done; its ratings are said in the log.

        Raises ValueError for a day ahead, an unknown routine, or a day on which the plan allowed no session.
        """
        if routine not in self.routines:
            raise ValueError(f"there is no routine {routine[:40]!r}")
        plan = self.plan(routine, CheckIn(pain), self._past_day(on))
        if plan.blocked or not plan.items:
            raise ValueError(plan.blocked.sentence if plan.blocked else "nothing was planned for that day")
        now = self._now()
        return self._exchanged(None, forgotten(plan, noon(on, now), uuid.uuid4(), now, pain))

    def take_back(self, correction: Correction) -> None:
        """All as it was before it. Raises NotKept where the record was changed since: nothing of that is to be lost."""
        if correction.after is not None and self._as_it_is(correction.after) != correction.after:
            raise self._changed_since()
        self._exchanged(correction.after, correction.before)

    def _as_it_is(self, record: Session | PainEntry) -> Session | PainEntry:
        """On disk now, whatever a screen still shows; itself where it is gone, which the journal then refuses."""
        if isinstance(record, Session):
            return self._journal.session(record.id, record.started.year) or record
        return record

    def _changed_since(self) -> JournalError:
        mend = "nothing was written; look again and correct it there"
        return JournalError(self._journal.folder, "holds something newer there", mend)

    def _exchanged(self, before: Session | PainEntry | None, after: Session | PainEntry | None) -> Correction:
        if before != after:
            self._journal.exchange(before, after)
        return Correction(before, after)

    def _past_day(self, on: date) -> date:
        if on > self.today:
            raise ValueError(f"{on} is still ahead; give today or a day before it")
        return on
