"""A practice says which days it wants covered: what they come to, then published as one replacement."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.idempotency import Once
from carekit.identifiers import new_id
from carekit.public_holidays import public_holidays
from scheduling_svc.appointments.trace import trace
from scheduling_svc.openings.errors import PlaceUnknown, ProfessionalUnknown
from scheduling_svc.pools import repository
from scheduling_svc.pools.models import Cover, CoverStatus
from scheduling_svc.pools.places import place_of
from scheduling_svc.pools.planning import DayHours, days_between, hours_to_cover
from scheduling_svc.pools.policies import may_decide_for
from scheduling_svc.pools.replacements import shown
from scheduling_svc.pools.schemas import DaysFound, DaysToCover, PublishReplacement, ReplacementOut
from scheduling_svc.pools.telling import tell_published
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.repository import department_here, zone_of


async def try_replacement(unit: Unit, caller: Caller, clock: Clock, wanted: DaysToCover) -> DaysFound:
    may_decide_for(caller, wanted.professional_id)
    async with unit.begin() as session:
        hours, left_out = await _hours(session, caller, wanted, clock.now())
        staying = [
            await repository.appointments_between(session, wanted.professional_id, one.starts_at, one.ends_at)
            for one in hours
        ]
    return DaysFound(
        days=sorted({one.day for one in hours}), public_holidays=left_out, appointments_staying=sum(staying)
    )


async def publish_replacement(
    unit: Unit, caller: Caller, clock: Clock, once: Once, wanted: PublishReplacement
) -> ReplacementOut:
    may_decide_for(caller, wanted.professional_id)
    now = clock.now()
    async with unit.begin() as session:
        await idempotency.claim(session, once, now)
        titular = await repository.professional(session, caller.cpts, wanted.professional_id)
        if titular is None:
            raise ProfessionalUnknown
        place = await place_of(session, caller.cpts, wanted.professional_id, wanted.place_id)
        if place is None:
            raise PlaceUnknown
        hours, _ = await _hours(session, caller, wanted, now)
        replacement_id = new_id()
        covers = [
            Cover(
                cpts_id=caller.cpts, cover_id=new_id(), professional_id=titular.professional_id,
                replacement_id=replacement_id, profession_code=titular.profession_code, place_id=place.place_id,
                commune_code=place.commune_code, day=one.day, from_time=one.from_time, to_time=one.to_time,
                slot_minutes=wanted.slot_minutes, has_line=True, modalities=sorted(set(wanted.modalities)),
                audience=sorted(set(wanted.audience)), is_parallel=wanted.is_parallel, starts_at=one.starts_at,
                ends_at=one.ends_at, status=CoverStatus.OPEN.value, published_by=account_of(caller),
                published_at=now, version=1,
            )
            for one in hours
        ]  # fmt: skip
        session.add_all(covers)
        for cover in covers:
            trace(session, caller, cover.professional_id, cover.cover_id, "cover_published", now)
        await session.flush()
        await tell_published(session, covers, place, now)
        return await idempotency.keep(session, once, await shown(session, caller, replacement_id, now))


async def _hours(
    session: AsyncSession, caller: Caller, wanted: DaysToCover, now: datetime
) -> tuple[list[DayHours], list[date]]:
    """And the public holidays that are left out."""
    weeks = [one.hours() for one in wanted.hours]
    days = days_between(wanted.from_day, wanted.to_day, weeks)
    kept, left_out = days, list[date]()
    if not wanted.with_public_holidays:
        holidays = public_holidays({day.year for day in days}, await department_here(session))
        kept = [day for day in days if day not in holidays]
        left_out = [day for day in days if day in holidays]
    return hours_to_cover(kept, weeks, await zone_of(session, caller.cpts), now), left_out
