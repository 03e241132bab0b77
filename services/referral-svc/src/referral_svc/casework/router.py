"""/api/referral/v1/colleagues, /leaves and the holder of a case."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.casework import colleagues, holders, leaves
from referral_svc.casework.errors import (
    HolderUnsuitable,
    LeaveAlreadyAnnounced,
    LeaveDatesImpossible,
    LeaveNotFound,
    ReplacementUnsuitable,
)
from referral_svc.casework.schemas import AnnounceLeave, Colleagues, LeaveOut, Leaves, NameHolder
from referral_svc.deps import SIGNED_IN, Asked, Creating
from referral_svc.referrals.errors import ActNotAllowedNow, ReferralNotFound
from referral_svc.referrals.schemas import ReferralOut

router = APIRouter(prefix="/api/referral/v1", tags=["casework"], dependencies=SIGNED_IN)


@router.get("/colleagues", responses=responses(RoleRefused, CptsMissing))
async def list_colleagues(asked: Asked) -> Colleagues:
    """People of this CPTS who used the application in the last 90 days: whom a case may be handed to."""
    return await colleagues.listed(asked)


@router.put(
    "/referrals/{referral_id}/holder",
    responses=responses(RoleRefused, CptsMissing, ReferralNotFound, ActNotAllowedNow, HolderUnsuitable),
)
async def name_holder(referral_id: UUID, act: NameHolder, asked: Asked) -> ReferralOut:
    """« Suivi par »: a coordinator of its kind; on leave, her replacement gets it for her."""
    return await holders.name_holder(asked, referral_id, act)


@router.get("/leaves", responses=responses(RoleRefused, CptsMissing))
async def list_leaves(asked: Asked) -> Leaves:
    """Leaves of coordinators, and who follows their cases meanwhile."""
    return await leaves.listed(asked)


@router.post(
    "/leaves",
    status_code=201,
    responses=responses(
        RoleRefused, CptsMissing, HolderUnsuitable, ReplacementUnsuitable, LeaveAlreadyAnnounced,
        LeaveDatesImpossible, IdempotencyKeyInvalid, IdempotencyKeyReused,
    ),
)  # fmt: skip
async def announce_leave(act: AnnounceLeave, asked: Asked, once: Creating) -> LeaveOut:
    """All open cases go to the replacement on the first day and come back after the last."""
    return await leaves.announce(asked, act, once)


@router.post("/leaves/{leave_id}/return", responses=responses(RoleRefused, CptsMissing, LeaveNotFound))
async def end_leave(leave_id: UUID, asked: Asked) -> LeaveOut:
    """She is back before the day, or does not go: the cases come back at once."""
    return await leaves.end(asked, leave_id)
