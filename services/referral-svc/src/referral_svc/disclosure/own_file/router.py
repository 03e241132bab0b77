"""`POST /referrals/{id}/person-file`: a person's own file, when she asks for it."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from carekit.auth import CptsMissing, RoleRefused
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Asked, OpenVault
from referral_svc.disclosure.errors import BulletinErased
from referral_svc.disclosure.own_file import usecases as access
from referral_svc.disclosure.own_file.schemas import PersonFile
from referral_svc.referrals.errors import ReferralNotFound

router = APIRouter(prefix="/api/referral/v1", tags=["disclosure"], dependencies=SIGNED_IN)


@router.post(
    "/referrals/{referral_id}/person-file",
    responses=responses(RoleRefused, CptsMissing, ReferralNotFound, BulletinErased),
)
async def hand_over_person_file(referral_id: UUID, asked: Asked, vault: OpenVault) -> PersonFile:
    """All that is written about the person under this request, for the coordinator who answers her request of access.
    Both bulletins, messages, reports, and who read them; logged as one reading."""
    return await access.person_file(asked, vault, referral_id)
