"""The days of a rota, and the instants of a duty. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from scheduling_svc.rota.models import RotaKind

SATURDAY = 6


def days_of(
    kind: RotaKind,
    starts_on: date,
    ends_on: date,
    weekdays: Collection[int],
    closed_on: Collection[date],
    holidays: Collection[date],
) -> list[date]:
    """From the first day to the last, both included. A Saturday that is a public holiday is a holiday's duty."""
    every = (starts_on + timedelta(days=n) for n in range((ends_on - starts_on).days + 1))
    return [day for day in every if day not in closed_on and _falls(kind, day, weekdays, day in holidays)]


def _falls(kind: RotaKind, day: date, weekdays: Collection[int], is_holiday: bool) -> bool:
    match kind:
        case RotaKind.SATURDAY:
            return day.isoweekday() == SATURDAY and not is_holiday
        case RotaKind.PUBLIC_HOLIDAY:
            return is_holiday
        case RotaKind.HOUSE:
            return day.isoweekday() in weekdays
