"""The médecin traitant's word is written down: by whom the person or the doctor told it."""

from __future__ import annotations

from uuid import UUID

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.agreements import repository
from referral_svc.agreements.models import DoctorAgreement
from referral_svc.agreements.schemas import RecordDoctorAgreement
from referral_svc.context import Context
from referral_svc.referrals import links, policies, timeline, views
from referral_svc.referrals import repository as referrals
from referral_svc.referrals.errors import AgreementInTheFuture
from referral_svc.referrals.schemas import ReferralOut


async def record(context: Context, referral_id: UUID, act: RecordDoctorAgreement, once: Once) -> ReferralOut:
    """Agreed or not; his last word stands. The name is a professional's, never the person's."""
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        referral = await referrals.referral_for_act(session, referral_id)
        takes_part = await links.takes_part(session, context, referral_id)
        policies.require_may_record_consent(context.caller, referral, takes_part=takes_part)
        referral.require_open("doctor-agreement")
        if act.at is not None and act.at > context.at:
            raise AgreementInTheFuture
        agreement = await repository.agreement_of(session, referral_id)
        if agreement is None:
            agreement = DoctorAgreement(cpts_id=referral.cpts_id, referral_id=referral_id)
            session.add(agreement)
        agreement.agrees, agreement.doctor_name = act.agrees, act.doctor_name
        agreement.said, agreement.said_at = act.said, act.at or context.at
        agreement.recorded_at = context.at
        agreement.recorded_by_account_id, agreement.recorded_by_name = context.by.account_id, context.by.name
        referral.moved(context.at)
        code = "doctor_agreed" if act.agrees else "doctor_disagreed"
        details = {"doctor": act.doctor_name, "said": act.said}
        await timeline.add(session, referral_id, code, context.by, context.at, details)
        await session.flush()
        return await idempotency.keep(session, once, await views.one(session, context, referral))
