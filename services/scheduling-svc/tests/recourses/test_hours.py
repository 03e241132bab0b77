"""When a recourse answers: nights of the clock change, public holidays, Saturday noon, days of its own calendar."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from carekit.public_holidays import public_holidays
from scheduling_svc.known.facts import RecourseDescribed
from scheduling_svc.recourses.hours import answering

PARIS = ZoneInfo("Europe/Paris")
HOLIDAYS = public_holidays((2026, 2027), None)
ALWAYS = [{"weekday": day, "from_time": "00:00", "to_time": "24:00"} for day in range(1, 8)]


def at(civil: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(civil).replace(tzinfo=PARIS, fold=fold).astimezone(UTC)


def opening(**said: Any) -> RecourseDescribed:
    return RecourseDescribed.model_validate(
        {"recourse_id": UUID(int=1), "kind": "snp_centre", "name": "Centre", "rank": 1, **said}
    )


def span(weekday: int, from_time: str, to_time: str) -> dict[str, Any]:
    return {"weekday": weekday, "from_time": from_time, "to_time": to_time}


SATURDAY = opening(hours=[span(6, "08:00", "12:00")])


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ("2026-11-28T07:59", False),
        ("2026-11-28T08:00", True),
        ("2026-11-28T11:59", True),
        ("2026-11-28T12:00", False),
    ],
)
def test_saturday_ends_at_noon_where_the_permanence_of_care_begins(now: str, is_open: bool) -> None:
    assert answering(SATURDAY, at(now), PARIS, HOLIDAYS).is_open is is_open


def test_a_public_holiday_is_no_weekday() -> None:
    """Friday 25 December 2026."""
    friday = opening(hours=[span(5, "08:00", "20:00")])
    shut = answering(friday, at("2026-12-25T10:00"), PARIS, HOLIDAYS)
    assert (shut.is_open, shut.again) == (False, None)  # the next Friday is 1 January
    on_holidays = opening(
        hours=[span(5, "08:00", "20:00")], holiday_hours=[{"from_time": "09:00", "to_time": "12:00"}]
    )
    assert answering(on_holidays, at("2026-12-25T10:00"), PARIS, HOLIDAYS).until == at("2026-12-25T12:00")
    assert answering(on_holidays, at("2026-12-25T13:00"), PARIS, HOLIDAYS).again == at("2027-01-01T09:00")


def test_a_day_of_its_calendar_comes_before_the_holiday_and_the_weekday() -> None:
    on = date(2026, 12, 25)
    closed = opening(
        hours=ALWAYS, holiday_hours=[{"from_time": "00:00", "to_time": "24:00"}], dated_hours=[{"on": on}]
    )
    assert not answering(closed, at("2026-12-25T10:00"), PARIS, HOLIDAYS).is_open
    longer = opening(dated_hours=[{"on": on, "from_time": "14:00", "to_time": "18:00"}])
    assert answering(longer, at("2026-12-25T10:00"), PARIS, HOLIDAYS).again == at("2026-12-25T14:00")


def test_a_night_said_in_two_spans_is_one() -> None:
    night = opening(hours=[span(1, "20:00", "24:00"), span(2, "00:00", "08:00")])
    assert answering(night, at("2026-11-23T22:00"), PARIS, HOLIDAYS).until == at("2026-11-24T08:00")
    assert answering(night, at("2026-11-24T03:00"), PARIS, HOLIDAYS).until == at("2026-11-24T08:00")


def test_who_never_stops_has_no_end() -> None:
    always = answering(opening(hours=ALWAYS), at("2026-11-23T22:00"), PARIS, HOLIDAYS)
    assert (always.is_open, always.until) == (True, None)


def test_who_said_no_hours_is_shut() -> None:
    assert answering(opening(), at("2026-11-23T10:00"), PARIS, HOLIDAYS).again is None


@pytest.mark.parametrize("night", ["2027-03-28", "2026-10-25"])
def test_hours_hold_on_the_days_of_the_clock_change(night: str) -> None:
    """Sunday 8 to 12 is 8 to 12 on the clock of the wall, though 23 or 25 hours lie behind midnight."""
    sunday = opening(hours=[span(7, "08:00", "12:00")])
    assert answering(sunday, at(f"{night}T00:30"), PARIS, HOLIDAYS).again == at(f"{night}T08:00")
    assert answering(sunday, at(f"{night}T11:59"), PARIS, HOLIDAYS).until == at(f"{night}T12:00")


def test_the_hour_that_spring_skips_and_the_one_that_autumn_has_twice() -> None:
    skipped = opening(hours=[span(7, "02:30", "04:00")])
    assert answering(skipped, at("2027-03-28T01:59"), PARIS, HOLIDAYS).again == at("2027-03-28T03:00")
    twice = opening(hours=[span(7, "01:00", "02:30")])
    assert answering(twice, at("2026-10-25T02:15"), PARIS, HOLIDAYS).is_open
    assert not answering(twice, at("2026-10-25T02:15", fold=1), PARIS, HOLIDAYS).is_open
