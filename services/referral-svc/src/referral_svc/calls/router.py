"""/api/referral/v1: the ordered call list, for coordinators; the attempts to reach the person, also for
the professional who was chosen."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.calls import reaching, recording, taking_back, usecases
from referral_svc.calls.errors import (
    CallAgainInThePast,
    CallFollowed,
    CallNotFound,
    CallOfAnother,
    CallTooOld,
    ClaimedByAnother,
    NotAnsweredTogether,
    NotOnTheCallList,
)
from referral_svc.calls.schemas import CallList, ClaimCall, ReachLog, RecordCall, RecordReach, ToCallList
from referral_svc.deps import SIGNED_IN, Acting, Asked
from referral_svc.referrals.errors import ActNotAllowedNow, NobodyIsSolicited, ReferralNotFound
from referral_svc.solicitations.errors import (
    CptsNotDescribed,
    NoPlaceLeft,
    ProfessionalNotEligible,
    RequestPlaced,
    RequestWithdrawn,
    WavesPaused,
)

router = APIRouter(prefix="/api/referral/v1", tags=["calls"], dependencies=SIGNED_IN)

COORDINATING = (RoleRefused, CptsMissing, ReferralNotFound)
CALLING = (*COORDINATING, ActNotAllowedNow, NobodyIsSolicited, WavesPaused, ClaimedByAnother, CptsNotDescribed)
ONCE = (IdempotencyKeyInvalid, IdempotencyKeyReused)


@router.get("/call-list", responses=responses(RoleRefused, CptsMissing))
async def list_requests_to_call(asked: Asked) -> ToCallList:
    """Searches of which nobody asked may still answer, and those whose coordinator took the phone."""
    return await usecases.requests_to_call(asked)


@router.get("/referrals/{referral_id}/calls", responses=responses(*COORDINATING, CptsNotDescribed))
async def show_call_list(referral_id: UUID, asked: Asked) -> CallList:
    """Whom to call for one request, in order, with the number; who not, with the condition; the log."""
    return await usecases.call_list(asked, referral_id)


@router.post("/referrals/{referral_id}/call-claims", responses=responses(*CALLING))
async def claim_call(referral_id: UUID, act: ClaimCall, asked: Asked) -> CallList:
    """Ten minutes in which nobody else calls this professional; the caller's other claim ends."""
    return await usecases.claim(asked, referral_id, act)


@router.post(
    "/referrals/{referral_id}/calls",
    responses=responses(
        *CALLING,
        *ONCE,
        NotOnTheCallList,
        NotAnsweredTogether,
        ProfessionalNotEligible,
        CallAgainInThePast,
        NoPlaceLeft,
        RequestPlaced,
        RequestWithdrawn,
    ),
)
async def record_call(referral_id: UUID, act: RecordCall, asked: Asked, once: Acting) -> CallList:
    """One tap. An answer said on the phone is recorded as such, and counts like one by link."""
    return await recording.record(asked, referral_id, act, once)


@router.post(
    "/referrals/{referral_id}/calls/{call_id}/taking-back",
    responses=responses(
        *COORDINATING, *ONCE, CallNotFound, CallOfAnother, CallTooOld, CallFollowed, CptsNotDescribed
    ),
)
async def take_back_call(referral_id: UUID, call_id: UUID, asked: Asked, once: Acting) -> CallList:
    """A wrong tap: by whoever made it, within five minutes, while nothing followed. The log keeps both words."""
    return await taking_back.take_back(asked, referral_id, call_id, once)


@router.get("/referrals/{referral_id}/reach-attempts", responses=responses(*COORDINATING))
async def list_reach_attempts(referral_id: UUID, asked: Asked) -> ReachLog:
    """When the person was called, and on how many different days they were missed. Each sees what the other tried."""
    return await reaching.log(asked, referral_id)


@router.post("/referrals/{referral_id}/reach-attempts", responses=responses(*COORDINATING, ActNotAllowedNow, *ONCE))
async def record_reach_attempt(referral_id: UUID, act: RecordReach, asked: Asked, once: Acting) -> ReachLog:
    """Missed on 3 different days (or as the rules say), the request is put on hold for 30."""
    return await reaching.record(asked, referral_id, act, once)
