"""One question: from the centre of each commune, who has a free slot or is on duty within a distance."""

# ruff: noqa: S608  (statements are put together from constants; every value is a bound parameter)
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row, TextClause, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.coverage.figures import Figure
from scheduling_svc.known.models import KnownCommune
from scheduling_svc.rules.half_days import Half, half_of
from scheduling_svc.slots.models import Slot
from scheduling_svc.slots.search import NOT_SHADOWED

# What is kept for the owner's own patients answers the need of his patients, not of a commune. A brigade
# answers that of the communes that it serves, however far it leaves from.
_WITHIN = f"""
with near as materialized (
    select c.code, p.professional_id, p.place_id, p.profession_code, p.label, p.commune_name,
        coalesce(c.code = any(b.communes), false) as comes,
        6371 * acos(least(1,
            sin(radians(c.lat)) * sin(radians(p.lat))
            + cos(radians(c.lat)) * cos(radians(p.lat)) * cos(radians(p.lon - c.lon)))) as km
    from known_commune c join known_place p on p.cpts_id = c.cpts_id
    left join team b on b.cpts_id = p.cpts_id and b.team_id = p.place_id and b.kind = 'brigade'
        and b.communes <> '{{}}'
    where (b.team_id is null or c.code = any(b.communes))
        and c.lat is not null and c.lon is not null and p.position is not null
        and (cast(:commune as text) is null or c.code = :commune)
        and (cast(:profession as text) is null or p.profession_code = :profession)),
open as materialized (
    select s.slot_id, s.professional_id, s.place_id, s.starts_at, s.ends_at, {half_of("s.starts_at")} as half
    from slot s
    where s.status = 'free' and s.starts_at >= :since and s.starts_at < :until and {NOT_SHADOWED}
        and least(s.cpts_from, s.pro_from, s.snp_from, s.public_from) <= :now),
duties as materialized (
    select d.professional_id, r.name, (d.on_day + r.from_time) at time zone :zone as starts_at,
        (d.on_day + r.to_time) at time zone :zone as ends_at
    from duty d join rota r on r.rota_id = d.rota_id
    where r.status = 'published' and d.on_day = :day and d.professional_id is not null)"""

_REACH = text(f"""
{_WITHIN},
offered as materialized (
    select professional_id, place_id, count(*) as free, bool_or(half = '{Half.MORNING}') as morning,
        bool_or(half = '{Half.AFTERNOON}') as afternoon
    from open group by professional_id, place_id),
on_duty as materialized (select distinct professional_id from duties)
select near.code, near.profession_code, count(distinct offered.professional_id) as professionals,
    count(distinct offered.professional_id) filter (where offered.morning)
        + count(distinct offered.professional_id) filter (where offered.afternoon) as half_days,
    coalesce(sum(offered.free), 0)::int as free,
    count(distinct on_duty.professional_id) filter (where near.km <= :within_km) as on_duty,
    round(min(near.km)::numeric, 1)::float as nearest_km
from near
left join offered on offered.professional_id = near.professional_id and offered.place_id = near.place_id
left join on_duty on on_duty.professional_id = near.professional_id
where near.km <= :within_km and (offered.professional_id is not null or on_duty.professional_id is not null)
    or near.comes and offered.professional_id is not null
group by near.code, near.profession_code
order by near.code, near.profession_code""")

# One row for each unit of the figure, `row_id` naming it, and how many free slots stand behind it.
_UNITS = {
    Figure.FREE: ("slot_id::text", "open", "half"),
    Figure.HALF_DAYS: ("professional_id || ' ' || half", "open", "half"),
    Figure.PROFESSIONALS: ("professional_id::text", "open", "null"),
    Figure.ON_DUTY: ("professional_id::text", "duties", "null"),
}


def _rows(figure: Figure) -> TextClause:
    unit, source, half = _UNITS[figure]
    is_duty = source == "duties"
    at_place = "" if is_duty else "and one.place_id = near.place_id"
    return text(f"""
{_WITHIN},
within as (
    select one.*, near.km, near.label, near.commune_name
    from near join {source} one on one.professional_id = near.professional_id {at_place}
    where near.km <= :within_km {"" if is_duty else "or near.comes"}),
units as (
    select {unit} as row_id, professional_id, (array_agg(label order by km, label))[1] as place_label,
        (array_agg(commune_name order by km, label))[1] as commune_name,
        round(min(km)::numeric, 1)::float as km, min(starts_at) as starts_at, max(ends_at) as ends_at,
        {"null" if half == "null" else f"min({half})"} as half, {0 if is_duty else "count(*)"} as free,
        {"array_agg(distinct name)" if is_duty else "'{}'::text[]"} as rotas
    from within group by 1, 2)
select units.*, who.display_name as professional_name
from units left join known_professional who on who.professional_id = units.professional_id
where cast(:after_at as timestamptz) is null or (starts_at, row_id) > (:after_at, :after_id)
order by starts_at, row_id limit :limit""")


_ROWS = {figure: _rows(figure) for figure in Figure}


@dataclass(frozen=True)
class Reached:
    """The day, as instants and as a civil day, how far, and of which commune and profession (None: all)."""

    day: date
    since: datetime
    until: datetime
    now: datetime
    within_km: int
    zone: str
    afternoon_from: time
    commune: str | None = None
    profession: str | None = None


async def communes(session: AsyncSession) -> Sequence[KnownCommune]:
    asked = select(KnownCommune).order_by(func.coalesce(KnownCommune.population, 0).desc(), KnownCommune.name)
    return (await session.scalars(asked)).all()


async def professions(session: AsyncSession, since: datetime) -> list[str]:
    """That have any slot to come."""
    asked = select(Slot.profession_code).where(Slot.starts_at >= since).distinct().order_by(Slot.profession_code)
    return list(await session.scalars(asked))


async def reach(session: AsyncSession, asked: Reached) -> Sequence[Row[Any]]:
    return (await session.execute(_REACH, vars(asked))).all()


async def rows_after(
    session: AsyncSession, asked: Reached, figure: Figure, after: tuple[datetime, str] | None, limit: int | None
) -> Sequence[Row[Any]]:
    """As many as the figure says."""
    after_at, after_id = after or (None, None)
    values = vars(asked) | {"after_at": after_at, "after_id": after_id, "limit": limit}
    return (await session.execute(_ROWS[figure], values)).all()
