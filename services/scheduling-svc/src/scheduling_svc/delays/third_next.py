"""The delay of an agenda: calendar days from today to its third free slot. Pure: no clock, no database.

The third rather than the first, because one that was just cancelled says nothing of how long people wait. Slots
kept for unscheduled care or for their own day are left out (`repository.py`), and so are the days of an absence of
more than three days (rules of the profession, section 7).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: An absence of more days than this is left out of the delay.
SHORT_ABSENCE_DAYS = 3
#: Every agenda is measured on this ISO weekday from this civil time on, so that weeks and CPTS can be compared.
SAMPLED_WEEKDAY, SAMPLED_AT = 1, time(8)

#: First and last day, both included.
Absence = tuple[date, date]


def days_until(third_at: datetime, now: datetime, zone: ZoneInfo, absences: Sequence[Absence]) -> int:
    """Weekends and holidays count, days of a long absence do not; 0 is today."""
    today, day = now.astimezone(zone).date(), third_at.astimezone(zone).date()
    long = [(first, last) for first, last in absences if (last - first).days >= SHORT_ABSENCE_DAYS]
    waited = (today + timedelta(days=n) for n in range(1, (day - today).days + 1))
    return sum(not any(first <= day <= last for first, last in long) for day in waited)


def sample_due(now: datetime, zone: ZoneInfo) -> date | None:
    """The Monday whose sample is to be taken at `now`; None on other days and before the hour. A sample of another
    day would compare with nothing, so a week whose Monday is missed stays empty."""
    civil = now.astimezone(zone)
    if civil.isoweekday() != SAMPLED_WEEKDAY or civil.time() < SAMPLED_AT:
        return None
    return civil.date()
