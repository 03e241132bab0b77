"""`POST /referrals`: a need is stated with its person, who is sealed on the way."""

from __future__ import annotations

from fastapi import APIRouter, Response

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.bundles.errors import TwoLegsAreDental
from referral_svc.deps import SIGNED_IN, Asked, Creating, OpenVault
from referral_svc.disclosure.errors import BirthInTheFuture, ConsentInTheFuture, RepresentativeMissing
from referral_svc.disclosure.identity.errors import UNPROVED
from referral_svc.disclosure.intake import usecases as intake
from referral_svc.disclosure.intake.schemas import StateNeed
from referral_svc.kinds.errors import AnswerNotAnOption, OnBehalfByCoordination, QuestionNotAsked, SpecialistNotAsked
from referral_svc.referrals.errors import CommuneNotServed, ConsentMissing, UsualDoctorUnknown
from referral_svc.referrals.schemas import ReferralOut

router = APIRouter(prefix="/api/referral/v1", tags=["disclosure"], dependencies=SIGNED_IN)


@router.post(
    "/referrals",
    status_code=201,
    responses=responses(
        RoleRefused, CptsMissing, ConsentMissing, ConsentInTheFuture, BirthInTheFuture, CommuneNotServed,
        UsualDoctorUnknown, RepresentativeMissing, QuestionNotAsked, AnswerNotAnOption, SpecialistNotAsked,
        OnBehalfByCoordination, TwoLegsAreDental, *UNPROVED, IdempotencyKeyInvalid, IdempotencyKeyReused,
    ),
)  # fmt: skip
async def state_need(
    need: StateNeed, asked: Asked, vault: OpenVault, once: Creating, response: Response
) -> ReferralOut:
    """A need is stated, with the person's consent. The answer carries no identity; `request_exists` warns that
    another open request seems to be about the same person, without any detail of it."""
    referral = await intake.state_need(asked, vault, need, once)
    response.headers["ETag"] = referral.etag
    response.headers["Location"] = f"/api/referral/v1/referrals/{referral.referral_id}"
    return referral
