"""Golden agendas whose third next available is known, and the days that do not count."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling_svc.delays.third_next import days_until, sample_due

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # 8:00 in Paris


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=PARIS)


def test_today_is_no_day_and_tomorrow_one():
    assert days_until(at(23, 18), MONDAY, PARIS, []) == 0
    assert days_until(at(24), MONDAY, PARIS, []) == 1


def test_weekends_count():
    assert days_until(at(30), MONDAY, PARIS, []) == 7


def test_an_absence_of_three_days_counts_and_one_of_four_does_not():
    three, four = (date(2026, 11, 24), date(2026, 11, 26)), (date(2026, 11, 24), date(2026, 11, 27))
    assert days_until(at(30), MONDAY, PARIS, [three]) == 7
    assert days_until(at(30), MONDAY, PARIS, [four]) == 3


def test_two_long_absences_that_overlap_take_each_day_away_once():
    absences = [(date(2026, 11, 24), date(2026, 11, 27)), (date(2026, 11, 26), date(2026, 11, 29))]
    assert days_until(at(30), MONDAY, PARIS, absences) == 1


def test_days_are_civil_days_through_both_changes_of_the_clock():
    spring, autumn = datetime(2027, 3, 27, 22, 30, tzinfo=UTC), datetime(2026, 10, 24, 21, 30, tzinfo=UTC)
    assert days_until(datetime(2027, 3, 28, 21, 30, tzinfo=UTC), spring, PARIS, []) == 1
    assert days_until(datetime(2026, 10, 25, 22, 30, tzinfo=UTC), autumn, PARIS, []) == 1


@given(st.integers(0, 400), st.integers(0, 20), st.integers(0, 40))
def test_a_long_absence_never_makes_the_delay_longer_and_a_short_one_never_changes_it(ahead, begins, lasts):
    first = date(2026, 11, 23) + timedelta(days=begins)
    absence = (first, first + timedelta(days=lasts))
    third = MONDAY + timedelta(days=ahead)
    without, with_it = days_until(third, MONDAY, PARIS, []), days_until(third, MONDAY, PARIS, [absence])
    assert without == ahead
    assert with_it == without if lasts < 3 else with_it <= without


@pytest.mark.parametrize(
    ("now", "week"),
    [
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), None),  # Monday in Paris, before the hour
        (datetime(2026, 11, 23, 6, 59, tzinfo=UTC), None),
        (datetime(2026, 11, 23, 7, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 22, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 23, 0, tzinfo=UTC), None),  # Tuesday there
        (datetime(2027, 3, 29, 6, 0, tzinfo=UTC), date(2027, 3, 29)),  # summer time
    ],
)
def test_the_sample_is_due_on_mondays_from_eight_civil_time_on(now, week):
    assert sample_due(now, PARIS) == week


def test_overseas_it_is_eight_there():
    reunion = ZoneInfo("Indian/Reunion")
    assert sample_due(datetime(2026, 11, 23, 4, 0, tzinfo=UTC), reunion) == date(2026, 11, 23)
    assert sample_due(datetime(2026, 11, 23, 3, 59, tzinfo=UTC), reunion) is None
