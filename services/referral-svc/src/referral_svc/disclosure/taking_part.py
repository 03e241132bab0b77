"""On which ground somebody takes part in a request, for what participants say and give to each other."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.context import Context
from referral_svc.referrals import policies
from referral_svc.referrals.errors import ReferralNotFound
from referral_svc.referrals.models import Referral


async def ground_of(session: AsyncSession, context: Context, referral: Referral) -> str:
    """Why this caller takes part; for everybody else the request does not exist."""
    caller = context.caller
    if policies.coordinates(caller, referral):
        return "coordination"
    if policies.reads_what_was_written(caller, referral):
        return "wrote_it"
    named = caller.has(*policies.FOLLOWERS) and await context.ports.loop.takes_part(session, referral.id, caller)
    if named or policies.placed_with(caller, referral):
        return "care_team"
    raise ReferralNotFound
