"""The worker's daily look: the coordination is written to about half-days that have newly fallen short (F060)."""

from __future__ import annotations

from datetime import time
from uuid import UUID

from carekit import outbox
from carekit.clock import Clock, local_date
from carekit.db import Database
from scheduling_svc.home_visits import repository
from scheduling_svc.home_visits.events import SUBSCRIPTIONS, HomeVisitsShort, ShortHalfDay
from scheduling_svc.home_visits.usecases import WARNED_DAYS, half_days
from scheduling_svc.slots.repository import zone_of

#: Nobody is written to at night; by then those who open hours in the evening have done so.
FROM = time(8)


async def warn_of_short(database: Database, cpts_id: UUID, clock: Clock) -> int:
    """Once a day; returns how many half-days were told."""
    now = clock.now()
    async with database.begin(cpts_id) as session:
        threshold, zone = await repository.threshold_in_force(session), await zone_of(session, cpts_id)
        today = local_date(now, zone)
        if threshold is None or not threshold.least or now.astimezone(zone).time() < FROM:
            return 0
        if await repository.warned_on(session, today):
            return 0
        coming = await half_days(session, zone, now, WARNED_DAYS, threshold.least)
        short = {(one.day, one.half): one.offered.slots for one in coming if one.is_short}
        news = await repository.newly_short(session, cpts_id, short, today)
        if not news:
            return 0
        told = [
            ShortHalfDay(day=day, half=half, slots=short[day, half]) for day, half in short if (day, half) in news
        ]
        fact = HomeVisitsShort(cpts_id=cpts_id, least=threshold.least, half_days=told)
        # One a day: the day is the version.
        await outbox.record(session, fact, to=SUBSCRIPTIONS, version=today.toordinal(), cpts_id=cpts_id, at=now)
        return len(news)
