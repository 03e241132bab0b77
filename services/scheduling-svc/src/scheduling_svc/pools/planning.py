"""The days and hours of a replacement, from what a practice says of its weeks. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduling_svc.openings.civil import instant
from scheduling_svc.pools.errors import HoursPast, NoDayToCover, TooManyDays

#: A month and a day; whoever is away for longer publishes again.
MOST_DAYS = 31


@dataclass(frozen=True)
class WeekHours:
    """The same hours on these ISO weekdays."""

    weekdays: frozenset[int]
    from_time: time
    to_time: time


@dataclass(frozen=True, order=True)
class DayHours:
    starts_at: datetime
    ends_at: datetime
    day: date
    from_time: time
    to_time: time


def days_between(first: date, last: date, hours: Iterable[WeekHours]) -> list[date]:
    """Those on which there is something to cover. At most a year is looked at."""
    weekdays = frozenset().union(*(one.weekdays for one in hours))
    span = min((last - first).days, 366)
    days = (first + timedelta(days=count) for count in range(span + 1))
    return [day for day in days if day.isoweekday() in weekdays]


def hours_to_cover(
    days: Collection[date], hours: Iterable[WeekHours], zone: ZoneInfo, now: datetime
) -> list[DayHours]:
    """By start. All lie ahead, or none is sought."""
    if not days:
        raise NoDayToCover
    if len(days) > MOST_DAYS:
        raise TooManyDays(f"A replacement has at most {MOST_DAYS} days", most=MOST_DAYS)
    found = sorted(
        DayHours(
            instant(day, one.from_time, zone), instant(day, one.to_time, zone), day, one.from_time, one.to_time
        )
        for one in hours
        for day in days
        if day.isoweekday() in one.weekdays
    )  # fmt: skip
    if found[0].starts_at <= now:
        raise HoursPast(day=found[0].day.isoformat())
    return found


def month_of(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From its first instant to the first of the next."""
    first = day.replace(day=1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return instant(first, time(), zone), instant(after, time(), zone)
