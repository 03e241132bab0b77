"""/api/referral/v1/referrals/{id}/complexity"""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.complexity import usecases
from referral_svc.complexity.schemas import SayComplexity
from referral_svc.deps import SIGNED_IN, Acting, Asked
from referral_svc.referrals.errors import ActNotAllowedNow, ReferralNotFound
from referral_svc.referrals.schemas import ReferralOut

router = APIRouter(prefix="/api/referral/v1", tags=["complexity"], dependencies=SIGNED_IN)


@router.post(
    "/referrals/{referral_id}/complexity",
    responses=responses(
        RoleRefused, CptsMissing, ReferralNotFound, ActNotAllowedNow, IdempotencyKeyInvalid, IdempotencyKeyReused
    ),
)
async def say_complexity(
    referral_id: UUID, act: SayComplexity, asked: Asked, once: Acting, response: Response
) -> ReferralOut:
    """Which criteria of a complex situation hold for this open request. They tag it in the lists, propose the DAC,
    and change neither its class nor its card nor who is asked."""
    referral = await usecases.say(asked, referral_id, act, once)
    response.headers["ETag"] = referral.etag
    return referral
