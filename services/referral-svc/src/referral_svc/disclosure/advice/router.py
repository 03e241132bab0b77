"""/api/referral/v1/referrals/{id}/advice: a specialist answers with what he thinks, before any visit."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Acting, Asked, OpenVault
from referral_svc.disclosure.advice import usecases as advice
from referral_svc.disclosure.advice.schemas import GiveAdvice
from referral_svc.disclosure.errors import BulletinErased
from referral_svc.referrals.errors import ActNotAllowedNow, AdviceNotAsked, ReferralNotFound
from referral_svc.referrals.schemas import ReferralOut

router = APIRouter(prefix="/api/referral/v1", tags=["disclosure"], dependencies=SIGNED_IN)


@router.post(
    "/referrals/{referral_id}/advice",
    responses=responses(
        RoleRefused, CptsMissing, ReferralNotFound, BulletinErased, ActNotAllowedNow, AdviceNotAsked,
        IdempotencyKeyInvalid, IdempotencyKeyReused,
    ),
)  # fmt: skip
async def give_advice(
    referral_id: UUID, act: GiveAdvice, asked: Asked, vault: OpenVault, once: Acting
) -> ReferralOut:
    """By the specialist whom the person chose: his words, filed as a report that those who take part read; a visit,
    if he says so. Without a visit the request may close with no appointment."""
    return await advice.give(asked, vault, referral_id, act, once)
