"""Weeks of a month, and the two shared hours in each."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scheduling_svc.participation.weeks import Hours, is_over, mondays_of, month_of

FIRST_DAYS = st.builds(date, st.integers(2001, 2099), st.integers(1, 12), st.just(1))


def test_a_week_belongs_to_the_month_of_its_thursday():
    assert mondays_of(date(2026, 10, 1)) == [
        date(2026, 9, 28), date(2026, 10, 5), date(2026, 10, 12), date(2026, 10, 19), date(2026, 10, 26),
    ]  # fmt: skip
    assert mondays_of(date(2026, 11, 1))[0] == date(2026, 11, 2)


@given(FIRST_DAYS)
def test_every_week_belongs_to_one_month(first):
    following = (first + timedelta(days=40)).replace(day=1)
    both = mondays_of(first) + mondays_of(following)
    assert {later - sooner for sooner, later in pairwise(both)} == {timedelta(days=7)}


def test_a_leap_week_counts_once():
    """2026 has 53 ISO weeks."""
    months = [mondays_of(date(2026, month, 1)) for month in range(1, 13)]
    assert sum(map(len, months)) == 53


def test_two_hours_keep_the_rule_and_a_minute_less_does_not():
    first = date(2026, 11, 1)
    kept = month_of(first, {date(2026, 11, 2): Hours(300, 120, 60), date(2026, 11, 9): Hours(300, 119, 60)})
    assert (kept.weeks_kept, len(kept.weeks)) == (1, 4)
    assert kept.hours == Hours(600, 239, 120)


def test_a_month_is_over_with_its_last_week():
    # The week of Thursday 29 October ends on Sunday 1 November.
    assert not is_over(date(2026, 10, 1), date(2026, 11, 1))
    assert is_over(date(2026, 10, 1), date(2026, 11, 2))
