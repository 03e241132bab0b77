"""Questions about the rules of a CPTS."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.rules.models import AgendaRule, Rules


async def rules_in_force(session: AsyncSession) -> Rules:
    row = (await session.execute(select(AgendaRule).order_by(AgendaRule.version.desc()).limit(1))).scalar()
    if row is None:
        return Rules()
    return Rules(row.version, row.horizon_weeks, row.hold_minutes, row.afternoon_from, row.school_zone)
