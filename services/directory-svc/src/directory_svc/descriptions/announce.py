"""Tells the other services the present state of what a served territory needs, when it differs from the last told.

Never a national import: professionals are the present members, the volunteers, whoever practises in the
territory or in a commune that touches it, and whoever was told of before. One statement finds the state of
all of them, compares it with the last one told, and numbers what is new.

Each function runs inside a transaction walled into the CPTS it tells of, and first takes that CPTS's turn:
two transactions that describe the same people follow each other, so that a later number never carries an
earlier state.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import outbox
from carekit.db import enter_cpts
from carekit.events import Event
from directory_svc.contracts import SUBSCRIPTIONS
from directory_svc.descriptions import states
from directory_svc.professionals.events import ProfessionalDescribed
from directory_svc.recourses.events import RecourseDescribed
from directory_svc.structures.events import StructureDescribed
from directory_svc.territory import repository as territory
from directory_svc.territory.events import CptsDescribed

Told = TypeVar("Told", bound=Event)

#: Two keys: this service's own space of advisory locks, and the CPTS.
_TAKE_TURN = text("select pg_advisory_xact_lock(hashtextextended('description ' || :cpts, 0))")

_REMEMBER = """
    with present as ({present}),
    told as (
        insert into description (cpts_id, type, subject, version, described_at, data)
        select :cpts, :type, p.subject, nextval('description_version'), :now, p.data
        from present p
        left join description d on d.cpts_id = :cpts and d.type = :type and d.subject = p.subject
        where d.data is distinct from p.data
        on conflict (cpts_id, type, subject) do update
            set version = excluded.version, described_at = excluded.described_at, data = excluded.data
        returning version, data
    )
    select version, data from told order by version
"""


async def everything(session: AsyncSession, cpts_id: UUID, now: datetime) -> int:
    """After the territory was drawn or a register imported: all that this CPTS needs. Returns the facts told."""
    return (
        await cpts(session, cpts_id, now)
        + await structures(session, cpts_id, now)
        + await professionals(session, cpts_id, now)
        + await recourses(session, cpts_id, now)
    )


async def everything_everywhere(session: AsyncSession, now: datetime) -> int:
    """The same for every CPTS; leaves the transaction walled into none."""
    told = 0
    for cpts_id in await territory.every_cpts(session):
        await enter_cpts(session, cpts_id)
        told += await everything(session, cpts_id, now)
    await enter_cpts(session, None)
    return told


async def cpts(session: AsyncSession, cpts_id: UUID, now: datetime) -> int:
    return await _tell(session, cpts_id, now, CptsDescribed, states.CPTS, {})


async def structures(session: AsyncSession, cpts_id: UUID, now: datetime) -> int:
    return await _tell(session, cpts_id, now, StructureDescribed, states.STRUCTURES, {})


async def recourses(session: AsyncSession, cpts_id: UUID, now: datetime) -> int:
    return await _tell(session, cpts_id, now, RecourseDescribed, states.RECOURSES, {})


async def professionals(
    session: AsyncSession, cpts_id: UUID, now: datetime, only: Iterable[UUID] | None = None
) -> int:
    """All whom the CPTS needs, or those of `only` among them."""
    asked = {"only": None if only is None else list(only)}
    return await _tell(session, cpts_id, now, ProfessionalDescribed, states.PROFESSIONALS, asked)


async def professional_everywhere(session: AsyncSession, professional_id: UUID, now: datetime) -> None:
    """After an edit of a sheet, which every CPTS reads.

    In the order of `every_cpts`, as everybody who takes several turns. A platform serves the CPTSs of a
    department (about fifteen): one short statement each.
    """
    own = (await session.execute(text("select current_setting('app.cpts_id', true)"))).scalar_one()
    for cpts_id in await territory.every_cpts(session):
        await enter_cpts(session, cpts_id)
        await professionals(session, cpts_id, now, [professional_id])
    await enter_cpts(session, UUID(own) if own else None)


async def next_version(session: AsyncSession) -> int:
    return int((await session.execute(text("select nextval('description_version')"))).scalar_one())


async def _tell(
    session: AsyncSession, cpts_id: UUID, now: datetime, kind: type[Event], present: str, asked: dict[str, Any]
) -> int:
    await session.execute(_TAKE_TURN, {"cpts": str(cpts_id)})
    today = await territory.today_of(session, cpts_id, now)
    statement = text(_REMEMBER.format(present=present))
    if "only" in asked:
        statement = statement.bindparams(bindparam("only", type_=ARRAY(Uuid)))
    told = await session.execute(
        statement,
        {"cpts": cpts_id, "type": kind.type, "now": now, "today": today, **asked},
    )
    facts = [(kind.model_validate(row.data), int(row.version)) for row in told]
    await outbox.record_all(session, facts, to=SUBSCRIPTIONS, cpts_id=cpts_id, at=now)
    return len(facts)
