"""When the content of a request is erased: at the end of the retention, on request, or with the consent."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.referrals import links, policies, repository, timeline, views
from referral_svc.referrals.acts import Erase, WithdrawConsent
from referral_svc.referrals.authors import SYSTEM
from referral_svc.referrals.erasure import consent_withdrawn, erased
from referral_svc.referrals.errors import ErasureUnconfirmed
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.reasons import ErasureReason
from referral_svc.referrals.schemas import ReferralOut
from referral_svc.referrals.sealed_ports import Disclosure
from referral_svc.referrals.transitions import ENDED
from referral_svc.referrals.usecases import coordinated
from referral_svc.rulebook.repository import rules_in_force

BATCH = 100


async def erase(context: Context, referral_id: UUID, act: Erase, once: Once) -> ReferralOut:
    """Once the request has ended, and once the coordinator has typed its number: nothing brings it back."""
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        referral = await coordinated(session, context, referral_id)
        _require_confirmed(referral, act.case_number)
        referral.require_erasable("erasure")
        await erased(session, context.ports, referral, act.reason_code, context.by, context.at)
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def withdraw_consent(context: Context, referral_id: UUID, act: WithdrawConsent, once: Once) -> ReferralOut:
    """After the end. (While the request is open, the act is its withdrawal for that reason.)"""
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        referral = await repository.referral_for_act(session, referral_id)
        takes_part = await links.takes_part(session, context, referral_id)
        policies.require_may_withdraw(context.caller, referral, takes_part=takes_part)
        _require_confirmed(referral, act.case_number)
        referral.require_erasable("consent-withdrawal")
        await timeline.add(session, referral.id, "consent_withdrawn", context.by, context.at)
        await consent_withdrawn(session, context.ports, referral, context.by, context.at)
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def erase_ended(session: AsyncSession, ports: Ports, at: datetime) -> int:
    """Timer: the retention of the CPTS's rules is over."""
    months = (await rules_in_force(session)).content_months
    rows = list(
        await session.scalars(
            select(Referral)
            .where(
                Referral.status.in_(list(ENDED)),
                Referral.erased_at.is_(None),
                Referral.ended_at < months_before(at, months),
            )
            .order_by(Referral.ended_at)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
    )
    for referral in rows:
        await erased(session, ports, referral, ErasureReason.RETENTION, SYSTEM, at)
    return len(rows)


async def forget_readings(session: AsyncSession, disclosure: Disclosure, at: datetime) -> int:
    """Timer: the log of readings is kept for years, then forgotten from its oldest line on."""
    years = (await rules_in_force(session)).reading_log_years
    return await disclosure.forget_readings(session, months_before(at, 12 * years))


def months_before(at: datetime, months: int) -> datetime:
    """The same instant of the calendar month, or the last day of a shorter one."""
    count = at.year * 12 + at.month - 1 - months
    year, month = count // 12, count % 12 + 1
    return at.replace(year=year, month=month, day=min(at.day, monthrange(year, month)[1]))


def _require_confirmed(referral: Referral, case_number: str) -> None:
    if case_number != referral.case_number:
        raise ErasureUnconfirmed
