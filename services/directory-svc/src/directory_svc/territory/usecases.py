"""What people do with a CPTS and its territory."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit, constraint_of
from carekit.etag import check_version
from carekit.idempotency import Once
from carekit.identifiers import new_id
from carekit.pages import decode_cursor, encode_cursor
from directory_svc import policies
from directory_svc.descriptions import announce
from directory_svc.search.names import name_key
from directory_svc.territory import repository
from directory_svc.territory.errors import ClosureUnknown, CommuneUnknown, CptsKnown, CptsUnknown
from directory_svc.territory.models import Cpts, CptsClosure, TerritoryChange
from directory_svc.territory.schemas import (
    AnnounceClosure,
    ClosureOut,
    CommuneFilters,
    CommuneOut,
    CommunesOut,
    CptsFoundedOut,
    CptsListedOut,
    CptsListOut,
    CptsOut,
    FoundCpts,
    OutlineFeature,
    OutlineProperties,
    OutlinesOut,
    RedrawTerritory,
    StateCoordination,
    TerritoryChangeOut,
    TerritoryOut,
)

_COMMUNES = "communes"
_CHANGES_SHOWN = 50


async def current_cpts(unit: Unit, caller: Caller, clock: Clock) -> CptsOut:
    async with unit.begin() as session:
        cpts = await _present(session, caller.cpts)
        communes = await repository.communes_of_territory(session)
        closures = await repository.closures(session, since=await repository.today_of(session, cpts.id, clock.now()))
        members = await repository.count_members(session)
    return CptsOut(
        cpts_id=cpts.id,
        name=cpts.name,
        finess=cpts.finess,
        time_zone=cpts.time_zone,
        communes=[_commune_out(row) for row in communes],
        population=sum(row.population for row in communes),
        departments=sorted({row.department for row in communes}),
        neighbours={row.code: row.neighbours for row in communes},
        closures=[closure_out(row) for row in closures],
        members=members,
        coordination_phone=cpts.coordination_phone,
        version=cpts.version,
    )


async def current_outlines(unit: Unit, caller: Caller) -> OutlinesOut:
    async with unit.begin() as session:
        await _present(session, caller.cpts)
        rows = await repository.outlines(session)
    features = [
        OutlineFeature(
            type="Feature",
            properties=OutlineProperties(
                code=row.code, name=row.name, population=row.population, in_territory=row.in_territory
            ),
            geometry=row.geometry,
        )
        for row in rows
    ]
    return OutlinesOut(type="FeatureCollection", features=features)


async def communes(unit: Unit, caller: Caller, filters: CommuneFilters) -> CommunesOut:
    after: tuple[str, str] | None = None
    if filters.cursor:
        name, code = decode_cursor(_COMMUNES, filters.cursor, (str, str))
        after = (name, code)
    if filters.own_territory:
        _ = caller.cpts
    key = name_key(filters.name) if filters.name else None
    async with unit.begin() as session:
        rows = await repository.communes_named(
            session, key or None, filters.code, filters.own_territory, after, filters.limit + 1
        )
    page = rows[: filters.limit]
    more = len(rows) > filters.limit
    return CommunesOut(
        items=[_commune_out(row) for row in page],
        next=encode_cursor(_COMMUNES, page[-1].name_key, page[-1].code) if more else None,
    )


async def every_cpts(unit: Unit, caller: Caller) -> CptsListOut:
    caller.require(*policies.FOUNDERS)
    async with unit.begin() as session:
        rows = await repository.cpts_by_name(session)
    return CptsListOut(
        items=[
            CptsListedOut(
                cpts_id=cpts.id,
                name=cpts.name,
                finess=cpts.finess,
                time_zone=cpts.time_zone,
                founded_at=cpts.founded_at,
                coordination_phone=cpts.coordination_phone,
                version=cpts.version,
            )
            for cpts in rows
        ]
    )


async def territory(unit: Unit, caller: Caller, cpts_id: UUID) -> TerritoryOut:
    caller.require(*policies.FOUNDERS)
    async with unit.database.begin(cpts_id) as session:
        cpts = await _present(session, cpts_id)
        communes = await repository.communes_of_territory(session)
        members = await repository.count_members(session)
        changes = await repository.territory_changes(session, _CHANGES_SHOWN)
        names = await repository.names_of(session, {code for c in changes for code in (*c.added, *c.removed)})
    return TerritoryOut(
        cpts_id=cpts.id,
        communes=[_commune_out(row) for row in communes],
        population=sum(row.population for row in communes),
        members=members,
        changes=[
            TerritoryChangeOut(
                changed_at=change.changed_at,
                author_name=change.author_name,
                added=[names.get(code, code) for code in change.added],
                removed=[names.get(code, code) for code in change.removed],
            )
            for change in changes
        ],
        version=cpts.version,
    )


async def found_cpts(unit: Unit, caller: Caller, clock: Clock, act: FoundCpts, once: Once) -> CptsFoundedOut:
    caller.require(*policies.FOUNDERS)
    cpts = Cpts(
        id=new_id(), name=act.name, finess=act.finess, time_zone=act.time_zone, version=1, founded_at=clock.now()
    )
    try:
        async with unit.database.begin(cpts.id) as session:
            await idempotency.claim(session, once, clock.now())
            session.add(cpts)
            await session.flush()
            communes = await _draw(session, caller, clock, cpts, act.commune_codes)
            await announce.everything(session, cpts.id, clock.now())
            return await idempotency.keep(session, once, _founded_out(cpts, communes))
    except IntegrityError as refused:
        if constraint_of(refused) == "uq_cpts_finess":
            raise CptsKnown from refused
        raise


async def redraw_territory(
    unit: Unit, caller: Caller, clock: Clock, cpts_id: UUID, act: RedrawTerritory, edited: int
) -> CptsFoundedOut:
    caller.require(*policies.FOUNDERS)
    async with unit.database.begin(cpts_id) as session:
        cpts = await repository.cpts_of(session, cpts_id, for_update=True)
        if cpts is None:
            raise CptsUnknown
        check_version(cpts.version, edited)
        cpts.version += 1
        communes = await _draw(session, caller, clock, cpts, act.commune_codes)
        await session.flush()
        await announce.everything(session, cpts_id, clock.now())
    return _founded_out(cpts, communes)


async def announce_closure(unit: Unit, caller: Caller, clock: Clock, act: AnnounceClosure, once: Once) -> ClosureOut:
    caller.require(*policies.CLOSURE_KEEPERS)
    async with unit.begin() as session:
        await idempotency.claim(session, once, clock.now())
        cpts = await _present(session, caller.cpts)
        closure = CptsClosure(id=new_id(), cpts_id=cpts.id, **act.model_dump())
        session.add(closure)
        await session.flush()
        await announce.cpts(session, cpts.id, clock.now())
        return await idempotency.keep(session, once, closure_out(closure))


async def state_coordination(
    unit: Unit, caller: Caller, clock: Clock, act: StateCoordination, edited: int
) -> CptsOut:
    caller.require(*policies.COORDINATION_KEEPERS)
    async with unit.begin() as session:
        cpts = await repository.cpts_of(session, caller.cpts, for_update=True)
        if cpts is None:
            raise CptsUnknown
        check_version(cpts.version, edited)
        cpts.version += 1
        cpts.coordination_phone = act.phone
        await session.flush()
        await announce.cpts(session, cpts.id, clock.now())
    return await current_cpts(unit, caller, clock)


async def withdraw_closure(unit: Unit, caller: Caller, clock: Clock, closure_id: UUID) -> None:
    caller.require(*policies.CLOSURE_KEEPERS)
    async with unit.begin() as session:
        cpts = await _present(session, caller.cpts)
        closure = await repository.closure(session, closure_id)
        if closure is None:
            raise ClosureUnknown
        await session.delete(closure)
        await session.flush()
        await announce.cpts(session, cpts.id, clock.now())


async def _present(session: AsyncSession, cpts_id: UUID) -> Cpts:
    cpts = await repository.cpts_of(session, cpts_id)
    if cpts is None:
        raise CptsUnknown
    return cpts


async def _draw(session: AsyncSession, caller: Caller, clock: Clock, cpts: Cpts, codes: list[str]) -> int:
    """The territory becomes these communes, with a trace of what that changes; returns how many they are."""
    unknown = await repository.unknown_communes(session, codes)
    if unknown:
        raise CommuneUnknown(f"Not in the reference: {', '.join(unknown[:10])}", commune_codes=unknown[:100])
    before, after = await repository.drawn(session), set(codes)
    await repository.draw_territory(session, cpts.id, codes)
    if before != after:
        session.add(
            TerritoryChange(
                id=new_id(),
                cpts_id=cpts.id,
                changed_at=clock.now(),
                account_id=caller.account_id,
                author_name=caller.name,
                added=sorted(after - before),
                removed=sorted(before - after),
            )
        )
    return len(after)


def closure_out(closure: CptsClosure) -> ClosureOut:
    return ClosureOut(
        closure_id=closure.id, starts_on=closure.starts_on, ends_on=closure.ends_on, label=closure.label
    )


def _commune_out(row: Any) -> CommuneOut:
    return CommuneOut(
        code=row.code,
        name=row.name,
        department=row.department,
        population=row.population,
        lat=row.lat,
        lon=row.lon,
        postal_codes=row.postal_codes,
    )


def _founded_out(cpts: Cpts, communes: int) -> CptsFoundedOut:
    return CptsFoundedOut(
        cpts_id=cpts.id,
        name=cpts.name,
        finess=cpts.finess,
        time_zone=cpts.time_zone,
        communes=communes,
        version=cpts.version,
    )
