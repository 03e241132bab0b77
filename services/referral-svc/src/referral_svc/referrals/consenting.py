"""A need that came without the person's agreement: she says yes, she says no, or nobody heard from her.

Only a list that a coordination kept before brings such needs (rules of the profession, section 1: consent is a
condition of `stated`). Until then nobody is asked, and after three months without an answer nothing is kept.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.known.repository import today_of
from referral_svc.referrals import events, links, policies, repository, timeline, views
from referral_svc.referrals.acts import RecordConsent, RecordRefusal
from referral_svc.referrals.authors import Author
from referral_svc.referrals.codes import Status
from referral_svc.referrals.consents import RefusedConsent
from referral_svc.referrals.erasure import erased
from referral_svc.referrals.errors import AgreementInTheFuture
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.reasons import ErasureReason, WithdrawalReason
from referral_svc.referrals.schemas import ReferralOut, RefusedConsentOut
from referral_svc.referrals.stating import Agreement, agreed
from referral_svc.referrals.timeline import TimelineEntry
from referral_svc.referrals.weighing import weigh
from referral_svc.rulebook.repository import rules_in_force

#: How long a person who was never asked may wait to be: then nothing of her is kept.
KEPT_UNASKED = timedelta(days=90)
BATCH = 100


async def record_consent(context: Context, referral_id: UUID, act: RecordConsent, once: Once) -> ReferralOut:
    """draft → stated, by the coordinator who asked the person or by whoever brought the list."""
    async with context.unit.begin() as session:
        referral = await _heard(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        referral.require("state")
        if act.at is not None and act.at > context.at:
            raise AgreementInTheFuture
        asked_at = referral.stated_at
        referral.state(agreed_to_search=True, at=context.at)
        referral.stated_at = asked_at
        referral.possible_duplicate_of = await context.ports.disclosure.same_person(session, referral)
        weigh(
            await rules_in_force(session), referral, await context.ports.blind.criteria(session, referral), context.at
        )
        agreement = Agreement(True, act.bulletin_sharing, act.given, act.at or context.at)
        await agreed(session, context.ports, referral, agreement, context.by, context.at)
        await session.flush()
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def record_refusal(context: Context, referral_id: UUID, act: RecordRefusal, once: Once) -> RefusedConsentOut:
    """The person said no: her need is counted without identity, and nothing else of it is kept."""
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        referral = await _heard(session, context, referral_id)
        referral.require("state")
        refused = RefusedConsent(
            cpts_id=referral.cpts_id,
            kind=referral.kind,
            commune_code=referral.commune_code,
            refused_on=await today_of(session, referral.cpts_id, context.at),
            recontact_on=act.recontact_on,
            referrer_account_id=context.caller.account_id,
            referrer_structure=context.caller.structure,
        )
        session.add(refused)
        await forget(session, context.ports, referral)
        return await idempotency.keep(session, once, RefusedConsentOut.model_validate(refused))


async def forget(session: AsyncSession, ports: Ports, referral: Referral) -> None:
    """Nothing allowed us to keep it: key, content, and the row itself, which nobody else ever heard of."""
    referral.require("state")
    await ports.disclosure.erase(session, referral.id)
    await session.execute(delete(TimelineEntry).where(TimelineEntry.referral_id == referral.id))
    await session.delete(referral)
    await session.flush()


async def forget_unasked(session: AsyncSession, ports: Ports, at: datetime) -> int:
    """Timer: three months after the list was brought, whoever was not reached is forgotten."""
    rows = list(
        await session.scalars(
            select(Referral)
            .where(Referral.status == Status.DRAFT, Referral.last_movement_at < at - KEPT_UNASKED)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
    )
    for referral in rows:
        await forget(session, ports, referral)
    return len(rows)


async def unstate(session: AsyncSession, ports: Ports, referral: Referral, by: Author, at: datetime) -> bool:
    """Takes back what a list had brought, while nobody has worked on it. False once somebody has."""
    if referral.status == Status.DRAFT:
        await forget(session, ports, referral)
        return True
    if referral.status != Status.STATED:
        return False
    referral.withdraw(WithdrawalReason.ENTERED_BY_MISTAKE, at)
    reason = {"reason_code": WithdrawalReason.ENTERED_BY_MISTAKE.value}
    await timeline.add(session, referral.id, "withdrawn", by, at, reason)
    await events.record(session, events.ReferralWithdrawn, referral)
    await erased(session, ports, referral, ErasureReason.ENTERED_BY_MISTAKE, by, at)
    return True


async def _heard(session: AsyncSession, context: Context, referral_id: UUID) -> Referral:
    """The request, locked, for whoever may have heard the person."""
    referral = await repository.referral_for_act(session, referral_id)
    takes_part = await links.takes_part(session, context, referral_id)
    policies.require_may_record_consent(context.caller, referral, takes_part=takes_part)
    return referral
