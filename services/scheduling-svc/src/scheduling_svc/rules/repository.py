"""Questions about the rules of a CPTS."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from scheduling_svc.rules.models import AgendaRule, Rules


async def rules_in_force(session: AsyncSession) -> Rules:
    row = (await session.execute(select(AgendaRule).order_by(AgendaRule.version.desc()).limit(1))).scalar()
    if row is None:
        return Rules()
    return Rules(**{field.name: getattr(row, field.name) for field in fields(Rules)})
