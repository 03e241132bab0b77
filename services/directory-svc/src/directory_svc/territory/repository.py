"""Questions to the territory, as SQL."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import PARIS, local_date
from directory_svc.territory.models import Commune, Cpts, CptsClosure, CptsCommune, TerritoryChange


async def cpts_of(session: AsyncSession, cpts_id: UUID, *, for_update: bool = False) -> Cpts | None:
    return await session.get(Cpts, cpts_id, with_for_update=for_update)


async def today_of(session: AsyncSession, cpts_id: UUID | None, at: datetime) -> date:
    """The civil date where the CPTS lives; in Paris for who works for none."""
    name = await session.scalar(select(Cpts.time_zone).where(Cpts.id == cpts_id))
    return local_date(at, ZoneInfo(name) if name else PARIS)


async def every_cpts(session: AsyncSession) -> list[UUID]:
    """All of them, always in the same order: whoever locks several does it in this order."""
    return list((await session.execute(select(Cpts.id).order_by(Cpts.id))).scalars())


async def cpts_by_name(session: AsyncSession) -> list[Cpts]:
    return list((await session.execute(select(Cpts).order_by(Cpts.name, Cpts.id))).scalars())


async def unknown_communes(session: AsyncSession, codes: list[str]) -> list[str]:
    known = set((await session.execute(select(Commune.code).where(Commune.code.in_(codes)))).scalars())
    return sorted(set(codes) - known)


async def drawn(session: AsyncSession) -> set[str]:
    """Codes of the communes of the CPTS the transaction is walled into."""
    return set((await session.execute(select(CptsCommune.commune_code))).scalars())


async def territory_changes(session: AsyncSession, limit: int) -> list[TerritoryChange]:
    query = select(TerritoryChange).order_by(TerritoryChange.id.desc()).limit(limit)
    return list((await session.execute(query)).scalars())


async def names_of(session: AsyncSession, codes: set[str]) -> dict[str, str]:
    found = await session.execute(select(Commune.code, Commune.name).where(Commune.code.in_(codes)))
    return {row.code: row.name for row in found}


async def draw_territory(session: AsyncSession, cpts_id: UUID, codes: list[str]) -> None:
    await session.execute(delete(CptsCommune).where(CptsCommune.cpts_id == cpts_id))
    await session.execute(
        insert(CptsCommune), [{"cpts_id": cpts_id, "commune_code": code} for code in sorted(set(codes))]
    )


async def communes_of_territory(session: AsyncSession) -> list[Any]:
    """Communes of the CPTS the transaction is walled into, with the communes that touch them."""
    found = await session.execute(
        text(
            """
            select c.code, c.name, c.department, c.population, c.lat, c.lon, c.postal_codes,
                   coalesce(o.neighbours, '{}') as neighbours
            from cpts_commune t
            join commune c on c.code = t.commune_code
            left join commune_outline o on o.code = c.code
            order by c.code
            """
        )
    )
    return list(found)


async def outlines(session: AsyncSession) -> list[Any]:
    """Outlines of the territory and of the communes that touch it."""
    found = await session.execute(
        text(
            """
            with own as (select commune_code as code from cpts_commune),
            shown as (
                select code, true as in_territory from own
                union all
                select distinct n.code, false
                from own join commune_outline o using (code), unnest(o.neighbours) n (code)
                where n.code not in (select code from own)
            )
            select s.code, coalesce(c.name, s.code) as name, coalesce(c.population, 0) as population,
                   s.in_territory, o.geometry
            from shown s join commune_outline o on o.code = s.code left join commune c on c.code = s.code
            order by s.code
            """
        )
    )
    return list(found)


async def closures(session: AsyncSession, since: date) -> list[CptsClosure]:
    query = select(CptsClosure).where(CptsClosure.ends_on >= since).order_by(CptsClosure.starts_on, CptsClosure.id)
    return list((await session.execute(query)).scalars())


async def closure(session: AsyncSession, closure_id: UUID) -> CptsClosure | None:
    return (await session.execute(select(CptsClosure).where(CptsClosure.id == closure_id))).scalar_one_or_none()


async def count_members(session: AsyncSession) -> int:
    return int((await session.execute(text("select count(*) from membership where left_on is null"))).scalar_one())


async def communes_named(
    session: AsyncSession, key: str | None, code: str | None, own: bool, after: tuple[str, str] | None, limit: int
) -> list[Any]:
    """Communes whose name, or a word of it, or a postal code, begins with `key`, or of this code; by name."""
    found = await session.execute(
        text(
            """
            select c.code, c.name, c.department, c.population, c.lat, c.lon, c.postal_codes, c.name_key
            from commune c
            where (cast(:key as text) is null
                   or (c.name_key >= :key and c.name_key < :beyond)
                   or c.name_key like '% ' || :key || '%'
                   or exists (select 1 from unnest(c.postal_codes) p (code) where starts_with(p.code, :key)))
              and (cast(:insee as text) is null or c.code = :insee)
              and (not :own or c.code in (select commune_code from cpts_commune))
              and (cast(:after_name as text) is null or (c.name_key, c.code) > (:after_name, :after_code))
            order by c.name_key, c.code
            limit :limit
            """
        ),
        {
            "key": key,
            "beyond": (key or "") + "\U0010ffff",
            "insee": code,
            "own": own,
            "limit": limit,
            "after_name": after[0] if after else None,
            "after_code": after[1] if after else None,
        },
    )
    return list(found)
