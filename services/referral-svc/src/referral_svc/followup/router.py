"""/api/referral/v1/referrals/{id}/participants and /notices: the loop; /notifications: how one wishes to be told."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from carekit.auth import CptsMissing, RoleRefused
from carekit.idempotency import IdempotencyKeyInvalid, IdempotencyKeyReused
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Acting, Asked, Creating
from referral_svc.followup import notifications, usecases
from referral_svc.followup.errors import (
    AlreadyParticipant,
    MustBeTold,
    NoticeNotFound,
    NoticeSettled,
    ProfessionalUnknown,
    RhythmUnknown,
)
from referral_svc.followup.schemas import (
    ChangeNotifications,
    NameParticipant,
    NoticeOut,
    Notifications,
    ParticipantOut,
    Participants,
    WaiveNotice,
)
from referral_svc.referrals.errors import ReferralNotFound

router = APIRouter(prefix="/api/referral/v1/referrals/{referral_id}", tags=["followup"], dependencies=SIGNED_IN)

own = APIRouter(prefix="/api/referral/v1", tags=["followup"], dependencies=SIGNED_IN)

ACT = (RoleRefused, CptsMissing, ReferralNotFound, IdempotencyKeyInvalid, IdempotencyKeyReused)


@router.get("/participants", responses=responses(CptsMissing, ReferralNotFound))
async def list_participants(referral_id: UUID, asked: Asked) -> Participants:
    """Who takes part, with the state of every notice sent to them."""
    return await usecases.participants(asked, referral_id)


@router.post("/participants", status_code=201, responses=responses(*ACT, ProfessionalUnknown, AlreadyParticipant))
async def name_participant(referral_id: UUID, act: NameParticipant, asked: Asked, once: Creating) -> ParticipantOut:
    """The coordinator names one more professional who follows the request."""
    return await usecases.name_participant(asked, referral_id, act, once)


@router.post("/notices/{notice_id}/waiver", responses=responses(*ACT, NoticeNotFound, NoticeSettled))
async def waive_notice(referral_id: UUID, notice_id: UUID, act: WaiveNotice, asked: Asked, once: Acting) -> NoticeOut:
    """The participant was told otherwise, or need not be: says why."""
    return await usecases.waive_notice(asked, referral_id, notice_id, act, once)


@router.post(
    "/notices/{notice_id}/reading",
    responses=responses(CptsMissing, ReferralNotFound, NoticeNotFound, NoticeSettled),
)
async def read_notice(referral_id: UUID, notice_id: UUID, asked: Asked) -> NoticeOut:
    """The participant himself has read it; may be repeated."""
    return await usecases.read_notice(asked, referral_id, notice_id)


@own.get("/notifications", responses=responses(RoleRefused, CptsMissing))
async def show_notifications(asked: Asked) -> Notifications:
    """How the caller wishes to be told, kind by kind, and where mail goes to him."""
    return await notifications.show(asked)


@own.put("/notifications", responses=responses(RoleRefused, CptsMissing, MustBeTold, RhythmUnknown))
async def change_notifications(act: ChangeNotifications, asked: Asked) -> Notifications:
    """At once, in a daily or weekly digest at a working hour, or in the application alone. What was told before stays
    as it was told."""
    return await notifications.change(asked, act)
