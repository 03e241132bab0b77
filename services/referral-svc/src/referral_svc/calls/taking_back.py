"""A wrong tap is taken back by whoever made it, soon, and as long as nothing followed from it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.calls import repository
from referral_svc.calls.errors import CallFollowed, CallNotFound, CallOfAnother, CallTooOld
from referral_svc.calls.models import CallAttempt
from referral_svc.calls.order import TAKEN_BACK_WITHIN
from referral_svc.calls.schemas import CallList
from referral_svc.calls.usecases import shown
from referral_svc.context import Context
from referral_svc.referrals import timeline
from referral_svc.referrals.models import Referral
from referral_svc.referrals.usecases import coordinated
from referral_svc.solicitations import taking_back


async def take_back(context: Context, referral_id: UUID, call_id: UUID, once: Once) -> CallList:
    """All that was recorded in one act goes, or none of it. The attempt stays in the log as taken back; lists, counts
    and his week are as if it had not been."""
    async with context.unit.begin() as session:
        written = await repository.written_together(session, referral_id, call_id)
        locked = {one: await coordinated(session, context, one) for one in sorted({referral_id, *written})}
        await idempotency.claim(session, once, context.at)
        if not written:
            raise CallNotFound
        # Read again behind the locks. Whoever was asked with another goes before the one who carries the question.
        made = {one: await repository.attempt_for_act(session, written[one]) for one in written}
        for attempt in made.values():
            await _require_undone(session, context, locked[attempt.referral_id], attempt)
        for attempt in sorted(made.values(), key=lambda one: one.with_attempt is None):
            await _undone(session, context, locked[attempt.referral_id], attempt)
        await session.flush()
        return await idempotency.keep(session, once, await shown(session, context, locked[referral_id]))


async def _require_undone(session: AsyncSession, context: Context, referral: Referral, attempt: CallAttempt) -> None:
    if attempt.by_account_id != context.caller.account_id:
        raise CallOfAnother
    if attempt.taken_back_at is not None or not referral.is_open:
        raise CallFollowed
    if context.at - attempt.at > TAKEN_BACK_WITHIN:
        raise CallTooOld
    if await repository.called_since(session, attempt):
        raise CallFollowed


async def _undone(session: AsyncSession, context: Context, referral: Referral, attempt: CallAttempt) -> None:
    if attempt.before is not None:  # an answer, and what it took the place of
        said = taking_back.Said(attempt.professional_id, attempt.at, attempt.before)
        if not await taking_back.unsay(session, referral, said, context.by, context.at):
            raise CallFollowed
    attempt.taken_back_at = context.at
    referral.moved(context.at)
    details = {"outcome": attempt.outcome.value, "professional_id": str(attempt.professional_id)}
    await timeline.add(session, referral.id, "call_taken_back", context.by, context.at, details)
