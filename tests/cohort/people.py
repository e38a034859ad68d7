"""Simulated people: how each kind of person feels, and what they answer. No model of a back, only of what a record may hold."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import exp
from random import Random

from corecare_tui.domain.exercise import Dose, Library
from corecare_tui.domain.pain import Score
from corecare_tui.domain.plan import Planned
from corecare_tui.domain.records import CheckIn, MorningAfter, Outcome, Result, Session
from corecare_tui.domain.replay import result_of

WEEKS = 12
FORM_LOST = 4
FLARE, FLARE_LASTS = 4.5, 6.0
"""Points of pain, and the days in which it falls to a third."""
FLARE_DAY, AWAY_DAY, AWAY_DAYS = 21, 28, 30
BAD = ("glute_bridge", "donkey_kick", "bird_dog", "knee_plank", "side_plank_knees", "prone_arm_lift")
BAD_BY = 4.5


@dataclass(frozen=True)
class Kind:
    """One kind of person."""

    name: str
    course: Callable[[float], float]
    """Back pain by week, before a person's own shift."""
    people: int = 18
    noise: float = 0.6
    """Standard deviation of an answer."""
    routine: str = "core_restart"
    a_week: float = 3.0
    """Sessions meant."""
    misses: float = 0.08
    """Share of those that do not happen."""
    skips: float = 0.0
    """Share of exercises passed over."""
    gains: float = 1.0
    """How fast they get stronger, as a share of the usual."""
    flags: tuple[str, ...] = ()
    always: int | None = None
    """The answer to everything."""
    rates: bool = True
    flares: bool = False
    has_bad: bool = False
    """One exercise that hurts whatever the dose."""
    away: bool = False
    signs: tuple[tuple[int, str], ...] = ()
    """(number of the person, the sign they tick two thirds of the way through)."""


KINDS = (
    Kind("steady improver", lambda week: max(0.2, 2.6 - 0.45 * week), people=20),
    Kind("flare at week 3", lambda week: 0.8, flares=True, signs=((1, "both_legs"),)),
    Kind("one bad exercise", lambda week: 0.6, has_bad=True),
    Kind("worsening", lambda week: 0.8 + 0.42 * week, gains=0.3, signs=((0, "saddle_numb"),)),
    Kind("noisy scorer", lambda week: 1.6, noise=2.0, signs=((2, "leg_weak"),)),
    Kind("skipper", lambda week: 1.0, misses=0.4, skips=0.3),
    Kind("never rates", lambda week: 1.0, rates=False),
    Kind(
        "postpartum",
        lambda week: max(0.3, 1.8 - 0.2 * week),
        routine="postpartum",
        a_week=6.0,
        flags=("postpartum",),
        signs=((0, "pelvic"), (7, "pelvic")),
    ),
    Kind("a month off", lambda week: 0.6, away=True),
    Kind("always 0", lambda week: 0.0, always=0),
    Kind("always 4", lambda week: 4.0, always=4),
)
"""200 people."""


@dataclass
class Person:
    """One of them, with what they carry along."""

    kind: Kind
    number: int
    weeks: int = WEEKS
    r: Random = field(init=False, compare=False)
    ticked: bool = False
    flared: int | None = None
    """The day from which the flare is felt."""

    def __post_init__(self) -> None:
        self.r = Random(1000 * KINDS.index(self.kind) + self.number)
        self.shift = self.r.uniform(-0.4, 0.6)
        self.touchy = self.r.uniform(0.7, 1.3)
        self.strong = self.r.uniform(2.3, 3.3)
        self.gain = self.r.uniform(0.2, 0.35) * self.kind.gains
        self.bad = self.r.choice(BAD) if self.kind.has_bad else None
        self.flare_day = FLARE_DAY + self.r.randrange(3)
        self.overnight = self.r.random() < 0.5
        """Does the flare come between sessions, or in one?"""
        self.sign_day = 7 * self.weeks * 2 // 3

    # --- when they train --------------------------------------------------------------------------

    def comes(self, day: int) -> bool:
        """Do they open the app that day? Three a week: Monday, Wednesday, Friday, with misses."""
        if self.kind.away and AWAY_DAY <= day < AWAY_DAY + AWAY_DAYS:
            return False
        meant = day % 7 in (0, 2, 4) if self.kind.a_week <= 3 else day % 7 != 6
        return meant and self.r.random() >= self.kind.misses

    # --- how they feel ----------------------------------------------------------------------------

    def back(self, day: float) -> float:
        """The back that day."""
        flare = 0.0 if self.flared is None or day < self.flared else FLARE * exp(-(day - self.flared) / FLARE_LASTS)
        return max(0.0, self.kind.course(day / 7) + self.shift + flare)

    def says(self, felt: float) -> Score:
        """The number they give for it."""
        if self.kind.always is not None or not self.kind.rates:
            return self.kind.always
        return min(10, max(0, round(felt + self.r.gauss(0, self.kind.noise))))

    # --- what they answer -------------------------------------------------------------------------

    def check_in(self, day: int) -> CheckIn:
        """Before a session."""
        begins = self.kind.flares and self.flared is None and day >= self.flare_day
        if begins and self.overnight:
            self.flared = day
        said = CheckIn(self.says(self.back(day)), self._signs(day))
        if begins:
            self.flared = day
        return said

    def _signs(self, day: int) -> tuple[str, ...]:
        mine = tuple(sign for number, sign in self.kind.signs if number == self.number)
        if not mine or self.ticked or day < self.sign_day:
            return ()
        self.ticked = True
        return mine

    def result(self, item: Planned, day: int, library: Library) -> Result:
        """One exercise, done and answered."""
        if self.r.random() < self.kind.skips:
            return replace(result_of(item, None), done=0.0, outcome=Outcome.SKIPPED, form_held=None, effort=None)
        over = self.over(item.exercise, item.dose, day, library)
        effort = self._effort(over)
        hurts = self.back(day) + self.touchy * max(0.0, over) + (BAD_BY if item.exercise == self.bad else 0.0)
        if not self.kind.rates:
            effort = None
        result = result_of(item, self.says(hurts))
        lost = effort == FORM_LOST
        done = self.r.uniform(0.5, 0.9) if lost else 1.0
        ended = Outcome.PARTIAL if lost else Outcome.DONE
        return replace(result, done=done, outcome=ended, effort=effort, form_held=None if effort is None else not lost)

    def over(self, id: str, dose: Dose | None, day: int, library: Library) -> float:
        """How far an exercise asks for more than this person has got; below 0 it is within reach."""
        exercise = library[id]
        share = _share(dose or exercise.dose, exercise.ladder.start, exercise.ladder.top)
        asks = (exercise.rung or 0) + 0.8 * share if exercise.kind == "strength" else 0.5
        return asks - (self.strong + self.gain * day / 7)

    def _effort(self, over: float) -> int:
        if self.kind.always is not None:
            return 2
        felt = over + self.r.gauss(0, 0.3)
        return 1 if felt < -1.5 else 2 if felt < 0.1 else 3 if felt < 0.8 else FORM_LOST

    def end(self, day: int) -> tuple[Score, int | None]:
        """Back pain after the session, and its effort as a whole."""
        pain = self.says(self.back(day) + 0.2)
        return pain, (min(10, max(0, round(self.r.gauss(4, 1)))) if self.kind.rates else None)

    def morning(self, day: int, session: Session, library: Library) -> MorningAfter | None:
        """The morning after that session, said at the next start."""
        if not self.kind.rates:
            return None
        worst = max((self.over(result.exercise, result.dose, day, library) for result in session.results), default=0.0)
        pain = self.says(self.back(day + 1) + 0.5 * self.touchy * max(0.0, worst))
        return MorningAfter(pain, pain is not None and pain <= (session.pre or 0) + 1)


def _share(dose: Dose, low: Dose, high: Dose) -> float:
    """Where a dose stands between a rung's first and its last."""
    if dose.timed != low.timed or high.work == low.work:
        return 0.5
    return (dose.work - low.work) / (high.work - low.work)
