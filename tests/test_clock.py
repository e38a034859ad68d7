"""C1: what a clock on the wall does to the record. No duration is negative, nothing changes its order."""

from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from corecare_tui.adapters.journal import Journal
from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.coach import Coach
from corecare_tui.domain.pain import Pain
from corecare_tui.domain.records import CheckIn, Session, SessionOutcome

LIBRARY, ROUTINES, _ = load(shipped("routines"), shipped("nowhere"))
WELL = CheckIn(1)
BERLIN = ZoneInfo("Europe/Berlin")
MORNING = datetime(2026, 11, 21, 8, tzinfo=timezone(timedelta(hours=1)))
HOUR, DAY = timedelta(hours=1), timedelta(1)
MINUTES_MS = 60_000


class Clocks:
    """The wall's, which is moved about, and the one that only goes forward."""

    def __init__(self, at: datetime = MORNING) -> None:
        self.at, self.ms = at, 5_000

    def now(self) -> datetime:
        return self.at

    def ticks(self) -> int:
        return self.ms

    def wait(self, minutes: int) -> None:
        """Time goes by on both."""
        self.at += timedelta(minutes=minutes)
        self.ms += minutes * MINUTES_MS


def coach(folder: Path, clocks: Clocks) -> Coach:
    return Coach(LIBRARY, ROUTINES, Journal(folder), clocks.now, ticks=clocks.ticks)


def train(one: Coach, clocks: Clocks, moved: timedelta = timedelta(0)) -> Session:
    """A warm-up of three exercises, ten minutes; the wall's clock is moved in the middle of it."""
    plan = one.plan("warm_up", WELL)
    session = one.start(plan, WELL)
    for index in range(len(plan.items)):
        clocks.wait(3)
        if index == 1:
            clocks.at += moved
        session = one.keep(session, index, one.rated(plan, index, 1.0, Pain(1), 2))
    clocks.wait(1)
    return one.finish(session, SessionOutcome.FINISHED, 1)


def moments(session: Session) -> list[datetime]:
    return [session.started, *(result.at for result in session.results if result.at), *([session.ended] if session.ended else [])]


SHIFTS = [-HOUR, -365 * DAY, -2 * timedelta(seconds=1), HOUR, timedelta(0)]


@pytest.mark.parametrize("moved", SHIFTS, ids=str)
def test_between_sessions_nothing_is_reordered(tmp_path: Path, moved: timedelta) -> None:
    clocks = Clocks()
    one = coach(tmp_path, clocks)
    done = [train(one, clocks)]
    clocks.at += moved
    done += [train(one, clocks), train(one, clocks)]
    assert [s.id for s in one.history().sessions] == [s.id for s in done]
    times = [at for session in done for at in moments(session)]
    assert all(a <= b for a, b in pairwise(times))


@pytest.mark.parametrize("moved", SHIFTS, ids=str)
def test_in_mid_session_it_took_what_it_took(tmp_path: Path, moved: timedelta) -> None:
    clocks = Clocks()
    one = coach(tmp_path, clocks)
    session = train(one, clocks, moved)
    assert one.took(session) == timedelta(minutes=10)
    assert all(a <= b for a, b in pairwise(moments(session)))


@pytest.mark.parametrize(
    "day", [datetime(2026, 10, 25, 0, 55, tzinfo=ZoneInfo("UTC")), datetime(2026, 3, 29, 0, 55, tzinfo=ZoneInfo("UTC"))]
)
def test_over_the_change_of_summer_time(tmp_path: Path, day: datetime) -> None:
    clocks = Clocks(day.astimezone(BERLIN).astimezone())
    one = coach(tmp_path, clocks)
    clocks.now = lambda: clocks.at.astimezone(BERLIN)  # type: ignore[method-assign]
    one = coach(tmp_path / "berlin", clocks)
    before, after = train(one, clocks), train(one, clocks)
    assert before.started.utcoffset() != after.started.utcoffset()
    assert one.took(before) == one.took(after) == timedelta(minutes=10)
    assert [s.id for s in one.history().sessions] == [before.id, after.id]


def test_another_zone_is_another_offset_and_the_same_order(tmp_path: Path) -> None:
    clocks = Clocks()
    one = coach(tmp_path, clocks)
    first = train(one, clocks)
    clocks.at = clocks.at.astimezone(timezone(timedelta(hours=-8)))
    second = train(one, clocks)
    assert [s.id for s in one.history().sessions] == [first.id, second.id]
    assert second.started.utcoffset() == timedelta(hours=-8)


def test_it_is_said_by_how_much_the_clock_is_behind_and_for_how_long(tmp_path: Path) -> None:
    clocks = Clocks()
    one = coach(tmp_path, clocks)
    assert one.behind == timedelta(0)
    train(one, clocks)
    clocks.at -= 365 * DAY
    assert one.behind == 365 * DAY
    assert one.today == MORNING.date(), "the plan knows what was done, whatever the wall says"
    clocks.at += 366 * DAY
    assert one.behind == timedelta(0)
    assert one.today == MORNING.date() + DAY


def test_what_was_imported_from_the_future_moves_no_clock(tmp_path: Path) -> None:
    clocks = Clocks()
    one = coach(tmp_path, clocks)
    one._journal.upsert(Session("later", MORNING + 400 * DAY))
    assert one.today == MORNING.date()
    assert train(one, clocks).started == MORNING


def test_after_a_restart_it_is_still_known(tmp_path: Path) -> None:
    clocks = Clocks()
    one = coach(tmp_path, clocks)
    first = train(one, clocks)
    one._journal.close()
    clocks.at -= 2 * HOUR
    second = train(coach(tmp_path, clocks), clocks)
    assert second.started > (first.ended or first.started)


def test_suspended_in_mid_session_the_machine_does_not_lengthen_a_discarded_one(tmp_path: Path) -> None:
    clocks = Clocks()
    one = coach(tmp_path, clocks)
    session = one.start(one.plan("warm_up", WELL), WELL)
    one.discard(session)
    clocks.at += DAY
    assert one.today == MORNING.date() + DAY
