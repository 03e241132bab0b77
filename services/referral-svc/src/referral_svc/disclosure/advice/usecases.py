"""« Avis d'abord » (F141; rules of the profession, section 1): whoever the person chose writes, or sees her."""

from __future__ import annotations

from uuid import UUID

from carekit import idempotency
from carekit.auth import RoleRefused
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.disclosure.advice.schemas import GiveAdvice
from referral_svc.disclosure.reports.usecases import file_words
from referral_svc.disclosure.taking_part import ground_of
from referral_svc.disclosure.vault import Vault
from referral_svc.referrals import policies, repository, timeline, views
from referral_svc.referrals.schemas import ReferralOut


async def give(context: Context, vault: Vault, referral_id: UUID, act: GiveAdvice, once: Once) -> ReferralOut:
    """An advice may be completed, and may turn into a visit; a visit that was promised stays one."""
    async with context.unit.begin() as session:
        referral = await repository.referral_for_act(session, referral_id)
        await ground_of(session, context, referral)
        if not policies.placed_with(context.caller, referral):
            raise RoleRefused("An advice is given by the professional whom the person chose")
        await idempotency.claim(session, once, context.at)
        referral.advise(visit=act.visit, at=context.at)
        code = "visit_promised" if act.visit else "advice_given"
        await timeline.add(session, referral.id, code, context.by, context.at)
        if act.words:
            await file_words(session, context, vault, referral, act.words)
        else:
            await context.ports.loop.inform(session, referral, "placed", context.at, but=context.by)
        await session.flush()
        return await idempotency.keep(session, once, await views.one(session, context, referral))
