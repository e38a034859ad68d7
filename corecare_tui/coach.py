"""The one door between a face and what lies below: a method for each thing a person does."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.journal import JournalError as NotKept
from corecare_tui.domain.exercise import Library
from corecare_tui.domain.ladder import Place, easier
from corecare_tui.domain.pain import Pain, Score
from corecare_tui.domain.plan import Advice, Plan, Planned
from corecare_tui.domain.profile import BY_ID, NEW_SIGNS, QUESTIONS, SIGNS, Choice, Chose, Closes, Profile, Question, Sign
from corecare_tui.domain.records import CheckIn, History, MorningAfter, Outcome, PainEntry, Result, Session, SessionOutcome
from corecare_tui.domain.routine import Routines
from corecare_tui.domain.rules import plan_next
from corecare_tui.domain.rules.concerns import holding
from corecare_tui.domain.rules.during import Turn, after_rating
from corecare_tui.domain.rules.engine import partner_now
from corecare_tui.domain.rules.escalation import severe_ratings
from corecare_tui.domain.rules.past import Past
from corecare_tui.domain.rules.readiness import screening_due
from corecare_tui.domain.settings import USUAL_CARE, Settings

DEFAULT = "core_restart"
"""What is played when nothing is named."""
FORM_LOST = 4
"""The effort answer that says form broke down."""

__all__ = ["DEFAULT", "Coach", "NotKept"]


class Coach:
    """A person's coach: the library, their journal, and the hour of the day."""

    def __init__(
        self,
        library: Library,
        routines: Routines,
        journal: Journal,
        now: Callable[[], datetime],
        settings: Settings = USUAL_CARE,
    ) -> None:
        """`now` gives the time with its offset; the coach reads it when something happens and keeps none."""
        self.library, self.routines, self._set = library, routines, settings
        self._journal, self._now = journal, now
        self._results: dict[int, Result] = {}

    # --- what is next -------------------------------------------------------------------------

    @property
    def today(self) -> date:
        """The day on the person's own wall."""
        return self._now().date()

    def plan(self, routine: str = DEFAULT, check_in: CheckIn | None = None, on: date | None = None) -> Plan:
        """The next session of `routine` on that day (today, at this hour). Raises KeyError for an unknown routine."""
        hour = self._now().time() if on is None else None
        return self._plan(routine, self.history(), check_in, on or self.today, None, hour)

    def _plan(
        self, routine: str, history: History, check_in: CheckIn | None, on: date, day: str | None = None, hour: time | None = None
    ) -> Plan:
        return plan_next(self.library, self.routines, routine, history, self.profile, check_in, on, day, self._set, hour)

    @property
    def settings(self) -> Settings:
        """The settings, strict where the profile says so."""
        return self._set.with_stance(self.profile)

    def history(self) -> History:
        """Every finished session and logged pain."""
        return self._journal.history()

    @property
    def profile(self) -> Profile:
        """What the person told of themselves."""
        return self._journal.profile()

    # --- safety -------------------------------------------------------------------------------

    @property
    def signs(self) -> tuple[Sign, ...]:
        """What is asked of this person at a check-in."""
        return tuple(sign for sign in NEW_SIGNS if self.profile.asked(sign))

    def screening_due(self) -> Advice | None:
        """Why the safety questions have to be asked before the next session; None = they were, lately enough."""
        return screening_due(self.profile, self._past())

    def screen(self, flags: tuple[str, ...]) -> Profile:
        """Keep the answers of the screening.

        A sign that locks stays until it is cleared, and said again it is no longer cleared. What was cleared and still is the
        case stays cleared; what is no longer said is gone.
        """
        asked = {question.id for question in QUESTIONS}
        locked = {q.id for q in self.profile.closing if q.closes in (Closes.EMERGENCY, Closes.TODAY)}
        old = self.profile
        kept = tuple(flag for flag in old.flags if flag not in flags and (flag not in asked or flag in locked))
        still = {q.id for q in QUESTIONS if q.id in flags and q.closes not in (Closes.EMERGENCY, Closes.TODAY)}
        cleared = tuple(flag for flag in old.cleared if flag in kept or flag in still)
        return self._save(replace(self.profile, screened=self.today, flags=(*flags, *kept), cleared=cleared))

    def clear(self, flags: tuple[str, ...] | None = None) -> Profile:
        """The person confirms that a professional has cleared those flags (all that lock); kept with its time."""
        locking = (q.id for q in self._holding().closing if q.closes is not Closes.REFUSE)
        sure = tuple(locking) if flags is None else flags
        chosen = tuple(Choice(self._now(), Chose.CLEAR, flag) for flag in sure)
        told = tuple(dict.fromkeys((*self.profile.flags, *sure)))
        cleared = tuple(dict.fromkeys((*self.profile.cleared, *sure)))
        return self._save(replace(self.profile, flags=told, cleared=cleared, choices=(*self.profile.choices, *chosen)))

    def concerns(self) -> tuple[Question, ...]:
        """Every flag that holds now and that a professional may clear: what locks, and what only closes exercises."""
        holds = self._holding()
        return tuple(q for q in BY_ID.values() if holds.has(q.id) and q.closes is not Closes.REFUSE)

    def _holding(self) -> Profile:
        return holding(self.profile, self._past(), None)

    def _past(self) -> Past:
        return Past(self.history(), self.today, self.library, self.routines, self._set.limits)

    def report_signs(self, signs: tuple[str, ...]) -> None:
        """New signs that close a session are kept as flags, so that they outlive this start of the program."""
        lasting = tuple(id for id in signs if id in SIGNS and SIGNS[id].closes is not Closes.GATE)
        if lasting:
            flags = tuple(dict.fromkeys((*self.profile.flags, *lasting)))
            cleared = tuple(flag for flag in self.profile.cleared if flag not in lasting)
            told = tuple(Choice(self._now(), Chose.SIGN, sign) for sign in lasting)
            self._save(replace(self.profile, flags=flags, cleared=cleared, choices=(*self.profile.choices, *told)))

    def refuse(self, said: CheckIn) -> None:
        """A check-in that allows no session is still kept: its number as logged pain, its signs as flags."""
        self.report_signs(said.new_signs)
        if said.pain is not None:
            self.log_pain(said.pain)

    # --- what the person decides --------------------------------------------------------------

    def choose(self, what: Chose, of: str) -> Profile:
        """Keep that choice about an exercise: decline a raise, ease it, skip it today, bring a parked one back."""
        return self._save(replace(self.profile, choices=(*self.profile.choices, Choice(self._now(), what, of))))

    def unchoose(self, what: Chose, of: str) -> Profile:
        """Take today's choice back."""
        kept = (c for c in self.profile.choices if not (c.what is what and c.of == of and c.at.date() == self.today))
        return self._save(replace(self.profile, choices=tuple(kept)))

    def chosen_today(self, what: Chose, of: str) -> bool:
        """Was that chosen today?"""
        at = self.profile.chose(what, of)
        return at is not None and at.date() == self.today

    def _save(self, profile: Profile) -> Profile:
        self._journal.save_profile(profile)
        return profile

    # --- a session ----------------------------------------------------------------------------

    def open_session(self) -> Session | None:
        """A session that was begun and never finished: a crash, a closed lid."""
        return self._journal.current()

    def start(self, plan: Plan, check_in: CheckIn) -> Session:
        """Begin a session; it is on disk when this returns. Raises ValueError for a blocked or empty plan."""
        if plan.blocked or not plan.items:
            raise ValueError(plan.blocked.sentence if plan.blocked else "This plan holds no exercise.")
        self._results = {}
        session = Session(uuid.uuid4().hex, self._now(), plan.routine, plan.day, outcome=SessionOutcome.OPEN, check_in=check_in)
        self._journal.keep(session)
        return session

    def resume(self, session: Session) -> tuple[Plan, int]:
        """The plan of an open session and the index of the first item without a result."""
        plan = self.plan(session.routine or DEFAULT, session.check_in, session.date)
        self._results = dict(enumerate(session.results))
        done = tuple(self._as_planned(result) for result in session.results)
        ahead = tuple(item for item in plan.items if item.exercise not in {result.exercise for result in session.results})
        return replace(plan, items=done + ahead, blocked=None), len(done)

    def _as_planned(self, result: Result) -> Planned:
        dose = result.dose or self.library[result.exercise].dose
        usual, slot = result.usual or dose, result.slot or result.exercise
        return Planned("done", result.exercise, dose, usual, slot, (), result.usual_exercise)

    def keep(self, session: Session, index: int, result: Result) -> Session:
        """Keep what is known of the `index`-th item; it is on disk when this returns."""
        self._results[index] = replace(result, at=result.at or self._now())
        session = replace(session, results=tuple(self._results[i] for i in sorted(self._results)))
        self._journal.keep(session)
        return session

    def result(self, plan: Plan, index: int, share: float, outcome: Outcome | None = None) -> Result:
        """What the player did of an item, before anything is said about it; what was said before stays."""
        item = plan.items[index]
        said = self._results.get(index, Result(item.exercise))
        slot = item.slot if item.slot != item.exercise else None
        lighter = item.usual != item.dose or item.usual_exercise is not None
        usual = item.usual if lighter else None
        done = round(share, 3)
        ended = outcome or (Outcome.DONE if done >= 1 else Outcome.SKIPPED if done == 0 else Outcome.PARTIAL)
        asked = replace(said, exercise=item.exercise, slot=slot, dose=item.dose, usual=usual, usual_exercise=item.usual_exercise)
        return replace(asked, at=self._now(), done=done, outcome=ended)

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
        rated = (
            r.pain for s in reversed(self.history().sessions) for r in s.results if r.exercise == exercise and r.pain is not None
        )
        return next(rated, None)

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
        """Close the session and put it into its year."""
        session = replace(session, ended=self._now(), outcome=outcome, end_pain=end_pain, effort=effort)
        self._journal.finish(session)
        return session

    def correct(self, session: Session, index: int, felt: Pain, effort: int | None) -> Session:
        """A rating given or changed in the summary; on disk when this returns."""
        result = session.results[index]
        result = replace(result, pain=felt.score, place=felt.place, sharp=felt.sharp, leg=felt.leg)
        if effort is not None:
            result = replace(result, effort=effort, form_held=effort < FORM_LOST)
        session = replace(session, results=(*session.results[:index], result, *session.results[index + 1 :]))
        self._journal.keep(session)
        return session

    def preview(self, session: Session, end_pain: Score, whole: bool, days: int = 2) -> Plan:
        """The next time this very session comes, were it closed now: in two days, as muscles get 48 hours."""
        outcome = SessionOutcome.FINISHED if whole else SessionOutcome.STOPPED
        closed = replace(session, outcome=outcome, end_pain=end_pain)
        past = self.history()
        history = History.of((*past.sessions, closed), past.pains)
        routine = session.routine or DEFAULT
        on = session.date + timedelta(days)
        return self._plan(routine, history, None, on, session.day)

    def took(self, session: Session) -> timedelta:
        """How long it took; while it is not closed, to the end of the last exercise: reading the summary is not training."""
        last = max((r.at for r in session.results if r.at), default=None)
        return max(timedelta(0), (session.ended or last or self._now()) - session.started)

    def eased(self, plan: Plan, index: int, sets_left: int) -> Plan | None:
        """The plan with an easier form of item `index` after it for the sets that are left; None at the foot of the ladder."""
        item = plan.items[index]
        place = easier(self.library, Place(item.exercise, item.dose))
        if place is None:
            return None
        self._results = {i if i <= index else i + 1: result for i, result in self._results.items()}
        dose = replace(place.dose, sets=max(1, min(sets_left, place.dose.sets)))
        new = Planned(item.block, place.exercise, dose, replace(place.dose, sets=max(dose.sets, item.usual.sets)), item.slot)
        return replace(plan, items=(*plan.items[: index + 1], new, *plan.items[index + 1 :]))

    def swapped(self, plan: Plan, index: int) -> Plan | None:
        """The plan with a gentler partner after item `index`, which was too much; None without one."""
        item = plan.items[index]
        place = partner_now(self.library, self.routines, plan, item.exercise, self.history(), self.profile, self.settings)
        if place is None:
            return None
        self._results = {i if i <= index else i + 1: result for i, result in self._results.items()}
        dose = replace(place.dose, sets=min(place.dose.sets, item.dose.sets))
        new = Planned(item.block, place.exercise, dose, dose, item.slot)
        return replace(plan, items=(*plan.items[: index + 1], new, *plan.items[index + 1 :]))

    def only_mobility(self, plan: Plan, index: int) -> Plan:
        """The plan without the strength that is still ahead of item `index` (S1, the second time)."""
        ahead = tuple(item for item in plan.items[index + 1 :] if self.library[item.exercise].kind == "mobility")
        return replace(plan, items=plan.items[: index + 1] + ahead)

    # --- afterwards ---------------------------------------------------------------------------

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

    def log_pain(self, pain: int, place: str | None = None, note: str | None = None) -> PainEntry:
        """Keep a score felt outside a session."""
        entry = PainEntry(self._now(), pain, place, note)
        self._journal.log(entry)
        return entry
