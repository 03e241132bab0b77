"""One question: from the centre of each commune, who has a free slot or is on duty within a distance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.known.models import KnownCommune
from scheduling_svc.slots.models import Slot
from scheduling_svc.slots.search import NOT_SHADOWED

# What is kept for the owner's own patients answers the need of his patients, not of a commune.
_REACH = text(
    f"""
with near as materialized (
    select c.code, p.professional_id, p.place_id, p.profession_code, 6371 * acos(least(1,
        sin(radians(c.lat)) * sin(radians(p.lat))
        + cos(radians(c.lat)) * cos(radians(p.lat)) * cos(radians(p.lon - c.lon)))) as km
    from known_commune c join known_place p on p.cpts_id = c.cpts_id
    where c.lat is not null and c.lon is not null and p.position is not null),
open as materialized (
    select s.professional_id, s.place_id, count(*) as free, count(distinct (s.starts_at at time zone :zone)::time
        < cast(:afternoon_from as time)) as half_days
    from slot s
    where s.status = 'free' and s.starts_at >= :since and s.starts_at < :until and {NOT_SHADOWED}
        and least(s.cpts_from, s.pro_from, s.snp_from, s.public_from) <= :now
    group by s.professional_id, s.place_id),
duties as materialized (
    select distinct d.professional_id from duty d join rota r on r.rota_id = d.rota_id
    where r.status = 'published' and d.on_day = :day and d.professional_id is not null)
select near.code, near.profession_code, count(distinct open.professional_id) as professionals,
    coalesce(sum(open.half_days), 0)::int as half_days, coalesce(sum(open.free), 0)::int as free,
    count(distinct duties.professional_id) as on_duty, round(min(near.km)::numeric, 1)::float as nearest_km
from near
left join open on open.professional_id = near.professional_id and open.place_id = near.place_id
left join duties on duties.professional_id = near.professional_id
where near.km <= :within_km and (open.professional_id is not null or duties.professional_id is not null)
group by near.code, near.profession_code
order by near.code, near.profession_code
"""  # noqa: S608  (put together from constants; every value is a bound parameter)
)


async def communes(session: AsyncSession) -> Sequence[KnownCommune]:
    asked = select(KnownCommune).order_by(func.coalesce(KnownCommune.population, 0).desc(), KnownCommune.name)
    return (await session.scalars(asked)).all()


async def professions(session: AsyncSession, since: datetime) -> list[str]:
    """That have any slot to come."""
    asked = select(Slot.profession_code).where(Slot.starts_at >= since).distinct().order_by(Slot.profession_code)
    return list(await session.scalars(asked))


async def reach(
    session: AsyncSession, *, day: date, since: datetime, until: datetime, now: datetime, within_km: int, zone: str,
    afternoon_from: time,
) -> Sequence[Row[Any]]:  # fmt: skip
    asked = {
        "day": day, "since": since, "until": until, "now": now, "within_km": within_km, "zone": zone,
        "afternoon_from": afternoon_from,
    }  # fmt: skip
    return (await session.execute(_REACH, asked)).all()
