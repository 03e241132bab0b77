"""What one call came to, for one request or for those of persons who are searched for together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from carekit.identifiers import new_id
from referral_svc.calls import repository
from referral_svc.calls.codes import CallOutcome
from referral_svc.calls.errors import CallAgainInThePast, NotAnsweredTogether
from referral_svc.calls.models import CallAttempt
from referral_svc.calls.schemas import CallList, RecordCall
from referral_svc.calls.usecases import (
    SEARCHED_TOGETHER,
    Calls,
    calls_of,
    refuse_claimed,
    require_callable,
    shown,
    taken_by_phone,
)
from referral_svc.context import Context
from referral_svc.referrals import timeline
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.usecases import coordinated
from referral_svc.solicitations import answering, asking
from referral_svc.solicitations import repository as solicitations
from referral_svc.solicitations.codes import Answer, Channel
from referral_svc.solicitations.schemas import Given
from referral_svc.solicitations.together import most_pressing
from referral_svc.solicitations.waves import Together

_ANSWERS = {
    CallOutcome.ACCEPTS: Answer.YES,
    CallOutcome.REFUSES: Answer.NO,
    CallOutcome.NEVER_THIS_KIND: Answer.NEVER_THIS_KIND,
}


async def record(context: Context, referral_id: UUID, act: RecordCall, once: Once) -> CallList:
    """An answer goes the way of every answer; whatever else is only logged, for the next attempt.

    All or none: a place, a cap or a condition that refuses one of them refuses the whole word.
    """
    async with context.unit.begin() as session:
        referral, spoken = await _spoken_of(session, context, referral_id, act)
        await idempotency.claim(session, once, context.at)
        if act.call_again_at is not None and act.call_again_at <= context.at:
            raise CallAgainInThePast
        for one in spoken:
            if one.status != Status.PROPOSED:  # a yes that came meanwhile does not make this call unsaid
                await require_callable(session, one)
        await refuse_claimed(session, context, act.professional_id)
        await solicitations.ensure_settings(session, [act.professional_id], context.at)
        await solicitations.locked_settings(session, [act.professional_id])
        # Read before the first word is written: about all of them he is asked once.
        read = [(one, await calls_of(session, context, one)) for one in spoken]
        await _written(session, context, read, act)
        await repository.release(session, context.caller.account_id)
        await session.flush()
        return await idempotency.keep(session, once, await shown(session, context, referral))


async def _spoken_of(
    session: AsyncSession, context: Context, referral_id: UUID, act: RecordCall
) -> tuple[Referral, list[Referral]]:
    """The request called for, and all that the word is about, the most pressing first. Locked in the order of their
    identifiers, as every act on linked requests."""
    wanted = sorted({referral_id, *act.also_for})
    locked = {one: await coordinated(session, context, one) for one in wanted}
    referral = locked[referral_id]
    if len(locked) > 1:
        ties = await context.ports.bundles.ties(session, list(locked.values()))
        tied = {(tie.bundle_id, tie.kind) for tie in ties.values()}
        if len(ties) < len(locked) or len(tied) != 1 or next(iter(tied))[1] not in SEARCHED_TOGETHER:
            raise NotAnsweredTogether
    return referral, sorted(locked.values(), key=most_pressing)


async def _written(
    session: AsyncSession, context: Context, read: Sequence[tuple[Referral, Calls]], act: RecordCall
) -> None:
    """The first attempt carries the act; the others name it."""
    lead_id = new_id()
    leads: dict[UUID, UUID] = {}
    fresh = [one for one, calls in read if act.professional_id not in calls.asked]
    ages = tuple(one.age_band.value for one in fresh) if len(fresh) > 1 else ()
    for number, (referral, calls) in enumerate(read):
        await taken_by_phone(session, context, referral)
        attempt = CallAttempt(
            id=lead_id if number == 0 else new_id(),
            with_attempt=None if number == 0 else lead_id,
            cpts_id=referral.cpts_id,
            referral_id=referral.id,
            professional_id=act.professional_id,
            outcome=act.outcome,
            call_again_at=act.call_again_at,
            at=context.at,
            by_account_id=context.by.account_id,
            by_name=context.by.name,
        )
        session.add(attempt)
        details = {"outcome": act.outcome.value, "professional_id": str(act.professional_id)}
        await timeline.add(session, referral.id, "professional_called", context.by, context.at, details)
        if act.outcome in _ANSWERS:
            together = Together(ages, leads) if ages else None
            attempt.before = await _heard(session, context, referral, calls, act, together)
        else:
            calls.require_listed(referral, act.professional_id)
        referral.moved(context.at)


async def _heard(
    session: AsyncSession,
    context: Context,
    referral: Referral,
    calls: Calls,
    act: RecordCall,
    together: Together | None,
) -> dict[str, Any]:
    """Hands back what the answer took the place of; nothing, of whoever is asked by this call."""
    one = calls.asked.get(act.professional_id)
    before = one.said() if one is not None else {}
    if one is None:
        calls.require_listed(referral, act.professional_id)
        one = await asking.asked_by_voice(session, context, referral, calls.choice, act.professional_id, together)
        if together is not None and not together.leads:
            together.leads[act.professional_id] = one.id
    given = Given(answer=_ANSWERS[act.outcome], condition=act.condition, reason_code=act.reason_code)
    await answering.answer(session, context.ports, one, referral, given, Channel.PHONE, context.by, context.at)
    return before
