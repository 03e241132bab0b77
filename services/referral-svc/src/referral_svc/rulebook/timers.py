"""What time does to adopted rules: they come into force on their day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.known.repository import own_cpts, today_of
from referral_svc.rulebook import repository
from referral_svc.rulebook.usecases import announce


async def put_in_force(session: AsyncSession, at: datetime) -> int:
    """Those whose day has come, where the CPTS lives. The requests are then weighed again."""
    cpts_id = await own_cpts(session)
    if cpts_id is None:
        return 0
    due = await repository.sets_due(session, await today_of(session, cpts_id, at))
    for one in due:
        one.in_force_since = at
        # In order: of two sets for one day, the one adopted last is what stands.
        await session.flush()
    if due:
        await announce(session)
    return len(due)
