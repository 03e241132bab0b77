"""What ties a caller to one request beside his role: named to it, or granted something of it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.context import Context


async def takes_part(session: AsyncSession, context: Context, referral_id: UUID) -> bool:
    """A participant, or somebody for whom a grant stands."""
    if await context.ports.loop.takes_part(session, referral_id, context.caller):
        return True
    return await context.ports.grants.is_opened_to(session, context.caller, referral_id, context.at)


async def taken_part_in(session: AsyncSession, context: Context) -> set[UUID]:
    """The same for lists: every request the caller follows by name or by a grant."""
    followed = await context.ports.loop.taken_part_in(session, context.caller)
    return followed | await context.ports.grants.opened_to(session, context.caller, context.at)
