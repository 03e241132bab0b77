"""When the practices of a CPTS are closed: Sundays, holidays of its departments, and its own closures."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.known.models import KnownClosure, KnownCommune, KnownCpts
from referral_svc.matching.rules import RuleSet
from referral_svc.matching.waves import Calendar

#: Departments that have holidays of their own, as the library names them.
_OWN_HOLIDAYS = {
    "57": "57", "67": "6AE", "68": "6AE", "971": "971", "972": "972", "973": "973", "974": "974", "976": "976",
}  # fmt: skip


async def calendar_of(session: AsyncSession, cpts: KnownCpts, rules: RuleSet, at: datetime) -> Calendar:
    """From the day of `at` to the end of the following year."""
    departments = await session.scalars(
        select(KnownCommune.department).distinct().where(KnownCommune.cpts_id == cpts.cpts_id)
    )
    closures = await session.execute(
        select(KnownClosure.starts_on, KnownClosure.ends_on).where(
            KnownClosure.cpts_id == cpts.cpts_id, KnownClosure.ends_on >= at.date() - timedelta(days=1)
        )
    )
    closed = set(_public_holidays(frozenset(departments), at.year))
    for starts_on, ends_on in closures:
        closed.update(_days(starts_on, min(ends_on, starts_on + timedelta(days=366))))
    return Calendar.of(rules, frozenset(closed), ZoneInfo(cpts.time_zone))


@lru_cache(maxsize=64)
def _public_holidays(departments: frozenset[str], year: int) -> frozenset[date]:
    """A day that is a holiday in one department of the CPTS is closed for all of it."""
    found = set(holidays.country_holidays("FR", years=(year, year + 1)))
    for department in departments & _OWN_HOLIDAYS.keys():
        found.update(holidays.country_holidays("FR", subdiv=_OWN_HOLIDAYS[department], years=(year, year + 1)))
    return frozenset(found)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
