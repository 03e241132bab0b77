"""/api/referral/v1/referrals/{id}/doctor-agreement"""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.agreements import usecases
from referral_svc.agreements.schemas import RecordDoctorAgreement
from referral_svc.deps import SIGNED_IN, Acting, Asked
from referral_svc.referrals.errors import ActNotAllowedNow, AgreementInTheFuture, ReferralNotFound
from referral_svc.referrals.schemas import ReferralOut

router = APIRouter(prefix="/api/referral/v1", tags=["agreements"], dependencies=SIGNED_IN)


@router.post(
    "/referrals/{referral_id}/doctor-agreement",
    responses=responses(
        RoleRefused, CptsMissing, ReferralNotFound, ActNotAllowedNow, AgreementInTheFuture, IdempotencyKeyInvalid,
        IdempotencyKeyReused,
    ),
)  # fmt: skip
async def record_doctor_agreement(
    referral_id: UUID, act: RecordDoctorAgreement, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """The person's médecin traitant agrees, or not, that a target which needs it acts (`agreement_professions` of
    the rules). His last word stands; without it those professions are not asked."""
    referral = await usecases.record(asked, referral_id, act, once)
    response.headers["ETag"] = referral.etag
    return referral
