"""Questions about home visits that doctors offer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, delete, select, text, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.home_visits.halves import Offered
from scheduling_svc.home_visits.models import HomeVisitThreshold, HomeVisitWarning
from scheduling_svc.rules.half_days import Half, half_of
from scheduling_svc.slots.search import NOT_SHADOWED

DOCTOR = "10"

# Of the territory: somebody beyond the owner's own patients sees it before it begins. Free, it is to be had: nothing
# else that he opened takes the same hour; taken, it is by a visit and not by somebody who comes to the practice.
_OFFERED = f"""from slot s where s.profession_code = :profession and 'HH' = any(s.modalities)
    and least(s.cpts_from, s.pro_from, s.snp_from, s.public_from) <= s.starts_at
    and s.starts_at >= :since and s.starts_at < :until
    and case when s.status = 'free' then {NOT_SHADOWED} else exists (
        select from appointment a
        where a.professional_id = s.professional_id and a.modality = 'HH'
          and a.status in ('held', 'booked', 'arrived', 'fulfilled', 'no_show')
          and a.starts_at > s.starts_at - interval '8 hours' and a.starts_at < s.ends_at
          and a.ends_at > s.starts_at) end"""
_COUNTED = text(f"""
    select (s.starts_at at time zone :zone)::date as day, {half_of("s.starts_at")} as half,
        count(*)::int as slots, (count(*) filter (where s.status = 'free'))::int as free,
        count(distinct s.professional_id)::int as doctors
    {_OFFERED} group by 1, 2""")
_ROWS = text(f"""
    select s.slot_id, s.starts_at, s.ends_at, s.status, who.display_name as professional_name, place.commune_name
    from (select * {_OFFERED}) s
    left join known_professional who on who.cpts_id = s.cpts_id and who.professional_id = s.professional_id
    left join known_place place on place.cpts_id = s.cpts_id and place.professional_id = s.professional_id
        and place.place_id = s.place_id
    where (not cast(:free as boolean) or s.status = 'free')
      and (cast(:after as timestamptz) is null or (s.starts_at, s.slot_id) > (:after, cast(:after_id as uuid)))
    order by s.starts_at, s.slot_id limit cast(:limit as int)""")  # noqa: S608  (every value is a bound parameter)


async def threshold_in_force(session: AsyncSession) -> HomeVisitThreshold | None:
    latest = select(HomeVisitThreshold).order_by(HomeVisitThreshold.version.desc()).limit(1)
    return (await session.scalars(latest)).first()


async def offered(
    session: AsyncSession, since: datetime, until: datetime, zone: ZoneInfo, afternoon_from: time
) -> dict[tuple[date, Half], Offered]:
    values = {
        "profession": DOCTOR, "since": since, "until": until, "zone": zone.key, "afternoon_from": afternoon_from,
    }  # fmt: skip
    rows = await session.execute(_COUNTED, values)
    return {(row.day, Half(row.half)): Offered(row.slots, row.free, row.doctors) for row in rows}


async def slots_between(
    session: AsyncSession,
    since: datetime,
    until: datetime,
    after: tuple[datetime, UUID] | None,
    limit: int | None,
    *,
    free: bool,
) -> Sequence[Row[Any]]:
    starts_at, slot_id = after or (None, None)
    values = {
        "profession": DOCTOR, "since": since, "until": until, "free": free, "after": starts_at, "after_id": slot_id,
        "limit": limit,
    }  # fmt: skip
    return (await session.execute(_ROWS, values)).all()


async def warned_on(session: AsyncSession, day: date) -> bool:
    return bool(await session.scalar(select(HomeVisitWarning.day).where(HomeVisitWarning.told_on == day).limit(1)))


async def newly_short(
    session: AsyncSession, cpts_id: UUID, short: Collection[tuple[date, str]], today: date
) -> set[tuple[date, str]]:
    """Those of the short half-days that nobody was told of; what has visits again is forgotten, so that it is news
    when it falls short again."""
    key = tuple_(HomeVisitWarning.day, HomeVisitWarning.half)
    await session.execute(delete(HomeVisitWarning).where(key.not_in(list(short))))
    if not short:
        return set()
    told = await session.execute(
        insert(HomeVisitWarning)
        .values([{"cpts_id": cpts_id, "day": day, "half": half, "told_on": today} for day, half in short])
        .on_conflict_do_nothing()
        .returning(HomeVisitWarning.day, HomeVisitWarning.half)
    )
    return {(row.day, row.half) for row in told}
