"""A record of ten years in plain data: a session a day, ten ratings each, the same on every run."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from corecare_tui.adapters.journal import Journal
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.history import History
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn, MorningAfter, Outcome, Record, Result, Session, SessionOutcome

TEN_YEARS, TWELVE_WEEKS = 3650, 84
"""Sessions, one a day."""
DONE = (
    ("low_lunge", Dose(1, None, 25, 20)),
    ("donkey_kick", Dose(1, 8, None, 20)),
    ("glute_bridge", Dose(1, 10, 3, 20)),
    ("bird_dog", Dose(2, 6, 5, 30)),
    ("knee_plank", Dose(2, None, 20, 30)),
    ("cat_cow", Dose(1, 8, None, 20)),
    ("plank", Dose(2, None, 20, 30)),
    ("prone_leg_lift", Dose(2, 8, 2, 30)),
    ("side_plank_knees", Dose(2, None, 15, 30)),
    ("heel_slide", Dose(2, 8, None, 30)),
)
"""What every session held."""
PAINS = (0, 0, 1, 0, 2, 0, 1, 1, 0, 3)
ROUTINES = (("core_restart", "day1"), ("five_good", "day1"), ("core_restart", "day1"), ("three_day", "day2"))


def make(until: date, sessions: int = TEN_YEARS) -> Record:
    """A person's record whose last session was the day before `until`."""
    first = until - timedelta(sessions)
    screened = max(first, until - timedelta(30))  # the questions are asked again after 90 days
    return Record(Profile(screened=screened), tuple(session(first + timedelta(n), n) for n in range(sessions)))


def session(day: date, number: int, results: int = len(DONE)) -> Session:
    """The `number`-th session, with its first `results` ratings."""
    routine, of = ROUTINES[number % len(ROUTINES)]
    started = datetime.combine(day, time(7), UTC)
    return Session(
        f"{number:032x}",
        started,
        routine,
        of,
        started + timedelta(minutes=15),
        SessionOutcome.FINISHED,
        CheckIn(number % 3),
        tuple(result(started, number, index) for index in range(results)),
        number % 2,
        3,
        MorningAfter(1, True),
    )


def result(started: datetime, number: int, index: int) -> Result:
    """Its `index`-th rating."""
    exercise, dose = DONE[index]
    return Result(
        exercise,
        started + timedelta(minutes=index + 1),
        dose,
        done=1.0,
        outcome=Outcome.DONE,
        form_held=True,
        effort=1 + (number + index) % 2,
        pain=PAINS[(number + 3 * index) % len(PAINS)],
        place="low_back",
    )


def history(record: Record, sessions: int) -> History:
    """Its last so many sessions."""
    return History.of(record.sessions[-sessions:])


def write(home: Path, record: Record) -> Path:
    """A home folder (CORECARE_HOME) with that record in its journal."""
    with Journal(home / "journal") as journal:
        journal.take_in(record)
    (home / "settings.toml").write_text('figure = "smooth"\n')  # as after the questions of the first start
    return home
