"""When the practices of a CPTS are closed: Sundays, holidays of its departments, and its own closures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import holidays

LONGEST_CLOSURE = 366

#: Departments that have holidays of their own, as the library names them.
_OWN_HOLIDAYS = {
    "57": "57", "67": "6AE", "68": "6AE", "971": "971", "972": "972", "973": "973", "974": "974", "976": "976",
}  # fmt: skip


def closed_days(departments: Iterable[str], closures: Iterable[tuple[date, date]], year: int) -> frozenset[date]:
    """Civil dates of that year, the one before and the next on which nobody is expected to answer: deadlines look
    ahead, silences look back."""
    closed = set(_public_holidays(frozenset(departments), year))
    for starts_on, ends_on in closures:
        closed.update(_days(starts_on, min(ends_on, starts_on + timedelta(days=LONGEST_CLOSURE))))
    return frozenset(closed)


@lru_cache(maxsize=64)
def _public_holidays(departments: frozenset[str], year: int) -> frozenset[date]:
    """A day that is a holiday in one department of the CPTS is closed for all of it."""
    years = (year - 1, year, year + 1)
    found = set(holidays.country_holidays("FR", years=years))
    for department in departments & _OWN_HOLIDAYS.keys():
        found.update(holidays.country_holidays("FR", subdiv=_OWN_HOLIDAYS[department], years=years))
    return frozenset(found)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
