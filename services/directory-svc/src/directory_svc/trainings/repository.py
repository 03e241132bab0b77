"""Questions to the trainings, as SQL."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from directory_svc.trainings.models import RemoteCareTraining


async def training_of(session: AsyncSession, professional_id: UUID) -> RemoteCareTraining | None:
    """What he told the CPTS of this transaction."""
    query = select(RemoteCareTraining).where(RemoteCareTraining.professional_id == professional_id)
    return (await session.execute(query)).scalar_one_or_none()
