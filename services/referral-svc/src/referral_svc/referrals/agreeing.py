"""What the person agreed to share, at once or later, and what that opens for the professional chosen."""

from __future__ import annotations

from uuid import UUID

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.referrals import links, policies, repository, timeline, views
from referral_svc.referrals.acts import AgreeToShare
from referral_svc.referrals.codes import Status
from referral_svc.referrals.consents import Consent
from referral_svc.referrals.errors import ActNotAllowedNow, AgreementInTheFuture, SharingAlreadyAgreed
from referral_svc.referrals.reasons import HoldReason
from referral_svc.referrals.schemas import ReferralOut
from referral_svc.referrals.usecases import open_bulletin


async def agree_to_share(context: Context, referral_id: UUID, act: AgreeToShare, once: Once) -> ReferralOut:
    """The person had agreed to the search alone and now agrees to share: the bulletin opens for whom she chose."""
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        referral = await repository.referral_for_act(session, referral_id)
        takes_part = await links.takes_part(session, context, referral_id)
        policies.require_may_record_consent(context.caller, referral, takes_part=takes_part)
        if not referral.is_open:
            raise ActNotAllowedNow(
                "the request has ended", act="sharing-consent", status_of_request=referral.status.value
            )
        if act.at is not None and act.at > context.at:
            raise AgreementInTheFuture
        consent = await session.get_one(Consent, referral.id, with_for_update=True)
        if consent.bulletin_sharing:
            raise SharingAlreadyAgreed
        consent.agree_to_share(act.given, act.at or context.at, context.caller.account_id)
        referral.moved(context.at)
        await timeline.add(session, referral.id, "sharing_agreed", context.by, context.at, {"given": act.given})
        # A person who refuses for now closed it: it opens again with her return.
        refuses = referral.status == Status.ON_HOLD and referral.reason_code == HoldReason.REFUSES_FOR_NOW
        if referral.placed_professional_id is not None and not refuses:
            await open_bulletin(
                session, context.ports, referral, referral.placed_professional_id, context.by, context.at
            )
        await session.flush()
        return await idempotency.keep(session, once, await views.one(session, context, referral))
