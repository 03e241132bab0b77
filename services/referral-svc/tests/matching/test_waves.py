"""Deadlines, reminders and rings (rules of the profession, sections 3 and 5)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carekit.clock import PARIS
from referral_svc.matching.default_rules import DEFAULT_RULES
from referral_svc.matching.waves import Calendar, NeverOpen, answer_by, answer_hours, choose_ring, remind_at

CHRISTMAS, WHIT_MONDAY = date(2026, 12, 25), date(2026, 5, 25)
CALENDAR = Calendar.of(DEFAULT_RULES, frozenset({CHRISTMAS, WHIT_MONDAY}))


def paris(*when):
    return datetime(*when, tzinfo=PARIS)


def test_a_calendar_that_never_opens_is_an_error_not_an_endless_search():
    shut = frozenset(date(2026, 1, 1) + timedelta(days=day) for day in range(800))
    with pytest.raises(NeverOpen):
        answer_by(paris(2026, 1, 1, 9), 4, Calendar.of(DEFAULT_RULES, shut))


@pytest.mark.parametrize(
    ("number", "alone", "hours"),
    [
        (1, False, 4),
        (2, False, 12),
        (3, False, 48),
        (4, False, 48),
        (5, False, 48),
        (1, True, 4),
        (2, True, 12),
        (5, True, 24),
    ],
)
def test_the_delay_follows_the_class_and_a_usual_doctor_alone_has_at_most_a_day(number, alone, hours):
    assert answer_hours(DEFAULT_RULES, number, usual_doctor_alone=alone) == hours


@pytest.mark.parametrize(
    ("asked", "hours", "expected", "why"),
    [
        (paris(2026, 3, 2, 9), 4, paris(2026, 3, 2, 13), "a Monday morning"),
        (paris(2026, 3, 2, 16), 4, paris(2026, 3, 2, 20), "the closing hour is still open"),
        (paris(2026, 3, 2, 17), 4, paris(2026, 3, 3, 8), "the evening moves to the next morning"),
        (paris(2026, 3, 3, 1), 4, paris(2026, 3, 3, 8), "before opening waits for it"),
        (paris(2026, 3, 6, 19), 12, paris(2026, 3, 7, 8), "Friday night to Saturday"),
        (paris(2026, 3, 7, 9), 4, paris(2026, 3, 9, 8), "Saturday after noon to Monday"),
        (paris(2026, 3, 6, 10), 48, paris(2026, 3, 9, 8), "Sunday to Monday"),
        (paris(2026, 12, 23, 10), 48, paris(2026, 12, 26, 8), "Christmas on a Friday to Saturday"),
        (paris(2026, 5, 23, 11), 48, paris(2026, 5, 26, 8), "Whit Monday to Tuesday"),
        (paris(2026, 3, 28, 21), 12, paris(2026, 3, 30, 8), "the night when clocks go forward"),
        (paris(2026, 3, 27, 20), 60, paris(2026, 3, 30, 9), "60 clock hours span the hour that is lost"),
        (paris(2026, 10, 23, 20), 61, paris(2026, 10, 26, 8), "61 clock hours span the hour that is given back"),
        (paris(2026, 10, 23, 20), 62, paris(2026, 10, 26, 9), "and 62 end one civil hour earlier"),
    ],
)
def test_a_deadline_in_closed_hours_moves_to_the_next_opening(asked, hours, expected, why):
    assert answer_by(asked, hours, CALENDAR) == expected, why


def test_a_closure_of_the_cpts_is_a_closed_day():
    closed = Calendar.of(DEFAULT_RULES, frozenset({date(2026, 3, 3)}))
    assert answer_by(paris(2026, 3, 2, 17), 4, closed) == paris(2026, 3, 4, 8)


def test_the_reminder_comes_once_at_half_delay_and_not_at_night_when_it_can_wait():
    asked = paris(2026, 3, 2, 9)
    assert remind_at(asked, answer_by(asked, 48, CALENDAR), CALENDAR) == paris(2026, 3, 3, 9)
    asked = paris(2026, 3, 2, 15)
    assert remind_at(asked, paris(2026, 3, 3, 20), CALENDAR) == paris(2026, 3, 3, 8)
    asked = paris(2026, 3, 2, 17)
    assert remind_at(asked, paris(2026, 3, 3, 8), CALENDAR) == paris(2026, 3, 3, 0, 30)


instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


@given(instants, st.integers(1, 200))
def test_a_deadline_is_never_early_and_always_in_opening_hours(asked, hours):
    deadline = answer_by(asked, hours, CALENDAR)
    local = deadline.astimezone(PARIS)
    assert deadline - asked >= timedelta(hours=hours)
    assert deadline.tzinfo is UTC
    assert local.date() not in CALENDAR.closed
    minutes = local.hour * 60 + local.minute + (local.second + local.microsecond / 1e6) / 60
    assert local.weekday() != 6
    assert 8 * 60 <= minutes <= (12 if local.weekday() == 5 else 20) * 60
    assert asked < remind_at(asked, deadline, CALENDAR) < deadline


def test_the_nearest_ring_that_holds_somebody_is_searched_first():
    assert choose_ring(DEFAULT_RULES, [1, 2, 3, 4, 9]).km == 5
    assert choose_ring(DEFAULT_RULES, [6, 19]).km == 10
    assert choose_ring(DEFAULT_RULES, [12]).km == 20
    assert choose_ring(DEFAULT_RULES, [25]).eligible == 0


def test_a_silent_wave_is_followed_by_another_then_a_wider_ring_then_the_call_list():
    assert choose_ring(DEFAULT_RULES, [1, 2, 3, 4]).next == "wave"
    assert choose_ring(DEFAULT_RULES, [1, 2, 3, 9]).next == "wider_ring"
    assert choose_ring(DEFAULT_RULES, [1, 2, 3]).next == "call_list"
    assert choose_ring(DEFAULT_RULES, [1, 9, 19], asked_for=20).next == "call_list"
