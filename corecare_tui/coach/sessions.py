"""One session from its start to the morning after: what is kept, what a rating turns, what comes next."""

import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from corecare_tui.adapters.journal import JournalError, StillOpen
from corecare_tui.coach.changing import Changing
from corecare_tui.coach.planning import DEFAULT
from corecare_tui.domain.mark import Mark
from corecare_tui.domain.pain import Pain, Score
from corecare_tui.domain.plan import Plan, Planned, asked
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import FORM_LOST, CheckIn, MorningAfter, Outcome, Record, Result, Session, SessionOutcome
from corecare_tui.domain.rules.during import Turn, after_rating
from corecare_tui.domain.rules.escalation import severe_ratings


class Sessions(Changing):
    """The running session and the ones before it."""

    not_kept: JournalError | None = None
    """Why the running session is not on disk as it is now; None when it is."""
    _lies: Path | None = None
    """Where this session was written instead."""

    def open_session(self) -> Session | None:
        """A session that was begun and never finished: a crash, a closed lid."""
        return self._journal.current()

    def start(self, plan: Plan, check_in: CheckIn) -> Session:
        """Begin a session; it is on disk when this returns, or `not_kept` says why not.

        Raises ValueError for a blocked or empty plan, and NotKept while another session is open.
        """
        if plan.blocked or not plan.items:
            raise ValueError(plan.blocked.sentence if plan.blocked else "This plan holds no exercise.")
        self._results, self._lies = {}, None
        self._time_from(None)
        session = Session(uuid.uuid4().hex, self._now(), plan.routine, plan.day, outcome=SessionOutcome.OPEN, check_in=check_in)
        self._put(session)
        self._time_from(session.started)
        return session

    def _put(self, session: Session) -> Session:
        """Write the running session. Where the disk refuses it goes on in memory, and the next write brings all along."""
        try:
            self._journal.keep(session)
        except StillOpen:
            raise
        except JournalError as error:
            self.not_kept = error
        else:
            self.not_kept = None
        return session

    def resumable(self, session: Session) -> bool:
        """Can it be gone on with? Not where its routine or an exercise is gone from the library, nor where a lock is shut."""
        routine = session.routine or DEFAULT
        known = routine in self.routines and all(result.exercise in self.library for result in session.results)
        known = known and session.day in {None, *(day.id for day in self.routines[routine].days)}
        return known and self.plan(routine, session.check_in).blocked is None

    def resume(self, session: Session) -> tuple[Plan, int, Mark | None]:
        """The plan of an open session, the index of the first item without a result, and where it stood, if that is known."""
        mark = self._journal.marked()
        self._time_from(self._now())
        plan = self.plan(session.routine or DEFAULT, session.check_in, session.date)
        if mark is not None and all(item.exercise in self.library for item in mark.items):
            return self._as_marked(session, plan, mark)
        self._results = dict(enumerate(session.results))
        done = tuple(self._as_planned(result) for result in session.results)
        ahead = tuple(item for item in plan.items if item.exercise not in {result.exercise for result in session.results})
        return replace(plan, items=done + ahead, blocked=None), len(done), None

    def _as_marked(self, session: Session, plan: Plan, mark: Mark) -> tuple[Plan, int, Mark]:
        """Each result belongs to the first item of its exercise that has none; one that has left the plan stands behind it."""
        self._results = {}
        for result in session.results:
            own = (i for i, item in enumerate(mark.items) if item.exercise == result.exercise and i not in self._results)
            self._results[next(own, len(mark.items) + len(self._results))] = result
        return replace(plan, items=mark.items, blocked=None), len(session.results), mark

    def mark(self, mark: Mark) -> None:
        """Keep where the running session stands."""
        try:
            self._journal.mark(mark)
        except JournalError as error:
            self.not_kept = self.not_kept or error

    def discard(self, session: Session) -> None:
        """Drop an open session; the ratings said in it stay, as pain felt that day."""
        self._journal.discard(session)
        self._time_from(None)

    @property
    def results(self) -> dict[int, Result]:
        """Place in the plan → what is known of it, as it is now."""
        return dict(self._results)

    def put_back(self, session: Session, results: dict[int, Result]) -> Session:
        """The running session as it was; on disk when this returns, or `not_kept` says why not."""
        self._results = dict(results)
        return self._put(session)

    def _as_planned(self, result: Result) -> Planned:
        dose = result.dose or self.library[result.exercise].dose
        usual, slot = result.usual or dose, result.slot or result.exercise
        return Planned("done", result.exercise, dose, usual, slot, (), result.usual_exercise)

    def keep(self, session: Session, index: int, result: Result) -> Session:
        """Keep what is known of the `index`-th item; on disk when this returns, or `not_kept` says why not."""
        self._results[index] = replace(result, at=result.at or self._now())
        return self._put(replace(session, results=tuple(self._results[i] for i in sorted(self._results))))

    def result(self, plan: Plan, index: int, share: float, outcome: Outcome | None = None) -> Result:
        """What the player did of an item, before anything is said about it; what was said before stays."""
        item = plan.items[index]
        said = self._results.get(index, Result(item.exercise))
        done = round(share, 3)
        ended = outcome or (Outcome.DONE if done >= 1 else Outcome.SKIPPED if done == 0 else Outcome.PARTIAL)
        return replace(asked(item, said), at=self._now(), done=done, outcome=ended)

    def rated(self, plan: Plan, index: int, share: float, felt: Pain, effort: int | None) -> Result:
        """The result of an item with what was just said of it; effort None = not asked yet, 4 = form broke down."""
        result = self.result(plan, index, share, self._results[index].outcome if index in self._results else None)
        held = None if effort is None else effort < FORM_LOST
        if felt.score is not None and result.pain is not None and result.pain > felt.score:
            felt = result.felt  # the worst counts: what PAIN said in mid-set is not talked down by a quieter end
        return replace(
            result,
            pain=felt.score,
            place=felt.place,
            sharp=felt.sharp,
            leg=felt.leg,
            effort=effort if effort is not None else result.effort,
            form_held=held if effort is not None else result.form_held,
        )

    def last_rating(self, exercise: str) -> Score:
        """What was said of it the last time it was rated."""
        past = self.history()
        with_it = (past.sessions[number] for number in reversed(past.by_exercise.get(exercise, [])))
        return next((r.pain for s in with_it for r in s.results if r.exercise == exercise and r.pain is not None), None)

    def turn(self, plan: Plan, index: int, felt: Pain) -> Turn:
        """What a rating just given means for the rest of the session."""
        before = [result for i, result in self._results.items() if i != index]
        return after_rating(self.library[plan.items[index].exercise].name, felt, before, self.settings, self._severe_lately())

    def _severe_lately(self) -> bool:
        """Was there a 7 or more in the last week, this session left aside?"""
        since = self.today - timedelta(self._set.limits.severe_again_days - 1)
        return any(severe_ratings(self._past(), since))

    def kept(self, index: int) -> Result | None:
        """What is known of the `index`-th item of the running session."""
        return self._results.get(index)

    def finish(self, session: Session, outcome: SessionOutcome, end_pain: Score, effort: int | None = None) -> Session:
        """Close the session and put it into its year. Raises NotKept; then it lies as an export file `elsewhere`, if anywhere."""
        session = replace(session, ended=self._now(), outcome=outcome, end_pain=end_pain, effort=effort)
        try:
            self._journal.finish(session)
        except JournalError as error:
            error.elsewhere = self._written_elsewhere(session)
            raise
        self._time_from(None)
        self.not_kept = None
        return session

    def _written_elsewhere(self, session: Session) -> Path | None:
        from corecare_tui.adapters import export  # here: a disk is seldom full, and `plan` starts 5 ms sooner
        from corecare_tui.adapters.backups import put_somewhere

        try:
            profile = self.profile
        except JournalError:
            profile = Profile()
        data = export.write(Record(profile, (session,)))
        name = f"corecare-session-{session.started:%Y%m%d-%H%M}.json"
        self._lies = put_somewhere(data, self.elsewhere, name, self._lies)
        return self._lies

    def correct(self, session: Session, index: int, felt: Pain, effort: int | None) -> Session:
        """A rating given or changed in the summary; on disk when this returns, or `not_kept` says why not."""
        result = session.results[index]
        result = replace(result, pain=felt.score, place=felt.place, sharp=felt.sharp, leg=felt.leg)
        if effort is not None:
            result = replace(result, effort=effort, form_held=effort < FORM_LOST)
        return self._put(replace(session, results=(*session.results[:index], result, *session.results[index + 1 :])))

    def preview(self, session: Session, end_pain: Score, whole: bool, days: int = 2) -> Plan:
        """The next time this very session comes, were it closed now: in two days, as muscles get 48 hours."""
        outcome = SessionOutcome.FINISHED if whole else SessionOutcome.STOPPED
        closed = replace(session, outcome=outcome, end_pain=end_pain)
        history = self.history().plus(closed)
        routine = session.routine or DEFAULT
        on = session.date + timedelta(days)
        return self._plan(routine, history, None, on, session.day)

    def took(self, session: Session) -> timedelta:
        """How long it took; while it is not closed, to the end of the last exercise: reading the summary is not training."""
        last = max((r.at for r in session.results if r.at), default=None)
        return max(timedelta(0), (session.ended or last or self._now()) - session.started)

    def unanswered_morning(self) -> Session | None:
        """The last session, when its morning after has come and nothing was said of it."""
        sessions = self.history().sessions
        last = sessions[-1] if sessions else None
        if last is None or last.date >= self.today or last.morning_after is not None:
            return None
        return last

    def answer_morning(self, session: Session, pain: Score, settled: bool | None) -> Session:
        """Keep how the morning after that session was."""
        session = replace(session, morning_after=MorningAfter(pain, settled))
        self._journal.upsert(session)
        return session
