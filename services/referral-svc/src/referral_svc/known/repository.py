"""Questions about what is known of others: the CPTS, its communes, the professionals."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.clock import PARIS, local_date
from carekit.db import OWN_CPTS
from referral_svc.known.models import KnownAccount, KnownCommune, KnownCpts, KnownProfessional


async def own_cpts(session: AsyncSession) -> UUID | None:
    """That into which the transaction is walled, once its directory described it."""
    return await session.scalar(select(KnownCpts.cpts_id).where(KnownCpts.cpts_id == text(OWN_CPTS)))


async def zone_of(session: AsyncSession, cpts_id: UUID) -> ZoneInfo:
    known = await session.get(KnownCpts, cpts_id)
    return ZoneInfo(known.time_zone) if known else PARIS


async def today_of(session: AsyncSession, cpts_id: UUID, at: datetime) -> date:
    """The day it is at the CPTS."""
    return local_date(at, await zone_of(session, cpts_id))


async def commune_of(session: AsyncSession, cpts_id: UUID, code: str) -> KnownCommune | None:
    return await session.get(KnownCommune, (cpts_id, code))


async def commune_names(session: AsyncSession, codes: set[str]) -> dict[str, str]:
    if not codes:
        return {}
    rows = await session.execute(select(KnownCommune.code, KnownCommune.name).where(KnownCommune.code.in_(codes)))
    return {row.code: row.name for row in rows}


async def account_of(session: AsyncSession, cpts_id: UUID, account_id: UUID) -> KnownAccount | None:
    return await session.get(KnownAccount, (cpts_id, account_id))


async def professional_of(session: AsyncSession, cpts_id: UUID, professional_id: UUID) -> KnownProfessional | None:
    return await session.get(KnownProfessional, (cpts_id, professional_id))
