"""Questions about agreements."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.agreements.models import DoctorAgreement


async def agreement_of(session: AsyncSession, referral_id: UUID) -> DoctorAgreement | None:
    query = select(DoctorAgreement).where(DoctorAgreement.referral_id == referral_id)
    found: DoctorAgreement | None = await session.scalar(query)
    return found


async def agreed_among(session: AsyncSession, referral_ids: Collection[UUID]) -> set[UUID]:
    """Those for which the médecin traitant agreed."""
    query = select(DoctorAgreement.referral_id).where(
        DoctorAgreement.referral_id.in_(referral_ids), DoctorAgreement.agrees
    )
    return set(await session.scalars(query))
