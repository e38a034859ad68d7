"""Which backups stay."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.domain.thinning import DAYS, MONTHS, WEEKS, kept

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
MOMENTS = st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), max_size=60)


def days(*numbers: int) -> set[datetime]:
    return {START + timedelta(days=number) for number in numbers}


def test_a_year_of_daily_backups_becomes_seven_days_four_weeks_and_six_months() -> None:
    made = [START + timedelta(days=number) for number in range(365)]  # to Thursday 31 December
    stay = kept(made)
    last_week = {START + timedelta(days=number) for number in range(358, 365)}
    sundays = {datetime(2026, 12, day, 9, tzinfo=UTC) for day in (13, 20, 27)}
    month_ends = {datetime(2026, month, day, 9, tzinfo=UTC) for month, day in ((7, 31), (8, 31), (9, 30), (10, 31), (11, 30))}
    assert stay == last_week | sundays | month_ends


def test_of_one_day_the_newest_stays() -> None:
    made = [START + timedelta(hours=hour) for hour in range(12)]
    assert kept(made) == {made[-1]}


def test_a_few_far_apart_all_stay() -> None:
    assert kept(days(0, 40, 80)) == days(0, 40, 80)
    assert kept(()) == set()


@given(MOMENTS)
def test_the_newest_stays_and_never_more_than_the_periods_together(made: list[datetime]) -> None:
    stay = kept(made)
    assert stay <= set(made)
    assert len(stay) <= DAYS + WEEKS + MONTHS
    assert not made or max(made) in stay


@given(MOMENTS)
def test_thinning_twice_is_thinning_once(made: list[datetime]) -> None:
    assert kept(kept(made)) == kept(made)
