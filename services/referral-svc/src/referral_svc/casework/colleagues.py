"""Whom one may name: people the gateway vouched for, by their own tokens."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ARRAY, Text, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.casework.schemas import ColleagueOut, Colleagues
from referral_svc.context import Context
from referral_svc.known.models import KnownAccount
from referral_svc.known.repository import today_of
from referral_svc.referrals.policies import RECEIVERS

#: Who was not here for so long may have left: the gateway tells nobody who leaves.
SEEN_WITHIN = timedelta(days=90)


async def listed(context: Context) -> Colleagues:
    context.caller.require("care_coordinator", "social_coordinator", "director")
    async with context.unit.begin() as session:
        return Colleagues(items=[ColleagueOut.model_validate(one) for one in await present(session, context)])


async def present(
    session: AsyncSession, context: Context, account_ids: Collection[UUID] | None = None
) -> list[KnownAccount]:
    """Seen lately and able to be handed a case, by name; all of them, or those of these accounts."""
    today = await today_of(session, context.caller.cpts, context.at)
    may_receive = literal(sorted(RECEIVERS), ARRAY(Text))
    query = (
        select(KnownAccount)
        .where(KnownAccount.seen_on >= today - SEEN_WITHIN, KnownAccount.roles.bool_op("&&")(may_receive))
        .order_by(KnownAccount.name)
    )
    if account_ids is not None:
        query = query.where(KnownAccount.account_id.in_(account_ids))
    return list(await session.scalars(query.limit(500)))


async def named(session: AsyncSession, context: Context, account_id: UUID) -> KnownAccount | None:
    found = await present(session, context, [account_id])
    return found[0] if found else None
