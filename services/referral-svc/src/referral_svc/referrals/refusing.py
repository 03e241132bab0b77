"""The person said no: the need is counted, nobody is named, and the referrer asks again on the day he set."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from carekit.spreadsheet import csv_text
from referral_svc.context import Context
from referral_svc.known.repository import commune_of, today_of
from referral_svc.periods import Period, counted_by_month
from referral_svc.referrals import policies, repository
from referral_svc.referrals.acts import RecordRecontact, RefuseConsent
from referral_svc.referrals.consents import RefusedConsent
from referral_svc.referrals.errors import CommuneNotServed, RefusedConsentNotFound
from referral_svc.referrals.schemas import (
    HREFS,
    RefusedConsentCount,
    RefusedConsentCounts,
    RefusedConsentOut,
    Worklist,
)

#: What is counted beside the month.
BESIDE = (RefusedConsent.kind, RefusedConsent.commune_code)


async def refuse_consent(context: Context, refusal: RefuseConsent, once: Once) -> RefusedConsentOut:
    """The need is counted although nobody is named."""
    policies.require_may_state(context.caller)
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        caller = context.caller
        if refusal.commune_code and not await commune_of(session, caller.cpts, refusal.commune_code):
            raise CommuneNotServed(refusal.commune_code, field="commune_code")
        refused = RefusedConsent(
            cpts_id=caller.cpts,
            kind=refusal.kind,
            commune_code=refusal.commune_code,
            refused_on=await today_of(session, caller.cpts, context.at),
            recontact_on=refusal.recontact_on,
            referrer_account_id=caller.account_id,
            referrer_structure=caller.structure,
        )
        session.add(refused)
        await session.flush()
        return await idempotency.keep(session, once, RefusedConsentOut.model_validate(refused))


async def list_refused(context: Context) -> list[RefusedConsentOut]:
    """The referrer's own re-contact list."""
    policies.require_may_state(context.caller)
    async with context.unit.begin() as session:
        rows = await repository.refused_by(session, context.caller)
        return [RefusedConsentOut.model_validate(row) for row in rows]


async def counted(context: Context, period: Period) -> RefusedConsentCounts:
    """Needs that exist and that nobody works on, whoever recorded them."""
    context.caller.require(*policies.FIGURE_READERS)
    async with context.unit.begin() as session:
        since, until = period.days(await today_of(session, context.caller.cpts, context.at))
        items = [
            RefusedConsentCount(month=row.month, kind=row.kind, commune_code=row.commune_code, count=row.count)
            for row in await counted_by_month(session, RefusedConsent.refused_on, BESIDE, since, until)
        ]
        return RefusedConsentCounts(since=since, until=until, total=sum(one.count for one in items), items=items)


async def export_counts(context: Context, period: Period) -> str:
    found = await counted(context, period)
    return csv_text(
        ["month", "kind", "commune_code", "count"],
        [[one.month, one.kind.value, one.commune_code or "", one.count] for one in found.items],
    )


async def record_recontact(context: Context, refusal_id: UUID, act: RecordRecontact) -> RefusedConsentOut:
    """Asked again, or put off to another day. Doing it twice leaves the same."""
    policies.require_may_state(context.caller)
    async with context.unit.begin() as session:
        refused = await repository.refused_for_act(session, context.caller, refusal_id)
        if refused is None:
            raise RefusedConsentNotFound
        if act.again_on is None:
            refused.recontacted_on = await today_of(session, context.caller.cpts, context.at)
        else:
            refused.recontact_on, refused.recontacted_on = act.again_on, None
        await session.flush()
        return RefusedConsentOut.model_validate(refused)


async def to_recontact(session: AsyncSession, context: Context) -> list[Worklist]:
    """The day set by the referrer has come."""
    if not context.caller.has(*policies.STATERS):
        return []
    today = await today_of(session, context.caller.cpts, context.at)
    count = await repository.to_recontact(session, context.caller, today)
    return [Worklist(key="to_recontact", count=count, href=HREFS["to_recontact"], oldest_at=None)]
