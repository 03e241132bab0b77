"""Questions about hospitals, their social services and the returns home that were refused."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.known.models import KnownStructure
from referral_svc.partners.kinds import PartnerKind
from referral_svc.partners.models import PartnerRoute

#: Categories (TRE_R66) of places where one is hospitalised.
HOSPITALS = ("101", "106", "109", "114", "122", "128", "129", "131", "292", "355", "362", "365")


async def hospitals(session: AsyncSession, cpts_id: UUID) -> list[KnownStructure]:
    rows = await session.scalars(
        select(KnownStructure)
        .where(KnownStructure.cpts_id == cpts_id, KnownStructure.category_code.in_(HOSPITALS))
        .order_by(KnownStructure.name, KnownStructure.finess)
        .limit(500)
    )
    return list(rows)


async def hospital_of(session: AsyncSession, cpts_id: UUID, finess: str) -> KnownStructure | None:
    found = await session.get(KnownStructure, (cpts_id, finess))
    return found if found is not None and found.category_code in HOSPITALS else None


async def services(session: AsyncSession) -> list[PartnerRoute]:
    rows = await session.scalars(
        select(PartnerRoute)
        .where(PartnerRoute.kind == PartnerKind.HOSPITAL_SOCIAL, PartnerRoute.is_active)
        .order_by(PartnerRoute.name, PartnerRoute.id)
        .limit(200)
    )
    return list(rows)
