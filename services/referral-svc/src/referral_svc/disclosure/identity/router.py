"""`PUT /referrals/{id}/identity-status`: the identity was checked, by whom and on what."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from carekit.auth import CptsMissing
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Asked, OpenVault
from referral_svc.disclosure.errors import BulletinErased
from referral_svc.disclosure.identity import usecases
from referral_svc.disclosure.identity.errors import UNPROVED
from referral_svc.disclosure.identity.schemas import IdentityReliability, StateIdentity
from referral_svc.referrals.errors import ActNotAllowedNow, ReferralNotFound

router = APIRouter(prefix="/api/referral/v1", tags=["disclosure"], dependencies=SIGNED_IN)


@router.put(
    "/referrals/{referral_id}/identity-status",
    responses=responses(CptsMissing, ReferralNotFound, BulletinErased, ActNotAllowedNow, *UNPROVED),
)
async def state_identity(
    referral_id: UUID, act: StateIdentity, asked: Asked, vault: OpenVault
) -> IdentityReliability:
    """How sure the identity is (RNIV): provisional, retrieved, validated on a document that was seen, or qualified.
    By whoever may read one of the bulletins; each time logged as a reading. What is known adds up: a validated
    identity whose INS comes is qualified."""
    return await usecases.state(asked, vault, referral_id, act)
