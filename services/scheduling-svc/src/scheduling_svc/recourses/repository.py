"""Questions to the recourses that the directory described."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.known.facts import RecourseDescribed
from scheduling_svc.known.models import KnownRecourse


async def recourses_in_use(session: AsyncSession) -> list[RecourseDescribed]:
    """A CPTS has a few dozen at most: they are sorted by the rules, not by the database."""
    rows = await session.scalars(select(KnownRecourse).where(KnownRecourse.is_active))
    return [row.fact() for row in rows]


async def recourse_of(session: AsyncSession, cpts_id: UUID, recourse_id: UUID) -> RecourseDescribed | None:
    known = await session.get(KnownRecourse, (cpts_id, recourse_id))
    return known.fact() if known is not None and known.is_active else None
