"""Accounts that nobody has used for long are forgotten here; the gateway alone keeps them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.base import Base
from referral_svc.casework.colleagues import SEEN_WITHIN
from referral_svc.known.models import KnownAccount
from referral_svc.known.repository import own_cpts, today_of

#: Who read something is no author of it: the log of readings keeps his name by itself.
NO_AUTHOR = frozenset({"reader_account_id"})


async def forget_unseen(session: AsyncSession, at: datetime) -> int:
    """Timer. Whoever wrote, holds or was given anything that is kept stays known as long as that is."""
    cpts_id = await own_cpts(session)
    if cpts_id is None:
        return 0
    kept = [
        select(column).where(column == KnownAccount.account_id).exists()
        for table in Base.metadata.sorted_tables
        if table.name != KnownAccount.__tablename__
        for column in table.columns
        if column.name.endswith("account_id") and column.name not in NO_AUTHOR
    ]
    unseen = KnownAccount.seen_on < await today_of(session, cpts_id, at) - SEEN_WITHIN
    gone = await session.scalars(
        delete(KnownAccount).where(unseen, *(~one for one in kept)).returning(KnownAccount.account_id)
    )
    return len(gone.all())
