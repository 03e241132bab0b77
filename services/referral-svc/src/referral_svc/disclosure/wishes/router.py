"""/api/referral/v1/referrals/{id}/wishes: which wish could not be met, and why."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from carekit.auth import CptsMissing, RoleRefused
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Asked, OpenVault
from referral_svc.disclosure.errors import BulletinErased
from referral_svc.disclosure.wishes import usecases as wishes
from referral_svc.disclosure.wishes.schemas import Wishes
from referral_svc.referrals.errors import ReferralNotFound
from referral_svc.solicitations.errors import CptsNotDescribed

router = APIRouter(prefix="/api/referral/v1", tags=["disclosure"], dependencies=SIGNED_IN)


@router.get(
    "/referrals/{referral_id}/wishes",
    responses=responses(RoleRefused, CptsMissing, ReferralNotFound, BulletinErased, CptsNotDescribed),
)
async def read_wishes(referral_id: UUID, asked: Asked, vault: OpenVault) -> Wishes:
    """For the coordinator and for who stated the need. Counts and words; no name, neither of the person nor of who
    was asked."""
    return await wishes.wishes_of(asked, vault, referral_id)
