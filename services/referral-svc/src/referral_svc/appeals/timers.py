"""Time closes an appeal that its author forgot."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.appeals import repository
from referral_svc.appeals.codes import AppealStep
from referral_svc.known.repository import own_cpts, today_of

BATCH = 100


async def expire(session: AsyncSession, at: datetime) -> int:
    """Once its last day is over at the CPTS."""
    cpts_id = await own_cpts(session)
    if cpts_id is None:
        return 0
    rows = await repository.outlived(session, await today_of(session, cpts_id, at), BATCH)
    for appeal in rows:
        appeal.take(AppealStep.EXPIRE, "", at)
    return len(rows)
