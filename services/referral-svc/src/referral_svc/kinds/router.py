"""/api/referral/v1/own-door: what the account says of where its owner's requests come from."""

from __future__ import annotations

from fastapi import APIRouter

from carekit.auth import CptsMissing, RoleRefused
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Asked
from referral_svc.kinds import usecases
from referral_svc.kinds.schemas import OwnDoor

router = APIRouter(prefix="/api/referral/v1", tags=["referrals"], dependencies=SIGNED_IN)


@router.get("/own-door", responses=responses(RoleRefused, CptsMissing))
async def show_own_door(asked: Asked) -> OwnDoor:
    """The door that a need stated without one comes in by: the caller's role, structure, then profession."""
    return await usecases.shown(asked)
