"""Whom one may name: people the gateway vouched for, by their own tokens."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.casework.models import Colleague
from referral_svc.casework.schemas import ColleagueOut, Colleagues
from referral_svc.context import Context
from referral_svc.referrals.policies import RECEIVERS
from referral_svc.referrals.repository import today_of

#: Who was not here for so long may have left: the gateway tells nobody who leaves.
SEEN_WITHIN = timedelta(days=90)


@dataclass(frozen=True)
class Presence:
    """Implements `referrals.ports.Presence`."""

    async def noted(self, session: AsyncSession, caller: Caller, at: datetime) -> None:
        """Once a day, or when a name or a role changed."""
        if caller.account_id is None or not caller.has(*RECEIVERS):
            return
        today = await today_of(session, caller.cpts, at)
        seen = insert(Colleague).values(
            cpts_id=caller.cpts, account_id=caller.account_id, professional_id=caller.professional_id,
            name=caller.name, roles=sorted(caller.roles), seen_on=today,
        )  # fmt: skip
        changed = ("professional_id", "name", "roles", "seen_on")
        await session.execute(
            seen.on_conflict_do_update(
                index_elements=["cpts_id", "account_id"],
                set_={one: seen.excluded[one] for one in changed},
                where=or_(*(getattr(Colleague, one).is_distinct_from(seen.excluded[one]) for one in changed)),
            )
        )


async def listed(context: Context) -> Colleagues:
    context.caller.require("care_coordinator", "social_coordinator", "director")
    async with context.unit.begin() as session:
        return Colleagues(items=[ColleagueOut.model_validate(one) for one in await present(session, context)])


async def present(
    session: AsyncSession, context: Context, account_ids: Collection[UUID] | None = None
) -> list[Colleague]:
    """Seen lately, by name; all of them, or those of these accounts."""
    today = await today_of(session, context.caller.cpts, context.at)
    query = select(Colleague).where(Colleague.seen_on >= today - SEEN_WITHIN).order_by(Colleague.name)
    if account_ids is not None:
        query = query.where(Colleague.account_id.in_(account_ids))
    return list(await session.scalars(query.limit(500)))


async def named(session: AsyncSession, context: Context, account_id: UUID) -> Colleague | None:
    found = await present(session, context, [account_id])
    return found[0] if found else None
