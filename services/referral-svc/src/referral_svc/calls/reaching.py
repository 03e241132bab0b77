"""Attempts to reach the person, by the coordinator or by the professional whom the person chose: counted by day, and
after enough of them the request waits by rule."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.calls import repository
from referral_svc.calls.codes import ReachOutcome
from referral_svc.calls.models import ReachAttempt
from referral_svc.calls.order import Reach, missed_days
from referral_svc.calls.schemas import ReachLine, ReachLog, RecordReach
from referral_svc.context import Context
from referral_svc.known.repository import today_of
from referral_svc.referrals import links, policies, timeline
from referral_svc.referrals import repository as referrals
from referral_svc.referrals.errors import ActNotAllowedNow
from referral_svc.referrals.models import Referral
from referral_svc.referrals.reasons import HoldReason
from referral_svc.referrals.usecases import held
from referral_svc.rulebook.repository import rules_in_force


async def log(context: Context, referral_id: UUID) -> ReachLog:
    async with context.unit.begin() as session:
        referral = await referrals.referral_of(session, referral_id)
        takes_part = await links.takes_part(session, context, referral_id)
        policies.require_may_report(context.caller, referral, takes_part=takes_part)
        return await _shown(session, referral)


async def record(context: Context, referral_id: UUID, act: RecordReach, once: Once) -> ReachLog:
    """The attempt of the last day that the rule allows puts the request on hold, in the same transaction."""
    async with context.unit.begin() as session:
        referral = await referrals.referral_for_act(session, referral_id)
        takes_part = await links.takes_part(session, context, referral_id)
        policies.require_may_report(context.caller, referral, takes_part=takes_part)
        await idempotency.claim(session, once, context.at)
        if not referral.is_open:
            raise ActNotAllowedNow("The request has ended", act="reach", status_of_request=referral.status.value)
        attempt = ReachAttempt(
            cpts_id=referral.cpts_id,
            referral_id=referral.id,
            outcome=act.outcome,
            at=context.at,
            on_day=await today_of(session, referral.cpts_id, context.at),
            led_to_hold=False,
            by_account_id=context.by.account_id,
            by_name=context.by.name,
        )
        session.add(attempt)
        await session.flush()
        referral.moved(context.at)
        details = {"outcome": act.outcome.value}
        await timeline.add(session, referral.id, "person_called", context.by, context.at, details)
        missed = missed_days(_series(await repository.reach_attempts_of(session, referral.id)))
        enough = missed >= (await rules_in_force(session)).unreachable_days
        if enough and act.outcome != ReachOutcome.REACHED and referral.may("hold"):
            attempt.led_to_hold = True
            await held(session, context, referral, HoldReason.UNREACHABLE, None)
        await session.flush()
        return await idempotency.keep(session, once, await _shown(session, referral))


async def _shown(session: AsyncSession, referral: Referral) -> ReachLog:
    attempts = await repository.reach_attempts_of(session, referral.id)
    rules = await rules_in_force(session)
    return ReachLog(
        items=[ReachLine.model_validate(attempt) for attempt in reversed(attempts)],
        missed_days=missed_days(_series(attempts)),
        hold_after_days=rules.unreachable_days,
        hold_days=rules.hold_days,
        status=referral.status,
    )


def _series(attempts: list[ReachAttempt]) -> list[Reach]:
    return [Reach(one.outcome, one.on_day, one.led_to_hold) for one in attempts]
