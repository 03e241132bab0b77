"""« Suivi par »: one coordinator answers for a case; while she is away, who stands in for her does."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.casework import colleagues
from referral_svc.casework.errors import HolderUnsuitable
from referral_svc.casework.models import HolderLeave
from referral_svc.casework.schemas import NameHolder
from referral_svc.context import Context
from referral_svc.referrals import timeline, views
from referral_svc.referrals.policies import coordinator_of
from referral_svc.referrals.schemas import ReferralOut
from referral_svc.referrals.usecases import coordinated


async def name_holder(context: Context, referral_id: UUID, act: NameHolder) -> ReferralOut:
    """Takes the case, hands it to a colleague, or leaves it to nobody. Naming the same again changes nothing."""
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        referral.require_open("holder")
        if act.account_id is None:
            referral.be_followed_by(None, None)
            to = ""
        else:
            colleague = await colleagues.named(session, context, act.account_id)
            if colleague is None or not colleague.has(coordinator_of(referral.kind)):
                raise HolderUnsuitable
            leave = await leave_of(session, act.account_id)
            referral.be_followed_by(colleague.account_id, colleague.name)
            if leave is not None and leave.started_at is not None:
                referral.lend_to(leave.replacement_account_id, leave.replacement_name)
            to = referral.holder_name or ""
        referral.moved(context.at)
        await timeline.add(session, referral.id, "holder_named", context.by, context.at, {"to": to})
        await session.flush()
        return await views.one(session, context, referral)


async def leave_of(session: AsyncSession, account_id: UUID) -> HolderLeave | None:
    """The one that is announced or standing."""
    found: HolderLeave | None = await session.scalar(
        select(HolderLeave).where(HolderLeave.account_id == account_id, HolderLeave.ended_at.is_(None))
    )
    return found
