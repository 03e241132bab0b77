"""Work that waits, by key; the application knows the words and joins the services' lists."""

from __future__ import annotations

from sqlalchemy import text

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from scheduling_svc.appointments.schemas import Worklist
from scheduling_svc.slots.policies import OVERSEERS, OWNERS

# Appointments that are over and whose outcome nobody said; and those the practice cancelled ahead of time for a
# referral that has no other appointment since.
_WAITING = text(
    """
    select 'outcome_missing' as key, count(*) as waiting, min(ends_at) as oldest_at from appointment
    where status in ('booked', 'arrived') and ends_at < :now
      and (cast(:owner as uuid) is null or professional_id = cast(:owner as uuid))
    union all
    select 'to_rebook', count(*), min(cancelled_at) from appointment gone
    where status = 'cancelled_by_practice' and starts_at > :now and referral_id is not null
      and (cast(:owner as uuid) is null or professional_id = cast(:owner as uuid))
      and not exists (select from appointment other where other.cpts_id = gone.cpts_id
        and other.referral_id = gone.referral_id and other.booked_at >= gone.cancelled_at
        and other.status in ('booked', 'arrived', 'fulfilled'))
    """
)
HREFS = {"outcome_missing": "/snp/mes-plages", "to_rebook": "/snp"}


async def worklists(unit: Unit, caller: Caller, clock: Clock) -> list[Worklist]:
    """Of one's own agenda, or of the whole CPTS for who oversees it; roles without agenda have none."""
    if not caller.has(*OVERSEERS, *OWNERS):
        return []
    owner = None if caller.has(*OVERSEERS) else caller.professional_id
    if owner is None and not caller.has(*OVERSEERS):
        return []
    async with unit.begin() as session:
        rows = (await session.execute(_WAITING, {"now": clock.now(), "owner": owner})).all()
    return [
        Worklist(key=row.key, count=row.waiting, href=HREFS[row.key], oldest_at=row.oldest_at)
        for row in rows
        if row.waiting
    ]
