"""What a person tells of themselves: the screening, signs, clearances, and their own choices about an exercise."""

from dataclasses import replace

from corecare_tui.coach.planning import MOMENT, Planning
from corecare_tui.domain.plan import Advice
from corecare_tui.domain.profile import (
    BY_ID,
    NEW_SIGNS,
    PREFERENCES,
    QUESTIONS,
    SIGNS,
    Choice,
    Chose,
    Closes,
    Profile,
    Question,
    Sign,
)
from corecare_tui.domain.records import CheckIn
from corecare_tui.domain.rules.concerns import holding
from corecare_tui.domain.rules.gates import KIT
from corecare_tui.domain.rules.readiness import screening_due


class Safety(Planning):
    """Everything said about the person, kept in the profile."""

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

    # --- kit and preferences ------------------------------------------------------------------

    @property
    def kit(self) -> tuple[str, ...]:
        """All that an exercise may need, what opens something first."""
        needed = (kit for exercise in self.library.values() for kit in exercise.equipment)
        return tuple(dict.fromkeys((*KIT, *sorted(needed))))

    def equip(self, equipment: tuple[str, ...]) -> Profile:
        """Keep what is at hand. Raises ValueError for what no exercise needs and the profile did not name before."""
        _among(equipment, (*self.kit, *self.profile.equipment), "kit")
        return self._save(replace(self.profile, equipment=tuple(dict.fromkeys(equipment))))

    def prefer(self, flags: tuple[str, ...]) -> Profile:
        """Keep which of PREFERENCES hold, and those alone; no other flag changes. Raises ValueError for one that is none."""
        _among(flags, PREFERENCES, "preference")
        others = (flag for flag in self.profile.flags if flag not in PREFERENCES)
        cleared = tuple(flag for flag in self.profile.cleared if flag not in PREFERENCES)
        return self._save(replace(self.profile, flags=(*others, *dict.fromkeys(flags)), cleared=cleared))

    def be_strict(self, strict: bool) -> Profile:
        """Keep the documents' own stance in the profile, where it travels with the record."""
        return self._save(replace(self.profile, settings=replace(self.profile.settings, strict=strict)))

    # --- choices ------------------------------------------------------------------------------

    def choose(self, what: Chose, of: str) -> Profile:
        """Keep that choice about an exercise: decline a raise, ease it, skip it today, bring a parked one back."""
        last = max((choice.at + MOMENT for choice in self.profile.choices), default=None)
        at = self._now() if last is None else max(self._now(), last)  # of two the newest counts, also when the clock was set back
        return self._save(replace(self.profile, choices=(*self.profile.choices, Choice(at, what, of))))

    def unchoose(self, what: Chose, of: str) -> Profile:
        """Take today's choice back."""
        kept = (c for c in self.profile.choices if not (c.what is what and c.of == of and c.at.date() == self.today))
        return self._save(replace(self.profile, choices=tuple(kept)))

    def chosen_today(self, what: Chose, of: str) -> bool:
        """Was that chosen today?"""
        at = self.profile.chose(what, of)
        return at is not None and at.date() == self.today


def _among(ids: tuple[str, ...], known: tuple[str, ...], what: str) -> None:
    for id in ids:
        if id not in known:
            raise ValueError(f"there is no {what} {id[:40]!r}; there are {', '.join(known)}")
