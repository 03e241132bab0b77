"""What ties a caller to one request beside his role: named to it, or granted something of it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.context import Context


async def takes_part(session: AsyncSession, context: Context, referral_id: UUID) -> bool:
    """A participant, or a professional for whom a grant stands."""
    caller = context.caller
    if await context.ports.loop.takes_part(session, referral_id, caller):
        return True
    if caller.professional_id is None or not caller.has("professional"):
        return False
    return await context.ports.disclosure.is_opened_to(session, caller.professional_id, referral_id)


async def taken_part_in(session: AsyncSession, context: Context) -> set[UUID]:
    """The same for lists: every request the caller follows by name or by a grant."""
    seen = await context.ports.loop.taken_part_in(session, context.caller)
    professional_id = context.caller.professional_id
    if professional_id is not None and context.caller.has("professional"):
        seen |= await context.ports.disclosure.opened_to(session, professional_id)
    return seen
