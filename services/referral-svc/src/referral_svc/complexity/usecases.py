"""The coordinator says which criteria hold, or that none does any longer."""

from __future__ import annotations

from uuid import UUID

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.complexity.schemas import SayComplexity
from referral_svc.context import Context
from referral_svc.referrals import timeline, views
from referral_svc.referrals.schemas import ReferralOut
from referral_svc.referrals.usecases import coordinated


async def say(context: Context, referral_id: UUID, act: SayComplexity, once: Once) -> ReferralOut:
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        referral.say_complexity(act.criteria, context.at)
        # Everybody who follows a case reads its timeline: which criteria hold is not for all of them.
        code = "complexity_said" if referral.is_complex else "complexity_taken_back"
        await timeline.add(session, referral_id, code, context.by, context.at)
        await session.flush()
        return await idempotency.keep(session, once, await views.one(session, context, referral))
