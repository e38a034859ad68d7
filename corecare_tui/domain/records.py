"""What is kept: sessions with their results, pain logged in between, and the person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.pain import PLACES, SIDES, Pain, Score, check_score, sound
from corecare_tui.domain.profile import Profile

FORM_LOST = 4
"""The effort answer that says form broke down."""


class SessionOutcome(StrEnum):
    """How a session ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    OPEN = "open"


class Outcome(StrEnum):
    """How an exercise ended."""

    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    STOPPED = "stopped"
    EASED = "eased"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What is said before a session."""

    pain: Score = None
    new_signs: tuple[str, ...] = ()
    """Ids of domain.profile.NEW_SIGNS that were ticked."""

    def __post_init__(self) -> None:
        check_score("pain", self.pain)


@dataclass(frozen=True, slots=True)
class MorningAfter:
    """What is said of the morning after a session, at the next start."""

    pain: Score = None
    settled: bool | None = None
    """Back to normal by then? None = not said."""

    def __post_init__(self) -> None:
        check_score("pain", self.pain)


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction that was made afterwards: when, and what had been said until then."""

    at: datetime
    pain: Score = None
    place: str | None = None
    sharp: bool = False
    leg: bool = False
    effort: int | None = None
    note: str | None = None
    flare: bool = False
    settled: bool | None = None
    """Of a morning after."""
    side: str | None = None
    of: str | None = None
    """Which score of a session it was: `check-in`, `end` or `morning after`; None = that of the record it is kept in."""

    def __post_init__(self) -> None:
        check_score("pain", self.pain)


@dataclass(frozen=True, slots=True)
class Result:
    """One exercise of a session, as it was done and felt."""

    exercise: str
    at: datetime | None = None
    """When it ended, with its offset."""
    dose: Dose | None = None
    """What was asked."""
    usual: Dose | None = None
    """The dose without that day's lightening (rules that cut sets for one day); None = the same as `dose`."""
    done: float | None = None
    """Done of what was asked, 0.0–1.0; None = not known."""
    outcome: Outcome | None = None
    form_held: bool | None = None
    effort: int | None = None
    """1 easy, 2 good, 3 hard, 4 form broke down."""
    pain: Score = None
    place: str | None = None
    sharp: bool = False
    leg: bool = False
    note: str | None = None
    slot: str | None = None
    """The exercise the routine asked for here, where this one took its place; None = this one."""
    usual_exercise: str | None = None
    """The exercise reached here, where a rule put an easier one in its place for that day; None = this one."""
    side: str | None = None
    """The side that was worked when PAIN stopped it: left or right; None = neither, or not known."""
    edits: tuple[Edit, ...] = ()
    """Corrections of what was said, oldest first."""

    def __post_init__(self) -> None:
        check_score("pain", self.pain)
        if self.place is not None and self.place not in PLACES:
            raise ValueError(f"place must be one of {', '.join(PLACES)}, not {self.place[:40]!r}")
        if self.side is not None and self.side not in SIDES:
            raise ValueError(f"side must be one of {', '.join(SIDES)}, not {self.side[:40]!r}")
        if self.effort is not None and (type(self.effort) is not int or not 1 <= self.effort <= 4):
            raise ValueError(f"effort must be 1 to 4, not {self.effort!r}")
        if self.done is not None and not 0.0 <= self.done <= 10.0:
            raise ValueError(f"done must be a share of what was asked, from 0 to 10, not {self.done!r}")

    @property
    def felt(self) -> Pain:
        """The rating as one value."""
        return Pain(self.pain, self.place, self.sharp, self.leg)


@dataclass(frozen=True, slots=True)
class Session:
    """One session: what was asked, done and felt."""

    id: str
    started: datetime
    """With its offset."""
    routine: str | None = None
    day: str | None = None
    ended: datetime | None = None
    outcome: SessionOutcome | None = None
    check_in: CheckIn | None = None
    results: tuple[Result, ...] = ()
    end_pain: Score = None
    effort: int | None = None
    """Of the whole session, 0–10 (session RPE)."""
    morning_after: MorningAfter | None = None
    added: datetime | None = None
    """When it was set down afterwards, from memory; None = it was played here."""
    edits: tuple[Edit, ...] = ()
    """Corrections of its own scores, oldest first; those of a rating stand with it."""

    def __post_init__(self) -> None:
        check_score("end_pain", self.end_pain)
        check_score("effort", self.effort)

    @property
    def date(self) -> date:
        """The day on the person's own wall when it began."""
        return self.started.date()

    @property
    def pre(self) -> Score:
        """Back pain at the check-in."""
        return sound(self.check_in.pain) if self.check_in else None

    @property
    def worst(self) -> Score:
        """The worst rating said in it, check-in and end included; None when nothing was said."""
        return self.worst_but(None)

    def worst_but(self, exercise: str | None) -> Score:
        """The worst score said in it, the ratings of that exercise left aside."""
        ratings = (r.pain for r in self.results if r.exercise != exercise)
        said = (sound(score) for score in (self.pre, self.end_pain, *ratings))
        return max((score for score in said if score is not None), default=None)


@dataclass(frozen=True, slots=True)
class PainEntry:
    """Pain logged outside a session."""

    at: datetime
    pain: Score = None
    place: str | None = None
    note: str | None = None
    flare: bool = False
    """The person calls it a flare-up; most of those are no worse than other days (Costa 2019), so no number decides it."""
    added: datetime | None = None
    """When it was set down, where that was afterwards; None = at once."""
    edits: tuple[Edit, ...] = ()
    """Corrections of it, oldest first."""

    def __post_init__(self) -> None:
        check_score("pain", self.pain)
        if self.place is not None and self.place not in PLACES:
            raise ValueError(f"place must be one of {', '.join(PLACES)}, not {self.place[:40]!r}")


@dataclass(frozen=True, slots=True)
class Record:
    """The whole of a person's data, as `export` writes and `import` reads it."""

    profile: Profile = field(default_factory=Profile)
    sessions: Sequence[Session] = ()
    pains: tuple[PainEntry, ...] = ()
