"""Time closes an appeal that its author forgot, and forgets those that have ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.appeals import repository
from referral_svc.appeals.codes import AppealStep
from referral_svc.known.repository import own_cpts, today_of
from referral_svc.referrals.erasing import months_before
from referral_svc.rulebook.repository import rules_in_force

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


async def forget(session: AsyncSession, at: datetime) -> int:
    """Once they ended as long ago as the content of a closed request is kept (rules of the profession, section 1)."""
    months = (await rules_in_force(session)).content_months
    rows = await repository.ended_before(session, months_before(at, months), BATCH)
    await repository.delete_all(session, [row.id for row in rows])
    return len(rows)
